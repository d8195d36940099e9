"""Help by task: its pages, and every example in it, typed as it stands and landing where the help says."""

import re
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert

from handlers.views.help import TOPICS
from storage.tables import Counter, table
from tests.handlers.conftest import KeptSlack
from tests.handlers.test_briefs import asks

# Every example of a topic with what it leads to, in an order in which they make sense one after another.
LEADS_TO: dict[str, list[tuple[str, str]]] = {
    "promise": [
        ("/promise Acme: replacement pump by Fri 5pm", "P-12 saved. Acme Industries: replacement pump"),
        ("/promise Acme: replacement pump by Fri 5pm @sam aim Thu", "Our own aim: Thu 26 Nov"),
        ("/promise mine", "1 open promise of yours"),
        ("/promise P-12", "P-12 · Acme Industries"),
        ("/promise edit P-12", "Edit P-12"),
        ("/promise on track P-12", "P-12 is on track"),
        ("/promise risk P-12 the pump is stuck in customs", "P-12 is at risk"),
        ("/promise move P-12 to Tue", "P-12 has a new date"),
        ("/promise told P-12", "they know"),
        ("/promise kept P-12 tracking number 1Z999", "P-12 is closed: kept. Proof: tracking number 1Z999"),
        ("/promise right P-12", "P-12: they say that it was right"),
        ("/promise undo", "P-12: that step is undone"),
    ],
    "mistake": [
        ("/mistake Acme: invoice billed twice", "M-7 is open"),
        ("/mistake M-7", "M-7 · Acme Industries"),
        ("/mistake edit M-7", "Edit M-7"),
        ("/mistake take M-7", "it is yours to put right"),
        ("/mistake owner M-7 @sam", "Sam Okafor puts it right"),
        ("/mistake noticed M-7 they did", "they noticed it first"),
        ("/mistake again M-7", "They have contacted us 2 times about it"),
        ("/mistake apology M-7", "Apology for M-7"),
        ("/mistake brief M-7 @lena", "Brief a lead on M-7"),
        ("/mistake told M-7", "M-7: they know"),
        ("/mistake sorry M-7", "said sorry"),
        ("/mistake right M-7 credit note sent", "made it right: credit note sent"),
        ("/mistake waive checked M-7 they asked us not to call", "M-7"),
        ("/mistake checked M-7", "checked back"),
        ("/mistake cause M-7 two people entered the order", "cause: two people entered the order"),
        ("/mistake mine", "no open cases of yours"),
        ("/mistake fixes", "No system fixes."),
        ("/mistake close M-7", "M-7 stays open for now"),
        ("/mistake reopen M-7", "M-7 is open"),
        ("/mistake undo", "Your last step on a case was this:"),
    ],
    "contact": [
        ("/contact Acme: called Dana, happy with the pump; next demo in 2 weeks", "Next: demo · Wed 9 Dec"),
        ("/contact Acme: tried to call Dana, no answer", "Attempt without answer"),
        ("/contact mine", "1 next step of yours"),
        ("/contact undo", "is taken back"),
        ("/contact event Hannover fair: Acme, Globex", "Log an event"),
        ('/customer praise Acme: "the fitter was brilliant" @tom', "“the fitter was brilliant”"),
    ],
    "waiting": [
        ("/waiting Acme: call Dana back in 2h", "W-3 saved. Acme Industries waits for us"),
        ("/waiting", "call Dana back"),
        ("/waiting W-3", "W-3 · Acme Industries"),
        ("/waiting edit W-3", "Edit W-3"),
        ("/waiting take W-3", "W-3"),
        ("/waiting again W-3", "W-3: they called again"),
        ("/waiting done W-3", "W-3 is done"),
        ("/waiting Acme: send Dana the manual by 4pm @sam", "Owner: @sam"),
        ("/waiting undo", "W-4 is taken back"),
    ],
    "customer": [
        ("/customer Acme", "C-1 · Acme Industries"),
        ("/customer who Acme", "Acme Industries is with @mia"),
        ("/customer add Globex", "Globex is a customer of ours now"),
        ("/customer add Acme Industries, Acme, ACME Inc", "There is a customer called “Acme” already"),
        ("/customer handover Acme to @sam", "Hand over"),
        ("/customer edit Acme", "Edit C-1"),
        ("/customer tag Acme pumps, nordic", "pumps, nordic"),
        ("/customer rhythm Acme 14", "hears from us every 14 days"),
        ("/customer plan Acme 2, 14, 30", "on day 2, 14, 30 after Wed 25 Nov"),
        ("/customer link Acme", "is who this channel is about now"),
        ("/customer channels Acme", "Channels"),
        ("/customer unlink", "is not who this channel is about any more"),
        ("/customer voice Acme: the manual in Estonian", "asks: the manual in Estonian"),
        ("/customer list", "Customers: 3"),
        ("/customer merge Acme Bottling into Acme", "Acme Bottling"),
        ("/customer lost Acme", "They left us"),
        ("/customer part Acme", "Part ways"),
        ("/customer dormant Acme", "is dormant now"),
        ("/customer active Acme", "is an active customer"),
        ("/customer prospect Acme", "is a prospect"),
        ("/customer undo", "Your last step on a customer was this"),
        ("/customer import", "Import customers"),
    ],
    "nudges": [
        ("/kept brief", "1 thing for you right now."),
        ("/kept why N-9", "N-9 · P-12 · Acme Industries"),
        ("/kept snooze N-9 until Thu", "I keep quiet about it until tomorrow 09:00"),
        ("/kept snooze P-12 until they reply", "until they reply, or until Wed 9 Dec, 09:00 at the latest"),
        ("/kept stop N-9 until Mon", "until Mon 30 Nov, 09:00, whatever happens"),
    ],
    "listening": [
        ("/kept listen", "I don't listen here."),
        ("/kept listen on", "I listen here now."),
        ("/kept listen off", "I don't listen here any more."),
        ("/kept listen me off", "I offer you nothing any more"),
    ],
    "undo": [
        ("/promise edit P-12", "Edit P-12"),
        ("/kept undo P-12", "P-12 is taken back"),
        ("/kept undo", "W-3 is taken back"),
        ("/kept undo 3", "M-7 is taken back"),
    ],
    "search": [
        ("/kept search pump", "One thing with “pump”"),
        ("/kept search pump in Acme", "“pump” in Acme Industries"),
        ("/kept search invoice mistakes", "among the mistakes"),
        ("/kept search P-12", "P-12 · Acme Industries"),
    ],
    "away": [
        ("/kept away until Fri cover @sam", "Away until the end of Fri 27 Nov. @sam gets"),
        ("/kept away 24 Dec to 2 Jan", "Away from Thu 24 Dec until the end of Sat 2 Jan 2027."),
        ("/kept away", "Away until the end of Fri 27 Nov. @sam gets"),
        ("/kept back", "Welcome back."),
    ],
    "settings": [
        ("/kept settings", "Working hours"),
        ("/kept settings brief 8:30", "Your brief comes at 08:30 on working days — your setting."),
        (
            "/kept settings quiet 19:00-8:00",
            "From 19:00 to 08:00 I say nothing to you by myself — your setting.",
        ),
        ("/kept settings days Mon-Thu", "Your working days are Mon–Thu — your setting."),
        ("/kept settings hours 9:00-17:00", "Your working hours are 09:00–17:00 — your setting."),
        (
            "/kept settings country Estonia",
            "The public holidays of Estonia are days off for you — your setting.",
        ),
        ("/kept settings brief default", "Your brief comes at 09:00 on working days — the default."),
        ("/kept settings workspace", "Leads"),
        ("/kept digest here Mondays 9:00", "The digest comes here every Monday at 09:00"),
        ("/kept mine", "What I owe (1)"),
        ("/kept coming", "planned with your customers for the next two weeks"),
        ("/kept export", "customers.csv"),
        ("/kept practice", "You are practising now"),
    ],
}
THINGS = (
    "/promise Acme: replacement pump by Fri 5pm",
    "/mistake Acme: invoice billed twice",
    "/waiting Acme: call Dana back in 2h",
)
# What the examples of these topics are about, logged before.
LOGGED = {
    "customer": ("/customer add Acme Bottling",),
    "undo": ("/customer add Globex", *THINGS),
    "search": THINGS,
    "settings": THINGS,
    "nudges": THINGS,
}
# Topics in which somebody was nudged.
NUDGED = {"nudges"}
LENA = "U0LENA00001"


def count_on(conn: Connection, team_id: str) -> None:
    """The next promise is P-12, the next case M-7, the next wait W-3, the next nudge N-9, as in the examples."""
    for kind, last in (("promise", 11), ("mistake", 6), ("waiting", 2), ("nudge", 8)):
        conn.execute(insert(table(Counter)).values(team_id=team_id, kind=kind, last=last))


def seen(slack: KeptSlack) -> str:
    return slack.modal("lena") or slack.said_to("lena")[-1]


async def typed(slack: KeptSlack, line: str) -> str:
    await slack.command("lena", "#accounts", line)
    said = seen(slack)
    if slack.modal("lena"):
        await slack.close("lena")
    return said


@pytest.mark.parametrize("topic", TOPICS)
async def test_every_example_works_as_it_stands_and_leads_where_the_help_says(
    slack: KeptSlack, topic: str
) -> None:
    shown = {example.line for example in TOPICS[topic].examples if not example.by_hand}
    assert shown == {line for line, _ in LEADS_TO[topic]}
    await slack.house.db.write(count_on, slack.house.team_id)
    for line in LOGGED.get(topic, ()):
        await typed(slack, line)
    if topic in NUDGED:
        await asks(slack, [1], to=LENA)
    for line, leads_to in LEADS_TO[topic]:
        assert leads_to in await typed(slack, line), line


async def test_help_is_by_task_with_an_example_each_and_a_page_for_more(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept help")
    said = slack.said_to("mia")[-1]
    for topic in TOPICS.values():
        assert topic.title in said
        assert topic.examples[0].line in said
    await slack.click("mia", "Something went wrong")
    page = slack.said_to("mia")[-1]
    assert "/mistake told M-7" in page
    assert "All of it: /mistake help" in page
    await slack.click("mia", "Report a mistake")
    assert "What happened?" in slack.modal("mia")
    await slack.close("mia")
    await slack.click("mia", "All topics")
    assert "Look for something" in slack.said_to("mia")[-1]


async def test_every_example_stands_on_the_page_of_its_topic_or_in_its_commands_own_help(
    slack: KeptSlack,
) -> None:
    for topic in TOPICS.values():
        await slack.command("mia", "#accounts", topic.all or "/kept help")
        if not topic.all:
            await slack.click("mia", topic.title)
        said = slack.said_to("mia")[-1]
        for example in topic.examples:
            assert example.line in said


async def test_a_page_of_an_older_kept_says_what_to_type(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept")
    assert "I promised something" in slack.said_to("mia")[-1]
    await slack.click("mia", "Settings")
    assert "/kept practice" in slack.said_to("mia")[-1]


README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
PUZZLED = (
    "Something went wrong on my side",
    "older Kept",
    "I don't know",
    "I can't read",
    "Which customer",
    "There is no P-",
    "There is no M-",
    "There is no W-",
)
# What a short form goes on from, where that is more than the command: "`/kept settings brief 8:30`; `nudges 2`".
OPENINGS = ("/kept settings", "/kept snooze N-9", "/customer list", "/customer plan Acme")
REFERENCE = re.compile(r"[PMWNFC]-\d+")


def typed_in(cell: str) -> list[str]:
    """What a cell of README's tables says to type, its short forms whole."""
    found: list[str] = []
    for example in re.findall(r"`([^`…]+)`", cell):
        if example.startswith("/"):
            found.append(example)
        elif found:
            opening = next((each for each in OPENINGS if found[0].startswith(each)), "")
            found.append(f"{opening or found[0].split()[0]} {example}")
    return found


def typed_in_readme() -> list[str]:
    """Everything that README says to type, in its order."""
    tables = README[README.index("## What you can say") : README.index("## Listening")]
    cells = [row.split(" | ")[1] for row in tables.splitlines() if row.startswith("| ")]
    in_cells = [line for cell in cells for line in typed_in(cell)]
    return list(dict.fromkeys([*in_cells, *re.findall(r"`(/[a-z]+ [^`]+)`", README)]))


async def test_every_example_of_the_readme_is_understood(slack: KeptSlack) -> None:
    await slack.house.db.write(count_on, slack.house.team_id)
    for line in ("/customer add Globex", "/customer add Acme Bottling", *THINGS):
        await typed(slack, line)
    lines = typed_in_readme()
    assert {"/promise started P-12", "/waiting take W-3", "/kept settings nudges 2"} <= set(lines)
    for line in lines:
        if line not in LAST:
            said = await typed(slack, line)
            assert not [each for each in PUZZLED if each in said], f"{line}: {said}"
            if REFERENCE.search(line):
                assert f": {line.partition(' ')[2]}" not in said, f"{line} was taken for words: {said}"


# Practising, nothing of what comes after it would be there; what is merged is gone.
LAST = {"/kept practice", "/customer merge Acme Bottling into Acme"}
