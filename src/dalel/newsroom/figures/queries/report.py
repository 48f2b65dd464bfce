"""The report of an edition, as a file to hand out."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from statistics import median

from dalel.domain.edition import Edition
from dalel.domain.errors import NotFoundError
from dalel.domain.incident import Incident
from dalel.domain.measures import Measures
from dalel.domain.snapshot import Snapshot
from dalel.domain.states import IncidentState
from dalel.newsroom.figures.queries import measure_material
from dalel.newsroom.figures.queries.measures import measured
from dalel.newsroom.incidents.queries.snapshot import take
from dalel.pack import Pack
from dalel.publish.documents.period_report import PeriodReport
from dalel.publish.documents.report_files import FORMS, report_file
from dalel.publish.own_process import apart


def report(pack: Pack, number: int, language: str, form: str) -> bytes:
    """The report of an edition as a file, drawn and written in a process of its own.

    :raises NotFoundError: when there is no such edition or form.
    """
    snapshot = measured(pack, take(pack))
    edition = next((one for one in snapshot.editions if one.number == number), None)
    if edition is None or form not in FORMS or snapshot.measures is None:
        raise NotFoundError(f"There is no report {number}.{form}.")
    told = _report(edition, snapshot, snapshot.measures, language)
    return apart(report_file, told, snapshot.measures, snapshot, language, form)


def _report(
    edition: Edition, snapshot: Snapshot, measures: Measures, language: str
) -> PeriodReport:
    cells = measures.editions[edition.number]
    printed = frozenset(edition.numbers)
    entries = [one for one in snapshot.incidents if one.number in printed]
    coded = [one.codes for one in entries if one.codes]
    states = Counter(one.state for one in entries)
    return PeriodReport(
        edition=edition,
        cells=cells,
        sentences=measures.summaries.get((edition.number, language), ()),
        places=_most(Counter(place for codes in coded for place in codes.places)),
        verification=dict(sorted(Counter(codes.verification for codes in coded).items())),
        corrected=states[IncidentState.CORRECTED],
        retracted=states[IncidentState.RETRACTED],
        demands=measure_material.demands(edition.period_start, edition.period_end),
        hours=_hours(edition, entries),
        gaps=(),
        few=measures.rules.change.few,
        charts=(),
        time=snapshot.time,
    )


def _most(counts: "Counter[str]") -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _hours(edition: Edition, entries: Sequence[Incident]) -> tuple[int, int] | None:
    """The median of hours from the first kept report to the release, and for how many."""
    if edition.released is None:
        return None
    waits = [
        _hours_between(first, edition.released)
        for first in measure_material.first_kept(entries).values()
        if first <= edition.released
    ]
    return (round(median(waits)), len(waits)) if waits else None


def _hours_between(first: datetime, last: datetime) -> float:
    return (last - first).total_seconds() / 3600
