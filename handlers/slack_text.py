"""Slack's own spelling of what people type, and plain words: `<@U1>`, `<#C1|name>`, `<https://…|label>`, `&amp;`."""

import re
from collections.abc import Mapping

from bot.wording import MENTION

# Each is one run without nesting, so that hostile text costs no more than its length.
CHANNEL = re.compile(r"<#[A-Z0-9]{2,30}\|?([^<>|]{0,80})>")
GROUP = re.compile(r"<!(?:subteam\^[A-Z0-9]+\|)?@?([^<>|]{1,80})(?:\|[^<>]{0,80})?>")
LINK = re.compile(r"<((?:https?|mailto):[^<>|]{1,2000})(?:\|[^<>]{0,2000})?>")


def mentioned(text: str) -> list[str]:
    """The ids of the people a text mentions, each once."""
    if "<" not in text:
        return []
    return list(dict.fromkeys(found[1] for found in MENTION.finditer(text)))


def plain(text: str, names: Mapping[str, str] | None = None) -> str:
    """The text as its writer saw it; `names` are the mentioned people's, by id."""
    if "<" not in text and "&" not in text:  # as most are
        return text
    known = names or {}
    text = MENTION.sub(lambda found: f"@{known.get(found[1]) or found[2] or found[1]}", text)
    text = CHANNEL.sub(lambda found: f"#{found[1] or 'channel'}", text)
    text = GROUP.sub(lambda found: f"@{found[1]}", text)
    text = LINK.sub(lambda found: found[1].removeprefix("mailto:"), text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
