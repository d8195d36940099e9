/** What is filled in on one surface: Slack's state.values, kept apart from the fields so that it outlives redrawing. */

const INITIAL = {
  plain_text_input: (e) => ({ value: e.initial_value ?? null }),
  number_input: (e) => ({ value: e.initial_value ?? null }),
  email_text_input: (e) => ({ value: e.initial_value ?? null }),
  url_text_input: (e) => ({ value: e.initial_value ?? null }),
  rich_text_input: (e) => ({ rich_text_value: e.initial_value ?? null }),
  static_select: (e) => ({ selected_option: e.initial_option ?? null }),
  external_select: (e) => ({ selected_option: e.initial_option ?? null }),
  radio_buttons: (e) => ({ selected_option: e.initial_option ?? null }),
  users_select: (e) => ({ selected_user: e.initial_user ?? null }),
  conversations_select: (e, here) => ({
    selected_conversation: e.initial_conversation ?? (e.default_to_current_conversation ? here : null),
  }),
  channels_select: (e) => ({ selected_channel: e.initial_channel ?? null }),
  multi_static_select: (e) => ({ selected_options: e.initial_options ?? [] }),
  multi_external_select: (e) => ({ selected_options: e.initial_options ?? [] }),
  checkboxes: (e) => ({ selected_options: e.initial_options ?? [] }),
  multi_users_select: (e) => ({ selected_users: e.initial_users ?? [] }),
  multi_conversations_select: (e, here) => ({
    selected_conversations: e.initial_conversations ?? (e.default_to_current_conversation && here ? [here] : []),
  }),
  multi_channels_select: (e) => ({ selected_channels: e.initial_channels ?? [] }),
  datepicker: (e) => ({ selected_date: e.initial_date ?? null }),
  timepicker: (e) => ({ selected_time: e.initial_time ?? null }),
  datetimepicker: (e) => ({ selected_date_time: e.initial_date_time ?? null }),
  file_input: () => ({ files: [] }),
};

/** Does this element hold a value (a button and an overflow menu do not)? */
export function isStateful(element) {
  return element.type in INITIAL;
}

/** The entries of one surface, by block_id and action_id. */
export class Values {
  /** `keepsTyped`: Slack's modals keep input where both ids stay; elsewhere a new initial value wins. */
  constructor({ keepsTyped = false, here = null } = {}) {
    this.keepsTyped = keepsTyped;
    this.here = here;
    this.entries = new Map();
    this.heard = () => {}; // called after a person filled in something
  }

  /** The entry of an element that is being drawn: what was filled in, else its initial value. */
  open(blockId, element) {
    const key = `${blockId}\n${element.action_id}`;
    const first = INITIAL[element.type](element, this.here);
    const initial = JSON.stringify(first);
    const known = this.entries.get(key);
    const usable = known && known.type === element.type && (this.keepsTyped || known.initial === initial);
    if (!usable) this.entries.set(key, { blockId, actionId: element.action_id, type: element.type, initial, entry: first });
    return this.entries.get(key).entry;
  }

  /** Take over what was filled in before, as state.values. */
  restore(values) {
    for (const [blockId, actions] of Object.entries(values)) {
      for (const [actionId, { type, ...entry }] of Object.entries(actions)) {
        const empty = Object.values(entry).every((value) => value === null || value.length === 0);
        if (!empty) this.entries.set(`${blockId}\n${actionId}`, { blockId, actionId, type, initial: null, entry });
      }
    }
  }

  /** Keep what a person filled in. */
  set(blockId, element, entry) {
    const known = this.entries.get(`${blockId}\n${element.action_id}`);
    known.entry = entry;
    known.typed = true;
    this.heard();
  }

  /** What a person filled in or emptied here, as state.values. */
  typed() {
    return shaped([...this.entries.values()].filter((known) => known.typed));
  }

  /** Take up again what `typed` gave. */
  retype(values) {
    for (const [blockId, actions] of Object.entries(values)) {
      for (const [actionId, { type, ...entry }] of Object.entries(actions)) {
        this.entries.set(`${blockId}\n${actionId}`, { blockId, actionId, type, initial: null, entry, typed: true });
      }
    }
  }

  /** Forget what is no longer on the surface. */
  retain(blocks) {
    const shown = new Set();
    for (const block of blocks) {
      for (const element of [block.element, block.accessory, ...(block.elements ?? [])]) {
        if (element?.action_id) shown.add(`${block.block_id}\n${element.action_id}`);
      }
    }
    for (const key of this.entries.keys()) if (!shown.has(key)) this.entries.delete(key);
  }

  /** Everything as Slack's state.values. */
  json() {
    return shaped([...this.entries.values()]);
  }
}

function shaped(entries) {
  const values = {};
  for (const { blockId, actionId, type, entry } of entries) (values[blockId] ??= {})[actionId] = { type, ...entry };
  return values;
}
