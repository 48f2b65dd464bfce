"""Count where articles of one event disagree, and where a summary with a planted error does so.

``python tools/measure_disagreements.py``: reads the pack's training articles and the summaries of
``tests/exam/claims``. A summary stands for a second article: one that is faithful disagrees with
none, and one with a planted error should disagree at the planted words.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from dalel.cli.commands.steps.facts import article_of, lexicon
from dalel.domain.article import Article
from dalel.domain.evidence import TextSpan
from dalel.language.claims.disagreeing import Disagreement, disagreements
from dalel.language.claims.read_texts import ReadText
from dalel.steps.check.facts.evidence import read_article

_ROOT = Path(__file__).parent.parent
_TRAINING = _ROOT / "packs" / "kz" / "training"
_SUMMARIES = _ROOT / "tests" / "exam" / "claims"


def main() -> None:
    """Print what was counted, and each disagreement of the press."""
    articles = {
        row["id"]: row
        for name in ("articles", "written")
        for row in rows(_TRAINING / f"{name}.jsonl")
    }

    @cache
    def read(number: str) -> ReadText:
        return read_article(article_of(articles[number]), lexicon())

    by_event = defaultdict(list)
    for row in articles.values():
        by_event[row["event"]].append(row["id"])
    by_event.pop(None, None)
    pairs = [pair for event in by_event.values() for pair in combinations(event, 2)]
    found = [each for pair in pairs for each in disagreements(map(read, pair), lexicon())]
    for each in found:
        tell(f"{each.about}: {words(each, 0, read)} | {words(each, 1, read)}")
    tell(f"{len(pairs)} pairs of articles of one event, disagreements: {len(found)}")
    summaries(read)


def summaries(read: Any) -> None:
    """Print how often summaries disagree with the articles that they are of."""
    counted = dict.fromkeys(
        ("planted", "at the planted words", "elsewhere", "faithful", "of these"), 0
    )
    for file in sorted(_SUMMARIES.glob("*.jsonl")):
        for row in rows(file):
            if "summary" not in row:
                continue
            days = [day for day in (read(n).passage.published for n in row["article_ids"]) if day]
            text = read_article(
                Article(
                    id=row["id"],
                    language=row["summary_lang"],
                    title="",
                    text=row["summary"],
                    day=max(days, default=None),
                ),
                lexicon(),
            )
            spans = [span_of(each["span"], row["summary"]) for each in row["unsupported"]]
            met = [
                any(span.meets(each.one.span) for span in spans)
                for number in row["article_ids"]
                for each in disagreements((text, read(number)), lexicon())
            ]
            counted["planted" if spans else "faithful"] += 1
            if spans:
                counted["at the planted words"] += met.count(True)
                counted["elsewhere"] += met.count(False)
            else:
                counted["of these"] += bool(met)
    tell(json.dumps(counted))


def words(one: Disagreement, side: int, read: Any) -> str:
    """The words of one side."""
    told = (one.one, one.other)[side]
    return f"{told.source} {read(told.source).passage.text[told.span.start : told.span.end]}"


def span_of(words: str, text: str) -> TextSpan:
    """Where words stand in a text."""
    start = text.index(words)
    return TextSpan(start=start, end=start + len(words))


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file."""
    yield from map(json.loads, path.read_text("utf-8").splitlines())


def tell(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
