"""Do the commands of the checks read, tell and score what stands in files?"""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dalel.cli.main import app

ARTICLES: list[dict[str, Any]] = [
    {"id": "a1", "lang": "ru", "title": "Суд", "published": "2025-12-01",
     "text": "Суд в Алматы оштрафовал Тимура Жаксыгулова на 55 000 тенге."},
    {"id": "a2", "title": "", "text": "Жиын Алматыда өтті, деп хабарлады ұйым."},
]  # fmt: skip
DISAGREEING: list[dict[str, Any]] = [
    {"id": "a1", "lang": "ru", "title": "", "text": "Полиция задержала пятерых журналистов."},
    {"id": "a2", "lang": "ru", "title": "", "text": "Полиция задержала семерых журналистов."},
]
SUMMARIES: list[dict[str, Any]] = [
    {"summary_lang": "kk", "summary": "Сот Тимур Жақсығұловқа 78 000 теңге айыппұл салды.",
     "article_ids": ["a1"], "unsupported": [{"span": "78 000 теңге", "kind": "money"}]},
    {"summary": "Собрание прошло в Алматы.", "article_ids": ["a2"], "unsupported": []},
]  # fmt: skip
PAIRS: list[dict[str, Any]] = [
    {"kk": "Жиын Алматыда өтті.", "ru": "Собрание прошло в Астане.",
     "mismatches": [{"kk_span": "Алматыда", "ru_span": "Астане", "kind": "place"}]},
    {"kk": "Жиын Алматыда өтті.", "ru": "Собрание прошло в Алматы.", "mismatches": []},
    {"kk": "Сот оған айыппұл салды.", "ru": "Суд оштрафовал его на 78 000 тенге.",
     "mismatches": [{"kk_span": None, "ru_span": "78 000 тенге", "kind": "money"}]},
]  # fmt: skip


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    return path


@pytest.fixture
def articles(tmp_path: Path, home: Path) -> Path:
    return lines(tmp_path / "articles.jsonl", ARTICLES)


@pytest.mark.parametrize(("language", "why"), [("en", "stands in no article"), ("ru", "нет ни в")])
def test_a_claim_is_named_with_its_place_and_its_reason(
    tmp_path: Path, articles: Path, language: str, why: str
) -> None:
    file = lines(tmp_path / "summaries.jsonl", SUMMARIES)
    out = tmp_path / "out.jsonl"
    result = run(
        "predict", "facts", file, "--articles", articles, "-o", out, "--language", language
    )
    assert result.exit_code == 0, result.output
    first, second = (json.loads(line) for line in out.read_text("utf-8").splitlines())
    (doubt,) = first["unsupported"]
    assert (doubt["span"], doubt["start"], doubt["end"]) == ("78 000 теңге", 23, 35)
    assert doubt["kind"] == "money"
    assert why in doubt["why"]
    assert doubt["mechanism"] == "absent"
    assert second == {"index": 1, "unsupported": [], "hints": []}


def test_a_hint_says_where_the_articles_of_a_summary_disagree(tmp_path: Path, home: Path) -> None:
    articles = lines(tmp_path / "articles.jsonl", DISAGREEING)
    summary = {"summary": "Задержаны пять журналистов.", "article_ids": ["a1", "a2"]}
    file = lines(tmp_path / "summaries.jsonl", [summary])
    result = run("predict", "facts", file, "--articles", articles, "--language", "ru")
    (told,) = (json.loads(line) for line in result.stdout.splitlines())
    (hint,) = [each for each in told["hints"] if each["mechanism"] == "disputed"]
    assert (hint["span"], hint["kind"]) == ("пять", "number")
    assert hint["why"] == "Статьи расходятся: «задержала пятерых» и «задержала семерых»."


def test_facts_are_scored_by_span_and_by_summary(tmp_path: Path, articles: Path) -> None:
    gold = lines(tmp_path / "gold.jsonl", SUMMARIES)
    result = run("score", "facts", gold, "--articles", articles, "--json")
    figures = json.loads(result.stdout)
    assert (figures["planted"], figures["recall"], figures["kind_right"]) == (1, 1.0, 1.0)
    assert (figures["faithful_texts"], figures["false_alarms"]) == (1, 0)
    assert figures["by_kind"] == {"money": "1 of 1"}
    told = run("score", "facts", gold, "--articles", articles).stdout
    assert "by_kind: money 1 of 1" in told


def test_differences_are_named_on_both_sides(tmp_path: Path, home: Path) -> None:
    file = lines(tmp_path / "pairs.jsonl", PAIRS)
    result = run("predict", "parity", file)
    first, second, third = (json.loads(line) for line in result.stdout.splitlines())
    assert [(d["kk_span"], d["ru_span"]) for d in first["mismatches"]] == [("Алматыда", "Астане")]
    assert second["mismatches"] == []
    assert [(d["kk_span"], d["ru_span"]) for d in third["mismatches"]] == [(None, "78 000 тенге")]


def test_parity_is_scored_by_span_and_by_pair(tmp_path: Path, home: Path) -> None:
    file = lines(tmp_path / "pairs.jsonl", PAIRS)
    figures = json.loads(run("score", "parity", file, "--json").stdout)
    assert (figures["planted"], figures["found"], figures["precision"]) == (2, 2, 1.0)
    assert (figures["faithful_texts"], figures["false_alarms"]) == (1, 0)


@pytest.mark.parametrize(
    ("step", "row", "reason"),
    [
        ("facts", {"summary": "Текст.", "article_ids": ["a9"]}, "no summary or article"),
        ("facts", {"article_ids": []}, "no summary or article"),
        ("parity", {"kk": "Мәтін."}, "no text"),
    ],
)
def test_a_record_that_lacks_something_is_named(
    tmp_path: Path, articles: Path, step: str, row: dict[str, Any], reason: str
) -> None:
    file = lines(tmp_path / "in.jsonl", [row])
    more: list[str | Path] = ["--articles", articles] if step == "facts" else []
    result = run("predict", step, file, *more)
    assert result.exit_code == 2
    assert reason in " ".join(result.output.split())


@pytest.mark.parametrize("step", ["facts", "parity"])
def test_gold_that_marks_nothing_is_refused(tmp_path: Path, articles: Path, step: str) -> None:
    row = {"summary": "Текст.", "article_ids": [], "unsupported": [{"span": "нет", "kind": "x"}]}
    pair = {"kk": "Мәтін.", "ru": "Текст."}
    rows: list[dict[str, Any]] = [row if step == "facts" else pair]
    file = lines(tmp_path / "in.jsonl", rows)
    more: list[str | Path] = ["--articles", articles] if step == "facts" else []
    assert run("score", step, file, *more).exit_code == 2


def test_the_speed_of_the_checks_is_told(tmp_path: Path, home: Path) -> None:
    figures = json.loads(run("bench", "facts", "--texts", "3", "--json").stdout)
    assert figures["summaries_per_second_3_articles"] > 0
    file = lines(tmp_path / "pairs.jsonl", PAIRS)
    assert "pairs_per_second" in run("bench", "parity", file, "--times", "1").stdout
