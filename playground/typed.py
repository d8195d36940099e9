"""What a person typed, turned into what Slack stores: escaped text with links to people and channels, and its rich text."""

import re

from playground.shapes import Json, fresh_id
from playground.workspace import Workspace

# One pass over the line: a link, an @name or a #channel; each alternative is a single run of characters.
_MENTION = re.compile(r"https?://[^\s<>|]+|@[a-z0-9._-]+|#[a-z0-9_-]+", re.IGNORECASE)
_BROADCASTS = ("here", "channel", "everyone")


def escaped(text: str) -> str:
    """Slack's escaping of what people type: &, < and > cannot open a link or a mention."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(text: str) -> str:
    """What a person reads for an escaped text."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def as_message(workspace: Workspace, text: str) -> tuple[str, list[Json]]:
    """A typed message as Slack stores it: (mrkdwn text, rich_text blocks). Names nobody has stay plain words."""
    words: list[str] = []
    elements: list[Json] = []
    for piece, element in _pieces(workspace, text):
        words.append(piece)
        if elements and element["type"] == elements[-1]["type"] == "text":
            elements[-1]["text"] += element["text"]
        else:
            elements.append(element)
    section = {"type": "rich_text_section", "elements": elements}
    return "".join(words), [{"type": "rich_text", "block_id": fresh_id("", 5), "elements": [section]}]


def as_command_text(workspace: Workspace, text: str, *, should_escape: bool) -> str:
    """The `text` of a slash command: with `should_escape` (manifest) mentions become <@U..> and <#C..|name>.

    https://docs.slack.dev/interactivity/implementing-slash-commands
    """
    if not should_escape:
        return escaped(text)
    return "".join(piece for piece, _ in _pieces(workspace, text))


def _pieces(workspace: Workspace, text: str) -> list[tuple[str, Json]]:
    found: list[tuple[str, Json]] = []
    done = 0
    for match in _MENTION.finditer(text):
        piece = _piece(workspace, text, match)
        if piece is None:
            continue
        start, end, words, element = piece
        if start > done:
            found.append(_plain(text[done:start]))
        found.append((words, element))
        done = end
    if done < len(text) or not found:
        found.append(_plain(text[done:]))
    return found


def _plain(text: str) -> tuple[str, Json]:
    return escaped(text), {"type": "text", "text": text}


def _piece(workspace: Workspace, text: str, match: re.Match[str]) -> tuple[int, int, str, Json] | None:
    start, whole = match.start(), match.group()
    if whole[0] not in "@#":
        url = whole.rstrip(".,;:!?)")
        return start, start + len(url), f"<{escaped(url)}>", {"type": "link", "url": url}
    if start and (text[start - 1].isalnum() or text[start - 1] in "._-"):
        return None  # the @ of an e-mail address, the # of a reference
    name = whole[1:].lower().rstrip("._-")
    end = start + 1 + len(name)
    if whole[0] == "#":
        channel = next((c for c in workspace.channels.values() if c.name == name and name), None)
        if channel is None:
            return None
        return start, end, f"<#{channel.id}|{channel.name}>", {"type": "channel", "channel_id": channel.id}
    if name in _BROADCASTS:
        return start, end, f"<!{name}>", {"type": "broadcast", "range": name}
    person = next((p for p in workspace.people.values() if p.handle == name), None)
    for each in workspace.people.values():
        # "@Sam Okafor", as the completion writes a colleague whom one picks.
        full = start + 1 + len(each.real_name)
        if text[start + 1 : full].lower() == each.real_name.lower() and not text[full : full + 1].isalnum():
            person, end = each, full
    if person is None:
        return None
    return start, end, f"<@{person.id}>", {"type": "user", "user_id": person.id}
