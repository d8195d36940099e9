"""The SDK's way to Slack, whose every failure can be read: also where a page or nothing at all stands for an answer."""

from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient


class Client(AsyncWebClient):
    """Raises SlackApiError with a response that has a status, headers and a mapping, whatever answered.

    Of what is no JSON object the SDK makes an AttributeError, or an error without any of the three.
    """

    async def _request(self, *, http_verb: str, api_url: str, req_args: dict[str, Any]) -> dict[str, Any]:
        try:
            answer = await super()._request(http_verb=http_verb, api_url=api_url, req_args=req_args)
        except SlackApiError as error:  # it says that it is JSON and is none
            raw = error.response
            return {"data": {}, "headers": raw.headers, "status_code": raw.status}
        return answer if isinstance(answer["data"], dict) else answer | {"data": {}}
