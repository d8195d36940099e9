"""Settings: what holds and where it comes from, changed in forms, undone, and taken into account where dates are read."""

import pytest

from tests.handlers.conftest import KeptSlack

HOUR_FIELDS = {"Your day begins": "08:00", "Your day ends": "16:00"}


async def settings(slack: KeptSlack, who: str, where: str = "#accounts") -> str:
    """The page as `/kept settings` shows it."""
    await slack.home(who)
    await slack.click(who, "Settings", home=True)
    return slack.modal(who)


async def test_the_page_says_what_holds_and_where_it_comes_from(slack: KeptSlack) -> None:
    page = await settings(slack, "mia")
    assert "Working hours: 09:00–17:00 (default)" in page
    assert "Working days: Mon–Fri (default)" in page
    assert "gold 14 · silver 30 · bronze 60 · prospect 21 · dormant 180 · no tier 45 days (default)" in page
    assert ":handshake: promise" in page
    assert "Leads: none yet, only admins" in page
    assert "Leads and admins of this workspace change these." in page
    assert "[Hours and leads]" not in page


async def test_my_own_hours_are_what_my_dates_mean_and_nobody_elses(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await settings(slack, "mia")
    await slack.click("mia", "Change mine")
    assert "What is set now: default." in slack.modal("mia")
    await slack.fill("mia", HOUR_FIELDS)
    await slack.submit("mia")
    assert "Working hours: saved for you." in slack.modal("mia")
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    assert "end of the working day (16:00 Tallinn time)" in slack.said_to("mia")[-1]
    await slack.command("joe", "#accounts", "/promise Acme: valve by Fri")
    assert "end of the working day (17:00 New York time)" in slack.said_to("joe")[-1]
    await slack.command("joe", "#accounts", "/promise P-1")
    assert "end of the working day (16:00 Tallinn time)" in slack.said_to("joe")[-1]


async def test_what_i_set_at_once_is_undone_at_once(slack: KeptSlack) -> None:
    await settings(slack, "mia")
    await slack.click("mia", "Change mine")
    await slack.fill("mia", {**HOUR_FIELDS, "Your working days": ["Mon", "Tue", "Wed"]})
    await slack.submit("mia")
    assert "Working hours, working days: saved for you." in slack.modal("mia")
    await slack.click("mia", "Undo")
    mine = (await settings(slack, "mia")).partition("The workspace's")[0]
    assert "Working hours: 09:00–17:00 (default)" in mine
    assert "Working days: Mon–Fri (default)" in mine


async def test_the_workspaces_hold_again_for_whoever_asks(slack: KeptSlack) -> None:
    await settings(slack, "mia")
    await slack.click("mia", "Change mine")
    await slack.fill("mia", HOUR_FIELDS)
    await slack.submit("mia")
    await slack.click("mia", "Settings")
    assert "Working hours: 08:00–16:00 (your setting)" in slack.modal("mia")
    await slack.click("mia", "Use the workspace's again")
    assert "saved as the workspace has them" in slack.modal("mia")
    assert (
        "Working hours: 09:00–17:00 (default)"
        in (await settings(slack, "mia")).partition("The workspace's")[0]
    )


async def test_a_day_that_ends_before_it_begins_is_refused_under_its_field(slack: KeptSlack) -> None:
    await settings(slack, "mia")
    await slack.click("mia", "Change mine")
    await slack.fill("mia", {"Your day ends": "08:30"})
    outcome = await slack.submit("mia")
    assert set(outcome.errors) == {"ends"}
    assert "must end after it begins" in slack.modal("mia")


async def test_a_country_is_found_by_typing_and_left_empty_again(slack: KeptSlack) -> None:
    await settings(slack, "mia")
    await slack.click("mia", "Change mine")
    await slack.choose("mia", "Country of the public holidays", "est", "Estonia")
    await slack.submit("mia")
    assert "Country: saved for you." in slack.modal("mia")
    assert "Public holidays of: Estonia (your setting)" in await settings(slack, "mia")


async def test_only_leads_and_admins_change_the_workspaces(slack: KeptSlack) -> None:
    await settings(slack, "lena")
    await slack.click("lena", "Hours and leads")
    await slack.fill("lena", {"The day ends": "18:00", "Leads": ["sam"]})
    await slack.submit("lena")
    assert "Working hours, leads: saved for the workspace." in slack.modal("lena")
    page = await settings(slack, "sam")
    assert "Working hours: 09:00–18:00 (the workspace's setting)" in page
    assert "[Hours and leads]" in page
    assert "[Hours and leads]" not in await settings(slack, "mia")
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    assert "(18:00 Tallinn time)" in slack.said_to("mia")[-1]


async def test_whoever_is_no_lead_any_more_cannot_send_the_form_off(slack: KeptSlack) -> None:
    await settings(slack, "lena")
    await slack.click("lena", "Hours and leads")
    await slack.fill("lena", {"The day ends": "18:00"})
    slack.slack.workspace.person("lena").is_admin = False
    slack.house.people.forget(slack.slack.workspace.person("lena").id)
    await slack.submit("lena")
    assert "Only an admin of this workspace may change these settings." in slack.modal("lena")


async def test_whoever_gave_up_being_a_lead_does_not_undo_that(slack: KeptSlack) -> None:
    await settings(slack, "lena")
    await slack.click("lena", "Hours and leads")
    await slack.fill("lena", {"Leads": ["sam"]})
    await slack.submit("lena")
    await slack.close("lena")
    await settings(slack, "sam")
    await slack.click("sam", "Hours and leads")
    await slack.fill("sam", {"Leads": None})
    await slack.submit("sam")
    await slack.close("sam")
    await slack.command("sam", "#accounts", "/kept undo")
    assert "may change what holds for everybody" in slack.said_to("sam")[-1]
    assert "[Hours and leads]" not in await settings(slack, "sam")


async def test_a_guest_cannot_be_made_a_lead(slack: KeptSlack) -> None:
    await settings(slack, "lena")
    await slack.click("lena", "Hours and leads")
    await slack.fill("lena", {"Leads": ["sam", "gus"]})
    await slack.submit("lena")
    assert "Gus Varga is no member of this workspace and cannot be a lead." in slack.modal("lena")


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("Tiers and their rhythms", "gold", "I can't read “gold”."),
        ("Tiers and their rhythms", "gold 14\nGold 20", "“Gold” is there already."),
        ("… with dormant customers", "soon", "Write a whole number"),
        ("Leads may give", "10", "That is less than a member may give."),
        ("Currency", "€", "A currency has three letters"),
    ],
)
async def test_wrong_input_gets_its_sentence_and_stays(
    slack: KeptSlack, field: str, typed: str, sentence: str
) -> None:
    await settings(slack, "lena")
    await slack.click("lena", "Rhythms and goodwill")
    await slack.fill("lena", {field: typed})
    await slack.submit("lena")
    assert sentence in slack.modal("lena")
    assert typed in slack.modal("lena")


async def test_tiers_of_ones_own_set_the_rhythm_of_their_customers(slack: KeptSlack) -> None:
    await settings(slack, "lena")
    await slack.click("lena", "Rhythms and goodwill")
    await slack.fill(
        "lena", {"Tiers and their rhythms": "gold 7\nkey account: 3 days", "Leads may give": "700"}
    )
    await slack.submit("lena")
    page = await settings(slack, "lena")
    assert "gold 7 · key account 3 · prospect 21 · dormant 180 · no tier 45 days (set here)" in page
    assert "everybody 50 · leads 700 · admins 5,000 EUR (set here)" in page


async def test_reactions_are_a_setting_and_one_emoji_logs_one_thing(slack: KeptSlack) -> None:
    await settings(slack, "lena")
    await slack.click("lena", "Reactions")
    await slack.fill("lena", {"Logs a promise": "🤝 :pinky_promise:", "Logs a mistake": ":handshake:"})
    await slack.submit("lena")
    assert ":handshake: logs a promise already." in slack.modal("lena")
    await slack.fill("lena", {"Logs a mistake": ":boom:"})
    await slack.submit("lena")
    page = await settings(slack, "lena")
    assert ":handshake: :pinky_promise: promise · :boom: mistake · :phone: :telephone: contact" in page


async def test_two_leads_at_one_form_change_only_what_each_touched(slack: KeptSlack) -> None:
    for who in ("lena", "sam"):
        slack.slack.workspace.person(who).is_admin = True
        slack.house.people.forget(slack.slack.workspace.person(who).id)
        await settings(slack, who)
        await slack.click(who, "Rhythms and goodwill")
    await slack.fill("lena", {"Everybody may give": "60"})
    await slack.submit("lena")
    await slack.fill("sam", {"Currency": "USD"})
    await slack.submit("sam")
    assert "everybody 60 · leads 500 · admins 5,000 USD" in await settings(slack, "sam")
    await slack.click("sam", "Rhythms and goodwill")
    await slack.fill("sam", {"Leads may give": "501"})
    await settings(slack, "lena")
    await slack.click("lena", "Rhythms and goodwill")
    await slack.fill("lena", {"Leads may give": "502"})
    await slack.submit("lena")
    await slack.submit("sam")
    assert "Somebody changed this meanwhile to “502”" in slack.modal("sam")


async def test_nothing_changed_is_no_entry_in_the_history(slack: KeptSlack) -> None:
    await settings(slack, "mia")
    await slack.click("mia", "Change mine")
    await slack.submit("mia")
    assert "Working hours: 09:00–17:00 (default)" in slack.modal("mia")
    assert "The setting" not in slack.home_text("mia")


async def show_in_channel(slack: KeptSlack, where: str) -> None:
    """Lena sets that a channel's confirmations are seen by everybody in it."""
    await slack.command("lena", where, "/kept settings")
    await slack.click("lena", "Change this channel's")
    await slack.fill(
        "lena",
        {"Who sees what is logged here?": "Everybody in the channel, where nobody from outside sits"},
    )
    await slack.submit("lena")
    assert "saved for this channel" in slack.modal("lena")
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
    await slack.fill("mia", {"Your day begins": "08:00"})
    await slack.submit("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/kept settings")
    await slack.click("mia", "Use the workspace's again", where="#accounts")
    assert "as the workspace has them" in slack.said_to("mia")[-1]
    await slack.click("mia", "Undo", where="#accounts")
    assert "Working hours" not in slack.sees("joe", "#accounts")
    assert "setting" not in slack.sees("joe", "#accounts")


async def test_nothing_is_asked_about_a_brief_that_there_is_not(slack: KeptSlack) -> None:
    assert "brief" not in await settings(slack, "mia")
    await slack.click("mia", "Change mine")
    assert "Your day begins" in slack.modal("mia")
    assert "brief" not in slack.modal("mia")
