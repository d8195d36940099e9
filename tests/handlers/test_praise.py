"""Kind words: kept in the customer's words, and the colleague thanked."""

from tests.handlers.conftest import KeptSlack


async def test_a_kind_word_is_kept_the_colleague_thanked_and_leave_to_quote_asked_for(
    slack_on_both: KeptSlack,
) -> None:
    slack = slack_on_both
    await slack.command("mia", "#accounts", '/customer praise Acme: "the fitter was brilliant" @tom')
    said = slack.said_to("mia")[-1]
    assert "Kept. Acme Industries: “the fitter was brilliant”" in said
    assert "About: @tom" in said
    assert "Tom Whitlock hears of it from me." in said
    told = slack.said_to("tom")[-1]
    assert "A kind word for you from Acme Industries, passed on by @mia: “the fitter was brilliant”" in told
    assert "Thank you!" in told
    await slack.click("mia", "Not asked")
    assert "[Not asked]" not in slack.said_to("mia")[-1]
    await slack.click("mia", "They let us quote it")
    said = slack.said_to("mia")[-1]
    assert "May we quote it: they let us" in said
    assert "[They let us quote it]" not in said
    await slack.click("mia", "Undo")
    assert "taken back" in slack.said_to("mia")[-1]
    assert len(slack.said_to("tom")) == 1


async def test_without_words_the_form_opens_and_a_later_colleague_is_thanked_too(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer praise Acme:")
    assert "What did they say?" in slack.modal("mia")
    await slack.fill("mia", {"What did they say?": "always quick"})
    await slack.submit("mia")
    assert "“always quick”" in slack.modal("mia")
    await slack.click("mia", "Edit")
    await slack.fill("mia", {"Who is it about?": "sam", "May we quote it?": "They let us"})
    await slack.submit("mia")
    assert (
        "Corrected. Acme Industries: “always quick”\nAbout: @sam\nMay we quote it: they let us"
        in slack.modal("mia")
    )
    assert "“always quick”" in slack.said_to("sam")[-1]


async def test_an_unknown_customer_is_asked_about_and_nothing_is_lost(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", '/customer praise Acmee: "brilliant" @mia')
    await slack.click("mia", "Acme Industries (C-1)")
    said = slack.said_to("mia")[-1]
    assert "Kept. Acme Industries: “brilliant”" in said
    assert "That one is about you: well done." in said


async def test_a_guest_is_no_colleague_to_be_thanked(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", '/customer praise Acme: "brilliant" @gus')
    said = slack.said_to("mia")[-1]
    assert "is a guest here" in said
    assert "brilliant" in said
