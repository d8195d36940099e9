"""What people type becomes escaped text with links to people and channels that exist, and nothing else."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground import Slack
from playground.readable import Reader
from playground.typed import as_command_text, as_message, unescaped

COMPANY = Slack()
TYPED = st.text(st.sampled_from("ab <>&|@#!.sam:/httpmia\n"), max_size=60)
REFERENCE = re.compile(r"<(?:@U[A-Z0-9]+|#C[A-Z0-9]+\|[a-z-]+|https?://[^<>|]+|!here|!channel|!everyone)>")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("@sam, look", "<@U0SAM000001>, look"),
        ("@Sam Okafor, look", "<@U0SAM000001>, look"),
        ("@sam okaforov", "<@U0SAM000001> okaforov"),
        ("mail a@sam.example", "mail a@sam.example"),
        ("@samantha", "@samantha"),
        ("#accounts.", "<#C0ACCOUNTS1|accounts>."),
        ("P#accounts", "P#accounts"),
        ("@here", "<!here>"),
        ("https://x.example/a?b=1&c=2.", "<https://x.example/a?b=1&amp;c=2>."),
        ("<@U0SAM000001>", "&lt;@U0SAM000001&gt;"),
    ],
)
def test_names_become_links_and_the_rest_is_escaped(typed: str, stored: str) -> None:
    assert as_message(COMPANY.workspace, typed)[0] == stored
    assert as_command_text(COMPANY.workspace, typed, should_escape=True) == stored


@settings(deadline=None)
@given(TYPED)
def test_no_angle_bracket_survives_outside_a_link_and_people_read_what_was_typed(typed: str) -> None:
    text, blocks = as_message(COMPANY.workspace, typed)
    rest = REFERENCE.sub("", text)
    assert not set("<>") & set(rest)
    reader = Reader(COMPANY.workspace, COMPANY.workspace.person("mia"))
    assert reader.message({"text": "", "blocks": blocks}).lower() == typed.lower()
    assert unescaped(as_command_text(COMPANY.workspace, typed, should_escape=False)) == typed
