/** Completion while typing: slash commands at the start of a line, @people and #channels anywhere. */

import { face, kindLabel } from "./faces.js";
import { fill, freshId, h, layerOf, place } from "./dom.js";

const MOST = 8;

/** Watches a textarea and offers what the word at the caret could become. */
export class Completion {
  constructor(page, box, { commands, changed }) {
    Object.assign(this, { page, box, commands, changed });
    this.listId = freshId("completion");
    this.rows = [];
    this.active = 0;
    this.popover = null;
    this.dismissed = null;
  }

  /** Look at the caret and open, change or close the list. */
  follow() {
    const found = this.#asked();
    if (!found || found.word === this.dismissed) {
      if (!found) this.dismissed = null;
      return this.close();
    }
    this.dismissed = null;
    const offers = found.offers.slice(0, MOST);
    if (offers.length === 0) return this.close();
    this.asked = found;
    this.#draw(offers);
  }

  /** Handle a key while the list is open; true when it was ours. */
  key(event) {
    if (!this.popover) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const offer = this.rows[this.active].offer;
    if (step && !event.altKey) this.#activate((this.active + step + this.rows.length) % this.rows.length);
    else if (event.key === "Tab" && !event.shiftKey) this.#take(offer);
    else if (event.key === "Enter" && !event.shiftKey && offer.insert.trim() !== this.asked.word) this.#take(offer);
    else if (event.key === "Escape") {
      this.dismissed = this.asked.word;
      this.close();
      event.stopPropagation();
    } else return false;
    event.preventDefault();
    return true;
  }

  /** Take the list away. */
  close() {
    this.popover?.remove();
    this.popover = null;
    this.box.removeAttribute("aria-controls");
    this.box.removeAttribute("aria-activedescendant");
  }

  #asked() {
    const { state } = this.page.world;
    const caret = this.box.selectionStart;
    if (!state || caret !== this.box.selectionEnd) return null;
    const before = this.box.value.slice(0, caret);
    const word = before.slice(Math.max(before.lastIndexOf(" "), before.lastIndexOf("\n")) + 1);
    const from = caret - word.length;
    if (this.commands && from === 0 && word.startsWith("/")) return { word, from, caret, offers: this.#commandOffers(word), label: "Commands" };
    if (word.startsWith("@")) return { word, from, caret, offers: this.#peopleOffers(word.slice(1).toLowerCase()), label: "People" };
    if (word.startsWith("#")) return { word, from, caret, offers: this.#channelOffers(word.slice(1).toLowerCase()), label: "Channels" };
    return null;
  }

  #commandOffers(word) {
    return this.page.world.state.commands
      .filter(({ command }) => command.startsWith(word.toLowerCase()))
      .map((command) => ({
        insert: `${command.command} `,
        content: [
          h("span", { class: "offer-command" }, h("b", {}, command.command), command.usage_hint && h("span", { class: "offer-usage" }, command.usage_hint)),
          h("span", { class: "offer-description" }, command.description),
        ],
      }));
  }

  #peopleOffers(word) {
    return this.page.world.state.people
      .filter((person) => person.kind !== "bot")
      .filter(({ name, real_name: real }) => [name, ...real.split(" ")].some((part) => part.toLowerCase().startsWith(word)))
      .map((person) => ({
        insert: `@${person.name} `,
        content: [face(person, "small"), h("b", {}, person.real_name), h("span", { class: "offer-description" }, `@${person.name}`), kindLabel(person)],
      }));
  }

  #channelOffers(word) {
    return this.page.world.rooms
      .filter((channel) => channel.name.startsWith(word))
      .map((channel) => ({ insert: `#${channel.name} `, content: [h("b", {}, `#${channel.name}`), h("span", { class: "offer-description" }, channel.topic)] }));
  }

  #draw(offers) {
    if (!this.popover) {
      this.popover = h("div", { class: "listbox completion", role: "listbox", id: this.listId, popover: "manual" });
      this.popover.addEventListener("pointerdown", (event) => event.preventDefault());
      layerOf(this.box).append(this.popover);
      this.popover.showPopover();
      this.box.setAttribute("aria-controls", this.listId);
    }
    this.popover.setAttribute("aria-label", this.asked.label);
    this.rows = offers.map((offer, index) => ({
      offer,
      node: h(
        "div",
        { class: "listbox-option", role: "option", id: `${this.listId}-${index}`, "aria-selected": "false", on: { click: () => this.#take(offer) } },
        offer.content,
      ),
    }));
    fill(this.popover, this.rows.map(({ node }) => node));
    this.#activate(0);
    place(this.popover, this.box.closest(".composer-frame") ?? this.box);
  }

  #activate(index) {
    this.rows[this.active]?.node.setAttribute("aria-selected", "false");
    this.active = index;
    this.rows.forEach(({ node }, at) => node.classList.toggle("active", at === index));
    const { node } = this.rows[index];
    node.setAttribute("aria-selected", "true");
    node.scrollIntoView({ block: "nearest" });
    this.box.setAttribute("aria-activedescendant", node.id);
  }

  #take(offer) {
    const { from, caret } = this.asked;
    const after = this.box.value.slice(caret).replace(/^ /, "");
    this.box.value = this.box.value.slice(0, from) + offer.insert + after;
    const at = from + offer.insert.length;
    this.box.focus();
    this.box.setSelectionRange(at, at);
    this.close();
    this.changed();
  }
}
