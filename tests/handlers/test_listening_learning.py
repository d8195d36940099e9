"""What answers to offers teach: a rule goes quiet and a lead hears of it, a channel takes care, and settings show the rate."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, func, insert, select, update

from playground.company import PEOPLE
from storage.tables import History, Offer, table
from tests.handlers.conftest import KeptSlack

PROMISE = "I'll send Acme the quote by Friday"
HOUR = timedelta(hours=1)
IDS = {person.handle: person.id for person in PEOPLE}
QUIET = "I stopped offering to log these in #accounts"


async def ready(slack: KeptSlack) -> None:
    """Kept listens in #accounts; Lena, an admin, is a lead too."""
    await slack.command("lena", "#accounts", "/kept settings workspace")
    await slack.fill("lena", {"Leads": ["lena"]})
    await slack.submit("lena")
    await slack.close("lena")
    await slack.command("mia", "#accounts", "/kept listen on")


async def offers(slack: KeptSlack, who: str = "mia") -> int:
    """How many somebody has had."""
    rows = table(Offer)
    asked = select(func.count()).where(rows.c.person_id == IDS[who], rows.c.rule != "any")
    return await slack.house.db.read(lambda conn: int(conn.execute(asked).scalar_one()))


async def dismissed(slack: KeptSlack, times: int) -> None:
    """Mia says the same so often, an hour apart, and each time it is no promise."""
    for _ in range(times):
        slack.slack.clock.forward(HOUR)
        await slack.say("mia", "#accounts", PROMISE)
        await slack.click("mia", "Not a promise")


async def answered(
    slack: KeptSlack, answers: list[str], *, channel: str = "C0ACCOUNTS1", rule: str = "any"
) -> None:
    """Offers that were answered so, the oldest first."""
    now = slack.slack.clock.now()

    def write(conn: Connection) -> None:
        for answer in answers:
            values: dict[str, object] = {
                "team_id": slack.house.team_id,
                "channel_id": channel,
                "person_id": IDS["sam"],
                "rule": rule,
            }
            values |= {
                "label": "promise",
                "made_at": now,
                "answer": answer,
                "answered_at": now if answer else None,
            }
            conn.execute(insert(table(Offer)).values(**values))

    await slack.house.db.write(write)


async def test_a_rule_that_is_dismissed_again_and_again_goes_quiet_and_one_lead_hears_of_it(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await ready(slack)
    await dismissed(slack, 3)
    await slack.tick()
    assert not any(QUIET in each for each in slack.said_to("lena"))
    await dismissed(slack, 1)
    await slack.tick()
    (told,) = [each for each in slack.said_to("lena") if QUIET in each]
    assert "4 of the last 5 offers there were answered with “Not a promise”" in told
    assert not any(QUIET in each for who in ("mia", "sam", "joe") for each in slack.said_to(who))
    slack.slack.clock.forward(HOUR)
    before = await offers(slack)
    await slack.say("mia", "#accounts", PROMISE)
    assert await offers(slack) == before
    await slack.tick()
    assert len([each for each in slack.said_to("lena") if QUIET in each]) == 1
    entry = (await slack.house.db.read(_entries))[-1]
    assert (entry.kind, entry.by, entry.via) == ("setting", slack.house.bot_user_id, "clock")


def _entries(conn: Connection) -> list[History]:
    rows = table(History)
    return [History(**row) for row in conn.execute(select(rows).order_by(rows.c.id)).mappings()]


async def test_a_lead_has_the_rule_speak_again_and_older_answers_count_no_more(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await ready(slack)
    await dismissed(slack, 4)
    await slack.tick()
    await slack.click("lena", "Let it speak again")
    assert "offered again in #accounts. Older answers count no more." in slack.said_to("lena")[-1]
    await dismissed(slack, 3)
    slack.slack.clock.forward(HOUR)
    before = await offers(slack)
    await slack.say("mia", "#accounts", PROMISE)
    assert await offers(slack) == before + 1
    await slack.click("lena", "Undo")
    slack.slack.clock.forward(2 * HOUR)
    await slack.say("mia", "#accounts", PROMISE)
    assert await offers(slack) == before + 1


async def test_nobody_but_a_lead_has_a_rule_speak_again(slack: KeptSlack) -> None:
    await ready(slack)
    await dismissed(slack, 4)
    await slack.command("mia", "#accounts", "/kept settings")
    assert "Quiet here, since they were dismissed again and again: promises (" in slack.said_to("mia")[-1]
    assert "Listening: I listen here. To stop it: /kept listen off" in slack.said_to("mia")[-1]
    assert "Let them speak again" not in slack.said_to("mia")[-1]
    await slack.command("lena", "#accounts", "/kept settings")
    await slack.click("lena", "Let them speak again")
    assert "offered again in #accounts" in slack.said_to("lena")[-1]
    await slack.command("lena", "#accounts", "/kept settings")
    assert "Quiet here" not in slack.said_to("lena")[-1]


async def test_a_rule_is_quiet_in_its_channel_alone_and_others_speak_on(slack: KeptSlack) -> None:
    await ready(slack)
    await slack.command("mia", "#support", "/kept listen on")
    await dismissed(slack, 4)
    slack.slack.clock.forward(HOUR)
    await slack.say("mia", "#support", PROMISE)
    assert await offers(slack) == 5
    slack.slack.clock.forward(2 * HOUR)
    await slack.say("mia", "#accounts", "Sorry, I forgot to send Acme the invoice.")
    assert await offers(slack) == 6


async def test_not_here_says_nothing_of_the_rule(slack: KeptSlack) -> None:
    await ready(slack)
    await slack.say("mia", "#accounts", PROMISE)
    rule = await slack.house.db.read(lambda conn: conn.execute(select(table(Offer).c.rule)).scalar_one())
    await answered(slack, ["not here"] * 5, rule=rule)
    await slack.click("mia", "Not a promise")
    await slack.tick()
    assert not any(QUIET in each for each in slack.said_to("lena"))


async def test_under_sixty_per_cent_a_channel_offers_only_what_names_a_date_or_a_customer(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await ready(slack)
    await slack.command("mia", "#accounts", "/customer link Acme Industries")
    await answered(slack, ["not a promise"] * 9 + ["logged"] * 11)
    await slack.say("mia", "#accounts", "I'll send them the quote")
    assert await offers(slack) == 0
    await slack.say("mia", "#accounts", "I'll send them the quote by Friday")
    assert await offers(slack) == 1
    await slack.say("joe", "#accounts", "I'll send Acme the quote")
    assert await offers(slack, "joe") == 1
    await answered(slack, ["logged"])
    await slack.say("sam", "#accounts", "I'll send them the drawing")
    assert await offers(slack, "sam") == 1


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (
            ["logged"] * 14 + ["not a promise"] * 6,
            "Of the last 20 offers answered here, 14 were taken up (70 %).",
        ),
        (["logged"] * 4, "Of the last 4 offers answered here, 4 were taken up: too few to tell."),
        (["not a promise"] * 12, "That is under 60 %, so I offer only what names a date or a customer"),
    ],
)
async def test_settings_show_how_often_offers_were_right_and_what_that_means(
    slack: KeptSlack, answers: list[str], said: str
) -> None:
    await ready(slack)
    await answered(slack, answers)
    await slack.command("mia", "#accounts", "/kept settings")
    assert said in slack.said_to("mia")[-1]
    assert f"{len(answers)} offers answered in all channels" in slack.said_to("mia")[-1]
    await slack.command("mia", "#support", "/kept settings")
    assert "answered here" not in slack.said_to("mia")[-1]


async def test_without_offers_settings_say_nothing_of_them(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept settings")
    assert "Offers" not in slack.said_to("mia")[-1]


async def test_what_a_setting_holds_wrongly_keeps_no_rule_quiet(slack: KeptSlack) -> None:
    await ready(slack)
    await dismissed(slack, 4)

    def spoil(conn: Connection) -> None:
        from storage.tables import Setting

        rows = table(Setting)
        conn.execute(update(rows).where(rows.c.name == "quiet_rules").values(value='["promise"]'))

    await slack.house.db.write(spoil)
    slack.house.held.forget()
    slack.slack.clock.forward(HOUR)
    await slack.say("mia", "#accounts", PROMISE)
    await slack.click("mia", "Not a promise")
    assert await offers(slack) == 5
