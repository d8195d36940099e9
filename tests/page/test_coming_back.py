"""What stays on the page: when it is read anew, when the playground is away, and when it was started again."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from playground import Slack
from tests.page.conftest import OpenPage
from tests.page.test_forms import opened, value
from tests.page.test_talking import box, newest
from tests.page.trial_app import MANIFEST, Trial

REFUSED = "Failed to load resource"  # what a browser says of a server that is away
AGAIN = 10_000  # milliseconds in which the page tries a server again that was away

Start = Callable[[], Awaitable[Trial]]


class Restarted:
    """A playground with the tests' app that is stopped and started again at the same address; `file` None forgets all."""

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self.trial: Trial | None = None
        self.port = 0

    async def start(self) -> Trial:
        """Start it, at the address that it had before."""
        slack = Slack(manifest=MANIFEST, file=self.file)
        await slack.start(self.port)
        self.port = int(slack.page_url.rstrip("/").rpartition(":")[2])
        self.trial = Trial(slack)
        await self.trial.connect()
        return self.trial

    async def stop(self) -> None:
        """Stop it, as Ctrl-C does."""
        if self.trial is not None:
            await self.trial.disconnect()
            await self.trial.slack.stop()
            self.trial = None


@pytest_asyncio.fixture(loop_scope="session")
async def kept(browser_path: str, tmp_path: Path) -> AsyncIterator[Restarted]:
    """A playground that keeps its state in a file."""
    assert browser_path
    server = Restarted(tmp_path / "playground.db")
    yield server
    await server.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def forgetful(browser_path: str) -> AsyncIterator[Restarted]:
    """A playground that keeps nothing."""
    assert browser_path
    server = Restarted(None)
    yield server
    await server.stop()


def what(form: Locator) -> Locator:
    """The form's first field."""
    return form.get_by_role("textbox", name="Kept field")


def complaint(form: Locator) -> Locator:
    """What the form says is wrong."""
    return form.get_by_role("alert")


async def test_what_was_typed_into_a_form_and_a_field_is_there_after_a_reload(
    trial: Trial, open_page: OpenPage
) -> None:
    page = await open_page(trial.slack)
    await box(page).fill("half a thought")
    await page.get_by_role("button", name="Shortcuts").click()
    await page.get_by_role("menuitem", name="Count the shelf").click()
    form = page.get_by_role("dialog")
    await form.get_by_role("textbox", name="Why").fill("Theirs leaks\nsince Sunday")
    await form.get_by_label("Hour").fill("")
    await form.get_by_role("checkbox", name="Gloves").check()
    await page.reload()
    await expect(form.get_by_role("textbox", name="Why")).to_have_value("Theirs leaks\nsince Sunday")
    await expect(form.get_by_label("Hour")).to_have_value("")
    await expect(form.get_by_role("checkbox", name="Gloves")).to_be_checked()
    await form.get_by_role("button", name="Not now").click()
    await expect(form).to_be_hidden()
    await expect(box(page)).to_have_value("half a thought")
    await page.locator("#sidebar").get_by_role("button", name="general").click()
    await expect(box(page)).to_have_value("")


async def test_what_was_sent_off_is_not_there_again_after_a_reload(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.slack)
    form = await opened(page, "/order steps")
    await what(form).fill("gone")
    await form.get_by_role("button", name="Cancel").click()
    await expect(form).to_be_hidden()
    await box(page).fill("sent")
    await page.keyboard.press("Enter")
    await expect(newest(page)).to_contain_text("sent")
    await page.reload()
    await page.wait_for_selector("body.ready")
    await expect(box(page)).to_have_value("")
    assert await page.evaluate("Object.keys(sessionStorage)") == ["as"]


async def test_a_form_waits_for_a_playground_that_is_started_again_and_is_sent_then(
    kept: Restarted, open_page: OpenPage
) -> None:
    page = await open_page((await kept.start()).slack, expected=REFUSED)
    form = await opened(page, "/order steps")
    await what(form).fill("typed before")
    await kept.stop()
    await expect(complaint(form)).to_contain_text("does not answer")
    await what(form).press_sequentially(" and while it was away")
    await form.get_by_role("button", name="Cancel").click()
    await form.get_by_role("button", name="Next", exact=True).click()
    await expect(complaint(form)).to_contain_text("does not answer")
    trial = await kept.start()
    await expect(complaint(form)).to_be_hidden(timeout=AGAIN)
    await expect(what(form)).to_have_value("typed before and while it was away")
    await form.get_by_role("button", name="Next", exact=True).click()
    await expect(form.get_by_role("heading", name="On top")).to_be_visible()
    assert value(trial.submitted[0], "kept") == "typed before and while it was away"


async def test_a_form_that_nobody_knows_any_more_says_so_and_keeps_its_words_to_copy(
    forgetful: Restarted, open_page: OpenPage
) -> None:
    page = await open_page((await forgetful.start()).slack, expected=REFUSED)
    form = await opened(page, "/order steps")
    await what(form).fill("worth copying")
    await forgetful.stop()
    await expect(complaint(form)).to_contain_text("does not answer")
    await forgetful.start()
    await expect(complaint(form)).to_contain_text("does not know this form any more", timeout=AGAIN)
    await expect(what(form)).to_have_value("worth copying")
    await expect(form.get_by_role("button", name="Next", exact=True)).to_have_count(0)
    await page.get_by_role("dialog").get_by_role("button", name="Close").last.click()
    await expect(form).to_be_hidden()


async def test_a_window_that_only_told_something_goes_with_the_playground_that_opened_it(
    forgetful: Restarted, open_page: OpenPage
) -> None:
    page = await open_page((await forgetful.start()).slack, expected=REFUSED)
    form = await opened(page, "/order steps")
    await form.get_by_role("button", name="Next", exact=True).click()
    await expect(form.get_by_role("heading", name="On top")).to_be_visible()
    await forgetful.stop()
    await expect(complaint(form)).to_contain_text("does not answer")
    await forgetful.start()
    await expect(form).to_have_count(0, timeout=AGAIN)


async def complained(page: Page) -> Locator:
    """A notice that stays, about a button that is gone."""
    notice = page.locator(".toast.error")
    await newest(page).get_by_role("button", name="Press").click()
    await expect(notice).to_be_visible()
    return notice


@pytest.mark.parametrize("how", ["somebody else", "started again"])
async def test_a_notice_goes_with_the_person_or_the_playground_that_it_was_for(
    forgetful: Restarted, open_page: OpenPage, how: str
) -> None:
    trial = await forgetful.start()
    page = await open_page(trial.slack, expected=REFUSED)
    await box(page).fill("/orders ")
    await page.keyboard.press("Enter")
    await expect(newest(page)).to_contain_text("pressed 0 times")
    await trial.disconnect()
    notice = await complained(page)
    if how == "somebody else":
        await page.get_by_role("button", name="You are").click()
        await page.get_by_role("menuitemradio", name="Sam Okafor").click()
        await expect(page.get_by_role("button", name="You are")).to_contain_text("Sam Okafor")
    else:
        await forgetful.stop()
        await forgetful.start()
    await expect(notice).to_have_count(0, timeout=AGAIN)
