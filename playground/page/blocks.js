/** Block Kit's layout blocks as page elements. */

import { fill, freshId, h } from "./dom.js";
import { element } from "./elements.js";
import { richText } from "./richtext.js";
import { plain } from "./surface.js";
import { isStateful } from "./values.js";

/** Draw blocks on a surface. */
export function blocks(list, surface) {
  return list.map((block, index) => {
    const blockId = block.block_id ?? `block-${index}`;
    const draw = BLOCKS[block.type];
    return draw ? draw(block, { surface, blockId }) : h("p", { class: "unknown" }, `This page cannot draw a “${block.type}” block.`);
  });
}

function section(block, at) {
  const id = freshId("section");
  const accessory = block.accessory;
  return h(
    "div",
    { class: "block section" },
    h(
      "div",
      { class: "section-words" },
      block.text && h("div", { id, class: "words" }, at.surface.text(block.text)),
      block.fields && h("div", { class: "fields" }, block.fields.map((field) => h("div", { class: "words" }, at.surface.text(field)))),
    ),
    accessory && h("div", { class: "accessory" }, part(accessory, { ...at, labelledBy: block.text && isStateful(accessory) ? id : undefined })),
  );
}

function part(spec, at) {
  return spec.type === "image" ? picture(spec, "thumbnail") : element(spec, at);
}

function actions(block, at) {
  return h("div", { class: "block actions" }, block.elements.map((spec) => part(spec, at)));
}

function context(block, at) {
  const drawn = block.elements.map((piece) => (piece.type === "image" ? picture(piece, "glyph") : h("span", { class: "words" }, at.surface.text(piece))));
  return h("div", { class: "block context" }, drawn);
}

function input(block, at) {
  const id = freshId("input");
  const error = at.surface.errors.get(at.blockId);
  const required = !block.optional;
  const spec = block.element;
  const notes = [block.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const field = element(spec, {
    ...at,
    labelledBy: id,
    describedBy: notes,
    required,
    invalid: Boolean(error),
    inForm: true,
    dispatches: Boolean(block.dispatch_action),
  });
  const label = h("div", { class: "field-label", id }, plain(block.label));
  if (required) label.append(h("span", { class: "required", "aria-hidden": "true", title: "Needed" }, "*"));
  else label.append(h("span", { class: "optional" }, "optional"));
  label.addEventListener("click", () => field.matches("input, textarea") ? field.focus() : field.querySelector("input, textarea")?.focus());
  return h(
    "div",
    { class: error ? "block field wrong" : "block field", data: { block: at.blockId } },
    label,
    field,
    error && h("p", { class: "field-error", id: `${id}-error` }, error),
    block.hint && h("p", { class: "field-note", id: `${id}-hint` }, plain(block.hint)),
  );
}

// Only pictures of this server are loaded: the page asks no other host for anything.
function picture(spec, className) {
  const alt = spec.alt_text ?? "";
  const address = spec.image_url ? new URL(spec.image_url, location.href) : null;
  const ours = address && (address.origin === location.origin || address.protocol === "data:");
  if (!ours) return h("span", { class: `picture-stand-in ${className}`, role: "img", "aria-label": alt, title: alt }, className === "full" ? alt : "");
  return h("img", { class: className, src: address.href, alt, loading: "lazy" });
}

const BLOCKS = {
  section,
  actions,
  context,
  input,
  header: (block) => h("h3", { class: "block heading" }, plain(block.text)),
  divider: () => h("hr", { class: "block" }),
  rich_text: (block, { surface }) => fill(h("div", { class: "block" }), richText(block, surface)),
  image: (block) =>
    h("figure", { class: "block" }, block.title && h("figcaption", {}, plain(block.title)), picture(block, "full")),
};
