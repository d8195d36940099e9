"""A channel may see what is logged in it; never where somebody from outside sits, and nobody's own settings."""

from tests.handlers.conftest import KeptSlack


async def show_in_channel(slack: KeptSlack, where: str) -> None:
    """Lena sets that a channel's confirmations are seen by everybody in it."""
    await slack.command("lena", where, "/kept settings")
    await slack.click("lena", "Change this channel's")
    await slack.fill(
        "lena",
        {"Who sees what is logged here?": "Everybody in the channel, where nobody from outside sits"},
    )
    await slack.submit("lena")
    assert "Saved for this channel." in slack.modal("lena")
    await slack.close("lena")


async def test_a_channel_may_see_its_confirmations_and_their_author_keeps_undo(slack: KeptSlack) -> None:
    await show_in_channel(slack, "#accounts")
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    shown = slack.message("P-1 saved", seen_by="joe", where="#accounts")
    assert "@mia: P-1 saved." in slack.sees("joe", "#accounts")
    assert "[Undo]" not in slack.sees("joe", "#accounts")
    assert not shown.only_for
    assert "[Undo]" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise mine")
    assert "1 open promise of yours" not in slack.sees("joe", "#accounts")
    await slack.command("mia", "#general", "/promise Acme: valve by Fri")
    assert "valve" not in slack.sees("joe", "#general")


async def test_nothing_is_shown_where_a_guest_or_somebody_from_outside_sits(slack: KeptSlack) -> None:
    slack.slack.workspace.join(slack.slack.workspace.channel("#acme-shared"), "U0LENA00001")
    for where, other in (("#support", "priya"), ("#acme-shared", "sam")):
        await show_in_channel(slack, where)
        await slack.command("mia", where, "/promise Acme: pump by Fri")
        assert "saved" not in slack.sees(other, where)
        assert (
            "I did not show this in the channel: a guest or somebody from outside is in it."
            in slack.said_to("mia")[-1]
        )


async def test_somebody_from_outside_who_comes_later_sees_nothing_from_then_on(slack: KeptSlack) -> None:
    await show_in_channel(slack, "#accounts")
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    slack.slack.workspace.join(slack.slack.workspace.channel("#accounts"), "U0GUS000001")
    await slack.command("mia", "#accounts", "/promise Acme: valve by Fri")
    assert "P-1 saved" in slack.sees("joe", "#accounts")
    assert "valve" not in slack.sees("joe", "#accounts")


async def test_where_kept_may_not_write_it_says_how_to_let_it(slack: KeptSlack) -> None:
    slack.slack.workspace.join(slack.slack.workspace.channel("#office"), "U0LENA00001")
    await show_in_channel(slack, "#office")
    await slack.command("mia", "#office", "/promise Acme: pump by Fri")
    assert "Invite me there" in slack.said_to("mia")[-1]


async def test_what_somebody_opens_from_a_shown_confirmation_is_seen_by_them_alone(slack: KeptSlack) -> None:
    await show_in_channel(slack, "#accounts")
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    slack.slack.workspace.join(slack.slack.workspace.channel("#accounts"), "U0GUS000001")
    await slack.click("joe", "Open", where="#accounts")
    assert "What happened" in slack.said_to("joe")[-1]
    assert "@mia: P-1 saved." in slack.sees("ines", "#accounts")
    assert "What happened" not in slack.sees("gus", "#accounts")


async def test_what_is_taken_back_is_shown_too_and_nobodys_settings_are(slack: KeptSlack) -> None:
    await show_in_channel(slack, "#accounts")
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.click("mia", "Undo")
    assert "is taken back" in slack.sees("joe", "#accounts")
    await slack.command("mia", "#general", "/kept settings")
    await slack.click("mia", "Change mine")
    await slack.fill("mia", {"Working hours from": "08:00"})
    await slack.submit("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/kept settings")
    await slack.click("mia", "Use the workspace's again", where="#accounts")
    assert "Your working hours are 09:00–17:00 — the default." in slack.said_to("mia")[-1]
    await slack.click("mia", "Undo", where="#accounts")
    assert "Working hours" not in slack.sees("joe", "#accounts")
    assert "setting" not in slack.sees("joe", "#accounts")
