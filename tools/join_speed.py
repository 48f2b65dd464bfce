"""Measure what an article costs that is joined, and how much memory that takes, by how many.

    python tools/join_speed.py [--size N ...] [--per-day N] [--quick]

Articles are recombined from the sentences of the pack's training articles, with names and numbers
of their own; each tenth is a reprint of one of the days before. Vectors are of length one in every
direction, those of one happening near each other: they are made, not read. With --quick the marks
of articles are recombined, too, in place of being read, which is what takes most of the time and
is the same for each article whatever their number: what is left is what may grow. Each size is a
process of its own, so that its peak of memory is its own; seconds are the processor's.
"""

import argparse
import random
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import process_time
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow.parquet as pq

from dalel.bulk.join import join
from dalel.bulk.page_files import page_files
from dalel.bulk.page_rows import PageRow, table_of
from dalel.domain.article import Article
from dalel.domain.lexicon import Lexicon
from dalel.pack import default_folder, load
from dalel.pack.lexicon import lexicon
from dalel.steps.classify.examples import shipped_examples
from dalel.steps.group import stories
from dalel.steps.group.happening_marks import ArticleMarks, read_marks
from dalel.steps.group.models import pair_model
from dalel.steps.group.pair_comparison import PairJudge
from dalel.steps.group.prints import print_of

FIRST = date(2014, 1, 1)
IN_A_FILE = 5_000
#: So many articles tell of one happening, on the mean.
TOGETHER = 3
DIMENSIONS = 384
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_NAME = re.compile(r"(?<=[^.!?\s] )[А-ЯӘҒҚҢӨҰҮІ][а-яәғқңөұүі]{4,}")
_NUMBER = re.compile(r"\d+")
_SYLLABLES = ("ба", "ке", "ли", "мо", "ну", "ра", "са", "ти", "жа", "гу", "до", "ше")


class Mint:
    """Makes articles that nobody wrote, out of those that somebody did."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._dice = random.Random(7)  # noqa: S311
        self._noise = np.random.default_rng(7)
        self._by_language: dict[str, list[list[str]]] = {}
        for one in articles:
            self._by_language.setdefault(one.language, []).append(_SENTENCE.split(one.text))

    def rows(self, count: int, per_day: int) -> Iterator[PageRow]:
        """Rows by day."""
        recent: list[PageRow] = []
        for at in range(count):
            day = FIRST + timedelta(days=at // per_day)
            if recent and self._dice.random() < 0.1:
                row = self._copy(self._dice.choice(recent), at, day)
            else:
                row = self._new(at, day)
            recent = [*recent[-3 * per_day :], row]
            yield row

    def _new(self, at: int, day: date) -> PageRow:
        language = self._dice.choice(("ru", "ru", "kk"))
        texts = self._by_language[language]
        sentences = [self._dice.choice(self._dice.choice(texts)) for _ in range(9)]
        text = self._own(" ".join(sentences))
        title, _, body = text.partition(". ")
        return self._row(at, day, Article(id="", language=language, title=title, text=body))

    def _copy(self, of: PageRow, at: int, day: date) -> PageRow:
        text = f"Об этом сообщает издание. {of.text}"
        article = Article(id="", language=of.language, title=of.title, text=text)
        return self._row(at, day, article)

    def _own(self, text: str) -> str:
        """The text with names and numbers of its own."""
        names = [self._name() for _ in range(4)]
        text = _NAME.sub(lambda _: self._dice.choice(names), text)
        return _NUMBER.sub(lambda found: str(self._dice.randrange(10 ** len(found[0]))), text)

    def _name(self) -> str:
        return "".join(self._dice.choice(_SYLLABLES) for _ in range(4)).capitalize()

    def _row(self, at: int, day: date, article: Article) -> PageRow:
        address = f"https://outlet-{at % 97}.test/{at}"
        article = replace(article, id=address, day=day)
        taken = print_of(article)
        return PageRow(
            input=f"archive-{at // IN_A_FILE}.warc.gz",
            offset=at,
            length=1,
            record_id="",
            url=address,
            canonical=address,
            host=f"outlet-{at % 97}.test",
            source="",
            captured=datetime.combine(day, time(12), UTC),
            status=200,
            sha256="",
            state="article",
            language=article.language,
            title=article.title,
            day=day,
            sifted=True,
            relevant=True,
            score=0.9,
            section=1,
            text=article.text,
            vector=tuple(self._vector(at)),
            print_length=taken.length,
            print_digest=taken.digest,
            print_stems=tuple(sorted(taken.stems)),
            print_numbers=_placed(taken.numbers),
            print_names=_placed(taken.names),
        )

    def _vector(self, at: int) -> Sequence[float]:
        happening = np.random.default_rng(at // TOGETHER).standard_normal(DIMENSIONS)
        row = happening + 0.7 * self._noise.standard_normal(DIMENSIONS)
        unit: list[float] = (row / np.linalg.norm(row)).tolist()
        return unit


def _placed(places: Mapping[str, tuple[str, str]]) -> tuple[dict[str, str], ...]:
    return tuple(
        {"value": value, "before": before, "after": after}
        for value, (before, after) in places.items()
    )


class Recombined:
    """Gives an article marks of those that were read, with words and names of its own."""

    def __init__(self, words: Lexicon, articles: Sequence[Article]) -> None:
        self._read = [read_marks(one, words) for one in articles]
        self._dice = random.Random(5)  # noqa: S311

    def __call__(self, article: Article, _words: Lexicon) -> ArticleMarks:
        of = self._dice.choice(self._read)
        marks = replace(
            of.marks,
            language=article.language,
            day=article.day,
            words=self._mixed(of.marks.words, "w", 60_000),
            kin=self._mixed(of.marks.kin, "k", 60_000),
            names=self._mixed(of.marks.names, "n", 40_000),
            numbers=self._mixed(of.marks.numbers, "", 10_000),
        )
        return replace(of, marks=marks)

    def _mixed(self, values: Sequence[str], kind: str, among: int) -> tuple[str, ...]:
        kept = [one for one in values if self._dice.random() < 2 / 3]
        own = (f"{kind}{int(among ** self._dice.random())}" for _ in range(len(values) - len(kept)))
        return tuple(sorted({*kept, *map(sys.intern, own)}))


def make(folder: Path, count: int, per_day: int) -> None:
    """Write the files; an article may stand in any of five, so that no file has days of its own."""
    mint = Mint([one.article for one in shipped_examples(default_folder())])
    waiting: list[PageRow] = []
    for row in mint.rows(count, per_day):
        waiting.append(row)
        if len(waiting) == 5 * IN_A_FILE:
            _write(folder, waiting)
            waiting = []
    _write(folder, waiting)


def _write(folder: Path, rows: Sequence[PageRow]) -> None:
    for at in range(5):
        if part := rows[at::5]:
            number = len(list(folder.iterdir()))
            pq.write_table(table_of(part), folder / f"part-{number:05}.parquet")


def measure(folder: Path, count: int, *, quick: bool) -> None:
    """Join, and tell each fifth of the articles."""
    pack = load(default_folder())
    words = lexicon(default_folder(), pack)
    if quick:
        examples = [one.article for one in shipped_examples(default_folder())]
        setattr(stories, "read_marks", Recombined(words, examples))  # noqa: B010
    done, last, begun = 0, 0, process_time()

    def told(stage: str, some: int) -> None:
        nonlocal done, last, begun
        done += some if stage == "join" else 0
        if done - last >= max(count // 5, 1):
            each = 1000 * (process_time() - begun) / (done - last)
            print(f"  to {done:,}: {each:.2f} ms an article, peak {peak():.2f} GB", flush=True)
            last, begun = done, process_time()

    whole = process_time()
    with tempfile.TemporaryDirectory() as scratch:
        report = join(
            page_files(str(folder)),
            str(Path(scratch) / "joined.parquet"),
            lambda by_meaning: PairJudge(
                model=pair_model(with_vectors=by_meaning), lexicon=words, spread=0.1
            ),
            zone=ZoneInfo(pack.zone),
            scratch=Path(scratch) / "rows",
            told=told,
        )
    each = 1000 * (process_time() - whole) / count
    print(
        f"{count:,} articles{' (marks recombined)' if quick else ''}: {each:.2f} ms each, peak "
        f"{peak():.2f} GB; {report.reprints:,} reprints, {report.stories:,} stories",
        flush=True,
    )


def peak() -> float:
    """The most memory that this process has had, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, nargs="*", default=[10_000, 50_000, 200_000])
    parser.add_argument("--per-day", type=int, default=60)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--joined", type=Path, help="Files that are there; used by this tool.")
    given = parser.parse_args()
    if given.joined is not None:
        measure(given.joined, given.size[0], quick=given.quick)
        return
    for size in given.size:
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder), size, given.per_day)
            command = [__file__, "--size", str(size), "--joined", folder]
            command += ["--quick"] if given.quick else []
            subprocess.run([sys.executable, *command], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
