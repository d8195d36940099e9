"""Exports: as files in one's own direct messages, and back again through an import."""

import csv
import io
import json

from bot.cells import unguard
from tests.handlers.conftest import KeptSlack


def files_of(slack: KeptSlack, who: str) -> dict[str, str]:
    """The files in somebody's direct messages with Kept, by name; the newest of each."""
    found = {}
    channel = slack.slack.workspace.dm_with(slack.slack.workspace.person(who))
    for message in slack.slack.talk.everything(channel.id):
        for file in message.body.get("files") or ():
            found[file["name"]] = slack.slack.files.content(file["id"]).decode("utf-8-sig")
    return found


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


async def some_work(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer tag Acme pumps, nordic")
    await slack.command("mia", "#accounts", "/promise Acme: =cmd() and @here by Fri 5pm @sam")
    await slack.command("mia", "#accounts", "/contact Acme: called, all fine")


async def test_everything_comes_as_files_that_a_spreadsheet_may_open(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await some_work(slack)
    await slack.command("lena", "#accounts", "/kept export")
    assert "I am putting the export together." in slack.said_to("lena")[-1] or any(
        "The export is here: customers 1 · promises 1 · contacts 1" in said for said in slack.said_to("lena")
    )
    files = files_of(slack, "lena")
    assert {"customers.csv", "promises.csv", "contacts.csv", "history.csv"} <= set(files)
    assert "mistakes.csv" not in files
    (acme,) = rows(files["customers.csv"])
    assert (acme["number"], acme["name"], acme["other_names"]) == ("C-1", "Acme Industries", "Acme")
    assert (acme["owner"], acme["owner_name"]) == ("U0MIA000001", "Mia Tamm")
    assert acme["tags"] == "pumps, nordic"
    (promise,) = rows(files["promises.csv"])
    assert promise["number"] == "P-1"
    assert (promise["customer"], promise["customer_name"], promise["owner"]) == (
        "C-1",
        "Acme Industries",
        "Sam Okafor",
    )
    assert promise["words"].startswith("'=cmd()")
    assert unguard(promise["words"]).startswith("=cmd()")
    assert all("team_id" not in file.partition("\r\n")[0] for file in files.values())
    assert not files_of(slack, "mia")


async def test_json_holds_every_row_with_every_column_also_what_was_taken_back(slack: KeptSlack) -> None:
    await some_work(slack)
    await slack.command("mia", "#accounts", "/promise Acme: a mistake by Fri")
    await slack.command("mia", "#accounts", "/promise undo")
    await slack.command("lena", "#accounts", "/customer export json")
    (text,) = files_of(slack, "lena").values()
    kept = json.loads(text)
    assert [each["number"] for each in kept["promise"]] == [1, 2]
    assert kept["promise"][0]["words"].startswith("=cmd()")
    assert kept["promise"][1]["removed_at"]
    assert len(kept["history"]) >= 5


async def test_what_is_put_before_a_customer_holds_nothing_that_we_wrote_for_ourselves(
    slack: KeptSlack,
) -> None:
    await some_work(slack)
    await slack.command("mia", "#accounts", "/promise risk P-1 our customs clerk forgot it")
    await slack.command("lena", "#accounts", "/customer export Acme")
    name, text = next(iter(files_of(slack, "lena").items()))
    assert name == "Acme-Industries.csv"
    assert "Promise,'=cmd() and @here" in text
    assert "2026-11-27,open" in text
    assert "Call,,2026-11-25" in text
    assert "Your contact,Mia Tamm" in text
    for ours in ("customs", "all fine", "pumps", "nordic", "U0"):
        assert ours not in text
    await slack.click("lena", "Everything, for us alone")
    whole = json.loads(files_of(slack, "lena")["Acme-Industries.json"])
    assert whole["promise"][0]["risk_why"] == "our customs clerk forgot it"


async def test_a_member_may_not_export_and_who_is_unknown_is_asked_about(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/kept export")
    assert "may export. Ask an admin of this Slack to type /kept export." in slack.said_to("mia")[-1]
    await slack.command("mia", "#accounts", "/customer export Acme")
    assert "Only an admin of this workspace may export." in slack.said_to("mia")[-1]
    await slack.command("lena", "#accounts", "/customer export Acmee")
    assert "I don't know “Acmee”" in slack.said_to("lena")[-1]
    await slack.click("lena", "Acme Industries (C-1)")
    assert "Acme-Industries.csv" in files_of(slack, "lena")


async def test_where_slack_takes_no_file_it_is_said(slack: KeptSlack) -> None:
    slack.slack.faults.answer("files.completeUploadExternal", "internal_error")
    await slack.command("lena", "#accounts", "/kept export")
    assert any("Slack did not take the file." in said for said in slack.said_to("lena"))
    assert not files_of(slack, "lena")


async def test_an_export_comes_back_through_an_import_as_nothing_new(slack: KeptSlack) -> None:
    await some_work(slack)
    await slack.command("mia", "#accounts", "/customer add =Formula Ltd, +Plus; Minus")
    await slack.command("lena", "#accounts", "/kept export")
    text = files_of(slack, "lena")["customers.csv"]
    await slack.command("lena", "#accounts", "/customer import")
    await slack.fill("lena", {"A file": ("customers.csv", text.encode())})
    await slack.submit("lena")
    assert "[The same 2]" in slack.modal("lena")
    assert "Nothing would be taken in" in slack.modal("lena")


async def test_a_json_export_comes_back_in_too(slack: KeptSlack) -> None:
    await some_work(slack)
    await slack.command("mia", "#accounts", "/customer add =Formula Ltd, +Plus; Minus")
    await slack.command("lena", "#accounts", "/kept export json")
    text = next(text for name, text in files_of(slack, "lena").items() if name.endswith(".json"))
    held = json.loads(text)
    held["customer"][1] |= {"id": 77, "number": 77, "name": "Globex", "other_names": "", "tags": "north"}
    kim = {"id": 9, "team_id": "T", "customer_id": 77, "name": "Kim", "role": "buyer", "reach": ""}
    held["customer_person"].append(kim | {"created_at": "", "removed_at": None})
    await slack.command("lena", "#accounts", "/customer import")
    await slack.fill("lena", {"A file": ("kept.json", json.dumps(held).encode())})
    await slack.submit("lena")
    assert "[The same 1]" in slack.modal("lena")
    await slack.click("lena", "Take in 1 customer")
    await slack.close("lena")
    await slack.command("lena", "#accounts", "/customer Globex")
    assert "tags: north" in slack.said_to("lena")[-1]
    assert "Kim" in slack.said_to("lena")[-1]


async def test_json_of_something_else_is_refused_in_words(slack: KeptSlack) -> None:
    for text in ('{"a": 1}', "{", '{"customer": 3, "customer_person": [], "channel": []}'):
        await slack.command("lena", "#accounts", "/customer import")
        await slack.fill("lena", {"A file": ("x.json", text.encode())})
        await slack.submit("lena")
        assert "it is no export of Kept's" in slack.modal("lena")
        await slack.close("lena")
