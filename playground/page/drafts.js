/** What was typed and not sent yet, by name, for this tab: it outlives a reload, and a playground that is started again. */

const PREFIX = "typed/";
const here = new Map(); // storage can be switched off, or be full

function store(work) {
  try {
    return work(sessionStorage);
  } catch {
    return null;
  }
}

/** What was kept under a name (whatever JSON holds), or null. */
export function kept(name) {
  const text = here.get(name) ?? store((storage) => storage.getItem(PREFIX + name));
  return text ? JSON.parse(text) : null;
}

/** Keep what was typed under a name; nothing is kept of nothing. */
export function keep(name, typed) {
  if (!typed || Object.keys(typed).length === 0) return forget(name);
  here.set(name, JSON.stringify(typed));
  store((storage) => storage.setItem(PREFIX + name, here.get(name)));
}

/** Forget what was kept under a name. */
export function forget(name) {
  here.delete(name);
  store((storage) => storage.removeItem(PREFIX + name));
}

/** Forget all whose names begin so. */
export function forgetAll(beginning) {
  const stored = store((storage) => Object.keys(storage)) ?? [];
  const names = [...here.keys(), ...stored.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length))];
  for (const name of names) if (name.startsWith(beginning)) forget(name);
}
