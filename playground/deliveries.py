"""What became of a delivery to the app, whichever way it takes."""

from dataclasses import dataclass, field

from playground.shapes import Json

ACK_SECONDS = 3.0


@dataclass(frozen=True)
class Delivery:
    """What became of it: acknowledged (with the payload of the answer), or why not.

    `error` is "" when acknowledged, else "operation_timeout" or "dispatch_failed" (no app is there, or it refused).
    """

    error: str = ""
    payload: Json = field(default_factory=dict)

    @property
    def acked(self) -> bool:
        """Did the app acknowledge in time?"""
        return not self.error
