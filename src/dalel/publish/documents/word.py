"""Renders a bulletin as a Word document.

In the newsroom's own form: introduction, sections, and under each its entries with title, text and
links; the figures follow as an appendix. Masthead, imprint and page numbers stand in the header and
footer. What is no entry's text (contents, figures, notices, later steps, the heads of entries
without a title) has styles of its own, so that ``dalel import`` passes over it and reads the
document back as the entries that went in.
"""

from collections.abc import Iterable
from itertools import count
from typing import Final

from docx.document import Document

from dalel.publish.documents.bulletin import PrintedBulletin, PrintedEntry, PrintedSection
from dalel.publish.documents.word_figures import add_chapter
from dalel.publish.documents.word_file import begun, finished
from dalel.publish.documents.word_marks import jump, link, mark, page_number
from dalel.publish.views.incident import DevelopmentView

#: A paragraph of so many letters is not broken over two pages before its sources.
_KEPT: Final = 240


def word(bulletin: PrintedBulletin) -> bytes:
    """The bulletin as a DOCX; the same bulletin gives the same bytes."""
    title = f"{bulletin.site_title} {bulletin.name}, {bulletin.period}"
    document = begun(title, bulletin.locale, bulletin.time)
    _set_frame(document, bulletin)
    for paragraph in bulletin.introduction:
        document.add_paragraph(paragraph, "Introduction")
    _add_contents(document, bulletin.parts)
    counted = count(1)
    for part in bulletin.parts:
        head = document.add_paragraph(f"{part.number}. {part.label}", "Heading 1")
        mark(head, section_mark(part.number), next(counted))
        if not part.entries:
            document.add_paragraph(bulletin.nothing, "Dalel Note")
        for entry in part.entries:
            _add(document, entry, next(counted))
    if bulletin.chapter:
        add_chapter(document, bulletin.chapter, bulletin.language)
    return finished(document)


def _add_contents(document: Document, parts: Iterable[PrintedSection]) -> None:
    """The sections that have entries, each with their count; a click leads there."""
    for part in parts:
        if standing := sum(not entry.is_gone for entry in part.entries):
            line = document.add_paragraph(style="Dalel Contents")
            jump(line, section_mark(part.number), f"{part.number}. {part.label}")
            line.add_run(f" · {standing}")


def section_mark(number: int) -> str:
    """The name of a section as the target of a link."""
    return f"section-{number}"


def _add(document: Document, entry: PrintedEntry, at: int) -> None:
    """An entry; ``at`` counts what links lead to."""
    style = "Heading 2" if entry.title else "Dalel Retracted" if entry.is_gone else "Dalel Untitled"
    mark(document.add_paragraph(entry.head, style), entry.number, at)
    _add_notices(document, entry)
    if entry.is_gone:
        return
    for place, paragraph in enumerate(entry.paragraphs, 1):
        line = document.add_paragraph(paragraph)
        # Its sources do not stand alone on the next page, unless that would move half a page there.
        ends = place == len(entry.paragraphs) and len(paragraph) <= _KEPT
        line.paragraph_format.keep_with_next = ends or None
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


def _add_notices(document: Document, entry: PrintedEntry) -> None:
    """What a reader has to know before the text, on the page on which the text begins."""
    lines = []
    for notice in entry.notices:
        line = document.add_paragraph(style="Dalel Notice")
        if notice.head:
            line.add_run(notice.head).bold = True
            line.add_run(f" ({notice.when}): " if notice.when else ": ")
        line.add_run(notice.text)
        lines.append(line)
    if entry.machine_label and not entry.is_gone:
        lines.append(document.add_paragraph(entry.machine_label, "Dalel Notice"))
    for line in lines:
        line.paragraph_format.keep_with_next = bool(entry.paragraphs) or None


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
