/** The Home tab the app has published for this person. */

import { blocks } from "./blocks.js";
import { fill, h, keepingFocus, mark } from "./dom.js";
import { Surface } from "./surface.js";

/** Draws the Home tab into `root`. */
export class Home {
  constructor(page, root) {
    this.page = page;
    this.root = root;
    this.forget();
  }

  /** Another person looks, or the tab was left. */
  forget() {
    this.surface = new Surface(this.page, { type: "home" });
    this.drawn = null;
    fill(this.root);
  }

  /** Read the tab and draw it; `opened` tells the app that somebody came to look. */
  async refresh({ opened = false } = {}) {
    const asked = this.page.api.as;
    const { view } = await this.page.api.read("home", opened ? { opened: "1" } : {});
    if (asked === this.page.api.as) this.#show(view);
  }

  #show(view) {
    const signature = JSON.stringify([view, this.page.world.today(), this.page.peopleVersion]);
    if (signature === this.drawn) return;
    this.drawn = signature;
    if (!view) return fill(this.root, this.#nothing());
    this.surface.values.retain(view.blocks);
    keepingFocus(this.root, () => fill(this.root, h("div", { class: "home-sheet" }, blocks(view.blocks, this.surface))), this.root);
  }

  #nothing() {
    const { bot } = this.page.world.state;
    return h("div", { class: "nothing" }, mark(), h("p", {}, `${bot.name} has nothing here for you yet.`));
  }
}
