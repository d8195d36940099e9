"""One's own settings in a few words: said back with where they come from, and how to go back."""

from tests.handlers.conftest import KeptSlack
from tests.handlers.test_preferences import settings

SAID = (
    ("brief 9:30", "Your brief comes at 09:30 on working days — your setting."),
    ("brief noon", "Your brief comes at 12:00 on working days — your setting."),
    ("brief at 8am", "Your brief comes at 08:00 on working days — your setting."),
    (
        "brief 3am",
        "Your brief comes at 08:00 on working days, when your quiet hours end: 03:00 lies within them (19:00–08:00) — your "
        "setting.",
    ),
    ("brief 8:30", "Back to the workspace's (09:00): /kept settings brief default"),
    ("brief 8:30", "It was so already. Your brief comes at 08:30"),
    ("brief default", "Your brief comes at 09:00 on working days — the default."),
    ("quiet 8pm - 7:30", "From 20:00 to 07:30 I say nothing to you by myself — your setting."),
    ("quiet 19:00-10:00", "Your brief comes at 10:00 on working days, when your quiet hours end"),
    ("quiet none", "You have no quiet hours — your setting."),
    ("nudges 0", "Nothing comes to you between two briefs — your setting."),
    ("nudges at most 2 a day", "At most 2 messages a day come to you between two briefs — your setting."),
    ("hours 9 to 5", "Your working hours are 09:00–17:00 — your setting."),
    ("hours 8:00-16:00", "Your brief comes at 08:00 on working days."),
    ("days Mon-Thu", "Your working days are Mon–Thu — your setting."),
    ("days default", "Your working days are Mon–Fri — the default."),
    ("country Estonia", "The public holidays of Estonia are days off for you — your setting."),
    ("country none", "No public holidays count for you — your setting."),
)
REFUSED = (
    ("leads lena", "That is set in a form, which /kept settings workspace opens."),
    ("goodwill: 100", "That is set in a form, which /kept settings customers opens."),
    ("workspace hours 9-17", "That is set in a form, which /kept settings workspace opens."),
    ("brief soon", "“soon” is no time of day."),
    ("brief soon", "Type it like this: /kept settings brief 8:30"),
    ("brief off", "Your brief cannot be turned off"),
    ("nudges many", "Write a whole number"),
    ("quiet 25:00-3:00", "“25:00” is no time of day. Choose one such as 8:30, 17:00, 5pm or noon."),
    ("quiet 20:00", "Say from when to when. Type it like this: /kept settings quiet 19:00-8:00"),
    ("quiet 20:00-19:59", "At least an hour of the day must be left to speak to you in."),
    ("days Mon-Funday", "I don't know the day “mon-funday”. Type it like this: /kept settings days Mon-Thu"),
    ("country Narnia", "I know no country “Narnia”. Type it like this: /kept settings country Estonia"),
    ("country united", "Which one: United Arab Emirates, United Kingdom"),
    ("banana 3", "I can't read that as a setting."),
    ("bananas", "brief 8:30, quiet 19:00-8:00 or nudges 2, each behind /kept settings"),
    ("ladder 4 then 8", "That is set in a form, which /kept settings nudging opens."),
)


async def test_one_of_my_own_is_set_in_a_few_words_and_said_back_with_its_source(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    for typed, said in SAID:
        await slack.command("mia", "#accounts", f"/kept settings {typed}")
        assert said in slack.said_to("mia")[-1], typed
    await slack.command("joe", "#accounts", "/kept settings")
    assert "Working hours: 09:00–17:00 (default)" in slack.said_to("joe")[-1]  # nobody else's changed
    for typed, said in REFUSED:
        await slack.command("mia", "#accounts", f"/kept settings {typed}")
        assert said in slack.said_to("mia")[-1], typed
        assert f"/kept settings {typed}" in slack.said_to("mia")[-1]  # what was typed is kept


async def test_what_was_set_in_a_few_words_is_undone_and_that_is_said_in_words(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept settings quiet 21:00-6:00")
    await slack.click("mia", "Undo")
    said = slack.said_to("mia")[-1]
    assert said.startswith(
        "Your setting “Quiet hours”: that step is undone.\nQuiet hours: 19:00–08:00 (default)"
    )
    await slack.click("mia", "Put it back")
    assert "Quiet hours: 21:00–06:00 (your setting)" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/kept settings brief 22:00")
    assert "Daily brief: 06:00, when the quiet hours end (your setting)" in await settings(slack, "mia")
