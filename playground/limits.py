"""What Slack refuses in messages and views, with Slack's error names and its list of reasons.

Limits: https://docs.slack.dev/reference/block-kit , https://docs.slack.dev/reference/views and
https://docs.slack.dev/reference/methods/chat.postMessage
"""

from collections.abc import Mapping

from playground.block_rules import ON_SURFACE
from playground.blocks import elements_of
from playground.element_rules import plain
from playground.rules import Problems, Rule, anything, boolean, items, refuse, shape, string
from playground.shapes import Json, Refused, compact, copied

LONGEST_TEXT = 40_000
_MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
_LARGEST_VIEW = 250_000
_MARKDOWN_TOGETHER = 12_000

_OPTIONAL_IN_VIEW: Mapping[str, Rule] = {
    "private_metadata": string(3000, 0), "callback_id": string(255, 0), "external_id": string(255, 0),
}  # fmt: skip


def _view_rule(kind: str) -> Rule:
    blocks = items(ON_SURFACE[kind], _MOST_BLOCKS[kind], 0)
    if kind == "home":
        return shape({"type": anything, "blocks": blocks}, _OPTIONAL_IN_VIEW)
    extra: Mapping[str, Rule] = {
        **_OPTIONAL_IN_VIEW, "close": plain(24), "submit": plain(24), "clear_on_close": boolean,
        "notify_on_close": boolean, "submit_disabled": boolean,
    }  # fmt: skip
    return shape({"type": anything, "title": plain(24), "blocks": blocks}, extra)


_VIEWS = {kind: _view_rule(kind) for kind in ("modal", "home")}


def cut_text(text: str) -> str:
    """A message's text as Slack stores it: cut at 40,000 characters."""
    return text[:LONGEST_TEXT]


def problems_of_blocks(blocks: object, surface: str = "message", at: str = "/blocks") -> Problems:
    """Everything Slack would refuse in a list of blocks on a surface ("message", "modal", "home")."""
    problems: Problems = []
    items(ON_SURFACE[surface], _MOST_BLOCKS[surface], 0)(blocks, at, problems)
    if isinstance(blocks, list) and not problems:
        _check_together(blocks, at, problems)
    return problems


def problems_of_view(view: object) -> Problems:
    """Everything Slack would refuse in a view."""
    problems: Problems = []
    if not isinstance(view, dict):
        refuse(problems, "must be an object", "/view")
        return problems
    kind = view.get("type")
    if not isinstance(kind, str) or kind not in _VIEWS:
        refuse(problems, "must be a valid enum value: modal, home", "/view/type")
        return problems
    _VIEWS[kind](view, "/view", problems)
    if not problems:
        _check_together(view["blocks"], "/view/blocks", problems)
        if kind == "modal" and "submit" not in view and any(b["type"] == "input" for b in view["blocks"]):
            refuse(problems, "missing required field: submit (a modal with input blocks needs it)", "/view")
    return problems


def checked_blocks(blocks: object) -> list[Json]:
    """A copy of a message's blocks. Raises Refused("invalid_blocks_format") or Refused("invalid_blocks") with the reasons."""
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    problems = problems_of_blocks(blocks)
    if problems:
        raise Refused("invalid_blocks", errors=_bare(problems), response_metadata={"messages": problems})
    return copied(blocks)


def checked_view(view: object, kind: str) -> Json:
    """A copy of a view of this kind. Raises Refused("view_too_large") or Refused("invalid_arguments") with the reasons."""
    if len(compact(view).encode()) > _LARGEST_VIEW:
        raise Refused("view_too_large")
    problems = problems_of_view(view)
    if isinstance(view, dict) and not problems and view["type"] != kind:
        refuse(problems, f"must be a view of type {kind}", "/view/type")
    if not isinstance(view, dict) or problems:
        raise Refused("invalid_arguments", response_metadata={"messages": problems})
    return copied(view)


def _check_together(blocks: list[Json], at: str, problems: Problems) -> None:
    seen: set[str] = set()
    for number, block in enumerate(blocks):
        block_id = block.get("block_id")
        if block_id in seen:
            refuse(problems, f"`block_id` must be unique: {block_id}", f"{at}/{number}/block_id")
        if block_id:
            seen.add(block_id)
        _check_action_ids(block, f"{at}/{number}", problems)
    if sum(b["type"] in ("table", "data_table") for b in blocks) > 1:
        refuse(problems, "only_one_table_allowed", at)
    if sum(len(b["text"]) for b in blocks if b["type"] == "markdown") > _MARKDOWN_TOGETHER:
        refuse(
            problems, f"markdown blocks must be less than {_MARKDOWN_TOGETHER + 1} characters together", at
        )


def _check_action_ids(block: Json, at: str, problems: Problems) -> None:
    seen: set[str] = set()
    for element in elements_of(block):
        action_id = element.get("action_id")
        if action_id in seen:
            refuse(problems, f"`action_id` must be unique within its block: {action_id}", at)
        if action_id:
            seen.add(action_id)


def _bare(problems: Problems) -> list[str]:
    return [p.removeprefix("[ERROR] ") for p in problems]
