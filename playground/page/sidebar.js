/** The left column: who I am, where I can go. */

import { face, kindLabel } from "./faces.js";
import { fill, h, icon, keepingFocus } from "./dom.js";
import { openMenu } from "./menu.js";
import { timeOfDay } from "./moments.js";

const CHANNEL_ICONS = { public: "hash", private: "lock", shared: "link" };

/** Draws the column into `root` and tells `page` where the person wants to go. */
export class Sidebar {
  constructor(page, root) {
    this.page = page;
    this.root = root;
  }

  /** Draw everything again. */
  draw() {
    const { world } = this.page;
    keepingFocus(this.root, () =>
      fill(
        this.root,
        h("div", { class: "team" }, h("span", { class: "team-name" }, world.state.team.name), h("span", { class: "team-note" }, "playground")),
        this.#whoButton(),
        this.#list("Channels", world.rooms.map((channel) => this.#channel(channel))),
        this.#list(world.state.bot.name, [this.#home(), world.dm && this.#dm(world.dm)].filter(Boolean)),
      ),
    );
  }

  #whoButton() {
    const { world } = this.page;
    const { me } = world;
    const button = h(
      "button",
      {
        type: "button",
        class: "who",
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        data: { key: "who" },
        on: { click: () => openMenu(button, this.#people(), { label: "You are …", className: "people" }) },
      },
      face(me),
      h("span", { class: "who-words" }, h("span", { class: "who-are" }, "You are"), h("span", { class: "who-name" }, me.real_name, " ", kindLabel(me))),
      icon("down"),
    );
    return button;
  }

  #people() {
    const { world } = this.page;
    return world.state.people
      .filter((person) => person.kind !== "bot")
      .map((person) => ({
        label: person.real_name,
        checked: person.id === world.me.id,
        content: [
          face(person),
          h(
            "span",
            { class: "person" },
            h("span", { class: "person-name" }, person.real_name, " ", kindLabel(person)),
            h("span", { class: "person-more" }, [person.title, `${timeOfDay(world.now(), person.tz)} ${placeOf(person.tz)}`].filter(Boolean).join(" · ")),
          ),
        ],
        run: () => this.page.become(person.id),
      }));
  }

  #list(title, rows) {
    const id = `list-${title.replace(/\W+/g, "-")}`;
    return h("section", { class: "rooms", "aria-labelledby": id }, h("h2", { id }, title), h("ul", {}, rows));
  }

  #row(key, here, unread, content, go) {
    return h(
      "li",
      {},
      h(
        "button",
        {
          type: "button",
          class: unread ? "room unread" : "room",
          "aria-current": here ? "page" : null,
          data: { key },
          on: { click: go },
        },
        content,
        unread && h("span", { class: "dot" }, h("span", { class: "unseen" }, "unread")),
      ),
    );
  }

  #channel(channel) {
    const here = this.page.place.channel === channel.id;
    const content = [icon(CHANNEL_ICONS[channel.kind] ?? "hash"), h("span", { class: "room-name" }, channel.name)];
    return this.#row(`room/${channel.id}`, here, channel.unread && !here, content, () => this.page.openChannel(channel.id));
  }

  #home() {
    const here = this.page.place.home;
    return this.#row("room/home", here, false, [icon("home"), h("span", { class: "room-name" }, "Home")], () => this.page.openHome());
  }

  #dm(channel) {
    const here = this.page.place.channel === channel.id;
    const content = [icon("talk"), h("span", { class: "room-name" }, "Messages")];
    return this.#row(`room/${channel.id}`, here, channel.unread && !here, content, () => this.page.openChannel(channel.id));
  }
}

/** The town of a time zone: Europe/Tallinn is Tallinn. */
export function placeOf(tz) {
  return tz.split("/").at(-1).replaceAll("_", " ");
}
