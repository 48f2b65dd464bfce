"""Counting what web archives held."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dalel.bulk import report as reporting
from dalel.bulk.page_files import page_files
from dalel.bulk.page_rows import PageRow
from dalel.bulk.report import BulkReport, Counts, flat
from dalel.domain.article import Article
from page_rows_of import left_out, row_of, write_rows

_ARTICLE = Article(
    id="https://orda-nova.test/1",
    language="ru",
    title="Сайт недоступен",
    text="Сайт не открывается.",
    day=date(2024, 5, 1),
)


def _failed(reason: str, **other: object) -> PageRow:
    captured = datetime(2022, 1, 1, tzinfo=UTC)
    bare = replace(_ARTICLE, language="", title="", day=None)
    return left_out(bare, state="failed", reason=reason, captured=captured, **other)


@pytest.fixture
def found(tmp_path: Path) -> BulkReport:
    write_rows(tmp_path, "one", [row_of(_ARTICLE), row_of(_ARTICLE, section=2, host="zhol.test")])
    write_rows(tmp_path, "two", [left_out(_ARTICLE), _failed("too deep"), _failed("too deep")])
    write_rows(tmp_path, "three", [])
    return reporting.report(page_files(str(tmp_path)))


def test_pages_are_counted_by_every_kind(found: BulkReport) -> None:
    assert found.files == 3
    assert found.total == Counts(pages=5, articles=3, sifted=2, relevant=2, failed=2)
    assert found.by["host"]["zhol.test"] == Counts(pages=1, articles=1, sifted=1, relevant=1)
    assert found.by["language"][""] == Counts(pages=2, failed=2)
    assert {key: one.relevant for key, one in found.by["section"].items()} == {
        "": 0, "1": 1, "2": 1,
    }  # fmt: skip
    assert found.by["state"]["failed"].pages == 2


def test_a_page_of_no_day_is_of_the_year_of_its_capture(found: BulkReport) -> None:
    years = [(year, counts.pages) for year, counts in found.by["year"].items()]
    assert years == [("2022", 2), ("2024", 3)]


def test_reasons_are_those_of_what_failed(found: BulkReport) -> None:
    assert found.by["reason"] == {"too deep": Counts(pages=2, failed=2)}


def test_reasons_that_differ_by_their_figures_alone_count_together(tmp_path: Path) -> None:
    told = [f"{count} linked lines and 1 sentence" for count in (14, 15, 200)]
    write_rows(tmp_path, "one", [left_out(_ARTICLE, state="list", reason=one) for one in told])
    found = reporting.report(page_files(str(tmp_path))).by["reason"]
    assert found == {"N linked lines and N sentence": Counts(pages=3)}


def test_the_values_with_most_pages_come_first(found: BulkReport) -> None:
    assert list(found.by["host"]) == ["orda-nova.test", "zhol.test"]


def test_the_flat_table_has_each_count_once(found: BulkReport) -> None:
    head, whole, *lines = flat(found)
    assert head[:3] == ("by", "value", "pages")
    assert whole == ("all", "", "5", "3", "2", "2", "2")
    assert ("year", "2022", "2", "0", "0", "0", "2") in lines
    assert len(lines) == sum(map(len, found.by.values()))


def test_values_without_end_are_counted_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reporting, "MOST", 3)
    write_rows(tmp_path, "one", [_failed(f"at byte {at}") for at in range(9)])
    reasons = reporting.report(page_files(str(tmp_path))).by["reason"]
    assert len(reasons) == 4
    assert reasons[reporting.REST].failed == 6


def test_a_page_that_tells_no_time_is_of_no_year(tmp_path: Path) -> None:
    write_rows(tmp_path, "one", [left_out(replace(_ARTICLE, day=None), captured=None)])
    assert list(reporting.report(page_files(str(tmp_path))).by["year"]) == [""]


def test_a_record_of_which_two_files_tell_counts_once(tmp_path: Path) -> None:
    first, second = (row_of(_ARTICLE, input="a.warc.gz", offset=at) for at in (10, 500))
    write_rows(tmp_path, "ranges", [first])
    write_rows(tmp_path, "whole", [first, second])
    write_rows(tmp_path, "other", [row_of(_ARTICLE, input="b.warc.gz", offset=10)])
    assert reporting.report(page_files(str(tmp_path))).total.pages == 3
