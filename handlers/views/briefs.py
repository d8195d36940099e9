"""What a brief looks like: good news first, then its lines in three lanes, and the way to the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block, HeaderBlock

from bot import moments
from bot.briefs import lane_of
from bot.reasons import LANES
from bot.text import shorten
from handlers.views.brief_lines import SAID_WORDS, Shown, drawn, facts_of, name_of
from handlers.views.eye import Eye
from handlers.views.parts import Message, Piece, actions, bold, button, escape, line

MOST_NEWS = 3
NEWS_WORDS = 140
# The text for notifications names so many.
NAMED = 3
NOON = 12


@dataclass(frozen=True)
class News:
    """One piece of good news, to be read by itself: "You kept P-12 for Acme: replacement pump"."""

    pieces: Sequence[Piece | str]


@dataclass(frozen=True)
class Brief:
    """Everything that a brief says: its lines in order, how many more are open (`rest`), how many it is about in all (`count`),
    the good news, since when Kept was away (UTC), and what opens the rest (`post`: a post's id, or "now")."""

    lines: Sequence[Shown]
    rest: int = 0
    count: int = 0
    news: Sequence[News] = ()
    away_since: datetime | None = None
    post: str = "now"


def brief(said: Brief, eye: Eye, *, at: datetime) -> Message:
    """The day's brief, of the moment `at` on the reader's clock."""
    local = at.astimezone(ZoneInfo(eye.zone))
    day = moments.day_in_words(local.date().isoformat(), now=at, zone=eye.zone)
    greeting = "Good morning" if local.hour < NOON else "Hello"
    head = f"{greeting}. {_things(said.count)} for {day}."
    blocks: list[Block] = [line(bold(head), *_away(said, eye)), *_news(said)]
    blocks += _lanes(said.lines, eye)
    return Message([*blocks, *_end(said)], text=f"{head} {_essence(said)}")


def between(said: Brief, eye: Eye) -> Message:
    """What can't wait for the next brief."""
    blocks = drawn(said.lines, eye)
    if len(said.lines) > 1:
        blocks = [line(bold(f"{_things(said.count)} that can't wait:")), *blocks]
    return Message([*blocks, *_end(said)], text=_essence(said))


def asked(said: Brief, eye: Eye) -> Message:
    """`/kept brief`: what is open for me now, or that nothing is."""
    if not said.lines:
        blocks: list[Block] = [
            line("Nothing asks for you right now. I speak up when something does."),
            *_news(said),
        ]
        return Message([*blocks, actions("asked", button("What is mine", "kept_meant", "mine"))])
    head = f"{_things(said.count)} for you right now."
    return Message(
        [line(bold(head)), *_news(said), *_lanes(said.lines, eye), *_end(said)],
        text=f"{head} {_essence(said)}",
    )


def rest(lines: Sequence[Shown], eye: Eye, *, post: str, first: int, count: int, page: int) -> Message:
    """What did not fit on the screen, `page` lines at a time, of `count` in all."""
    if not lines:
        return Message([line("There is nothing more: the rest is done.")])
    head = "1 more." if count == 1 else f"{count:,} more."
    if count > len(lines):
        head += f" Here {first + 1:,} to {first + len(lines):,}."
    leaves = []
    if first:
        leaves.append(button("Earlier ones", "brief_rest_back", f"{post} {max(first - page, 0)}"))
    if first + len(lines) < count:
        leaves.append(button("Later ones", "brief_rest_on", f"{post} {first + page}"))
    turned: list[Block] = [actions("leaves", *leaves)] if leaves else []
    return Message([line(bold(head)), *_lanes(lines, eye), *turned])


def _things(count: int) -> str:
    return "1 thing" if count == 1 else f"{count:,} things"


def _away(said: Brief, eye: Eye) -> list[Piece | str]:
    if said.away_since is None:
        return []
    since = moments.moment_in_words(said.away_since, eye.zone, now=eye.now)
    return [f"\nI was not running since about {since}, so this comes late, all in one."]


def _news(said: Brief) -> list[Block]:
    if not said.news:
        return []
    pieces: list[Piece | str] = [bold("Good news")]
    for each in said.news[:MOST_NEWS]:
        pieces += ["\n🌱 ", *each.pieces]
    more = len(said.news) - MOST_NEWS
    return [line(*pieces, f"\n… and {more:,} more like these." if more > 0 else "")]


def _lanes(lines: Sequence[Shown], eye: Eye) -> list[Block]:
    """The lines under their lanes."""
    blocks: list[Block] = []
    for lane, title in LANES.items():
        some = [each for each in lines if lane_of(each.nudge) == lane]
        if some:
            blocks += [HeaderBlock(text=title), *drawn(some, eye)]
    return blocks


def _end(said: Brief) -> list[Block]:
    """The way to the rest, or a word when all is done."""
    if said.rest:
        label = f"Show the rest ({said.rest:,})"
        return [actions("rest", button(label, "brief_rest", f"{said.post} 0"))]
    if said.lines and all(each.ended is not None for each in said.lines):
        done = any(each.ended is not None and each.ended.by for each in said.lines)
        return [line("That is everything. Thank you!" if done else "Nothing is left here for now.")]
    return []


def _essence(said: Brief) -> str:
    """What it is about, for a notification."""

    open_ = [each for each in said.lines if each.ended is None]
    if not open_:
        return "All of it is done."
    whys = []
    for each in open_[:NAMED]:
        why = str(facts_of(each.nudge).get("why") or "")
        whys.append(
            shorten(
                f"{name_of(each.row, each.customer)}: {why}" if why else name_of(each.row, each.customer),
                SAID_WORDS,
            )
        )
    more = len(open_) - NAMED + said.rest
    return escape(" · ".join([*whys, *([f"and {more:,} more"] if more > 0 else [])]))
