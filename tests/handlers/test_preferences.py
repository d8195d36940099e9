"""Settings: what holds and where it comes from, changed in forms, undone, and taken into account where dates are read."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, select, update

from storage.briefs import desk_of
from storage.looking_again import WHOSE
from storage.tables import Contact, Customer, Desk, Mistake, Promise, Waiting, table
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


async def test_the_page_says_when_i_speak_by_myself(slack: KeptSlack) -> None:
    page = await settings(slack, "mia")
    mine, _, team = page.partition("The workspace's")
    assert "Daily brief: 09:00 (default: when the day begins)" in mine
    assert "Quiet hours: 19:00–08:00 (default)" in mine
    assert "Nudges between two briefs: 3 a day at most (default)" in mine
    assert "If nobody answers: cover, then lead: 8, then 8 working hours (default)" in team
    assert "Asking whether it was right: 5 working days after (default)" in team
    assert "New customers hear from us: on day 2, 14, 30, 60, 90 (default)" in team
    assert "Calls by each lead: 1 a month (default)" in team
    assert "Team channel: none (default)" in team
    assert "[Briefs and nudges]" not in page


async def test_my_brief_and_quiet_hours_are_mine(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await settings(slack, "mia")
    await slack.click("mia", "Change mine")
    assert "it comes when the day begins" in slack.modal("mia")
    await slack.fill(
        "mia",
        {
            "Your daily brief comes at": "08:30",
            "Quiet hours from": "18:00",
            "Nudges between two briefs, at most": "1",
        },
    )
    await slack.submit("mia")
    assert "Time of the brief, quiet hours, nudges between two briefs: saved for you." in slack.modal("mia")
    await slack.click("mia", "Settings")
    mine, _, team = slack.modal("mia").partition("The workspace's")
    assert "Daily brief: 08:30 (your setting)" in mine
    assert "Quiet hours: 18:00–08:00 (your setting)" in mine
    assert "Nudges between two briefs: 1 a day at most (your setting)" in mine
    assert "Daily brief: 09:00" in team
    await slack.click("mia", "Use the workspace's again")
    await slack.click("mia", "Undo")
    assert "Daily brief: 08:30 (your setting)" in await settings(slack, "mia")


@pytest.mark.parametrize("typed", ["banana 3", "country Narnia", "ladder 4 then 8"])
async def test_words_that_are_no_setting_are_said_back_with_what_to_type(
    slack: KeptSlack, typed: str
) -> None:
    await slack.command("mia", "#accounts", f"/kept settings {typed}")
    said = slack.said_to("mia")[-1]
    assert "I can't read that as a setting" in said
    assert "/kept settings brief 8:30" in said
    assert f"/kept settings {typed}" in said  # what was typed is kept


async def test_a_brief_in_the_quiet_hours_comes_when_they_end_and_that_is_said(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept settings brief 6:00")
    assert "Time of the brief: saved for you." in slack.said_to("mia")[-1]
    assert "The daily brief comes at 08:00, when the quiet hours end." in slack.said_to("mia")[-1]
    assert "Daily brief: 08:00, when the quiet hours end (your setting)" in await settings(slack, "mia")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("brief 8:30", "The daily brief comes at 08:30."),
        ("brief at 10", "The daily brief comes at 10:00."),
        ("quiet 20:00-7:30", "Quiet hours: saved for you."),
        ("quiet none", "Quiet hours: saved for you."),
        ("nudges 0", "Nudges between two briefs: saved for you."),
        ("hours 8:00-16:00", "Working hours: saved for you."),
        ("brief soon", "Choose a time, for example 09:00."),
        ("nudges many", "Write a whole number"),
        ("quiet 20:00", "Say from when to when, for example: /kept settings quiet 19:00-8:00"),
        ("quiet 20:00-19:59", "At least an hour of the day must be left to speak to you in."),
    ],
)
async def test_one_of_my_own_is_set_in_a_few_words(slack: KeptSlack, typed: str, said: str) -> None:
    await slack.command("mia", "#accounts", f"/kept settings {typed}")
    assert said in slack.said_to("mia")[-1]


async def test_what_was_set_in_a_few_words_is_undone(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept settings quiet 21:00-6:00")
    await slack.click("mia", "Undo")
    assert "Quiet hours: 19:00–08:00 (default)" in await settings(slack, "mia")


async def test_leads_set_what_is_said_to_everybody(slack: KeptSlack) -> None:
    await settings(slack, "lena")
    await slack.click("lena", "Briefs and nudges")
    await slack.fill(
        "lena",
        {
            "The daily brief comes at": "08:15",
            "If nobody answers: who hears of it, and when": "gold 4 8\nothers 8 16",
            "Working days until a customer is asked whether it was right": "3",
            "A new customer hears from us on day": None,
            "Customers that each lead calls a month": "0",
            "Team channel": "#accounts",
        },
    )
    await slack.submit("lena")
    assert "saved for the workspace." in slack.modal("lena")
    mine, _, team = (await settings(slack, "mia")).partition("The workspace's")
    assert "Daily brief: 08:15 (the workspace's setting)" in mine
    for said in (
        "cover, then lead: gold 4, then 8 · others 8, then 16 working hours (set here)",
        "Asking whether it was right: 3 working days after (set here)",
        "New customers hear from us: by their rhythm (set here)",
        "Calls by each lead: none (set here)",
        "Team channel: #accounts (set here)",
    ):
        assert said in team


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("If nobody answers: who hears of it, and when", "gold soon", "I can't read “gold soon”."),
        ("If nobody answers: who hears of it, and when", "gold 4 8", "Add a line for all the others"),
        ("Working days until a customer is asked whether it was right", "0", "at least a working day"),
        ("A new customer hears from us on day", "0, 5", "The first day of a plan is day 1"),
        ("Nudges between two briefs, at most", "50", "20 is the most I take here."),
        ("Team channel", "#office", "since I am not in that channel. Invite me there"),
        ("Team channel", "#support", "since a guest or somebody from outside is in that channel."),
        ("Team channel", "#acme-shared", "since a guest or somebody from outside is in that channel."),
    ],
)
async def test_wrong_input_about_nudges_gets_its_sentence(
    slack: KeptSlack, field: str, typed: str, sentence: str
) -> None:
    for channel in ("#acme-shared", "#office"):
        slack.slack.workspace.join(slack.slack.workspace.channel(channel), "U0LENA00001")
    await settings(slack, "lena")
    await slack.click("lena", "Briefs and nudges")
    await slack.fill("lena", {field: typed})
    await slack.submit("lena")
    assert sentence in slack.modal("lena")


async def test_only_leads_open_what_holds_for_everybody(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept settings nudging")
    assert "may change these settings" in slack.said_to("mia")[-1]


async def test_public_holidays_count_where_working_time_is_counted(slack: KeptSlack) -> None:
    await slack.forward(datetime(2026, 12, 23, 14, 0, tzinfo=UTC) - slack.slack.clock.now())
    await slack.command("mia", "#accounts", "/promise Acme: pump by 8 Jan")
    await slack.command("mia", "#accounts", "/promise Acme: valve by 8 Jan")
    await slack.command("mia", "#accounts", "/promise risk P-1 waiting for the seal")
    assert "Thu 24 Dec, 10:00" in slack.said_to("mia")[-1] or "tomorrow 10:00" in slack.said_to("mia")[-1]
    await settings(slack, "lena")
    await slack.click("lena", "Hours and leads")
    await slack.choose("lena", "Country of the public holidays", "est", "Estonia")
    await slack.submit("lena")
    await slack.command("mia", "#accounts", "/promise risk P-2 waiting for the seal")
    assert "Mon 28 Dec, 10:00" in slack.said_to("mia")[-1]


LOOKED_AT = (Promise, Mistake, Waiting, Contact, Customer, Desk)
LATER = datetime(2027, 1, 1, tzinfo=UTC)


def _later(conn: Connection) -> None:
    """Everything is to be looked at next year."""
    mistakes = table(Mistake)
    conn.execute(update(mistakes).values(owner_id=mistakes.c.said_by))
    for model in LOOKED_AT:
        conn.execute(update(table(model)).values(next_look_at=LATER))


def _looked_at(conn: Connection) -> set[tuple[str, str]]:
    """What is to be looked at sooner, and whose it is."""
    found = set()
    for model in LOOKED_AT:
        rows = table(model)
        soon = select(rows.c[WHOSE[model]]).where(rows.c.next_look_at < LATER)
        found |= {(rows.name, str(whose)[2:5].lower()) for (whose,) in conn.execute(soon)}
    return found


WITH_A_LADDER = {"promise", "mistake", "waiting", "customer", "contact"}
EVERY = WITH_A_LADDER | {"desk"}


@pytest.mark.parametrize(
    ("who", "typed", "kinds"),
    [
        ("mia", {"Your day ends": "18:00"}, EVERY),
        ("mia", {"Your daily brief comes at": "08:30"}, {"desk"}),
        ("mia", {"Quiet hours until": "07:00"}, EVERY),
        ("lena", {"The daily brief comes at": "08:30"}, {"desk"}),
        ("lena", {"If nobody answers: who hears of it, and when": "others 4 4"}, WITH_A_LADDER),
        (
            "lena",
            {"Working days until a customer is asked whether it was right": "3"},
            {"promise", "mistake"},
        ),
        ("lena", {"A new customer hears from us on day": "3"}, {"customer"}),
        ("lena", {"Customers that each lead calls a month": "2"}, {"desk"}),
    ],
)
async def test_what_a_setting_moves_is_looked_at_at_once(
    slack: KeptSlack, who: str, typed: dict[str, str], kinds: set[str]
) -> None:
    for each in ("mia", "joe"):
        await slack.command(each, "#accounts", f"/customer add Cust {each}")
        await slack.command(each, "#accounts", f"/promise Cust {each}: pump by Fri")
        await slack.command(each, "#accounts", f"/mistake Cust {each}: wrong pump, mine")
        await slack.command(each, "#accounts", f"/waiting Cust {each} callback 2h")
        await slack.command(each, "#accounts", f"/contact Cust {each}: called them, next call on Mon")
        person = slack.slack.workspace.person(each).id
        await slack.house.db.write(desk_of, slack.house.team_id, person)
    await slack.house.db.write(_later)
    await settings(slack, who)
    await slack.click(who, "Change mine" if who == "mia" else "Briefs and nudges")
    await slack.fill(who, typed)
    await slack.submit(who)
    moved = {(kind, whose) for kind in kinds for whose in (["mia"] if who == "mia" else ["mia", "joe"])}
    assert await slack.house.db.read(_looked_at) == moved
    await slack.house.db.write(_later)
    await slack.click(who, "Undo")
    assert await slack.house.db.read(_looked_at) == moved
