/** One message as the page shows it: who, when, words or blocks, files, reactions, and its menu. */

import { askFirst } from "./dialogs.js";
import { blocks } from "./blocks.js";
import { emoji, REACTIONS } from "./emoji.js";
import { face, kindLabel } from "./faces.js";
import { h, icon, iconButton } from "./dom.js";
import { mrkdwn, unescaped } from "./mrkdwn.js";
import { openMenu } from "./menu.js";

/**
 * Draw a message. `at`: {page, channel, surface, follows, inThread, onEdit}: `follows` leaves out name and portrait of
 * the same person's next message.
 */
export function messageNode(message, at) {
  const { page } = at;
  const author = message.user ? page.world.person(message.user) : page.world.bot;
  const name = message.username || author.real_name;
  const head = h(
    "div",
    { class: "message-head" },
    h("span", { class: "message-name" }, name),
    kindLabel(author),
    h("span", { class: "message-time" }, message.time_text),
  );
  const side = at.follows ? h("span", { class: "message-time side", "aria-hidden": "true" }, message.time_text) : face(author);
  return h(
    "article",
    {
      class: ["message", at.follows && "follows", message.ephemeral && "ephemeral", !message.user && "app"].filter(Boolean).join(" "),
      tabindex: "-1",
      "aria-label": `${name}, ${message.time_text}${message.ephemeral ? ", only visible to you" : ""}`,
      data: { ts: message.ts, key: `message/${message.ts}` },
    },
    h("div", { class: "message-side" }, side),
    h("div", { class: "message-main" }, message.ephemeral && whispered(), at.follows ? null : head, body(message, at), files(message, page), reactions(message, at), replies(message, at)),
    message.ephemeral ? null : tools(message, author, at),
  );
}

function whispered() {
  return h("div", { class: "whispered" }, icon("eye"), "Only visible to you");
}

function body(message, { surface }) {
  const edited = message.edited && h("span", { class: "edited" }, "(edited)");
  if (message.blocks?.length) return h("div", { class: "message-body blocks" }, blocks(message.blocks, surface), edited);
  return h("div", { class: "message-body words" }, mrkdwn(message.text ?? "", surface), edited && [" ", edited]);
}

const SIZES = [["MB", 1_000_000], ["kB", 1000], ["bytes", 1]];

function sized(bytes) {
  const [unit, size] = SIZES.find(([, least]) => bytes >= least) ?? SIZES[2];
  return `${Math.round((bytes / size) * 10) / 10} ${unit}`;
}

function files(message, page) {
  if (!message.files?.length) return null;
  const drawn = message.files.map((file) =>
    h(
      "a",
      { class: "file-card", href: page.api.fileAddress(file.id), download: file.name },
      icon("file"),
      h("span", {}, file.name),
      Number.isFinite(file.size) && h("small", {}, sized(file.size)),
    ),
  );
  return h("div", { class: "message-files" }, drawn);
}

function reactions(message, at) {
  if (!message.reactions?.length) return null;
  const me = at.page.world.me.id;
  const drawn = message.reactions.map(({ name, users }) => {
    const who = users.map((id) => (id === me ? "You" : at.page.world.person(id).real_name)).join(", ");
    const mine = users.includes(me);
    return h(
      "button",
      {
        type: "button",
        class: mine ? "reaction mine" : "reaction",
        title: `${who}: ${name.replaceAll("_", " ")}`,
        "aria-label": `${name.replaceAll("_", " ")}, ${users.length}: ${who}`,
        "aria-pressed": String(mine),
        data: { key: `reaction/${message.ts}/${name}` },
        on: { click: () => react(message, name, at) },
      },
      h("span", { class: "emoji" }, emoji(name) ?? `:${name}:`),
      h("span", {}, String(users.length)),
    );
  });
  return h("div", { class: "reactions" }, drawn);
}

function replies(message, at) {
  if (at.inThread || !message.reply_count) return null;
  const label = message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`;
  return h("button", { type: "button", class: "replies", data: { key: `replies/${message.ts}` }, on: { click: () => at.page.openThread(message.ts) } }, icon("reply"), label);
}

// -- the menu

function tools(message, author, at) {
  const more = iconButton("more", "More actions", () => openMenu(more, menuItems(message, author, at), { label: "Message actions", align: "end" }), {
    class: "icon-button more",
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    data: { key: `more/${message.ts}` },
  });
  const smile = iconButton("smile", "React", () => openMenu(smile, [reactionRow(message, at)], { label: "React", align: "end" }), {
    class: "icon-button quick",
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    tabindex: "-1",
  });
  const reply = iconButton("reply", "Reply in thread", () => at.page.openThread(message.thread_ts ?? message.ts), { class: "icon-button quick", tabindex: "-1" });
  return h("div", { class: "message-tools" }, smile, at.inThread ? null : reply, more);
}

function reactionRow(message, at) {
  return {
    row: REACTIONS.map((name) => ({
      label: name.replaceAll("_", " "),
      content: [h("span", { class: "emoji" }, emoji(name))],
      run: () => react(message, name, at),
    })),
  };
}

function menuItems(message, author, at) {
  const { page } = at;
  const mine = message.user === page.world.me.id;
  const shortcuts = page.world.state.shortcuts.filter((shortcut) => shortcut.type === "message");
  return [
    reactionRow(message, at),
    { separator: true },
    at.inThread ? null : { label: "Reply in thread", icon: "reply", run: () => page.openThread(message.thread_ts ?? message.ts) },
    mine && { label: "Edit message", icon: "edit", run: () => at.onEdit(message) },
    mine && { label: "Delete message", icon: "trash", danger: true, run: () => remove(message, at) },
    shortcuts.length > 0 && { separator: true },
    ...shortcuts.map((shortcut) => ({
      label: shortcut.name,
      hint: page.world.state.bot.name,
      icon: "bolt",
      run: () => page.shortcut(shortcut, { channel: at.channel, ts: message.ts }),
    })),
  ].filter(Boolean);
}

function react(message, name, at) {
  return at.page.gesture("react", { channel: at.channel, ts: message.ts, name });
}

async function remove(message, at) {
  const sure = await askFirst({
    title: "Delete this message?",
    text: "It goes away for everybody.",
    confirm: "Delete",
    danger: true,
  });
  if (sure) await at.page.gesture("delete", { channel: at.channel, ts: message.ts });
}

/** The words of a stored message as their author would type them again. */
export function asTyped(text, world) {
  const named = text
    .replace(/<@([UW][A-Z0-9]+)>/g, (whole, id) => `@${world.person(id).name}`)
    .replace(/<#([CG][A-Z0-9]+)(?:\|([^>]*))?>/g, (whole, id, name) => `#${name || (world.channel(id)?.name ?? id)}`)
    .replace(/<!(here|channel|everyone)>/g, "@$1")
    .replace(/<(https?:[^>|]+)(?:\|[^>]*)?>/g, "$1");
  return unescaped(named);
}
