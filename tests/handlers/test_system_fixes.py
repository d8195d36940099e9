"""Three cases of one cause: a fix with an owner and a date, and everybody who was hit is told once it is done."""

import json
from datetime import timedelta

from handlers import team_cases
from handlers.drawing import Drawn, Dropped
from storage import nudges, posts
from storage.tables import Post
from tests.handlers.conftest import NOW, KeptSlack
from tests.handlers.test_exporting import files_of, rows

CASES = (
    ("Acme", "pump sent to the wrong plant", "address in the order was outdated"),
    ("Globex", "valve sent to the old address", "the order had an outdated address"),
    ("Acme", "seals went astray", "outdated address in orders"),
)
COULD_HAVE = "could have asked before shipping"


async def three_cases(slack: KeptSlack, *, causes: int = 3) -> None:
    await slack.command("lena", "#accounts", "/customer add Globex")
    for number, (customer, words, cause) in enumerate(CASES, start=1):
        await slack.command("mia", "#accounts", f"/mistake {customer}: {words} @mia")
        if number <= causes:
            await slack.command("mia", "#accounts", f"/mistake cause M-{number} {cause} {COULD_HAVE}")
    await slack.tick()


async def fixes(slack: KeptSlack, who: str = "sam") -> str:
    await slack.command(who, "#accounts", "/mistake fixes")
    return slack.said_to(who)[-1]


async def card(slack: KeptSlack, who: str = "sam") -> str:
    await slack.command(who, "#accounts", "/mistake F-1")
    return slack.said_to(who)[-1]


async def done(slack: KeptSlack, who: str = "sam") -> str:
    await card(slack, who)
    await slack.click(who, "Done")
    await slack.fill(who, {"What have we changed?": "two people check every address"})
    await slack.submit(who)
    return slack.modal(who)


async def test_the_third_case_of_one_cause_asks_for_a_fix(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await three_cases(slack, causes=2)
    assert "No system fixes." in await fixes(slack)
    assert "had that cause" not in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", f"/mistake cause M-3 outdated address in orders {COULD_HAVE}")
    assert (
        ". With it 3 cases in 60 days had that cause. So I open a system fix, for somebody to end it for good: /mistake fixes"
        in slack.said_to("mia")[-1]
    )
    await slack.tick()
    assert "F-1 · just opened" in await fixes(slack)
    assert "Who sees to it: nobody yet" in slack.said_to("sam")[-1]
    said = await card(slack)
    assert "3 cases had this cause, of 2 customers:" in said
    assert "M-2 · Globex, Wed 25 Nov: valve sent to the old address" in said
    assert "@kept noticed that several cases had the same cause" in said
    await slack.command("sam", "#accounts", "/kept F-1")
    assert "F-1 · system fix" in slack.said_to("sam")[-1]


async def test_it_goes_again_where_the_third_cause_is_taken_back(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await three_cases(slack)
    await slack.command("mia", "#accounts", "/kept undo M-3")
    await slack.tick()
    assert "No system fixes." in await fixes(slack)
    await slack.command("mia", "#accounts", f"/mistake cause M-3 outdated address in orders {COULD_HAVE}")
    await slack.tick()
    assert "F-2 · just opened" in await fixes(slack)


async def test_what_only_sounds_alike_is_dropped_and_not_counted_again(slack: KeptSlack) -> None:
    await three_cases(slack)
    await card(slack)
    await slack.click("sam", "They only sound alike")
    assert "taken off the list" in slack.said_to("sam")[-1]
    await slack.command("mia", "#accounts", "/mistake Acme: one more went astray @mia")
    await slack.command("mia", "#accounts", f"/mistake cause M-4 outdated address in the order {COULD_HAVE}")
    assert "system fix" not in slack.said_to("mia")[-1]
    await slack.tick()
    assert "No system fixes." in await fixes(slack)
    await slack.click("sam", "Undo", near="taken off the list")
    assert "F-1" in await fixes(slack)


async def test_who_takes_it_first_has_it_and_it_gets_a_date(slack: KeptSlack) -> None:
    await three_cases(slack)
    await fixes(slack)
    await slack.click("sam", "I take it")
    assert "F-1 is yours to see to. Thank you. When will it be done?" in slack.said_to("sam")[-1]
    await slack.click("sam", "Name owner and date")
    assert "By when?" in slack.modal("sam")
    await slack.close("sam")
    for typed in ("done F-1", "F-1 is done"):
        await slack.command("sam", "#accounts", f"/mistake {typed}")
        assert "What have we changed?" in slack.modal("sam")
        await slack.close("sam")
    await slack.command("mia", "#accounts", "/mistake Acme: one more went astray @mia")
    await slack.command("mia", "#accounts", f"/mistake cause M-4 outdated address in the order {COULD_HAVE}")
    assert "F-1 is to end that cause for good; this case is on its list now." in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/mistake fixes")
    assert "[I take it]" not in slack.said_to("mia")[-1]
    await slack.click("mia", "Name owner and date")
    await slack.fill("mia", {"By when?": "yesterday"})
    await slack.submit("mia")
    assert "in the past" in slack.modal("mia")
    await slack.fill("mia", {"By when?": "18 Dec", "What do we change?": "addresses are checked"})
    await slack.submit("mia")
    assert "F-1 is Sam Okafor’s to see to, by Fri 18 Dec" in slack.modal("mia")
    assert "It is for 3 mistakes of 2 customers: Acme Industries and Globex." in slack.modal("mia")
    await slack.click("mia", "Undo")
    assert "Date: no date yet" in await card(slack)


async def test_a_fix_that_is_overdue_comes_to_somebody_else_with_its_date_untouched(slack: KeptSlack) -> None:
    await three_cases(slack)
    await fixes(slack, "lena")
    await slack.click("lena", "Name owner and date")
    await slack.fill("lena", {"Who sees to it?": "sam", "By when?": "Fri"})
    await slack.submit("lena")
    await slack.close("lena")
    await slack.forward(timedelta(days=7))
    await card(slack, "lena")
    await slack.click("lena", "New date")
    await slack.fill("lena", {"Who sees to it?": "tom"})
    await slack.submit("lena")
    assert "F-1 is Tom" in slack.modal("lena")
    assert "by Fri 27 Nov" in slack.modal("lena")


async def test_a_form_that_was_open_while_a_colleague_took_it_leaves_it_with_them(slack: KeptSlack) -> None:
    await three_cases(slack)
    await fixes(slack, "lena")
    await slack.click("lena", "Name owner and date")
    await fixes(slack)
    await slack.click("sam", "I take it")
    await slack.fill("lena", {"Who sees to it?": "tom", "By when?": "18 Dec"})
    outcome = await slack.submit("lena")
    assert "A colleague has taken it meanwhile." in outcome.errors["owner"]
    await slack.fill("lena", {"Who sees to it?": "lena"})
    await slack.submit("lena")
    assert "F-1 is Sam Okafor’s to see to, by Fri 18 Dec" in slack.modal("lena")
    assert "They hear of it from me" not in slack.modal("lena")
    assert not [each for each in slack.said_to("sam") if "asks you to see to" in each]


async def test_a_colleague_who_is_named_hears_of_it(slack: KeptSlack) -> None:
    await three_cases(slack)
    await fixes(slack, "lena")
    await slack.click("lena", "Name owner and date")
    await slack.fill("lena", {"Who sees to it?": "sam", "By when?": "in 2 weeks"})
    await slack.submit("lena")
    assert "@lena asks you to see to a system fix" in slack.said_to("sam")[-1]
    await slack.click("sam", "New date")
    await slack.fill("sam", {"Who sees to it?": "gus"})
    await slack.submit("sam")
    assert "is a guest here" in slack.modal("sam")


async def test_everybody_who_was_hit_is_listed_and_told_once_it_is_done(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await three_cases(slack)
    said = await done(slack)
    assert "F-1 is done." in said
    assert "2 customers were hit and do not know yet what we have changed." in said
    assert "Acme Industries · M-1, M-3 · @mia" in said
    assert (
        "We have changed something, so that it does not come to that again: two people check every address."
        in said
    )
    await slack.click("sam", "Told them", near="Acme Industries:")
    assert "Acme Industries know what we have changed." in slack.modal("sam")
    assert "2 customers were hit, and 1 of them does not know yet" in slack.modal("sam")
    await slack.click("sam", "Undo")
    assert "2 customers were hit" in await card(slack)
    await slack.close("sam")
    await slack.click("sam", "Told them", near="Acme Industries:")
    await slack.click("sam", "Not needed", near="Globex:")
    said = await card(slack)
    assert "Seen to: Acme Industries, Globex." in said
    await slack.command("mia", "#accounts", "/mistake M-3")
    assert "@sam told the customer that its cause is gone" in slack.said_to("mia")[-1]


async def test_it_can_be_opened_again_and_a_cause_that_comes_back_counts_anew(slack: KeptSlack) -> None:
    await three_cases(slack)
    await done(slack)
    await slack.close("sam")
    await card(slack)
    await slack.click("sam", "It was not enough: open it again")
    assert "F-1 is open again." in slack.said_to("sam")[-1]
    await slack.click("sam", "Undo", near="open again")
    for number in (4, 5, 6):
        await slack.command("mia", "#accounts", f"/mistake Acme: parcel {number} astray @mia")
        await slack.command(
            "mia", "#accounts", f"/mistake cause M-{number} outdated address in order {COULD_HAVE}"
        )
        await slack.tick()
        assert ("F-2" in await fixes(slack)) == (number == 6)


async def test_cases_of_the_year_before_are_told_of_too(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/mistake Acme: an early one @mia")
    await slack.command("mia", "#accounts", f"/mistake cause M-1 outdated address in orders {COULD_HAVE}")
    await slack.tick()
    slack.slack.clock.forward(timedelta(days=200))
    await slack.command("lena", "#accounts", "/customer add Globex")
    for number in (2, 3, 4):
        await slack.command("mia", "#accounts", f"/mistake Globex: parcel {number} astray @mia")
        await slack.command(
            "mia", "#accounts", f"/mistake cause M-{number} outdated address in order {COULD_HAVE}"
        )
    await slack.tick()
    assert "3 cases had this cause" in await card(slack)
    said = await done(slack)
    assert "Acme Industries · M-1" in said
    assert "Globex · M-2, M-3, M-4" in said


async def test_leads_hear_of_it_in_their_brief_and_owners_of_whom_to_tell(slack: KeptSlack) -> None:
    await three_cases(slack)
    await slack.until(NOW + timedelta(days=1), step=timedelta(hours=1))
    brief = slack.said_to("lena")[-1]
    assert "3 cases had the same cause (“" in brief
    await slack.click("lena", "I take it", near="F-1")
    await done(slack, "lena")
    await slack.close("lena")
    await slack.until(NOW + timedelta(days=2, hours=2), step=timedelta(hours=1))
    assert "Acme Industries had 2 mistakes with a cause that we have ended: F-1 is done" in "".join(
        slack.said_to("mia")
    )
    await slack.click("mia", "Told them", near="F-1 · Acme Industries")
    await slack.tick()
    assert "Acme Industries" not in (await card(slack)).partition("should hear")[2].partition("Seen to")[0]


async def test_a_case_that_nobody_has_is_said_where_the_team_reads_it_until_somebody_takes_it(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", "/kept digest here Mondays 9:00")
    await slack.command("mia", "#accounts", "/mistake Acme: invoice billed twice")
    await slack.until(NOW + timedelta(hours=3))
    said = slack.sees("joe", "#accounts").split("\n\n")[-1]
    assert "M-1 · Acme Industries: invoice billed twice\nNobody has had it for 1 hour." in said
    await slack.click("joe", "I take it", where="#accounts")
    await slack.tick()
    seen = [each for each in slack.sees("ines", "#accounts").split("\n\n") if "M-1" in each]
    assert seen == [
        "#accounts kept: M-1 · Acme Industries: invoice billed twice\n@joe has it. Thank you.\n[Open]"
    ]


async def test_outside_working_hours_a_case_waits_for_the_morning(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept digest here Mondays 9:00")
    slack.slack.clock.forward(timedelta(hours=8))  # 18:00
    await slack.command("mia", "#accounts", "/mistake Acme: invoice billed twice")
    await slack.until(NOW + timedelta(hours=22), step=timedelta(hours=2))  # 8:00
    assert "Nobody has had it for" not in slack.sees("joe", "#accounts")
    await slack.until(NOW + timedelta(hours=26))
    assert "Nobody has had it for" in slack.sees("joe", "#accounts")


async def test_an_export_has_the_fixes_in_a_file_of_their_own(slack: KeptSlack) -> None:
    await three_cases(slack)
    await fixes(slack)
    await slack.click("sam", "I take it")
    await slack.command("lena", "#accounts", "/kept export")
    (row,) = rows(files_of(slack, "lena")["system_fixes.csv"])
    assert (row["number"], row["owner"], row["status"]) == ("F-1", "Sam Okafor", "open")
    assert "next_look_at" not in row
    (case, *_) = rows(files_of(slack, "lena")["mistakes.csv"])
    assert not {"next_look_at", "fix_id"} & case.keys()
    await slack.command("lena", "#accounts", "/kept digest here Mondays 9:00")
    await slack.command("lena", "#accounts", "/kept export json")
    kept = json.loads(next(text for name, text in files_of(slack, "lena").items() if name.endswith(".json")))
    assert [each["channel_id"] for each in kept["digest"]] == ["C0ACCOUNTS1"]
    assert [each["cause"] for each in kept["system_fix"]]


async def test_what_was_ended_before_it_was_said_is_not_said_to_a_channel(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept digest here Mondays 9:00")
    await slack.command("mia", "#accounts", "/mistake Acme: invoice billed twice")
    await slack.until(NOW + timedelta(hours=3))
    house = slack.house
    (nudge,) = await house.db.read(nudges.open_of_person, house.team_id, "C0ACCOUNTS1")
    post = await house.db.read(posts.by_id, house.team_id, nudge.post_id or 0)
    assert post is not None
    assert isinstance(await team_cases.draw(house, post), Drawn)
    await house.db.write(nudges.end, [nudge], "it is said in another channel", now=house.clock())
    assert isinstance(await team_cases.draw(house, post), Drawn)  # what stands there is kept right
    unsaid = Post(**(vars(post) | {"ts": None}))
    assert await team_cases.draw(house, unsaid) == Dropped("it is said in another channel")
    await slack.command("lena", "@kept", f"/kept why N-{nudge.number}")
    said = slack.said_to("lena")[-1]
    assert "It goes to #accounts, as the team's channel." in said
