/**
 * Where a person is on the page, in its address: #as=<who>&in=<channel or home>; each tab can be somebody else. Two more lead
 * somewhere once: &at=<ts of a message>&thread=<ts of its thread>, and &file=<id>.
 */

const NAMES = ["127.0.0.1", "localhost"]; // what this playground answers to, whichever of the two is written

/** Who, where and which file the address names: {as, place, file}, each null where it says nothing. */
export function readAddress() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const where = parameters.get("in");
  const there = { channel: where, home: false, at: parameters.get("at"), thread: parameters.get("thread") };
  const place = where === "home" ? { channel: null, home: true } : there;
  return { as: parameters.get("as"), place: where ? place : null, file: parameters.get("file") };
}

/** What an address of this playground's own, a message's or a file's, is on this page for who looks at it; null for others. */
export function onThisPage(address) {
  if (!NAMES.includes(address.hostname) || address.port !== location.port) return null;
  const as = readAddress().as ?? "";
  const [, channel, seconds, fraction] = /^\/archives\/(\w+)\/p(\d+)(\d{6})$/.exec(address.pathname) ?? [];
  if (channel) {
    const thread = address.searchParams.get("thread_ts");
    return `#${new URLSearchParams({ as, in: channel, at: `${seconds}.${fraction}`, ...(thread ? { thread } : {}) })}`;
  }
  const [, file] = /^\/files\/(\w+)\//.exec(address.pathname) ?? [];
  return file ? `#${new URLSearchParams({ as, file })}` : null;
}

/** Put who and where into the address, and keep who for this tab. */
export function writeAddress(as, { channel, home }) {
  history.replaceState(null, "", `#as=${as}&in=${home ? "home" : (channel ?? "")}`);
  try {
    sessionStorage.setItem("as", as);
  } catch {
    // Storage can be switched off; the address keeps the person too.
  }
}

/** Who this tab was last, or null. */
export function remembered() {
  try {
    return sessionStorage.getItem("as");
  } catch {
    return null;
  }
}
