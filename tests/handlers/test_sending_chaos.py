"""The sender as real processes, killed every second; its full size is `make chaos`."""

from tests.chaos.trial import Size, trial


async def test_kills_and_a_lying_slack_lose_nothing_and_repeat_nothing(database_url: str) -> None:
    replicas = 1 if database_url.startswith("sqlite") else 3
    found = await trial(database_url, Size(posts=40, people=20, replicas=replicas, seconds=1, sweep=5))
    assert found.kills
    assert found.fine, found.line(database_url.partition(":")[0])
