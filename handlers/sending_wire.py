"""The sender's way to Slack: one call, one answer, nothing tried twice.

It goes through the house's session by itself. The SDK's client takes twice the CPU for a post (make bench), and where
an answer is no JSON its error cannot be read.
"""

import json
from collections.abc import Mapping
from typing import Any

import aiohttp

from handlers.house import House
from handlers.sending_answers import Answer, no_answer, read

JSON = "application/json; charset=utf-8"


async def post_json(house: House, method: str, written: str) -> Answer:
    """Calls a method that takes JSON, as it is written; every outcome is an answer."""
    return await _call(house, method, written, JSON)


async def post_form(house: House, method: str, **arguments: object) -> Answer:
    """The same for those that take a form only."""
    return await _call(house, method, {name: str(value) for name, value in arguments.items()}, None)


async def _call(house: House, method: str, data: str | Mapping[str, str], content_type: str | None) -> Answer:
    headers = {"Authorization": f"Bearer {house.client.token}"}
    if content_type:
        headers["Content-Type"] = content_type
    try:
        async with house.session.post(
            house.client.base_url + method,
            data=data,
            headers=headers,
            timeout=aiohttp.ClientTimeout(total=house.times.request.total_seconds()),
        ) as response:
            raw = await response.read()
            return read(response.status, response.headers, _json(raw))
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return no_answer(error)


def _json(raw: bytes) -> Any:  # noqa: ANN401 - JSON of any shape, or None
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None
