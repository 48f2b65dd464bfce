"""Can an edition be scanned, folded, measured and walked through?"""

from dataclasses import replace

import pytest
from lxml import html
from lxml.etree import _Element

from dalel.domain.snapshot import Snapshot
from dalel.publish.bench import invented
from dalel.publish.site import edition_pages
from dalel.publish.site.edition_pages import WORDS_A_MINUTE, reading_minutes
from dalel.publish.site.pages import SitePages
from dalel.publish.views.record import IndexedSnapshot
from publish.probing import ask, with_text


def made(snapshot: Snapshot) -> dict[str, _Element]:
    """The pages of all editions, by their paths."""
    site = SitePages(IndexedSnapshot(snapshot, "/"))
    works = edition_pages.works(site.record, site.shells, site.view)
    files = dict(file for work in works for file in work.render())
    return {
        path: html.fromstring(content.decode())
        for path, content in files.items()
        if path.endswith("index.html")
    }


@pytest.fixture
def snapshot() -> Snapshot:
    return invented(12)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_contents_lead_to_every_section_and_entry_of_the_page(
    snapshot: Snapshot, language: str
) -> None:
    page = made(snapshot)[f"{language}/e/1/index.html"]
    jumps = ask(page, "//nav[@id='contents']//a/@href")
    ids = set(ask(page, "//@id"))
    assert all(jump.removeprefix("#") in ids for jump in jumps)
    entries = ask(page, "//article/@id")
    assert [jump for jump in jumps if jump.removeprefix("#") in entries] == [
        f"#{number}" for number in entries
    ]
    sections = ask(page, "//details[@open]/@id")
    assert sections
    assert {f"#{one}" for one in sections} <= set(jumps)


def test_every_jump_within_the_page_has_its_target(release: Snapshot) -> None:
    for path, page in made(release).items():
        ids = set(ask(page, "//@id"))
        for jump in ask(page, "//a[starts-with(@href, '#')]/@href"):
            assert jump[1:] in ids, (path, jump)


def test_sections_are_folds_that_stand_open_and_print_whole(snapshot: Snapshot) -> None:
    pages = made(snapshot)
    for path in ("kk/e/1/index.html", "kk/e/1/print/index.html"):
        folds = ask(pages[path], "//details[contains(@class, 'part')]")
        assert folds
        assert all(fold.get("open") is not None for fold in folds)
        assert all(len(ask(fold, "./summary/h2")) == 1 for fold in folds)


def test_a_short_text_stands_whole_and_a_long_one_leads_on(snapshot: Snapshot) -> None:
    short, long = ("Қысқа мәтін.", "Екінші абзац."), ("Ұзын сөйлем. " * 60,)
    snapshot = with_text(snapshot, 0, "kk", paragraphs=short)
    snapshot = with_text(snapshot, 1, "kk", paragraphs=long)
    page = made(snapshot)["kk/e/1/index.html"]

    def entry(place: int) -> _Element:
        [found] = ask(page, f"//article[@id='{snapshot.incidents[place].number}']")
        return found  # type: ignore[no-any-return]

    told = str(ask(entry(0), "string()"))
    assert all(paragraph in told for paragraph in short)
    assert "Әрі қарай оқу" not in told
    begun = str(ask(entry(1), "string()"))
    assert long[0].strip() not in begun
    [on] = ask(entry(1), ".//a[text()='Әрі қарай оқу']/@href")
    assert on.endswith(f"kk/i/{snapshot.incidents[1].number}/index.html")


def test_reading_takes_as_long_as_its_words_do() -> None:
    assert reading_minutes(["сөз " * WORDS_A_MINUTE["kk"] * 3], "kk") == 3
    assert reading_minutes(["слово " * WORDS_A_MINUTE["ru"], "слово " * 184], "ru") == 2
    assert reading_minutes([], "ru") == 1
    assert reading_minutes(["word " * 368], "en") == 2


def test_the_page_says_how_many_entries_and_minutes_it_has(snapshot: Snapshot) -> None:
    said = ask(made(snapshot)["ru/e/1/index.html"], "string(//header[@class='opening']/p[2])")
    assert said.startswith("12 записей · ")
    assert "чтения" in said


def test_editions_lead_to_their_neighbours(release: Snapshot) -> None:
    pages = made(release)
    numbers = sorted(edition.number for edition in release.editions)
    first, last = (pages[f"kk/e/{number}/index.html"] for number in (numbers[0], numbers[-1]))
    assert ask(first, "//nav[@class='pager']/a/@rel") == ["next"]
    assert ask(last, "//nav[@class='pager']/a/@rel") == ["prev"]
    [before] = ask(last, "//a[@rel='prev']/@href")
    assert before.endswith(f"kk/e/{numbers[-2]}/index.html")


def test_only_a_neighbour_changes_when_another_edition_comes(snapshot: Snapshot) -> None:
    def inputs(one: Snapshot) -> dict[str, str]:
        site = SitePages(IndexedSnapshot(one, "/"))
        works = edition_pages.works(site.record, site.shells, site.view)
        return {work.key: work.inputs for work in works}

    one = snapshot.editions[0]
    two, three = (replace(one, number=number, incidents={}) for number in (2, 3))
    before = inputs(replace(snapshot, editions=(one, two)))
    after = inputs(replace(snapshot, editions=(one, two, three)))
    assert before["edition/1"] == after["edition/1"]
    assert before["edition/2"] != after["edition/2"]


def test_documents_are_offered_at_the_top_and_a_leaflet_only_where_an_entry_leads(
    snapshot: Snapshot,
) -> None:
    page = made(snapshot)["kk/e/1/index.html"]
    offered = ask(page, "//main//header//a/@href")
    assert offered == ["bulletin-1-kk.pdf", "bulletin-1-kk.docx", "leaflet.pdf", "share/index.html"]
    bare = tuple(replace(one, codes=None) for one in snapshot.incidents)
    page = made(replace(snapshot, incidents=bare))["kk/e/1/index.html"]
    assert "leaflet.pdf" not in ask(page, "//main//header//a/@href")
