"""Do the commands that draft, judge drafts and time them do so on files alone?"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from dalel.cli.main import app
from steps.draft.stories import RULING_KK, RULING_RU


def _articles(folder: Path) -> Path:
    rows: list[dict[str, Any]] = [
        {"id": "a", "lang": "ru", "title": "Редактора оштрафовали", "text": RULING_RU},
        {"id": "b", "lang": "kk", "title": "Редакторға айыппұл салынды", "text": RULING_KK},
        {"id": "c", "lang": "ru", "title": "Редактора оштрафовал суд", "text": RULING_RU},
    ]
    for row in rows:
        row |= {"published": "2031-06-05", "event": "fine" if row["id"] < "c" else "other"}
    file = folder / "articles.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return file


def _run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_predict_lists_beside_a_draft_what_an_editor_needs(tmp_path: Path) -> None:
    texts = {
        "a": "Суд Алматы оштрафовал блогера Антона Рысева на 55 048 тенге.",
        "b": "Суд Алматы оштрафовал блогера Антона Рысева на 65 048 тенге. МВД не ответило.",
    }
    rows = [{"id": one, "lang": "ru", "title": "", "text": text} for one, text in texts.items()]
    articles, stories = tmp_path / "articles.jsonl", tmp_path / "stories.jsonl"
    articles.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    stories.write_text("".join(json.dumps({"id": one, "story": "s"}) + "\n" for one in texts))
    told = _run("predict", "draft", articles, "--stories", stories, "--lexical", "--beside")
    kazakh, russian = (json.loads(line) for line in told.splitlines())
    assert {"left_out", "disputed", "to_ask"} <= set(kazakh) & set(russian)
    (dispute,) = russian["disputed"]
    assert {side["words"] for side in dispute["sides"]} == {"55 048 тенге", "65 048 тенге"}
    (silent, unheard) = russian["to_ask"]
    assert (silent["why"], silent["article_id"]) == ("unanswered", "b")
    assert texts["b"][silent["start"] : silent["end"]] == silent["text"] == "МВД не ответило."
    assert (unheard["why"], unheard["who"]) == ("unheard", "Антон Рысев")


def test_predict_lists_beside_a_draft_the_words_to_write_from(tmp_path: Path) -> None:
    articles, stories = tmp_path / "articles.jsonl", tmp_path / "stories.jsonl"
    articles.write_text(json.dumps({"id": "a", "lang": "kk", "title": "", "text": RULING_KK}))
    stories.write_text(json.dumps({"id": "a", "story": "s"}))
    told = _run("predict", "draft", articles, "--stories", stories, "--lexical", "--beside")
    kazakh, russian = (json.loads(line) for line in told.splitlines())
    assert kazakh["beside"] == []
    first = russian["beside"][0]
    assert RULING_KK[first["start"] : first["end"]] == first["text"]
    assert (first["article_id"], first["said"]) == ("a", "")
    pairs = [(one["text"], one["said"].replace("\u00a0", " ")) for one in first["words"]]
    assert ("20 АЕК", "20 МРП") in pairs


def test_predict_gives_a_line_for_each_story_and_language(tmp_path: Path) -> None:
    articles = _articles(tmp_path)
    stories = tmp_path / "stories.jsonl"
    stories.write_text(
        "".join(
            json.dumps({"id": one, "story": story}) + "\n"
            for one, story in (("a", "s"), ("b", "s"), ("c", "t"))
        )
    )
    out = tmp_path / "out.jsonl"
    _run("predict", "draft", articles, "--stories", stories, "--lexical", "-o", out)
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [(line["id"], line["lang"], line["by"]) for line in lines] == [
        ("s", "kk", "extract"),
        ("s", "ru", "extract"),
        ("t", "kk", "claims"),
        ("t", "ru", "extract"),
    ]
    for line in lines:
        assert set(line) == {"id", "lang", "title", "summary", "sentences", "by", "why"}
        assert bool(line["why"]) is not bool(line["sentences"])
        assert line["summary"] == " ".join(each["text"] for each in line["sentences"])
        assert all(
            set(each) == {"text", "article_id", "start", "end"} for each in line["sentences"]
        )


def test_an_article_that_no_line_places_is_named(tmp_path: Path) -> None:
    stories = tmp_path / "stories.jsonl"
    stories.write_text('{"id": "a", "story": "s"}\n')
    arguments = ["predict", "draft", str(_articles(tmp_path)), "--stories", str(stories)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert "no line for b and 1 more" in result.output.replace("\n", " ")


def test_score_judges_gold_stories_and_lines_alike(tmp_path: Path) -> None:
    articles = _articles(tmp_path)
    found = json.loads(_run("score", "draft", articles, "--json"))
    assert found["drafts"] == 3
    assert found["missing"] == 1
    assert found["unsupported_facts"] == 0
    assert found["coverage"] > 0.8
    out = tmp_path / "out.jsonl"
    out.write_text(
        json.dumps(
            {"id": "x", "lang": "ru", "title": "Суд оштрафовал на 99 МРП", "by": "model",
             "summary": "Так.", "sentences": [{"text": "Так.", "article_id": "a"}]}
        )
    )  # fmt: skip
    judged = json.loads(_run("score", "draft", articles, "--predicted", out, "--json"))
    assert (judged["drafts"], judged["missing"], judged["by"]) == (1, 3, {"model": 1})
    assert judged["unsupported_facts"] == 1
    assert "1 drafts (1 model), 3 missing" in _run("score", "draft", articles, "--predicted", out)


def test_bench_tells_its_speed(tmp_path: Path) -> None:
    found = json.loads(_run("bench", "draft", _articles(tmp_path), "--json"))
    assert found["stories"] == 2
    assert found["stories_per_second"] > 0
    assert "with the check" in _run("bench", "draft", _articles(tmp_path))


def test_drafts_of_files_need_no_database() -> None:
    alone = "dalel.cli.commands.steps.draft, dalel.newsroom.incidents.draft_doubts"
    program = f"import {alone}, dalel.steps.draft.score, sys; assert 'django' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603 - our own words
