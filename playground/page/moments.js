/** Dates as Slack shows them: its date formats, and wall time in a zone. */

import { dateIn } from "./world.js";

const DAY = 86_400_000;

function parts(instant, tz, options) {
  const list = new Intl.DateTimeFormat("en-US", { timeZone: tz, ...options }).formatToParts(instant);
  return Object.fromEntries(list.map((part) => [part.type, part.value]));
}

function ordinal(day) {
  const tens = day % 100;
  const ending = tens >= 11 && tens <= 13 ? "th" : (["th", "st", "nd", "rd"][day % 10] ?? "th");
  return `${day}${ending}`;
}

function near(instant, now, tz) {
  const apart = Math.round((Date.parse(dateIn(instant, tz)) - Date.parse(dateIn(now, tz))) / DAY);
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[apart] ?? null;
}

function ago(instant, now) {
  const seconds = Math.round((instant - now) / 1000);
  const steps = [["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]];
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? steps[3];
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}

function written(instant, tz, style) {
  const p = parts(instant, tz, { weekday: "long", year: "numeric", month: style === "short" ? "short" : "long", day: "numeric" });
  if (style === "short") return `${p.month} ${p.day}, ${p.year}`;
  const plain = `${p.month} ${ordinal(Number(p.day))}, ${p.year}`;
  return style === "long" ? `${p.weekday}, ${plain}` : plain;
}

/** The time of day in a zone, as 09:05. */
export function timeOfDay(instant, tz) {
  return new Intl.DateTimeFormat("en-GB", { timeZone: tz, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(instant);
}

const TOKENS = {
  date_num: (at, now, tz) => dateIn(at, tz),
  date: (at, now, tz) => written(at, tz, "plain"),
  date_slash: (at, now, tz) => dateIn(at, tz).replaceAll("-", "/"),
  date_short: (at, now, tz) => written(at, tz, "short"),
  date_long: (at, now, tz) => written(at, tz, "long"),
  date_pretty: (at, now, tz) => near(at, now, tz) ?? written(at, tz, "plain"),
  date_short_pretty: (at, now, tz) => near(at, now, tz) ?? written(at, tz, "short"),
  date_long_pretty: (at, now, tz) => near(at, now, tz) ?? written(at, tz, "long"),
  day_divider_pretty: (at, now, tz) => near(at, now, tz) ?? written(at, tz, "long"),
  time: (at, now, tz) => timeOfDay(at, tz),
  time_secs: (at, now, tz) => new Intl.DateTimeFormat("en-GB", { timeZone: tz, timeStyle: "medium" }).format(at),
  ago: (at, now) => ago(at, now),
};

/**
 * A Slack date format such as "{date_short_pretty} at {time}" filled in for one reader.
 * https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function slackDate(format, unixSeconds, now, tz) {
  const instant = unixSeconds * 1000;
  if (!Number.isFinite(new Date(instant).getTime())) return null;
  const text = format.replace(/\{([a-z_]{1,30})\}/g, (whole, name) => TOKENS[name]?.(instant, now, tz) ?? whole);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Seconds since 1970 of a wall time ("2026-11-22T09:05") in a zone, as a person there means it. */
export function unixOfWall(wall, tz) {
  const wanted = Date.parse(`${wall.slice(0, 16)}:00Z`);
  let guess = wanted;
  for (let round = 0; round < 2; round += 1) guess += wanted - Date.parse(`${wallOf(guess, tz)}:00Z`);
  return Math.round(guess / 1000);
}

/** The wall time of an instant (ms) in a zone, as 2026-11-22T09:05. */
export function wallOf(instant, tz) {
  return `${dateIn(instant, tz)}T${timeOfDay(instant, tz)}`;
}
