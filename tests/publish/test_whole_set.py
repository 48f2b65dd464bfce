"""Does a change of a large record leave what is of the whole of it, and lose nothing by that?"""

import csv
from datetime import timedelta
from pathlib import Path

import pytest

from dalel.domain.snapshot import Snapshot
from dalel.domain.states import IncidentState
from dalel.publish.build import BuildReport, build
from dalel.publish.views import record
from publish.probing import contents, with_incident, with_text
from publish.served_site import served, titles, visitor

pytestmark = [pytest.mark.slow, pytest.mark.late]

#: What is of the whole record, without the search.
WHOLE = {f"{language}/data/incidents.csv" for language in ("kk", "ru")} | {"mirror.zip"}


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten incidents are many here."""
    monkeypatch.setattr(record, "LARGE", 10)


@pytest.fixture
def changed(release: Snapshot) -> Snapshot:
    """The release with a word of its own in one text, which was written a day later."""
    later = release.incidents[9].updated + timedelta(days=1)
    return with_text(
        with_incident(release, 9, updated=later), 9, "ru", title="Из Тауели изъяли кассовые книги"
    )


def after_a_change(snapshot: Snapshot, site: Path) -> tuple[BuildReport, set[str]]:
    """What a build without the whole set says, and the files that it changed."""
    before = contents(site)
    report = build(snapshot, site, whole_set=False)
    found = contents(site)
    return report, {path for path in before | found if before.get(path) != found.get(path)}


def test_what_is_of_the_whole_record_waits_and_its_edition_does_not(
    site: Path, release: Snapshot, changed: Snapshot
) -> None:
    report, files = after_a_change(changed, site)
    number = release.incidents[9].number
    [edition] = [one.number for one in release.editions if number in one.numbers]
    assert report.waits
    assert not WHOLE & files
    searched = {path for path in files if path.startswith("pagefind/")}
    assert searched
    assert all(path.startswith("pagefind/fresh") for path in searched)
    assert {f"ru/i/{number}/index.html", f"ru/e/{edition}/data/incidents.csv"} <= files
    whole = build(changed, site)
    assert not whole.waits
    assert "кассовые" in (site / "ru/data/incidents.csv").read_text("utf-8")


def test_whoever_makes_the_whole_set_later_has_the_bytes_of_one_build(
    site: Path, changed: Snapshot, tmp_path: Path
) -> None:
    build(changed, site, whole_set=False)
    build(changed, site)
    build(changed, tmp_path / "fresh")
    assert contents(site) == contents(tmp_path / "fresh")


def test_the_list_of_changes_does_not_wait(site: Path, release: Snapshot) -> None:
    corrected = with_incident(release, 12, state=IncidentState.CORRECTED)
    build(corrected, site, whole_set=False)
    with (site / "data/changes.csv").open(encoding="utf-8-sig") as stream:
        told = [(one["number"], one["change"]) for one in csv.DictReader(stream)]
    assert (release.incidents[12].number, "corrected") in told


def test_what_was_taken_back_leaves_the_whole_set_at_once(site: Path, release: Snapshot) -> None:
    taken = release.incidents[12]
    title = taken.texts["ru"].title or ""
    assert title in (site / "ru/data/incidents.csv").read_text("utf-8")
    report, files = after_a_change(with_incident(release, 12, state=IncidentState.WITHDRAWN), site)
    assert not report.waits
    assert files >= WHOLE
    row = (site / "ru/data/incidents.csv").read_text("utf-8")
    assert taken.number in row
    assert (site / "pagefind/fresh.json").read_text("utf-8") == (
        '{"numbers":{},"outdated":[],"forms":""}\n'
    )


def test_a_small_record_is_made_whole_at_each_change(
    site: Path, changed: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "LARGE", 1_000)
    report, files = after_a_change(changed, site)
    assert not report.waits
    assert files >= WHOLE


def test_what_a_site_lost_is_made_though_it_would_wait(site: Path, changed: Snapshot) -> None:
    """A build may have been killed between its two steps, the second of which makes the index."""
    notes = site.with_name(f".{site.name}.inputs.json")
    notes.write_text(notes.read_text("utf-8").replace('"search index"', '"lost"'), "utf-8")
    build(changed, site, whole_set=False)
    assert (site / "pagefind/ru.json").exists()


def test_the_search_finds_what_changed_since_and_not_what_it_was(
    site: Path, release: Snapshot, changed: Snapshot
) -> None:
    former = release.incidents[9].texts["ru"].title
    build(changed, site, whole_set=False)
    with served(site) as address, visitor() as page:

        def found(query: str) -> list[str]:
            page.goto(f"{address}ru/search/?q={query}")
            page.wait_for_function("document.querySelector('#told').textContent")
            return titles(page)

        new = "Из Тауели изъяли кассовые книги"
        for query in ("кассовых книг", "Тауели", "книга", "изъятые", release.incidents[9].number):
            assert found(query) == [new], query
        # What a small index does not know is not taken for what begins a little like it.
        assert found("книга 31128") == []
        everything = found("редакция")
        assert former not in everything
        assert release.incidents[10].texts["ru"].title in found(release.incidents[10].number)


def test_whoever_cannot_have_what_changed_since_searches_the_rest(
    site: Path, release: Snapshot, changed: Snapshot
) -> None:
    build(changed, site, whole_set=False)
    (site / "pagefind/fresh.json").write_text("{", "utf-8")
    with served(site) as address, visitor() as page:
        page.goto(f"{address}ru/search/?q={release.incidents[10].number}&sort=nothing")
        page.wait_for_function("document.querySelector('#told').textContent")
        assert titles(page) == [release.incidents[10].texts["ru"].title]
        assert page.get_attribute("#found", "aria-busy") == "false"
