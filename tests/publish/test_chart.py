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


def test_what_has_no_month_stands_in_that_of_its_report_and_is_told_apart() -> None:
    snapshot = invented(3)
    reported = PartialDate(iso="2025-12-19", precision=Precision.DAY)
    dates = ("2025-11-03", None, "2024")
    incidents = tuple(
        replace(incident, date=_date(iso), reported=reported)
        for incident, iso in zip(snapshot.incidents, dates, strict=True)
    )
    made = _chart(replace(snapshot, incidents=incidents))
    assert heads(made) == ["қар 2025", "жел"]
    assert (made.undated, made.reported) == (False, 2)
    dots = [dot for row in made.rows for cell in row.cells for dot in cell.dots]
    assert [dot.is_placed_by_report for dot in dots] == [False, True, True]
    assert [(dot.date or "").replace("\u00a0", " ") for dot in dots] == [
        "2025 жылғы 3 қараша",
        "хабарланған күні: 2025 жылғы 19 желтоқсан",
        "2024 жыл",
    ]


def test_of_an_edition_what_has_no_month_stands_under_it() -> None:
    snapshot = invented(1)
    bare = replace(snapshot, incidents=(replace(snapshot.incidents[0], date=None),))
    record = IndexedSnapshot(bare, "/")
    views = [IncidentView(record, incident, wording("ru")) for incident in bare.incidents]
    made = chart(views, bare.codebook.sections, wording("ru"), edition=7)
    assert heads(made) == ["в № 7, месяц не указан"]


def test_the_headline_names_the_section_that_has_most_and_is_silent_where_several_do() -> None:
    first = laid_out("2025-11-03", "2025-11-04").rows
    assert [row.count for row in first][:2] == [1, 1]
    assert laid_out("2025-11-03", "2025-11-04").headline == ""
    whole = _chart(invented(1))
    [most] = [row for row in whole.rows if row.count]
    assert whole.headline == f"Ең көп жазба «{most.label}» бөлімінде: 1 (барлығы 1)"
