/** One place where an app's blocks are drawn (a message, a form, the Home tab) and what people do there is sent. */

import { h } from "./dom.js";
import { askFirst } from "./dialogs.js";
import { mrkdwn } from "./mrkdwn.js";
import { Values } from "./values.js";
import { withEmoji } from "./emoji.js";

/** What a plain_text or mrkdwn object reads like without marks. */
export function plain(text) {
  return text ? withEmoji(text.text ?? "") : "";
}

/** A surface: `container` is the contract's {type: "message" | "modal" | "home", ...}; `here` is the channel around it. */
export class Surface {
  constructor(page, container, { keepsTyped = false, here = null } = {}) {
    this.page = page;
    this.world = page.world;
    this.openChannel = page.openChannel;
    this.container = container;
    this.values = new Values({ keepsTyped, here });
    this.errors = new Map();
  }

  /** A text object as nodes. */
  text(object) {
    if (!object) return [];
    if (object.type === "mrkdwn") return [mrkdwn(object.text ?? "", this, { verbatim: object.verbatim })];
    return plain(object)
      .split("\n")
      .flatMap((row, index) => (index ? [h("br"), row] : [row]));
  }

  /** Send what a person did with an element; asks first where the app wants it. False when it was not sent. */
  async act(blockId, element, entry, node) {
    if (node?.getAttribute("aria-busy") === "true") return false;
    if (element.confirm && !(await this.#sure(element.confirm))) return false;
    node?.setAttribute("aria-busy", "true");
    const action = { type: element.type, block_id: blockId, action_id: element.action_id, ...entry };
    try {
      const answer = await this.page.api.post("action", {
        container: this.container,
        action,
        state: { values: this.values.json() },
      });
      if (!answer.ok) this.page.toasts.show(answer.error ?? "That did not work.", "error");
    } catch (refusal) {
      this.page.toasts.show(refusal.message, "error");
    } finally {
      node?.removeAttribute("aria-busy");
    }
    return true;
  }

  /** Ask the app for the options of an external select. Raises Refusal. */
  async suggest(blockId, element, text) {
    const answer = await this.page.api.post("options", {
      container: this.container,
      block_id: blockId,
      action_id: element.action_id,
      value: text,
    });
    if (answer.ok === false) throw new Error(answer.error ?? "The choices could not be fetched.");
    return answer;
  }

  #sure({ title, text, confirm, deny, style }) {
    return askFirst({
      title: plain(title),
      text: h("div", {}, this.text(text)),
      confirm: plain(confirm) || "Yes",
      deny: plain(deny) || "Cancel",
      danger: style === "danger",
    });
  }
}

/** Keep an entry and, outside forms, send it; a person who answers "no" to the app's question gets the old value back. */
export async function changed(spec, at, entry, node, undo = () => {}) {
  const before = at.surface.values.open(at.blockId, spec);
  at.surface.values.set(at.blockId, spec, entry);
  if (at.inForm && !at.dispatches) return;
  if (!(await at.surface.act(at.blockId, spec, entry, node))) {
    at.surface.values.set(at.blockId, spec, before);
    undo();
  }
}
