"""Being away: the form, how it stands, and every confirmation."""

from collections.abc import Sequence
from datetime import date, time

from slack_sdk.models.blocks import Block, DatePickerElement, TimePickerElement, UserSelectElement
from slack_sdk.models.views import View

from bot import absences as rules
from bot.calendar import read_wall
from bot.moments import day_in_words
from handlers.gestures import remember
from handlers.views.eye import Eye
from handlers.views.parts import Message, Piece, actions, bold, button, form, input_of, line, who
from storage.tables import Away, History

# So many absences that are still to come are named beside the next one.
MOST_LATER = 5
NOTE = "When you are back, your first brief says what happened meanwhile."
NOBODY = "What can’t wait goes to each customer’s backup, or else to a lead. To name somebody: /kept away until Fri cover @sam"


def saved(
    away: Away, entry: History, eye: Eye, *, remarks: Sequence[str] = (), later: Sequence[Away] = ()
) -> Message:
    """The confirmation: from when until when, and who stands in; `later` is what they have said besides."""
    blocks: list[Block] = [_how(away, eye), *(line(remark) for remark in remarks), *_besides(later, eye)]
    blocks.append(line(NOTE))
    return Message([*blocks, actions("away", *_buttons(away, eye), button("Undo", "undo", str(entry.id)))])


def stands(away: Away, eye: Eye, *, later: Sequence[Away] = ()) -> Message:
    """`/kept away` of somebody who is away, or will be, and `later` once more."""
    return Message(
        [_how(away, eye), *_besides(later, eye), line(NOTE), actions("away", *_buttons(away, eye))]
    )


def _besides(later: Sequence[Away], eye: Eye) -> list[Block]:
    if not later:
        return []
    pieces: list[Piece | str] = ["Also said:"]
    for each in later[:MOST_LATER]:
        pieces.append(f"\n• {_when(each, eye)}")
        pieces += ["; ", who(each.cover_id), " stands in"] if each.cover_id else []
    return [line(*pieces)]


def _buttons(away: Away, eye: Eye) -> list[dict[str, object]]:
    begun = away.from_at <= eye.now
    return [
        button("I’m back" if begun else "Call it off", "away_back", str(away.id)),
        button("Change", "away_new", str(away.id)),
    ]


def _how(away: Away, eye: Eye) -> Block:
    """ "Away until the end of Fri 27 Nov. @sam gets what can't wait." """
    pieces: list[Piece | str] = [bold(f"Away {_when(away, eye)}.")]
    pieces += [" ", who(away.cover_id), " gets what can’t wait."] if away.cover_id else [f" {NOBODY}"]
    return line(*pieces)


def _when(away: Away, eye: Eye) -> str:
    """ "until the end of Fri 27 Nov", "from Mon 30 Nov until …", "on Thu 26 Nov from 12:00"."""
    until = rules.until_in_words(away, now=eye.now, whole="the end of ")
    if away.from_at <= eye.now:
        return until
    last, back = read_wall(away.until_wall)
    if rules.first_day(away) != last.isoformat():
        return f"from {rules.begins_in_words(away, now=eye.now)} {until}"
    begins = rules.begins_at(away)
    hours = [f" from {begins:%H:%M}" if begins else "", f" until {back:%H:%M}" if back else ""]
    return f"on {day_in_words(rules.first_day(away), now=eye.now, zone=away.zone)}{''.join(hours)}"


def returned(away: Away, entry: History, *, shown: str = "") -> Message:
    """They are back, or stay after all; `shown` is how Slack still shows them."""
    if away.removed_at:
        said = "That is called off: you are not away."
    else:
        said = "Welcome back. Your next brief says what happened meanwhile; nothing goes to anybody else any more."
    blocks: list[Block] = [line(said)]
    if shown:
        blocks.append(line(f"You are still {shown}. Clear that, or I go on as if you were away."))
    return Message([*blocks, actions("back", button("Undo", "undo", str(entry.id)))])


def still_shown(why: str) -> Message:
    """Nothing was said here, but Slack shows it."""
    return Message(
        [line(f"You are {why}, and nothing else says so here. Clear that in Slack, and I take you for back.")]
    )


def away_form(
    *,
    today: date,
    first: date | None = None,
    last: date | None = None,
    at: time | None = None,
    cover_id: str | None = None,
    remark: str = "",
    begins: time | None = None,
    changes: int | None = None,
) -> View:
    """From when, until when, and who stands in, filled in with what was understood; it remembers the id of the absence that
    it `changes`."""
    blocks: list[Block] = [line(remark)] if remark else []
    blocks += [
        input_of(
            "first",
            "First day away",
            DatePickerElement(action_id="value", initial_date=(first or today).isoformat()),
        ),
        input_of(
            "begins",
            "Away on that day from",
            TimePickerElement(action_id="value", initial_time=f"{begins:%H:%M}" if begins else None),
            hint="Empty: the whole day.",
            optional=True,
        ),
        input_of(
            "last",
            "Last day away",
            DatePickerElement(action_id="value", initial_date=last.isoformat() if last else None),
            hint="A whole day: you are back the day after, unless you say a time.",
        ),
        input_of(
            "at",
            "Back on that day at",
            TimePickerElement(action_id="value", initial_time=f"{at:%H:%M}" if at else None),
            optional=True,
        ),
        input_of(
            "cover",
            "Who stands in?",
            UserSelectElement(action_id="value", initial_user=cover_id),
            hint="They get what can’t wait, and hear of it from me. Empty: each customer’s backup.",
            optional=True,
        ),
    ]
    return form("away_say", "Away", "Save", blocks, memory=remember(away=changes))
