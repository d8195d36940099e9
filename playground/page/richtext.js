/** Slack's rich_text blocks as page elements. */

import { h, link } from "./dom.js";
import { emoji } from "./emoji.js";
import { channelLink, dateNode, mention } from "./mrkdwn.js";

const STYLES = [["code", "code"], ["bold", "strong"], ["italic", "em"], ["strike", "s"], ["underline", "u"]];

const PIECES = {
  text: (piece) => breakLines(piece.text ?? ""),
  link: (piece) => link(piece.url ?? "", piece.text || piece.url),
  user: (piece, context) => mention(piece.user_id, context),
  channel: (piece, context) => channelLink(piece.channel_id, "", context),
  usergroup: () => h("span", { class: "mention" }, "@group"),
  broadcast: (piece) => h("span", { class: "mention loud" }, `@${piece.range}`),
  emoji: (piece) => h("span", { class: "emoji", title: `:${piece.name}:` }, character(piece)),
  date: (piece, { world }) => dateNode(piece.timestamp, piece.format ?? "{date}", piece.url, piece.fallback, world),
  color: (piece) => h("code", {}, piece.value),
};

function character(piece) {
  const known = emoji(piece.name ?? "");
  if (known) return known;
  const points = (piece.unicode ?? "").split("-").map((code) => Number.parseInt(code, 16));
  return points.length && points.every((p) => p > 0 && p <= 0x10ffff) ? String.fromCodePoint(...points) : `:${piece.name}:`;
}

function breakLines(text) {
  return text.split("\n").flatMap((row, index) => (index ? [h("br"), row] : [row]));
}

function inline(elements, context) {
  return (elements ?? []).map((piece) => {
    let drawn = PIECES[piece.type]?.(piece, context) ?? `[${piece.type}]`;
    for (const [style, tag] of STYLES) if (piece.style?.[style]) drawn = h(tag, {}, drawn);
    return drawn;
  });
}

const PARTS = {
  rich_text_section: (part, context) => h("div", { class: "rich-section" }, inline(part.elements, context)),
  rich_text_quote: (part, context) => h("blockquote", {}, inline(part.elements, context)),
  rich_text_preformatted: (part, context) => h("pre", {}, inline(part.elements, context)),
  rich_text_list: (part, context) => {
    const tag = part.style === "ordered" ? "ol" : "ul";
    const items = (part.elements ?? []).map((item) => h("li", {}, inline(item.elements, context)));
    const level = Math.min(part.indent ?? 0, 8);
    return h(tag, { class: `rich-list indent-${level}`, start: tag === "ol" && part.offset ? part.offset + 1 : null }, items);
  },
};

/** Draw one rich_text block; `context` has `world` and `openChannel(id)`. */
export function richText(block, context) {
  const parts = (block.elements ?? []).map((part) => PARTS[part.type]?.(part, context) ?? `[${part.type}]`);
  return h("div", { class: "rich-text" }, parts);
}
