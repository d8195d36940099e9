/** Small portraits and labels of people: initials on a colour that stays theirs. */

import { h, mark } from "./dom.js";

/** A portrait; the app wears its mark. */
export function face(person, size = "") {
  if (person.kind === "bot") return h("span", { class: `face app ${size}`, "aria-hidden": "true" }, mark());
  const names = person.real_name.split(/\s+/).filter(Boolean);
  const initials = [names[0], names.length > 1 ? names.at(-1) : ""].map((name) => [...(name ?? "")][0] ?? "").join("");
  return h("span", { class: `face hue-${person.hue ?? 0} ${size}`, "aria-hidden": "true" }, initials.toUpperCase());
}

/** What kind of person this is, where it is not an ordinary member. */
export function kindLabel(person) {
  if (person.kind === "guest") return h("span", { class: "kind guest" }, "guest");
  if (person.kind === "outsider") return h("span", { class: "kind outsider" }, person.org ? `outsider · ${person.org}` : "outsider");
  if (person.kind === "bot") return h("span", { class: "kind app" }, "app");
  return null;
}
