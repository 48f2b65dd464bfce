"""Does every incident have its one place in the ledger?"""

from dataclasses import replace

import pytest

from dalel.domain.dates import PartialDate, Precision
from dalel.domain.snapshot import Snapshot
from dalel.publish.bench import invented
from dalel.publish.figures.ledger import Chart, chart
from dalel.publish.views.dates import wording
from dalel.publish.views.incident import IncidentView
from dalel.publish.views.record import IndexedSnapshot


def laid_out(*dates: str | None) -> Chart:
    """The ledger of incidents with these dates, one to a section in turn."""
    snapshot = invented(len(dates))
    incidents = tuple(
        replace(incident, date=_date(iso))
        for incident, iso in zip(snapshot.incidents, dates, strict=True)
    )
    return _chart(replace(snapshot, incidents=incidents))


def _date(iso: str | None) -> PartialDate | None:
    if iso is None:
        return None
    precision = Precision.INTERVAL if "/" in iso else list(Precision)[2 - iso.count("-")]
    return PartialDate(iso=iso, precision=precision)


def _chart(snapshot: Snapshot) -> Chart:
    record = IndexedSnapshot(snapshot, "/")
    views = [IncidentView(record, incident, wording("kk")) for incident in snapshot.incidents]
    return chart(views, snapshot.codebook.sections, wording("kk"))


def heads(made: Chart) -> list[str]:
    return [f"{column.head} {column.year}".strip() for column in made.columns]


def test_months_run_on_and_an_empty_one_between_two_stays() -> None:
    made = laid_out("2025-11-03", "2026-01", "2025-12-30")
    assert heads(made) == ["қар 2025", "жел", "қаң 2026"]
    assert heads(laid_out("2025-11-03", "2026-01")) == ["қар 2025", "жел", "қаң 2026"]


def test_what_has_no_single_month_has_a_column_of_its_own() -> None:
    made = laid_out("2025-11-03", None, "2024", "2025-01/2025-07")
    assert heads(made) == ["қар 2025", "айы көрсетілмеген"]
    assert made.undated
    assert made.months == 1
    assert [row.cells[0].place for row in made.rows if row.cells] == [1, 2, 2, 2]


@pytest.mark.parametrize(("latest", "first"), [("2026-01", "2025-02"), ("2025-12", "2025-01")])
def test_twelve_months_are_shown_and_the_rest_stands_before_them(latest: str, first: str) -> None:
    made = laid_out(latest, first, "2024-12", "2020-05-05")
    assert made.columns[0].head == "бұрынырақ"
    assert made.months == 13
    assert [row.cells[0].place for row in made.rows if row.cells] == [13, 2, 1, 1]


def test_without_any_date_there_is_one_column() -> None:
    made = laid_out(None, None)
    assert heads(made) == ["айы көрсетілмеген"]
    assert made.months == 0


def test_every_incident_stands_in_the_ledger_once() -> None:
    snapshot = invented(60)
    made = _chart(snapshot)
    dots = [dot.number for row in made.rows for cell in row.cells for dot in cell.dots]
    assert sorted(dots) == [incident.number for incident in snapshot.incidents]
    assert made.total == sum(row.count for row in made.rows) == sum(made.directions.values()) == 60
