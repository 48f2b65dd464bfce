"""Does the table of codes say what the record says, in pieces that seldom change?"""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from lxml.etree import _Element

from dalel.domain.snapshot import Snapshot
from dalel.domain.states import IncidentState
from dalel.publish.bench import invented
from dalel.publish.build import build
from dalel.publish.site import all_entries, code_table, lists
from dalel.publish.views.record import IndexedSnapshot
from publish.probing import ask, contents, with_everything_beside, with_incident


def parsed(page: Path) -> _Element:
    return html.fromstring(page.read_text("utf-8"))


def rows(piece: dict[str, object]) -> list[dict[str, object]]:
    """The rows of a piece, as the page reads them."""
    names = [name for name in piece if name != "numbers"]
    steps = piece["numbers"]
    assert isinstance(steps, list)
    found, place = [], 0
    for nth, step in enumerate(steps):
        place += step
        row: dict[str, object] = {"place": place}
        for name in names:
            column = piece[name]
            assert isinstance(column, dict)
            letter = ord(column["at"][nth])
            row[name] = column["of"][letter - 48 if letter < 92 else letter - 256 + 44]
        found.append(row)
    return found


def told(snapshot: Snapshot) -> list[dict[str, object]]:
    record = IndexedSnapshot(snapshot, "/")
    pieces = code_table.by_year(record.listed).values()
    return [row for one in pieces for row in rows(code_table.table(record, one))]


def test_each_row_says_the_codes_of_its_incident() -> None:
    snapshot = with_everything_beside(invented(8))
    row = told(snapshot)[1]
    assert row == {
        "place": 2,
        "section": ("2",),
        "right": ("expression", "information"),
        "event_type": ("outage",),
        "region": ("XX-1",),
        "actor": ("unknown",),
        "target": (),
        "platform": (),
        "case_status": ("none",),
        "severity": ("2",),
        "direction": ("mixed",),
        "date": ("2020-01-01",),
    }


def test_actors_who_are_only_alleged_stand_in_no_row() -> None:
    snapshot = invented(3)
    codes = replace(snapshot.incidents[0].codes, actors=("unknown",))  # type: ignore[type-var]
    snapshot = with_incident(snapshot, 0, codes=codes, alleged=("unknown",))
    assert told(snapshot)[0]["actor"] == ()


def test_what_nobody_decided_is_empty_and_counted_nowhere() -> None:
    snapshot = invented(3)
    open_codes = replace(
        snapshot.incidents[0].codes,  # type: ignore[type-var]
        event_type="",
        severity=0,
        case_status="",
        rights=(),
    )
    snapshot = with_incident(snapshot, 0, codes=open_codes)
    snapshot = with_incident(snapshot, 1, codes=None)
    first, second, third = told(snapshot)
    for row in (first, second):
        assert [row[name] for name in ("event_type", "severity", "case_status")] == [()] * 3
    record = IndexedSnapshot(snapshot, "/")
    counts = {
        facet.name: sum(one.count for one in facet.choices)
        for facet in all_entries.facets(record, lists.listings(record))
    }
    assert third["severity"] == ("3",)
    assert counts == {"section": 3, "right": 2, "event_type": 1, "case_status": 1, "severity": 1}


def test_what_was_taken_back_has_neither_row_nor_title_and_moves_no_other(
    tmp_path: Path,
) -> None:
    snapshot = invented(45)
    build(snapshot, tmp_path / "site")
    before = contents(tmp_path / "site")
    build(with_incident(snapshot, 3, state=IncidentState.RETRACTED), tmp_path / "site")
    after = contents(tmp_path / "site")
    entries = [path for path in before if path.startswith("entries/")]
    assert sorted(path for path in entries if before[path] != after[path]) == [
        "entries/XX-2020.json",
        "entries/kk/XX-2020-0.json",
        "entries/ru/XX-2020-0.json",
    ]
    places = [row["place"] for row in rows(json.loads(after["entries/XX-2020.json"]))]
    assert places == [1, 2, 3, *range(5, 46)]
    assert "4" not in json.loads(after["entries/ru/XX-2020-0.json"])


def test_a_new_incident_changes_the_last_piece_of_each_kind_alone(tmp_path: Path) -> None:
    more = invented(2085)
    build(replace(more, incidents=more.incidents[:-1], editions=()), tmp_path / "site")
    before = contents(tmp_path / "site")
    build(replace(more, editions=()), tmp_path / "site")
    after = contents(tmp_path / "site")
    changed = {path for path in after if before.get(path) != after[path]}
    assert {path for path in changed if path.startswith("entries/")} == {
        "entries/XX-2021.json",
        "entries/kk/XX-2021-8.json",
        "entries/ru/XX-2021-8.json",
    }
    assert {path for path in changed if "/search/" in path} == {
        "kk/search/index.html",
        "ru/search/index.html",
    }


def test_a_column_of_many_values_has_a_letter_for_each_that_json_does_not_escape() -> None:
    values = [(str(value),) for value in range(1500)]
    made = code_table.column([*values, values[43], values[44]])
    piece = json.loads(json.dumps({"numbers": [1] * 1502, "x": made}, ensure_ascii=False))
    assert [row["x"] for row in rows(piece)] == [[str(n)] for n in (*range(1500), 43, 44)]
    assert "\\" not in json.dumps(made, ensure_ascii=False)


def test_a_year_of_more_than_ten_thousand_stays_in_order() -> None:
    numbers = ["XX-2020-10001", "XX-2020-9999", "XX-2021-0001", "XX-2020-10000"]
    first = invented(1).incidents[0]
    made = code_table.ordered(replace(first, number=number) for number in numbers)
    assert [one.number for one in made] == [numbers[1], numbers[3], numbers[0], numbers[2]]
    assert code_table.steps(one.number for one in made[:3]) == [9999, 1, 1]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_page_leads_without_a_script_to_all_entries_and_to_lists_that_hold_something(
    tmp_path: Path, language: str
) -> None:
    site = tmp_path / "site"
    build(with_everything_beside(invented(100)), site)
    found: list[str] = []
    path = f"{language}/search/"
    while path:
        page = parsed(site / path / "index.html")
        found += ask(page, "//ul[@id='found']/li/span[@class='when']/a/text()")
        older = ask(page, "//nav[@class='pager']/a[@rel='next']/@href")
        path = str((site / path / older[0]).resolve().parent.relative_to(site)) if older else ""
    assert found == [f"XX-2020-{place:04}" for place in range(100, 0, -1)]
    first = parsed(site / language / "search/index.html")
    for line in ask(first, "//fieldset//li[data]"):
        assert int(ask(line, "string(data/@value)")) > 0
        for href in ask(line, "a/@href"):
            assert (site / language / "search" / href).resolve().exists()
    assert ask(first, "count(//fieldset[@data-facet='right']//li/a)") == 2
    assert ask(first, "count(//fieldset[@data-facet='target'])") == 0
