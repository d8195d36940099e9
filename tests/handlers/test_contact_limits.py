"""What is drawn of contacts, people and kind words fits Slack's limits, with the longest and strangest content."""

from bot.contacts import EVENT_MAX, STEP_MAX
from bot.customer_people import REACH_MAX, ROLE_MAX
from bot.text import NAME_MAX, WORDS_MAX
from tests.handlers.conftest import KeptSlack

LONG_NAME = ("Ŵ&<>" * NAME_MAX)[:NAME_MAX]
LONG_WORDS = ("<!channel> & *pump* `x` 🙂 =cmd() " * WORDS_MAX)[: WORDS_MAX - 60].strip()
LONG_STEP = ("‮<step> & " * STEP_MAX)[:STEP_MAX].strip()
WORDS = f"called Ŵanda Ŵilma and Ŵendy and Ŵerner, no answer. {LONG_WORDS}"[:WORDS_MAX].strip()


async def open_form(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/contact")
    await slack.choose("mia", "Customer", "Ŵ", LONG_NAME[:74] + "…")
    await slack.fill(
        "mia", {"What was said?": WORDS, "What is next?": LONG_STEP, "When is that?": "31 Dec 2027 16:59"}
    )


async def add_person(slack: KeptSlack, letter: str) -> None:
    await slack.click("mia", "Add a person")
    name = f"{letter} {'<n>&' * 30}"[:NAME_MAX].strip()
    reach = ("`r` & " * REACH_MAX)[:REACH_MAX].strip()
    await slack.fill("mia", {"Name": name, "What do they do there?": ("r&<" * ROLE_MAX)[:ROLE_MAX]})
    await slack.fill("mia", {"How to reach them": reach})
    await slack.submit("mia")
    assert "people now" in slack.modal("mia")
    await slack.close("mia")


async def test_the_longest_contact_with_two_attempts_and_many_people_is_drawn_everywhere(
    slack: KeptSlack,
) -> None:
    await slack.command("mia", "#accounts", f"/customer add {LONG_NAME}")
    for attempt in range(2):
        await open_form(slack)
        step = f"try {attempt} {LONG_STEP}"[:STEP_MAX]
        await slack.fill("mia", {"How was it?": "Attempt without answer", "What is next?": step})
        await slack.submit("mia")
        assert "What is next" not in slack.modal("mia")
        assert ("2 attempts without answer" in slack.modal("mia")) is bool(attempt)
        await slack.close("mia")
    await slack.command("mia", "#accounts", "/contact mine")
    await slack.click("mia", "Open", near="try 1")
    for letter in "ABCDEFGHIJKLMN":
        await add_person(slack, letter)
    await open_form(slack)
    await slack.fill("mia", {"How was it?": "Attempt without answer"})
    await slack.submit("mia")
    shown = slack.modal("mia")
    assert "3 attempts without answer" in shown
    assert "… and more" in shown
    assert LONG_WORDS[:400] in shown
    await slack.click("mia", "Edit")
    assert LONG_STEP in slack.modal("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/contact mine")
    assert LONG_STEP in slack.said_to("mia")[-1]


async def test_an_event_of_a_hundred_with_the_longest_names_is_drawn_and_undone(slack: KeptSlack) -> None:
    names = [f"{number:03} {'Ŵ&' * 20}"[:NAME_MAX] for number in range(100)]
    for name in names:
        await slack.command("mia", "#accounts", f"/customer add {name}")
    event = ("<fair> & " * EVENT_MAX)[:EVENT_MAX].strip()
    await slack.command("mia", "#accounts", f"/contact event {event}: {', '.join(names)}")
    said = slack.said_to("mia")[-1]
    assert "is logged for 100 customers" in said
    assert "and 80 more" in said
    await slack.click("mia", "Undo")
    assert "taken back" in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", f"/contact event {event}: {', '.join(names[:99])}, Nobody")
    assert "Nobody" in slack.modal("mia")


async def test_the_longest_kind_word_is_drawn(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", f"/customer add {LONG_NAME}")
    await slack.command("mia", "#accounts", "/customer praise")
    await slack.choose("mia", "Customer", "Ŵ", LONG_NAME[:74] + "…")
    await slack.fill("mia", {"What did they say?": LONG_WORDS, "Who is it about?": "sam"})
    await slack.submit("mia")
    assert LONG_WORDS in slack.modal("mia")
    assert LONG_WORDS in slack.said_to("sam")[-1]
    await slack.click("mia", "Edit")
    assert LONG_WORDS in slack.modal("mia")


async def test_what_cannot_be_kept_is_refused_with_the_reason_and_said_back(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", f"/contact Acme: called {'x' * 1950}")
    said = slack.said_to("mia")[-1]
    assert "characters long" in said
    assert "x" * 50 in said
