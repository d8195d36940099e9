"""How a gesture ends for the person who made it."""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec

from playground.shapes import Json, Refused

P = ParamSpec("P")


@dataclass(frozen=True)
class Outcome:
    """How a gesture ended.

    `error` is Slack's name for what went wrong ("" when all is well), `say` the sentence shown to the person, `ack` what
    the app answered, `errors` the sentences under a form's fields by block_id, `ts` the message that was written,
    `options` what a search offered.
    """

    error: str = ""
    say: str = ""
    ack: Json = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    ts: str = ""
    options: Json = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Did it work?"""
        return not self.error and not self.errors


_SENTENCES = {
    "channel_not_found": "There is no such channel for you.",
    "message_not_found": "That message is gone.",
    "not_found": "That is no longer open.",
    "no_text": "There is nothing to send.",
    "already_reacted": "You have reacted with that already.",
    "no_reaction": "You have not reacted with that.",
    "invalid_name": "That is not an emoji's name.",
    "cant_update_message": "You can only edit what you wrote.",
    "cant_delete_message": "You can only delete what you wrote.",
    "is_archived": "This channel is archived.",
    "messages_tab_disabled": "Sending messages to this app has been turned off.",
    "msg_too_long": "That message is too long for Slack.",
    "not_allowed_in_thread": "Slack takes no commands in threads. Type it in the channel.",
    "invalid_blocks": "The app answered with something that Slack refuses.",
    "invalid_arguments": "The app answered with a form that Slack refuses.",
    "user_not_found": "There is no such person.",
    "file_not_found": "There is no such file.",
}


def told(gesture: Callable[P, Awaitable[Outcome]]) -> Callable[P, Coroutine[Any, Any, Outcome]]:
    """Turn a refusal inside a gesture into its outcome, with a sentence for the person."""

    @wraps(gesture)
    async def refused_kindly(*args: P.args, **kwargs: P.kwargs) -> Outcome:
        try:
            return await gesture(*args, **kwargs)
        except Refused as no:
            say = no.details.get("say") or _SENTENCES.get(no.error, f"That did not work: {no.error}.")
            problems = no.details.get("response_metadata", {}).get("messages", [])
            return Outcome(no.error, " ".join([say, *problems]))

    return refused_kindly


def refused(error: str, say: str) -> Refused:
    """A refusal with a sentence of its own."""
    return Refused(error, say=say)
