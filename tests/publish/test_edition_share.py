"""Are leaflet and pictures of an edition what their rule says, and the same twice?"""

import struct
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from dalel.domain.dates import PartialDate, Precision
from dalel.domain.incident import Codes
from dalel.domain.snapshot import Snapshot
from dalel.domain.states import IncidentState
from dalel.publish.bench import invented
from dalel.publish.documents.carousel import TALL, carousel, carousel_pictures
from dalel.publish.documents.edition_documents import size_words, works
from dalel.publish.documents.leaflet import Leaflet, leaflet, leaflet_paper
from dalel.publish.views.dates import wording
from dalel.publish.views.leading_entries import MOST, edition_count, leading_entries
from dalel.publish.views.record import IndexedSnapshot
from publish.printing import NASTY, printed
from publish.probing import ask, with_everything_beside, with_incident, with_text

BANNER = {"kk": "Алдын ала нұсқа", "ru": "Предварительная версия"}


@pytest.fixture
def snapshot() -> Snapshot:
    return invented(9)


def coded(snapshot: Snapshot, place: int, severity: int, day: str) -> Snapshot:
    """The snapshot with an entry of this severity and day; empty: it has none."""
    codes = snapshot.incidents[place].codes
    assert isinstance(codes, Codes)
    when = PartialDate(iso=day, precision=Precision.DAY) if day else None
    return with_incident(snapshot, place, codes=replace(codes, severity=severity), date=when)


def chosen(snapshot: Snapshot) -> list[str]:
    record = IndexedSnapshot(snapshot, "/")
    return [one.number for one in leading_entries(record, record.editions[0])]


def said(snapshot: Snapshot, language: str = "kk") -> Leaflet:
    record = IndexedSnapshot(snapshot, "/")
    return leaflet(record, record.editions[0], wording(language))


def pages_of(content: bytes, tmp_path: Path) -> list[str]:
    file = tmp_path / "leaflet.pdf"
    file.write_bytes(content)
    done = subprocess.run(  # noqa: S603 - Debian's own reader of PDFs
        ["/usr/bin/pdftotext", "-layout", str(file), "-"], check=True, capture_output=True
    )
    return done.stdout.decode().split("\f")[:-1]


def test_the_severest_lead_of_equals_the_latest_and_what_has_no_date_comes_behind(
    snapshot: Snapshot,
) -> None:
    days = (
        *((5, "2025-01-02"), (5, "2025-03-04"), (4, "2025-09-01"), (5, ""), (1, "2025-12-31")),
        *((2, "2025-05-05"), (1, "2025-05-05"), (3, "2025-05-05"), (1, "")),
    )
    for place, (severity, day) in enumerate(days):
        snapshot = coded(snapshot, place, severity, day)
    numbers = [one.number for one in snapshot.incidents]
    assert chosen(snapshot) == [numbers[place] for place in (1, 0, 3, 2, 7, 5)]
    assert len(chosen(snapshot)) == MOST


def test_what_was_taken_back_is_not_coded_or_lacks_a_title_does_not_lead(
    snapshot: Snapshot,
) -> None:
    snapshot = with_incident(snapshot, 0, state=IncidentState.RETRACTED)
    snapshot = with_incident(snapshot, 1, codes=None)
    snapshot = with_text(snapshot, 2, "ru", title=None)
    left = {one.number for one in snapshot.incidents[3:]}
    assert set(chosen(snapshot)) <= left
    bare = replace(snapshot, incidents=tuple(replace(i, codes=None) for i in snapshot.incidents))
    record = IndexedSnapshot(bare, "/")
    assert edition_count(record, record.editions[0], wording("ru")) == "8 записей"


def test_advice_stands_on_the_leaflet_only_when_a_lawyer_has_read_it(snapshot: Snapshot) -> None:
    snapshot = with_everything_beside(snapshot)
    assert said(snapshot).advice == ()
    read = replace(snapshot.advice, checked=date(2026, 1, 2))
    assert len(said(replace(snapshot, advice=read)).advice) == 1


def test_the_newsrooms_legal_aid_stands_on_the_leaflet_where_it_is_stated(
    snapshot: Snapshot,
) -> None:
    assert said(snapshot).aid == ""
    fields = {**snapshot.profile.imprint.fields, "legal_aid": {"kk": "көмек", "ru": "помощь"}}
    imprint = replace(snapshot.profile.imprint, fields=fields)
    stated = replace(snapshot, profile=replace(snapshot.profile, imprint=imprint))
    assert said(stated, "ru").aid == "помощь"


@pytest.mark.slow
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_leaflet_is_a_page_with_count_entries_and_address_and_two_with_advice(
    snapshot: Snapshot, tmp_path: Path, language: str
) -> None:
    told = said(snapshot, language)
    content = leaflet_paper(told, printed(snapshot, language))
    assert content == leaflet_paper(told, printed(snapshot, language))
    assert b"pdfuaid:part" in content
    [page] = pages_of(content, tmp_path)
    assert told.count.replace("\u00a0", " ") in page.replace("\u00a0", " ")
    assert all(entry.number in page for entry in told.entries)
    assert f"https://monitor.test/{language}/e/1/" in page.replace("\u200b", "")
    read = with_everything_beside(snapshot)
    read = replace(read, advice=replace(read.advice, checked=date(2026, 1, 2)))
    content = leaflet_paper(said(read, language), printed(read, language))
    assert len(pages_of(content, tmp_path)) == 2


@pytest.mark.slow
def test_whatever_the_titles_a_leaflet_has_one_page_and_a_preview_says_so_on_each(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    for place in range(9):
        title = ("Қ" * 1000, "сөз " * 90, NASTY)[place % 3]
        snapshot = with_text(snapshot, place, "kk", title=title, paragraphs=("Сөйлем. " * 80,))
    snapshot = with_everything_beside(replace(snapshot, preview=True))
    snapshot = replace(snapshot, advice=replace(snapshot.advice, checked=date(2026, 1, 2)))
    pages = pages_of(leaflet_paper(said(snapshot), printed(snapshot)), tmp_path)
    assert len(pages) == 2
    assert all(BANNER["kk"] in page for page in pages)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_pictures_are_a_cover_the_leading_entries_and_the_address_in_their_size(
    snapshot: Snapshot, language: str
) -> None:
    record, speak = IndexedSnapshot(snapshot, "/"), wording(language)
    made = carousel(record, record.editions[0], printed(snapshot, language), speak)
    leading = leading_entries(record, record.editions[0])
    assert len(made.slides) == len(leading) + 2
    pictures = carousel_pictures(made, language)
    assert pictures == carousel_pictures(made, language)
    assert {struct.unpack(">II", one[16:24]) for one in pictures} == {(TALL.width, TALL.height)}
    for slide, incident in zip(made.slides[1:-1], leading, strict=True):
        assert (incident.texts[language].title or "") in slide.alternative
        assert incident.number in slide.alternative
    assert f"https://monitor.test/{language}/e/1/" in made.slides[-1].alternative
    assert f"https://monitor.test/{language}/e/1/" in made.caption


@pytest.mark.slow
def test_every_picture_of_a_preview_is_marked_as_one(snapshot: Snapshot) -> None:
    def pictures(one: Snapshot) -> list[bytes]:
        record = IndexedSnapshot(one, "/")
        shown = carousel(record, record.editions[0], printed(one), wording("kk"))
        assert all(bool(slide.words["preview"]) is one.preview for slide in shown.slides)
        return carousel_pictures(shown, "kk")

    approved, preview = pictures(snapshot), pictures(replace(snapshot, preview=True))
    assert not set(approved) & set(preview)


@pytest.mark.slow
def test_an_editions_files_stand_on_a_page_with_their_sizes_and_all_of_a_preview_says_so(
    snapshot: Snapshot,
) -> None:
    [work] = works(IndexedSnapshot(replace(snapshot, preview=True), "/"))
    assert work.late
    files = dict(work.render())
    assert files == dict(work.render())
    for language in ("kk", "ru"):
        folder = f"{language}/e/1/"
        page = html.fromstring(files[f"{folder}share/index.html"].decode())
        assert ask(page, "//meta[@name='robots']/@content") == ["noindex"]
        assert BANNER[language] in ask(page, "string(//p[@class='preview'])")
        for href in ask(page, "//main//a/@href | //main//img/@src"):
            path = f"{folder}{href[3:]}" if href.startswith("../") else f"{folder}share/{href}"
            assert path in files or path == f"{folder}index.html", href
        sizes = [one.strip() for one in ask(page, "//ul[@class='doors']//span/text()")]
        names = (f"bulletin-1-{language}.pdf", f"bulletin-1-{language}.docx", "leaflet.pdf")
        speak = wording(language)
        assert sizes == [size_words(len(files[folder + name]), speak) for name in names]
        texts = [one for path, one in files.items() if path.startswith(folder) and ".txt" in path]
        assert len(texts) == 2
        assert all(one.decode().startswith(BANNER[language]) for one in texts)
        alternatives = ask(page, "//ol[@class='slides']//img/@alt")
        assert len(alternatives) == MOST + 2
        together = files[f"{folder}share/alternatives.txt"].decode()
        assert all(one in together for one in alternatives)


def test_where_no_entry_leads_there_are_no_pictures(snapshot: Snapshot) -> None:
    bare = replace(snapshot, incidents=tuple(replace(i, codes=None) for i in snapshot.incidents))
    record = IndexedSnapshot(bare, "/")
    made = carousel(record, record.editions[0], printed(bare), wording("kk"))
    assert made.slides == ()
    assert carousel_pictures(made, "kk") == []


def test_a_size_is_rounded_up() -> None:
    speak = wording("ru")
    assert size_words(1, speak) == "1 КБ"
    assert size_words(740_433, speak) == "741 КБ"
    assert size_words(1_000_000, speak) == "1,0 МБ"
    assert size_words(2_310_000, speak) == "2,4 МБ"
