/** A searchable choice of one or several options: a combobox with a list, also for options the app looks up. */

import { fill, freshId, h, icon, iconButton, layerOf, place } from "./dom.js";

const PAUSE = 220; // milliseconds between the last letter and asking the app
const TALLEST = 330; // pixels of the list

/**
 * Options are {key, label, description?, raw}; `find(text)` answers (a promise of) [{label?, options}] groups.
 * `chosen` is a list of options; `onChange(list)` gets the new one, for several choices only when the list closes.
 */
export class Picker {
  constructor({ find, chosen, many = false, limit = Infinity, clearable = false, placeholder, label, labelledBy, describedBy, required, invalid, key, onChange, shortest = 0, slow = false }) {
    Object.assign(this, { find, chosen, many, limit, onChange, shortest, slow });
    this.listId = freshId("list");
    this.rows = [];
    this.active = -1;
    this.touched = false;
    this.input = h("input", {
      type: "text",
      class: "picker-input",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-label": labelledBy ? null : label,
      "aria-labelledby": labelledBy,
      "aria-describedby": describedBy || null,
      "aria-required": required ? "true" : null,
      "aria-invalid": invalid ? "true" : null,
      placeholder,
      data: { key },
      on: {
        click: () => this.#open(),
        input: () => this.#open({ search: true }),
        keydown: (event) => this.#steer(event),
        blur: () => this.close(),
      },
    });
    this.chips = h("div", { class: "chips" });
    this.clear = clearable && !many ? iconButton("close", `Clear ${label ?? "choice"}`, () => this.#pickNone(), { class: "icon-button picker-clear" }) : null;
    this.field = h("div", { class: "picker-field" }, this.input, this.clear, icon("down"));
    this.node = h("div", { class: many ? "picker many" : "picker" }, this.chips, this.field);
    this.#show();
  }

  #show() {
    if (this.many) {
      fill(this.chips, this.chosen.map((option) => this.#chip(option)));
      this.input.value = "";
    } else {
      this.input.value = this.chosen[0]?.label ?? "";
    }
    if (this.clear) this.clear.hidden = this.chosen.length === 0;
  }

  #chip(option) {
    const remove = () => {
      this.chosen = this.chosen.filter((other) => other.key !== option.key);
      this.#show();
      this.onChange(this.chosen);
      this.input.focus();
    };
    return h("span", { class: "chip" }, option.label, iconButton("close", `Remove ${option.label}`, remove));
  }

  #pickNone() {
    this.chosen = [];
    this.#show();
    this.onChange(this.chosen);
    this.input.focus();
  }

  /** Show these options as chosen, without telling anybody. */
  show(chosen) {
    this.chosen = chosen;
    this.#show();
  }

  // -- the list

  async #open({ search = false } = {}) {
    const text = search ? this.input.value.trim() : "";
    if (!this.popover) {
      this.popover = h("div", { class: "listbox", role: "listbox", id: this.listId, popover: "manual", "aria-multiselectable": this.many ? "true" : null });
      this.popover.addEventListener("pointerdown", (event) => event.preventDefault());
      layerOf(this.node).append(this.popover);
      this.popover.showPopover();
      this.input.setAttribute("aria-expanded", "true");
      this.input.setAttribute("aria-controls", this.listId);
      this.follow = (event) => !this.popover?.contains(event.target) && this.#place();
      addEventListener("resize", this.follow);
      document.addEventListener("scroll", this.follow, true);
      if (!search) this.input.select();
    }
    if (text.length < this.shortest) {
      this.#say(`Type ${this.shortest === 1 ? "a letter" : `${this.shortest} letters`} or more to search.`);
      return;
    }
    this.round = (this.round ?? 0) + 1;
    const round = this.round;
    const waiting = setTimeout(() => round === this.round && this.popover && this.#say("Looking …"), 120);
    if (search && this.slow) await new Promise((resume) => setTimeout(resume, PAUSE));
    if (round !== this.round || !this.popover) return clearTimeout(waiting);
    try {
      const groups = await this.find(text);
      if (round === this.round && this.popover) this.#list(groups);
    } catch (refusal) {
      if (round === this.round && this.popover) this.#say(refusal.message);
    } finally {
      clearTimeout(waiting);
    }
  }

  #say(text) {
    this.rows = [];
    this.#activate(-1);
    fill(this.popover, h("div", { class: "listbox-note", role: "status" }, text));
    this.#place();
  }

  #list(groups) {
    this.rows = [];
    const drawn = groups
      .filter((group) => group.options.length > 0)
      .map((group) => {
        const options = group.options.map((option) => this.#row(option));
        if (!group.label) return options;
        const id = freshId("group");
        return h("div", { role: "group", "aria-labelledby": id }, h("div", { id, class: "listbox-heading", role: "presentation" }, group.label), options);
      });
    if (this.rows.length === 0) return this.#say("Nothing found.");
    fill(this.popover, drawn);
    this.#place();
    const chosen = this.rows.findIndex((row) => this.#isChosen(row.option));
    this.#activate(chosen >= 0 && !this.many ? chosen : 0);
  }

  #row(option) {
    const index = this.rows.length;
    const node = h(
      "div",
      {
        role: "option",
        id: `${this.listId}-${index}`,
        class: "listbox-option",
        "aria-selected": String(this.#isChosen(option)),
        on: { click: () => this.#pick(index), pointermove: () => this.#activate(index, { scroll: false }) },
      },
      h("span", { class: "option-label" }, option.label),
      option.description && h("span", { class: "option-description" }, option.description),
      this.#isChosen(option) && icon("check"),
    );
    this.rows.push({ option, node });
    return node;
  }

  #isChosen(option) {
    return this.chosen.some((other) => other.key === option.key);
  }

  #place() {
    if (!this.node.isConnected) return this.close();
    place(this.popover, this.field, { most: TALLEST });
  }

  #activate(index, { scroll = true } = {}) {
    this.rows[this.active]?.node.classList.remove("active");
    this.active = index;
    const row = this.rows[index];
    if (!row) return this.input.removeAttribute("aria-activedescendant");
    row.node.classList.add("active");
    if (scroll) row.node.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", row.node.id);
  }

  #pick(index) {
    const { option } = this.rows[index];
    if (!this.many) {
      this.chosen = [option];
      this.close();
      this.onChange(this.chosen);
      return;
    }
    if (this.#isChosen(option)) this.chosen = this.chosen.filter((other) => other.key !== option.key);
    else if (this.chosen.length < this.limit) this.chosen = [...this.chosen, option];
    this.touched = true;
    this.#show();
    this.#open();
  }

  #steer(event) {
    if (event.isComposing) return;
    const shown = Boolean(this.popover);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!shown) this.#open();
      else if (this.rows.length) this.#activate((this.active + (event.key === "ArrowDown" ? 1 : -1) + this.rows.length) % this.rows.length);
    } else if (event.key === "Enter") {
      if (!shown) this.#open();
      else if (this.active >= 0) this.#pick(this.active);
    } else if (event.key === "Escape" && shown) {
      this.close();
      event.stopPropagation();
    } else if (event.key === "Backspace" && this.many && !this.input.value && this.chosen.length) {
      this.chosen = this.chosen.slice(0, -1);
      this.touched = true;
      this.#show();
      if (!shown) this.#settle();
    } else {
      return;
    }
    event.preventDefault();
  }

  #settle() {
    if (!this.touched) return;
    this.touched = false;
    this.onChange(this.chosen);
  }

  /** Close the list; the field shows what is chosen again. */
  close() {
    if (!this.popover) return;
    removeEventListener("resize", this.follow);
    document.removeEventListener("scroll", this.follow, true);
    this.popover.remove();
    this.popover = null;
    this.round = (this.round ?? 0) + 1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.input.removeAttribute("aria-controls");
    this.#show();
    this.#settle();
  }
}

/** Groups narrowed to the options whose label or description holds the text. */
export function narrowed(groups, text) {
  const wanted = text.toLowerCase();
  const fits = (option) => `${option.label} ${option.description ?? ""}`.toLowerCase().includes(wanted);
  return groups.map((group) => ({ ...group, options: group.options.filter(fits) }));
}
