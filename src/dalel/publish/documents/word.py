"""Renders a bulletin as a Word document.

In the newsroom's own form: introduction, sections, and under each its entries with title, text and
links. Masthead, imprint and page numbers stand in the header and footer. What is no entry's text
(figures, notices, later steps, the heads of entries without a title) has styles of its own, so that
``dalel import`` passes over it and reads the document back as the entries that went in.
"""

from collections.abc import Iterable
from itertools import count

from docx.document import Document

from dalel.publish.documents.bulletin import PrintedBulletin, PrintedEntry
from dalel.publish.documents.word_figures import add_chapter
from dalel.publish.documents.word_file import begun, finished
from dalel.publish.documents.word_marks import link, mark, page_number
from dalel.publish.views.incident import DevelopmentView
from dalel.publish.views.notices import NoticeView


def word(bulletin: PrintedBulletin) -> bytes:
    """The bulletin as a DOCX; the same bulletin gives the same bytes."""
    title = f"{bulletin.site_title} {bulletin.name}, {bulletin.period}"
    document = begun(title, bulletin.locale, bulletin.time)
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
    return finished(document)


def _add(document: Document, entry: PrintedEntry, at: int) -> None:
    """An entry; ``at`` counts them."""
    style = "Heading 2" if entry.title else "Dalel Retracted" if entry.is_gone else "Dalel Untitled"
    mark(document.add_paragraph(entry.head, style), entry.number, at)
    _add_notices(document, entry.notices)
    if entry.is_gone:
        return
    if entry.machine_label:
        document.add_paragraph(entry.machine_label, "Dalel Notice")
    for place, paragraph in enumerate(entry.paragraphs, 1):
        line = document.add_paragraph(paragraph)
        # Its sources do not stand alone on the next page.
        line.paragraph_format.keep_with_next = place == len(entry.paragraphs) or None
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


def _set_frame(document: Document, bulletin: PrintedBulletin) -> None:
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
