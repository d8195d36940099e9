/** What the page knows of the workspace right now, and the look-ups everybody needs. */

const HUES = 10; // as many portrait colours as style.css has
const NOBODY = { id: "", name: "somebody", real_name: "Somebody", title: "", tz: "UTC", kind: "member" };

/** The answer of /ui/state, with names in place of ids. */
export class World {
  constructor() {
    this.state = null;
    this.readAt = 0;
  }

  /** Take in a fresh answer of /ui/state. */
  update(state) {
    const coloured = (person) => ({ ...person, hue: (person.joined - 1) % HUES });
    this.state = { ...state, people: state.people.map(coloured), left: state.left.map(coloured) };
    this.readAt = performance.now();
  }

  /** Who I am. */
  get me() {
    return this.person(this.state.me);
  }

  /** The playground's present in milliseconds since 1970. */
  now() {
    return Date.parse(this.state.now) + (performance.now() - this.readAt);
  }

  /** A person by id, also one who has left; somebody unknown keeps the id as a name. */
  person(id) {
    const known = [...this.state.people, ...this.state.left];
    return known.find((person) => person.id === id) ?? { ...NOBODY, id, real_name: id || NOBODY.real_name };
  }

  /** The app itself, as a person. */
  get bot() {
    return this.person(this.state.bot.user_id);
  }

  /** A channel I can see, or null. */
  channel(id) {
    return this.state.channels.find((channel) => channel.id === id) ?? null;
  }

  /** The DM between me and the app, or null for those who have none. */
  get dm() {
    return this.state.channels.find((channel) => channel.kind === "dm") ?? null;
  }

  /** Channels without the DM, in the order of the list. */
  get rooms() {
    return this.state.channels.filter((channel) => channel.kind !== "dm");
  }

  /** How a conversation is called in a header or a menu. */
  title(channel) {
    return channel.kind === "dm" ? this.state.bot.name : channel.name;
  }

  /** Today's date in my zone; changes at my midnight. */
  today() {
    return dateIn(this.now(), this.me.tz);
  }
}

/** The date of an instant in a zone, as 2026-11-22. */
export function dateIn(instant, tz) {
  return new Intl.DateTimeFormat("en-CA", { timeZone: tz, dateStyle: "short" }).format(instant);
}
