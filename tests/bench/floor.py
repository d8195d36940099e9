"""What Kept is compared to: a Bolt app with Kept's options and one listener that does nothing but acknowledge."""

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient


def bare_app(client: AsyncWebClient, signing_secret: str = "") -> AsyncApp:
    """The app; its listener is still to be registered, as `app.command("/promise")(nothing)`. With a secret it checks Slack's
    signature."""
    known = AuthorizeResult(
        enterprise_id=None,
        team_id="T1",
        bot_user_id="U1",
        bot_token="xoxb-1",  # it is never used
    )

    async def authorize(**_: object) -> AuthorizeResult:
        return known

    return AsyncApp(
        name="floor",
        client=client,
        authorize=authorize,
        process_before_response=True,
        signing_secret=signing_secret or None,
        request_verification_enabled=bool(signing_secret),
        attaching_conversation_kwargs_enabled=False,
    )


async def nothing(ack: AsyncAck) -> None:
    """The least that a listener can do."""
    await ack()
