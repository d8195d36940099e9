"""Everything Kept draws fits Slack's limits, with the longest and strangest content there can be.

The little Slack refuses what Slack refuses, so a view that is too large does not open and the test fails.
"""

from dataclasses import replace

from sqlalchemy import Connection

from bot.kinds import ALL
from bot.promises import PROOF_MAX
from bot.text import NAME_MAX, WORDS_MAX
from storage import rows
from storage.tables import Promise
from tests.handlers.conftest import NOW, KeptSlack

LONG_NAME = ("Ŵ&<>" * NAME_MAX)[:NAME_MAX]
LONG_WORDS = ("<!channel> & *pump* `x` 🙂 " * WORDS_MAX)[:WORDS_MAX].strip()
LONG_PROOF = ("<proof> & " * PROOF_MAX)[:PROOF_MAX].strip()


async def give_the_longest(slack: KeptSlack, *, button: str = "", home: bool = False) -> None:
    if button:
        await slack.click("mia", button, home=home)
    else:
        await slack.command("mia", "#accounts", "/promise")
    await slack.fill(
        "mia", {"What did you promise?": LONG_WORDS, "Which date were they told?": "31 Dec 2027 16:59"}
    )
    await slack.fill("mia", {"Our own aim": "30 Dec 2027 16:59", "Kind": max(ALL, key=len).capitalize()})
    await slack.choose("mia", "Customer", "Ŵ", LONG_NAME[:74] + "…")
    await slack.submit("mia")
    assert "saved" in slack.modal("mia")


async def test_the_longest_of_everything_is_drawn_everywhere(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add")
    await slack.fill(
        "mia", {"Name": LONG_NAME, "Other names": "\n".join(f"{n:02} other name" for n in range(20))}
    )
    await slack.submit("mia")
    await slack.close("mia")
    await give_the_longest(slack)
    await slack.click("mia", "Open")
    assert LONG_WORDS in slack.modal("mia")
    await slack.click("mia", "At risk")
    await slack.click("mia", "Write the note")
    await slack.fill(
        "mia", {"What happened?": LONG_WORDS, "What do we do about it?": LONG_WORDS, "New date": "1 Jan 2028"}
    )
    await slack.submit("mia")
    assert "The new date: Sat 1 Jan 2028" in slack.modal("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/promise P-1")
    assert LONG_WORDS in slack.said_to("mia")[-1]
    await slack.click("mia", "Kept", near="P-1")
    await slack.fill("mia", {"What shows it?": LONG_PROOF})
    await slack.submit("mia")
    assert LONG_PROOF in slack.modal("mia")


async def test_home_and_the_customers_card_hold_many_of_the_longest(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", f"/customer add {LONG_NAME}")
    for _ in range(25):
        await give_the_longest(slack)
        await slack.close("mia")
    home = await slack.home("mia")
    assert "25 open promises" in home
    await slack.command("mia", "#accounts", "/customer C-2")
    assert "25 open promises" in slack.said_to("mia")[-1]
    assert "[All 25 promises]" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise mine")
    assert "And 15 more" in slack.said_to("mia")[-1]


async def test_a_long_unknown_name_and_a_long_line_are_kept_until_a_customer_is_chosen(
    slack: KeptSlack,
) -> None:
    name, words = "Z" * NAME_MAX, "pump " * 150
    await slack.command("mia", "#accounts", f"/promise {name}: {words}by Fri 5pm")
    await slack.click("mia", f"New customer: {'Z' * 55}…")
    assert words.strip() in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", f"/promise {'Y' * NAME_MAX}: {'pump ' * 380}by Fri 5pm")
    assert "1,899 characters long" in slack.said_to("mia")[-1] or "pump pump" in slack.modal("mia")


async def test_the_longest_mistake_is_drawn_everywhere(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", f"/customer add {LONG_NAME}")
    words = f"to be fair, as per policy, you should have {LONG_WORDS}"[:WORDS_MAX].strip()
    for _ in range(2):
        await slack.command("mia", "#accounts", "/mistake")
        await slack.choose("mia", "Customer", "Ŵ", LONG_NAME[:74] + "…")
        await slack.fill("mia", {"What happened?": words, "Severity": "High", "Kind": "Return or refund"})
        await slack.fill("mia", {"Does it stand in public, such as in a review?": "Yes"})
        await slack.submit("mia")
        assert words in slack.modal("mia")
        await slack.close("mia")
    await slack.command("mia", "#accounts", "/mistake M-1")
    await slack.click("mia", "Write the apology")
    await slack.fill("mia", {"What do we do about it?": words[:900], "By when?": "31 Dec 2027 16:59"})
    await slack.submit("mia")
    assert "You have it by: Fri 31 Dec 2027, 16:59" in slack.modal("mia")
    await slack.click("mia", "Open")
    await slack.click("mia", "Brief a lead")
    await slack.fill("mia", {"Who should call?": "lena"})
    await slack.submit("mia")
    await slack.click("lena", "Open")
    for step in ("told them", "said sorry", "made it right", "checked back"):
        await slack.click("lena", f"Waive “{step}”")
        await slack.fill("lena", {f"Why is “{step}” not needed?": LONG_PROOF})
        await slack.submit("lena")
        await slack.click("lena", "Open")
    await slack.click("lena", "Name the cause")
    await slack.fill("lena", {"What caused it?": LONG_WORDS, "What could we have done?": LONG_WORDS})
    await slack.submit("lena")
    await slack.click("lena", "Open")
    assert slack.modal("lena").count(LONG_WORDS) == 2
    await slack.close("lena")
    await slack.command("mia", "#accounts", "/mistake M-1")
    assert slack.said_to("mia")[-1].count(LONG_PROOF) == 4
    await slack.command("mia", "#accounts", "/mistake mine")
    await slack.command("mia", "#accounts", "/mistake close M-2")
    assert "M-2 stays open for now" in slack.said_to("mia")[-1]


async def test_the_longest_is_found_undone_in_many_steps_and_listed_as_mine(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", f"/customer add {LONG_NAME}")
    for _ in range(22):
        await give_the_longest(slack)
        await slack.close("mia")
    await slack.command("mia", "#accounts", "/kept mine")
    assert "What I owe (22)" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/kept search channel pump in C-2 promises")
    assert "page 1" in slack.said_to("mia")[-1]
    await slack.click("mia", "Older ones")
    await slack.click("mia", "Look for something else")
    await slack.fill("mia", {"Words": "pump 🙂 " * 24})
    await slack.submit("mia")
    assert "among the promises" in slack.modal("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/kept undo 20")
    assert "20 steps are undone" in slack.said_to("mia")[-1]
    await slack.click("mia", "Put them back")
    await slack.command("mia", "#accounts", f"/kept serch {'<&> ' * 900}")
    assert "<&> <&>" in slack.said_to("mia")[-1]


async def test_the_longest_customer_is_drawn_everywhere(slack: KeptSlack) -> None:
    tags = ", ".join(f"{n:02}{'<&>' * 12}" for n in range(20))
    for name in (LONG_NAME, LONG_NAME.replace("Ŵ", "Ẑ")):
        await slack.command("lena", "#accounts", "/customer add")
        await slack.fill(
            "lena", {"Name": name, "Other names": "\n".join(f"{n:02} {name[:77]}" for n in range(9))}
        )
        await slack.submit("lena")
        await slack.click("lena", "Edit")
        await slack.fill("lena", {"Backup": "sam", "Tags": tags, "Customer since": "2019-03-01"})
        await slack.click("lena", "What matters to them …")
        fields = ("What matters to them", "How they like to be reached", "Do", "Don't")
        await slack.fill("lena", dict.fromkeys(fields, LONG_WORDS))
        await slack.submit("lena")
        assert "is corrected" in slack.modal("lena")
        await slack.close("lena")
        await slack.submit("lena")
        await slack.close("lena")
    for number in (2, 3):
        for line in ("/mistake", "/waiting", "/contact"):
            for _ in range(4):
                await slack.command("lena", "#accounts", f"{line} C-{number}: {LONG_WORDS}")
                if slack.modal("lena"):
                    await slack.close("lena")
    await slack.command("lena", "#support", "/customer link C-2")
    for order in ("", "brief ", "timeline ", "who ", "tag ", "handover ", "lost ", "part ", "channels "):
        await slack.command("lena", "#accounts", f"/customer {order}C-2")
        if slack.modal("lena"):
            assert "C-2" in slack.modal("lena") or LONG_NAME[:20] in slack.modal("lena")
            await slack.close("lena")
    await slack.command("lena", "#accounts", "/customer handover C-2 to @joe with everything open")
    assert LONG_NAME in slack.said_to("joe")[-1]
    await slack.command("lena", "#accounts", "/customer list")
    assert LONG_NAME in slack.said_to("lena")[-1]
    await slack.command("lena", "#accounts", "/customer merge C-3 into C-2")
    await slack.click("lena", "Merge them")
    assert "are one customer now" in slack.said_to("lena")[-1]
    await slack.command("lena", "#accounts", "/customer lost C-2")
    await slack.fill("lena", {"Why did they leave?": "Someone failed", "What did they say?": LONG_WORDS})
    await slack.fill("lena", {"What could we have done?": LONG_WORDS})
    await slack.submit("lena")
    await slack.click("lena", "Open")
    assert "Why they left: Someone failed" in slack.modal("lena")


async def test_the_longest_waits_and_the_longest_plain_words_are_drawn(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", f"/customer add {LONG_NAME}")
    for _ in range(11):
        await slack.command("mia", "#accounts", "/waiting new")
        await slack.choose("mia", "Customer", "Ŵ", LONG_NAME[:74] + "…")
        await slack.fill("mia", {"What do they wait for?": LONG_WORDS, "Answer them by": "31 Dec 2027 16:59"})
        await slack.submit("mia")
        assert LONG_WORDS in slack.modal("mia")
        await slack.close("mia")
    await slack.command("mia", "#accounts", "/waiting everyone")
    assert "Here 1 to 10." in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/waiting W-1")
    assert LONG_WORDS in slack.said_to("mia")[-1]
    await slack.say("mia", "@kept", f"what do we owe {LONG_NAME}?")
    assert "We owe" in slack.said_to("mia")[-1]
    await slack.say("mia", "@kept", f"perhaps about {LONG_NAME}: {LONG_WORDS * 3}")
    await slack.click("mia", "A mistake")
    assert "1,000 is the most I keep" in slack.said_to("mia")[-1]
    message = await slack.say("mia", "@kept", f"call {LONG_NAME} back about {LONG_WORDS[:800]} by tomorrow")
    await slack.edit("mia", message, f"call {LONG_NAME} back about {LONG_WORDS * 3} by Friday")
    await slack.click("mia", "Follow it")
    assert "Edit W-12" in slack.modal("mia")


async def test_the_longest_settings_and_a_large_team_are_drawn(slack: KeptSlack) -> None:
    people = slack.slack.workspace.people
    for number in range(90):
        person = replace(
            people["U0SAM000001"], id=f"U0EXTRA{number:04}", handle=f"x{number}", real_name=LONG_NAME
        )
        slack.slack.workspace.add_person(person)
    await slack.home("lena")
    await slack.click("lena", "Settings", home=True)
    await slack.click("lena", "Hours and leads")
    await slack.fill("lena", {"Leads": [f"x{number}" for number in range(90)]})
    await slack.submit("lena")
    await slack.click("lena", "Settings")
    assert "and 70 more" in slack.modal("lena")
    await slack.click("lena", "Rhythms and goodwill")
    tiers = "\n".join(f"{LONG_NAME[:20]} tier {number:02} 3650" for number in range(20))
    await slack.fill("lena", {"Tiers and their rhythms": tiers, "Admins may give": "10000000"})
    await slack.submit("lena")
    await slack.click("lena", "Settings")
    assert "tier 19 3,650" in slack.modal("lena")
    await slack.click("lena", "Briefs and nudges")
    steps = "\n".join(f"{LONG_NAME[:20]} tier {number:02} 400 400" for number in range(19))
    days = ", ".join(str(day) for day in range(719, 731))
    await slack.fill(
        "lena",
        {
            "If nobody answers: who hears of it, and when": f"{steps}\nothers 400 400",
            "A new customer hears from us on day": days,
            "Team channel": "#accounts",
        },
    )
    await slack.submit("lena")
    await slack.click("lena", "Settings")
    assert "tier 18 400, then 400 · others 400, then 400 · who waits on us" in slack.modal("lena")
    await slack.click("lena", "Reactions")
    names = " ".join(f":{'x' * 99}{number}:" for number in range(5))
    await slack.fill("lena", {"Logs a promise": names})
    await slack.submit("lena")
    await slack.click("lena", "Settings")
    assert f"{'x' * 99}4" in slack.modal("lena")
    await slack.close("lena")
    for number in range(45):
        await slack.house.db.write(_owe, slack.house.team_id, f"U0EXTRA{number:04}", number)
    await slack.click("lena", "The team", home=True)
    assert slack.modal("lena").count("1 open promise") == 40
    await slack.click("lena", "Later ones")
    assert slack.modal("lena").count("1 open promise") == 5


def _owe(conn: Connection, team_id: str, owner_id: str, number: int) -> None:
    promise = Promise(
        team_id=team_id,
        number=number,
        customer_id=1,
        words="pump",
        kind="other",
        owner_id=owner_id,
        said_by=owner_id,
        zone="UTC",
        created_at=NOW,
    )
    rows.begin(conn, promise, what="given", by=owner_id, via="command", now=NOW)
