"""Messages and views as the words a person reads, with buttons in [brackets]."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from playground.blocks import PRESSED, VALUES
from playground.shapes import Json
from playground.typed import unescaped
from playground.views import OpenView
from playground.workspace import Person, Workspace, local

_LINK = re.compile(r"<([^<>\s][^<>]{0,3000})>")
_DATE_TOKEN = re.compile(r"\{([a-z_]{1,30})\}")


class Reader:
    """Reads blocks aloud for one person: names resolved, dates in their zone, mentions as @handle."""

    def __init__(self, workspace: Workspace, viewer: Person) -> None:
        self._workspace = workspace
        self._viewer = viewer
        self._blocks: dict[str, Callable[[Json], str]] = {
            "header": lambda b: self._words(b["text"]),
            "section": self._section,
            "actions": lambda b: " ".join(self._control(e) for e in b["elements"]),
            "context": lambda b: " ".join(self._element(e) for e in b["elements"]),
            "context_actions": lambda b: " ".join(self._control(e) for e in b["elements"]),
            "divider": lambda _: "---",
            "image": lambda b: f"(image: {b['alt_text']})",
            "markdown": lambda b: str(b["text"]),
            "alert": lambda b: self._words(b["text"]),
            "rich_text": self._rich_text,
            "table": self._table,
        }

    def message(self, body: Json) -> str:
        """What a message shows: its blocks, else its text, then its files."""
        blocks = body.get("blocks")
        shown = self.blocks(blocks) if blocks else self.mrkdwn(str(body.get("text", "")))
        files = [f"(file: {f['name']})" for f in body.get("files", ())]
        return "\n".join(part for part in (shown, *files) if part)

    def view(self, view: OpenView) -> str:
        """What a modal or Home shows: title, blocks with what is filled in, errors under their fields, buttons below."""
        lines = [self.blocks(view.view["blocks"], view.filled, view.errors)]
        if view.view["type"] == "modal":
            lines.insert(0, f"== {self._words(view.view['title'])} ==")
            buttons = [view.view["submit"], view.view["close"]]
            lines.append(" ".join(f"[{self._words(b)}]" for b in buttons if b))
        return "\n".join(line for line in lines if line)

    def blocks(
        self, blocks: list[Json], filled: Json | None = None, errors: dict[str, str] | None = None
    ) -> str:
        """A list of blocks, one line or more for each."""
        return "\n".join(self.block(b, filled or {}, errors or {}) for b in blocks)

    def block(self, block: Json, filled: Json | None = None, errors: dict[str, str] | None = None) -> str:
        """One block."""
        if block["type"] == "input":
            return self._input(
                block, (filled or {}).get(block["block_id"], {}), (errors or {}).get(block["block_id"], "")
            )
        reading = self._blocks.get(block["type"])
        return reading(block) if reading else f"({block['type']})"

    def mrkdwn(self, text: str) -> str:
        """Slack's mrkdwn with its links, mentions and dates resolved; *marks* stay as they are."""
        return unescaped(_LINK.sub(lambda m: self._reference(m.group(1)), text))

    # -- blocks

    def _words(self, text: Json) -> str:
        words = str(text["text"])
        return self.mrkdwn(words) if text["type"] == "mrkdwn" else unescaped(words)

    def _section(self, block: Json) -> str:
        parts = [self._words(block["text"])] if block.get("text") else []
        parts += [self._words(f) for f in block.get("fields", ())]
        shown = "\n".join(parts)
        return f"{shown} {self._element(block['accessory'])}" if block.get("accessory") else shown

    def _input(self, block: Json, filled: Json, error: str) -> str:
        element = block["element"]
        entry = filled.get(element["action_id"]) or {}
        field, first = VALUES[element["type"]]
        value = entry[field] if field in entry else element.get(first)
        star = "" if block.get("optional") else "*"
        lines = [f"{self._words(block['label'])}{star}: {self._value(value)}".rstrip()]
        if block.get("hint"):
            lines.append(f"  ({self._words(block['hint'])})")
        if error:
            lines.append(f"  ! {error}")
        return "\n".join(lines)

    def _table(self, block: Json) -> str:
        return "\n".join(" | ".join(self._cell(c) for c in row) for row in block["rows"])

    def _cell(self, cell: Json) -> str:
        if cell["type"] == "rich_text":
            return self._rich_text(cell)
        return str(cell.get("text", cell.get("value", "")))

    # -- elements

    def _element(self, element: Json) -> str:
        if element["type"] in ("plain_text", "mrkdwn"):
            return self._words(element)
        return self._control(element)

    def _control(self, element: Json) -> str:
        kind = element["type"]
        if kind == "image":
            return f"(image: {element['alt_text']})"
        if kind in PRESSED:
            if kind == "overflow":
                return f"[... {' | '.join(self._words(o['text']) for o in element['options'])}]"
            return f"[{self._words(element['text'])}]" if "text" in element else f"[{kind}]"
        first = element.get(VALUES[kind][1])
        if first is None and "placeholder" in element:
            return f"[{self._words(element['placeholder'])} v]"
        if kind in ("radio_buttons", "checkboxes"):
            return " ".join(f"[{self._words(o['text'])}]" for o in element["options"])
        return f"[{self._value(first)} v]"

    def _value(self, value: object) -> str:
        if value is None:
            return ""
        if isinstance(value, list):
            return ", ".join(self._value(v) for v in value)
        if isinstance(value, dict):
            return self._words(value["text"]) if "text" in value else str(value.get("name", ""))
        if isinstance(value, str) and value in self._workspace.people:
            return f"@{self._workspace.people[value].handle}"
        if isinstance(value, str) and value in self._workspace.channels:
            return f"#{self._workspace.channels[value].name}"
        return str(value)

    # -- rich text

    def _rich_text(self, block: Json) -> str:
        return "\n".join(line for part in block["elements"] for line in self._rich_part(part))

    def _rich_part(self, part: Json) -> Iterator[str]:
        if part["type"] == "rich_text_list":
            for number, item in enumerate(part["elements"], start=1):
                mark = f"{number}." if part["style"] == "ordered" else "-"
                yield f"{'  ' * part.get('indent', 0)}{mark} {self._rich_words(item)}"
        elif part["type"] == "rich_text_quote":
            yield f"> {self._rich_words(part)}"
        else:
            yield self._rich_words(part)

    def _rich_words(self, part: Json) -> str:
        return "".join(self._rich_word(e) for e in part["elements"])

    def _rich_word(self, element: Json) -> str:
        kind = element["type"]
        if kind == "user":
            return self._reference(f"@{element['user_id']}")
        if kind == "channel":
            return self._reference(f"#{element['channel_id']}")
        if kind == "broadcast":
            return f"@{element['range']}"
        if kind == "emoji":
            return f":{element['name']}:"
        if kind == "date":
            return self._date(int(element["timestamp"]), str(element.get("format", "{date_short} {time}")))
        return str(element.get("text") or element.get("url", ""))

    # -- mrkdwn references: https://docs.slack.dev/messaging/formatting-message-text

    def _reference(self, inside: str) -> str:
        target, _, label = inside.partition("|")
        if target.startswith("@"):
            person = self._workspace.people.get(target[1:])
            return f"@{person.handle if person else label or target[1:]}"
        if target.startswith("#"):
            channel = self._workspace.channels.get(target[1:])
            hidden = channel is not None and not self._workspace.visible(channel, self._viewer)
            return "#private-channel" if hidden else f"#{channel.name if channel else label or target[1:]}"
        if target.startswith("!date^"):
            _, stamp, form, *_rest = target.split("^")
            return self._date(int(stamp), form)
        if target.startswith("!"):
            return "@" + (label or target[1:].partition("^")[0]).removeprefix("@")
        return label or target

    def _date(self, stamp: int, form: str) -> str:
        when = local(datetime.fromtimestamp(stamp, UTC), self._viewer)
        return _DATE_TOKEN.sub(lambda m: self._date_token(m.group(1), when), form)

    def _date_token(self, token: str, when: datetime) -> str:
        days = (when.date() - local(self._workspace.clock.now(), self._viewer).date()) // timedelta(days=1)
        near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(days)
        if token.endswith("_pretty") and near:
            return near
        forms = {
            "date": f"{when:%B} {when.day}, {when.year}",
            "date_num": f"{when:%Y-%m-%d}",
            "date_short": f"{when:%b} {when.day}, {when.year}",
            "date_long": f"{when:%A}, {when:%B} {when.day}, {when.year}",
            "day_divider_pretty": f"{when:%A}, {when:%B} {when.day}",
            "time": f"{when:%H:%M}",
            "time_secs": f"{when:%H:%M:%S}",
            "ago": f"{days} days",
        }
        return forms.get(token.removesuffix("_pretty"), forms.get(token, "{" + token + "}"))
