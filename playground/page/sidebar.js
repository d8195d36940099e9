/** The left column: who I am, where I can go. */

import { fill, h, icon, keepingFocus } from "./dom.js";
import { whoButton } from "./who.js";

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
        whoButton(this.page),
        this.#list("Channels", world.rooms.map((channel) => this.#channel(channel))),
        this.#list(world.state.bot.name, [this.#home(), world.dm && this.#dm(world.dm)].filter(Boolean)),
      ),
    );
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
