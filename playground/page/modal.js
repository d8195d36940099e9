/** The form an app has opened: Slack's modals with errors under fields, stacked views and kept input. */

import * as drafts from "./drafts.js";
import { blocks } from "./blocks.js";
import { closeMenu } from "./menu.js";
import { fill, freshId, h, iconButton, keepingFocus, mark } from "./dom.js";
import { holdKeyboard } from "./dialogs.js";
import { plain, Surface } from "./surface.js";

const AWAY = "The playground does not answer. This form waits, with all that you typed.";
const GONE = "The playground does not know this form any more: it was closed elsewhere, or the playground began anew. What you typed still stands here: copy what you need, then close it.";

/** Shows the top of this person's stack of views and follows it as it changes. */
export class Modals {
  constructor(page) {
    this.page = page;
    this.dialog = null;
    this.surfaces = new Map(); // by view id: going back finds what was typed
    this.view = null;
    this.trouble = "";
    this.busy = false;
    this.closing = false;
    this.orphaned = false; // the server does not know what stands here
  }

  /** Read the top view again and show it; `back`: after a while in which the server did not answer. */
  async refresh({ back = false } = {}) {
    const asked = this.page.api.as;
    const { view, errors } = await this.page.api.read("modal");
    if (asked !== this.page.api.as) return;
    if (!view && this.view?.submit && (back || this.orphaned)) return this.#orphan();
    if (!view) drafts.forgetAll(`form/${asked}/`);
    this.#show(view && { ...view, state: undefined }, view?.state?.values, errors);
  }

  /** Take the window away without telling the app: another person looks at the page now. */
  leave() {
    this.#show(null);
  }

  /** Say in the form that the server does not answer, or that it does again. */
  away(lost) {
    if (this.view) this.#complain(lost ? AWAY : "");
  }

  /** Somebody goes elsewhere by a link: close what only tells; a form to fill in stays. */
  async stepAside() {
    if (this.view && !this.view.submit) await this.#close();
  }

  get isOpen() {
    return this.dialog !== null;
  }

  // `filled` and `errors` are what the server remembers: they count where this page knows nothing, as after a reload.
  #show(view, filled = {}, errors = {}) {
    if (!view) return this.#vanish();
    const same = this.view?.id === view.id;
    if (same && JSON.stringify(view) === JSON.stringify(this.view)) return;
    this.view = view;
    this.trouble = "";
    this.orphaned = false;
    if (!this.dialog) this.#appear();
    const surface = this.#surface(filled, errors);
    if (same) surface.errors = new Map(Object.entries(errors));
    if (same) keepingFocus(this.dialog, () => this.#draw(), this.dialog);
    else {
      this.#draw();
      this.#focusFirst();
    }
  }

  #appear() {
    this.opener = document.activeElement;
    this.title = h("h2", { id: freshId("modal"), class: "modal-title" });
    this.dialog = h("dialog", { class: "modal", "aria-labelledby": this.title.id, tabindex: "-1" });
    holdKeyboard(this.dialog, () => this.#close());
    document.body.append(this.dialog);
    this.dialog.showModal();
  }

  #vanish() {
    this.view = null;
    this.orphaned = false;
    this.surfaces.clear();
    if (!this.dialog) return;
    closeMenu();
    this.dialog.close();
    this.dialog.remove();
    this.dialog = null;
    if (this.opener?.isConnected && this.opener !== document.body) this.opener.focus({ preventScroll: true });
    else this.page.focusComposer();
  }

  #surface(filled = {}, errors = {}) {
    const { id } = this.view;
    if (!this.surfaces.has(id)) {
      const surface = new Surface(this.page, { type: "modal", view_id: id }, { keepsTyped: true, here: this.page.here });
      surface.values.restore(filled);
      surface.values.retype(drafts.kept(this.#draft(id)) ?? {});
      surface.values.heard = () => drafts.keep(this.#draft(id), surface.values.typed());
      surface.errors = new Map(Object.entries(errors));
      this.surfaces.set(id, surface);
    }
    return this.surfaces.get(id);
  }

  #draft(id) {
    return `form/${this.page.api.as}/${id}`;
  }

  #orphan() {
    this.orphaned = true;
    this.trouble = GONE;
    keepingFocus(this.dialog, () => this.#draw(), this.dialog);
  }

  #complain(trouble) {
    this.trouble = trouble;
    const node = this.dialog.querySelector(".modal-trouble");
    fill(node, trouble);
    node.hidden = !trouble;
  }

  #draw() {
    const { view } = this;
    const surface = this.#surface();
    surface.values.retain(view.blocks);
    fill(this.title, plain(view.title));
    const back = view.previous_view_id ? iconButton("back", "Back", () => this.#close()) : h("span", { class: "app-mark" }, mark());
    const head = h("header", { class: "modal-head" }, back, this.title, iconButton("close", "Close", () => this.#close()));
    const trouble = h("p", { class: "modal-trouble", role: "alert", hidden: !this.trouble }, this.trouble);
    const body = h("div", { class: "modal-body" }, trouble, blocks(view.blocks, surface));
    const form = h(
      "form",
      { novalidate: true, autocomplete: "off", on: { submit: (event) => this.#submit(event) } },
      head,
      body,
      this.#foot(),
    );
    const scrolled = this.dialog.querySelector(".modal-body")?.scrollTop ?? 0;
    fill(this.dialog, form);
    body.scrollTop = scrolled;
  }

  #foot() {
    const view = this.orphaned ? { ...this.view, close: null, submit: null } : this.view;
    const closeLabel = plain(view.close) || (view.submit ? "Cancel" : "Close");
    const close = h("button", { type: "button", class: "button", data: { key: "close" }, on: { click: () => this.#close() } }, closeLabel);
    const submit =
      view.submit &&
      h(
        "button",
        { type: "submit", class: "button primary", "aria-busy": this.busy ? "true" : null, data: { key: "submit" } },
        plain(view.submit),
      );
    return h("footer", { class: "dialog-foot" }, close, submit);
  }

  #focusFirst() {
    const wanted =
      this.dialog.querySelector('[data-focus="first"]') ??
      this.dialog.querySelector(".modal-body input, .modal-body textarea, .modal-body .button") ??
      this.dialog.querySelector(".dialog-foot .button:last-child");
    (wanted ?? this.dialog).focus();
  }

  async #submit(event) {
    event.preventDefault();
    if (this.busy || this.orphaned || !this.view.submit) return;
    const { view } = this;
    const surface = this.#surface();
    this.#setBusy(true);
    let answer;
    try {
      answer = await this.page.api.post("submit", { view_id: view.id, values: surface.values.json() });
    } catch (refusal) {
      answer = { ok: false, error: refusal.message };
    }
    this.#setBusy(false);
    if (this.view?.id !== view.id) return;
    if (answer.slack_error === "not_found") return this.#orphan();
    surface.errors = new Map(Object.entries(answer.errors ?? {}));
    this.trouble = answer.ok || answer.errors ? "" : (answer.error ?? "We had some trouble. Try again?");
    if (answer.ok) drafts.forget(this.#draft(view.id));
    if (answer.ok) return this.refresh().catch((refusal) => this.page.toasts.show(refusal.message, "error"));
    keepingFocus(this.dialog, () => this.#draw(), this.dialog);
    this.dialog.querySelector(".field.wrong")?.querySelector("input, textarea")?.focus();
  }

  #setBusy(busy) {
    this.busy = busy;
    const button = this.dialog?.querySelector('[type="submit"]');
    if (busy) button?.setAttribute("aria-busy", "true");
    else button?.removeAttribute("aria-busy");
  }

  async #close() {
    const { view } = this;
    if (!view || this.closing) return;
    if (this.orphaned) return this.#vanish();
    this.closing = true; // a second Esc in a hurry is not meant for the view below
    try {
      const answer = await this.page.api.post("close", { view_id: view.id });
      if (!answer.ok) this.page.toasts.show(answer.error ?? "The form could not be closed.", "error");
      this.surfaces.delete(view.id);
      drafts.forget(this.#draft(view.id));
      await this.refresh();
    } catch (refusal) {
      this.#complain(refusal.message);
    } finally {
      this.closing = false;
    }
  }
}
