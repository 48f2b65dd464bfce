"""How does an invented record look once it was measured?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from dalel.domain.attention import Choice
from dalel.domain.change import WatchedSpan
from dalel.domain.count_board import ALL, Effect, Level, Period, PeriodLength
from dalel.domain.dates import PartialDate, Precision
from dalel.domain.measures import Measures, Overruled, Reliability, SuggestionUse
from dalel.domain.snapshot import Snapshot
from dalel.pack import Pack
from dalel.publish.bench import invented
from dalel.publish.figures.summary import summary
from dalel.publish.figures.words import MeasureWords
from dalel.publish.views.dates import wording
from dalel.publish.views.record import IndexedSnapshot
from dalel.steps.measure.attention import Silence, attention, chosen
from dalel.steps.measure.board import BoardTally, board
from dalel.steps.measure.change import changes
from dalel.steps.measure.counted_entries import KnownOfEntry, counted
from dalel.steps.measure.threats import threat_map

AS_OF = date(2025, 12, 31)


def measures_of(snapshot: Snapshot, pack: Pack) -> Measures:
    """The figures of an invented record that one source told of in time."""
    first = snapshot.incidents[0]
    known = {
        one.number: KnownOfEntry(
            reports={"oidan": one.date.first_day} if one.date else {},
            effect=Effect(people=5) if one is first else Effect(),
            hit=("Ойдан басылымы",),
        )
        for one in snapshot.incidents
    }
    entries = counted(snapshot.incidents, known)
    watches = [WatchedSpan(source="oidan", since=date(2019, 1, 1))]
    trends = changes(entries, watches, pack.measures.change, AS_OF)
    silent = [Silence(source="oidan", since=date(2025, 12, 1), expected=9)]
    lines = attention(entries, trends, silent, pack.measures, AS_OF)
    editions = {
        edition.number: BoardTally(pack.measures, AS_OF).printed(entries, PeriodLength.YEAR)
        for edition in snapshot.editions
    }
    return Measures(
        board=board(entries, pack.measures, AS_OF),
        changes=trends,
        attention=chosen(lines, {lines[0].key: Choice.PINNED, lines[-1].key: Choice.DISMISSED}),
        threats=threat_map(entries, [], pack.measures, AS_OF),
        rules=pack.measures,
        editions=editions,
    )


def spread(snapshot: Snapshot) -> Snapshot:
    """The record with an entry every twelve days until the day of the figures."""
    days = (AS_OF - timedelta(days=12 * place) for place in range(len(snapshot.incidents)))
    return replace(
        snapshot,
        incidents=tuple(
            replace(one, date=PartialDate(iso=day.isoformat(), precision=Precision.DAY))
            for one, day in zip(snapshot.incidents, days, strict=True)
        ),
    )


def hit(snapshot: Snapshot) -> Snapshot:
    """The record in which every other entry tells who is affected, and by what means."""
    return replace(
        snapshot,
        incidents=tuple(
            replace(one, codes=replace(one.codes, targets=("outlet",), means=("load",)))
            if one.codes and place % 2
            else one
            for place, one in enumerate(snapshot.incidents)
        ),
    )


def measured(pack: Pack, count: int = 45) -> Snapshot:
    """An invented record with its figures, and what editors say of them."""
    bare = spread(hit(invented(count)))
    measures = measures_of(bare, pack)
    record = IndexedSnapshot(bare, "")
    summaries = {
        (edition.number, language): summary(
            edition, measures.editions[edition.number], MeasureWords(record, wording(language))
        )
        for edition in bare.editions
        for language in ("kk", "ru")
    }
    quarter = measures.board.periods(PeriodLength.QUARTER)[-1]
    time = datetime(2026, 1, 5, tzinfo=UTC)
    return replace(
        bare,
        measures=replace(
            measures,
            summaries=summaries,
            overruled={
                (ALL, quarter): Overruled(
                    level=Level.VIOLATED, why="Сот солай деді.", member="e", time=time
                )
            },
            sentences={(ALL, quarter): {"kk": "Редактордың екі сөйлемі."}},
            reliability=(
                Reliability(variable="severity", pairs=10, alpha=0.8123),
                Reliability(variable="direction", pairs=10, alpha=None),
            ),
            suggested=tuple(
                SuggestionUse(month=Period.named(month), variable="section", kept=kept, of=4)
                for month, kept in (("2025-10", 2), ("2025-11", 3))
            ),
            scores=pack.scores,
            names={"Ойдан басылымы": {"kk": "Ойдан басылымы", "ru": "Выдуманное издание"}},
        ),
    )
