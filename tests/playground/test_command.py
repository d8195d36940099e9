"""`python -m playground`: what is typed wrong is answered in a sentence."""

from pathlib import Path

import pytest

from playground.__main__ import main


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["--port", "99999"], "“99999” is none. Choose a number below 65536, or 0 for any that is free."),
        (["--port", "no"], "“no” is none."),
        (["--manifest", "no.yml"], "no.yml is no manifest that can be read: [Errno 2] No such file"),
        (["--manifest", "list.json"], "list.json is no manifest: it is a mapping"),
        (["--manifest", "odd.json"], "odd.json is no manifest that can be read"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_what_can(
    typed: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.json").write_text("[]", encoding="utf-8")
    Path("odd.json").write_text("{", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(typed)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "blocks.json cannot be read: No such file or directory."),
        ("{", "blocks.json is no JSON list of"),
        ("[1]", "blocks.json is no JSON list of"),
        ('[{"id": 1}]', "blocks.json is no JSON list of"),
    ],
)
def test_a_file_that_holds_no_payloads_is_said_to_be_none(
    content: str | None,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    if content is not None:
        Path("blocks.json").write_text(content, encoding="utf-8")
    assert main(["check-blocks", "blocks.json"]) == 1
    assert said in capsys.readouterr().out
