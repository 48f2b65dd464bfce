"""Renders a sheet of entries as a Word document, to be corrected by somebody outside.

A table an entry, a column a language, a row a passage; Word tracks what is changed from the
beginning. Nothing but the texts of the entries and their numbers stands in it.
"""

from typing import Any, Final

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from dalel.domain.word_sheet import NUMBER_HEAD, RowCode, SheetEntry, WordSheet
from dalel.language.wording import gettext_noop
from dalel.publish.documents.word_file import begun, finished
from dalel.publish.documents.word_marks import page_number
from dalel.publish.documents.word_styles import READ, WORK
from dalel.publish.views.dates import wording

#: In centimetres: a landscape page, its margins, and the column of numbers.
_WIDTH, _HEIGHT, _MARGIN, _NUMBERS = 29.7, 21.0, 1.7, 2.5
_TITLE: Final = gettext_noop("Texts of entries, to be corrected")
#: What whoever gets the sheet should know, in each of its languages.
_HOW: Final = (
    gettext_noop("These texts are not published: they are for you alone."),
    gettext_noop("Correct them in their cells; your changes are tracked."),
    gettext_noop("What you want to say or to ask, say as a comment."),
    gettext_noop("An empty cell means: this passage goes. Enter begins a new paragraph."),
    gettext_noop("Leave rows, columns and the codes on the left as they are."),
    gettext_noop("Send the file back as .docx."),
)
_INK, _SOFT, _RULE = RGBColor(0x19, 0x1B, 0x1C), RGBColor(0x5A, 0x60, 0x63), "B9B5A8"
#: Style, typeface, size, bold, colour, space before and after in points.
_STYLES: Final = (
    ("Dalel Sheet Title", READ, 12, True, _INK, 2, 3),
    ("Dalel Sheet Text", READ, 11.5, False, _INK, 2, 3),
    ("Dalel Sheet Number", WORK, 9.5, True, _INK, 3, 1),
    ("Dalel Sheet Code", WORK, 6.5, False, _SOFT, 0, 0),
    ("Dalel Sheet Head", WORK, 9, True, _SOFT, 2, 2),
    ("Dalel Sheet How", WORK, 9.5, False, _INK, 0, 5),
)
#: What the schema has before the element that turns the tracking of changes on.
_BEFORE_TRACKING: Final = frozenset(
    {
        "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime",
        "doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText",
        "printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts",
        "embedSystemFonts", "saveSubsetFonts", "saveFormsData", "mirrorMargins",
        "alignBordersAndEdges", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter",
        "gutterAtTop", "hideSpellingErrors", "hideGrammaticalErrors", "activeWritingStyle",
        "proofState", "formsDesign", "attachedTemplate", "linkStyles", "stylePaneFormatFilter",
        "stylePaneSortMethod", "documentType", "mailMerge", "revisionView",
    }
)  # fmt: skip


def word_sheet(sheet: WordSheet) -> bytes:
    """The sheet as a DOCX; the same sheet gives the same bytes."""
    speak = [wording(language) for language in sheet.languages]
    titles = [one.words.gettext(_TITLE) for one in speak]
    document = begun(" · ".join(titles), _locale(sheet.languages[0]), sheet.time)
    _set_page(document, sheet.site)
    _add_styles(document)
    _track(document)
    for language, one, title in zip(sheet.languages, speak, titles, strict=True):
        head = document.add_paragraph(style="Dalel Heading 2")
        _write(head, title, language)
        how = document.add_paragraph(style="Dalel Sheet How")
        _write(how, " ".join(one.words.gettext(sentence) for sentence in _HOW), language)
    for count, entry in enumerate(sheet.entries, 1):
        document.add_paragraph(f"{count}. {entry.heading}", "Heading 2")
        _add_table(document, sheet, entry, count)
    return finished(document)


def _set_page(document: Document, site: str) -> None:
    section: Any = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(_WIDTH), Cm(_HEIGHT)
    section.left_margin = section.right_margin = Cm(_MARGIN)
    section.top_margin = section.bottom_margin = Cm(_MARGIN)
    section.different_first_page_header_footer = False
    section.header.paragraphs[0].text = site
    page_number(section.footer.paragraphs[0])


def _add_styles(document: Document) -> None:
    for name, font, size, bold, color, before, after in _STYLES:
        style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = None
        style.font.name, style.font.size, style.font.bold = font, Pt(size), bold
        style.font.color.rgb = color
        for kind in ("w:cs", "w:eastAsia"):
            style.element.rPr.rFonts.set(qn(kind), font)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)


def _track(document: Document) -> None:
    settings: Any = document.settings.element
    ahead = [one for one in settings if one.tag.rpartition("}")[2] in _BEFORE_TRACKING]
    track = OxmlElement("w:trackRevisions")
    if ahead:
        ahead[-1].addnext(track)
    else:
        settings.insert(0, track)


def _add_table(document: Document, sheet: WordSheet, entry: SheetEntry, count: int) -> None:
    languages = sheet.languages
    room = (_WIDTH - 2 * _MARGIN - _NUMBERS) / len(languages)
    widths = [Cm(_NUMBERS), *(Cm(room) for _ in languages)]
    table: Any = document.add_table(rows=0, cols=len(widths), style="Dalel Table")
    table.autofit = False
    _rule(table)
    _add_head(table, languages)
    versions = tuple(
        (name, entry.texts[name].version if name in entry.texts else 0) for name in languages
    )
    length = max((len(text.passages) for text in entry.texts.values()), default=1)
    for place in range(max(length, 2)):
        code = RowCode(number=entry.number, place=place, versions=versions)
        cells = table.add_row().cells
        _fill(cells[0].paragraphs[0], f"{count}.{place}", "Dalel Sheet Number")
        _fill(cells[0].add_paragraph(), code.number, "Dalel Sheet Code")
        _fill(cells[0].add_paragraph(), code.short, "Dalel Sheet Code")
        for cell, language in zip(cells[1:], languages, strict=True):
            text = entry.texts.get(language)
            passage = text.passages[place] if text and place < len(text.passages) else ""
            style = "Dalel Sheet Text" if place else "Dalel Sheet Title"
            _fill(cell.paragraphs[0], passage, style, language)
        if not place:
            # A title does not stand alone at the foot of a page.
            for paragraph in (one for cell in cells for one in cell.paragraphs):
                paragraph.paragraph_format.keep_with_next = True
    for row in table.rows:
        # A row that is longer than a page Word breaks nevertheless.
        row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))  # noqa: SLF001 - as below
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width


def _add_head(table: Any, languages: tuple[str, ...]) -> None:
    """A row that stands again on each page."""
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - no other way
    heads = (NUMBER_HEAD, *(wording(language).endonym for language in languages))
    for cell, head in zip(row.cells, heads, strict=True):
        _fill(cell.paragraphs[0], head, "Dalel Sheet Head")
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def _rule(table: Any) -> None:
    """Lines between the columns too: both texts are read side by side."""
    borders = OxmlElement("w:tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{edge}")
        for key, value in {"val": "single", "sz": "4", "space": "0", "color": _RULE}.items():
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    properties = table._tbl.tblPr  # noqa: SLF001 - the library offers no other way
    layout = properties.find(qn("w:tblLayout"))
    if layout is None:
        properties.append(borders)
    else:
        layout.addprevious(borders)


def _fill(paragraph: Paragraph, text: str, style: str, language: str = "") -> None:
    paragraph.style = paragraph.part.document.styles[style]  # type: ignore[attr-defined]
    _write(paragraph, text, language)


def _write(paragraph: Paragraph, text: str, language: str) -> None:
    """Text that Word spells by the rules of its language."""
    if not text:
        return
    run: Any = paragraph.add_run(text)
    if language:
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:val"), _locale(language))
        run._r.get_or_add_rPr().append(spoken)  # noqa: SLF001 - the library offers no other way


def _locale(language: str) -> str:
    return wording(language).locale.replace("_", "-")
