"""Forms, buttons, menus and the Home tab on the page."""

from typing import Any

from playwright.async_api import FilePayload, Locator, Page, expect

from tests.page.conftest import OpenPage
from tests.page.test_talking import box, newest, open_menu
from tests.page.trial_app import Trial


async def opened(page: Page, command: str = "/order ") -> Locator:
    """The form that a command opens."""
    await box(page).fill(command)
    await page.keyboard.press("Enter")
    form = page.get_by_role("dialog")
    await form.wait_for()
    return form


async def choose(page: Page, form: Locator, label: str, option: str) -> None:
    """Pick an option of a menu by what it says."""
    await form.get_by_role("combobox", name=label).click()
    await page.get_by_role("option", name=option).click()


def value(values: dict[str, Any], block: str) -> Any:
    """What a form's field held when it was submitted, without its type."""
    entry = {k: v for k, v in values[block]["it"].items() if k != "type"}
    return next(iter(entry.values()))


async def fill_needed(page: Page, form: Locator) -> None:
    """Fill in all that the order needs."""
    await form.get_by_role("textbox", name="What").fill("A small pump")
    await form.get_by_role("textbox", name="How many").fill("2")
    await choose(page, form, "Colour", "Grey")
    await choose(page, form, "Who", "Sam Okafor")
    await form.get_by_label("Day").fill("2026-12-01")
    await form.get_by_role("radio", name="Fast").check()


async def test_a_form_shows_what_is_missing_under_the_fields_and_then_goes_through(
    trial: Trial, open_page: OpenPage
) -> None:
    page = await open_page(trial.slack)
    form = await opened(page)
    await form.get_by_role("button", name="Order", exact=True).click()
    what = form.get_by_role("textbox", name="What")
    await expect(what).to_have_attribute("aria-invalid", "true")
    await expect(what).to_have_accessible_description("Please complete this required field.")
    await expect(what).to_be_focused()
    await fill_needed(page, form)
    await what.fill("nothing")
    await form.get_by_role("button", name="Order", exact=True).click()
    await expect(what).to_have_accessible_description("Nothing cannot be ordered.")
    await expect(form.get_by_role("textbox", name="How many")).to_have_value("2")
    await expect(form.get_by_role("combobox", name="Colour")).to_have_value("Grey")
    await expect(form.get_by_role("radio", name="Fast")).to_be_checked()
    await what.fill("A big pump")
    await page.keyboard.press("Enter")
    await expect(form).to_be_hidden()
    (values,) = trial.submitted
    assert value(values, "what") == "A big pump"
    assert value(values, "count") == "2"
    assert value(values, "colour")["value"] == "grey"
    assert value(values, "who") == trial.slack.workspace.person("sam").id
    assert value(values, "day") == "2026-12-01"
    assert value(values, "hour") == "09:00"
    assert value(values, "speed")["value"] == "fast"
    assert value(values, "where") == trial.slack.workspace.channel("accounts").id
    assert value(values, "why") is None
    await expect(box(page)).to_be_focused()


async def test_every_kind_of_optional_field_reaches_the_app(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.slack)
    form = await opened(page)
    await fill_needed(page, form)
    await form.get_by_role("textbox", name="Why").fill("Theirs leaks\nsince Sunday")
    await form.get_by_role("textbox", name="Mail").fill("dana@example.org")
    await form.get_by_role("textbox", name="Link").fill("https://example.org/1")
    await choose(page, form, "Parts", "Seal")
    await page.get_by_role("option", name="Motor").click()
    await page.keyboard.press("Escape")
    await form.get_by_role("combobox", name="Customer").press_sequentially("glo")
    await page.get_by_role("option", name="Globex").click()
    await choose(page, form, "Crew", "Tom Whitlock")
    await page.keyboard.press("Escape")
    await choose(page, form, "Where", "#general")
    await choose(page, form, "Room", "#support")
    await form.get_by_label("Moment").fill("2026-12-01T10:30")
    await form.get_by_role("checkbox", name="Gloves").check()
    papers = FilePayload(name="plan.txt", mimeType="text/plain", buffer=b"a drawing")
    await form.locator("input[type=file]").set_input_files(papers)
    await expect(form.get_by_text("plan.txt")).to_be_visible()
    await form.get_by_role("button", name="Order", exact=True).click()
    await expect(form).to_be_hidden()
    (values,) = trial.submitted
    workspace = trial.slack.workspace
    assert value(values, "why") == "Theirs leaks\nsince Sunday"
    assert value(values, "mail") == "dana@example.org"
    assert value(values, "link") == "https://example.org/1"
    assert [o["value"] for o in value(values, "parts")] == ["seal", "motor"]
    assert value(values, "customer")["value"] == "globex"
    assert value(values, "crew") == [workspace.person("tom").id]
    assert value(values, "where") == workspace.channel("general").id
    assert value(values, "room") == workspace.channel("support").id
    assert value(values, "moment") == 1796113800  # 10:30 in Tallinn is 08:30 UTC
    assert [o["value"] for o in value(values, "extras")] == ["gloves"]
    assert [f["name"] for f in value(values, "papers")] == ["plan.txt"]


async def test_typed_words_stay_where_both_ids_stay_when_the_app_redraws_a_form(
    trial: Trial, open_page: OpenPage
) -> None:
    page = await open_page(trial.slack)
    form = await opened(page, "/order steps")
    await form.get_by_role("textbox", name="Kept field").fill("stays")
    await form.get_by_role("textbox", name="Changing field").fill("goes")
    await form.get_by_role("button", name="Draw again").click()
    await expect(form).to_contain_text("This is step 2.")
    await expect(form.get_by_role("textbox", name="Kept field")).to_have_value("stays")
    await expect(form.get_by_role("textbox", name="Changing field")).to_have_value("")
    await expect(form.get_by_role("button", name="Draw again")).to_be_focused()


async def test_a_form_on_top_of_another_goes_back_to_it_with_what_was_typed(
    trial: Trial, open_page: OpenPage
) -> None:
    page = await open_page(trial.slack)
    form = await opened(page, "/order steps")
    await form.get_by_role("textbox", name="Kept field").fill("below")
    await form.get_by_role("button", name="Next", exact=True).click()
    await expect(form.get_by_role("heading", name="On top")).to_be_visible()
    await form.get_by_role("button", name="Back").click()
    await expect(form.get_by_role("heading", name="Steps")).to_be_visible()
    await expect(form.get_by_role("textbox", name="Kept field")).to_have_value("below")


async def test_the_keyboard_stays_inside_a_form_and_escape_closes_first_its_list_then_the_form(
    trial: Trial, open_page: OpenPage
) -> None:
    page = await open_page(trial.slack)
    form = await opened(page, "/order steps")
    inside = "document.querySelector('dialog').contains(document.activeElement)"
    for key in ["Tab"] * 8 + ["Shift+Tab"] * 8:
        await page.keyboard.press(key)
        assert await page.evaluate(inside)
    await page.keyboard.press("Escape")
    await expect(form).to_be_hidden()
    form = await opened(page)
    await form.get_by_role("combobox", name="Colour").click()
    await expect(page.get_by_role("option", name="Green")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("option", name="Green")).to_be_hidden()
    await expect(form).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(form).to_be_hidden()


async def test_escape_pressed_twice_in_a_hurry_leaves_the_form_below(
    trial: Trial, open_page: OpenPage
) -> None:
    page = await open_page(trial.slack)
    form = await opened(page, "/order steps")
    await form.get_by_role("button", name="Next", exact=True).click()
    await expect(form.get_by_role("heading", name="On top")).to_be_visible()
    await page.evaluate(
        """() => { for (let i = 0; i < 2; i += 1)
        document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true })); }"""
    )
    await expect(form.get_by_role("heading", name="Steps")).to_be_visible()
    assert await page.get_by_role("alert").filter(visible=True).count() == 0


async def test_an_open_form_is_still_there_after_a_reload(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.slack)
    await opened(page)
    await page.reload()
    await expect(page.get_by_role("dialog").get_by_role("heading", name="Order a pump")).to_be_visible()


async def test_a_form_is_ordered_by_keyboard_alone(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.slack)
    await page.keyboard.type("/order ")
    await page.keyboard.press("Enter")
    form = page.get_by_role("dialog")
    await expect(form.get_by_role("textbox", name="What")).to_be_focused()
    await page.keyboard.type("By hand")
    for _ in range(2):
        await page.keyboard.press("Tab")
    await page.keyboard.type("3")
    for _ in range(3):
        await page.keyboard.press("Tab")
    await page.keyboard.type("re")  # Colour: Green, Grey and Red are narrowed to those with "re"
    await expect(page.get_by_role("option", name="Red")).to_be_visible()
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Enter")
    await expect(form.get_by_role("combobox", name="Colour")).not_to_have_value("re")
    await form.get_by_role("combobox", name="Who").focus()
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("option", name="Mia Tamm")).to_be_visible()
    await page.keyboard.press("Enter")
    await form.get_by_label("Day").focus()
    await page.keyboard.type("12012026")
    await form.get_by_role("radio", name="Slow").focus()
    await page.keyboard.press("Space")
    await form.get_by_role("textbox", name="What").focus()
    await page.keyboard.press("Enter")
    await expect(form).to_be_hidden()
    (values,) = trial.submitted
    assert value(values, "what") == "By hand"
    assert value(values, "colour")["value"] == "red"
    assert value(values, "day") == "2026-12-01"


async def test_a_button_acts_at_once_and_the_message_changes_in_place(
    trial: Trial, open_page: OpenPage
) -> None:
    page = await open_page(trial.slack)
    await box(page).fill("/orders ")
    await page.keyboard.press("Enter")
    count = await page.locator("#messages article").count()
    await newest(page).get_by_role("button", name="Press").click()
    await expect(newest(page)).to_contain_text("pressed 1 times")
    await expect(newest(page).get_by_role("button", name="Press")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(newest(page)).to_contain_text("pressed 2 times")
    assert trial.pressed == [("press", "1"), ("press", "2")]
    assert await page.locator("#messages article").count() in (count, count + 1)


async def test_a_button_with_a_question_acts_only_after_yes(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.slack)
    await box(page).fill("/orders ")
    await page.keyboard.press("Enter")
    scrap = newest(page).get_by_role("button", name="Scrap")
    await scrap.click()
    question = page.get_by_role("alertdialog", name="Scrap the board?")
    await expect(question).to_contain_text("It cannot come back.")
    await question.get_by_role("button", name="Keep it").click()
    await expect(question).to_be_hidden()
    await expect(scrap).to_be_focused()
    assert trial.pressed == []
    await page.keyboard.press("Enter")
    await question.get_by_role("button", name="Scrap it").click()
    await expect(question).to_be_hidden()
    await expect(scrap).not_to_have_attribute("aria-busy", "true")
    assert trial.pressed == [("scrap", "board")]


async def test_menus_and_dates_in_a_message_reach_the_app(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.slack)
    await box(page).fill("/orders ")
    await page.keyboard.press("Enter")
    message = newest(page)
    await choose(page, message, "Pick a colour", "Red")
    await expect(message.locator(".picker")).not_to_have_attribute("aria-busy", "true")
    await message.get_by_label("When").fill("2026-12-24")
    await message.get_by_label("When").press("Enter")
    await message.locator(".section").get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Second").click()
    await expect(message.locator(".overflow")).not_to_have_attribute("aria-busy", "true")
    assert sorted(trial.pressed) == [("more", "second"), ("pick", "red"), ("when", "2026-12-24")]
    await expect(message.get_by_role("combobox")).to_have_value("Red")


async def test_a_message_shortcut_opens_a_form_with_the_message(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.slack)
    words = await newest(page).locator(".message-body").inner_text()
    await open_menu(page)
    await page.get_by_role("menuitem", name="Keep this").click()
    form = page.get_by_role("dialog", name="Keep this")
    await expect(form.get_by_role("textbox", name="What")).to_have_value(words)


async def test_a_global_shortcut_is_in_the_menu_beside_the_text_field(
    trial: Trial, open_page: OpenPage
) -> None:
    page = await open_page(trial.slack)
    await page.get_by_role("button", name="Shortcuts").click()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog", name="Count the shelf")).to_be_visible()


async def test_home_is_drawn_and_its_buttons_redraw_it(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.slack, place="home")
    home = page.get_by_role("region", name="Home")
    await expect(home).to_contain_text("Nothing pressed")
    await home.get_by_role("button", name="Press at home").click()
    await expect(home).to_contain_text("Pressed once")
    await expect(home.get_by_role("button", name="Press at home")).to_be_focused()
    assert trial.pressed == [("home", "once")]


async def test_an_app_that_does_not_answer_is_said_plainly(trial: Trial, open_page: OpenPage) -> None:
    page = await open_page(trial.slack)
    await box(page).fill("/broken ")
    await page.keyboard.press("Enter")
    await expect(page.locator("#composer").get_by_role("alert")).to_contain_text(
        "operation_timeout", timeout=8_000
    )
