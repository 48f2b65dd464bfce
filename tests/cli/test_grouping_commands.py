"""Reprints and stories on the command line: a line for each article, labels unread."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dalel.cli.main import app

_LEAK_RU = (
    "Компания «Бериктрейд» подтвердила утечку персональных данных 340 тысяч клиентов. По словам "
    "директора Ерлана Жуманазарова, злоумышленники получили доступ к базе 8 марта."
)
_LEAK_KK = (
    "«Беріктрейд» компаниясы 340 мың клиенттің дербес деректері жарияланғанын мойындады. Директор "
    "Ерлан Жұманазаровтың айтуынша, дерекқорға шабуыл 8 наурызда болған."
)
RECORDS: list[dict[str, Any]] = [
    {"id": "a", "lang": "ru", "published": "2031-03-10", "event": "leak",
     "title": "В сеть утекли данные 340 тысяч клиентов «Бериктрейда»", "text": _LEAK_RU},
    {"id": "b", "lang": "kk", "published": "2031-03-10", "event": "leak",
     "title": "«Беріктрейд» клиенттерінің дербес дерегі тарап кетті", "text": _LEAK_KK},
    {"id": "c", "lang": "ru", "published": "2031-03-11", "event": "leak", "duplicate_of": "a",
     "title": "Утекли данные клиентов «Бериктрейда»", "text": f"Zhol.test сообщает. {_LEAK_RU}"},
    {"id": "d", "published": None, "event": None, "title": "В выходные ожидается снег",
     "text": "Синоптики обещают снег и гололед на севере, водителей просят быть осторожнее."},
]  # fmt: skip


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    file = tmp_path / "articles.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in RECORDS), encoding="utf-8")
    return file


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def lines(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_reprints_are_told_a_line_for_each_article_in_order(articles: Path) -> None:
    assert lines(run("predict", "duplicates", articles)) == [
        {"id": "a", "duplicate_of": None},
        {"id": "b", "duplicate_of": None},
        {"id": "c", "duplicate_of": "a"},
        {"id": "d", "duplicate_of": None},
    ]


def test_reprints_are_scored_by_a_run_or_by_lines(articles: Path, tmp_path: Path) -> None:
    scored = json.loads(run("score", "duplicates", articles, "--json").stdout)
    assert (scored["precision"], scored["recall"], scored["articles"]) == (1.0, 1.0, 4)
    file = tmp_path / "lines.jsonl"
    run("predict", "duplicates", articles, "-o", file)
    told = run("score", "duplicates", articles, "--predicted", file).stdout
    assert "precision 1.0000, recall 1.0000" in told
    file.write_text('{"id": "a", "duplicate_of": null}', encoding="utf-8")
    result = run("score", "duplicates", articles, "--predicted", file)
    assert result.exit_code == 2
    assert "no line for b" in result.output


def test_stories_are_told_with_reasons_in_the_language_asked_for(articles: Path) -> None:
    every = ("predict", "stories", articles, "--lexical", "--every")
    told = {one["id"]: one for one in lines(run(*every, "--language", "ru"))}
    assert told["a"]["story"] == told["b"]["story"] == told["c"]["story"] != told["d"]["story"]
    assert any("340" in why for why in told["b"]["why"])
    assert told["d"]["why"] == []


def test_no_label_is_read(articles: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare.jsonl"
    kept = ("id", "lang", "published", "title", "text")
    bare.write_text(
        "\n".join(
            json.dumps({key: one[key] for key in kept if key in one} | {"event": "x", "case": "y"})
            for one in RECORDS
        ),
        encoding="utf-8",
    )
    for step in ("stories", "duplicates"):
        extra = ["--lexical"] if step == "stories" else []
        assert lines(run("predict", step, articles, *extra)) == lines(
            run("predict", step, bare, *extra)
        )


def test_stories_are_scored_by_a_run_or_by_lines(articles: Path, tmp_path: Path) -> None:
    options = ("--lexical", "--every")
    scored = json.loads(run("score", "stories", articles, *options, "--json").stdout)
    assert scored["all"]["b_cubed"] == {"precision": 1.0, "recall": 1.0}
    assert scored["in_stories"]["articles"] == 3
    file = tmp_path / "lines.jsonl"
    file.write_text(
        "\n".join(json.dumps({"id": one["id"], "story": "all"}) for one in RECORDS), "utf-8"
    )
    told = run("score", "stories", articles, "--predicted", file).stdout
    assert "all (4 articles): B-cubed F1 0.769, precision 0.625, recall 1.000" in told
    file.write_text('{"id": "a", "story": "x"}', encoding="utf-8")
    result = run("score", "stories", articles, "--predicted", file)
    assert result.exit_code == 2


@pytest.mark.parametrize("step", ["stories", "duplicates"])
def test_speed_is_told_in_words_and_in_json(articles: Path, step: str) -> None:
    extra = ["--lexical"] if step == "stories" else []
    told = json.loads(run("bench", step, articles, *extra, "--json").stdout)
    assert told["articles"] == 4
    assert "4 articles" in run("bench", step, articles, *extra).stdout


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "twice.jsonl"
    file.write_text("\n".join([json.dumps(RECORDS[0])] * 2), encoding="utf-8")
    result = run("predict", "duplicates", file)
    assert result.exit_code == 2
    assert "an id stands there twice" in result.output
