"""The people of a customer: added, put right, taken out, and who of ours has met them."""

from tests.handlers.conftest import KeptSlack


async def add(slack: KeptSlack, name: str, role: str = "", reach: str = "") -> None:
    await slack.click("mia", "Add a person")
    await slack.fill("mia", {"Name": name, "What do they do there?": role, "How to reach them": reach})


async def the_list(slack: KeptSlack) -> None:
    """Opens the list of Acme's people as a message: two attempts without answer offer to add one."""
    await slack.command("mia", "#accounts", "/contact Acme: called, no answer")
    await slack.command("mia", "#accounts", "/contact Acme: called, no answer")


async def test_somebody_is_added_met_corrected_removed_and_put_back(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await the_list(slack)
    await add(slack, "Dana Reyes", "Plant manager", "mornings, +1 555 0100")
    await slack.submit("mia")
    shown = slack.modal("mia")
    assert "Dana Reyes is one of Acme Industries's people now." in shown
    assert "Dana Reyes, Plant manager · mornings, +1 555 0100" in shown
    await slack.close("mia")
    await slack.command("sam", "#accounts", "/contact Acme: visited Dana, glad")
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, glad")
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, no answer")
    await slack.command("mia", "#accounts", "/contact Acme: called Dana, no answer")
    await add(slack, "Dana  Reyes", "plant manager")
    outcome = await slack.submit("mia")
    assert "is known there already" in outcome.errors["name"]
    await slack.fill("mia", {"Name": "Kim Lee"})
    await slack.submit("mia")
    await slack.click("mia", "All their people")
    shown = slack.modal("mia")
    assert "I know 2 people at Acme Industries." in shown
    assert "Met by @mia, @sam" in shown or "Met by @sam, @mia" in shown
    await slack.click("mia", "Edit", near="Kim Lee")
    await slack.fill("mia", {"What do they do there?": "Shift lead"})
    await slack.submit("mia")
    assert "Kim Lee, Shift lead" in slack.modal("mia")
    await slack.click("mia", "All their people")
    await slack.click("mia", "Remove", near="Kim Lee")
    assert "Kim Lee is one of Acme Industries's people no longer." in slack.modal("mia")
    await slack.click("mia", "Undo")
    assert "Kim Lee" in slack.modal("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/contact Acme: called Kim Lee, glad")
    assert "Met: Kim Lee" in slack.said_to("mia")[-1]


async def test_more_people_than_a_page_holds_are_leafed_through(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/contact")
    names = ", ".join(f"Person {letter}" for letter in "ABCDEFGHIJKLM")
    await slack.fill(
        "mia", {"Customer": "Acme Industries", "What was said?": "all there", "How was it?": "Visit"}
    )
    await slack.fill("mia", {"Whom did you meet?": names})
    outcome = await slack.submit("mia")
    assert not outcome.errors
    assert "Met: Person A" in slack.modal("mia")
    await slack.close("mia")
    await the_list(slack)
    await add(slack, "Person N")
    await slack.submit("mia")
    await slack.click("mia", "All their people")
    assert "I know 14 people at Acme Industries, here 1 to 12." in slack.modal("mia")
    await slack.click("mia", "More")
    assert "here 13 to 14" in slack.modal("mia")
    await slack.click("mia", "Back")
    assert "here 1 to 12" in slack.modal("mia")


async def test_a_form_that_was_open_meanwhile_keeps_the_others_change(slack: KeptSlack) -> None:
    await the_list(slack)
    await add(slack, "Dana Reyes")
    await slack.submit("mia")
    await slack.click("mia", "All their people")
    await slack.click("mia", "Edit", near="Dana Reyes")
    await slack.command("sam", "#accounts", "/contact Acme: called, no answer")
    await slack.click("sam", "Add a person")
    await slack.fill("sam", {"Name": "Kim"})
    await slack.submit("sam")
    await slack.click("sam", "All their people")
    await slack.click("sam", "Edit", near="Dana Reyes")
    await slack.fill("sam", {"How to reach them": "by mail"})
    await slack.submit("sam")
    await slack.fill("mia", {"What do they do there?": "Plant manager"})
    await slack.submit("mia")
    assert "Dana Reyes, Plant manager · by mail" in slack.modal("mia")
