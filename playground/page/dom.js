/** Builds page elements from plain data; what people wrote only ever becomes text nodes. */

import { onThisPage } from "./place.js";

const SVG = "http://www.w3.org/2000/svg";

// Strokes on a 20 x 20 field, drawn for this page.
const ICONS = {
  bolt: "M11 2.5 4.5 11.5H9.5L8.5 17.5 15.5 8H10.5Z",
  send: "M3.5 10H15M10 4.5 15.8 10 10 15.5",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  smile: "M10 2.8a7.2 7.2 0 1 0 0 14.4a7.2 7.2 0 0 0 0-14.4ZM6.9 11.6c.7 1.3 1.8 2 3.1 2s2.4-.7 3.1-2M7.6 7.8h.01M12.4 7.8h.01",
  reply: "M8 4.5 3.5 9 8 13.5M3.5 9H12a4.5 4.5 0 0 1 4.5 4.5V15.5",
  edit: "M4 16h3L16 7 13 4 4 13ZM11.5 5.5l3 3",
  trash: "M4 5.8h12M8 5.8V3.8h4v2M5.5 5.8l.7 10.4h7.6l.7-10.4",
  close: "M5 5l10 10M15 5 5 15",
  back: "M12.5 4.5 7 10l5.5 5.5",
  down: "M5.5 8 10 12.5 14.5 8",
  menu: "M3.5 5.5h13M3.5 10h13M3.5 14.5h13",
  hash: "M8 3.5 6.5 16.5M13.5 3.5 12 16.5M4 7.5h12.5M3.5 12.5H16",
  lock: "M5 9h10v7.5H5ZM7 9V6.5a3 3 0 0 1 6 0V9",
  link: "M8.5 11.5a3 3 0 0 0 4.3.2l2.7-2.7a3 3 0 0 0-4.3-4.3L10 5.9M11.5 8.5a3 3 0 0 0-4.3-.2L4.5 11a3 3 0 0 0 4.3 4.3L10 14.1",
  home: "M3.5 9.5 10 3.8l6.5 5.7M5.5 8.5v7.7h9V8.5",
  talk: "M3.5 4.5h13v9H9l-3.5 3v-3h-2Z",
  eye: "M2.5 10c2-3.4 4.5-5 7.5-5s5.5 1.6 7.5 5c-2 3.4-4.5 5-7.5 5s-5.5-1.6-7.5-5ZM10 7.8a2.2 2.2 0 1 0 0 4.4a2.2 2.2 0 0 0 0-4.4Z",
  file: "M5.5 2.8h6l3.5 3.5v11h-9.5ZM11.5 2.8v3.5H15",
  check: "M4 10.5 8.2 14.7 16 5.8",
  at: "M13 7v4.5c0 2.3 3.5 2.2 3.5-1.5a6.5 6.5 0 1 0-2.6 5.2M10 7.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 0 0 0-5.6Z",
  sunrise: "M2.5 15.5h15M5.5 15.5a4.5 4.5 0 0 1 9 0M10 3v4M3.8 8l1.7 1.5M16.2 8l-1.7 1.5M8.2 4.8 10 3l1.8 1.8",
  forward: "M4 4.5 10 10l-6 5.5ZM10 4.5 16 10l-6 5.5Z",
};

function assign(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "on") {
    for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
  } else if (name === "data") {
    Object.assign(node.dataset, value);
  } else if (name === "value" || name === "checked" || name === "indeterminate") {
    node[name] = value;
  } else {
    node.setAttribute(name, value === true ? "" : String(value));
  }
}

/** An element with attributes (`on`: listeners, `data`: data-*), and children; null and false children are left out. */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) assign(node, name, value);
  node.append(...present(children));
  return node;
}

function present(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

/** Replace all children of `node`. */
export function fill(node, ...children) {
  node.replaceChildren(...present(children));
  return node;
}

/** A decorative line drawing; the element around it carries the name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 20 20", class: "icon", "aria-hidden": "true" })) {
    svg.setAttribute(key, value);
  }
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** The mark of Kept: a thread tied once around, so that it is not forgotten. */
export function mark() {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 32 32");
  svg.setAttribute("class", "mark");
  svg.setAttribute("aria-hidden", "true");
  const strokes = [
    "M16 17.5C11 10.5 5.5 9.5 5.5 13.5S11 19.5 16 17.5Z",
    "M16 17.5C21 10.5 26.5 9.5 26.5 13.5S21 19.5 16 17.5Z",
    "M15 18.5C13.5 21.5 11.5 24 8.5 25.5M17 18.5C18.5 21.5 20.5 24 23.5 25.5",
  ];
  for (const d of strokes) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  const knot = document.createElementNS(SVG, "circle");
  for (const [key, value] of Object.entries({ cx: 16, cy: 17.5, r: 2.4 })) knot.setAttribute(key, value);
  svg.append(knot);
  return svg;
}

/** A button with a line drawing, named for those who cannot see it. */
export function iconButton(name, label, run, attributes = {}) {
  return h(
    "button",
    { type: "button", class: "icon-button", "aria-label": label, title: label, on: { click: run }, ...attributes },
    icon(name),
  );
}

let serial = 0;

/** An id no other element has. */
export function freshId(prefix) {
  serial += 1;
  return `${prefix}-${serial}`;
}

/**
 * Run `change`, which redraws `root`, without taking the keyboard from the person: the same element is focused again with
 * its selection, else what it stood in (its message), else `fallback`. A `data-key` is one of its kind only within what
 * carries the next one: every message may have a button of the same key.
 */
export function keepingFocus(root, change, fallback = null) {
  const active = root.contains(document.activeElement) ? document.activeElement : null;
  const keys = active ? keysWithin(root, active) : [];
  const range = active?.dataset.key && "selectionStart" in active ? readSelection(active) : null;
  change();
  if (!active || (active.isConnected && document.activeElement === active)) return;
  const found = followed(root, keys);
  (found.at(-1) ?? fallback)?.focus({ preventScroll: true });
  if (range && found.length === keys.length) found.at(-1).setSelectionRange(...range);
}

function keysWithin(root, node) {
  const keys = [];
  for (let at = node; at !== root; at = at.parentElement) if (at.dataset.key) keys.unshift(at.dataset.key);
  return keys;
}

function followed(root, keys) {
  const found = [];
  for (const key of keys) {
    const next = (found.at(-1) ?? root).querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!next) break;
    found.push(next);
  }
  return found;
}

function readSelection(field) {
  return field.selectionStart === null ? null : [field.selectionStart, field.selectionEnd, field.selectionDirection];
}

/** Put a popover beside its anchor: below where there is room, else above, never outside the window. */
export function place(popover, anchor, { align = "start", gap = 4, most = Infinity } = {}) {
  const at = anchor.getBoundingClientRect();
  const edge = 8;
  popover.style.maxHeight = "";
  popover.style.minWidth = `${Math.min(at.width, innerWidth - 2 * edge)}px`;
  const below = innerHeight - at.bottom - gap - edge;
  const above = at.top - gap - edge;
  const size = popover.getBoundingClientRect();
  const under = Math.min(size.height, most) <= below || below >= above;
  const room = Math.min(most, Math.max(120, under ? below : above));
  popover.style.maxHeight = `${room}px`;
  const height = Math.min(size.height, room);
  const left = align === "end" ? at.right - size.width : at.left;
  popover.style.left = `${Math.max(edge, Math.min(left, innerWidth - size.width - edge))}px`;
  popover.style.top = `${under ? at.bottom + gap : at.top - gap - height}px`;
}

/** Where a popover has to live so that an open modal does not make it inert. */
export function layerOf(node) {
  return node.closest("dialog") ?? document.body;
}

/** An address a link may lead to, or null: never javascript: and its relatives. */
export function safeUrl(text) {
  try {
    const url = new URL(text);
    return ["http:", "https:", "mailto:", "tel:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** Where a link leads: to a place on this page, else beside it, telling the other side nothing; null for no address. */
export function leadingTo(url) {
  const href = safeUrl(url);
  const within = href && onThisPage(new URL(href));
  if (within) return { href: within };
  return href && { href, target: "_blank", rel: "noopener noreferrer" };
}

/** A link; plain text where the address is not one. */
export function link(url, ...label) {
  const attributes = leadingTo(url);
  return attributes ? h("a", attributes, ...label) : h("span", {}, ...label);
}
