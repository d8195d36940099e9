/** Pop-up menus: arrow keys, first letters, Esc and a click elsewhere work as people expect. */

import { h, icon, layerOf, place } from "./dom.js";

let open = null;

/** Close the menu that is open, if any; `refocus` gives the keyboard back to the button it came from. */
export function closeMenu({ refocus = false } = {}) {
  if (!open) return false;
  const { popover, anchor, undo } = open;
  open = null;
  undo();
  popover.remove();
  anchor.setAttribute("aria-expanded", "false");
  if (refocus && anchor.isConnected) anchor.focus();
  return true;
}

function itemNode(item) {
  if (item.separator) return h("div", { class: "menu-line", role: "separator" });
  if (item.heading) return h("div", { class: "menu-heading", role: "presentation" }, item.heading);
  if (item.row) {
    return h("div", { class: "menu-row", role: "presentation" }, item.row.map((cell) => choice(cell, "menu-cell")));
  }
  return choice(item, item.danger ? "menu-item danger" : "menu-item");
}

function choice(item, className) {
  const role = item.checked === undefined ? "menuitem" : "menuitemradio";
  const content = item.content ?? [
    item.icon && icon(item.icon),
    h("span", { class: "menu-label" }, item.label),
    item.hint && h("span", { class: "menu-hint" }, item.hint),
  ];
  return h(
    "button",
    {
      type: "button",
      class: className,
      role,
      tabindex: "-1",
      "aria-checked": item.checked === undefined ? null : String(item.checked),
      "aria-label": item.content ? item.label : null,
      title: item.content && className === "menu-cell" ? item.label : null,
      on: {
        click: () => {
          closeMenu({ refocus: true });
          item.run();
        },
      },
    },
    content,
  );
}

/** Open a menu at `anchor`. Items: {label, hint?, icon?, danger?, checked?, content?, run} | {row} | {heading} | {separator}. */
export function openMenu(anchor, items, { label, align = "start", className = "" }) {
  const again = open?.anchor === anchor;
  closeMenu();
  if (again) return;
  const popover = h("div", { class: `menu ${className}`, role: "menu", "aria-label": label, popover: "manual" }, items.map(itemNode));
  layerOf(anchor).append(popover);
  popover.showPopover();
  place(popover, anchor, { align });
  const outside = (event) => {
    if (!popover.contains(event.target) && !anchor.contains(event.target)) closeMenu();
  };
  const shift = (event) => {
    if (!popover.contains(event.target)) closeMenu();
  };
  document.addEventListener("pointerdown", outside, true);
  addEventListener("resize", shift);
  document.addEventListener("scroll", shift, true);
  popover.addEventListener("keydown", (event) => steer(event, popover));
  const undo = () => {
    document.removeEventListener("pointerdown", outside, true);
    removeEventListener("resize", shift);
    document.removeEventListener("scroll", shift, true);
  };
  open = { popover, anchor, undo };
  anchor.setAttribute("aria-expanded", "true");
  (popover.querySelector('[aria-checked="true"]') ?? popover.querySelector("button"))?.focus({ preventScroll: true });
}

const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

function steer(event, popover) {
  const items = [...popover.querySelectorAll("button")];
  const at = items.indexOf(document.activeElement);
  let next = null;
  if (event.key in STEPS) next = items[(at + STEPS[event.key] + items.length) % items.length];
  else if (event.key === "Home") next = items[0];
  else if (event.key === "End") next = items.at(-1);
  else if (event.key === "Escape") closeMenu({ refocus: true });
  else if (event.key === "Tab") closeMenu({ refocus: true });
  else if (event.key.length === 1 && /\S/.test(event.key) && !event.ctrlKey && !event.metaKey) {
    const begins = (item) => item.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase());
    next = [...items.slice(at + 1), ...items.slice(0, at + 1)].find(begins) ?? null;
  } else return;
  event.stopPropagation();
  if (event.key !== "Tab") event.preventDefault();
  next?.focus();
}
