"""What a brief looks like: good news first, then its lines in three lanes, and the way to the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block, DividerBlock, HeaderBlock

from bot import moments
from bot.briefs import lane_of
from bot.reasons import LANES
from bot.text import shorten
from handlers.views import brief_before
from handlers.views.brief_lines import SAID_WORDS, Shown, asks, drawn, drawn_line, name_of, words_of
from handlers.views.eye import Eye
from handlers.views.parts import Message, Piece, actions, bold, button, escape, line, spoken

MOST_NEWS = 3
NEWS_WORDS = 140
# The text for notifications names so many.
NAMED = 3
NOON = 12


class News(NamedTuple):
    """One piece of good news, to be read by itself: "You kept P-12 for Acme: replacement pump"."""

    pieces: Sequence[Piece | str]


@dataclass(frozen=True)
class Brief:
    """Everything that a brief says: its lines in order, how many more are open (`rest`), how many it is about in all (`count`),
    the good news, since when Kept was away (UTC), what opens the rest (`post`: a post's id, or "now"), the first of what
    was said before and is open still (`before`) and how many of these there are. `notes` say who hears of it besides;
    they are not added to a brief of an earlier day."""

    lines: Sequence[Shown]
    rest: int = 0
    count: int = 0
    news: Sequence[News] = ()
    away_since: datetime | None = None
    post: str = "now"
    before: Sequence[Shown] = ()
    before_count: int = 0
    notes: bool = True


def brief(said: Brief, eye: Eye, *, at: datetime) -> Message:
    """The day's brief, of the moment `at` on the reader's clock."""
    local = at.astimezone(ZoneInfo(eye.zone))
    day = moments.day_in_words(local.date().isoformat(), now=at, zone=eye.zone)
    greeting = "Good morning" if local.hour < NOON else "Hello"
    head = f"{greeting}. {_things(said.count) if said.count else 'Nothing new'} for {day}."
    blocks: list[Block] = [line(bold(head), *_away(said, eye)), *_news(said)]
    blocks += _lanes(said.lines, eye, notes=said.notes)
    return Message([*blocks, *_end(said, eye)], text=f"{head} {_essence(said, eye)}")


def between(said: Brief, eye: Eye) -> Message:
    """What can't wait for the next brief."""
    blocks = drawn(said.lines, eye, notes=said.notes)
    if len(said.lines) > 1:
        blocks = [line(bold(f"{_things(said.count)} that can't wait:")), *blocks]
    return Message([*blocks, *_end(said, eye)], text=_essence(said, eye))


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
        [line(bold(head)), *_news(said), *_lanes(said.lines, eye), *_end(said, eye)],
        text=f"{head} {_essence(said, eye)}",
    )


def rest(
    lines: Sequence[Shown], eye: Eye, *, post: str, first: int, count: int, page: int, what: str = "more"
) -> Message:
    """What did not fit on the screen, or was said before (`what` it is), `page` lines at a time, of `count` in all."""
    if not lines:
        return Message([line("There is nothing more: the rest is done.")])
    head = f"{count:,} {what}."
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


def _lanes(lines: Sequence[Shown], eye: Eye, *, notes: bool = True) -> list[Block]:
    """The lines under their lanes, a rule between each two; what is about a colleague and no customer before them all."""
    ours = [each for each in lines if _is_ours(each)]
    blocks = drawn(ours, eye, notes=notes)
    last = ours[-1] if ours else None
    for lane, title in LANES.items():
        some = [each for each in lines if lane_of(each.nudge) == lane and not _is_ours(each)]
        if some:
            blocks += [DividerBlock()] if last is not None and last.ended is None else []
            blocks += [HeaderBlock(text=title), *drawn(some, eye, notes=notes)]
            last = some[-1]
    return blocks


def _is_ours(shown: Shown) -> bool:
    """Whether it is about one of us, where its lane would say that customers are owed it."""
    return shown.nudge.kind == "desk" and lane_of(shown.nudge) == "owe"


def _end(said: Brief, eye: Eye) -> list[Block]:
    """The way to the rest and to what was said before, or a word when all is done."""
    ways = []
    if said.rest:
        ways.append(button(f"Show the rest ({said.rest:,})", "brief_rest", f"{said.post} 0"))
    if said.before_count:
        label = "Show it" if said.before_count == 1 else "Show them"
        ways.append(button(label, "brief_rest_before", f"b{said.post} 0"))
        rule = [DividerBlock()] if said.lines and said.lines[-1].ended is None else []
        words = line(*brief_before.in_words(said.before, said.before_count, eye))
        return [*rule, words, actions("rest", *ways)]
    if ways:
        return [actions("rest", *ways)]
    if not said.lines:
        return [line("What was still open is done by now, or rests.")]
    if all(each.ended is not None for each in said.lines):
        done = any(each.ended is not None and each.ended.by for each in said.lines)
        return [line("That is everything. Thank you!" if done else "Nothing is left here for now.")]
    return []


def _essence(said: Brief, eye: Eye) -> str:
    """What it is about, for a notification."""
    if not said.lines and said.before_count:
        return spoken([line(*brief_before.in_words(said.before, said.before_count, eye))])
    open_ = [each for each in said.lines if each.ended is None]
    if not open_:
        return "All of it is done."
    whys = []
    for each in open_[:NAMED]:
        name = name_of(each.row, each.customer)
        why = asks(drawn_line(each, eye), each.nudge, eye) or shorten(words_of(each.row), SAID_WORDS)
        whys.append(shorten(f"{name}: {why}" if why else name, SAID_WORDS))
    more = len(open_) - NAMED + said.rest
    return escape(" · ".join([*whys, *([f"and {more:,} more"] if more > 0 else [])]))
