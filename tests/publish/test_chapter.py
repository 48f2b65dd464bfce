"""Can each figure of the printed chapter be counted again, and is it plain what is not known?"""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from dalel.domain.attention import Choice
from dalel.domain.count_board import Level, Period
from dalel.domain.incident import emptied
from dalel.domain.measures import Overruled
from dalel.domain.snapshot import Snapshot
from dalel.domain.states import IncidentState
from dalel.pack import Pack
from dalel.publish.documents.bulletin import PrintedBulletin
from dalel.publish.documents.chapter import Chapter, read_by
from dalel.publish.documents.word import word
from dalel.publish.figures.summary import summary
from dalel.publish.figures.words import MeasureWords
from dalel.publish.views.dates import wording
from dalel.publish.views.record import IndexedSnapshot
from dalel.steps.bulletins import parse, read
from publish.measured import measured, measures_of
from publish.printing import printed


@pytest.fixture(scope="module")
def snapshot(kz_pack: Pack) -> Snapshot:
    return measured(kz_pack, 30)


@pytest.fixture(scope="module")
def made(snapshot: Snapshot) -> PrintedBulletin:
    return printed(snapshot, "ru")


@pytest.fixture(scope="module")
def content(made: PrintedBulletin) -> bytes:
    return word(made)


def chapter_of(snapshot: Snapshot, language: str = "ru") -> Chapter:
    chapter = printed(snapshot, language).chapter
    assert chapter is not None
    return chapter


def with_edition(snapshot: Snapshot, **changes: Any) -> Snapshot:
    return replace(snapshot, editions=(replace(snapshot.editions[0], **changes),))


def test_every_count_of_the_board_is_that_of_the_entries_it_names(
    snapshot: Snapshot, made: PrintedBulletin
) -> None:
    assert made.chapter is not None
    codes = {one.number: one.codes for one in snapshot.incidents}
    places = {entry.place: entry.number for entry in made.entries}
    for table in made.chapter.tables:
        for row in table.rows:
            assert all(places[one.place] == one.number for one in row.places)
            coded = [found for one in row.places if (found := codes[one.number])]
            by = Counter(one.direction for one in coded)
            assert row.counts[0].replace("*", "").split() == [
                str(len(coded)),
                "/",
                str(len(row.places)),
            ]
            assert row.counts[1:5] == tuple(
                str(by[code]) for code in ("negative", "mixed", "neutral", "positive")
            )
            assert row.counts[6] == str(sum(one.severity >= 4 for one in coded))
            assert row.is_few == (0 < len(coded) < 10)


def test_a_row_leads_to_its_page_and_nowhere_without_an_address(snapshot: Snapshot) -> None:
    snapshot = with_edition(snapshot, period_end=date(2025, 12, 31))
    right = chapter_of(snapshot).tables[1].rows[0]
    assert right.address == "https://monitor.test/ru/m/right/expression/2025/"
    nowhere = replace(snapshot, profile=replace(snapshot.profile, address=None))
    chapter = chapter_of(nowhere)
    assert chapter.address == ""
    assert not any(row.address for table in chapter.tables for row in table.rows)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_an_empty_edition_says_that_it_knows_nothing(snapshot: Snapshot, language: str) -> None:
    assert snapshot.measures is not None
    empty = with_edition(snapshot, incidents={})
    words = MeasureWords(IndexedSnapshot(empty, ""), wording(language))
    told = {(1, language): summary(empty.editions[0], {}, words)}
    measures = replace(snapshot.measures, editions={1: {}}, summaries=told, reliability=())
    chapter = chapter_of(replace(empty, measures=measures), language)
    (sentence,) = chapter.sentences
    assert sentence[0] == sentence[0].upper()
    assert {row.level for table in chapter.tables for row in table.rows} == {"UNKNOWN"}
    assert not any(row.places for table in chapter.tables for row in table.rows)
    assert (chapter.pictures, chapter.attention, chapter.few) == ((), (), "")
    assert chapter.gaps


def test_an_editors_level_and_words_stand_where_the_edition_covers_their_period(
    snapshot: Snapshot,
) -> None:
    assert snapshot.measures is not None
    section = chapter_of(snapshot).tables[0].rows[0]
    assert section.sentences == ""
    period = Period.named("2025-Q4")
    subject = next(one for one in snapshot.measures.editions[1] if one.code == "1")
    measures = replace(
        snapshot.measures,
        overruled={
            (subject, period): Overruled(
                level=Level.GRAVE,
                why="Так решил суд.",
                member="e",
                time=datetime(2026, 1, 5, tzinfo=UTC),
            )
        },
        sentences={(subject, period): {"ru": "Два предложения редактора."}},
    )
    covering = with_edition(
        replace(snapshot, measures=measures), period_start=period.first, period_end=period.last
    )
    section = chapter_of(covering).tables[0].rows[0]
    assert (section.level, section.sentences) == ("GRAVE", "Два предложения редактора.")
    assert "Так решил суд." in section.because


def test_what_editors_dismissed_or_is_about_other_entries_does_not_need_attention(
    snapshot: Snapshot,
) -> None:
    assert snapshot.measures is not None
    lines = [one for one in snapshot.measures.attention if one.numbers]
    kept = [one for one in lines if one.choice is not Choice.DISMISSED]
    assert len(chapter_of(snapshot).attention) == len(kept)
    assert [one.is_pinned for one in chapter_of(snapshot).attention].count(True) == 1
    elsewhere = replace(lines[0], numbers=("XX-1999-0001",))
    measures = replace(snapshot.measures, attention=(elsewhere,))
    assert chapter_of(replace(snapshot, measures=measures)).attention == ()


def test_what_is_read_tells_when_the_documents_have_to_be_made_again(snapshot: Snapshot) -> None:
    assert snapshot.measures is not None
    (edition,) = snapshot.editions
    other = replace(snapshot.measures, summaries={(2, "ru"): ("Другой выпуск.",)})
    mine = replace(snapshot.measures, summaries={(1, "ru"): ("Этот выпуск.",)})
    bare = replace(snapshot.measures, summaries={})
    assert read_by(edition, other) == read_by(edition, bare)
    assert read_by(edition, mine) != read_by(edition, bare)


def test_what_was_retracted_is_counted_nowhere(kz_pack: Pack) -> None:
    standing = measured(kz_pack, 12)
    first, *others = standing.incidents
    gone = replace(emptied(first), state=IncidentState.RETRACTED)
    fallen = replace(standing, incidents=(gone, *others))
    chapter = chapter_of(replace(fallen, measures=measures_of(fallen, kz_pack)))
    places = [one.number for table in chapter.tables for row in table.rows for one in row.places]
    assert first.number not in places
    assert others[0].number in places


def body(content: bytes) -> Any:
    return docx.Document(BytesIO(content)).element.body


def test_in_word_the_same_chapter_gives_the_same_bytes_and_names_nobody(
    made: PrintedBulletin, content: bytes
) -> None:
    assert content == word(made)
    with ZipFile(BytesIO(content)) as archive:
        pictures = [name for name in archive.namelist() if name.startswith("word/media/")]
        assert len(pictures) == 2
        for name in pictures:
            assert chunks(archive.read(name)) <= {b"IHDR", b"IDAT", b"IEND", b"pHYs", b"sRGB"}


def chunks(picture: bytes) -> set[bytes]:
    """The kinds of chunks of a PNG; text, time and EXIF have kinds of their own."""
    found, at = set(), 8
    while at < len(picture):
        size = int.from_bytes(picture[at : at + 4])
        found.add(picture[at + 4 : at + 8])
        at += size + 12
    return found


def test_in_word_pictures_have_words_tables_have_heads_and_places_lead_to_entries(
    made: PrintedBulletin, content: bytes
) -> None:
    told = body(content)
    drawn = told.iter(qn("wp:docPr"))
    assert all(one.get("descr", "").startswith("Диаграмма: ") for one in drawn)
    assert len(list(told.iter(qn("w:tblHeader")))) == 3
    marks = {one.get(qn("w:name")) for one in told.iter(qn("w:bookmarkStart"))}
    jumps = [one.get(qn("w:anchor")) for one in told.iter(qn("w:hyperlink"))]
    sections = {f"entry_section_{part.number}" for part in made.parts}
    assert sections < marks
    assert len(marks - sections) == len(made.entries)
    assert len([one for one in jumps if one]) > len(marks)
    assert {one for one in jumps if one} <= marks


def test_the_import_passes_over_the_chapter(
    snapshot: Snapshot, made: PrintedBulletin, content: bytes, kz_pack: Pack
) -> None:
    lines = read(content, "bulletin.docx")
    found = parse(lines, snapshot.codebook, kz_pack.addresses, (), "ru")
    assert [(one.title, one.summary) for one in found.entries] == [
        (one.title, "\n\n".join(part.strip() for part in one.paragraphs)) for one in made.entries
    ]
    assert found.passed_over == ("Приложение: о чём говорят цифры",)


def test_a_record_that_nobody_measured_is_printed_without_the_chapter(snapshot: Snapshot) -> None:
    assert printed(replace(snapshot, measures=None)).chapter is None
