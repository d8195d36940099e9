/** Starts the page and keeps it true: reads what the server names, and goes where the person wants to go. */

import { Api } from "./api.js";
import { Clock } from "./clock.js";
import { closeMenu } from "./menu.js";
import { Composer } from "./composer.js";
import { drawFrame } from "./frame.js";
import { icon, iconButton } from "./dom.js";
import { Home } from "./home.js";
import { Modals } from "./modal.js";
import { readAddress, remembered, writeAddress } from "./place.js";
import { Rereads } from "./rereads.js";
import { Sidebar } from "./sidebar.js";
import { Timeline } from "./timeline.js";
import { Toasts } from "./toasts.js";
import { World } from "./world.js";

const byId = (id) => document.getElementById(id);

/** The page as its parts see it. */
class Page {
  constructor() {
    this.api = new Api();
    this.world = new World();
    this.toasts = new Toasts(byId("toasts"), byId("voice"));
    this.place = { channel: null, home: false };
    this.thread = null;
    this.peopleVersion = "";
    this.openChannel = (id) => this.goTo({ channel: id });
    this.sidebar = new Sidebar(this, byId("sidebar"));
    this.clock = new Clock(this, byId("clock"));
    this.timeline = new Timeline(this, byId("messages"));
    this.replies = new Timeline(this, byId("replies"), { inThread: true });
    this.home = new Home(this, byId("home"));
    this.modals = new Modals(this);
    this.composer = new Composer(this, { label: "Message", commands: true, send: (text) => this.#say(text) });
    this.replyBox = new Composer(this, { label: "Reply", commands: false, send: (text) => this.#say(text, this.thread) });
    byId("composer").append(this.composer.node);
    byId("reply-composer").append(this.replyBox.node);
    this.rereads = new Rereads((refusal) => this.#trouble(refusal));
  }

  /** The channel a person is looking at, or null on the Home tab. */
  get here() {
    return this.place.channel;
  }

  /** The same with its name and kind, as this person sees it. */
  get channel() {
    return this.place.channel && this.world.channel(this.place.channel);
  }

  // -- beginning, and being somebody

  async start() {
    const { as, place, file } = readAddress();
    await this.become(await this.#whoIAm(as ?? remembered()), { place });
    if (file) await this.#fetch(file);
    addEventListener("hashchange", () => this.#followAddress());
    document.addEventListener("keydown", (event) => this.#key(event));
    byId("drawer").addEventListener("click", () => this.#drawer(!document.body.classList.contains("drawer")));
    byId("veil").addEventListener("click", () => this.#drawer(false));
  }

  // The person of the address or of this tab; who is not known (any more) becomes the one the server names.
  async #whoIAm(wanted) {
    const state = await this.api.read("state");
    const known = state.people.some((person) => person.id === wanted && person.kind !== "bot");
    return known ? wanted : state.me;
  }

  /** Look at the workspace as another person. */
  async become(id, { place = null } = {}) {
    closeMenu();
    this.modals.leave();
    this.api.as = id;
    this.toasts.clear();
    this.home.forget();
    this.timeline.reset(null);
    this.closeThread();
    const state = await this.api.read("state");
    if (this.api.as !== id) return; // somebody else was chosen meanwhile
    this.world.update(state);
    this.clock.draw();
    this.api.listen((event) => this.#heard(event), (state) => this.#connection(state));
    await this.goTo(place ?? this.place, { again: true });
    this.toasts.say(`You are ${this.world.me.real_name}.`);
    await this.modals.refresh();
  }

  #followAddress() {
    const { as, place, file } = readAddress();
    if (file) writeAddress(this.api.as, this.place);
    if (as && as !== this.api.as) {
      const become = async () => {
        await this.become(as, { place });
        if (file) await this.#fetch(file);
      };
      become().catch((refusal) => this.#trouble(refusal));
    } else if (file) this.#fetch(file);
    else if (place?.at) this.modals.stepAside().then(() => this.goTo(place));
    else if (place && (place.channel !== this.place.channel || place.home !== this.place.home)) this.goTo(place);
  }

  async #fetch(file) {
    if (!(await this.api.download(file))) this.toasts.show("That file is gone, or it is not for you to see.");
  }

  // -- going places

  /**
   * Show a channel ({channel}), at a message ({at, thread}), or the Home tab ({home: true}); a channel this person cannot see
   * becomes the first one.
   */
  async goTo({ channel = null, home = false, at = null, thread = null }, { again = false } = {}) {
    const known = channel && this.world.channel(channel);
    const target = home ? null : (known ?? this.world.rooms[0] ?? this.world.dm);
    const same = this.place.home === home && this.place.channel === (target?.id ?? null);
    this.place = { channel: target?.id ?? null, home };
    this.#drawer(false);
    if (!same || again) {
      this.closeThread();
      this.timeline.reset(target?.id ?? null);
    }
    writeAddress(this.api.as, this.place);
    this.#frame();
    this.sidebar.draw();
    try {
      if (home) await this.home.refresh({ opened: true });
      else if (target) await this.#readMessages();
      if (at && (await this.#point(known && at, thread))) return;
    } catch (refusal) {
      this.#trouble(refusal);
    }
    if (!this.modals.isOpen) this.focusComposer();
  }

  // Shows one message, where need be in its thread; false, with a word about it, when it is not there.
  async #point(at, thread) {
    const within = at && thread && thread !== at;
    if (within) await this.openThread(thread);
    const there = (within ? this.replies : this.timeline).point(at);
    if (!there) this.toasts.show("That message is gone, or it is not for you to see.");
    return there;
  }

  /** Show the Home tab. */
  openHome() {
    return this.goTo({ home: true });
  }

  #neighbour(step) {
    const stops = [...byId("sidebar").querySelectorAll(".room")];
    const at = stops.findIndex((stop) => stop.getAttribute("aria-current") === "page");
    stops[(at + step + stops.length) % stops.length]?.click();
  }

  /** Show the replies to a message beside the channel. */
  async openThread(ts) {
    this.thread = ts;
    this.replies.reset(this.place.channel);
    this.#frame();
    await this.#readThread();
    this.replyBox.focus();
  }

  /** Show the channel alone again. */
  closeThread() {
    if (!this.thread) return;
    const { thread } = this;
    this.thread = null;
    this.replies.reset(null);
    this.#frame();
    byId("messages").querySelector(`[data-ts="${CSS.escape(thread)}"]`)?.focus({ preventScroll: true });
  }

  #drawer(open) {
    document.body.classList.toggle("drawer", open);
    byId("drawer").setAttribute("aria-expanded", String(open));
    if (open) byId("sidebar").querySelector("button")?.focus();
  }

  #frame() {
    const { channel } = this;
    drawFrame(this, { header: byId("header"), me: byId("me"), connected: byId("connected") });
    byId("home").hidden = !this.place.home;
    byId("conversation").hidden = this.place.home;
    byId("thread").hidden = !this.thread;
    document.body.classList.toggle("with-thread", Boolean(this.thread));
    if (!channel) return;
    const whom = channel.kind === "dm" ? this.world.state.bot.name : `#${channel.name}`;
    const more = matchMedia("(max-width: 780px)").matches ? "" : ", or / for commands";
    this.composer.enter(`${this.api.as}/${channel.id}`, { placeholder: `Message ${whom}${more}` });
    if (this.thread) this.replyBox.enter(`${this.api.as}/${channel.id}/${this.thread}`, { placeholder: "Reply" });
  }

  // -- reading

  async #readMessages() {
    const { channel } = this.place;
    const as = this.api.as;
    if (!channel) return;
    const { messages } = await this.api.read("messages", { channel });
    if (this.place.channel !== channel || this.api.as !== as) return;
    this.timeline.channel = channel;
    this.timeline.show(messages);
  }

  async #readThread() {
    const { thread } = this;
    const { channel } = this.place;
    if (!thread || !channel) return;
    const { messages } = await this.api.read("thread", { channel, ts: thread }).catch(() => ({ messages: [] }));
    if (messages.length === 0) return this.closeThread();
    if (this.thread !== thread) return;
    this.replies.channel = channel;
    this.replies.show(messages);
  }

  async #readState() {
    const as = this.api.as;
    const state = await this.api.read("state");
    if (this.api.as !== as) return;
    this.world.update(state);
    this.peopleVersion = JSON.stringify([state.people, state.channels.map(({ id, name }) => [id, name])]);
    if (this.place.channel && !this.world.channel(this.place.channel)) return this.goTo({});
    this.sidebar.draw();
    this.#frame();
    this.clock.draw();
  }

  /**
   * Read everything on the page again; `later`: as somebody who comes back after a while and opens Home anew; `back`: the
   * server was away and may be another one now.
   */
  async reread({ later = false, back = false } = {}) {
    await this.#readState();
    const middle = this.place.home ? this.home.refresh({ opened: later }) : this.#readMessages();
    await Promise.all([middle, this.#readThread(), this.modals.refresh({ back })]);
  }

  #heard(event) {
    const reads = {
      messages: () => this.#heardMessages(event.channel),
      home: () => this.place.home && this.home.refresh(),
      modal: () => this.modals.refresh(),
      state: () => this.#readState(),
      clock: () => this.reread({ later: true }),
    };
    if (event.type === "toast") this.toasts.show(event.text, event.level);
    else if (event.type in reads) this.rereads.soon(event.type + (event.channel ?? ""), reads[event.type]);
  }

  async #heardMessages(channel) {
    if (channel === this.place.channel) await Promise.all([this.#readMessages(), this.#readThread()]);
    else await this.#readState();
  }

  #connection(state) {
    const lost = state === "lost";
    const was = document.body.classList.contains("lost");
    document.body.classList.toggle("lost", lost);
    byId("lost").hidden = !lost;
    if (lost !== was) this.modals.away(lost);
    if (was && !lost) this.toasts.clear();
    // What happened before the line was open went unheard, Home's first view among it.
    if (!lost && (was || this.place.home)) this.rereads.soon("everything", () => this.reread({ back: was }));
  }

  // -- doing

  async #say(text, thread = null) {
    const { channel } = this.place;
    const answer = await this.api.post("send", { channel, text, ...(thread ? { thread_ts: thread } : {}) });
    if (answer.ok) this.rereads.soon(`messages${channel}`, () => this.#heardMessages(channel));
    return answer;
  }

  /** Do something that can be refused; the refusal is shown. True when it was done. */
  async gesture(name, body) {
    try {
      const answer = await this.api.post(name, body);
      if (answer.ok === false) this.toasts.show(answer.error ?? "That did not work.", "error");
      else if (body.channel) this.rereads.soon(`messages${body.channel}`, () => this.#heardMessages(body.channel));
      return answer.ok !== false;
    } catch (refusal) {
      this.#trouble(refusal);
      return false;
    }
  }

  /** Use one of the app's shortcuts; its form comes by itself. */
  async shortcut({ callback_id: callbackId }, where) {
    if (await this.gesture("shortcut", { callback_id: callbackId, ...where })) await this.modals.refresh();
  }

  #trouble(refusal) {
    this.toasts.show(refusal.message, "error");
  }

  // -- the keyboard

  /** Put the keyboard where a person would type next; never on a phone, where it would cover half the page. */
  focusComposer() {
    if (matchMedia("(hover: none)").matches) return;
    if (this.place.home) byId("home").focus({ preventScroll: true });
    else this.composer.focus();
  }

  /** From an empty text field up into the messages. */
  focusMessages(composer) {
    (composer === this.replyBox ? this.replies : this.timeline).focusLast();
  }

  /** Where the keyboard goes when what it was on is gone. */
  fallbackFocus() {
    return this.place.home ? byId("home") : this.composer.box;
  }

  #key(event) {
    if (this.modals.isOpen || document.querySelector("dialog[open]")) return;
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      this.#neighbour(event.key === "ArrowUp" ? -1 : 1);
    } else if (event.key === "Escape") {
      if (closeMenu({ refocus: true })) return;
      if (document.body.classList.contains("drawer")) {
        this.#drawer(false);
        byId("drawer").focus();
      } else if (this.thread) this.closeThread();
      else if (document.activeElement?.matches("article.message")) this.focusComposer();
    }
  }

}

const page = new Page();
byId("thread-close").append(iconButton("close", "Close thread", () => page.closeThread()));
byId("drawer").append(icon("menu"));
page
  .start()
  .then(() => document.body.classList.add("ready"))
  .catch((refusal) => page.toasts.show(refusal.message, "error"));
