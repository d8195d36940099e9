/** Where people type: commands and names are completed, Enter sends, and what was typed is not lost. */

import * as drafts from "./drafts.js";
import { Completion } from "./completion.js";
import { fill, freshId, h, iconButton } from "./dom.js";
import { openMenu } from "./menu.js";

/** A text field with its buttons. `send(text)` answers {ok, error?}; `commands`: are slash commands possible here? */
export class Composer {
  constructor(page, { label, commands, send }) {
    this.page = page;
    this.send = send;
    this.place = "";
    this.trouble = h("p", { class: "composer-trouble", role: "alert", hidden: true });
    this.hint = h("p", { class: "composer-hint", id: freshId("hint"), hidden: true });
    this.box = h("textarea", {
      class: "composer-box",
      rows: "1",
      "aria-label": label,
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      "aria-describedby": this.hint.id,
      spellcheck: "true",
      on: {
        input: () => this.#typed(),
        keydown: (event) => this.#key(event),
        click: () => this.completion.follow(),
        blur: () => this.completion.close(),
      },
    });
    this.completion = new Completion(page, this.box, { commands, changed: () => this.#typed() });
    this.shortcuts = commands ? this.#shortcutsButton() : null;
    this.button = iconButton("send", "Send", () => this.#send(), { class: "icon-button send" });
    this.node = h(
      "div",
      { class: "composer" },
      this.trouble,
      this.hint,
      h("div", { class: "composer-frame" }, this.shortcuts, this.box, this.button),
    );
    this.commands = commands;
  }

  /** Go to another conversation; each keeps its own draft. */
  enter(place, { placeholder }) {
    if (place !== this.place) {
      this.place = place;
      this.box.value = drafts.kept(`said/${place}`) ?? "";
      this.#say("");
    }
    this.box.placeholder = placeholder;
    this.#typed({ quiet: true });
  }

  /** Put the keyboard here. */
  focus() {
    this.box.focus({ preventScroll: true });
  }

  #shortcutsButton() {
    const button = iconButton("bolt", "Shortcuts", () => this.#shortcutsMenu(button), {
      class: "icon-button bolt",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
    });
    return button;
  }

  #shortcutsMenu(button) {
    const { state } = this.page.world;
    const globals = state.shortcuts.filter((shortcut) => shortcut.type === "global");
    const begin = (command) => {
      this.box.value = `${command} `;
      this.focus();
      this.#typed();
    };
    const items = [
      globals.length > 0 && { heading: "Shortcuts" },
      ...globals.map((shortcut) => ({ label: shortcut.name, hint: state.bot.name, icon: "bolt", run: () => this.page.shortcut(shortcut, {}) })),
      state.commands.length > 0 && { heading: "Commands" },
      ...state.commands.map((command) => ({ label: command.command, hint: command.description, run: () => begin(command.command) })),
    ].filter(Boolean);
    if (items.length) openMenu(button, items, { label: "Shortcuts", className: "shortcuts" });
    else this.page.toasts.show("There are no shortcuts yet: Kept is not connected.");
  }

  #typed({ quiet = false } = {}) {
    drafts.keep(`said/${this.place}`, this.box.value);
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, innerHeight * 0.35)}px`;
    this.button.classList.toggle("ready", this.box.value.trim() !== "");
    this.#usage();
    if (quiet) this.completion.close();
    else this.completion.follow();
  }

  #usage() {
    const typed = /^(\/\S+)\s/.exec(this.box.value);
    const command = this.commands && typed && this.page.world.state?.commands.find((c) => c.command === typed[1]);
    this.hint.hidden = !command;
    if (command) fill(this.hint, h("b", {}, command.command), " ", command.usage_hint || command.description);
    else fill(this.hint);
  }

  #key(event) {
    if (event.isComposing) return;
    if (this.completion.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "ArrowUp" && !this.box.value && !event.altKey) {
      event.preventDefault();
      this.page.focusMessages(this);
    }
  }

  async #send() {
    const text = this.box.value;
    const { place } = this;
    if (!text.trim()) return;
    this.box.value = "";
    this.#say("");
    this.#typed();
    this.node.classList.add("sending");
    let answer;
    try {
      answer = await this.send(text);
    } catch (refusal) {
      answer = { ok: false, error: refusal.message };
    }
    this.node.classList.remove("sending");
    if (answer.ok) return;
    if (this.place === place && !this.box.value) {
      this.box.value = text;
      this.#typed({ quiet: true });
    } else if (this.place !== place) {
      drafts.keep(`said/${place}`, text);
    }
    this.#say(answer.error ?? "That could not be sent.");
  }

  #say(text) {
    this.trouble.hidden = !text;
    fill(this.trouble, text);
  }
}
