"""What two colleagues said to each other is shown to nobody else, whatever Slack answers; what was said to Kept is."""

import pytest

from bot.access import Person, Standing
from handlers import payloads
from playground.faults import How
from playground.workspace import Channel
from tests.handlers.conftest import NOW, KeptSlack
from tests.handlers.test_digests import HALF_A_DAY, MONDAY, digests, set_up

TALK = "D0MIASAM001"


async def a_case_from_their_talk(slack: KeptSlack) -> None:
    """Mia logs what Sam wrote to her, in words of hers."""
    ids = [slack.slack.workspace.person(who).id for who in ("sam", "mia")]
    slack.slack.workspace.add_channel(Channel(TALK, "", "dm", members=ids))
    message = await slack.say("sam", TALK, "Acme was billed twice, and it was Tom")
    await slack.shortcut("mia", "Log a mistake", message)
    assert "it was Tom" not in slack.modal("mia")
    await slack.fill("mia", {"What happened?": "Tom billed them twice"})
    await slack.submit("mia")
    await slack.close("mia")


FAULTS: tuple[How | None, ...] = (None, "internal_error", "fatal_error", "429", "500", "not_json", "reset")


@pytest.mark.parametrize("how", FAULTS)
async def test_a_digest_shows_no_word_of_their_talk_however_slack_answers(
    slack: KeptSlack, how: How | None
) -> None:
    await set_up(slack)
    await a_case_from_their_talk(slack)
    await slack.say("mia", "@kept", "promised Acme the drawing by tomorrow")
    await slack.until(MONDAY - HALF_A_DAY, step=HALF_A_DAY)
    asked = len(slack.slack.api.calls)
    if how:
        slack.slack.faults.answer("conversations.info", how, times=2)
    await slack.until(MONDAY + 2 * HALF_A_DAY, step=HALF_A_DAY)
    (said,) = digests(slack)
    assert "M-1 · Acme Industries. Nobody has it yet." in said
    assert "Words that were said in private are left out here." in said
    assert "P-1 · Acme Industries: the drawing." in said
    about = [each.args.get("channel", "") for each in list(slack.slack.api.calls)[asked:]]
    assert not [each for each in about if each.startswith("D0MIASAM") or each == "D0MIA000001"]


async def test_a_case_that_nobody_has_is_said_to_the_team_without_words_of_their_talk(
    slack: KeptSlack,
) -> None:
    await slack.command("lena", "#leads", "/kept settings")
    await slack.click("lena", "Briefs and nudges")
    await slack.fill("lena", {"Team channel": "accounts"})
    await slack.submit("lena")
    await slack.close("lena")
    await a_case_from_their_talk(slack)
    await slack.until(MONDAY, step=HALF_A_DAY)
    said = slack.sees("sam", "#accounts")
    assert "M-1" in said
    assert "Tom billed" not in said


async def test_what_was_said_in_a_private_channel_is_quoted_to_nobody_in_its_place(slack: KeptSlack) -> None:
    await set_up(slack, who="lena", where="#leads")
    message = await slack.say("lena", "#leads", "I promised Acme a discount by tomorrow")
    await slack.shortcut("lena", "Log a promise", message)
    await slack.fill(
        "lena", {"What did you promise?": "a secret discount", "Which date were they told?": "tomorrow"}
    )
    await slack.submit("lena")
    await slack.close("lena")
    workspace = slack.slack.workspace
    workspace.join(workspace.channel("leads"), workspace.person("gus").id)
    await slack.until(MONDAY + HALF_A_DAY, step=HALF_A_DAY)
    assert not digests(slack, "#leads")
    said = next(each for each in slack.said_to("lena") if "Our week with customers" in each)
    assert "P-1 · Acme Industries. The date was" in said
    assert "secret" not in said


@pytest.mark.parametrize(
    ("channel", "private"),
    [
        ({"id": "C0ACCOUNTS1", "name": "accounts"}, False),
        ({"id": "C0LEADS0001", "name": "privategroup"}, True),
        ({"id": "D0MIASAM001", "name": "directmessage"}, True),
        ({"id": "C0SEVERAL01", "name": "mpdm-mia--sam--joe-1"}, True),
        ({"id": "C0UNKNOWN01"}, True),
    ],
)
def test_a_message_is_private_unless_slack_names_a_channel_that_all_can_read(
    channel: dict[str, str], private: bool
) -> None:
    mia = Person("U0MIA000001", "Mia", "UTC", Standing.MEMBER)
    payload = {"channel": channel, "message": {"ts": "1.0", "text": "words", "user": mia.id}}
    assert payloads.shortcut(payload, mia, "T0", NOW).source["private"] is private
