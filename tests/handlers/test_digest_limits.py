"""Digests, cases in a channel and system fixes fit Slack's limits with the longest and strangest content, and stay inert."""

from datetime import UTC, datetime, timedelta

from bot.text import NAME_MAX, WORDS_MAX
from tests.handlers.conftest import NOW, KeptSlack

MONDAY = datetime(2026, 11, 30, 7, 0, tzinfo=UTC)
LONG_NAME = ("Ŵ&<>" * NAME_MAX)[:NAME_MAX]
LONG_WORDS = ("<!channel> & *pump* `x` 🙂 " * WORDS_MAX)[: WORDS_MAX - 100].strip()
A_STEP = timedelta(hours=6)


async def give(slack: KeptSlack, command: str, title: str, words: str) -> None:
    await slack.command("mia", "#accounts", command)
    await slack.choose("mia", "Customer", "Ŵ", LONG_NAME[:74] + "…")
    await slack.fill("mia", {title: words})
    if command == "/promise":
        await slack.fill("mia", {"Which date were they told?": "tomorrow"})
    await slack.submit("mia")
    await slack.close("mia")


async def test_a_digest_of_many_long_things_is_said_and_its_numbers_open(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", f"/customer add {LONG_NAME}")
    await slack.command("mia", "#accounts", "/kept digest here Mondays 9:00")
    for count in range(12):
        await give(slack, "/promise", "What did you promise?", LONG_WORDS)
        if count % 2:
            await slack.command("mia", "#accounts", f"/promise risk P-{count + 1} {LONG_WORDS[:300]}")
            await slack.command("mia", "#accounts", f"/promise kept P-{count + 1} proof")
        await give(slack, "/mistake", "What happened?", LONG_WORDS)
        await slack.command("mia", "#accounts", f"/waiting C-2: {LONG_WORDS[:900]} in 2h")
    await slack.until(MONDAY, step=A_STEP)
    said = slack.message("Our week with customers", where="#accounts")
    assert "<!channel>" not in said.body["text"]
    assert len(said.body["blocks"]) <= 50
    for label in ("Kept on time: 6", "Mistakes: 12", "No owner yet: 12", "Late: 6", "Waiting: 12"):
        await slack.click("joe", label, where="#accounts")
        assert slack.modal("joe").startswith(f"== {label.partition(':')[0]}")
        await slack.close("joe")


async def test_a_fix_of_many_long_cases_is_drawn_everywhere(slack: KeptSlack) -> None:
    cause = f"{'the order was typed twice by two people ' * 20}{LONG_WORDS}"[: WORDS_MAX - 100].strip()
    for count in range(1, 13):
        name = f"{count:02} {LONG_NAME}"[:NAME_MAX]
        await slack.command("mia", "#accounts", "/customer add")
        await slack.fill("mia", {"Name": name})
        await slack.submit("mia")
        await slack.close("mia")
        await slack.command("mia", "#accounts", f"/mistake C-{count + 1}: {LONG_WORDS[:900]} @mia")
        await slack.command(
            "mia", "#accounts", f"/mistake cause M-{count} {cause} could have {LONG_WORDS[:300]}"
        )
        await slack.tick()
    await slack.command("lena", "#accounts", "/mistake F-1")
    assert "12 cases had this cause" in slack.said_to("lena")[-1]
    await slack.click("lena", "Name owner and date")
    await slack.fill("lena", {"By when?": "31 Dec 2027 16:59", "What do we change?": LONG_WORDS[:500]})
    await slack.submit("lena")
    assert "F-1 is yours to see to" in slack.modal("lena")
    await slack.close("lena")
    await slack.command("lena", "#accounts", "/mistake fixes")
    assert "F-1 · just opened" in slack.said_to("lena")[-1]
    await slack.click("lena", "Done")
    await slack.submit("lena")
    assert "12 customers were hit" in slack.modal("lena")
    assert "… and 4 more" in slack.modal("lena")
    await slack.close("lena")
    await slack.command("lena", "#accounts", "/mistake F-1")
    assert "12 customers were hit" in slack.said_to("lena")[-1]
    await slack.until(NOW + timedelta(days=1, hours=1), step=A_STEP)
    assert (
        "13 things" in slack.said_to("mia")[-1]
    )  # the twelve cases, and that all of them can hear of the fix
