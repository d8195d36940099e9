"""A real browser for the page tests: one Chromium per session, one small Slack and one page per test."""

import json
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Generator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, async_playwright

from playground import Slack
from tests.page.trial_app import MANIFEST, Trial

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE = 5_000  # milliseconds that a page may take to show what a test waits for
DESKTOP = (1280, 800)
PHONE = (360, 740)

# Runs before the page's own scripts, so that no violation is missed.
_WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (e) => window.violations.push(`${e.violatedDirective} ${e.blockedURI}`));
"""

NO_BROWSER = f"the page tests (tests/page) did not run: none of {', '.join(BROWSERS)} is installed"

OpenPage = Callable[..., Awaitable[Page]]
Windows = Callable[[tuple[int, int], bool], Awaitable[BrowserContext]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All page tests share the browser's event loop: Playwright's objects belong to the loop that made them."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Without a browser, the summary says so once and not once for each test: all skips get one place."""
    report = yield
    if report.skipped and isinstance(report.longrepr, tuple) and NO_BROWSER in report.longrepr[2]:
        report.longrepr = (__file__, 1, report.longrepr[2])
    return report


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Where a Chromium or Chrome is on this machine; without one the tests that need it do not run and say so."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(NO_BROWSER)
    return found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(browser_path: str) -> AsyncIterator[Browser]:
    """One headless browser for all page tests."""
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=browser_path, args=list(ARGUMENTS))
        yield launched
        await launched.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def windows(browser: Browser) -> AsyncIterator[Windows]:
    """A window of that size, by day or by night: each is made once, as that takes a browser longer than all of a test.

    What a page keeps in it stays its own: each test's playground is another host to it.
    """
    made: dict[tuple[tuple[int, int], bool], BrowserContext] = {}

    async def window(size: tuple[int, int], dark: bool) -> BrowserContext:
        if (size, dark) not in made:
            touch = size == PHONE
            made[size, dark] = await browser.new_context(
                viewport={"width": size[0], "height": size[1]},
                color_scheme="dark" if dark else "light",
                reduced_motion="reduce",
                has_touch=touch,
                is_mobile=touch,
            )
            made[size, dark].set_default_timeout(PATIENCE)
            await made[size, dark].add_init_script(_WATCH)
        return made[size, dark]

    yield window
    for each in made.values():
        await each.close()


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(windows: Windows) -> AsyncIterator[OpenPage]:
    """Opens the page of a playground; at the end no page may have complained, nor asked another host for anything.

    `await open_page(slack, who="mia", place="accounts", size=PHONE, dark=True)`; `place` is a channel's name, "home" or
    "dm". `expected` is what stands in complaints that a test brings about itself.
    """
    pages, complaints = list[Page](), list[str]()

    async def open_(
        slack: Slack,
        *,
        who: str = "mia",
        place: str = "accounts",
        size: tuple[int, int] = DESKTOP,
        dark: bool = False,
        expected: str = "",
    ) -> Page:
        page = await (await windows(size, dark)).new_page()
        pages.append(page)
        _listen(page, slack, complaints, expected)
        await page.goto(address(slack, who, place))
        await page.wait_for_selector("body.ready")
        return page

    yield open_
    for page in pages:
        complaints += await page.evaluate("window.violations")
        await page.close()
    assert complaints == []


def address(slack: Slack, who: str, place: str) -> str:
    """The page's address for a person at a place."""
    person = slack.workspace.person(who)
    if place == "dm":
        where = slack.workspace.dm_with(person).id
    else:
        where = place if place == "home" else slack.workspace.channel(place).id
    return f"{slack.page_url}#as={person.id}&in={where}"


def _listen(page: Page, slack: Slack, complaints: list[str], expected: str) -> None:
    own = urlsplit(slack.page_url).netloc

    def told(line: ConsoleMessage) -> None:
        if line.type in ("error", "warning") and not (expected and expected in line.text):
            complaints.append(f"console: {line.text}")

    page.on("console", told)
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))

    def asked(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme != "data" and parts.netloc != own:
            complaints.append(f"another host was asked: {url}")

    page.on("request", lambda request: asked(request.url))


@pytest_asyncio.fixture(loop_scope="session")
async def trial(browser_path: str) -> AsyncIterator[Trial]:
    """A playground with the tests' own small app connected; needs a browser to be of use."""
    assert browser_path
    slack = Slack(manifest=MANIFEST)
    await slack.start()
    app = Trial(slack)
    await app.connect()
    yield app
    await app.disconnect()
    await slack.stop()


async def state_of(page: Page) -> dict[str, Any]:
    """What the server tells this page about the workspace."""
    person = await page.evaluate("new URLSearchParams(location.hash.slice(1)).get('as')")
    answer = await page.evaluate("(as) => fetch(`/ui/state?as=${as}`).then((r) => r.text())", person)
    state: dict[str, Any] = json.loads(answer)
    return state
