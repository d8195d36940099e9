"""Why a nudge came: the rule, the facts, what happened to it, and what happens next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_sdk.models.blocks import Block

from bot import why_words
from bot.moments import moment_in_words
from bot.reasons import REASONS
from bot.text import shorten
from handlers.views.brief_lines import announced, facts_of
from handlers.views.eye import Eye
from handlers.views.nudge_people import DONE, seen_to
from handlers.views.parts import Message, Piece, actions, bold, button, line, place, who
from storage.tables import Nudge, Post

MOST_STORY = 12
MOST_FACTS = 12
WORDS = 300
FACT_WORDS = 120
# Of a list so many things are shown, and so much of each.
MOST_LINES, LINE_WORDS = 6, 150
OPENED = frozenset(["promise", "mistake", "waiting", "customer"])
# What their ids begin with; a channel's begins with C or G.
PEOPLE = ("U", "W")


@dataclass(frozen=True)
class Told:
    """A nudge with everything that is told of it: what it is about (`name`, the thing's `number` and words), its post, its
    story, others for the same reason before it, and when the clock looks at the thing again (UTC)."""

    nudge: Nudge
    name: str
    number: int | None
    words: str
    post: Post | None
    story: Sequence[Mapping[str, Any]]
    before: Sequence[Nudge]
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
        head += ["\nWhat it says: ", shorten(str(facts["why"]), WORDS)]
    if facts.get("note"):
        head.append(f" {shorten(str(facts['note']), WORDS)}")
    if reason:
        head += ["\nI speak up when ", f"{reason.rule}."]
    to = who if nudge.recipient_id.startswith(PEOPLE) else place
    head += ["\nIt goes to ", to(nudge.recipient_id), f", {role}." if role else "."]
    occasion = why_words.window(nudge.window, now=eye.now, zone=eye.zone)
    head.append(f"\nSaid once for: {shorten(occasion, FACT_WORDS)}" if occasion != "once" else "\nSaid once.")
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
            said = seen_to(each) if name == DONE else [shorten(each, LINE_WORDS)]
            pieces += ["\n• " if len(lines) > 1 else "", *said]
    return [line(*pieces)]


def _story(told: Told, eye: Eye) -> Block:
    """What happened to it, the oldest first, on the reader's clock."""
    nudge = told.nudge
    happened: list[tuple[datetime, str]] = [(nudge.made_at, "decided")]
    for each in told.story:
        why_ = str(each.get("why") or "")
        what = str(each.get("what") or "")
        happened.append((datetime.fromisoformat(str(each["at"])), f"{what}: {why_}" if why_ else what))
    if nudge.said_at:
        happened.append((nudge.said_at, "said" if told.post is None else f"said in {_place(told.post)}"))
    if nudge.ended_at and not any(what.startswith("ended") for _, what in happened):
        happened.append((nudge.ended_at, f"ended: {nudge.ended_why}" if nudge.ended_why else "ended"))
    happened.sort(key=lambda each: each[0])
    pieces: list[Piece | str] = [bold("What happened to it")]
    left_out = len(happened) - MOST_STORY
    if left_out > 0:
        happened = [happened[0], *happened[-MOST_STORY + 1 :]]
    for count, (at, what) in enumerate(happened):
        pieces.append(f"\n{moment_in_words(at, eye.zone, now=eye.now)}: {shorten(what, WORDS)}")
        if not count and left_out > 0:
            pieces.append(f"\n… {left_out:,} more …")
    for earlier in told.before:
        at = earlier.said_at or earlier.made_at
        pieces.append(f"\nBefore that, N-{earlier.number}: {moment_in_words(at, eye.zone, now=eye.now)}")
    return line(*pieces)


def _place(post: Post) -> str:
    return {"brief": "the brief", "nudge": "a message of its own", "case": "the team's channel"}.get(
        post.what, "a message"
    )


def _next(told: Told, facts: Mapping[str, Any], eye: Eye) -> list[Piece | str]:
    nudge = told.nudge
    if nudge.ended_at is not None:
        return ["nothing more. It is over."]
    if nudge.said_at is None and nudge.post_id is not None:
        return ["it is about to be said."]
    if nudge.said_at is None:
        when = moment_in_words(max(nudge.say_at, eye.now), eye.zone, now=eye.now)
        return [f"it is said {when}." if nudge.urgent else f"it comes with the brief, {when}."]
    if step := announced(facts, eye):
        return step
    if told.looked_at is not None and told.looked_at > eye.now:
        when = moment_in_words(told.looked_at, eye.zone, now=eye.now)
        return [f"I look at it again {when}. Until somebody answers it stays as it is."]
    return ["nothing by itself. It ends when somebody answers it."]
