"""A channel's weekly digest: said once a week, good news first, with what needs us and one overlooked customer."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from tests.handlers.conftest import NOW, KeptSlack

# Monday 30 November 2026, 9:00 in Tallinn.
MONDAY = datetime(2026, 11, 30, 7, 0, tzinfo=UTC)
A_WEEK, HALF_A_DAY = timedelta(days=7), timedelta(hours=12)
SET = "/kept digest here Mondays 9:00"


def digests(slack: KeptSlack, channel: str = "#accounts") -> list[str]:
    """The digests that stand in a channel."""
    id_ = slack.slack.workspace.channel(channel.lstrip("#")).id
    sam = slack.slack.workspace.person("sam")
    said = [
        slack._reader(sam.handle).message(each.body)
        for each in slack.slack.talk.everything(id_)
        if each.author == slack.slack.bot_user_id and not each.only_for
    ]
    return [each for each in said if "Our week with customers" in each]


async def set_up(slack: KeptSlack, who: str = "mia", where: str = "#accounts", line: str = SET) -> str:
    await slack.command(who, where, line)
    return slack.said_to(who)[-1]


async def a_good_week(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Fri 5pm")
    await slack.command("mia", "#accounts", "/promise risk P-1 stuck in customs")
    await slack.command("mia", "#accounts", "/promise kept P-1 tracking number 1Z999")
    await slack.command("joe", "#accounts", "/promise Acme: call Dana back by Fri")
    await slack.command("joe", "#accounts", "/promise kept P-2 called")
    await slack.command("mia", "#accounts", '/customer praise Acme: "the fitter was brilliant" @tom')
    await slack.command("ines", "#accounts", "/mistake Acme: we noticed that we billed them twice @ines")


async def test_it_comes_once_at_its_hour_with_the_good_news_first(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await set_up(slack)
    await a_good_week(slack)
    await slack.command("sam", "#accounts", "/promise Acme: drawing by tomorrow")
    await slack.command("priya", "#accounts", "/promise Acme: seal kit by tomorrow")
    await slack.leave("priya")
    await slack.command("ines", "#accounts", "/mistake Acme: they were sent the wrong manual")
    await slack.until(MONDAY - timedelta(minutes=1), step=HALF_A_DAY)
    assert not digests(slack)
    await slack.until(MONDAY)
    await slack.until(MONDAY + timedelta(hours=30), step=timedelta(hours=3))
    (said,) = digests(slack)
    lines = said.splitlines()
    assert lines[:4] == [
        "Our week with customers · Mon 23 Nov to Sun 29 Nov",
        "Good news",
        "2 promises were kept on time. Thank you, @joe and @mia.",
        "P-1 · Acme Industries: replacement pump. It was at risk, and it was kept. Thank you, @mia.",
    ]
    assert "2 mistakes owned up to, 1 found by us. Thank you for saying so, @ines." in lines
    assert "Acme Industries about @tom: “the fitter was brilliant”" in lines
    needs = lines.index("What needs us")
    assert lines[needs + 1] == "M-2 · Acme Industries: they were sent the wrong manual. Nobody has it yet."
    assert "P-3 · Acme Industries: drawing. The date was Thu 26 Nov; Sam Okafor has it." in lines
    assert "seal kit. The date was Thu 26 Nov; nobody has it since Priya Raman left." in said
    assert "@sam" not in said
    assert said.index("Good news") < said.index("What needs us")


async def test_its_numbers_open_into_the_things_behind_them(slack: KeptSlack) -> None:
    await set_up(slack)
    await a_good_week(slack)
    await slack.until(MONDAY, step=HALF_A_DAY)
    await slack.click("joe", "Kept on time: 2", where="#accounts")
    assert "P-1 · Acme Industries: replacement pump" in slack.modal("joe")
    assert "Kept by @joe" in slack.modal("joe")
    await slack.click("joe", "Open", near="P-2")
    assert "P-2 · Acme Industries · kept" in slack.modal("joe")
    await slack.close("joe")
    await slack.click("joe", "Mistakes: 1", where="#accounts")
    assert "M-1 · Acme Industries" in slack.modal("joe")
    await slack.close("joe")
    await slack.click("joe", "Kind words: 1", where="#accounts")
    assert "“the fitter was brilliant”" in slack.modal("joe")
    assert len(digests(slack)) == 1


async def test_a_long_list_behind_a_number_has_pages(slack: KeptSlack) -> None:
    await set_up(slack)
    for count in range(1, 13):
        await slack.command("mia", "#accounts", f"/promise Acme: pump {count} by Fri")
        await slack.command("mia", "#accounts", f"/promise kept P-{count} sent")
    await slack.until(MONDAY, step=HALF_A_DAY)
    await slack.click("joe", "Kept on time: 12", where="#accounts")
    assert slack.modal("joe").count("Kept by @mia") == 10
    await slack.click("joe", "Further")
    assert slack.modal("joe").count("Kept by @mia") == 2
    await slack.click("joe", "Back")
    assert slack.modal("joe").count("Kept by @mia") == 10


async def test_a_week_with_nothing_to_tell_says_nothing(slack: KeptSlack) -> None:
    await set_up(slack)
    await slack.until(MONDAY + A_WEEK, step=HALF_A_DAY)
    assert not digests(slack)
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.command("mia", "#accounts", "/promise kept P-1 sent")
    await slack.until(MONDAY + 2 * A_WEEK, step=HALF_A_DAY)
    assert len(digests(slack)) == 1


async def test_after_weeks_without_a_clock_one_digest_tells_of_all_of_them(slack: KeptSlack) -> None:
    await set_up(slack)
    await a_good_week(slack)
    slack.slack.clock.forward(MONDAY + 3 * A_WEEK + timedelta(days=2, hours=2) - NOW)
    await slack.tick()
    await slack.until(slack.slack.clock.now() + timedelta(days=1), step=timedelta(hours=2))
    (said,) = digests(slack)
    assert "2 promises were kept on time." in said


async def test_a_missed_one_waits_for_people_to_work_and_for_the_next_where_that_is_near(
    slack: KeptSlack,
) -> None:
    await set_up(slack)
    await a_good_week(slack)
    slack.slack.clock.forward(MONDAY + timedelta(hours=14) - NOW)  # Monday 23:00
    await slack.tick()
    assert not digests(slack)
    await slack.until(MONDAY + timedelta(days=1), step=timedelta(hours=2))
    assert len(digests(slack)) == 1
    slack.slack.clock.forward(MONDAY + 2 * A_WEEK - timedelta(days=2) - slack.slack.clock.now())  # a Saturday
    await slack.tick()
    await slack.until(MONDAY + 2 * A_WEEK, step=HALF_A_DAY)
    assert len(digests(slack)) <= 2


async def test_one_overlooked_customer_is_named_and_not_the_same_one_twice_running(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add Globex")
    await slack.command("mia", "#accounts", "/customer add Tiny Dairy")
    for _ in range(2):
        await slack.command("mia", "#accounts", "/contact Acme: called, no answer")
    await slack.click("mia", "Add a person")
    await slack.fill("mia", {"Name": "Liis Mets", "What do they do there?": "dairy master"})
    await slack.submit("mia")
    await slack.close("mia")
    await set_up(slack)
    slack.slack.clock.forward(timedelta(days=60))
    await slack.tick()
    await slack.until(slack.slack.clock.now() + 3 * A_WEEK, step=HALF_A_DAY)
    names = [line for said in digests(slack) for line in said.splitlines() if "Let's not forget" in line]
    assert len(names) >= 3
    assert all(one.split(".")[0] != other.split(".")[0] for one, other in pairwise(names))
    assert "No talk with them is noted in the" in names[0]
    assert "Mia Tamm looks after them. Ask for Liis Mets, dairy master. A short word does it." in names[0]


async def test_what_was_said_in_a_private_channel_is_not_quoted_elsewhere(slack: KeptSlack) -> None:
    await set_up(slack)
    await set_up(slack, who="lena", where="#leads")
    message = await slack.say("lena", "#leads", "I promised Acme a discount by tomorrow")
    await slack.shortcut("lena", "Log a promise", message)
    await slack.fill(
        "lena", {"What did you promise?": "a secret discount", "Which date were they told?": "tomorrow"}
    )
    await slack.choose("lena", "Customer", "Acme", "Acme Industries")
    await slack.submit("lena")
    await slack.close("lena")
    await slack.until(MONDAY, step=HALF_A_DAY)
    (said,) = digests(slack)
    assert "P-1 · Acme Industries. The date was Thu 26 Nov; Lena Kask has it." in said
    assert "secret" not in said
    assert "Words that were said in private are left out here." in said
    (own,) = digests(slack, "#leads")
    assert "a secret discount" in own


async def test_one_that_is_left_out_is_told_of_by_the_next(slack: KeptSlack) -> None:
    await set_up(slack)
    await a_good_week(slack)
    await slack.until(MONDAY + timedelta(days=2), step=HALF_A_DAY)
    await slack.command("mia", "#accounts", "/promise Acme: manual by Fri")
    await slack.command("mia", "#accounts", "/promise kept P-3 sent")
    # Nothing runs from Wednesday until twelve hours before the digest of the week after the next.
    slack.slack.clock.forward(MONDAY + 2 * A_WEEK - HALF_A_DAY - slack.slack.clock.now())
    await slack.tick()
    await slack.until(MONDAY + 2 * A_WEEK, step=timedelta(hours=3))
    said = digests(slack)
    assert len(said) == 2
    assert "Our week with customers · Mon 30 Nov to Sun 13 Dec" in said[1]
    assert "1 promise was kept on time. Thank you, @mia." in said[1]


async def test_the_day_of_the_last_contact_is_that_of_the_channels_clock(slack: KeptSlack) -> None:
    slack.slack.clock.forward(timedelta(hours=15))  # Thursday 1:00 in Tallinn
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, all fine")
    await set_up(slack)
    slack.slack.clock.forward(timedelta(days=60))
    await slack.tick()
    await slack.until(slack.slack.clock.now() + A_WEEK, step=HALF_A_DAY)
    named = [line for said in digests(slack) for line in said.splitlines() if "Let's not forget" in line]
    assert "We last met Thu 26 Nov 2026" in named[0]


async def test_names_cost_few_questions(slack: KeptSlack, monkeypatch: pytest.MonkeyPatch) -> None:
    await set_up(slack)
    for who in ("mia", "sam", "lena", "joe", "priya", "tom", "ines"):
        await slack.command(who, "#general", "/promise Acme: pump by tomorrow")
    await slack.until(MONDAY - timedelta(hours=1), step=HALF_A_DAY)
    slack.slack.clock.forward(timedelta(hours=1))
    calls: list[str] = []
    api_call = slack.house.client.api_call

    async def counted(method: str, **how: object) -> object:
        calls.append(method)
        return await api_call(method, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(slack.house.client, "api_call", counted)
    await slack.tick()
    assert len(digests(slack)) == 1
    assert calls.count("users.info") <= 3
