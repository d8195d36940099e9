/** Slack's mrkdwn as page elements: its few marks and <…> references are drawn, everything else stays plain text. */

import { h, link } from "./dom.js";
import { emoji } from "./emoji.js";
import { slackDate } from "./moments.js";

const MARKS = { "*": "strong", _: "em", "~": "s" };
const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
const DEEPEST = 6;
const TRAILING = [..."*_~.,;:!?)'\""]; // belongs to the sentence around an address, not to the address

/** What a person reads for Slack's escaped text. */
export function unescaped(text) {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]);
}

/** Draw mrkdwn; `context` has `world` and `openChannel(id)`. `verbatim` leaves bare addresses alone. */
export function mrkdwn(text, context, { verbatim = false } = {}) {
  const fragment = document.createDocumentFragment();
  const pieces = text.split("```");
  pieces.forEach((piece, index) => {
    const fenced = index % 2 === 1 && index < pieces.length - 1;
    if (fenced) {
      fragment.append(h("pre", {}, unescaped(piece.replace(/^\n|\n$/g, ""))));
    } else {
      // A fence that nobody closed is three plain characters.
      const rest = index % 2 === 1 ? "```" + piece : piece;
      lines(trimmed(rest, pieces, index), fragment, { ...context, verbatim });
    }
  });
  return fragment;
}

function trimmed(text, pieces, index) {
  let kept = text;
  if (index > 0 && index % 2 === 0) kept = kept.replace(/^\n/, "");
  if (index < pieces.length - 2 && index % 2 === 0) kept = kept.replace(/\n$/, "");
  return kept;
}

function lines(text, parent, context) {
  if (!text) return;
  const rows = text.split("\n");
  let fresh = true;
  for (let at = 0; at < rows.length; at += 1) {
    if (quoted(rows[at]) === null) {
      if (!fresh) parent.append(h("br"));
      inline(rows[at], parent, context, 0);
      fresh = false;
      continue;
    }
    const quote = h("blockquote");
    for (let first = true; at < rows.length && quoted(rows[at]) !== null; at += 1, first = false) {
      if (!first) quote.append(h("br"));
      inline(quoted(rows[at]), quote, context, 0);
    }
    at -= 1;
    parent.append(quote);
    fresh = true;
  }
}

function quoted(row) {
  const length = row.startsWith("&gt;") ? 4 : row.startsWith(">") ? 1 : 0;
  return length ? row.slice(row[length] === " " ? length + 1 : length) : null;
}

/** One line: marks, code, references, emoji and addresses; `parent` receives the nodes. */
function inline(text, parent, context, depth) {
  const lost = new Set(); // marks that are known to have no closing partner further on
  let plain = "";
  const flush = () => {
    if (plain) parent.append(unescaped(plain));
    plain = "";
  };
  for (let at = 0; at < text.length; ) {
    const found =
      reference(text, at, context, lost) ??
      code(text, at, lost) ??
      marked(text, at, context, depth, lost) ??
      shortName(text, at) ??
      address(text, at, context);
    if (found) {
      flush();
      parent.append(found.node);
      at = found.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
}

function reference(text, at, context, lost) {
  if (text[at] !== "<" || lost.has("<")) return null;
  const end = text.indexOf(">", at);
  if (end < 0) {
    lost.add("<");
    return null;
  }
  const node = referred(text.slice(at + 1, end), context);
  return node ? { node, end: end + 1 } : null;
}

function referred(inner, context) {
  const bar = inner.indexOf("|");
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? "" : unescaped(inner.slice(bar + 1));
  if (/^@[UW][A-Z0-9]+$/.test(target)) return mention(target.slice(1), context);
  if (/^#[CG][A-Z0-9]+$/.test(target)) return channelLink(target.slice(1), label, context);
  if (target.startsWith("!date^")) return dated(target, label, context);
  if (/^!(?:here|channel|everyone)$/.test(target)) return h("span", { class: "mention loud" }, `@${target.slice(1)}`);
  if (target.startsWith("!subteam^")) return h("span", { class: "mention" }, label || "@group");
  if (/^(?:https?:\/\/|mailto:|tel:)/.test(target)) {
    const url = unescaped(target);
    return link(url, label || url.replace(/^(?:mailto|tel):/, ""));
  }
  return null;
}

/** A person's name as a mention. */
export function mention(id, { world }) {
  const person = world.person(id);
  const mine = person.id === world.me.id;
  return h("span", { class: mine ? "mention mine" : "mention", title: person.title || null }, `@${person.real_name}`);
}

/** A channel's name that leads there; plain for those who may not see it. */
export function channelLink(id, label, { world, openChannel }) {
  const channel = world.channel(id);
  if (!channel) return h("span", { class: "mention" }, label ? `#${label}` : "a private channel");
  return h("button", { type: "button", class: "mention channel", on: { click: () => openChannel(id) } }, `#${channel.name}`);
}

function dated(target, fallback, { world }) {
  const [, seconds, format = "{date}", url] = target.split("^");
  return dateNode(Number(seconds), format, url, fallback, world);
}

/** An instant in the reader's zone. */
export function dateNode(seconds, format, url, fallback, world) {
  const text = slackDate(format, seconds, world.now(), world.me.tz) ?? fallback ?? "";
  const valid = Number.isFinite(new Date(seconds * 1000).getTime());
  const node = h("time", { datetime: valid ? new Date(seconds * 1000).toISOString() : null, title: fallback || null }, text);
  return url ? link(url, node) : node;
}

function code(text, at, lost) {
  if (text[at] !== "`" || lost.has("`")) return null;
  const end = text.indexOf("`", at + 1);
  if (end < 0) lost.add("`");
  if (end <= at + 1) return null;
  return { node: h("code", {}, unescaped(text.slice(at + 1, end))), end: end + 1 };
}

function marked(text, at, context, depth, lost) {
  const mark = text[at];
  if (!(mark in MARKS) || lost.has(mark) || depth >= DEEPEST) return null;
  if (wordy(text[at - 1]) || text[at - 1] === mark || /\s/.test(text[at + 1] ?? " ") || text[at + 1] === mark) return null;
  const end = closing(text, at + 1, mark);
  if (end < 0) {
    lost.add(mark);
    return null;
  }
  const node = h(MARKS[mark]);
  inline(text.slice(at + 1, end), node, context, depth + 1);
  return { node, end: end + 1 };
}

function closing(text, from, mark) {
  for (let at = text.indexOf(mark, from); at >= 0; at = text.indexOf(mark, at + 1)) {
    if (at > from && !/\s/.test(text[at - 1]) && !wordy(text[at + 1]) && text[at + 1] !== mark) return at;
  }
  return -1;
}

function wordy(character) {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

function shortName(text, at) {
  if (text[at] !== ":") return null;
  const end = text.indexOf(":", at + 1);
  if (end < 0 || end - at > 60) return null;
  const character = emoji(text.slice(at + 1, end));
  return character && { node: h("span", { class: "emoji", title: text.slice(at, end + 1) }, character), end: end + 1 };
}

function address(text, at, { verbatim }) {
  if (verbatim || text[at] !== "h" || wordy(text[at - 1])) return null;
  const pattern = /https?:\/\/[^\s<>|]+/y;
  pattern.lastIndex = at;
  let found = pattern.exec(text)?.[0] ?? "";
  while (TRAILING.includes(found.at(-1))) found = found.slice(0, -1);
  if (found.length < 11) return null;
  return { node: link(unescaped(found), unescaped(found)), end: at + found.length };
}
