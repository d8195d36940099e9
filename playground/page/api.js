/** The page's way to the playground server: reads, gestures and the stream that says what to read again. */

import { h } from "./dom.js";

/** Something the server refused, in a sentence for the person. */
export class Refusal extends Error {
  constructor(sentence, answer = {}) {
    super(sentence);
    this.answer = answer;
  }
}

const UNREACHABLE = "The playground does not answer. Is it still running in your terminal?";

/** Asks in the name of one person, who can be exchanged (`as`). */
export class Api {
  constructor() {
    this.as = null;
    this.stream = null;
  }

  /** GET /ui/<name> as this person. Raises Refusal. */
  async read(name, parameters = {}) {
    const query = new URLSearchParams(this.as ? { as: this.as, ...parameters } : parameters);
    const body = await this.#ask(`/ui/${name}?${query}`, {});
    if (body.ok === false) throw new Refusal(body.error ?? "That is not there (any more).", body);
    return body;
  }

  /** POST /ui/<name>; answers the server's JSON also where it says no, so that the caller can show why. */
  async post(name, body = {}) {
    return this.#ask(`/ui/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ as: this.as, ...body }),
    });
  }

  /** Hand a file over. Answers {id, name}. Raises Refusal. */
  async upload(file) {
    const form = new FormData();
    form.append("as", this.as);
    form.append("file", file, file.name);
    const answer = await this.#ask("/ui/upload", { method: "POST", body: form });
    if (!answer.file) throw new Refusal(answer.error ?? "The file could not be handed over.");
    return answer.file;
  }

  /** The address of a file in a message. */
  fileAddress(id) {
    return `/ui/file/${encodeURIComponent(id)}?${new URLSearchParams({ as: this.as })}`;
  }

  /** Have the browser keep a file; false when it is not there for this person. The page never shows what is in one. */
  async download(id) {
    const href = this.fileAddress(id);
    const there = await fetch(href, { method: "HEAD" }).then((answer) => answer.ok, () => false);
    if (there) h("a", { href, download: "" }).click();
    return there;
  }

  /** Listen to what happens; `heard` gets each event, `state` gets "open" or "lost". */
  listen(heard, state) {
    this.stream?.close();
    const stream = new EventSource(`/ui/events?${new URLSearchParams({ as: this.as })}`);
    stream.addEventListener("open", () => state("open"));
    stream.addEventListener("error", () => {
      state("lost");
      if (stream.readyState === EventSource.CLOSED && this.stream === stream) {
        setTimeout(() => this.stream === stream && this.listen(heard, state), 2000);
      }
    });
    stream.addEventListener("message", (event) => heard(JSON.parse(event.data)));
    this.stream = stream;
  }

  async #ask(address, options) {
    let answer;
    try {
      answer = await fetch(address, options);
    } catch {
      throw new Refusal(UNREACHABLE);
    }
    const body = await answer.json().catch(() => null);
    if (body === null) throw new Refusal(answer.ok ? UNREACHABLE : `The playground answered ${answer.status}.`);
    if (!answer.ok && body.ok === undefined) throw new Refusal(body.error ?? `The playground answered ${answer.status}.`);
    return body;
  }
}
