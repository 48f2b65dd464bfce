"""Summaries with their evidence, from the press of the exam."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from dalel.domain.article import Article
from dalel.domain.lexicon import Lexicon
from dalel.pack.lexicon import lexicon
from dalel.pack.loading import default_folder, load
from dalel.steps.check.facts import PreparedArticle, PreparedEvidence, prepare

EXAM = Path(__file__).parents[2] / "exam" / "checks"


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A summary and what it rests on; ``id`` names its record."""

    id: str
    language: str
    text: str
    evidence: PreparedEvidence


@cache
def words() -> Lexicon:
    folder = default_folder()
    return lexicon(folder, load(folder))


@cache
def articles() -> dict[str, Article]:
    training = default_folder() / "training"
    rows = [*_lines(training / "articles.jsonl"), *_lines(training / "written.jsonl")]
    return {
        row["id"]: Article(
            id=row["id"],
            language=row["lang"],
            title=row["title"],
            text=row["text"],
            day=date.fromisoformat(row["published"]) if row["published"] else None,
        )
        for row in rows
    }


@cache
def prepared(number: str) -> PreparedArticle:
    return prepare(articles()[number], words())


def records(name: str) -> list[dict[str, Any]]:
    """The records of a file of the exam."""
    return _lines(EXAM / name)


def _lines(file: Path) -> list[dict[str, Any]]:
    # Not splitlines(), which also splits at separators within a text.
    return [json.loads(line) for line in file.read_text("utf-8").split("\n") if line]


def faithful_pairs() -> list[Pair]:
    """Faithful summaries with their articles, and each side of an equal pair with the other."""
    found = [
        Pair(
            id=row["id"],
            language=row["summary_lang"],
            text=row["summary"],
            evidence=PreparedEvidence(articles=tuple(map(prepared, row["article_ids"]))),
        )
        for row in [*records("checks.jsonl"), *records("english.jsonl")]
        if not row["unsupported"]
    ]
    for row in records("parity.jsonl"):
        if not row["mismatches"]:
            for mine, other in (("kk", "ru"), ("ru", "kk")):
                version = Article(id=row["id"], language=other, title="", text=row[other])
                found.append(
                    Pair(
                        id=f"{row['id']}-{mine}",
                        language=mine,
                        text=row[mine],
                        evidence=PreparedEvidence(articles=(prepare(version, words()),)),
                    )
                )
    return found
