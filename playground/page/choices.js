/** Block Kit's menus, radio buttons and checkboxes. */

import { freshId, h } from "./dom.js";
import { narrowed, Picker } from "./picker.js";
import { changed, plain } from "./surface.js";

const LEAST_TYPED = 3; // Slack's default min_query_length of external menus

function optionOf(raw) {
  return { key: raw.value, label: plain(raw.text), description: plain(raw.description), raw };
}

function groupsOf({ options, option_groups: groups }) {
  if (groups) return groups.map((group) => ({ label: plain(group.label), options: group.options.map(optionOf) }));
  return [{ options: (options ?? []).map(optionOf) }];
}

function people(world) {
  const kinds = { guest: "guest", bot: "app" };
  const told = (person) => [kinds[person.kind] ?? person.org, person.title].filter(Boolean).join(" · ");
  return [{ options: world.state.people.map((p) => ({ key: p.id, label: p.real_name, description: told(p), raw: p.id })) }];
}

function channels(world, wanted) {
  const named = (c) => ({ key: c.id, label: c.kind === "dm" ? world.title(c) : `#${c.name}`, description: c.kind === "shared" ? "shared with another organisation" : "", raw: c.id });
  return [{ options: world.state.channels.filter(wanted).map(named) }];
}

function conversationFilter({ filter }) {
  const kindOf = { public: "public", private: "private", shared: "public", dm: "im" };
  return (channel) => {
    if (filter?.include && !filter.include.includes(kindOf[channel.kind])) return false;
    if (filter?.exclude_external_shared_channels && channel.kind === "shared") return false;
    return !(filter?.exclude_bot_users && channel.kind === "dm");
  };
}

// How each source finds its options and turns ids or option objects into what the list shows.
const SOURCES = {
  static: { groups: (spec) => groupsOf(spec), known: (raw) => optionOf(raw) },
  external: { known: (raw) => optionOf(raw) },
  users: { groups: (spec, at) => people(at.surface.world) },
  conversations: { groups: (spec, at) => channels(at.surface.world, conversationFilter(spec)) },
  channels: { groups: (spec, at) => channels(at.surface.world, (c) => c.kind === "public" || c.kind === "shared") },
};

function shown(source, spec, at, raw) {
  if (source.known) return source.known(raw);
  const options = source.groups(spec, at).flatMap((group) => group.options);
  return options.find((option) => option.key === raw) ?? { key: raw, label: at.surface.world.person(raw).real_name, raw };
}

function menu(sourceName, field, many) {
  const source = SOURCES[sourceName];
  return (spec, at) => {
    const entry = at.surface.values.open(at.blockId, spec);
    const filled = (many ? entry[field] : [entry[field]]).filter((raw) => raw !== null && raw !== undefined);
    const find = source.groups
      ? async (text) => narrowed(source.groups(spec, at), text)
      : async (text) => groupsOf(await at.surface.suggest(at.blockId, spec, text));
    const picker = new Picker({
      find,
      many,
      slow: !source.groups,
      shortest: source.groups ? 0 : (spec.min_query_length ?? LEAST_TYPED),
      limit: spec.max_selected_items ?? Infinity,
      chosen: filled.map((raw) => shown(source, spec, at, raw)),
      clearable: at.inForm && !at.required,
      placeholder: plain(spec.placeholder) || (many ? "Choose …" : "Choose"),
      label: plain(spec.placeholder) || "Choose",
      labelledBy: at.labelledBy,
      describedBy: at.describedBy,
      required: at.required,
      invalid: at.invalid,
      key: `${at.blockId}/${spec.action_id}`,
      onChange: (list) => {
        const before = at.surface.values.open(at.blockId, spec)[field];
        const value = many ? list.map((option) => option.raw) : (list[0]?.raw ?? null);
        const undo = () => picker.show((many ? before : [before]).filter(Boolean).map((raw) => shown(source, spec, at, raw)));
        changed(spec, at, { [field]: value }, picker.node, undo);
      },
    });
    return picker.node;
  };
}

function ticks(type, field) {
  const many = type === "checkbox";
  return (spec, at) => {
    const name = freshId("choice");
    const entry = at.surface.values.open(at.blockId, spec);
    const taken = new Set((many ? entry[field] : [entry[field]]).filter(Boolean).map((option) => option.value));
    const boxes = spec.options.map((option, index) => {
      const id = `${name}-${index}`;
      const box = h("input", {
        type,
        id,
        name,
        checked: taken.has(option.value),
        "aria-describedby": option.description ? `${id}-more` : null,
        data: { key: `${at.blockId}/${spec.action_id}/${option.value}` },
        on: { change: () => tell() },
      });
      const words = h("span", { class: "tick-words" }, h("label", { for: id }, at.surface.text(option.text)));
      if (option.description) words.append(h("span", { id: `${id}-more`, class: "tick-more" }, at.surface.text(option.description)));
      return { option, box, node: h("div", { class: "tick" }, box, words) };
    });
    const group = h(
      "div",
      {
        class: "ticks",
        role: many ? "group" : "radiogroup",
        "aria-labelledby": at.labelledBy ?? null,
        "aria-label": at.labelledBy ? null : "Choose",
        "aria-describedby": at.describedBy || null,
        "aria-required": at.required && !many ? "true" : null,
        "aria-invalid": at.invalid ? "true" : null,
      },
      boxes.map(({ node }) => node),
    );
    const tell = () => {
      const chosen = boxes.filter(({ box }) => box.checked).map(({ option }) => option);
      const undo = () => boxes.forEach(({ option, box }) => (box.checked = taken.has(option.value)));
      changed(spec, at, { [field]: many ? chosen : (chosen[0] ?? null) }, group, undo);
    };
    return group;
  };
}

export const CHOICES = {
  static_select: menu("static", "selected_option", false),
  external_select: menu("external", "selected_option", false),
  users_select: menu("users", "selected_user", false),
  conversations_select: menu("conversations", "selected_conversation", false),
  channels_select: menu("channels", "selected_channel", false),
  multi_static_select: menu("static", "selected_options", true),
  multi_external_select: menu("external", "selected_options", true),
  multi_users_select: menu("users", "selected_users", true),
  multi_conversations_select: menu("conversations", "selected_conversations", true),
  multi_channels_select: menu("channels", "selected_channels", true),
  radio_buttons: ticks("radio", "selected_option"),
  checkboxes: ticks("checkbox", "selected_options"),
};
