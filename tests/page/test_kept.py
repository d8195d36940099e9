"""The real Kept, used in the page by somebody who only reads the screen."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
import yaml
from playwright.async_api import FilePayload, Page, expect

from bot.settings import read
from handlers.run import connected, open_house
from playground import Slack
from tests.page.conftest import PHONE, OpenPage

MANIFEST = Path(__file__).parents[2] / "manifest.yml"


@pytest_asyncio.fixture(loop_scope="session")
async def kept(tmp_path: Path) -> AsyncIterator[Slack]:
    """A playground with the real Kept in it; Acme is a customer, and #acme-shared is theirs."""
    slack = Slack(
        manifest=yaml.safe_load(MANIFEST.read_text(encoding="utf-8")), file=tmp_path / "playground.db"
    )
    await slack.start()
    settings = read(
        {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
            "DATABASE_URL": f"sqlite:///{tmp_path / 'playground.db'}",
        }
    )
    try:
        async with open_house(settings, slack.clock.now) as house, connected(house):
            await slack.connected()
            await slack.gestures.command("mia", "#accounts", "/customer add Acme")
            yield slack
    finally:
        await slack.stop()


async def type_line(page: Page, words: str) -> None:
    await page.get_by_role("textbox").last.fill(words)
    await page.keyboard.press("Escape")
    await page.keyboard.press("Enter")


async def test_a_promise_is_typed_confirmed_closed_by_button_and_undone(
    kept: Slack, open_page: OpenPage
) -> None:
    page = await open_page(kept, who="mia", place="accounts")
    await type_line(page, "/promise Acme: replacement pump by tomorrow 3pm")
    await expect(page.locator("main").get_by_text("P-1").last).to_be_visible()
    await page.get_by_role("button", name="Open", exact=True).last.click()
    await page.get_by_role("button", name="Kept", exact=True).last.click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("What shows it?").fill("tracking 1Z999")
    await dialog.get_by_role("button", name="Close it").click()
    await expect(
        page.get_by_role("dialog").get_by_text("is closed: kept. Proof: tracking 1Z999")
    ).to_be_visible()
    await page.get_by_role("dialog").get_by_role("button", name="Undo", exact=True).click()
    await expect(page.get_by_role("dialog").get_by_text("undone")).to_be_visible()


async def test_enter_after_undo_by_keyboard_takes_no_other_promise_back(
    kept: Slack, open_page: OpenPage
) -> None:
    page = await open_page(kept, who="mia", place="accounts")
    messages = page.locator("#messages article")
    await type_line(page, "/promise Acme: the important one by tomorrow")
    await expect(messages.last).to_contain_text("P-1")
    await type_line(page, "/promise Acme: another by tomorrow")
    await expect(messages.last).to_contain_text("P-2")
    await messages.last.get_by_role("button", name="Undo", exact=True).focus()
    await page.keyboard.press("Enter")
    await expect(messages.last).to_contain_text("taken back")
    await expect(messages.last).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await type_line(page, "/promise mine")
    await expect(messages.last).to_contain_text("P-1")


async def test_what_was_done_last_is_undone_on_a_home_that_was_opened_before(
    kept: Slack, open_page: OpenPage
) -> None:
    page = await open_page(kept, who="mia", place="accounts")
    await type_line(page, "/promise Acme: replacement pump by tomorrow 3pm")
    await expect(page.locator("main").get_by_text("P-1").last).to_be_visible()
    home = page.get_by_role("region", name="Home")
    for _ in range(3):
        await open_home(kept, page)
    await home.get_by_role("button", name="Undo", exact=True).first.click()
    await expect(home).to_contain_text("P-1 is taken back")
    await expect(page.locator(".toast")).to_have_count(0)


async def open_home(slack: Slack, page: Page) -> None:
    """Opens Home from elsewhere, and waits until the app has drawn it."""

    def drawn() -> int:
        return sum(call.method == "views.publish" for call in slack.api.calls)

    sidebar, before = page.get_by_role("navigation", name="Channels"), drawn()
    await sidebar.get_by_role("button", name="accounts").click()
    await sidebar.get_by_role("button", name="Home").click()
    await expect(page.get_by_role("region", name="Home").get_by_text("Recently done")).to_be_visible()
    async with asyncio.timeout(5):
        while drawn() == before:  # noqa: ASYNC110 - a list has no event
            await asyncio.sleep(0.01)


async def test_a_half_promise_is_finished_in_the_form(kept: Slack, open_page: OpenPage) -> None:
    page = await open_page(kept, who="mia", place="accounts")
    await type_line(page, "/promise Acme: replacement pump")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_label("What did you promise?")).to_have_value("replacement pump")
    await dialog.get_by_label("Which date were they told?").fill("when pigs fly")
    await dialog.get_by_role("button", name="Log it").click()
    await expect(dialog.get_by_text("I can't read “when pigs fly” as a date")).to_be_visible()
    await dialog.get_by_label("Which date were they told?").fill("in 2 weeks")
    await dialog.get_by_role("button", name="Log it").click()
    await expect(page.get_by_role("dialog").get_by_text("saved")).to_be_visible()


async def test_home_says_what_is_late_once_the_clock_is_pushed(kept: Slack, open_page: OpenPage) -> None:
    page = await open_page(kept, who="mia", place="accounts")
    await type_line(page, "/promise Acme: replacement pump by tomorrow 3pm")
    await expect(page.locator("main").get_by_text("P-1").last).to_be_visible()
    home = await open_page(kept, who="mia", place="home", size=PHONE)
    await expect(home.get_by_text("1 open promise, not late.")).to_be_visible()
    await home.get_by_role("button", name="+1 week").click()
    await expect(home.get_by_text("1 open promise, and it is late.")).to_be_visible()


async def test_an_outsider_in_the_shared_channel_sees_nothing_of_it(kept: Slack, open_page: OpenPage) -> None:
    mine = await open_page(kept, who="mia", place="acme-shared")
    theirs = await open_page(kept, who="dana", place="acme-shared")
    await type_line(mine, "/promise Acme: replacement pump by tomorrow")
    await expect(mine.locator("main").get_by_text("P-1").last).to_be_visible()
    await theirs.reload()
    await expect(theirs.locator("main").get_by_text("Dana Reyes").first).to_be_visible()
    await expect(theirs.get_by_text("P-1")).to_have_count(0)


async def test_a_file_that_was_shown_as_proof_comes_down_by_its_link(
    kept: Slack, open_page: OpenPage
) -> None:
    page = await open_page(kept, who="mia", place="accounts")
    await type_line(page, "/promise Acme: replacement pump by tomorrow 3pm")
    await expect(page.locator("main").get_by_text("P-1").last).to_be_visible()
    await page.get_by_role("button", name="Open", exact=True).last.click()
    await page.get_by_role("button", name="Kept", exact=True).last.click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("What shows it?").fill("see (https://example.org/1Z999).")
    shown = FilePayload(name="slip.txt", mimeType="text/plain", buffer=b"delivered")
    await dialog.locator("input[type=file]").set_input_files(shown)
    await expect(dialog.get_by_text("slip.txt")).to_be_visible()
    await dialog.get_by_role("button", name="Close it").click()
    await expect(dialog.get_by_text("is closed: kept. Proof: see")).to_be_visible()
    await expect(dialog.get_by_role("link", name="https://example.org/1Z999", exact=True)).to_be_visible()
    async with page.expect_download() as down:
        await dialog.get_by_role("link", name="slip.txt").click()
    assert (await (await down.value).path()).read_bytes() == b"delivered"
