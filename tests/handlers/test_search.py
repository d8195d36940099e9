"""Looking for something: what is found, how it is shown, opened and leafed through."""

import pytest

from tests.handlers.conftest import KeptSlack


async def some_promises(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add Globex Dairy")
    await slack.command("mia", "#accounts", "/promise Acme: replacement pump by Fri 5pm")
    await slack.command("mia", "#accounts", "/promise Globex Dairy: pump seals and Café Łódź by Tue")


async def search(slack: KeptSlack, typed: str) -> str:
    await slack.command("mia", "#accounts", f"/kept search {typed}")
    return slack.said_to("mia")[-1]


async def test_words_are_found_newest_first_with_their_customers(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await some_promises(slack)
    said = await search(slack, "pump")
    assert "2 things with “pump”, the newest first:" in said
    assert said.index("P-2 · Globex Dairy · promise, open") < said.index(
        "P-1 · Acme Industries · promise, open"
    )
    assert "replacement pump" in said


@pytest.mark.parametrize(
    ("typed", "found", "not_found"),
    [
        ("PUM repl", "P-1", "P-2"),
        ("cafe lodz", "P-2", "P-1"),
        ("pump in Acme", "P-1", "P-2"),
        ("pump in C-2", "P-2", "P-1"),
        ("pump promises in Acme", "P-1", "P-2"),
        ("pump in Acme promises", "P-1", "P-2"),
        ("pump acme", "“pump” in Acme Industries", "P-2"),
        ("acme pump", "“pump” in Acme Industries", "P-2"),
        ("dairy customers", "C-2 · Globex Dairy", "P-2"),
        ("pump mistakes", "Nothing here has “pump” among the mistakes", "P-1"),
        ("valve", "Nothing here has “valve”", "P-1"),
        ("pump in Nowhere", "I know no customer called “Nowhere”", "P-1"),
        ("pump in Acm Industrie", "perhaps Acme Industries?", "P-1"),
        ("🙂", "I look for words", "P-1"),
        ("x" * 201, "201 characters", "P-1"),
    ],
)
async def test_what_is_typed_finds_what_it_should(
    slack: KeptSlack, typed: str, found: str, not_found: str
) -> None:
    await some_promises(slack)
    said = await search(slack, typed)
    assert found in said
    assert f"{not_found} ·" not in said


async def test_a_result_is_opened(slack: KeptSlack) -> None:
    await some_promises(slack)
    await search(slack, "seals")
    await slack.click("mia", "Open", where="#accounts")
    assert "P-2 · Globex Dairy" in slack.said_to("mia")[-1]
    assert "Kind:" in slack.said_to("mia")[-1]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("search P-1", "replacement pump"),
        ("search C-1", "C-1 · Acme Industries"),
        ("p1", "replacement pump"),
        ("P-99", "There is no P-99"),
        ("search M-99", "There is no M-99"),
    ],
)
async def test_a_reference_opens_the_thing_at_once(slack: KeptSlack, typed: str, said: str) -> None:
    await some_promises(slack)
    await slack.command("mia", "#accounts", f"/kept {typed}")
    assert said in slack.said_to("mia")[-1]


async def test_what_was_corrected_and_what_was_taken_back_are_found_as_they_stand(slack: KeptSlack) -> None:
    await some_promises(slack)
    await slack.command("mia", "#accounts", "/promise kept P-1 waybill 4711")
    assert "P-1 · Acme Industries · promise, kept" in await search(slack, "waybill")
    await slack.command("mia", "#accounts", "/kept undo P-2")
    assert "Nothing here has “seals”" in await search(slack, "seals")
    await slack.click("mia", "Put it back")
    assert "P-2" in await search(slack, "seals")


async def test_many_results_are_leafed_through(slack: KeptSlack) -> None:
    for number in range(12):
        await slack.command("mia", "#accounts", f"/promise Acme: valve {number} by Fri")
    said = await search(slack, "valve")
    assert "P-12" in said
    assert "P-2 ·" not in said
    await slack.click("mia", "Older ones")
    assert "page 2" in slack.said_to("mia")[-1]
    assert "P-2 ·" in slack.said_to("mia")[-1]
    await slack.click("mia", "Newer ones")
    assert "P-12 ·" in slack.said_to("mia")[-1]


async def test_without_words_a_form_asks_and_answers_in_its_place(slack: KeptSlack) -> None:
    await some_promises(slack)
    await slack.command("mia", "#accounts", "/kept search")
    await slack.fill("mia", {"Words": "🙂"})
    await slack.submit("mia")
    assert "Say a word" in slack.modal("mia")
    await slack.fill("mia", {"Words": "pump seals", "Among": "Promises"})
    await slack.submit("mia")
    assert "One thing with “pump seals” among the promises" in slack.modal("mia")
    await slack.click("mia", "Open")
    assert "P-2 · Globex Dairy" in slack.modal("mia")


async def test_the_next_search_keeps_what_was_asked_and_everything_is_one_press_away(
    slack: KeptSlack,
) -> None:
    await some_promises(slack)
    await search(slack, "seals in Acme")
    assert "Nothing here has “seals” in Acme Industries" in slack.said_to("mia")[-1]
    await slack.click("mia", "Look for something else")
    assert "Only what concerns Acme Industries." in slack.modal("mia")
    assert "seals" in slack.modal("mia")
    await slack.close("mia")
    await slack.click("mia", "Look among everything")
    assert "P-2" in slack.said_to("mia")[-1]


async def test_two_customers_of_one_name_are_told_apart(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add Twin")
    await slack.command("mia", "#accounts", "/customer add Twin")
    await slack.click("mia", "Add another one")
    assert "More than one customer goes by “Twin”: C-2, C-3" in await search(slack, "pump in Twin")


async def test_what_people_wrote_stays_words_in_the_results(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/promise Acme: <!channel> `pump` *now* =cmd() by Fri")
    assert "<!channel> `pump` *now* =cmd()" in await search(slack, "pump")


async def test_a_guest_finds_nothing(slack: KeptSlack) -> None:
    await some_promises(slack)
    await slack.command("gus", "#support", "/kept search pump")
    assert "Kept is only for members" in slack.said_to("gus")[-1]
