"""Measure what an article costs, and how much memory is taken, when the open window is large.

    python tools/measure_window.py [--size N ...] [--asked N]

A window is filled with articles that are recombined from what the pack's training articles say:
each has words, names, numbers and dates of its own, days spread over the whole window, and a vector
of no other. Then real articles come in, twenty at a time, as in a pass: they are read, looked up,
compared and grouped. Each size is a process of its own, so that its peak of memory is its own.
Seconds are the processor's, so that other work on the machine does not count.
"""

import argparse
import random
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from time import process_time

import numpy as np

from dalel.domain.article import Article
from dalel.domain.lexicon import Lexicon
from dalel.pack import default_folder, load
from dalel.pack.lexicon import lexicon
from dalel.steps.classify.examples import shipped_examples
from dalel.steps.group.happening_marks import Marks, read_marks
from dalel.steps.group.lookup import WINDOW
from dalel.steps.group.models import pair_model
from dalel.steps.group.pair_comparison import PairJudge
from dalel.steps.group.prints import Print, print_of
from dalel.steps.group.reprints import Reprints
from dalel.steps.group.stories import Stories
from dalel.steps.group.window import DAYS, WindowEntry

LAST = date(2031, 6, 1)
AT_ONCE = 20
#: As many different words as a language's news have, and as many names as a country's.
WORDS, NAMES = 60_000, 40_000
_DIMENSIONS = 384


class Mint:
    """Makes articles that nobody wrote, out of those that somebody did."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._dice = random.Random(7)  # noqa: S311
        self._articles = articles
        # What is drawn twice is drawn often: words and names follow Zipf's law.
        self._noise = np.random.default_rng(7)

    def _drawn(self, kind: str, among: int, count: int) -> list[str]:
        ranks = self._noise.zipf(1.3, size=count) % among
        return [f"{kind}{rank}" for rank in ranks]

    def _with_own(self, values: Sequence[str], kind: str, among: int) -> tuple[str, ...]:
        """Two thirds as they were, the rest of its own."""
        kept = [value for value in values if self._dice.random() < 2 / 3]
        own = self._drawn(kind, among, len(values) - len(kept))
        return tuple(sorted({*kept, *map(sys.intern, own)}))

    def marks(self, of: Marks) -> Marks:
        """The marks of one more article."""
        day = LAST - timedelta(days=self._dice.randrange(DAYS))
        return replace(
            of,
            day=day,
            words=self._with_own(of.words, "w", WORDS),
            kin=self._with_own(of.kin, "k", WORDS),
            names=self._with_own(of.names, "n", NAMES),
            numbers=self._with_own(of.numbers, "", 10_000),
            dates=tuple(
                sorted(
                    {(day - timedelta(days=self._dice.randrange(9))).isoformat() for _ in of.dates}
                )
            ),
        )

    def print(self, of: Print, at: int) -> Print:
        """The print of one more text."""
        day = LAST - timedelta(days=self._dice.randrange(WINDOW))
        stems = frozenset(self._with_own(sorted(of.stems), "w", WORDS))
        return replace(of, id=f"p{at}", day=day, digest=f"{at:016x}", stems=stems)

    def vectors(self, count: int) -> np.ndarray:
        """Vectors of length one in every direction."""
        rows = self._noise.standard_normal((count, _DIMENSIONS), dtype=np.float32)
        unit: np.ndarray = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


class Filled(Stories):
    """Stories whose window can be filled without reading a text for each article."""

    def fill(self, entries: Sequence[WindowEntry], vectors: np.ndarray | None) -> None:
        numbers = self._window.add(entries, vectors)
        self._number |= {entry.id: at for at, entry in zip(numbers, entries, strict=True)}
        for at, entry in zip(numbers, entries, strict=True):
            self._settle(at, entry.id)


class Known(Reprints):
    """Reprints whose window can be filled likewise."""

    def fill(self, prints: Sequence[Print]) -> None:
        for each in prints:
            self._lookup.add(each)
            self._groups[each.id] = [each]


def peak() -> float:
    """The most memory that this process has had, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def parts(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    return (articles[at : at + AT_ONCE] for at in range(0, len(articles), AT_ONCE))


def stories(size: int, asked: int, words: Lexicon, articles: Sequence[Article], *, by: str) -> None:
    """Fill, then place."""
    mint = Mint(articles)
    with_vectors = by == "meaning"
    spread = 0.1
    judge = PairJudge(model=pair_model(with_vectors=with_vectors), lexicon=words, spread=spread)
    window = Filled(judge)
    read = [read_marks(one, words).marks for one in articles[asked:]]
    for at in range(0, size, 2_000):
        count = min(2_000, size - at)
        entries = [
            WindowEntry(id=f"w{at + i}", marks=mint.marks(read[(at + i) % len(read)]))
            for i in range(count)
        ]
        window.fill(entries, mint.vectors(count) if with_vectors else None)
    new = [replace(one, id=f"new {at}", day=LAST) for at, one in enumerate(articles[:asked])]
    rows = mint.vectors(len(new)) if with_vectors else None
    begun = process_time()
    for at, part in enumerate(parts(new)):
        these = None if rows is None else rows[at * AT_ONCE :][: len(part)]
        window.place(part, these)
    each = (process_time() - begun) / len(new)
    print(
        f"stories by {by}, {size:,} in the window: {1000 * each:.2f} ms an article "
        f"({1 / each:.0f} a second), peak {peak():.2f} GB",
        flush=True,
    )


def reprints(size: int, asked: int, articles: Sequence[Article]) -> None:
    """Fill, then look up."""
    mint = Mint(articles)
    window = Known()
    read = [print_of(one) for one in articles[asked:]]
    for at in range(0, size, 2_000):
        count = min(2_000, size - at)
        window.fill([mint.print(read[(at + i) % len(read)], at + i) for i in range(count)])
    new = [replace(one, id=f"new {at}", day=LAST) for at, one in enumerate(articles[:asked])]
    begun = process_time()
    for part in parts(new):
        window.add(part)
    each = (process_time() - begun) / len(new)
    print(
        f"reprints, {size:,} in the window: {1000 * each:.2f} ms an article "
        f"({1 / each:.0f} a second), peak {peak():.2f} GB",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--asked", type=int, default=200)
    parser.add_argument("--only", choices=["words", "meaning", "reprints"])
    given = parser.parse_args()
    if given.only is None:
        for only in ("words", "meaning", "reprints"):
            for size in given.size:
                command = [
                    __file__,
                    "--only",
                    only,
                    "--size",
                    str(size),
                    "--asked",
                    str(given.asked),
                ]
                subprocess.run([sys.executable, *command], check=True)  # noqa: S603
        return
    pack = load(default_folder())
    articles = [example.article for example in shipped_examples(default_folder())]
    random.Random(3).shuffle(articles)  # noqa: S311
    for size in given.size:
        if given.only == "reprints":
            reprints(size, given.asked, articles)
        else:
            words = lexicon(default_folder(), pack)
            stories(size, given.asked, words, articles, by=given.only)


if __name__ == "__main__":
    main()
