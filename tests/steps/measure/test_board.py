"""Does the board count each entry where it belongs, and say what it does not count?"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dalel.domain.count_board import (
    ALL,
    Effect,
    Kind,
    Level,
    Period,
    PeriodLength,
    Strand,
    Subject,
    Uncounted,
)
from dalel.domain.dates import PartialDate, Precision
from dalel.domain.measure_rules import MeasureRules
from dalel.pack import Pack
from dalel.steps.measure.board import BoardTally, board, subjects_of
from dalel.steps.measure.counted_entries import period_of
from steps.measure.entries import entry

DAY = date(2025, 11, 12)
END = date(2026, 1, 31)
Q4, YEAR, NOVEMBER = Period.named("2025-Q4"), Period.named("2025"), Period.named("2025-11")
SPEECH = Subject(kind=Kind.RIGHT, code="expression")
SECTION = Subject(kind=Kind.SECTION, code="1")


def when(iso: str, precision: Precision) -> Period | None:
    return period_of(PartialDate(iso=iso, precision=precision))


@pytest.mark.parametrize(
    ("iso", "precision", "name"),
    [
        ("2025-11-12", Precision.DAY, "2025-11"),
        ("2025-11", Precision.MONTH, "2025-11"),
        ("2025", Precision.YEAR, "2025"),
        ("2025-10/2025-11", Precision.INTERVAL, "2025-Q4"),
        ("2025-01/2025-10", Precision.INTERVAL, "2025"),
        ("2025-11-02/2025-11-09", Precision.INTERVAL, "2025-11"),
        ("2024-12/2025-01", Precision.INTERVAL, None),
    ],
)
def test_a_date_counts_in_the_shortest_period_in_which_it_surely_lies(
    iso: str, precision: Precision, name: str | None
) -> None:
    found = when(iso, precision)
    assert (found.name if found else None) == name
    assert period_of(None) is None


def test_an_entry_counts_in_its_month_quarter_year_section_and_rights(kz_pack: Pack) -> None:
    made = board([entry("a", DAY, rights=("expression", "privacy"))], kz_pack.measures, END)
    for period in (NOVEMBER, Q4, YEAR):
        for subject in (ALL, SECTION, SPEECH, Subject(kind=Kind.RIGHT, code="privacy")):
            assert made.cell(subject, period).numbers == ("a",)
    assert len(made.cells) == 12


def test_a_cell_tells_every_figure_with_its_denominator(kz_pack: Pack) -> None:
    made = board(
        [
            entry("a", DAY, effect=Effect(people=1200, remedied=date(2025, 11, 22))),
            entry("b", DAY, direction="positive", severity=1, verification="V1"),
            entry("c", DAY, event_type="act_adopted", case_status="final"),
            entry("d", DAY, event_type="constitutional_review", case_status="trial"),
            entry("e", DAY, event_type="", direction="", verification="", case_status=""),
            entry("f", DAY, effect=Effect(remedied=date(2025, 11, 1))),
        ],
        kz_pack.measures,
        END,
    )
    cell = made.cell(ALL, Q4)
    assert (cell.total, cell.coded, cell.uncoded) == (6, 5, 1)
    assert cell.directions == {"negative": 4, "positive": 1}
    assert cell.severities == {3: 4, 1: 1}
    assert cell.strands == {Strand.PRACTICE: 3, Strand.LAW: 1, Strand.REMEDY: 1}
    assert (cell.verified, cell.people, cell.people_known) == (4, 1200, 1)
    assert (cell.open_cases, cell.closed_cases) == (1, 1)
    # A remedy before the happening is a mistake, and counts nowhere.
    assert cell.remedy_days == (10,)


def test_what_is_not_counted_is_named(kz_pack: Pack) -> None:
    made = board(
        [
            entry("undated", None),
            entry("future", date(2026, 2, 1)),
            entry("contested", DAY, verification="VX"),
            entry("today", END),
        ],
        kz_pack.measures,
        END,
    )
    assert made.left_out == Uncounted(
        undated=("undated",), future=("future",), contested=("contested",)
    )
    assert made.cell(ALL, Period.named("2026-01")).numbers == ("today",)


def test_an_entry_of_a_year_counts_in_no_month(kz_pack: Pack) -> None:
    made = board([entry("a", None, period=YEAR)], kz_pack.measures, END)
    assert {period for _, period in made.cells} == {YEAR}


def test_no_entries_at_all_make_an_empty_board(kz_pack: Pack) -> None:
    made = board([], kz_pack.measures, END)
    assert made.cells == {}
    assert made.periods(PeriodLength.QUARTER) == ()


@settings(max_examples=30, deadline=None)
@given(days=st.lists(st.dates(date(2024, 1, 1), END), min_size=1, max_size=12))
def test_a_board_that_grows_is_the_board_made_at_once(days: list[date]) -> None:
    rules = MeasureRules()
    entries = [
        entry(f"{place:02}", day, rights=("expression", "privacy")[: place % 3])
        for place, day in enumerate(days)
    ]
    tally = BoardTally(rules, END)
    for one in reversed(entries):
        tally.add(one)
        whole = tally.board()
        for cell in tally.cells_of(one):
            assert cell.period is not None
            assert whole.cell(cell.subject, cell.period) == cell
    assert tally.board() == board(entries, rules, END)


def test_an_undated_entry_changes_no_cell(kz_pack: Pack) -> None:
    tally = BoardTally(kz_pack.measures, END)
    tally.add(entry("a", None))
    assert list(tally.cells_of(entry("a", None))) == []
    # Nor does one that was never added.
    assert list(tally.cells_of(entry("b", DAY))) == []


def test_an_edition_counts_what_it_prints_whenever_that_was(kz_pack: Pack) -> None:
    printed = BoardTally(kz_pack.measures, END).printed(
        [entry("a", None), entry("b", DAY), entry("c", DAY, verification="VX")], PeriodLength.YEAR
    )
    assert printed[ALL].numbers == ("a", "b")
    assert printed[SPEECH].period is None


def levels(kz_pack: Pack, *entries: dict[str, object], span: str = "2025-Q4") -> tuple[Level, str]:
    made = board(
        [entry(str(place), DAY, **codes) for place, codes in enumerate(entries)],
        kz_pack.measures,
        END,
    )
    cell = made.cell(ALL, Period.named(span))
    return cell.level, cell.because.code


MILD: dict[str, object] = {"severity": 1, "direction": "neutral"}
WIDER: dict[str, object] = {"severity": 3, "direction": "positive"}
GRAVE: dict[str, object] = {"severity": 5}
CLAIM: dict[str, object] = {"severity": 3, "verification": "V0"}


@pytest.mark.parametrize(
    ("entries", "level", "because"),
    [
        ([GRAVE] * 4, Level.UNKNOWN, "level_too_few"),
        ([CLAIM] * 9, Level.UNKNOWN, "level_too_few"),
        ([MILD] * 9, Level.UNKNOWN, "level_undecided"),
        ([MILD] * 3 + [GRAVE] * 2, Level.GRAVE, "level_by_verified"),
        ([MILD] * 3 + [{"severity": 4}] * 4, Level.GRAVE, "level_by_verified"),
        ([MILD] * 3 + [{"severity": 3}] * 2, Level.VIOLATED, "level_by_verified"),
        ([MILD] * 3 + [CLAIM] * 2, Level.PRESSED, "level_by_entries"),
        ([MILD] * 2 + [WIDER] * 3, Level.OBSERVED, "level_by_widening"),
        ([MILD] * 2 + [WIDER] * 3 + [CLAIM], Level.UNKNOWN, "level_undecided"),
        ([{**GRAVE, "event_type": "data_enforcement"}] * 9, Level.UNKNOWN, "level_without_entries"),
    ],
)
def test_the_level_follows_the_stated_rule(
    kz_pack: Pack, entries: list[dict[str, object]], level: Level, because: str
) -> None:
    assert levels(kz_pack, *entries) == (level, because)


def test_a_year_needs_twice_as_many(kz_pack: Pack) -> None:
    entries = [MILD] * 3 + [{"severity": 3}] * 2
    assert levels(kz_pack, *entries)[0] is Level.VIOLATED
    assert levels(kz_pack, *entries, span="2025")[0] is Level.UNKNOWN


def test_silence_is_never_called_observance(kz_pack: Pack, tiny_pack: Pack) -> None:
    for pack in (kz_pack, tiny_pack):
        assert board([], pack.measures, END).cell(SPEECH, Q4).level is Level.UNKNOWN


def test_a_right_named_twice_counts_once() -> None:
    twice = replace(entry("a", DAY), rights=("expression", "expression"))
    assert subjects_of(twice) == (ALL, SECTION, SPEECH)
