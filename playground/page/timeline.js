/** A run of messages, by day; only what changed is drawn again, so that nobody loses their place. */

import { asTyped, messageNode } from "./message.js";
import { fill, h, keepingFocus } from "./dom.js";
import { Surface } from "./surface.js";

const TOGETHER = 5 * 60; // seconds within which one person's messages share a name

/** Draws the messages of a channel or a thread into `root`. */
export class Timeline {
  constructor(page, root, { inThread = false } = {}) {
    this.page = page;
    this.root = root;
    this.inThread = inThread;
    this.channel = null;
    this.rows = new Map(); // ts -> {signature, node}
    this.surfaces = new Map();
    this.editing = null;
    this.messages = [];
    this.lastSeen = "";
    root.addEventListener("keydown", (event) => this.#walk(event));
  }

  /** Start over for another channel, thread or person. */
  reset(channel) {
    this.channel = channel;
    this.rows.clear();
    this.surfaces.clear();
    this.editing = null;
    this.messages = [];
    this.lastSeen = "";
    fill(this.root);
  }

  /** Show these messages; stays at the end where the reader was at the end. */
  show(messages) {
    const first = this.rows.size === 0;
    const scroller = this.root.parentElement;
    const atEnd = first || scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
    const newest = messages.at(-1);
    const grown = newest && newest.ts !== this.lastSeen;
    if (!first && grown && newest.user !== this.page.world.me.id) this.#announce(newest);
    this.lastSeen = newest?.ts ?? "";
    this.messages = messages;
    keepingFocus(this.root, () => this.#lay(), this.page.fallbackFocus?.());
    if (atEnd || (grown && newest.user === this.page.world.me.id)) scroller.scrollTop = scroller.scrollHeight;
  }

  #announce(message) {
    const author = message.user ? this.page.world.person(message.user) : this.page.world.bot;
    this.page.toasts.say(`${author.real_name}: ${message.text ?? ""}`);
  }

  #lay() {
    const kept = new Map();
    const nodes = [];
    let before = null;
    for (const message of this.messages) {
      if (message.day_text !== before?.day_text) nodes.push(this.#divider(message.day_text));
      const follows = this.#follows(before, message);
      const signature = JSON.stringify([message, follows, this.page.world.today(), this.page.peopleVersion]);
      const known = this.rows.get(message.ts);
      const editing = this.editing === message.ts;
      const row = known && (known.signature === signature || (editing && known.editor)) ? known : { signature, node: this.#row(message, follows) };
      kept.set(message.ts, row);
      nodes.push(row.node);
      before = message;
    }
    this.rows = kept;
    for (const ts of this.surfaces.keys()) if (!kept.has(ts)) this.surfaces.delete(ts);
    settle(this.root, nodes);
  }

  #divider(text) {
    const key = `day/${text}`;
    return [...this.root.children].find((node) => node.dataset.key === key) ?? h("h3", { class: "day", data: { key } }, h("span", {}, text));
  }

  #follows(before, message) {
    return Boolean(
      before &&
        before.user === message.user &&
        before.username === message.username &&
        before.day_text === message.day_text &&
        !before.ephemeral &&
        !message.ephemeral &&
        Number(message.ts) - Number(before.ts) < TOGETHER,
    );
  }

  #row(message, follows) {
    const { page, channel, inThread } = this;
    if (!this.surfaces.has(message.ts)) {
      this.surfaces.set(message.ts, new Surface(page, { type: "message", channel, ts: message.ts }, { here: channel }));
    }
    const surface = this.surfaces.get(message.ts);
    surface.values.retain(message.blocks ?? []);
    return messageNode(message, { page, channel, inThread, follows, surface, onEdit: (edited) => this.#edit(edited) });
  }

  // -- editing one's own message

  #edit(message) {
    const row = this.rows.get(message.ts);
    this.editing = message.ts;
    const box = h("textarea", {
      class: "field-input",
      rows: "2",
      "aria-label": "Edit message",
      value: asTyped(message.text ?? "", this.page.world),
      on: {
        keydown: (event) => {
          if (event.isComposing) return;
          if (event.key === "Enter" && !event.shiftKey) {
            event.preventDefault();
            this.#saveEdit(message, box.value);
          } else if (event.key === "Escape") {
            event.stopPropagation();
            this.#endEdit(message);
          }
        },
      },
    });
    const editor = h(
      "div",
      { class: "editor" },
      box,
      h(
        "div",
        { class: "editor-foot" },
        h("button", { type: "button", class: "button small", on: { click: () => this.#endEdit(message) } }, "Cancel"),
        h("button", { type: "button", class: "button small primary", on: { click: () => this.#saveEdit(message, box.value) } }, "Save"),
      ),
    );
    row.editor = editor;
    row.node.classList.add("editing");
    row.node.querySelector(".message-body").replaceWith(editor);
    box.focus();
  }

  async #saveEdit(message, text) {
    if (!text.trim()) return;
    if (await this.page.gesture("edit", { channel: this.channel, ts: message.ts, text })) this.#endEdit(message);
  }

  #endEdit(message) {
    this.editing = null;
    this.rows.delete(message.ts);
    this.#lay();
    this.root.querySelector(`[data-ts="${CSS.escape(message.ts)}"]`)?.focus();
  }

  // -- the keyboard: up and down through the messages, Enter for a message's menu

  #walk(event) {
    const here = document.activeElement;
    if (!here?.matches?.("article.message") || event.altKey) return;
    const articles = [...this.root.querySelectorAll("article.message")];
    const at = articles.indexOf(here);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) articles[at + step]?.focus();
    else if (event.key === "Enter") here.querySelector(".more")?.click();
    else return;
    event.preventDefault();
  }

  /** Bring a message into sight and put the keyboard on it; false when it is not here. */
  point(ts) {
    const node = this.rows.get(ts)?.node;
    if (!node) return false;
    node.scrollIntoView({ block: "center" });
    node.classList.add("sought");
    node.addEventListener("blur", () => node.classList.remove("sought"), { once: true });
    node.focus({ preventScroll: true });
    return true;
  }

  /** Put the keyboard on the newest message. */
  focusLast() {
    [...this.root.querySelectorAll("article.message")].at(-1)?.focus();
  }
}

// Bring the children into this order while leaving those alone that already stand right: moving a node takes its focus.
function settle(root, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...root.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (root.children[index] !== node) root.insertBefore(node, root.children[index] ?? null);
  });
}
