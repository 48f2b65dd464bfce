"""How does a bulletin look in Word?

In the newsroom's own form: introduction, sections, and under each its entries with title, text and
links. Masthead, imprint and page numbers stand in the header and footer. What is no entry's text
(figures, notices, later steps, the heads of entries without a title) has styles of its own, so that
``dalel import`` passes over it and reads the document back as the entries that went in.
"""

from collections.abc import Iterable
from io import BytesIO
from itertools import count
from typing import Any, Final

import docx
from docx.document import Document
from docx.shared import Cm

from dalel.publish.documents.bulletin import Bulletin, Entry
from dalel.publish.documents.packing import pack, unpack
from dalel.publish.documents.word_figures import add_chapter
from dalel.publish.documents.word_marks import link, mark, page_number
from dalel.publish.documents.word_styles import set_styles
from dalel.publish.notices import NoticeView
from dalel.publish.views import DevelopmentView

#: What the library's template brings along and nobody needs: a picture, a Mac's name, old styles.
_UNWANTED: Final = ("thumbnail", "customXml", "extended-properties", "stylesWithEffects")


def word(bulletin: Bulletin) -> bytes:
    """The bulletin as a DOCX; the same bulletin gives the same bytes."""
    document = docx.Document()
    set_styles(document, bulletin.locale)
    _set_properties(document, bulletin)
    _set_page(document)
    _set_frame(document, bulletin)
    for paragraph in bulletin.introduction:
        document.add_paragraph(paragraph, "Introduction")
    if bulletin.chapter:
        add_chapter(document, bulletin.chapter, bulletin.language)
    counted = count(1)
    for part in bulletin.parts:
        document.add_paragraph(f"{part.number}. {part.label}", "Heading 1")
        if not part.entries:
            document.add_paragraph(bulletin.nothing, "Dalel Note")
        for entry in part.entries:
            _add(document, entry, next(counted))
    _drop_unwanted(document)
    target = BytesIO()
    document.save(target)
    return pack(dict(sorted(unpack(target.getvalue()).items(), key=_order)))


def _order(file: tuple[str, bytes]) -> tuple[bool, str]:
    """Word wants the list of contents first."""
    return (file[0] != "[Content_Types].xml", file[0])


def _add(document: Document, entry: Entry, at: int) -> None:
    """An entry; ``at`` counts them."""
    style = "Heading 2" if entry.title else "Dalel Retracted" if entry.is_gone else "Dalel Untitled"
    mark(document.add_paragraph(entry.head, style), entry.number, at)
    _add_notices(document, entry.notices)
    if entry.is_gone:
        return
    if entry.model_label:
        document.add_paragraph(entry.model_label, "Dalel Notice")
    for paragraph in entry.paragraphs:
        document.add_paragraph(paragraph)
    for step in entry.developments:
        _add_step(document, step)
    label = f"{entry.number}: "
    for one in entry.links:
        line = document.add_paragraph(label, "Source")
        line.add_run("<")
        link(line, one.url, one.url)
        line.add_run(">")
        label = ""
    if not entry.links:
        document.add_paragraph(entry.number, "Source")


def _add_notices(document: Document, notices: Iterable[NoticeView]) -> None:
    for notice in notices:
        line = document.add_paragraph(style="Dalel Notice")
        if notice.head:
            line.add_run(notice.head).bold = True
            line.add_run(f" ({notice.when}): " if notice.when else ": ")
        line.add_run(notice.text)


def _add_step(document: Document, step: DevelopmentView) -> None:
    line = document.add_paragraph(style="Dalel Step")
    line.add_run(step.date).bold = True
    line.add_run(f" {step.text}")
    for one in step.links:
        line.add_run(" (")
        link(line, one.url, one.outlet)
        line.add_run(")")


def _set_properties(document: Document, bulletin: Bulletin) -> None:
    """Title, language and the release's time; nobody's name."""
    about: Any = document.core_properties
    about.title = f"{bulletin.site_title} {bulletin.name}, {bulletin.period}"
    about.language = bulletin.locale
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    about.created = about.modified = bulletin.time.replace(tzinfo=None, microsecond=0)
    about.revision = 1


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.4)
    section.different_first_page_header_footer = True


def _set_frame(document: Document, bulletin: Bulletin) -> None:
    section = document.sections[0]
    first, others = section.first_page_header, section.header
    masthead = first.paragraphs[0]
    masthead.style, masthead.text = document.styles["Title"], bulletin.site_title
    first.add_paragraph(
        f"{bulletin.name} · {bulletin.period} · {bulletin.publisher}", document.styles["Subtitle"]
    )
    others.paragraphs[0].text = f"{bulletin.site_title} · {bulletin.name} · {bulletin.period}"
    if bulletin.banner:
        for header in (first, others):
            header.add_paragraph(bulletin.banner, document.styles["Banner"])
    for footer in (section.first_page_footer, section.footer):
        line = footer.paragraphs[0]
        line.text = " · ".join(f"{name}: {words}" for name, words in bulletin.imprint)
        if bulletin.address:
            line.add_run(" · ")
            link(line, bulletin.address, bulletin.address)
        page_number(footer.add_paragraph(style=document.styles["Footer"]))


def _drop_unwanted(document: Document) -> None:
    pieces: list[Any] = [document.part.package, document.part]
    for piece in pieces:
        relations: dict[str, Any] = dict(piece.rels)
        for key, relation in relations.items():
            if any(word in relation.reltype for word in _UNWANTED):
                del piece.rels[key]
