"""Whoever has Slack in Estonian types Estonian dates in every command, and English ones as before."""

from tests.handlers.conftest import KeptSlack


async def test_dates_in_commands_are_read_in_the_language_of_whoever_types_them(slack: KeptSlack) -> None:
    typed = "/waiting Acme: helista Danale tagasi homme kell 11"
    await slack.command("sam", "#accounts", typed)
    assert "helista Danale tagasi homme kell 11\n" in slack.said_to("sam")[-1]
    await slack._changed("mia", locale="et-EE")
    slack.house.people.forget(
        slack._person("mia").id
    )  # Slack tells of no language; it is asked again after a while
    for line, said in (
        (typed, "Answer them by: Thu 26 Nov, 11:00"),
        ("/promise Acme: leping reedeks", "Due: Fri 27 Nov"),
        (
            "/contact Acme: helistasin eile Danale, rahul; järgmine demo kahe nädala pärast",
            "Call · Tue 24 Nov · by @mia · care · they sounded glad\nNext: demo · Wed 9 Dec",
        ),
        ("/contact Globex: kirjutasin neile esmaspäeval", "Mail · Mon 23 Nov"),
        (
            "/kept away kuni reedeni cover @sam",
            "Away until the end of Fri 27 Nov. @sam gets what can’t wait.",
        ),
    ):
        if "Globex" in line:
            await slack.command("mia", "#accounts", "/customer add Globex")
        await slack.command("mia", "#accounts", line)
        assert said in slack.said_to("mia")[-1], line
    await slack.command("mia", "#accounts", "/promise move P-1 to järgmise esmaspäevani")
    assert "Mon 30 Nov" in slack.said_to("mia")[-1] + slack.modal("mia")
