"""Addresses of messages and files of the playground itself: from a message, from a form, and typed by hand."""

from playwright.async_api import Download, Locator, Page, expect
from slack_sdk.web.async_client import AsyncWebClient

from tests.page.conftest import OpenPage
from tests.page.test_talking import box, newest
from tests.page.trial_app import Trial
from tests.page.trial_views import words

ACCOUNTS = "C0ACCOUNTS1"


async def permalink(trial: Trial, ts: str, channel: str = ACCOUNTS) -> str:
    """A message's address, as the app gets it."""
    client = AsyncWebClient(token=trial.slack.bot_token, base_url=trial.slack.api_url)
    return str((await client.chat_getPermalink(channel=channel, message_ts=ts))["permalink"])


async def follow(page: Page) -> None:
    """Press the link in the last message."""
    await newest(page).locator(".message-body a").click()


def pointed_at(page: Page, where: str = "#messages") -> Locator:
    """The message that the page points at."""
    return page.locator(f"{where} article.sought")


async def test_a_link_to_a_message_opens_its_channel_there(trial: Trial, open_page: OpenPage) -> None:
    first = trial.slack.talk.lines(ACCOUNTS)[0]
    for number in range(30):
        await trial.slack.gestures.say("sam", "#accounts", f"Line {number}")
    link = (await permalink(trial, first.ts)).replace("127.0.0.1", "localhost")
    await trial.slack.gestures.say("mia", "#general", f"It was said {link}")
    page = await open_page(trial.slack, place="general")
    windows = len(page.context.pages)
    for _ in range(2):
        await follow(page)
        await expect(page.get_by_role("heading", name="accounts", level=1)).to_be_visible()
        sought = pointed_at(page)
        await expect(sought).to_contain_text("replacement for the P40")
        await expect(sought).to_be_focused()
        await expect(sought).to_be_in_viewport()
        await page.locator("#sidebar").get_by_role("button", name="general").click()
    assert len(page.context.pages) == windows
    await expect(page.get_by_role("button", name="You are")).to_contain_text("Mia Tamm")


async def test_the_address_of_a_message_in_a_thread_can_be_loaded(trial: Trial, open_page: OpenPage) -> None:
    root = trial.slack.talk.lines(ACCOUNTS)[0]
    for text in ("First reply", "Second reply"):
        reply = await trial.slack.gestures.say("sam", "#accounts", text, thread_ts=root.ts)
    page = await open_page(trial.slack, place="general")
    await page.goto(await permalink(trial, reply.ts))
    await expect(page.get_by_role("heading", name="accounts", level=1)).to_be_visible()
    await expect(pointed_at(page, "#replies")).to_contain_text("Second reply")


async def test_a_message_that_is_gone_or_not_for_me_is_said_to_be(trial: Trial, open_page: OpenPage) -> None:
    gone = trial.slack.talk.lines(ACCOUNTS)[0]
    link, leads = (
        await permalink(trial, gone.ts),
        await permalink(trial, trial.slack.talk.lines("C0LEADS0001")[0].ts, "C0LEADS0001"),
    )
    trial.slack.talk.delete(gone)
    page = await open_page(trial.slack, place="general")
    for address in (link, leads):
        await page.goto("about:blank")
        await page.goto(address)
        await expect(page.locator(".toast")).to_contain_text("That message is gone, or it is not for you")
        await expect(box(page)).to_be_focused()


async def test_a_link_in_a_window_that_only_tells_closes_it_on_the_way(
    trial: Trial, open_page: OpenPage
) -> None:
    link = await permalink(trial, trial.slack.talk.lines(ACCOUNTS)[0].ts)
    page = await open_page(trial.slack, place="general")
    piece = {"type": "link", "url": link, "text": "Where it was said"}
    told = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [piece]}]}
    view = {"type": "modal", "title": words("P-1"), "blocks": [told]}
    trial.slack.views.open(view, trial.slack.parts.triggers.issue("U0MIA000001"))
    await page.get_by_role("dialog").get_by_role("link", name="Where it was said").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(pointed_at(page)).to_be_focused()


async def test_a_file_comes_down_for_a_colleague_and_by_its_plain_address(
    trial: Trial, open_page: OpenPage
) -> None:
    file = trial.slack.files.add("big.bin", b"proof", "U0MIA000001")
    await trial.slack.gestures.say("mia", "#general", f"Proof: {file['permalink']}")
    page = await open_page(trial.slack, who="sam", place="general")
    async with page.expect_download() as pressed:
        await follow(page)
    assert (await pressed.value).suggested_filename == "big.bin"
    await expect(page.get_by_role("heading", name="general", level=1)).to_be_visible()
    async with page.expect_download() as typed:
        await page.goto(file["permalink"])
    assert (await (await typed.value).path()).read_bytes() == b"proof"


async def test_a_file_of_ours_does_not_come_down_for_an_outsider(trial: Trial, open_page: OpenPage) -> None:
    file = trial.slack.files.add("big.bin", b"proof", "U0MIA000001")
    await trial.slack.gestures.say("mia", "#acme-shared", f"Proof: {file['permalink']}")
    page = await open_page(trial.slack, who="dana", place="acme-shared", expected="Failed to load resource")
    downloads = list[Download]()
    page.on("download", lambda each: downloads.append(each))
    await follow(page)
    await expect(page.locator(".toast")).to_contain_text("That file is gone, or it is not for you")
    assert downloads == []
    async with page.expect_download():
        await page.goto(f"{trial.slack.page_url}#as=U0SAM000001&file={file['id']}")
    await expect(page.get_by_role("button", name="You are")).to_contain_text("Sam Okafor")
