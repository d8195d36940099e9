"""Everything Kept draws fits Slack's limits, with the longest and strangest content there can be.

The little Slack refuses what Slack refuses, so a view that is too large does not open and the test fails.
"""

from bot.kinds import ALL
from bot.promises import PROOF_MAX
from bot.text import NAME_MAX, WORDS_MAX
from tests.handlers.conftest import KeptSlack

LONG_NAME = ("Ŵ&<>" * NAME_MAX)[:NAME_MAX]
LONG_WORDS = ("<!channel> & *pump* `x` 🙂 " * WORDS_MAX)[:WORDS_MAX].strip()
LONG_PROOF = ("<proof> & " * PROOF_MAX)[:PROOF_MAX].strip()


async def give_the_longest(slack: KeptSlack, *, button: str = "", home: bool = False) -> None:
    if button:
        await slack.click("mia", button, home=home)
    else:
        await slack.command("mia", "#accounts", "/promise")
    await slack.fill(
        "mia", {"What did you promise?": LONG_WORDS, "Which date were they told?": "31 Dec 2027 16:59"}
    )
    await slack.fill("mia", {"Our own aim": "30 Dec 2027 16:59", "Kind": max(ALL, key=len).capitalize()})
    await slack.choose("mia", "Customer", "Ŵ", LONG_NAME[:74] + "…")
    await slack.submit("mia")
    assert "saved" in slack.modal("mia")


async def test_the_longest_of_everything_is_drawn_everywhere(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer add")
    await slack.fill(
        "mia", {"Name": LONG_NAME, "Other names": "\n".join(f"{n:02} other name" for n in range(20))}
    )
    await slack.submit("mia")
    await slack.close("mia")
    await give_the_longest(slack)
    await slack.click("mia", "Open")
    assert LONG_WORDS in slack.modal("mia")
    await slack.click("mia", "At risk")
    await slack.click("mia", "Write the note")
    await slack.fill(
        "mia", {"What happened?": LONG_WORDS, "What do we do about it?": LONG_WORDS, "New date": "1 Jan 2028"}
    )
    await slack.submit("mia")
    assert "The new date: Sat 1 Jan 2028" in slack.modal("mia")
    await slack.close("mia")
    await slack.command("mia", "#accounts", "/promise P-1")
    assert LONG_WORDS in slack.said_to("mia")[-1]
    await slack.click("mia", "Kept", near="P-1")
    await slack.fill("mia", {"What shows it?": LONG_PROOF})
    await slack.submit("mia")
    assert LONG_PROOF in slack.modal("mia")


async def test_home_and_the_customers_card_hold_many_of_the_longest(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", f"/customer add {LONG_NAME}")
    for _ in range(25):
        await give_the_longest(slack)
        await slack.close("mia")
    home = await slack.home("mia")
    assert "25 open promises" in home
    await slack.command("mia", "#accounts", "/customer C-2")
    assert "25 open promises" in slack.said_to("mia")[-1]
    assert "And 17 more." in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/promise mine")
    assert "And 15 more" in slack.said_to("mia")[-1]


async def test_a_long_unknown_name_and_a_long_line_are_kept_until_a_customer_is_chosen(
    slack: KeptSlack,
) -> None:
    name, words = "Z" * NAME_MAX, "pump " * 150
    await slack.command("mia", "#accounts", f"/promise {name}: {words}by Fri 5pm")
    await slack.click("mia", f"New customer: {'Z' * 55}…")
    assert words.strip() in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", f"/promise {'Y' * NAME_MAX}: {'pump ' * 380}by Fri 5pm")
    assert "1,899 characters long" in slack.said_to("mia")[-1] or "pump pump" in slack.modal("mia")
