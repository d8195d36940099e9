"""Writing on the page: messages, commands with completion, names, threads, one's own messages."""

import pytest
from playwright.async_api import Locator, Page, expect

from tests.page.conftest import OpenPage
from tests.page.trial_app import Trial

INERT = '<b>x</b><!channel> <@U1> & "'


def box(page: Page) -> Locator:
    """The text field under the messages."""
    return page.get_by_role("textbox", name="Message", exact=True)


def newest(page: Page) -> Locator:
    """The last message of the channel."""
    return page.locator("#messages article").last


async def open_menu(page: Page) -> None:
    """Open the menu of the last message as a pointer does: its button shows while the message is pointed at."""
    await newest(page).hover()
    await newest(page).get_by_role("button", name="More actions").click()


async def test_enter_sends_a_message_and_shift_enter_makes_a_line(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.slack)
    await box(page).fill("First line")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("second line")
    await page.keyboard.press("Enter")
    await expect(newest(page).locator(".message-body")).to_have_text("First linesecond line")
    assert await newest(page).locator(".message-body br").count() == 1
    await expect(newest(page).locator(".message-name")).to_have_text("Mia Tamm")
    await expect(box(page)).to_have_value("")


@pytest.mark.parametrize("line", [INERT, f"/note {INERT}"], ids=["message", "command"])
async def test_what_people_type_is_shown_as_they_typed_it(
    trial: Trial, open_page: OpenPage, line: str
) -> None:
    page = await open_page(trial.slack)
    await box(page).fill(line)
    await page.keyboard.press("Enter")
    await expect(newest(page).locator(".message-body")).to_contain_text(INERT)
    assert await newest(page).locator(".message-body").locator("b, a, button, .mention").count() == 0


async def test_a_command_is_completed_by_tab_with_its_hint(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.slack)
    await box(page).press_sequentially("/no")
    offers = page.get_by_role("listbox", name="Commands").get_by_role("option")
    await expect(offers).to_have_count(1)
    await expect(offers).to_contain_text("Keep a note")
    await page.keyboard.press("Tab")
    await expect(box(page)).to_have_value("/note ")
    await expect(page.locator("#composer .composer-hint")).to_have_text("/note words")
    await page.keyboard.type("seals came in")
    await page.keyboard.press("Enter")
    await expect(newest(page)).to_contain_text("Noted: seals came in")
    await expect(newest(page)).to_contain_text("Only visible to you")
    assert trial.notes == ["seals came in"]


async def test_arrows_choose_among_commands_and_escape_leaves_what_was_typed(
    trial: Trial, open_page: OpenPage
) -> None:
    page = await open_page(trial.slack)
    await box(page).press_sequentially("/or")
    offers = page.get_by_role("listbox", name="Commands").get_by_role("option")
    await expect(offers).to_have_count(2)
    await page.keyboard.press("Escape")
    await expect(offers).to_have_count(0)
    await expect(box(page)).to_have_value("/or")
    await page.keyboard.type("d")
    await page.keyboard.press("ArrowDown")
    await expect(offers.nth(1)).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("Enter")
    await expect(box(page)).to_have_value("/orders ")


async def test_a_fully_typed_command_is_sent_by_one_enter(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.slack)
    await box(page).press_sequentially("/orders")
    await page.keyboard.press("Enter")
    await expect(newest(page)).to_contain_text("pressed 0 times")


async def test_a_name_is_completed_and_reaches_the_app_as_a_mention(
    trial: Trial, open_page: OpenPage
) -> None:
    page = await open_page(trial.slack)
    await box(page).press_sequentially("/note ask @le")
    await expect(page.get_by_role("listbox", name="People").get_by_role("option")).to_contain_text(
        "Lena Kask"
    )
    await page.keyboard.press("Enter")
    await page.keyboard.type("first")
    await page.keyboard.press("Enter")
    await expect(newest(page).locator(".mention")).to_have_text("@Lena Kask")
    assert trial.notes == [f"ask <@{trial.slack.workspace.person('lena').id}> first"]


async def test_an_unknown_command_is_refused_and_stays_in_the_field(
    trial: Trial, open_page: OpenPage
) -> None:
    page = await open_page(trial.slack)
    await box(page).fill("/nothing here")
    await page.keyboard.press("Enter")
    await expect(page.locator("#composer").get_by_role("alert")).to_contain_text("/nothing")
    await expect(box(page)).to_have_value("/nothing here")


async def test_each_channel_keeps_its_own_unsent_words(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.slack)
    await box(page).fill("half a thought")
    await page.get_by_role("button", name="general", exact=False).first.click()
    await expect(box(page)).to_have_value("")
    await page.locator("#sidebar").get_by_role("button", name="accounts").click()
    await expect(box(page)).to_have_value("half a thought")


async def test_words_being_typed_survive_messages_of_others(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.slack)
    await box(page).press_sequentially("I was saying")
    await trial.slack.gestures.say("sam", "accounts", "Quick question, all")
    await expect(newest(page)).to_contain_text("Quick question")
    await page.keyboard.type(" this")
    await expect(box(page)).to_have_value("I was saying this")


async def test_a_reply_goes_to_the_thread_beside_the_channel(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.slack)
    await open_menu(page)
    await page.get_by_role("menuitem", name="Reply in thread").click()
    reply = page.get_by_role("textbox", name="Reply", exact=True)
    await expect(reply).to_be_focused()
    await reply.fill("Ask the plant manager")
    await page.keyboard.press("Enter")
    await expect(page.locator("#replies article").last).to_contain_text("Ask the plant manager")
    await expect(newest(page).get_by_role("button", name="1 reply")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("complementary", name="Thread")).to_be_hidden()
    await expect(newest(page)).to_be_focused()


async def test_ones_own_message_can_be_edited_and_deleted(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.slack)
    await box(page).fill("Ask @sam & <tom>")
    await page.keyboard.press("Enter")
    await expect(newest(page).locator(".mention")).to_have_text("@Sam Okafor")
    await open_menu(page)
    await page.get_by_role("menuitem", name="Edit message").click()
    editor = page.get_by_role("textbox", name="Edit message")
    await expect(editor).to_have_value("Ask @sam & <tom>")
    await editor.fill("Ask @sam")
    await page.keyboard.press("Enter")
    await expect(newest(page)).to_contain_text("(edited)")
    await expect(newest(page).locator(".message-body")).not_to_contain_text("tom")
    before = await page.locator("#messages article").count()
    await open_menu(page)
    await page.get_by_role("menuitem", name="Delete message").click()
    await page.get_by_role("alertdialog").get_by_role("button", name="Delete").click()
    await expect(page.locator("#messages article")).to_have_count(before - 1)


async def test_a_message_of_somebody_else_offers_neither_edit_nor_delete(
    trial: Trial, open_page: OpenPage
) -> None:
    page = await open_page(trial.slack, who="sam")
    await open_menu(page)
    await expect(page.get_by_role("menuitem", name="Reply in thread")).to_be_visible()
    assert await page.get_by_role("menuitem", name="Edit message").count() == 0
    assert await page.get_by_role("menuitem", name="Delete message").count() == 0


async def test_a_reaction_is_put_and_taken_back(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.slack)
    await open_menu(page)
    await page.get_by_role("menuitem", name="handshake").click()
    mine = newest(page).get_by_role("button", name="handshake, 1: You")
    await expect(mine).to_have_attribute("aria-pressed", "true")
    await mine.click()
    await expect(mine).to_have_count(0)


async def test_marks_and_references_of_the_app_are_drawn(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.slack)
    await box(page).fill("/orders ")
    await page.keyboard.press("Enter")
    drawn = newest(page).locator(".section .words").first
    await expect(drawn.locator("strong")).to_have_text("bold")
    await expect(drawn.locator("em")).to_have_text("slanted")
    await expect(drawn.locator("s")).to_have_text("gone")
    await expect(drawn.locator("code")).to_have_text("code")
    await expect(drawn.get_by_role("link", name="a link")).to_have_attribute(
        "href", "https://example.org/a?b=1&c=2"
    )
    await expect(drawn.locator("span.mention")).to_have_text("@Sam Okafor")
    await expect(drawn.locator("blockquote")).to_have_text("quoted")
    await expect(drawn.locator("time")).to_have_text("2026-01-01")
    await expect(drawn).to_contain_text("<b>")
    await expect(drawn).to_contain_text("snake_case_stays 2*3*4")
    await drawn.get_by_role("button", name="#general").click()
    await expect(page.get_by_role("heading", name="general", level=1)).to_be_visible()
