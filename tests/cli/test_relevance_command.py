"""What do ``dalel predict|score|bench relevance`` and ``language`` answer?"""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dalel.cli.main import app
from steps.classify.invented_news import OTHERS, OURS

LABELS = {
    "event": "e",
    "case": "c",
    "relevant": False,
    "section": 3,
    "event_type": "sport",
    "place": "Астана",
    "hard": "h",
    "basis": "page",
    "date_basis": "page",
    "url": "https://u.test/relevant",
    "host": "mysal.test",
}


def answered(*words: str) -> str:
    result = CliRunner().invoke(app, [*words])
    assert result.exit_code == 0, result.output
    return result.output


def lines(path: Path, records: list[dict[str, Any]]) -> str:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return str(path)


def records() -> list[dict[str, Any]]:
    return [
        {"id": f"n{at}", "lang": one.language, "title": one.title, "text": one.text}
        for at, one in enumerate([*OURS, *OTHERS])
    ]


def predicted(path: Path, given: list[dict[str, Any]], *more: str) -> list[dict[str, Any]]:
    out = answered("predict", "relevance", lines(path, given), "--lexical", *more)
    return [json.loads(line) for line in out.splitlines()]


def test_articles_get_what_was_agreed(tmp_path: Path) -> None:
    found = predicted(tmp_path / "a.jsonl", records())
    assert [one["id"] for one in found] == [f"n{at}" for at in range(len(found))]
    fine, weather = found[0], found[len(OURS)]
    assert set(fine) >= {"id", "relevant", "score", "section", "event_type", "why"}
    assert (fine["relevant"], fine["section"]) == (True, 5)
    assert fine["event_type"] == "administrative_case"
    assert (weather["relevant"], weather["section"], weather["event_type"]) == (False, None, None)
    assert all(isinstance(line, str) for line in fine["why"] + weather["why"])


def test_labels_ids_and_order_change_nothing(tmp_path: Path) -> None:
    plain = predicted(tmp_path / "a.jsonl", records())
    labelled = [LABELS | record | {"id": None} for record in reversed(records())]
    again = predicted(tmp_path / "b.jsonl", labelled)
    assert [one | {"id": None} for one in plain] == list(reversed(again))


def test_reasons_are_told_in_the_language_asked_for(tmp_path: Path) -> None:
    kazakh = predicted(tmp_path / "a.jsonl", records()[:1], "--ui", "kk")
    assert any("сөздер" in line for line in kazakh[0]["why"])


def test_a_language_that_is_not_given_is_found(tmp_path: Path) -> None:
    without = [{k: v for k, v in record.items() if k != "lang"} for record in records()]
    assert predicted(tmp_path / "a.jsonl", without) == predicted(tmp_path / "b.jsonl", records())


def test_figures_against_gold(tmp_path: Path) -> None:
    sections = [5, 5, 1, 2, 4]
    gold = [
        record
        | (
            {"relevant": True, "section": sections[at], "event_type": "ddos", "event": f"{at}"}
            if at < len(OURS)
            else {"relevant": False}
        )
        for at, record in enumerate(records())
    ]
    file = lines(tmp_path / "gold.jsonl", gold)
    figures = json.loads(answered("score", "relevance", file, "--lexical", "--json"))
    assert figures["articles"] == len(gold)
    assert figures["f1"] == 1
    assert "relevance F1 1.000" in answered("score", "relevance", file, "--lexical")


def test_languages_are_found_and_scored(tmp_path: Path) -> None:
    file = lines(tmp_path / "a.jsonl", records())
    found = [json.loads(line) for line in answered("predict", "language", file).splitlines()]
    assert [one["language"] for one in found] == [one["lang"] for one in records()]
    assert json.loads(answered("score", "language", file, "--json"))["accuracy"] == 1
    assert "of 8 right" in answered("score", "language", file)


def test_gold_without_a_language_is_refused(tmp_path: Path) -> None:
    file = lines(tmp_path / "a.jsonl", [{"id": "x", "text": "Слово"}])
    result = CliRunner().invoke(app, ["score", "language", file])
    assert result.exit_code == 2
    assert "no language to compare with" in result.output


@pytest.mark.slow
def test_speed_is_told() -> None:
    timed = json.loads(answered("bench", "relevance", "--json"))
    assert timed["per_second"]["filter"] > 0
    assert json.loads(answered("bench", "language", "--json"))["per_second"] > 0
