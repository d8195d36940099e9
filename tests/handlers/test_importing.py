"""`/customer import`: the form, the preview line by line, taking it in, and taking it back."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection

from bot.refusals import NotAllowed
from handlers import import_taking, import_undoing, importing
from handlers.ticks import forget
from tests.handlers.conftest import KeptSlack

LINES = """name, owner, tier, tags, contact, e-mail
Globex Dairy, @sam, gold, "dairy, east", Joe Adams, joe@globex.example
Hartwell Hospital, ines@larkspur-pumps.example, silver, , ,
Acme Industries, , gold, pumps, Dana Reyes, dana@acme.example
Acme Industires, , , , ,
Oakline, Nobody Known, , , ,
, , gold, , ,
"""


async def look_at(slack: KeptSlack, lines: str = LINES) -> str:
    await slack.command("lena", "#accounts", "/customer import")
    await slack.fill("lena", {"Or paste the lines": lines})
    await slack.submit("lena")
    return slack.modal("lena")


async def card(slack: KeptSlack, name: str) -> str:
    await slack.command("lena", "#accounts", f"/customer {name}")
    return slack.said_to("lena")[-1]


async def test_the_preview_says_of_each_line_what_would_become_of_it(slack: KeptSlack) -> None:
    seen = await look_at(slack)
    assert "Name ← name; Owner ← owner" in seen
    assert "[Doubtful 2] [New 2] [Changed 1] [Refused 1]" in seen
    assert "Acme Industires · line 5\nIs it Acme Industries (C-1)?" in seen
    assert "I find no colleague “Nobody Known”." in seen
    assert "[Take in 4 customers]" in seen
    await slack.click("lena", "New 2")
    assert "Globex Dairy · line 2\nOwner: @sam · Tier: gold · Tags: dairy, east · People: Joe Adams" in (
        slack.modal("lena")
    )
    await slack.click("lena", "Changed 1")
    assert "C-1: Tier: gold · Tags: pumps · People: 1 new or changed" in slack.modal("lena")
    await slack.click("lena", "Refused 1")
    assert "There is no name." in slack.modal("lena")


async def test_what_is_taken_in_is_there_and_undone_in_one_step(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await look_at(slack)
    await slack.click("lena", "Take in 4 customers")
    assert "What you pasted is taken in: 3 new customers, 1 changed, 2 people new or changed." in slack.modal(
        "lena"
    )
    globex = await card(slack, "Globex Dairy")
    assert "@sam" in globex
    assert "Joe Adams" in globex
    await slack.click("lena", "Undo the import")
    assert "The import is taken back: 4 customers." in slack.modal("lena")
    assert "I don't know “Globex Dairy”" in await card(slack, "Globex Dairy")
    assert "Dana Reyes" not in await card(slack, "Acme")
    await slack.click("lena", "Put it back")
    assert "The import is put back: 4 customers." in slack.modal("lena")
    assert "Joe Adams" in await card(slack, "Globex Dairy")
    await slack.click("lena", "Undo the import")
    assert "The import is taken back: 4 customers." in slack.modal("lena")


async def test_who_is_in_doubt_is_left_out_or_new_or_somebody_known_as_is_said(slack: KeptSlack) -> None:
    await look_at(slack)
    await slack.click("lena", "It is C-1 Acme Industries", near="Acme Industires")
    assert "[Take in 5 customers]" in slack.modal("lena")
    await slack.click("lena", "Leave out", near="Oakline")
    assert "[Take in 4 customers]" in slack.modal("lena")
    await slack.click("lena", "Take in 4 customers")
    assert "2 new customers, 2 changed" in slack.modal("lena")
    assert "Acme Industires" in await card(slack, "Acme")
    assert "I don't know “Oakline”" in await card(slack, "Oakline")


async def test_a_member_may_not_import_and_is_told_who_may(slack: KeptSlack) -> None:
    await slack.command("mia", "#accounts", "/customer import")
    said = slack.said_to("mia")[-1]
    assert "Only an admin of this workspace may import customers." in said
    assert "Ask an admin of this Slack to type /customer import." in said
    await slack.command("lena", "#accounts", "/kept settings workspace")
    await slack.fill("lena", {"Leads": ["sam"]})
    await slack.submit("lena")
    await slack.command("mia", "#accounts", "/customer import")
    assert "Only a lead or an admin of this workspace may import customers." in slack.said_to("mia")[-1]
    assert "Ask Sam Okafor to type /customer import." in slack.said_to("mia")[-1]


async def test_a_file_is_read_and_what_is_wrong_with_it_stands_under_its_field(slack: KeptSlack) -> None:
    await slack.command("lena", "#accounts", "/customer import")
    await slack.submit("lena")
    assert "Give me a file, or paste the lines." in slack.modal("lena")
    await slack.fill("lena", {"A file": ("customers.csv", b"PK\x03\x04 a workbook")})
    await slack.submit("lena")
    assert "That is a workbook of a spreadsheet program." in slack.modal("lena")
    await slack.fill("lena", {"A file": ("customers.csv", b"owner;tier\nmia;gold")})
    await slack.submit("lena")
    assert "I find no column with the customers' names. I see “owner”, “tier”." in slack.modal("lena")
    await slack.fill(
        "lena", {"A file": ("kunden.csv", "Kunde;Notizen\nBäckerei Müller;groß".encode("cp1252"))}
    )
    await slack.submit("lena")
    seen = slack.modal("lena")
    assert "kunden.csv · read as Windows-1252 (a guess: it is not UTF-8), cells between semicolons." in seen
    assert "Bäckerei Müller · line 2\nWhat matters to them: groß" in seen


async def test_a_file_that_slack_does_not_give_is_told_and_the_form_stays(slack: KeptSlack) -> None:
    await slack.command("lena", "#accounts", "/customer import")
    await slack.fill("lena", {"A file": ("customers.csv", b"name\nGlobex")})
    slack.slack.faults.answer("files.info", "internal_error")
    await slack.submit("lena")
    assert "Slack did not give me that file." in slack.modal("lena")


async def test_a_large_file_is_shown_when_it_is_read(
    slack: KeptSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "READ_WITHIN", 0)
    await slack.command("lena", "#accounts", "/customer import")
    await slack.fill("lena", {"A file": ("customers.csv", b"name\nGlobex")})
    await slack.submit("lena")
    assert "[Take in 1 customer]" in slack.modal("lena")
    await slack.close("lena")
    await slack.command("lena", "#accounts", "/customer import")
    await slack.fill("lena", {"A file": ("customers.csv", b"\0")})
    await slack.submit("lena")
    assert "That file is no plain text." in slack.modal("lena")


async def test_many_come_in_the_background_with_a_message_and_go_back_the_same_way(
    slack_on_both: KeptSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    slack = slack_on_both
    monkeypatch.setattr(importing, "FEW", 3)
    monkeypatch.setattr("handlers.report.SECONDS_BETWEEN", 0)
    monkeypatch.setattr(import_taking.take_some, "__kwdefaults__", {"most": 3})
    monkeypatch.setattr(import_undoing.undo_some, "__kwdefaults__", {"most": 3})
    await look_at(slack, "name\n" + "\n".join(f"Customer {number:02}" for number in range(10)))
    await slack.click("lena", "Take in 10 customers")
    assert "I have begun to take in 10 customers." in slack.modal("lena")
    assert "What you pasted is taken in: 10 new customers, 0 changed." in slack.said_to("lena")[-1]
    await slack.close("lena")
    await slack.command("mia", "#accounts", "/promise Customer 03: pump by Fri")
    await slack.click("lena", "Undo the import")
    said = slack.said_to("lena")
    assert any("The import is taken back: 9 customers." in each for each in said)
    assert any(
        "Customer 03 (C-5): promises, cases or contacts of theirs stand by now." in each for each in said
    )
    assert "P-1" in await card(slack, "Customer 03")
    assert "I don't know “Customer 04”" in await card(slack, "Customer 04")


async def test_two_presses_at_once_take_everybody_in_once(slack_on_both: KeptSlack) -> None:
    slack = slack_on_both
    await look_at(slack, "name\n" + "\n".join(f"Customer {number:02}" for number in range(10)))
    team, lena = slack.house.team_id, slack.slack.workspace.person("lena").id
    plan, progress, _ = await slack.house.db.read(import_taking.look, team, lena, 1)
    taking = import_taking.begin(plan, progress, team_id=team, by=lena, upload_id=1)
    now = slack.house.clock()
    steps = [slack.house.db.write(import_taking.take_some, taking, now=now, most=3) for _ in range(6)]
    last, done = (await asyncio.gather(*steps))[-1]
    assert done
    assert last.added == 10
    await slack.close("lena")
    await look_at(slack, "name\n" + "\n".join(f"Customer {number:02}" for number in range(10)))
    assert "[The same 10]" in slack.modal("lena")
    assert "Nothing would be taken in" in slack.modal("lena")


async def test_an_import_that_was_broken_off_goes_on_where_it_was(
    slack: KeptSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    await look_at(slack, "name\n" + "\n".join(f"Customer {number:02}" for number in range(10)))
    team = slack.house.team_id
    lena = slack.slack.workspace.person("lena").id
    plan, progress, _ = await slack.house.db.read(import_taking.look, team, lena, 1)
    taking = import_taking.begin(plan, progress, team_id=team, by=lena, upload_id=1)
    await slack.house.db.write(import_taking.take_some, taking, now=slack.house.clock(), most=4)
    assert "Customer 03" in await card(slack, "Customer 03")
    assert "I don't know “Customer 04”" in await card(slack, "Customer 04")
    await slack.click("lena", "Take in 10 customers")
    assert "10 new customers" in slack.modal("lena")
    await slack.command("lena", "#accounts", "/customer list")
    assert slack.said_to("lena")[-1].count("Customer 03") == 1


async def test_somebody_who_came_meanwhile_is_not_doubled(slack: KeptSlack) -> None:
    await look_at(slack, "name, tier\nGlobex, gold\nAcme, silver")
    await slack.command("mia", "#accounts", "/customer add Globex")
    await slack.command("mia", "#accounts", "/customer tag Acme pumps")
    await slack.click("lena", "Take in 2 customers")
    seen = slack.modal("lena")
    assert "0 new customers, 1 changed" in seen
    assert "Line 2, Globex: Globex (C-2) was added meanwhile." in seen


async def test_a_hostile_file_is_shown_as_text_and_leafed_through(slack: KeptSlack) -> None:
    lines = ["name;notes;=cmd|' /C calc'!A0;" + "x" * 200]
    lines += [f"<!channel> *{number}* `x` {'Ŵ&<>' * 12};{'<@U0MIA000001> ' * 60};;" for number in range(25)]
    seen = await look_at(slack, "\n".join(lines)[:2900])
    assert "<!channel> *0* `x`" in seen
    assert "Not used: “=cmd|' /C calc'!A0”" in seen
    long = "name;" + ";".join(["matters"] * 1) + "\n" + "\n".join(f"{n:03}{'Ŵ' * 77}" for n in range(35))
    await slack.close("lena")
    await look_at(slack, long)
    await slack.click("lena", "More")
    assert "11 to 20 of 35" in slack.modal("lena")
    await slack.click("lena", "Back")
    assert "1 to 10 of 35" in slack.modal("lena")


async def test_who_was_there_before_keeps_what_others_added_when_an_import_goes_back(
    slack: KeptSlack,
) -> None:
    await look_at(slack, "name, contact, tier\nAcme, Dana Reyes, gold")
    await slack.click("lena", "Take in 1 customer")
    await slack.close("lena")
    await slack.command("mia", "#accounts", "/promise Acme: pump by Fri")
    await slack.command("lena", "#accounts", "/kept undo")
    assert "The import is taken back: 1 customer." in slack.said_to("lena")[-1]
    acme = await card(slack, "Acme")
    assert "Dana Reyes" not in acme
    assert "P-1" in acme


async def test_nobody_else_takes_somebodys_import_in_or_back(slack: KeptSlack) -> None:
    await look_at(slack, "name\nGlobex")
    team, mia = slack.house.team_id, slack.slack.workspace.person("mia").id
    with pytest.raises(NotAllowed):
        await slack.house.db.read(import_taking.look, team, mia, 1)
    await slack.click("lena", "Take in 1 customer")
    assert "took the customer in from a file" in await card(slack, "timeline Globex")
    await slack.command("mia", "#accounts", "/customer undo")
    assert "Acme Industries" in slack.said_to("mia")[-1]


async def test_after_a_day_the_file_is_forgotten_and_it_says_so(slack: KeptSlack) -> None:
    await look_at(slack, "name\nGlobex")
    slack.slack.clock.forward(timedelta(days=1, hours=1))
    await forget(slack.house)
    await slack.click("lena", "Take in 1 customer")
    assert "I don't have that file any more" in slack.modal("lena")


async def test_who_practises_is_told_that_files_are_no_part_of_it(slack: KeptSlack) -> None:
    await slack.command("lena", "#accounts", "/kept practice")
    await slack.command("lena", "#accounts", "/customer import")
    assert "Files are no part of practice." in slack.said_to("lena")[-1]


async def test_the_longest_and_strangest_file_fits_what_slack_shows(slack: KeptSlack) -> None:
    strange = "<!channel>&*`🙂 "
    headings = "name;owner;backup;tier;stage;tags;since;rhythm;reach;style;notes;dos;donts;contact;role;e-mail;channel"
    unknown = ";".join(f"{number} {strange * 20}".replace(";", "") for number in range(20))
    lines = [f"{headings};{unknown}"]
    for number in range(25):
        name = (f"{number:02} " + strange * 9)[:80]
        bad = ";".join([strange * 8] * 9)
        words = ";".join([(strange * 90)[:1001]] * 3)
        lines.append(f"{name};{bad};{words};{'p' * 81};{strange};{strange};{'#' + strange * 5}")
        lines.append(
            f"{name[:-1]}x;@mia;@sam;{'t' * 40};lead;{','.join(f'{n:02}{chr(382) * 38}' for n in range(20))};2019-05-04;14;"
            f"{(strange * 90)[:1000].strip()};likes a chat;{(strange * 90)[:1000].strip()};x;y;Dana;{'r' * 80};{'e' * 300};"
        )
        lines.append(f"{'y' * 81};;;;")
    await slack.command("lena", "#accounts", "/customer import")
    await slack.fill("lena", {"A file": (f"{strange}{'f' * 200}.csv", "\n".join(lines).encode())})
    await slack.submit("lena")
    assert "[Doubtful 50]" in slack.modal("lena")
    for _ in range(4):
        await slack.click("lena", "More")
    assert "41 to 50 of 50" in slack.modal("lena")
    await slack.click("lena", "Refused 25")
    assert "81 characters long" in slack.modal("lena")
    await slack.click("lena", "Doubtful 50")
    await slack.click("lena", "All 25 look-alikes are new")
    await slack.click("lena", "Take in 50 customers")
    assert "50 new customers" in slack.modal("lena")


async def test_one_that_stands_still_is_gone_on_with_from_its_message(
    slack: KeptSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "FEW", 3)
    await look_at(slack, "name\n" + "\n".join(f"Customer {number:02}" for number in range(10)))
    whole = import_taking.take_some

    def broken_off(conn: Connection, taking: import_taking.Taking, *, now: datetime) -> object:
        progress, _ = whole(conn, taking, now=now, most=4)
        if progress.at > 4:
            raise RuntimeError("the machine was switched off")
        return progress, False

    with monkeypatch.context() as broken:
        broken.setattr(import_taking, "take_some", broken_off)
        await slack.click("lena", "Take in 10 customers")
    await slack.close("lena")
    assert "I am taking in What you pasted: 0 of 10" in slack.said_to("lena")[-1]
    await slack.click("lena", "It stands still: go on")
    assert any("10 new customers" in said for said in slack.said_to("lena"))
    await slack.click("lena", "It stands still: go on", where="@kept")
    assert any("is taken in: 10 new customers" in said for said in slack.said_to("lena"))


async def test_who_cannot_take_an_import_back_any_further_is_not_stuck_at_it(slack: KeptSlack) -> None:
    await slack.command("lena", "#accounts", "/promise Acme: pump by Fri")
    await look_at(slack, "name\nGlobex Dairy\n")
    await slack.click("lena", "Take in 1 customer")
    await slack.close("lena")
    await slack.command("mia", "#accounts", "/promise Globex Dairy: seals by Fri")
    await slack.command("lena", "#accounts", "/kept undo")
    assert (
        "Globex Dairy (C-2): promises, cases or contacts of theirs stand by now."
        in (slack.said_to("lena")[-1])
    )
    await slack.click("lena", "Undo the step before it")
    assert "P-1 is taken back" in slack.said_to("lena")[-1]
