"""Measure whether participants of summaries are found in their articles, and who rivals them.

    python tools/measure_actors.py SUMMARIES.jsonl ... --articles ARTICLES.jsonl ... [--wrong]

A summary has ``summary``, ``summary_lang``, ``article_ids`` and ``unsupported`` spans, maybe a
``mechanism``; an article ``id``, ``title``, ``text``, ``lang`` and ``published``. In faithful
summaries each participant should be found and none be behind a rival; in others the participant in
an unsupported span should be absent or behind. --wrong prints what is not so.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from dalel.domain.lexicon import Lexicon
from dalel.language.claims.placed_values import ValueComparison, ValueKind
from dalel.language.claims.read_texts import ReadEvidence, ReadText, read_text
from dalel.language.claims.values import compare_values
from dalel.language.identify import identify
from dalel.pack import default_folder, load
from dalel.pack.lexicon import lexicon

#: A participant is behind its rival from this difference of their likenesses on.
BEHIND = 0.15


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("summaries", type=Path, nargs="+")
    parser.add_argument("--articles", type=Path, nargs="+", required=True)
    parser.add_argument("--wrong", action="store_true")
    arguments = parser.parse_args()
    read = _reader(arguments.articles)
    counts = Counter[tuple[str, str]]()
    for path in arguments.summaries:
        for row in _rows(path):
            for planted, one in _compared(row, read):
                group = f"planted {row.get('mechanism') or ''}" if planted else path.stem
                counts[group, _fate(one)] += 1
                if arguments.wrong and planted is (_fate(one) == "found"):
                    print(f"{row.get('id')} {_fate(one)} {_words(row, one)!r}: {row['summary']}")
    for group in dict.fromkeys(group for group, _ in counts):
        whole = sum(n for (name, _), n in counts.items() if name == group)
        told = (f"{fate} {counts[group, fate] / whole:.3f}" for fate in ("absent", "behind"))
        print(f"{group:24} {whole:5}  {'  '.join(told)}")


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    return (json.loads(line) for line in path.read_text("utf-8").splitlines() if line)


def _reader(paths: Sequence[Path]) -> Any:
    """A function that reads an article by its id; texts are read once."""
    articles = {row["id"]: row for path in paths for row in _rows(path)}

    @cache
    def read(name: str) -> ReadText:
        row = articles[name]
        text = f"{row['title']}.\n\n{row['text']}" if row.get("title") else row["text"]
        day = date.fromisoformat(row["published"][:10]) if row.get("published") else None
        return read_text(text, row.get("lang") or identify(text) or "ru", _words_of(), day, name)

    return read


@cache
def _words_of() -> Lexicon:
    folder = default_folder()
    return lexicon(folder, load(folder))


def _compared(row: Mapping[str, Any], read: Any) -> Iterator[tuple[bool, ValueComparison]]:
    """The comparisons that count: all of a faithful summary, else those in unsupported spans."""
    evidence = ReadEvidence(texts=tuple(read(name) for name in row["article_ids"]))
    text = read_text(row["summary"], row["summary_lang"], _words_of())
    starts = [(row["summary"].index(each["span"]), each["span"]) for each in row["unsupported"]]
    spans = [(start, start + len(words)) for start, words in starts]
    for one in compare_values(text.values, evidence.values, _words_of()):
        span = one.value.span
        hit = any(span.start < end and start < span.end for start, end in spans)
        if one.value.kind is ValueKind.PARTICIPANT and (hit or not spans):
            yield hit, one


def _fate(one: ValueComparison) -> str:
    if one.same is None:
        return "absent"
    return "behind" if one.rivalry - one.likeness > BEHIND else "found"


def _words(row: Mapping[str, Any], one: ValueComparison) -> str:
    return str(row["summary"][one.value.span.start : one.value.span.end])


if __name__ == "__main__":
    main()
