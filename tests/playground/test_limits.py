"""Block Kit's limits as a table: what passes, what does not, and that the reason names the place."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.__main__ import main
from playground.blocks import completed
from playground.check_blocks import problems_of
from playground.limits import checked_view, problems_of_blocks
from playground.shapes import Json, Refused
from tests.sizes import examples


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(text: str = "x", **more: object) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def button(text: str = "Go", **more: object) -> Json:
    return {"type": "button", "text": plain(text), **more}


def select(count: int, **more: object) -> Json:
    options = [{"text": plain(f"o{n}"), "value": str(n)} for n in range(count)]
    return {"type": "static_select", "options": options, **more}


def field(element: Json) -> Json:
    return {"type": "input", "label": plain("Label"), "element": element}


CONFIRM = {"title": plain("a"), "text": plain("b"), "confirm": plain("c"), "deny": plain("d")}

ACCEPTED = {
    "a section of 3000": [section("x" * 3000)],
    "fifty blocks": [section()] * 50,
    "a section of fields only": [{"type": "section", "fields": [plain("a")]}],
    "a header of 150": [{"type": "header", "text": plain("x" * 150)}],
    "25 buttons": [actions(*[button() for _ in range(25)])],
    "a button's value of 2000": [actions(button(value="v" * 2000))],
    "an option's value of 150": [
        actions({**select(1), "options": [{"text": plain("a"), "value": "v" * 150}]})
    ],
    "100 options": [actions(select(100))],
    "an initial option that is offered": [
        actions(select(2, initial_option={"text": plain("o1"), "value": "1"}))
    ],
    "a confirmation": [actions(button(confirm=CONFIRM))],
    "a date": [actions({"type": "datepicker", "initial_date": "2026-02-28"})],
}

REFUSED = {
    "a section of 3001": ([section("x" * 3001)], "/blocks/0/text/text"),
    "an empty section": ([{"type": "section"}], "/blocks/0"),
    "an empty text": ([section("")], "/blocks/0/text/text"),
    "51 blocks": ([section()] * 51, "/blocks"),
    "an unknown block": ([{"type": "banner"}], "/blocks/0/type"),
    "an unknown field": ([section(colour="red")], "/blocks/0"),
    "a header of 151": ([{"type": "header", "text": plain("x" * 151)}], "/blocks/0/text/text"),
    "a header in mrkdwn": ([{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}], "/blocks/0/text/type"),
    "no buttons": ([actions()], "/blocks/0/elements"),
    "26 buttons": ([actions(*[button() for _ in range(26)])], "/blocks/0/elements"),
    "a button's words of 76": ([actions(button("x" * 76))], "/blocks/0/elements/0/text/text"),
    "a button's value of 2001": ([actions(button(value="v" * 2001))], "/blocks/0/elements/0/value"),
    "a button's style": ([actions(button(style="loud"))], "/blocks/0/elements/0/style"),
    "an action_id of 256": ([actions(button(action_id="a" * 256))], "/blocks/0/elements/0/action_id"),
    "a block_id of 256": ([section(block_id="b" * 256)], "/blocks/0/block_id"),
    "the same action_id twice": ([actions(button(action_id="a"), button(action_id="a"))], "/blocks/0"),
    "the same block_id twice": ([section(block_id="b"), section(block_id="b")], "/blocks/1/block_id"),
    "101 options": ([actions(select(101))], "/blocks/0/elements/0/options"),
    "no options": ([actions(select(0))], "/blocks/0/elements/0/options"),
    "an initial option that is not offered": (
        [actions(select(1, initial_option={"text": plain("other"), "value": "0"}))], "/blocks/0/elements/0/initial_option",
    ),
    "options and groups": ([actions(select(1, option_groups=[{"label": plain("g"), "options": select(1)["options"]}]))], "/blocks/0/elements/0"),
    "a confirmation without deny": (
        [actions(button(confirm={k: v for k, v in CONFIRM.items() if k != "deny"}))], "/blocks/0/elements/0/confirm",
    ),
    "a date that is none": ([actions({"type": "datepicker", "initial_date": "2026-02-30"})], "/blocks/0/elements/0/initial_date"),
    "a time that is none": ([actions({"type": "timepicker", "initial_time": "25:00"})], "/blocks/0/elements/0/initial_time"),
    "an input in actions": ([actions({"type": "plain_text_input"})], "/blocks/0/elements/0/type"),
    "an image without words": ([{"type": "image", "image_url": "https://x.example/a.png"}], "/blocks/0"),
    "an image from nowhere": ([{"type": "image", "alt_text": "a"}], "/blocks/0"),
    "11 context elements": ([{"type": "context", "elements": [plain("x")] * 11}], "/blocks/0/elements"),
    "two tables": ([{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}] * 2, "/blocks"),
    "no list": ("blocks", "/blocks"),
    "no object": (["block"], "/blocks/0"),
}  # fmt: skip


@pytest.mark.parametrize("blocks", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_what_slack_accepts_is_accepted(blocks: list[Json]) -> None:
    assert problems_of_blocks(blocks) == []


@pytest.mark.parametrize(("blocks", "at"), REFUSED.values(), ids=REFUSED.keys())
def test_what_slack_refuses_is_refused_with_its_place(blocks: object, at: str) -> None:
    problems = problems_of_blocks(blocks)
    assert any(p.endswith(f"[json-pointer:{at}]") for p in problems), problems


def modal(**more: object) -> Json:
    return {"type": "modal", "title": plain("T"), "blocks": [section()], **more}


@pytest.mark.parametrize(
    ("view", "fits"),
    [
        (modal(), True),
        (modal(blocks=[section()] * 100), True),
        (modal(blocks=[section()] * 101), False),
        (modal(title=plain("x" * 25)), False),
        (modal(private_metadata="x" * 3001), False),
        (modal(callback_id="x" * 256), False),
        (modal(state={"values": {}}), False),
        (modal(blocks=[field({"type": "plain_text_input"})]), False),  # a form needs a submit
        (modal(blocks=[field({"type": "plain_text_input"})], submit=plain("Save")), True),
        (modal(blocks=[field({"type": "file_input", "max_files": 11})], submit=plain("Save")), False),
        (modal(blocks=[{"type": "markdown", "text": "x"}]), False),
        ({"type": "home", "blocks": []}, True),
        ({"type": "home", "title": plain("T"), "blocks": []}, False),
        ({"type": "home", "blocks": [{"type": "alert", "text": plain("x")}]}, False),
        ({"type": "page", "blocks": []}, False),
    ],
)
def test_views_have_limits_of_their_own(view: Json, fits: bool) -> None:
    assert (problems_of(str(view["type"]) if view["type"] != "page" else "modal", view) == []) is fits


def test_a_view_above_250_kb_is_too_large() -> None:
    with pytest.raises(Refused, match="view_too_large"):
        checked_view(modal(blocks=[section("x" * 3000)] * 99), "modal")


@settings(max_examples=examples(150), deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["type", "text", "elements", "blocks", "options", "accessory", "element", "value"]
                ),
                inner
                | st.sampled_from(["section", "actions", "button", "plain_text", "input", "static_select"]),
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_no_json_brings_the_checks_down_and_what_passes_can_be_completed(value: object) -> None:
    if isinstance(value, list) and problems_of_blocks(value) == []:
        assert all("block_id" in b for b in completed(value))
    problems_of("modal", value)
    problems_of("manifest", value)


def test_a_file_of_payloads_is_checked_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    payloads = [
        {"id": "good", "surface": "message", "payload": {"blocks": [section()]}},
        {"id": "bad", "surface": "home", "payload": {"type": "home", "blocks": [{"type": "banner"}]}},
        {"id": "nameless", "surface": "manifest", "payload": {"display_information": {}}},
    ]
    path = tmp_path / "payloads.json"
    path.write_text(json.dumps(payloads))
    assert main(["check-blocks", str(path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "good: accepted"
    assert lines[1].startswith("bad: refused: [ERROR] unsupported type: banner")
    assert lines[2].startswith("nameless: refused: [ERROR] missing required field: name")
    assert lines[3] == "1 accepted, 2 refused, of 3"
