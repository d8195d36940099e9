/** Short notices at the edge of the page, read out to those who cannot see them. */

import { fill, h, iconButton } from "./dom.js";

const STAY = 7000;

/** Shows notices in `root` and says things aloud through `voice`, a visually hidden live region. */
export class Toasts {
  constructor(root, voice) {
    this.root = root;
    this.voice = voice;
  }

  /** Show a notice; errors stay until they are closed. */
  show(text, level = "info") {
    const same = [...this.root.children].find((toast) => toast.dataset.text === text);
    same?.remove();
    const toast = h("div", { class: `toast ${level}`, role: level === "error" ? "alert" : "status", data: { text } }, h("p", {}, text));
    toast.append(iconButton("close", "Close this notice", () => toast.remove()));
    this.root.append(toast);
    this.#raise();
    if (level !== "error") setTimeout(() => toast.remove(), STAY);
  }

  /** Take all notices away: they were for somebody else, or for a time that is over. */
  clear() {
    fill(this.root);
    if (this.root.matches(":popover-open")) this.root.hidePopover();
  }

  /** Say something to screen readers only. */
  say(text) {
    fill(this.voice, text);
  }

  // A popover lies above an open modal, where a plain element would be hidden.
  #raise() {
    if (this.root.matches(":popover-open")) this.root.hidePopover();
    this.root.showPopover();
  }
}
