/** What stands around the messages: the header of the place, who looks, the lamp that says whether the app is connected. */

import { fill, h, icon, keepingFocus } from "./dom.js";
import { whoButton } from "./who.js";

const SIGNS = { public: "hash", private: "lock", shared: "link" };

/** Draw the header, the title of the window, who looks (in a narrow one) and the lamp for where `page` is. */
export function drawFrame(page, { header, me, connected }) {
  const { state } = page.world;
  const { home } = page.place;
  const channel = page.channel;
  const withApp = home || channel?.kind === "dm";
  const title = withApp ? state.bot.name : (channel?.name ?? "");
  document.title = `${home ? "Home" : withApp ? title : `#${title}`} · ${state.team.name} playground`;
  fill(
    header,
    h("h1", {}, !withApp && channel && icon(SIGNS[channel.kind] ?? "hash"), h("span", {}, title)),
    channel?.kind === "shared" && h("span", { class: "shared-label" }, "shared with another organisation"),
    withApp ? tabs(page) : h("p", { class: "topic" }, channel?.topic ?? ""),
  );
  keepingFocus(me, () => fill(me, whoButton(page)));
  fill(connected, h("span", { class: "lamp" }), `${state.bot.name} is ${state.connected ? "connected" : "not connected"}`);
  connected.className = state.connected ? "connected on" : "connected off";
}

function tabs(page) {
  const { dm, state } = page.world;
  const tab = (label, here, go) =>
    h("button", { type: "button", class: "tab", "aria-current": here ? "page" : null, data: { key: `tab/${label}` }, on: { click: go } }, label);
  return h(
    "nav",
    { class: "tabs", "aria-label": state.bot.name },
    tab("Home", page.place.home, () => page.openHome()),
    dm && tab("Messages", !page.place.home, () => page.openChannel(dm.id)),
  );
}
