/** The clock of the playground: what time it is for me, and buttons that push it forward. */

import { fill, h, icon } from "./dom.js";
import { placeOf } from "./who.js";
import { timeOfDay } from "./moments.js";

const PUSHES = [
  ["hour", "+1 hour", "Push the clock one hour forward"],
  ["morning", "Next morning", "Push the clock to nine o'clock tomorrow morning"],
  ["week", "+1 week", "Push the clock one week forward"],
];

/** Shows the time in `root`; it runs on by itself. */
export class Clock {
  constructor(page, root) {
    this.page = page;
    this.time = h("span", { class: "clock-time" });
    this.day = h("span", { class: "clock-day" });
    this.face = h("time", { class: "clock-face" }, this.time, this.day);
    this.buttons = PUSHES.map(([forward, label, title]) =>
      h("button", { type: "button", class: "push", title, on: { click: () => this.#push(forward) } }, label),
    );
    fill(root, this.face, h("div", { class: "pushes", role: "group", "aria-label": "Push the clock forward" }, icon("forward"), this.buttons));
    setInterval(() => this.draw(), 1000);
  }

  /** Show the present. */
  draw() {
    const { world } = this.page;
    if (!world.state) return;
    const now = world.now();
    const { tz } = world.me;
    const day = new Intl.DateTimeFormat("en-GB", { timeZone: tz, weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(now);
    const texts = [timeOfDay(now, tz), `${day} · ${placeOf(tz)}`];
    if (this.time.textContent !== texts[0]) fill(this.time, texts[0]);
    if (this.day.textContent !== texts[1]) fill(this.day, texts[1]);
    this.face.dateTime = new Date(now).toISOString();
  }

  async #push(forward) {
    if (this.busy) return;
    this.busy = true;
    for (const button of this.buttons) button.setAttribute("aria-busy", "true");
    await this.page.gesture("clock", { forward });
    await this.page.reread().catch((refusal) => this.page.toasts.show(refusal.message, "error"));
    this.busy = false;
    for (const button of this.buttons) button.removeAttribute("aria-busy");
    this.page.toasts.say(`It is now ${this.time.textContent}, ${this.day.textContent}.`);
  }
}
