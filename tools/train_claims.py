"""Train the models that tell which comparisons of claims are errors, and choose their levels.

    python tools/train_claims.py CHECKS [CHECKS ...] [--articles FILE ...] [--measure]

CHECKS are JSON Lines with summary_lang, summary, article_ids and unsupported spans; each file
counts as one writer. Models are trained on all of them, and on articles of one event held against
each other, in which nothing is an error. Levels are chosen on predictions for a writer whose texts
were left out: of faithful summaries at most so many are held back, and at most so many get a hint.
--measure only prints what is found at these levels, by kind of comparison.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from dalel.domain.lexicon import Lexicon
from dalel.language.claims.comparing import Compared, comparisons
from dalel.language.claims.read_texts import ReadEvidence, ReadText, read_text
from dalel.pack import default_folder, load
from dalel.pack.lexicon import lexicon

MODELS = Path("src/dalel/language/models/claims.json")
#: Of faithful summaries: how many one kind of comparison may hold back, and give a hint.
ERRORS, HINTS = 0.006, 0.015
#: The same for values that the evidence has nowhere: an editor must see them.
ABSENT_ERRORS, ABSENT_HINTS = 0.035, 0.05
#: How much a planted error weighs.
PLANTED = 4.0
STRENGTH = 0.1


@dataclass(frozen=True)
class Row:
    """One comparison, of which writer and text it is, and whether it meets a planted error."""

    writer: str
    text: str
    faithful: bool
    kind: str
    features: Mapping[str, float]
    planted: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checks", nargs="+", type=Path)
    parser.add_argument("--articles", nargs="*", type=Path, default=[])
    parser.add_argument("--measure", action="store_true")
    arguments = parser.parse_args()
    folder = default_folder()
    words = lexicon(folder, load(folder))
    own = [folder / "training" / name for name in ("articles.jsonl", "written.jsonl")]
    articles = {row["id"]: row for file in (*own, *arguments.articles) for row in lines(file)}
    rows = [*_of_checks(arguments.checks, articles, words), *_of_events(articles, words)]
    models = {}
    for kind in sorted({row.kind for row in rows}):
        of_kind = [row for row in rows if row.kind == kind]
        hint, error = _levels(of_kind, rows)
        models[kind] = _trained(of_kind) | {"hint": hint, "error": error}
    if not arguments.measure:
        MODELS.write_text(json.dumps(models, indent=0, sort_keys=True) + "\n", "utf-8")


def lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def _of_checks(
    files: Iterable[Path], articles: Mapping[str, Mapping[str, Any]], words: Lexicon
) -> Iterator[Row]:
    for file in files:
        for row in lines(file):
            texts = tuple(_article(name, articles, words) for name in row["article_ids"])
            days = [text.passage.published for text in texts if text.passage.published]
            summary = row["summary"]
            read = read_text(summary, row["summary_lang"], words, max(days, default=None))
            starts = [(summary.index(u["span"]), u["span"]) for u in row["unsupported"]]
            spans = [(start, start + len(span)) for start, span in starts]
            for one in comparisons(read, ReadEvidence(texts=texts), words):
                planted = any(one.span.start < end and start < one.span.end for start, end in spans)
                yield _row(
                    file.stem, f"{file.stem} {summary}", one, faithful=not spans, planted=planted
                )


def _of_events(articles: Mapping[str, Mapping[str, Any]], words: Lexicon) -> Iterator[Row]:
    """Articles of one event held against the others; what only one tells is no error."""
    events: dict[str, list[str]] = {}
    for name, row in articles.items():
        if row.get("event"):
            events.setdefault(row["event"], []).append(name)
    for names in events.values():
        for name in names if len(names) > 1 else ():
            texts = tuple(_article(each, articles, words) for each in names if each != name)
            read = _article(name, articles, words)
            for one in comparisons(read, ReadEvidence(texts=texts), words):
                if one.against:
                    yield _row("", name, one, faithful=True, planted=False)


def _row(writer: str, text: str, one: Compared, *, faithful: bool, planted: bool) -> Row:
    return Row(writer, text, faithful, one.kind, one.features, planted)


@cache
def _read(name: str, text: str, language: str, day: str | None, words: Lexicon) -> ReadText:
    published = date.fromisoformat(day[:10]) if day else None
    return read_text(text, language, words, published, name)


def _article(name: str, articles: Mapping[str, Mapping[str, Any]], words: Lexicon) -> ReadText:
    row = articles[name]
    head = f"{row['title']}.\n\n" if row.get("title") else ""
    return _read(name, head + row["text"], row["lang"], row.get("published"), words)


def _fit(rows: Sequence[Row]) -> tuple[DictVectorizer, LogisticRegression]:
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([row.features for row in rows])
    weights = [PLANTED if row.planted else 1.0 for row in rows]
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    model.fit(matrix, [row.planted for row in rows], sample_weight=weights)
    return vectorizer, model


def _trained(rows: Sequence[Row]) -> dict[str, Any]:
    vectorizer, model = _fit(rows)
    names = vectorizer.get_feature_names_out()
    weights = {
        str(name): round(float(weight), 3)
        for name, weight in zip(names, model.coef_[0], strict=True)
        if abs(weight) >= 0.005
    }
    return {"bias": round(float(model.intercept_[0]), 3), "weights": weights}


def _levels(rows: Sequence[Row], everything: Sequence[Row]) -> tuple[float, float]:
    """The levels of a hint and of an error, on writers left out, and what they find."""
    likely: list[tuple[float, Row]] = []
    for writer in sorted({row.writer for row in rows if row.writer}):
        vectorizer, model = _fit([row for row in rows if row.writer != writer])
        left = [row for row in rows if row.writer == writer]
        told = model.predict_proba(vectorizer.transform([row.features for row in left]))[:, 1]
        likely += zip(map(float, told), left, strict=True)
    faithful = len({row.text for row in everything if row.writer and row.faithful})
    planted = len({row.text for row in likely_texts(likely)})
    levels = []
    is_absent = rows[0].kind.startswith("absent")
    for share in (ABSENT_HINTS, ABSENT_ERRORS) if is_absent else (HINTS, ERRORS):
        highest: dict[str, float] = {}
        for value, row in likely:
            if row.faithful:
                highest[row.text] = max(value, highest.get(row.text, 0.0))
        allowed = sorted(highest.values(), reverse=True)
        level = allowed[int(share * faithful)] + 1e-3 if len(allowed) > share * faithful else 0.02
        level = float(np.clip(level, 0.02, 0.999))
        hits = len({row.text for value, row in likely if row.planted and value >= level})
        print(
            f"{rows[0].kind:12} level {level:.3f}: {hits} of {planted} at {share:.1%} of faithful"
        )
        levels.append(round(level, 3))
    return levels[0], levels[1]


def likely_texts(likely: Iterable[tuple[float, Row]]) -> Iterator[Row]:
    return (row for _, row in likely if row.planted)


if __name__ == "__main__":
    main()
