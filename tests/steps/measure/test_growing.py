"""Does a measure that is added to come to the same as one that is counted anew?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from dalel.domain.change import WatchedSpan
from dalel.domain.count_board import Counted, Period, PeriodLength
from dalel.pack import Pack
from dalel.steps.measure.attention import Lookout, attention
from dalel.steps.measure.bench import AS_OF, invented
from dalel.steps.measure.board import BoardTally, board
from dalel.steps.measure.change import Course, changes
from dalel.steps.measure.threats import Threads, threat_map

HALF = 150


@pytest.fixture(scope="module")
def entries(kz_pack: Pack) -> list[Counted]:
    """Entries of twenty months in no order, some to come; every fifth is a case that went on."""
    made = []
    for place, entry in enumerate(invented(2 * HALF, kz_pack.codebook, ["a", "b"])):
        assert entry.day is not None
        day = AS_OF + timedelta(days=20) - (AS_OF - entry.day) // 6
        steps = ((day, "charged"), (day + timedelta(days=9), "convicted"))
        made.append(
            replace(
                entry,
                day=day,
                period=Period.of(day, PeriodLength.MONTH),
                reports={source: day + timedelta(days=place % 9) for source in entry.reports},
                steps=() if place % 5 else steps,
                hit=(f"p{place % 40}",),
            )
        )
    return made


def test_every_measure_that_grows_stays_what_it_would_be_as_a_whole(
    kz_pack: Pack, entries: list[Counted]
) -> None:
    rules = kz_pack.measures
    since = AS_OF - timedelta(days=900)
    watches = [WatchedSpan(source=f"s{number}", since=since) for number in range(150)]
    cases = [[entries[number].number for number in (0, 5, 7)]]
    tally, course = BoardTally(rules, AS_OF), Course()
    lookout, threads = Lookout(rules, AS_OF), Threads(rules, AS_OF)
    for known in (entries[:HALF], entries):
        for entry in known[-HALF:]:
            for measure in (tally, course, lookout, threads):
                measure.add(entry)
        # Asked twice: to look does not change what comes later.
        changed = changes(known, watches, rules.change, AS_OF)
        assert changed.trends
        assert course.changes(watches, rules.change, AS_OF) == changed
        assert tally.board() == board(known, rules, AS_OF)
        assert lookout.lines(changed, ()) == attention(known, changed, (), rules, AS_OF)
        assert threads.map(cases) == threat_map(known, cases, rules, AS_OF)


def test_the_cells_that_an_entry_touches_are_those_of_the_whole_board(
    kz_pack: Pack, entries: list[Counted]
) -> None:
    tally = BoardTally(kz_pack.measures, AS_OF)
    for entry in entries:
        tally.add(entry)
    whole = tally.board()
    *_, last = (one for one in entries if one.day and one.day <= AS_OF)
    touched = list(tally.cells_of(last))
    assert len(touched) == 3 * (2 + len(last.rights))
    for cell in touched:
        assert cell.period is not None
        assert whole.cell(cell.subject, cell.period) == cell
