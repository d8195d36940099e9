/** Where a person is on the page, in its address: #as=<who>&in=<channel or home>; each tab can be somebody else. */

/** Who and where the address names: {as, place}, each null where it says nothing. */
export function readAddress() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const where = parameters.get("in");
  const place = where === "home" ? { channel: null, home: true } : { channel: where, home: false };
  return { as: parameters.get("as"), place: where ? place : null };
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
