/** Windows above the page: a focus trap that holds, Esc, and Slack's "are you sure". */

import { freshId, h } from "./dom.js";

const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select, [tabindex="0"]';

/** Make Tab go round inside a dialog and let Esc ask `close`, which decides what happens. */
export function holdKeyboard(dialog, close) {
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Tab") {
      goRound(event, dialog);
    }
  });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
}

function goRound(event, dialog) {
  const stops = [...dialog.querySelectorAll(FOCUSABLE)].filter((node) => node.tabIndex >= 0 && node.getClientRects().length > 0);
  const first = stops[0];
  const last = stops.at(-1);
  const inside = stops.includes(document.activeElement);
  if (event.shiftKey && (document.activeElement === first || !inside)) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && document.activeElement === last) {
    event.preventDefault();
    first?.focus();
  }
}

/** Ask before something is done. `text` may be words or a node. Resolves to true or false. */
export function askFirst({ title, text, confirm = "Yes", deny = "Cancel", danger = false }) {
  return new Promise((resolve) => {
    const id = freshId("ask");
    const before = document.activeElement;
    const done = (answer) => {
      dialog.close();
      dialog.remove();
      if (before?.isConnected) before.focus({ preventScroll: true });
      resolve(answer);
    };
    const yes = h(
      "button",
      { type: "button", class: danger ? "button danger filled" : "button primary", on: { click: () => done(true) } },
      confirm,
    );
    const no = h("button", { type: "button", class: "button", on: { click: () => done(false) } }, deny);
    const dialog = h(
      "dialog",
      { class: "ask", role: "alertdialog", "aria-labelledby": id, "aria-describedby": `${id}-text` },
      h("h2", { id }, title),
      h("div", { id: `${id}-text`, class: "ask-text" }, text),
      h("div", { class: "dialog-foot" }, no, yes),
    );
    holdKeyboard(dialog, () => done(false));
    document.body.append(dialog);
    dialog.showModal();
    yes.focus();
  });
}
