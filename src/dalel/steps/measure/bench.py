"""Benchmark of counting all figures of a long record, and of one more entry."""

import random
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from time import process_time
from typing import Any, Final, TypeVar

from dalel.domain.change import Changes, WatchedSpan
from dalel.domain.codebook import Codebook
from dalel.domain.count_board import Counted, Period, PeriodLength
from dalel.domain.measure_rules import MeasureRules
from dalel.steps.measure.attention import Lookout, attention
from dalel.steps.measure.board import BoardTally, board
from dalel.steps.measure.change import Course, changes
from dalel.steps.measure.threats import Threads, threat_map

Made = TypeVar("Made")

AS_OF: Final = date(2026, 1, 31)
_FIRST: Final = date(2016, 1, 1)
_DAYS: Final = 3650
_SOURCES: Final = tuple(f"s{number}" for number in range(150))


@dataclass(frozen=True, kw_only=True)
class Speed:
    """Seconds of the processor for the figures of so many entries; ``all_seconds`` is their sum.

    ``one_more`` are those of one entry more, by measure: the cells of the board that it touches,
    the others anew from their sums.
    """

    entries: int
    cells: int
    board_seconds: float
    change_seconds: float
    attention_seconds: float
    threats_seconds: float
    all_seconds: float
    one_more: Mapping[str, float]


def invented(count: int, book: Codebook, places: Collection[str]) -> list[Counted]:
    """Entries of ten years with codes at random and two reports each; the seed is fixed."""
    draw = random.Random(2026)  # noqa: S311 - invented entries

    def some(codes: Collection[Any], least: int, most: int) -> tuple[str, ...]:
        chosen = draw.sample(list(codes), draw.randint(least, most))
        return tuple(getattr(one, "code", one) for one in chosen)

    entries = []
    for number in range(count):
        day = _FIRST + timedelta(days=draw.randrange(_DAYS))
        entries.append(
            Counted(
                number=f"XX-2016-{number:06}",
                section=draw.randint(1, len(book.sections)),
                period=Period.of(day, PeriodLength.MONTH),
                day=day,
                event_type=draw.choice(book.event_types).code,
                direction=draw.choice(book.directions).code,
                severity=draw.randint(1, 5),
                verification=draw.choice(book.verification).code,
                case_status=draw.choice(book.case_status).code,
                rights=some(book.rights, 1, 3),
                targets=some(book.targets, 1, 2),
                means=some(book.means, 1, 2),
                platforms=some(book.platforms, 0, 1),
                statutes=some(book.statutes, 0, 2),
                places=some(places, 1, 1),
                actors=some(book.actors, 0, 1),
                reports={
                    source: day + timedelta(days=draw.randrange(10))
                    for source in draw.sample(_SOURCES, 2)
                },
            )
        )
    return entries


def measure(count: int, book: Codebook, places: Collection[str], rules: MeasureRules) -> Speed:
    """Count the board, the change, the attention list and the threats, then one more entry."""
    entries = invented(count, book, places)
    watches = [WatchedSpan(source=source, since=_FIRST) for source in _SOURCES]
    made, board_seconds = _timed(lambda: board(entries, rules, AS_OF))
    changed, change_seconds = _timed(lambda: changes(entries, watches, rules.change, AS_OF))
    _, attention_seconds = _timed(lambda: attention(entries, changed, (), rules, AS_OF))
    _, threats_seconds = _timed(lambda: threat_map(entries, (), rules, AS_OF))
    one_more = _one_more(entries, watches, changed, rules)
    return Speed(
        entries=count,
        cells=len(made.cells),
        board_seconds=board_seconds,
        change_seconds=change_seconds,
        attention_seconds=attention_seconds,
        threats_seconds=threats_seconds,
        all_seconds=board_seconds + change_seconds + attention_seconds + threats_seconds,
        one_more=one_more,
    )


def _one_more(
    entries: Sequence[Counted],
    watches: Sequence[WatchedSpan],
    changed: Changes,
    rules: MeasureRules,
) -> dict[str, float]:
    """What the last entry costs where all others were counted before."""
    *known, new = entries
    tally, course = BoardTally(rules, AS_OF), Course()
    lookout, threads = Lookout(rules, AS_OF), Threads(rules, AS_OF)
    measures: dict[str, tuple[Callable[[Counted], None], Callable[[], object]]] = {
        "board": (tally.add, lambda: list(tally.cells_of(new))),
        "change": (course.add, lambda: course.changes(watches, rules.change, AS_OF)),
        "attention": (lookout.add, lambda: lookout.lines(changed, ())),
        "threats": (threads.add, lambda: threads.map(())),
    }
    seconds = {}
    for name, (add, result) in measures.items():
        for entry in known:
            add(entry)
        result()
        start = process_time()
        add(new)
        result()
        seconds[name] = process_time() - start
    return seconds


def _timed(work: Callable[[], Made]) -> tuple[Made, float]:
    start = process_time()
    return work(), process_time() - start
