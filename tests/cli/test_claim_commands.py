"""Do the commands read claims, score them and show them to people?"""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dalel.cli.main import app

RUNNER = CliRunner()
TEXT = "A court fined editor Sabit Orman 40,000 tenge on Monday."


def _run(*arguments: str | Path, given: str | None = None) -> str:
    result = RUNNER.invoke(app, [str(one) for one in arguments], input=given)
    assert result.exit_code == 0, result.output
    return result.stdout


def _refusal(*arguments: str | Path) -> str:
    result = RUNNER.invoke(app, [str(one) for one in arguments])
    assert result.exit_code == 2, result.output
    return " ".join(result.output.replace("│", " ").split())


def _file(folder: Path, *records: Any) -> Path:
    file = folder / "texts.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in records), "utf-8")
    return file


def _gold(**changes: Any) -> dict[str, Any]:
    claim = {
        "deed": "fine",
        "polarity": "done",
        "mode": "done",
        "voice": None,
        "agent": "A court",
        "patient": "editor Sabit Orman",
        "amounts": [{"value": 40000, "unit": "KZT", "bound": "exact"}],
        "when": {"iso": "2031-05-12"},
        "where": None,
        "law": None,
        "trigger_at": [8, 13],
        **changes,
    }
    return {"id": "a", "lang": "en", "text": TEXT, "published": "2031-05-14", "claims": [claim]}


def test_predict_gives_the_claims_of_each_text(tmp_path: Path) -> None:
    file = _file(
        tmp_path,
        {"id": "a", "text": TEXT, "lang": "en", "published": "2031-05-14"},
        {"id": "b", "text": "He was released.", "before": TEXT, "lang": "en"},
    )
    first, second = map(json.loads, _run("predict", "claims", file).splitlines())
    (fine,) = first["claims"]
    assert fine["deed"] == "fine"
    assert (fine["agent"], fine["patient"]) == ("A court", "editor Sabit Orman")
    assert fine["amounts"][0]["value"] == 40000
    assert fine["when"]["iso"] == "2031-05-12"
    assert fine["trigger"] == TEXT[slice(*fine["trigger_at"])] == "fined"
    (release,) = second["claims"]
    assert (release["patient"], release["via"]) == ("editor Sabit Orman", {"patient": "He"})
    assert release["trigger"] == "was released"


def test_predict_names_the_line_that_has_no_text(tmp_path: Path) -> None:
    file = _file(tmp_path, {"id": "a", "text": TEXT, "lang": "en"}, {"id": "b"})
    assert "no text" in _refusal("predict", "claims", file, "-o", tmp_path / "out")


def test_score_counts_each_slot(tmp_path: Path) -> None:
    figures = json.loads(_run("score", "claims", _file(tmp_path, _gold()), "--json"))
    assert figures["en"]["gold"] == 1
    assert {figures["en"][slot] for slot in ("found", "deed", "agent", "amounts", "when")} == {1}


def test_score_lists_what_is_wrong(tmp_path: Path) -> None:
    file = _file(tmp_path, _gold(agent="An agency"))
    assert "agent: 'An agency', read 'A court'" in _run("score", "claims", file, "--wrong")


def test_score_refuses_what_is_no_gold(tmp_path: Path) -> None:
    file = _file(tmp_path, {"id": "a", "text": TEXT, "lang": "en"})
    assert "not gold claims" in _refusal("score", "claims", file)


def test_explain_shows_a_row_for_each_claim_of_a_sentence() -> None:
    text = f"{TEXT} The site was not blocked, lawyer Aida Serik said."
    shown = _run("explain", text, "--published", "2031-05-14")
    first, second = shown.split("\n\n")[:2]
    assert first.startswith(TEXT)
    assert "fine" in first
    assert "how much: 40,000 tenge; when: on Monday = 2031-05-12" in " ".join(first.split())
    assert "it was not so" in second
    assert "lawyer Aida Serik" in second
    assert max(map(len, shown.splitlines())) <= 100


def test_explain_keeps_long_rows_within_the_width() -> None:
    text = (
        "According to the head of the regional department of the ministry of information, the "
        "district court fined the editor of the newspaper of the union of journalists up to "
        "3,000,000 tenge in Karaganda under Article 274 of the Criminal Code on 3 May 2031."
    )
    shown = _run("explain", text)
    assert max(map(len, shown.splitlines())) <= 100
    assert "≤ " in shown


@pytest.mark.parametrize(
    ("wording", "label", "heading"),
    [("kk", "айыппұл", "Болды ма"), ("ru", "штраф", "Было ли это"), ("en", "fine", "Was it so")],
)
def test_explain_speaks_the_language_that_is_asked_for(
    wording: str, label: str, heading: str
) -> None:
    shown = _run("explain", TEXT, "--wording", wording)
    assert label in shown
    assert heading in shown


def test_explain_says_how_a_clause_is_meant_and_who_wants_it() -> None:
    shown = _run("explain", "The prosecutor asked the court not to fine the editor.")
    assert "asked for, denied" in shown
    assert "asked by: The prosecutor" in shown


def test_explain_marks_what_was_guessed_and_what_stood_for_it() -> None:
    shown = _run("explain", "Editor Sabit Orman was detained. He was fined.")
    assert "Editor Sabit Orman (He) (?)" in " ".join(shown.split())
    assert shown.rstrip().endswith("guessed rather than read.")


def test_explain_reads_a_file_or_the_input(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text(TEXT, "utf-8")
    assert _run("explain", file) == _run("explain", "-", given=TEXT) == _run("explain", TEXT)


def test_explain_says_that_nothing_is_claimed() -> None:
    assert _run("explain", "Kazakhstan", "--language", "en") == "No claims are read in this text.\n"


def test_explain_shows_a_verb_of_no_deed_by_its_word() -> None:
    assert "“polish”" in _run("explain", "The editor polished the table.")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--language", "de"], "'de' is none of kk, ru, en"),
        (["--wording", "de"], "'de' is none of kk, ru, en"),
        (["--published", "Monday"], "'Monday' is no day such as 2031-05-17"),
    ],
)
def test_explain_refuses_what_it_does_not_know(options: list[str], words: str) -> None:
    assert words in _refusal("explain", TEXT, *options)


def test_explain_refuses_a_file_that_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "picture"
    file.write_bytes(b"\xff\xfe\xfa")
    assert "is no text in UTF-8" in _refusal("explain", file)


def test_a_mistyped_file_is_no_text() -> None:
    assert "there is no file nowhere.txt" in _refusal("explain", "nowhere.txt")
