/** Who I am on this page, and the list of those whom I could be. */

import { face, kindLabel } from "./faces.js";
import { h, icon } from "./dom.js";
import { openMenu } from "./menu.js";
import { timeOfDay } from "./moments.js";

/** A button that says who I am and lets me be somebody else. */
export function whoButton(page) {
  const { me } = page.world;
  const button = h(
    "button",
    {
      type: "button",
      class: "who",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      data: { key: "who" },
      on: { click: () => openMenu(button, people(page), { label: "You are …", className: "people" }) },
    },
    face(me),
    h("span", { class: "who-words" }, h("span", { class: "who-are" }, "You are"), h("span", { class: "who-name" }, me.real_name, " ", kindLabel(me))),
    icon("down"),
  );
  return button;
}

function people(page) {
  const { world } = page;
  return world.state.people
    .filter((person) => person.kind !== "bot")
    .map((person) => ({
      label: person.real_name,
      checked: person.id === world.me.id,
      content: [
        face(person),
        h(
          "span",
          { class: "person" },
          h("span", { class: "person-name" }, person.real_name, " ", kindLabel(person)),
          h("span", { class: "person-more" }, [person.title, `${timeOfDay(world.now(), person.tz)} ${placeOf(person.tz)}`].filter(Boolean).join(" · ")),
        ),
      ],
      run: () => page.become(person.id),
    }));
}

/** The town of a time zone: Europe/Tallinn is Tallinn. */
export function placeOf(tz) {
  return tz.split("/").at(-1).replaceAll("_", " ");
}
