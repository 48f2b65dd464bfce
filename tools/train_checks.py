"""Train what weighs the doubts of the checks of facts and of parity, and choose their levels.

    python tools/train_checks.py facts FILE [FILE ...] [--absent FILE ...] [--measure]
    python tools/train_checks.py parity FILE [FILE ...] [--absent FILE ...] [--measure]

FILEs are JSON Lines: for facts with summary_lang, summary, article_ids and unsupported spans, for
parity with kk, ru and mismatches; each file counts as one writer. Levels are chosen on predictions
for a writer whose texts were left out: of faithful texts at most so many are held back, and at most
so many get a hint. Of --absent files only values that stand nowhere are learnt: texts for which the
rules on words were written flatter these. What is found at the levels is printed; --measure writes
nothing.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from dalel.domain.article import Article
from dalel.domain.evidence import TextSpan
from dalel.domain.lexicon import Lexicon
from dalel.pack import default_folder, load
from dalel.pack.lexicon import lexicon
from dalel.steps.check.facts.checking import raise_doubts
from dalel.steps.check.facts.doubts import TextDoubt
from dalel.steps.check.facts.evidence import PreparedArticle, PreparedEvidence, prepare
from dalel.steps.check.facts.findings import Mechanism
from dalel.steps.check.facts.plain import Plain, plain
from dalel.steps.check.facts.reading import read
from dalel.steps.check.parity.differences import LanguageVersion, doubted

CHECKS = Path("src/dalel/steps/check")
#: Of faithful texts: how many may be held back, and get a hint, by values that stand nowhere and by
#: all other doubts.
BUDGETS = {
    "facts": {"absent": (0.05, 0.085), "told": (0.03, 0.09)},
    "parity": {"absent": (0.05, 0.08), "told": (0.07, 0.11)},
}
#: How much a planted error weighs, and by check how strong weights may grow.
PLANTED = 4.0
STRENGTH = {"facts": 0.1, "parity": 0.3}
#: No level is lower, and how far above a faithful text one is.
LOWEST, MARGIN = 0.02, 0.005
#: No level is higher: so sure a doubt is told, though others found the same texts. As planted
#: errors weigh four times, these are odds of 8 to 1 and of 2 to 1.
SURE = {"error": 0.97, "hint": 0.9}
SIDES = ("kk", "ru")


@dataclass(frozen=True)
class Row:
    """One doubt, of which writer and text it is, and whether it meets a planted error."""

    writer: str
    text: str
    faithful: bool
    mechanism: str
    group: str
    absent: bool
    features: Mapping[str, float]
    planted: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("check", choices=BUDGETS)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--absent", nargs="*", type=Path, default=[])
    parser.add_argument("--measure", action="store_true")
    arguments = parser.parse_args()
    folder = default_folder()
    words = lexicon(folder, load(folder))
    rows_of = {"facts": facts_rows, "parity": parity_rows}[arguments.check]
    rows = [row for file in arguments.files for row in rows_of(file, words)]
    more = [row for file in arguments.absent for row in rows_of(file, words) if row.absent]
    print(
        f"{sum(bool(row.group) for row in rows)} doubts of {len({row.text for row in rows})} texts"
    )
    strength = STRENGTH[arguments.check]
    levels = choose_levels(rows, more, BUDGETS[arguments.check], strength)
    kept = {
        group: _trained(of_group, strength) | levels[group]
        for group, of_group in _groups((*rows, *more)).items()
    }
    if not arguments.measure:
        path = CHECKS / arguments.check / "weights.json"
        path.write_text(json.dumps(kept, indent=0, sort_keys=True) + "\n", "utf-8")


def lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def facts_rows(file: Path, words: Lexicon) -> Iterator[Row]:
    """The doubts about each summary of a writer, at least an empty row for each."""
    for row in lines(file):
        evidence = PreparedEvidence(
            articles=tuple(_article(name, words) for name in row["article_ids"])
        )
        seen = plain(row["summary"])
        reading = read(seen.text, row["summary_lang"], words, evidence.day)
        _, doubts = raise_doubts(reading, evidence)
        planted = [each["span"] for each in row["unsupported"]]
        yield from _rows(file, row, row["summary"], planted, seen, doubts)


def parity_rows(file: Path, words: Lexicon) -> Iterator[Row]:
    """The doubts about both texts of each pair of a writer."""
    for row in lines(file):
        first, second = (LanguageVersion(language=side, text=row[side]) for side in SIDES)
        for side, version in zip(SIDES, doubted(first, second, words), strict=True):
            told = [each[f"{side}_span"] for each in row["mismatches"] if each[f"{side}_span"]]
            yield from _rows(file, row, row[side], told, version.plain, version.doubts)


def _rows(
    file: Path,
    row: Mapping[str, Any],
    text: str,
    planted: Iterable[str],
    seen: Plain,
    doubts: Iterable[TextDoubt],
) -> Iterator[Row]:
    starts = [(span, text.index(span)) for span in planted]
    spans = [TextSpan(start=start, end=start + len(span)) for span, start in starts]
    faithful = not (row.get("unsupported") or row.get("mismatches"))
    head = (file.stem, f"{file.stem} {row['id']}", faithful, row.get("mechanism") or "")
    yield Row(*head, group="", absent=False, features={}, planted=False)
    for doubt in doubts:
        given = seen.given(doubt.finding.span)
        absent = doubt.finding.mechanism is Mechanism.ABSENT
        met = any(given.meets(span) for span in spans)
        yield Row(*head, doubt.group, absent, doubt.features, met)


@cache
def _articles() -> Mapping[str, Mapping[str, Any]]:
    folder = default_folder() / "training"
    files = [folder / name for name in ("articles.jsonl", "written.jsonl")]
    return {row["id"]: row for file in files for row in lines(file)}


@cache
def _article(name: str, words: Lexicon) -> PreparedArticle:
    row = _articles()[name]
    day = row.get("published")
    article = Article(
        id=name,
        language=row["lang"],
        title=row.get("title") or "",
        text=row["text"],
        day=date.fromisoformat(day[:10]) if day else None,
    )
    return prepare(article, words)


def _groups(rows: Iterable[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if row.group:
            groups.setdefault(row.group, []).append(row)
    return dict(sorted(groups.items()))


def _fit(rows: Sequence[Row], strength: float) -> tuple[DictVectorizer, LogisticRegression] | None:
    """None where all rows are of one class: there is nothing to learn."""
    if len({row.planted for row in rows}) < 2:
        return None
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([row.features for row in rows])
    weights = [PLANTED if row.planted else 1.0 for row in rows]
    model = LogisticRegression(C=strength, max_iter=3000)
    model.fit(matrix, [row.planted for row in rows], sample_weight=weights)
    return vectorizer, model


def _base(rows: Sequence[Row]) -> float:
    """The log odds of a group without two classes, by Laplace's rule of succession."""
    planted = sum(row.planted for row in rows)
    return float(np.log((planted + 1) / (len(rows) - planted + 1)))


def _trained(rows: Sequence[Row], strength: float) -> dict[str, Any]:
    fitted = _fit(rows, strength)
    if fitted is None:
        return {"bias": round(_base(rows), 3), "weights": {}}
    vectorizer, model = fitted
    names = vectorizer.get_feature_names_out()
    weights = {
        str(name): round(float(weight), 3)
        for name, weight in zip(names, model.coef_[0], strict=True)
        if abs(weight) >= 0.005
    }
    return {"bias": round(float(model.intercept_[0]), 3), "weights": weights}


def left_out(
    rows: Sequence[Row], more: Sequence[Row], strength: float
) -> Iterator[tuple[float, Row]]:
    """Each doubt with its likelihood by models that have not seen its writer."""
    known = _groups(more)
    for group, of_group in _groups(rows).items():
        for writer in sorted({row.writer for row in of_group}):
            left = [row for row in of_group if row.writer == writer]
            others = [row for row in of_group if row.writer != writer] + known.get(group, [])
            fitted = _fit(others, strength)
            if fitted is None:
                told = np.full(len(left), 1 / (1 + np.exp(-_base(others))))
            else:
                vectorizer, model = fitted
                told = model.predict_proba(vectorizer.transform([row.features for row in left]))[
                    :, 1
                ]
            yield from zip(map(float, told), left, strict=True)


Likely = Sequence[tuple[float, Row]]


def choose_levels(
    rows: Sequence[Row],
    more: Sequence[Row],
    budgets: Mapping[str, tuple[float, float]],
    strength: float,
) -> dict[str, dict[str, float]]:
    """By group the levels of errors and hints, on writers left out; prints what they find."""
    likely = list(left_out(rows, more, strength))
    faithful = len({row.text for row in rows if row.faithful})
    levels = {group: dict(SURE) for group in _groups((*rows, *more))}
    for name, shares in budgets.items():
        of_kind = [one for one in likely if one[1].absent is (name == "absent")]
        for weight, share in zip(("error", "hint"), shares, strict=True):
            for group, level in _spend(of_kind, share * faithful).items():
                levels[group][weight] = min(level, SURE[weight])
    for weight in ("error", "hint"):
        told = [one for one in likely if one[0] >= levels[one[1].group][weight]]
        _print(rows, told, weight)
    return levels


def _spend(likely: Likely, budget: float) -> dict[str, float]:
    """Levels by group that find most planted texts for so many faithful ones.

    Level by level, whichever gives most for the least. A level above which no faithful text is seen
    costs one all the same: the next writer's may lie there (Laplace's rule of succession).
    """
    steps = {group: _steps(of_group) for group, of_group in _by_group(likely).items()}
    levels, spent, found = dict[str, float](), dict[str, int](), set[str]()
    while True:
        best, most = None, 0.0
        left = budget - sum(spent.values())
        for group, of_group in steps.items():
            for level, cost, texts in of_group:
                dearer = cost - spent.get(group, 0)
                gain = len(texts - found) / dearer if 0 < dearer <= left else 0.0
                if gain > most:
                    best, most = (group, level, cost, texts), gain
        if best is None:
            return levels
        group, level, cost, texts = best
        levels[group], spent[group] = level, cost
        found |= texts


def _by_group(likely: Likely) -> dict[str, list[tuple[float, Row]]]:
    groups: dict[str, list[tuple[float, Row]]] = {}
    for one in likely:
        groups.setdefault(one[1].group, []).append(one)
    return groups


def _steps(likely: Likely) -> list[tuple[float, int, set[str]]]:
    """The levels between faithful texts, the highest first: what each costs, and what it finds."""
    highest: dict[str, float] = {}
    for value, row in likely:
        if row.faithful:
            highest[row.text] = max(value, highest.get(row.text, 0.0))
    steps = []
    for cost, worst in enumerate([*sorted(highest.values(), reverse=True), LOWEST], start=1):
        level = min(1.0, max(worst + MARGIN, LOWEST))
        texts = {row.text for value, row in likely if row.planted and value >= level}
        steps.append((round(level, 4), cost, texts))
    return steps


def _print(rows: Sequence[Row], told: Sequence[tuple[float, Row]], weight: str) -> None:
    texts = {row.text: row for row in rows}
    faithful = {name for name, row in texts.items() if row.faithful}
    held = {row.text for _, row in told if row.faithful}
    found = {row.text for _, row in told if row.planted}
    by = Counter(row.mechanism for row in texts.values() if not row.faithful)
    right = Counter(texts[name].mechanism for name in found)
    print(
        f"{weight}: {len(found)} of {len(texts) - len(faithful)} found,"
        f" {len(held)} of {len(faithful)} faithful;",
        *(f"{name or 'any'} {right[name]}/{number}" for name, number in sorted(by.items())),
    )


if __name__ == "__main__":
    main()
