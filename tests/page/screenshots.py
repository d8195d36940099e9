"""`make screenshots`: draws the README's pictures from the playground, with the real Kept in it, on a fixed day."""

import asyncio
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import yaml
from playwright.async_api import Page, async_playwright

from bot.settings import read
from handlers.run import connected, open_house
from playground import Clock, Slack
from playground.script import SCRIPT
from tests.page.conftest import ARGUMENTS, BROWSERS, DESKTOP, PHONE

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
WEDNESDAY = datetime(2026, 11, 25, 8, 12, tzinfo=UTC)


@asynccontextmanager
async def playground(folder: Path) -> AsyncIterator[Slack]:
    """The playground as `make run` opens it, its sample company's past played, in a folder of its own."""
    file = folder / "playground.db"
    slack = Slack(
        clock=Clock(WEDNESDAY),
        manifest=yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8")),
        file=file,
    )
    await slack.start()
    settings = read(
        {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
            "DATABASE_URL": f"sqlite:///{file}",
            "KEPT_TICK_SECONDS": "0",
        }
    )
    try:
        async with open_house(settings, slack.clock.now) as house, connected(house) as running:
            await slack.connected()
            running.ticks.resting = True
            await slack.play(SCRIPT)
            running.ticks.resting = False
            slack.clock.pace = partial(running.ticks.through, move=slack.clock.set)
            yield slack
    finally:
        await slack.stop()


async def type_in(page: Page, words: str) -> None:
    """Types a line where one types, and sends it."""
    await page.get_by_role("textbox").last.fill(words)
    await page.keyboard.press("Escape")
    await page.keyboard.press("Enter")


async def draw(slack: Slack) -> None:
    """The pictures, one after another."""
    browser_path = next(path for name in BROWSERS if (path := shutil.which(name)))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=browser_path, args=list(ARGUMENTS))
        wide, high = DESKTOP
        page = await browser.new_page(viewport={"width": wide, "height": high}, device_scale_factor=1)
        await page.goto(slack.page_url)
        await (
            page.get_by_text("Today").or_(page.get_by_text("Mia Tamm")).filter(visible=True).first.wait_for()
        )
        await type_in(page, "/promise Acme: spare seals by Fri noon @sam aim Thu")
        await page.get_by_text("hears of it from me").first.wait_for()
        await page.screenshot(path=DOCS / "promise.png")
        await page.get_by_role("button", name="Edit", exact=True).last.click()
        await page.get_by_role("dialog").wait_for()
        await page.screenshot(path=DOCS / "form.png")
        await page.keyboard.press("Escape")
        await page.get_by_role("button", name="Home").or_(page.get_by_role("link", name="Home")).first.click()
        await page.get_by_text("What I owe").wait_for()
        await page.screenshot(path=DOCS / "home.png")
        await page.get_by_role("button", name="Next morning").click()
        await page.get_by_text("It is now").first.wait_for()
        await page.get_by_role("button", name="Messages").first.click()
        await page.get_by_text("Good morning").first.wait_for()
        await page.screenshot(path=DOCS / "brief.png")
        small = await browser.new_context(
            viewport={"width": PHONE[0], "height": PHONE[1]}, color_scheme="dark", device_scale_factor=1
        )
        phone = await small.new_page()
        await phone.goto(slack.page_url)
        await type_in(phone, "/promise mine")
        await phone.get_by_text("open promise").first.wait_for()
        await phone.screenshot(path=DOCS / "phone.png")
        await browser.close()


async def main() -> int:
    """Draws everything into docs/; returns the exit code."""
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        async with playground(Path(folder)) as slack:
            await draw(slack)
    print("Drawn:", ", ".join(sorted(path.name for path in DOCS.glob("*.png"))))
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
