"""Joining of what was read out of web archives: whose reprint each article is, and its story.

Articles come by day, as they came out. What is held is the open window: a week of prints, and the
days in which articles of one happening appear; never the whole.
"""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta, tzinfo
from itertools import groupby
from pathlib import Path
from sys import intern
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from dalel.bulk.day_order import ADDED, Stretches, in_day_order
from dalel.bulk.joined_rows import SCHEMA, refuse_others
from dalel.bulk.page_files import PageFile
from dalel.domain.article import MOST_READ, Article
from dalel.domain.extraction import moment
from dalel.domain.grouping import Reprint
from dalel.domain.reason import Reason
from dalel.language.vectors import Vectors
from dalel.steps.archive.durable_files import deliver, reaching
from dalel.steps.group.lookup import WINDOW
from dalel.steps.group.pair_comparison import PairJudge
from dalel.steps.group.prints import Print, print_of
from dalel.steps.group.reprints import Reprints
from dalel.steps.group.stories import Stories
from dalel.steps.group.window import DAYS

#: What is copied into the joined file as it is.
_COPIED: Final = (
    "canonical", "url", "host", "input", "offset", "length", "sha256", "captured", "language",
    "title", "model", "score", "section", "event_type",
)  # fmt: skip
_COLUMNS: Final = (
    *_COPIED, "published", "text", "vector", "print_length", "print_digest", "print_stems",
    "print_numbers", "print_names",
)  # fmt: skip
#: So many rows are written at once.
_AT_ONCE: Final = 8_192
#: Whatever is told of a reprint is told within so many days of it.
_OPEN: Final = WINDOW + 1
_FIRST_DAY: Final = date.min.toordinal()

#: Called with "key" or "join" and how many articles more are done.
Told = Callable[[str, int], None]


@dataclass(frozen=True, kw_only=True)
class JoinReport:
    """How much was joined; ``captures`` counts those of an article after its first one too."""

    files: int
    captures: int
    articles: int
    reprints: int
    stories: int
    #: Stories that turned out to be another one, and went into it.
    merged: int
    #: Articles whose vector is missing or none, where others have one.
    without_vector: int
    #: Captures left out, since they are of no time.
    timeless: int = 0


@dataclass(kw_only=True, slots=True)
class _Joined:
    """An article of which not all is known yet."""

    row: dict[str, Any]
    day: date
    reprint_of: str = ""
    story: str = ""
    reasons: tuple[Reason, ...] = ()


@dataclass(kw_only=True, slots=True)
class _Span:
    """From which day to which a story, or who repeats an original, was told of."""

    first: date
    last: date
    story: str = ""


def join(
    files: Sequence[PageFile],
    out: str,
    judge: Callable[[bool], PairJudge],
    *,
    zone: tzinfo,
    scratch: Path,
    options: Mapping[str, Any] | None = None,
    told: Told = lambda _stage, _count: None,
) -> JoinReport:
    """Join files into one, the same bytes each time.

    ``judge`` is asked for what decides on pairs, with vectors or without. ``zone`` is that of the
    days of articles that tell none. Rows wait in a folder of its own below ``scratch``.

    :raises ArchiveError: when a file cannot be read, the result not be delivered, or another file
        than a joined one lies in its place.
    """
    refuse_others(out, options)
    with _own_folder(scratch, out) as folder:
        order = in_day_order(files, zone)
        told("key", len(order))
        with closing(Stretches(folder, order, _COLUMNS)) as stretches:
            stretches.write(files)
            joining = Joining(judge(stretches.dimension > 0), stretches.dimension)
            rows = joining.through(stretches.read(), told)
            drafted = folder / "joined.arrow"
            _draft(rows, drafted)
        result = folder / "joined.parquet"
        stories, reprints = _finish(drafted, result, joining.merged)
        deliver(result, out, options or {})
        return JoinReport(
            files=len(files),
            captures=int(order.captures.sum()),
            articles=len(order),
            reprints=reprints,
            stories=stories,
            merged=len(joining.merged),
            without_vector=joining.without_vector,
            timeless=order.timeless,
        )


@contextmanager
def _own_folder(scratch: Path, out: str) -> Iterator[Path]:
    """A new folder that is gone afterwards; what a killed joining of the same left goes before."""
    with reaching(str(scratch)):
        scratch.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(out.encode()).hexdigest()[:12]
        folder = scratch / f".dalel-joining-{name}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(kw_only=True)
class _Window:
    """What is known of the open days."""

    #: By address, in the order of days.
    articles: dict[str, _Joined] = field(default_factory=dict)
    originals: dict[str, _Span] = field(default_factory=dict)
    stories: dict[str, _Span] = field(default_factory=dict)


class Joining:
    """Finds reprints and stories of articles that come by day, each with a vector or none has."""

    def __init__(self, judge: PairJudge, dimension: int = 0) -> None:
        self._reprints = Reprints()
        self._stories = Stories(judge)
        self._dimension = dimension
        self._window = _Window()
        #: Which story went into which.
        self.merged: dict[str, str] = {}
        self.without_vector = 0

    def through(
        self, rows: Iterable[dict[str, Any]], told: Told = lambda _stage, _count: None
    ) -> Iterator[dict[str, Any]]:
        """Joined rows, in the order of these, each once nothing more can be told of it."""
        for ordinal, group in groupby(rows, key=lambda row: int(row[ADDED[0]])):
            today = date.fromordinal(ordinal)
            yield from self._move_on(today)
            count = self._take(list(group), today)
            told("join", count)
        yield from self._let_go(list(self._window.articles))

    def _move_on(self, today: date) -> Iterator[dict[str, Any]]:
        self._reprints.forget(_before(today, WINDOW))
        self._stories.forget(_before(today, DAYS))
        past = _before(today, _OPEN)
        over = [name for name, one in self._window.articles.items() if one.day < past]
        yield from self._let_go(over)
        for spans, days in ((self._window.originals, 3 * _OPEN), (self._window.stories, DAYS)):
            for name in [name for name, one in spans.items() if one.last < _before(today, days)]:
                del spans[name]

    def _take(self, rows: Sequence[dict[str, Any]], today: date) -> int:
        vectors = [row.pop("vector") for row in rows]
        prints = [_print(row, today) for row in rows]
        for row in rows:
            kept = {name: row[name] for name in (*_COPIED, ADDED[1])}
            self._window.articles[row["canonical"]] = _Joined(row=kept, day=today)
        repeated = self._note(self._reprints.add_prints(prints), today)
        ours = [at for at, row in enumerate(rows) if row["canonical"] not in repeated]
        articles = [_article(rows[at], today) for at in ours]
        self._place(articles, self._matrix([vectors[at] for at in ours]), today)
        return len(rows)

    def _note(self, found: Sequence[Reprint], today: date) -> set[str]:
        for one in found:
            joined = self._window.articles[one.article]
            joined.reprint_of, joined.reasons = one.original, one.reasons
            self._span(self._window.originals, one.original, today)
        return {one.article for one in found}

    def _place(self, articles: Sequence[Article], vectors: Vectors | None, today: date) -> None:
        placed = self._stories.place(articles, vectors)
        for one in placed.memberships:
            joined = self._window.articles[one.article]
            joined.story, joined.reasons = one.story, one.reasons
            self._span(self._window.stories, one.story, today)
        for double in placed.doubles:
            if self.merged.keys() & double.stories:
                continue
            # Nobody has touched either: as in a newsroom, the younger goes into the older.
            older, younger = sorted(double.stories, key=self._age)
            self._stories.merge(younger, older)
            self.merged[younger] = older
            self._span(self._window.stories, older, today)
            self._window.stories.pop(younger, None)

    def _age(self, story: str) -> tuple[date, str]:
        span = self._window.stories.get(story)
        return span.first if span else date.min, story

    def _matrix(self, vectors: Sequence[Any]) -> Vectors | None:
        if not self._dimension:
            return None
        rows = np.zeros((len(vectors), self._dimension), dtype=np.float32)
        for at, vector in enumerate(vectors):
            if vector is not None and len(vector) == self._dimension and np.isfinite(vector).all():
                rows[at] = vector
            else:
                self.without_vector += 1
        return rows

    def _let_go(self, names: Sequence[str]) -> Iterator[dict[str, Any]]:
        """Give out what is over; first its originals, who may be of the same day."""
        gone = {name: self._window.articles.pop(name) for name in names}
        for name, one in gone.items():
            if name in self._window.originals and one.story:
                self._window.originals[name].story = one.story
        for one in gone.values():
            story = one.story
            if not story and one.reprint_of in self._window.originals:
                story = self._window.originals[one.reprint_of].story
            yield {
                **{name: one.row[name] for name in _COPIED},
                "captures": one.row[ADDED[1]],
                "day": one.day,
                "reprint_of": one.reprint_of,
                "story": story,
                "reasons": _written(one.reasons),
            }

    @staticmethod
    def _span(spans: dict[str, _Span], name: str, today: date) -> None:
        spans.setdefault(name, _Span(first=today, last=today)).last = today


def _print(row: Mapping[str, Any], day: date) -> Print:
    if row["print_stems"] is None or row["print_length"] is None:
        return print_of(_article(row, day))
    return Print(
        id=row["canonical"],
        language=row["language"],
        day=day,
        length=row["print_length"],
        digest=row["print_digest"],
        stems=frozenset(map(intern, row["print_stems"])),
        numbers=_placed(row["print_numbers"]),
        names=_placed(row["print_names"]),
        time=moment(row["published"]),
    )


def _placed(places: Sequence[Mapping[str, str]] | None) -> dict[str, tuple[str, str]]:
    return {one["value"]: (one["before"], one["after"]) for one in places or ()}


def _article(row: Mapping[str, Any], day: date) -> Article:
    return Article(
        id=row["canonical"],
        language=row["language"],
        title=row["title"],
        text=row["text"][:MOST_READ],
        day=day,
        time=moment(row["published"]),
    )


def _before(day: date, days: int) -> date:
    return day - timedelta(days=min(days, day.toordinal() - _FIRST_DAY))


def _written(reasons: Iterable[Reason]) -> str:
    told = [{"code": one.code, "values": dict(one.values), "weight": one.weight} for one in reasons]
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _draft(rows: Iterator[dict[str, Any]], path: Path) -> None:
    """Write rows whose stories may still have gone into others."""
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with pa.ipc.new_stream(str(path), SCHEMA, options=options) as writer:
        waiting: list[dict[str, Any]] = []
        for row in rows:
            waiting.append(row)
            if len(waiting) == _AT_ONCE:
                writer.write_batch(pa.RecordBatch.from_pylist(waiting, schema=SCHEMA))
                waiting = []
        if waiting:
            writer.write_batch(pa.RecordBatch.from_pylist(waiting, schema=SCHEMA))


def _finish(drafted: Path, result: Path, merged: Mapping[str, str]) -> tuple[int, int]:
    """Write the rows with the stories in which they ended; how many stories, and reprints."""
    at = SCHEMA.get_field_index("story")
    stories = reprints = 0
    with (
        pa.OSFile(str(drafted)) as stream,
        pa.ipc.open_stream(stream) as reader,
        pq.ParquetWriter(result, SCHEMA, compression="zstd", write_page_checksum=True) as writer,
    ):
        for batch in reader:
            ends = [_end(name, merged) for name in batch.column(at).to_pylist()]
            names = batch.column("canonical").to_pylist()
            stories += sum(name == end for name, end in zip(names, ends, strict=True))
            reprints += sum(one != "" for one in batch.column("reprint_of").to_pylist())
            columns = [*batch.columns[:at], pa.array(ends), *batch.columns[at + 1 :]]
            writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=SCHEMA))
    return stories, reprints


def _end(story: str, merged: Mapping[str, str]) -> str:
    while story in merged:
        story = merged[story]
    return story
