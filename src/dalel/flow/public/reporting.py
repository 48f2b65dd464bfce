"""What does the report of an edition tell, and in which form is it handed out?"""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from statistics import median
from typing import Final

from dalel.domain.edition import Edition
from dalel.domain.measures import Measures
from dalel.domain.snapshot import Snapshot
from dalel.domain.states import IncidentState
from dalel.flow.public.measuring import measured
from dalel.pack import Pack
from dalel.publish.documents.period_report import PeriodReport
from dalel.publish.documents.report_document import document
from dalel.publish.documents.report_workbook import workbook
from dalel.publish.figures.pictures import pictures
from dalel.publish.figures.summary import gaps
from dalel.publish.figures.words import Words
from dalel.publish.views.dates import wording
from dalel.publish.views.record import Record
from dalel.store.acting import NotFoundError
from dalel.store.public import measuring
from dalel.store.public.snapshots import take

#: By the ending of the file.
FORMS: Final[dict[str, Callable[[PeriodReport, Words], bytes]]] = {
    "docx": document,
    "xlsx": workbook,
}


def report(pack: Pack, number: int, language: str, form: str) -> bytes:
    """The report of an edition as a file.

    :raises NotFoundError: when there is no such edition or form.
    """
    snapshot = measured(pack, take(pack))
    edition = next((one for one in snapshot.editions if one.number == number), None)
    if edition is None or form not in FORMS or snapshot.measures is None:
        raise NotFoundError(f"There is no report {number}.{form}.")
    words = Words(Record(snapshot, ""), wording(language))
    return FORMS[form](_report(edition, snapshot, snapshot.measures, words), words)


def _report(edition: Edition, snapshot: Snapshot, measures: Measures, words: Words) -> PeriodReport:
    cells = measures.editions[edition.number]
    printed = {number for section in edition.incidents.values() for number in section}
    entries = [one for one in snapshot.incidents if one.number in printed]
    coded = [one.codes for one in entries if one.codes]
    states = Counter(one.state for one in entries)
    return PeriodReport(
        edition=edition,
        cells=cells,
        sentences=measures.summaries.get((edition.number, words.wording.language), ()),
        places=_most(Counter(place for codes in coded for place in codes.places)),
        verification=dict(sorted(Counter(codes.verification for codes in coded).items())),
        corrected=states[IncidentState.CORRECTED],
        retracted=states[IncidentState.RETRACTED],
        demands=measuring.demands(edition.period_start, edition.period_end),
        hours=_hours(edition, printed),
        gaps=tuple(gaps(printed, cells, measures, words)),
        few=measures.rules.change.few,
        charts=pictures(cells, words),
        time=snapshot.time,
    )


def _most(counts: "Counter[str]") -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _hours(edition: Edition, printed: set[str]) -> tuple[int, int] | None:
    """The median of hours from the first kept report to the release, and for how many."""
    if edition.released is None:
        return None
    waits = [
        _hours_between(first, edition.released)
        for number, first in measuring.first_kept().items()
        if number in printed and first <= edition.released
    ]
    return (round(median(waits)), len(waits)) if waits else None


def _hours_between(first: datetime, last: datetime) -> float:
    return (last - first).total_seconds() / 3600
