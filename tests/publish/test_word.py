"""Is a bulletin for Word what the newsroom prints, and does it give nobody away?"""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

from dalel.domain.dates import PartialDate, Precision
from dalel.domain.incident import Development
from dalel.domain.notice import Notice, NoticeKind
from dalel.domain.snapshot import Snapshot
from dalel.domain.states import IncidentState
from dalel.pack import Pack
from dalel.publish.bench import invented
from dalel.publish.documents.word import word
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.render import clean
from dalel.steps.bulletins import parse, read
from publish.measured import measured
from publish.printing import NASTY, printed
from publish.probing import with_incident, with_text


@pytest.fixture
def snapshot() -> Snapshot:
    return invented(8)


def paragraphs(content: bytes) -> list[tuple[str, str]]:
    """Style and text of each paragraph."""
    document = docx.Document(BytesIO(content))
    return [(str(one.style.name), one.text) for one in document.paragraphs if one.style]


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_our_own_document_comes_back_as_the_entries_that_went_in(
    snapshot: Snapshot, kz_pack: Pack, language: str
) -> None:
    snapshot = with_text(snapshot, 3, language, title="Ұ" * 1000)
    snapshot = with_text(snapshot, 4, language, title=None)
    made = printed(snapshot, language)
    lines = read(word(made), "bulletin.docx")
    found = parse(lines, snapshot.codebook, kz_pack.addresses, (), language)
    edition = snapshot.editions[0]
    expected = [
        (incident.texts[language].title, incident.links[0].canonical)
        for section in edition.incidents.values()
        for number in section
        for incident in (IndexedSnapshot(snapshot, "/").by_number[number],)
    ]
    assert [(one.title, one.links[0].link.canonical) for one in found.entries] == expected
    assert tuple(one.text for one in found.introduction) == tuple(
        one.strip() for one in made.introduction
    )


def test_what_is_no_entrys_text_does_not_come_back(snapshot: Snapshot, kz_pack: Pack) -> None:
    texts = {"kk": "Дерек расталмады.", "ru": "Факт не подтвердился."}
    notice = Notice(kind=NoticeKind.RETRACTION, time=snapshot.time, texts=texts, by={})
    step = Development(
        date=PartialDate(iso="2025-03-04", precision=Precision.DAY),
        texts={"kk": "Сот шешімін шығарды.", "ru": "Суд вынес решение."},
        links=snapshot.incidents[0].links,
    )
    correction = replace(notice, kind=NoticeKind.CORRECTION)
    snapshot = with_incident(snapshot, 0, state=IncidentState.RETRACTED, notices=(notice,))
    snapshot = with_incident(snapshot, 1, notices=(correction,), developments=(step,))
    snapshot = with_text(snapshot, 2, "ru", title=None)
    content = word(printed(snapshot, "ru"))
    head = f"Без заголовка · {snapshot.incidents[2].number}"
    assert ("Dalel Untitled", head) in paragraphs(content)
    found = parse(read(content, "b.docx"), snapshot.codebook, kz_pack.addresses, (), "ru")
    assert len(found.entries) == 7
    assert found.passed_over == (f"Отозвано · {snapshot.incidents[0].number}",)
    texts_by_link = {one.links[0].link.canonical: one for one in found.entries}
    for incident in snapshot.incidents[1:]:
        entry, text = texts_by_link[incident.links[0].canonical], incident.texts["ru"]
        assert (entry.title, len(entry.paragraphs)) == (text.title, len(text.paragraphs))
        assert len(entry.links) == 1


def test_the_same_bulletin_gives_the_same_bytes(snapshot: Snapshot) -> None:
    made = printed(snapshot)
    content = word(made)
    assert content == word(made)
    with ZipFile(BytesIO(content)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_a_document_names_no_author_no_program_and_no_path(snapshot: Snapshot) -> None:
    found = parts(word(printed(snapshot)))
    assert not {"docProps/app.xml", "docProps/thumbnail.jpeg", "customXml/item1.xml"} & set(found)
    about = etree.fromstring(found["docProps/core.xml"])
    said = {etree.QName(one).localname: one.text or "" for one in about}
    assert said["creator"] == said["lastModifiedBy"] == ""
    assert said["created"] == said["modified"] == "2026-01-31T07:00:00Z"
    whole = b"".join(found.values())
    for word_ in (b"python-docx", b"/home", b"/root", b"Macintosh"):
        assert word_ not in whole


def test_sections_and_titles_are_word_s_own_headings(snapshot: Snapshot) -> None:
    content = word(printed(snapshot, "ru"))
    styles = [style for style, _text in paragraphs(content)]
    assert styles.count("Heading 1") == 5
    assert styles.count("Heading 2") == 8
    assert styles.count("Source") == 8
    written = parts(content)["word/styles.xml"].decode()
    assert 'w:val="ru-RU"' in written
    # Those of the entries, those of the chapter of figures, and those of what has no title.
    assert written.count("<w:outlineLvl") == 6


def test_entries_come_first_behind_the_contents_and_the_figures_last(kz_pack: Pack) -> None:
    made = printed(measured(kz_pack, 12), "ru")
    styles = [style for style, _text in paragraphs(word(made))]
    sections = sum(1 for part in made.parts if part.entries)
    assert styles.count("Dalel Contents") == sections
    assert styles.index("Dalel Contents") < styles.index("Heading 1") < styles.index("Heading 2")
    ends = len(styles) - 1 - styles[::-1].index("Source")
    assert ends < styles.index("Dalel Heading 1")


def test_a_heading_and_what_must_be_known_first_stay_with_the_text(snapshot: Snapshot) -> None:
    texts = {"kk": "Түзету.", "ru": "Поправка."}
    notice = Notice(kind=NoticeKind.CORRECTION, time=snapshot.time, texts=texts, by={})
    content = word(printed(with_incident(snapshot, 0, notices=(notice,)), "ru"))
    document = docx.Document(BytesIO(content))
    kept = [
        one.paragraph_format.keep_with_next
        for one in document.paragraphs
        if one.style and one.style.name == "Dalel Notice"
    ]
    assert kept == [True]
    assert document.styles["Heading 2"].paragraph_format.keep_with_next


def test_a_preview_says_so_on_every_page_and_a_release_nowhere(snapshot: Snapshot) -> None:
    banner = "Алдын ала нұсқа".encode()
    preview = parts(word(printed(replace(snapshot, preview=True))))
    assert all(banner in preview[f"word/header{place}.xml"] for place in (1, 2))
    assert not any(banner in part for part in parts(word(printed(snapshot))).values())


def test_what_a_title_tries_stays_text(snapshot: Snapshot) -> None:
    content = word(printed(with_text(snapshot, 0, "kk", title=NASTY)))
    assert ("Heading 2", clean(NASTY)) in paragraphs(content)


def test_only_web_addresses_become_links(snapshot: Snapshot) -> None:
    link = replace(snapshot.incidents[0].links[0], url="javascript:alert(1)")
    content = word(printed(with_incident(snapshot, 0, links=(link,))))
    assert b'Target="javascript' not in parts(content)["word/_rels/document.xml.rels"]


def test_a_retracted_entry_says_why_and_nothing_else_and_a_reply_stands_with_the_text(
    snapshot: Snapshot,
) -> None:
    texts = {"kk": "Дерек расталмады.", "ru": "Факт не подтвердился."}
    fallen = Notice(kind=NoticeKind.RETRACTION, time=snapshot.time, texts=texts, by={})
    reply = replace(fallen, kind=NoticeKind.REPLY, by={"kk": "«Ойдан» ЖШС", "ru": "ТОО «Ойдан»"})
    title = snapshot.incidents[0].texts["ru"].title
    snapshot = with_incident(snapshot, 0, state=IncidentState.RETRACTED, notices=(fallen, reply))
    snapshot = with_incident(snapshot, 1, notices=(reply,))
    said = paragraphs(word(printed(snapshot, "ru")))
    assert title not in [text for _style, text in said]
    notices = [text for style, text in said if style == "Dalel Notice"]
    assert len(notices) == 2
    assert "Факт не подтвердился." in notices[0]
    assert "ТОО «Ойдан»" in notices[1]
