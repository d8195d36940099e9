"""Settings: what holds and where it comes from, changed in forms, undone, and taken into account where dates are read."""

from datetime import UTC, datetime

from tests.handlers.conftest import KeptSlack

HOUR_FIELDS = {"Working hours from": "08:00", "Working hours until": "16:00"}


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
    assert "🤝 promise · 🩹 mistake · ☎ contact (default)" in page
    assert "Leads: none yet, so what nobody answers ends with the cover" in page
    assert "Leads and admins of this workspace change these." in page
    assert "[Hours and leads]" not in page
    mine, _, team = page.partition("The workspace's")
    assert "Daily brief: 09:00 (default: when the day begins)" in mine
    assert "Quiet hours: 19:00–08:00 (default)" in mine
    assert "Nudges between two briefs: 3 a day at most (default)" in mine
    assert (
        "If nobody answers: cover, then lead: others 8, then 8 · who waits on us 2, then 2 working hours"
        in team
    )
    assert "Asking whether it was right: 5 working days after (default)" in team
    assert "New customers hear from us: on day 2, 14, 30, 60, 90 (default)" in team
    assert "Calls by each lead: 1 a month (default)" in team
    assert "Team channel: the first that has a digest (default)" in team
    assert "[Briefs and nudges]" not in page


async def test_my_own_hours_are_what_my_dates_mean_and_nobody_elses(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await settings(slack, "mia")
    await slack.click("mia", "Change mine")
    assert "You have set nothing of your own yet: this is what holds for everybody." in slack.modal("mia")
    await slack.fill("mia", HOUR_FIELDS)
    await slack.submit("mia")
    assert "Your working hours are 08:00–16:00 — your setting." in slack.modal("mia")
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    assert "end of the working day (16:00 Tallinn time)" in slack.said_to("mia")[-1]
    await slack.command("joe", "#accounts", "/promise Acme: valve by Fri")
    assert "end of the working day (17:00 New York time)" in slack.said_to("joe")[-1]
    await slack.command("joe", "#accounts", "/promise P-1")
    assert "end of the working day (16:00 Tallinn time)" in slack.said_to("joe")[-1]


async def test_what_i_set_at_once_is_said_back_undone_at_once_and_the_workspaces_again(
    slack: KeptSlack,
) -> None:
    await settings(slack, "mia")
    await slack.click("mia", "Change mine")
    await slack.fill("mia", {"Working hours until": "08:30"})
    outcome = await slack.submit("mia")
    assert set(outcome.errors) == {"ends"}
    assert "must end after it begins" in slack.modal("mia")
    await slack.fill("mia", {**HOUR_FIELDS, "Working days": ["Mon", "Tue", "Wed"]})
    await slack.choose("mia", "Public holidays of", "est", "Estonia")
    await slack.submit("mia")
    assert slack.modal("mia").splitlines()[1:6] == [
        "Saved for you.",
        "• Your working hours are 08:00–16:00 — your setting",
        "• Your working days are Mon–Wed — your setting",
        "• The public holidays of Estonia are days off for you — your setting",
        "• Your brief comes at 08:00 on working days — the default",
    ]
    await slack.click("mia", "Undo")
    default = "Working hours: 09:00–17:00 (default)\nWorking days: Mon–Fri (default)\nPublic holidays: none (default)"
    assert f"Your settings: that step is undone.\n{default}\n[Put it back]" in slack.modal("mia")
    assert default in (await settings(slack, "mia")).partition("The workspace's")[0]
    await slack.click("mia", "Change mine")
    await slack.fill("mia", HOUR_FIELDS)
    await slack.submit("mia")
    await slack.click("mia", "Settings")
    assert "Working hours: 08:00–16:00 (your setting)" in slack.modal("mia")
    await slack.click("mia", "Change mine")
    assert "Your own: Working hours. All else is what holds for everybody." in slack.modal("mia")
    await slack.submit("mia")  # nothing was touched
    assert "Working hours: 08:00–16:00 (your setting)" in slack.modal("mia")
    await slack.click("mia", "Use the workspace's again")
    assert "Your working hours are 09:00–17:00 — the default." in slack.modal("mia")
    assert default in (await settings(slack, "mia")).partition("The workspace's")[0]


async def test_the_form_has_the_settings_in_the_order_of_the_page_and_says_nothing_twice(
    slack: KeptSlack,
) -> None:
    page = (await settings(slack, "mia")).partition("The workspace's")[0]
    await slack.click("mia", "Change mine")
    form = slack.modal("mia")
    names = (
        "Working hours",
        "Working days",
        "Public holidays",
        "Daily brief",
        "Quiet hours",
        "Nudges between",
    )
    for shown in (page, form):
        places = [shown.index(f"\n{name}") for name in names]
        assert places == sorted(places)
    hints = [line for line in form.splitlines() if line.startswith("  (")]
    assert len(hints) == len(set(hints))


async def test_only_leads_and_admins_change_the_workspaces(slack: KeptSlack) -> None:
    await settings(slack, "lena")
    await slack.click("lena", "Hours and leads")
    await slack.fill("lena", {"Working hours until": "18:00", "Leads": ["sam"]})
    await slack.submit("lena")
    assert "Saved for the workspace.\nWorking hours: 09:00–18:00 (set here)\nLeads: @sam\n" in slack.modal(
        "lena"
    )
    page = await settings(slack, "sam")
    assert "Working hours: 09:00–18:00 (the workspace's setting)" in page
    assert "[Hours and leads]" in page
    assert "[Hours and leads]" not in await settings(slack, "mia")
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    assert "(18:00 Tallinn time)" in slack.said_to("mia")[-1]


async def test_whoever_is_no_lead_any_more_cannot_send_the_form_off(slack: KeptSlack) -> None:
    await settings(slack, "lena")
    await slack.click("lena", "Hours and leads")
    await slack.fill("lena", {"Working hours until": "18:00"})
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
    assert "Without a lead only admins change the workspace's settings." in slack.modal("sam")
    await slack.close("sam")
    await slack.command("sam", "#accounts", "/kept undo")
    assert "The workspace's setting “Leads”: you changed it" in slack.said_to("sam")[-1]
    assert "It holds for everybody, so I ask first. Nothing is undone yet." in slack.said_to("sam")[-1]
    await slack.click("sam", "Undo it")
    assert "may change what holds for everybody" in slack.said_to("sam")[-1]
    assert "[Hours and leads]" not in await settings(slack, "sam")


async def test_a_guest_cannot_be_made_a_lead(slack: KeptSlack) -> None:
    await settings(slack, "lena")
    await slack.click("lena", "Hours and leads")
    await slack.fill("lena", {"Leads": ["sam", "gus"]})
    await slack.submit("lena")
    assert "Gus Varga is no member of this workspace and cannot be a lead." in slack.modal("lena")


WRONG = (
    ("Tiers and their rhythms", "gold", "I can't read “gold”."),
    ("Tiers and their rhythms", "gold 14\nGold 20", "“Gold” is there already."),
    ("… with dormant customers", "soon", "Write a whole number"),
    ("Leads may give", "10", "That is less than a member may give."),
    ("Currency", "€", "A currency has three letters"),
)
WRONG_ABOUT_NUDGES = (
    ("If nobody answers: who hears of it, and when", "gold soon", "I can't read “gold soon”."),
    ("If nobody answers: who hears of it, and when", "gold 4 8", "Add a line for all the others"),
    ("Working days until a customer is asked whether it was right", "0", "at least a working day"),
    ("A new customer hears from us on day", "0, 5", "The first day of a plan is day 1"),
    ("Nudges between two briefs, at most", "50", "20 is the most I take here."),
    ("Team channel", "#office", "since I am not in that channel. Invite me there"),
    ("Team channel", "#support", "since a guest or somebody from outside is in that channel."),
    ("Team channel", "#acme-shared", "since a guest or somebody from outside is in that channel."),
)


async def test_wrong_input_gets_its_sentence_and_stays(slack: KeptSlack) -> None:
    for channel in ("#acme-shared", "#office"):
        slack.slack.workspace.join(slack.slack.workspace.channel(channel), "U0LENA00001")
    for form, wrongs in (("Rhythms and goodwill", WRONG), ("Briefs and nudges", WRONG_ABOUT_NUDGES)):
        for field, typed, sentence in wrongs:
            await settings(slack, "lena")
            await slack.click("lena", form)
            await slack.fill("lena", {field: typed})
            await slack.submit("lena")
            assert sentence in slack.modal("lena"), field
            assert typed in slack.modal("lena")
            await slack.close("lena")


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
    assert "🤝 :pinky_promise: promise · :boom: mistake · ☎ contact" in page


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


async def test_leads_set_what_is_said_to_everybody(slack: KeptSlack) -> None:
    await settings(slack, "lena")
    await slack.click("lena", "Briefs and nudges")
    await slack.fill(
        "lena",
        {
            "Daily brief at": "08:15",
            "If nobody answers: who hears of it, and when": "gold 4 8\nothers 8 16",
            "Working days until a customer is asked whether it was right": "3",
            "A new customer hears from us on day": None,
            "Customers that each lead calls a month": "0",
            "Team channel": "#accounts",
        },
    )
    await slack.submit("lena")
    assert "Saved for the workspace." in slack.modal("lena")
    mine, _, team = (await settings(slack, "mia")).partition("The workspace's")
    assert "Daily brief: 08:15 (the workspace's setting)" in mine
    for said in (
        "cover, then lead: gold 4, then 8 · others 8, then 16 · who waits on us 2, then 2 working hours",
        "Asking whether it was right: 3 working days after (set here)",
        "New customers hear from us: by their rhythm (set here)",
        "Calls by each lead: none (set here)",
        "Team channel: #accounts (set here)",
    ):
        assert said in team


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
    await slack.choose("lena", "Public holidays of", "est", "Estonia")
    await slack.submit("lena")
    await slack.command("mia", "#accounts", "/promise risk P-2 waiting for the seal")
    assert "Mon 28 Dec, 10:00" in slack.said_to("mia")[-1]
