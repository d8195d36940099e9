"""How long the sender waits for what: everything follows from how long Slack may take to settle."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Times:
    """The sender's waits, on the house's clock.

    `settle`: how long what Slack took in may take to stand in a channel's history, or an answer that was lost to have
    its effect. Slack promises nothing about it, so it is a setting (KEPT_SETTLE_SECONDS). The others follow:
    `request` (how long one answer is waited for) + `settle` = `patience`, after which a look-up can be trusted; a
    `lease` is two of those, and nothing is sent in its second half, so that whoever holds the next one finds it.
    """

    settle: timedelta = timedelta(seconds=20)

    @property
    def request(self) -> timedelta:
        """How long one answer of Slack is waited for."""
        return self.settle / 2

    @property
    def patience(self) -> timedelta:
        """From when something may have reached Slack until a look-up tells whether it did."""
        return self.request + self.settle

    @property
    def lease(self) -> timedelta:
        """How long a claim holds."""
        return 2 * self.patience

    @property
    def sweep(self) -> timedelta:
        """After something was said whose fate had been unknown: when to look for second copies."""
        return 15 * self.settle

    @property
    def margin(self) -> timedelta:
        """How far Slack's clock may be from ours."""
        return timedelta(minutes=2)
