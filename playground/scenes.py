"""Old scenes played through the connected app, so that a fresh playground has a past."""

import re
from dataclasses import dataclass
from datetime import date

from playground.company import at_local, working_day
from playground.gestures import Gestures
from playground.parts import Parts

_DAY = re.compile(r"\{([+-]?[0-9]{1,2})\}")


@dataclass(frozen=True)
class Scene:
    """Somebody types a line: `days` working days before today at `time` ("HH:MM") of their own clock.

    In `text`, "{+2}" stands for the day two working days after today, "{-1}" for the last one before, "{0}" for today.
    """

    days: int
    time: str
    who: str
    where: str
    text: str


def dated(text: str, today: date) -> str:
    """A scene's text with its days written out, as in "Fri 27 Nov"."""

    def day(match: re.Match[str]) -> str:
        found = working_day(today, int(match.group(1)))
        return f"{found:%a} {found.day} {found:%b}"

    return _DAY.sub(day, text)


async def play(parts: Parts, gestures: Gestures, scenes: tuple[Scene, ...]) -> list[str]:
    """Set the clock back, let everybody type their line, and return to the present; answers one line per failure.

    Scenes that would lie in the future are left out. What only the speaker saw is gone afterwards, as after a reload.
    """
    clock, workspace = parts.clock, parts.workspace
    present, begun = clock.now(), clock.real()
    today, failures = present.date(), []
    ordered = sorted(
        (
            (at_local(workspace.person(s.who), working_day(today, -s.days), s.time), n, s)
            for n, s in enumerate(scenes)
        ),
        key=lambda item: item[:2],
    )
    try:
        for moment, _, scene in ordered:
            if moment > present:
                continue
            clock.set(moment)
            text = dated(scene.text, today)
            gesture = gestures.command if text.startswith("/") else gestures.say
            outcome = await gesture(scene.who, scene.where, text)
            await parts.events.settle()
            if not outcome.ok:
                failures.append(f"{scene.who} in {scene.where}: {text} -> {outcome.error}: {outcome.say}")
    finally:
        clock.set(present + (clock.real() - begun) if clock.ticking else present)
        parts.talk.forget_whispers()
    return failures
