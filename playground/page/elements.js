/** The interactive elements of Block Kit: buttons, fields, dates, files. Choices are in choices.js. */

import { fill, freshId, h, icon, iconButton, leadingTo, link } from "./dom.js";
import { CHOICES } from "./choices.js";
import { openMenu } from "./menu.js";
import { unixOfWall, wallOf } from "./moments.js";
import { changed, plain } from "./surface.js";

const TYPING_PAUSE = 700; // a date typed digit by digit is sent once, not at every digit

/**
 * Draw an element. `at`: {surface, blockId, labelledBy?, describedBy?, required?, invalid?, inForm?, dispatches?};
 * `inForm` elements only fill in a form, others (and those that dispatch) send what was done at once.
 */
export function element(spec, at) {
  const draw = ELEMENTS[spec.type] ?? CHOICES[spec.type];
  if (!draw) return h("span", { class: "unknown" }, `This page cannot draw “${spec.type}”.`);
  return draw(spec, at);
}

/** What assistive technology is told about a field. */
export function described(spec, at) {
  return {
    "aria-labelledby": at.labelledBy ?? null,
    "aria-label": at.labelledBy ? null : plain(spec.placeholder) || spec.action_id,
    "aria-describedby": at.describedBy || null,
    "aria-required": at.required ? "true" : null,
    "aria-invalid": at.invalid ? "true" : null,
    data: { key: `${at.blockId}/${spec.action_id}`, focus: spec.focus_on_load ? "first" : "" },
  };
}

function button(spec, at) {
  const style = { primary: "button primary", danger: "button danger" }[spec.style] ?? "button";
  const press = (event) => at.surface.act(at.blockId, spec, spec.value === undefined ? {} : { value: spec.value }, event.currentTarget);
  const shared = {
    class: style,
    "aria-label": spec.accessibility_label ?? null,
    data: { key: `${at.blockId}/${spec.action_id}` },
    on: { click: press },
  };
  const leading = spec.url ? leadingTo(spec.url) : null;
  if (leading) return h("a", { ...shared, ...leading }, plain(spec.text));
  return h("button", { type: "button", ...shared }, plain(spec.text));
}

function overflow(spec, at) {
  const choose = (option) => {
    if (option.url) link(option.url).click();
    at.surface.act(at.blockId, spec, { selected_option: option }, node);
  };
  const items = spec.options.map((option) => ({ label: plain(option.text), hint: plain(option.description), run: () => choose(option) }));
  const node = iconButton("more", "More actions", () => openMenu(node, items, { label: "More actions", align: "end" }), {
    class: "button overflow",
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    data: { key: `${at.blockId}/${spec.action_id}` },
  });
  return node;
}

// -- text

function textField(spec, at, attributes = {}) {
  const entry = at.surface.values.open(at.blockId, spec);
  const many = spec.type === "plain_text_input" && spec.multiline;
  const triggers = spec.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const send = () => at.dispatches && at.surface.act(at.blockId, spec, { value: field.value || null });
  let pause = null;
  const field = h(many ? "textarea" : "input", {
    class: "field-input",
    type: many ? null : "text",
    rows: many ? "4" : null,
    placeholder: plain(spec.placeholder) || null,
    maxlength: spec.max_length ?? null,
    autocomplete: "off",
    value: entry.value ?? "",
    ...described(spec, at),
    ...attributes,
    on: {
      input: () => {
        at.surface.values.set(at.blockId, spec, { value: field.value || null });
        clearTimeout(pause);
        if (triggers.includes("on_character_entered")) pause = setTimeout(send, 300);
      },
      keydown: (event) => {
        if (event.key !== "Enter" || many || !at.dispatches || !triggers.includes("on_enter_pressed")) return;
        event.preventDefault();
        send();
      },
    },
  });
  return field;
}

function richTextField(spec, at) {
  const entry = at.surface.values.open(at.blockId, spec);
  const words = (entry.rich_text_value?.elements ?? [])
    .map((part) => (part.elements ?? []).map((piece) => piece.text ?? piece.url ?? "").join(""))
    .join("\n");
  const valueOf = (text) => ({
    rich_text_value: text ? { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }] } : null,
  });
  const field = h("textarea", {
    class: "field-input",
    rows: "4",
    placeholder: plain(spec.placeholder) || null,
    value: words,
    ...described(spec, at),
    on: { input: () => at.surface.values.set(at.blockId, spec, valueOf(field.value)) },
  });
  return field;
}

// -- dates

function dateField(type, read, write) {
  return (spec, at) => {
    const zone = spec.timezone ?? at.surface.world.me.tz;
    const entry = at.surface.values.open(at.blockId, spec);
    let sent = read(entry, zone);
    let pause = null;
    const settle = () => {
      clearTimeout(pause);
      if (field.value === sent || (field.value && Number(field.value.slice(0, 4)) < 1000 && type !== "time")) return;
      const before = sent;
      sent = field.value;
      const undo = () => {
        sent = before;
        field.value = before;
      };
      changed(spec, at, write(field.value || null, zone), field, undo);
    };
    const field = h("input", {
      type,
      class: "field-input date",
      value: sent,
      ...described(spec, at),
      on: {
        change: () => {
          clearTimeout(pause);
          if (at.inForm && !at.dispatches) settle();
          else pause = setTimeout(settle, TYPING_PAUSE);
        },
        blur: settle,
        keydown: (event) => event.key === "Enter" && settle(),
      },
    });
    return field;
  };
}

// -- files

function fileField(spec, at) {
  const { surface, blockId } = at;
  const most = spec.max_files ?? 10;
  const list = h("ul", { class: "files" });
  const note = h("p", { class: "field-note", role: "status" });
  const show = () => {
    const { files } = surface.values.open(blockId, spec);
    fill(list, files.map((file) => h("li", { class: "chip" }, icon("file"), file.name, iconButton("close", `Remove ${file.name}`, () => drop(file)))));
  };
  const drop = (file) => {
    const { files } = surface.values.open(blockId, spec);
    surface.values.set(blockId, spec, { files: files.filter((other) => other.id !== file.id) });
    show();
    input.focus();
  };
  const take = async () => {
    const wanted = [...input.files];
    input.value = "";
    for (const file of wanted) {
      const { files } = surface.values.open(blockId, spec);
      if (files.length >= most) return fill(note, `At most ${most} ${most === 1 ? "file" : "files"}.`);
      fill(note, `Handing over ${file.name} …`);
      try {
        const kept = await surface.page.api.upload(file);
        surface.values.set(blockId, spec, { files: [...surface.values.open(blockId, spec).files, kept] });
        fill(note);
      } catch (refusal) {
        return fill(note, refusal.message);
      }
      show();
    }
  };
  const input = h("input", {
    type: "file",
    class: "field-file",
    multiple: most > 1,
    accept: (spec.filetypes ?? []).map((type) => `.${type}`).join(",") || null,
    ...described(spec, at),
    id: freshId("file"),
    on: { change: take },
  });
  show();
  return h("div", { class: "file-field" }, list, input, note);
}

const ELEMENTS = {
  button,
  overflow,
  plain_text_input: textField,
  number_input: (spec, at) => textField(spec, at, { inputmode: spec.is_decimal_allowed ? "decimal" : "numeric" }),
  email_text_input: (spec, at) => textField(spec, at, { type: "email", autocapitalize: "off" }),
  url_text_input: (spec, at) => textField(spec, at, { type: "url", autocapitalize: "off" }),
  rich_text_input: richTextField,
  datepicker: dateField("date", (entry) => entry.selected_date ?? "", (value) => ({ selected_date: value })),
  timepicker: dateField("time", (entry) => entry.selected_time ?? "", (value) => ({ selected_time: value })),
  datetimepicker: dateField(
    "datetime-local",
    (entry, zone) => (entry.selected_date_time ? wallOf(entry.selected_date_time * 1000, zone) : ""),
    (value, zone) => ({ selected_date_time: value ? unixOfWall(value, zone) : null }),
  ),
  file_input: fileField,
};
