"""Being somebody, going places, pushing the clock; narrow windows and the dark."""

from datetime import datetime, timedelta

import pytest
from playwright.async_api import expect

from tests.page.conftest import PHONE, OpenPage, state_of
from tests.page.test_talking import box, newest
from tests.page.trial_app import Trial


async def test_another_person_sees_their_own_channels_and_zone(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.slack)
    sidebar = page.get_by_role("navigation", name="Channels")
    await expect(sidebar.get_by_role("button", name="accounts")).to_have_attribute("aria-current", "page")
    await sidebar.get_by_role("button", name="You are").click()
    dana = page.get_by_role("menuitemradio", name="Dana Reyes")
    await expect(dana).to_contain_text("outsider · Acme Bottling")
    await dana.click()
    await expect(sidebar.get_by_role("button", name="You are")).to_contain_text("Dana Reyes")
    await expect(sidebar.get_by_role("button", name="acme-shared")).to_be_visible()
    assert await sidebar.get_by_role("button", name="accounts").count() == 0
    await expect(page.get_by_role("main")).to_contain_text("shared with another organisation")
    await expect(page.locator("#clock")).to_contain_text("New York")


async def test_the_plain_address_opens_as_somebody_and_so_does_one_that_is_out_of_date(
    trial: Trial, open_page: OpenPage
) -> None:
    page = await open_page(trial.slack, who="sam")
    me = page.get_by_role("button", name="You are")
    await expect(me).to_contain_text("Sam Okafor")
    await page.goto("about:blank")
    await page.goto(trial.slack.page_url)
    await expect(me).to_contain_text("Sam Okafor")  # this tab was Sam before
    other = await open_page(trial.slack)
    await other.goto("about:blank")
    await other.goto(f"{trial.slack.page_url}#as=UGONE&in=CGONE")
    await expect(other.get_by_role("heading", name="accounts", level=1)).to_be_visible()
    await expect(box(other)).to_be_focused()


async def test_a_whisper_is_seen_by_nobody_else(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.slack)
    await box(page).fill("/note between us")
    await page.keyboard.press("Enter")
    await expect(newest(page)).to_contain_text("between us")
    other = await open_page(trial.slack, who="sam")
    await expect(newest(other)).to_be_visible()
    assert await other.get_by_text("between us").count() == 0


async def test_a_message_elsewhere_marks_its_channel_until_it_is_read(
    trial: Trial, open_page: OpenPage
) -> None:
    page = await open_page(trial.slack)
    general = page.get_by_role("navigation", name="Channels").get_by_role("button", name="general")
    await general.click()
    await expect(general).not_to_contain_text("unread")
    await page.get_by_role("navigation", name="Channels").get_by_role("button", name="support").click()
    await trial.slack.gestures.say("tom", "general", "The gate is open again")
    await expect(general).to_contain_text("unread")
    await general.click()
    await expect(newest(page)).to_contain_text("The gate is open again")
    await expect(general).not_to_contain_text("unread")


@pytest.mark.parametrize(
    ("button", "pushed"),
    [("+1 hour", timedelta(hours=1)), ("+1 week", timedelta(weeks=1))],
)
async def test_the_clock_is_pushed_forward(
    trial: Trial, open_page: OpenPage, button: str, pushed: timedelta
) -> None:
    page = await open_page(trial.slack)
    before = datetime.fromisoformat((await state_of(page))["now"])
    await page.get_by_role("button", name=button).click()
    await expect(page.get_by_role("button", name=button)).not_to_have_attribute("aria-busy", "true")
    after = datetime.fromisoformat((await state_of(page))["now"])
    assert pushed <= after - before < pushed + timedelta(minutes=2)
    await expect(page.locator(".clock-time")).to_have_text(f"{after:%H:%M}")
    await expect(page.locator(".clock-day")).to_contain_text(f"{after.day} {after:%b}")


async def test_next_morning_is_nine_o_clock_where_i_am(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.slack, who="priya", place="support")
    await page.get_by_role("button", name="Next morning").click()
    await expect(page.locator(".clock-time")).to_have_text("09:00")
    await expect(page.locator(".clock-day")).to_contain_text("Kolkata")


async def test_alt_and_arrows_go_from_channel_to_channel(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.slack)
    names = await page.locator("#sidebar .room-name").all_inner_texts()
    at = names.index("accounts")
    await page.keyboard.press("Alt+ArrowDown")
    await expect(page.get_by_role("heading", name=names[at + 1], level=1)).to_be_visible()
    await page.keyboard.press("Alt+ArrowUp")
    await expect(page.get_by_role("heading", name="accounts", level=1)).to_be_visible()
    await expect(box(page)).to_be_focused()


async def test_from_the_field_up_into_the_messages_and_their_menu_by_keyboard(
    trial: Trial, open_page: OpenPage
) -> None:
    page = await open_page(trial.slack)
    await page.keyboard.press("ArrowUp")
    await expect(newest(page)).to_be_focused()
    await page.keyboard.press("ArrowUp")
    await expect(page.locator("#messages article").nth(-2)).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("menu", name="Message actions")).to_be_visible()
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog", name="Keep this")).to_be_visible()


async def test_the_page_says_whether_the_app_is_connected(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.slack)
    lamp = page.get_by_role("status").filter(has_text="connected")
    await expect(lamp).to_have_text("Kept is connected")
    await trial.disconnect()
    await expect(lamp).to_have_text("Kept is not connected")
    await trial.connect()
    await expect(lamp).to_have_text("Kept is connected")


@pytest.mark.parametrize("place", ["accounts", "home", "dm", "acme-shared"])
async def test_nothing_is_wider_than_a_phone(trial: Trial, open_page: OpenPage, place: str) -> None:
    page = await open_page(trial.slack, place=place, size=PHONE)
    if place == "accounts":
        await box(page).fill("/orders ")
        await page.get_by_role("button", name="Send").click()
        await expect(newest(page)).to_contain_text("pressed 0 times")
        await box(page).fill(f"/note {'long' * 60}")
        await page.get_by_role("button", name="Send").click()
        await expect(newest(page)).to_contain_text("longlong")
    sides = await page.evaluate(
        """[...document.querySelectorAll("body, main, #messages, #messages *, #header, #home *, .composer")]
        .filter((n) => n.getClientRects().length && !n.closest(".unseen"))
        .map((n) => n.getBoundingClientRect()).filter((r) => r.right > innerWidth + 0.5 || r.left < -0.5).length"""
    )
    assert sides == 0
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


async def test_on_a_phone_the_channels_are_a_drawer_and_a_form_fits(
    trial: Trial, open_page: OpenPage
) -> None:
    page = await open_page(trial.slack, size=PHONE)
    sidebar = page.get_by_role("navigation", name="Channels")
    await expect(sidebar).to_be_hidden()
    await page.get_by_role("button", name="Channels and people").click()
    await expect(sidebar).to_be_in_viewport()
    await sidebar.get_by_role("button", name="general").click()
    await expect(sidebar).to_be_hidden()
    await expect(page.get_by_role("heading", name="general", level=1)).to_be_visible()
    await page.get_by_role("button", name="Shortcuts").click()
    await page.get_by_role("menuitem", name="Count the shelf").click()
    form = page.get_by_role("dialog", name="Count the shelf")
    await expect(form.get_by_role("button", name="Order", exact=True)).to_be_in_viewport(ratio=1)
    assert await form.evaluate("(d) => d.scrollWidth <= d.clientWidth")


@pytest.mark.parametrize("who", ["mia", "priya", "dana"])
async def test_on_a_phone_it_says_who_i_am_and_lets_me_be_somebody_else(
    trial: Trial, open_page: OpenPage, who: str
) -> None:
    page = await open_page(
        trial.slack, who=who, place="acme-shared" if who == "dana" else "support", size=PHONE
    )
    me = page.get_by_role("banner").first.get_by_role("button", name="You are")
    name = me.get_by_text(trial.slack.workspace.person(who).real_name)
    await expect(name).to_be_in_viewport(ratio=1)
    assert await name.evaluate("(n) => n.scrollWidth <= n.clientWidth"), "the name is cut"
    await me.click()
    await page.get_by_role("menuitemradio", name="Lena Kask").click()
    await expect(me).to_contain_text("Lena Kask")


# What is read is compared as WCAG 2.2 asks: https://www.w3.org/TR/WCAG22/#contrast-minimum
_CONTRAST = """
() => {
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (css) => { paint.clearRect(0, 0, 1, 1); paint.fillStyle = css; paint.fillRect(0, 0, 1, 1); return [...paint.getImageData(0, 0, 1, 1).data]; };
  const over = (top, below) => [0, 1, 2].map((i) => (top[i] * top[3] + below[i] * (255 - top[3])) / 255);
  const behind = (node) => {
    const layers = [];
    for (let n = node; n; n = n.parentElement) layers.push(rgba(getComputedStyle(n).backgroundColor));
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const light = (c) => c.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)).reduce((s, v, i) => s + v * [0.2126, 0.7152, 0.0722][i], 0);
  const faint = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !node.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || node.closest(".unseen")) continue;
    const below = behind(node);
    const [a, b] = [light(over(rgba(getComputedStyle(node).color), below)), light(below)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) faint.push(`${walk.currentNode.data.trim().slice(0, 30)}: ${ratio.toFixed(2)}`);
  }
  return faint;
}
"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_all_words_stand_out_from_what_is_behind_them(
    trial: Trial, open_page: OpenPage, dark: bool
) -> None:
    page = await open_page(trial.slack, place="acme-shared", dark=dark)
    assert await page.evaluate(_CONTRAST) == []
    await page.get_by_role("navigation", name="Channels").get_by_role("button", name="accounts").click()
    await box(page).fill("/orders ")
    await page.keyboard.press("Enter")
    await expect(newest(page)).to_contain_text("pressed")
    await box(page).fill("/note `quietly` @mia")
    await page.keyboard.press("Enter")
    await expect(newest(page)).to_contain_text("Noted")
    assert await page.evaluate(_CONTRAST) == []
    await box(page).fill("/order ")
    await page.keyboard.press("Enter")
    await page.get_by_role("dialog").get_by_role("button", name="Order", exact=True).click()
    await expect(page.get_by_role("dialog")).to_contain_text("Please complete")
    await page.get_by_role("combobox", name="Colour", exact=True).click()
    assert await page.evaluate(_CONTRAST) == []
