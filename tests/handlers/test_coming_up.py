"""What is planned with my customers, as I see it."""

from tests.handlers.conftest import KeptSlack


async def test_what_was_agreed_stands_under_its_customer_and_can_be_logged_from_there(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#accounts", "/kept coming")
    assert "Nothing is planned with your customers for the next two weeks." in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, happy; next demo in 1 week")
    await slack.home("mia")
    await slack.click("mia", "Coming up", home=True)
    said = slack.modal("mia")
    assert "Coming up in the next two weeks" in said
    assert "Acme Industries\nWed 2 Dec: demo" in said
    await slack.click("mia", "Log contact", near="demo")
    assert "== Log a contact ==" in slack.modal("mia")
