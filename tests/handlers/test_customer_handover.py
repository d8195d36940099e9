"""Handing customers over: with the brief, with what is open if wanted, and undone at once."""

import pytest

from tests.handlers.conftest import KeptSlack


async def some_open(slack: KeptSlack) -> None:
    """Mia, who owns Acme, owes them one promise and one answer; Joe owes them another promise."""
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.command("mia", "#accounts", "/promise Acme: manual by Fri @joe")
    await slack.command("mia", "#accounts", "/waiting Acme: call Dana back in 2h")


async def test_the_form_shows_the_brief_and_hands_over_the_customer_alone(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await some_open(slack)
    await slack.command("mia", "#accounts", "/customer handover Acme to @sam")
    form = slack.modal("mia")
    assert "What goes along?*: Only who owns them" in form
    assert "P-1: pump" in form
    await slack.submit("mia")
    assert "C-1 · Acme Industries is with Sam Okafor now. They have the brief." in slack.modal("mia")
    brief = slack.said_to("sam")[-1]
    assert "@mia handed Acme Industries over to you. This is what to know:" in brief
    assert "P-1: pump" in brief
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "Owner: @mia" in slack.said_to("mia")[-1]


async def test_everything_open_goes_along_but_what_others_owe_and_one_undo_takes_all_back(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await some_open(slack)
    await slack.command("mia", "#accounts", "/customer handover Acme to @sam with everything open")
    said = slack.said_to("mia")[-1]
    assert "C-1 · Acme Industries is with Sam Okafor now, with 1 open promise and 1 wait." in said
    owners = {"P-1": "sam", "P-2": "joe"}
    for number, owner in owners.items():
        await slack.command("mia", "#accounts", f"/promise {number}")
        assert f"Owner: @{owner}" in slack.said_to("mia")[-1]
    await slack.click("mia", "Undo", near="is with Sam Okafor now")
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "Owner: @mia" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/customer who Acme")
    assert "is with @mia." in slack.said_to("mia")[-1]


async def test_all_of_one_persons_customers_go_at_once(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await some_open(slack)
    await slack.command("mia", "#accounts", "/customer add Globex")
    await slack.command("joe", "#accounts", "/customer add Initech")
    await slack.command("joe", "#accounts", "/customer edit Initech")
    await slack.fill("joe", {"Backup": "mia"})
    await slack.submit("joe")
    await slack.close("joe")
    await slack.command("lena", "#accounts", "/customer handover @mia to @sam")
    form = slack.modal("lena")
    assert "@mia owns 2 customers and is backup of 1." in form
    assert "C-1 · Acme Industries" in form
    await slack.fill("lena", {"What goes along?": "With everything open: 1 open promise and 1 wait"})
    await slack.submit("lena")
    assert "2 customers, 1 open promise and 1 wait are with @sam now." in slack.modal("lena")
    assert "@lena handed 2 customers over to you, with 1 open promise and 1 wait." in slack.said_to("sam")[-1]
    assert "over from you to @sam" in slack.said_to("mia")[-1]
    await slack.command("sam", "#accounts", "/customer Initech")
    assert "Owner: @joe · backup: @sam" in slack.said_to("sam")[-1]
    await slack.click("lena", "Undo")
    await slack.close("lena")
    await slack.command("lena", "#accounts", "/customer list @mia")
    assert "Mia Tamm's customers: 2" in slack.said_to("lena")[-1]
    # Who only stood in for somebody hands that on, and nothing else.
    await slack.command("joe", "#accounts", "/customer edit Initech")
    await slack.fill("joe", {"Backup": "tom"})
    await slack.submit("joe")
    await slack.close("joe")
    await slack.command("lena", "#accounts", "/customer handover @tom to @sam")
    await slack.submit("lena")
    assert "@sam stands in for Initech now." in slack.modal("lena")
    assert "@lena made you the backup of Initech." in slack.said_to("sam")[-1]
    await slack.command("sam", "#accounts", "/customer timeline Initech")
    assert "@lena named @sam as the backup" in slack.said_to("sam")[-1]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Acme to @gus", "Gus Varga is a guest here"),
        ("@tom to @sam", "Tom Whitlock owns no customer, and has nothing open."),
        ("Nobodyhere to @sam", "I don't know “Nobodyhere”."),
        ("", "Which customer?"),
    ],
)
async def test_what_cannot_be_handed_over_is_answered_in_words(
    slack: KeptSlack, typed: str, said: str
) -> None:
    await slack.command("mia", "#accounts", f"/customer handover {typed}")
    assert said in slack.said_to("mia")[-1]


async def test_a_name_that_is_no_colleagues_is_asked_for_in_the_form(slack: KeptSlack) -> None:
    await slack.command("sam", "#accounts", "/promise Acme: drawing by Fri")
    await slack.command("mia", "#accounts", "/customer hand over Acme to samuel")
    assert "I can't tell who “samuel” is. Choose them here." in slack.modal("mia")
    # Of hers nothing is open, so nothing is to be chosen; what Sam has open stays with him.
    assert "What goes along?" not in slack.modal("mia")
    assert "What colleagues have open with them stays with those colleagues." in slack.modal("mia")
    await slack.fill("mia", {"Who takes over?": "mia"})
    assert "theirs already" in (await slack.submit("mia")).errors["to"]
    await slack.fill("mia", {"Who takes over?": "gus"})
    assert "is a guest here" in (await slack.submit("mia")).errors["to"]


async def test_a_close_one_is_handed_over_if_that_was_meant(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer handover Acmee to @sam")
    await slack.click("mia", "Acme Industries (C-1)")
    assert "@sam" in slack.modal("mia")
    await slack.submit("mia")
    assert "is with Sam Okafor now" in slack.modal("mia")


async def test_who_lost_them_again_by_an_undo_hears_of_it(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.command("mia", "#accounts", "/customer handover Acme to @sam with everything")
    await slack.click("mia", "Undo")
    assert "With you no longer: Acme Industries, P-1" in slack.said_to("sam")[-1]
    await slack.click("mia", "Put it back")
    assert "With you again: " in slack.said_to("sam")[-1]


async def test_an_owner_by_the_form_gets_the_brief(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer edit Acme")
    await slack.fill("mia", {"Owner": "sam"})
    await slack.submit("mia")
    assert "@mia handed Acme Industries over to you. This is what to know:" in slack.said_to("sam")[-1]
    await slack.command("sam", "#accounts", "/customer edit Acme")
    await slack.fill("sam", {"Owner": None})
    await slack.submit("sam")
    assert "is corrected" in slack.modal("sam")


@pytest.mark.parametrize(
    ("taken", "label"),
    [("", "Only who owns them"), (" with everything open", "")],
)
async def test_who_had_them_gets_them_back_with_one_press_and_what_went_along(
    slack_on_both: KeptSlack, taken: str, label: str
) -> None:
    slack = slack_on_both
    await some_open(slack)
    await slack.command("sam", "#accounts", f"/customer handover Acme to @sam{taken}")
    if label:
        await slack.submit("sam")
        await slack.close("sam")
    also = "" if label else ", with 1 open promise and 1 wait"
    assert f"@sam took Acme Industries over from you{also}." in slack.said_to("mia")[-1]
    await slack.click("mia", "Hand them back to me")
    assert "is with Mia Tamm now" in slack.said_to("mia")[-1]
    assert "@mia took Acme Industries over from you" in slack.said_to("sam")[-1]
    await slack.command("mia", "#accounts", "/promise P-1")
    assert "Owner: @mia" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/customer who Acme")
    assert "is with @mia." in slack.said_to("mia")[-1]


async def test_who_has_them_by_now_keeps_them(slack: KeptSlack) -> None:
    await slack.command("lena", "#accounts", "/customer handover Acme to @sam with everything open")
    assert "@lena handed Acme Industries over from you to @sam." in slack.said_to("mia")[-1]
    await slack.command("lena", "#accounts", "/customer handover Acme to @joe with everything open")
    await slack.click("mia", "Hand them back to me")
    assert "Acme Industries is with @joe." in slack.said_to("mia")[-1]


async def test_an_undone_handover_is_told_once_to_who_had_them_and_to_who_has_them(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("lena", "#accounts", "/customer handover Acme to @sam with everything open")
    for pressed, sam, mia in (
        ("Undo", "With you no longer: Acme Industries", "With you again: Acme Industries"),
        ("Put it back", "With you again: Acme Industries", "With you no longer: Acme Industries"),
    ):
        heard = {who: len(slack.said_to(who)) for who in ("sam", "mia")}
        await slack.click("lena", pressed)
        for who, became in (("sam", sam), ("mia", mia)):
            assert len(slack.said_to(who)) == heard[who] + 1
            assert "@lena took a step back." in slack.said_to(who)[-1]
            assert became in slack.said_to(who)[-1]
