"""Who is let in and who may own a promise, by what Slack says of them."""

from typing import Any

import pytest

from bot.access import Person, Standing, admit, admit_lead, admit_owner, role, standing
from bot.refusals import NotAllowed

HOME = "T1"


def user(**flags: Any) -> dict[str, Any]:
    return {"id": "U1", "team_id": HOME, **flags}


@pytest.mark.parametrize(
    ("described", "expected"),
    [
        pytest.param(user(), Standing.MEMBER, id="nothing special"),
        pytest.param(user(is_admin=True, is_owner=True), Standing.MEMBER, id="an admin"),
        pytest.param(
            user(is_bot=False, deleted=False, is_stranger=False), Standing.MEMBER, id="all flags off"
        ),
        pytest.param(user(is_restricted=True), Standing.GUEST, id="guest of several channels"),
        pytest.param(user(is_ultra_restricted=True), Standing.GUEST, id="guest of one channel"),
        pytest.param(user(is_invited_user=True), Standing.GUEST, id="invited, not here yet"),
        pytest.param(user(is_stranger=True), Standing.OUTSIDER, id="stranger in a shared channel"),
        pytest.param({"id": "U1", "team_id": "T2"}, Standing.OUTSIDER, id="of another workspace"),
        pytest.param({"id": "U1"}, Standing.OUTSIDER, id="of no known workspace"),
        pytest.param({}, Standing.OUTSIDER, id="nothing known at all"),
        pytest.param(user(is_bot=True), Standing.BOT, id="an app"),
        pytest.param(user(is_workflow_bot=True), Standing.BOT, id="a workflow"),
        pytest.param(user(is_connector_bot=True), Standing.BOT, id="a connector"),
        pytest.param(user(id="USLACKBOT"), Standing.BOT, id="Slackbot, which is not flagged as one"),
        pytest.param(user(deleted=True), Standing.GONE, id="has left"),
    ],
)
def test_what_slack_says_of_a_person_decides_what_they_are(
    described: dict[str, Any], expected: Standing
) -> None:
    assert standing(described, HOME) is expected


@pytest.mark.parametrize(
    ("described", "expected"),
    [
        (user(is_stranger=True, is_admin=True), Standing.OUTSIDER),
        ({"id": "U1", "team_id": "T2", "is_bot": True}, Standing.OUTSIDER),
        (user(is_restricted=True, deleted=True), Standing.GONE),
        (user(is_restricted=True, is_admin=True), Standing.GUEST),
        (user(is_bot=True, is_restricted=True), Standing.BOT),
    ],
)
def test_of_two_things_said_of_a_person_the_one_that_lets_in_less_counts(
    described: dict[str, Any], expected: Standing
) -> None:
    assert standing(described, HOME) is expected


def person(what: Standing) -> Person:
    return Person("U1", "Rae Voss", "Europe/Tallinn", what)


def test_a_member_is_let_in_and_can_own() -> None:
    admit(person(Standing.MEMBER))
    admit_owner(person(Standing.MEMBER))


@pytest.mark.parametrize("what", [each for each in Standing if each is not Standing.MEMBER])
def test_nobody_else_is_let_in_and_all_hear_the_same_words(what: Standing) -> None:
    with pytest.raises(NotAllowed) as refusal:
        admit(person(what))
    assert refusal.value.sentence == (
        "Kept is only for members of this workspace. Please ask your contact here directly."
    )


@pytest.mark.parametrize(
    ("what", "why"),
    [
        (Standing.GUEST, "Rae Voss is a guest here"),
        (Standing.OUTSIDER, "Rae Voss is from another organisation"),
        (Standing.BOT, "Rae Voss is an app"),
        (Standing.GONE, "Rae Voss has left this workspace"),
    ],
)
def test_nobody_else_can_own_and_the_refusal_says_why_under_its_field(what: Standing, why: str) -> None:
    with pytest.raises(NotAllowed) as refusal:
        admit_owner(person(what), field="backup")
    assert refusal.value.sentence == f"{why} and cannot own anything in Kept. Choose a colleague."
    assert refusal.value.field == "backup"
    with pytest.raises(NotAllowed) as unnamed:
        admit_owner(person(what))
    assert unnamed.value.field == "owner"


@pytest.mark.parametrize(
    ("is_admin", "is_lead", "standing_", "expected"),
    [
        (False, False, Standing.MEMBER, "member"),
        (False, True, Standing.MEMBER, "lead"),
        (True, False, Standing.MEMBER, "admin"),
        (True, True, Standing.MEMBER, "admin"),
        (False, True, Standing.GUEST, "member"),
        (True, True, Standing.GONE, "member"),
    ],
)
def test_a_role_comes_from_slack_and_from_the_list_of_leads(
    is_admin: bool, is_lead: bool, standing_: Standing, expected: str
) -> None:
    person = Person("U1", "Mia", "UTC", standing_, is_admin)
    leads = {"U1"} if is_lead else {"U2"}
    assert role(person, leads) == expected
    if expected == "member":
        with pytest.raises(NotAllowed, match="Only a lead or an admin of this workspace may merge customers"):
            admit_lead(person, leads, to="merge customers")
    else:
        admit_lead(person, leads, to="merge customers")


@pytest.mark.parametrize(
    ("names", "typed", "says"),
    [
        ((), "", "Ask an admin of this Slack to make you a lead with /kept settings workspace."),
        ((), "/customer merge", "Ask an admin of this Slack to type /customer merge."),
        (("Sam",), "/customer merge", "Ask Sam to type /customer merge."),
        (("Sam", "Lena"), "/customer merge", "Ask Sam or Lena to type /customer merge."),
        (("Sam", "Lena", "Joe", "Ines"), "/kept export", "Ask Sam, Lena or Joe to type /kept export."),
    ],
)
def test_whoever_may_not_hears_whom_to_ask_and_for_what(
    names: tuple[str, ...], typed: str, says: str
) -> None:
    person = Person("U1", "Mia", "UTC", Standing.MEMBER)
    with pytest.raises(NotAllowed) as refused:
        admit_lead(person, {"U2"} if names else (), to="merge customers", names=names, typed=typed)
    assert refused.value.sentence.endswith(says)
