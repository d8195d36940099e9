"""Why a nudge came: the rule, the facts, what happened to it, and what happens next."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from slack_sdk.models.blocks import Block

from bot import why_words
from bot.moments import day_in_words, moment_in_words
from bot.reasons import REASONS
from bot.text import shorten
from bot.working_days import day_at
from handlers.views.brief_lines import announced, facts_of
from handlers.views.eye import Eye
from handlers.views.nudge_people import BY_SOMEBODY, seen_to
from handlers.views.parts import Message, Piece, actions, bold, button, line, place, who
from storage.tables import Nudge, Post

MOST_STORY = 12
MOST_FACTS = 12
WORDS = 300
FACT_WORDS = 120
# Of a list so many things are shown, and so much of each.
MOST_LINES, LINE_WORDS = 6, 150
ENDED = frozenset(["ended", "asks no more"])
SNOOZED = "snoozed "
OPENED = frozenset(["promise", "mistake", "waiting", "customer"])
# What their ids begin with; a channel's begins with C or G.
PEOPLE = ("U", "W")


class Told(NamedTuple):
    """A nudge with everything that is told of it: what it is about (`name`, the thing's `number` and words), its post, its
    story, others for the same reason before it, the one to the same person that came after it, and when the clock looks at
    the thing again (UTC)."""

    nudge: Nudge
    name: str
    number: int | None
    words: str
    post: Post | None
    story: Sequence[Mapping[str, Any]]
    before: Sequence[Nudge]
    after: Nudge | None
    looked_at: datetime | None


def why(told: Told, eye: Eye) -> Message:
    """Everything about one nudge."""
    nudge = told.nudge
    facts = facts_of(nudge)
    reason = REASONS.get(nudge.reason)
    role = why_words.ROLES.get(nudge.role, "")
    head: list[Piece | str] = [bold(f"N-{nudge.number} · {told.name}")]
    if told.words:
        head.append(f"\n{shorten(told.words, WORDS)}")
    if facts.get("why"):
        head += ["\nIt says: ", shorten(str(facts["why"]), WORDS)]
    if facts.get("note"):
        head.append(f" {shorten(str(facts['note']), WORDS)}")
    if reason:
        head += ["\nI speak up when ", f"{reason.rule}."]
    to = who if nudge.recipient_id.startswith(PEOPLE) else place
    head += ["\nIt goes to ", to(nudge.recipient_id), f", {role}." if role else "."]
    occasion = why_words.occasion(nudge.window, now=eye.now, zone=eye.zone)
    once = f" for {occasion}" if occasion else ""
    again = ", and again since it was snoozed" if why_words.after_snooze(nudge.window) else ""
    head.append(f"\nI say it once{once}{again}.")
    blocks: list[Block] = [
        line(*head),
        *_facts(facts, eye),
        _story(told, eye),
        line(bold("Next: "), *_next(told, facts, eye)),
    ]
    if told.number is not None and nudge.kind in OPENED:
        blocks.append(actions("why", button("Open", f"{nudge.kind}_show", str(told.number))))
    return Message(blocks)


def _facts(facts: Mapping[str, Any], eye: Eye) -> list[Block]:
    found = facts.get("facts")
    if not isinstance(found, Mapping) or not found:
        return []
    pieces: list[Piece | str] = [bold("What I knew")]
    for name, given in list(found.items())[:MOST_FACTS]:
        value = why_words.value(str(given), now=eye.now, zone=eye.zone)
        pieces.append(f"\n{shorten(str(name), FACT_WORDS)}: ")
        lines = value.splitlines()[:MOST_LINES]
        for each in lines:
            # What is a list has each of its things on a line of its own.
            said = seen_to(each) if name in BY_SOMEBODY else [shorten(each, LINE_WORDS)]
            pieces += ["\n• " if len(lines) > 1 else "", *said]
    return [line(*pieces)]


def _story(told: Told, eye: Eye) -> Block:
    """What happened to it, the oldest first, on the reader's clock."""
    nudge = told.nudge
    happened: list[tuple[datetime, str]] = [(nudge.made_at, "I noticed it")]
    ended = False
    for each in told.story:
        at, what = datetime.fromisoformat(str(each["at"])), str(each.get("what") or "")
        ended = ended or (what in ENDED and at == nudge.ended_at)
        happened.append((at, why_words.happened(what, str(each.get("why") or ""), at, zone=eye.zone)))
    if nudge.said_at:
        happened.append((nudge.said_at, f"it was said{f' in {_place(told.post)}' if told.post else ''}"))
    if nudge.ended_at and not ended:
        happened.append(
            (nudge.ended_at, why_words.happened("ended", nudge.ended_why, nudge.ended_at, zone=eye.zone))
        )
    happened.sort(key=lambda each: each[0])
    pieces: list[Piece | str] = [bold("What happened to it")]
    left_out = len(happened) - MOST_STORY
    if left_out > 0:
        happened = [happened[0], *happened[-MOST_STORY + 1 :]]
    for count, (at, what) in enumerate(happened):
        pieces.append(f"\n{moment_in_words(at, eye.zone, now=eye.now)} – {shorten(what, WORDS)}")
        if not count and left_out > 0:
            pieces.append(f"\n… {left_out:,} more …")
    if told.before:
        some = [
            f"N-{each.number} ({moment_in_words(each.said_at or each.made_at, eye.zone, now=eye.now)})"
            for each in told.before
        ]
        pieces.append(f"\nSaid before, for the same reason: {', '.join(some)}")
    return line(*pieces)


def _place(post: Post) -> str:
    return {"brief": "the brief", "nudge": "a message of its own", "case": "the team's channel"}.get(
        post.what, "a message"
    )


def _next(told: Told, facts: Mapping[str, Any], eye: Eye) -> list[Piece | str]:
    nudge = told.nudge
    if nudge.ended_at is not None:
        return [_once_over(told)]
    if nudge.said_at is None and nudge.post_id is not None:
        return ["it is about to be said."]
    if nudge.said_at is None:
        when = moment_in_words(max(nudge.say_at, eye.now), eye.zone, now=eye.now)
        return [f"it is said {when}." if nudge.urgent else f"it comes with the brief, {when}."]
    if step := announced(facts, eye):
        return step
    if told.looked_at is not None and told.looked_at > eye.now:
        day = day_at(told.looked_at, eye.zone)
        # The hour is the clock's own affair, unless it is one of today.
        when = f"on {day_in_words(day.isoformat(), now=eye.now, zone=eye.zone)}"
        if day == day_at(eye.now, eye.zone):
            when = moment_in_words(told.looked_at, eye.zone, now=eye.now)
        return [f"I look at it again {when}. Until somebody answers it stays as it is."]
    return ["nothing by itself. It ends when somebody answers it."]


def _once_over(told: Told) -> str:
    """How it goes on once this one has ended."""
    if told.after is not None:
        number = f"N-{told.after.number}"
        if told.after.ended_at is None:
            return f"{number} took its place. To see how that stands: /kept why {number}"
        return f"{number} took its place, and is over, too."
    ended_why = told.nudge.ended_why
    if ended_why.startswith(SNOOZED):
        until = ended_why.removeprefix(SNOOZED).strip()
        return f"I say nothing of it {until}. Then it comes again, if it is still open."
    return "nothing more. It is over."
