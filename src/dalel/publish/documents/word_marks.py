"""Word markup that python-docx lacks: links, bookmarks, repeated heads, alternative texts."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, Final

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length
from docx.text.paragraph import Paragraph

#: A cell of a table: its text, and its address on the web or nothing.
Cell = tuple[str, str]
#: A table of so many rows is not broken over two pages.
_SHORT: Final = 8
_WEB: Final = ("http://", "https://")


def link(paragraph: Paragraph, url: str, text: str) -> None:
    """A hyperlink; only to the web."""
    if url.startswith(_WEB):
        target = paragraph.part.relate_to(url, RELATION.HYPERLINK, is_external=True)
        _anchor(paragraph, text, "r:id", target)
    else:
        paragraph.add_run(text)


def jump(paragraph: Paragraph, number: str, text: str) -> None:
    """A link to an entry of the same document."""
    _anchor(paragraph, text, "w:anchor", _bookmark(number))


def mark(paragraph: Paragraph, number: str, place: int) -> None:
    """Make a paragraph the beginning of an entry, to which links lead; ``place`` counts them."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for one in (start, end):
        one.set(qn("w:id"), str(place))
    start.set(qn("w:name"), _bookmark(number))
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the library knows no bookmarks
    properties.addnext(start)
    paragraph._p.append(end)  # noqa: SLF001 - as above


def page_number(paragraph: Paragraph) -> None:
    """The number of the page, which Word fills in."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    field: Any = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(paragraph.add_run("1")._r)  # noqa: SLF001 - the library knows no fields
    paragraph._p.append(field)  # noqa: SLF001 - as above


def picture(paragraph: Paragraph, content: bytes, alternative: str, width: Length) -> None:
    """A picture with what it shows in words."""
    shape: Any = paragraph.add_run().add_picture(BytesIO(content), width=width)
    shape._inline.docPr.set("descr", alternative)  # noqa: SLF001 - the library offers no other way


def table(
    document: Document,
    head: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    widths: Sequence[float],
    style: str,
) -> None:
    """A table whose head stands again on each page; ``widths`` are centimetres.

    The paragraphs have styles named after the table's: its title, its other heads, its cells. All
    columns are figures but the first, and the second where it has more room than any after it.
    """
    made: Any = document.add_table(rows=0, cols=len(head), style=style)
    made.autofit = False
    columns = [Cm(width) for width in widths]
    lines = [[(name, "") for name in head], *rows]
    stays_whole = len(lines) <= _SHORT
    for place, told in enumerate(lines):
        row = made.add_row()
        _set_row(row, is_head=place == 0)
        for at, (text, url) in enumerate(told):
            row.cells[at].width = columns[at]
            line = row.cells[at].paragraphs[0]
            kind = "Cell" if place else "Head" if at else "Title"
            line.style = document.styles[f"{style} {kind}"]
            if at > 1 or (at and columns[1] <= max(columns[2:], default=columns[1])):
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            line.paragraph_format.keep_with_next = (stays_whole and place < len(lines) - 1) or None
            link(line, url, text)
    for column, width in zip(made.columns, columns, strict=True):
        column.width = width


def _set_row(row: Any, *, is_head: bool) -> None:
    """No row is broken over two pages."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the library offers no other way
    for name in ("w:cantSplit", *(("w:tblHeader",) if is_head else ())):
        properties.append(OxmlElement(name))


def _anchor(paragraph: Paragraph, text: str, name: str, target: str) -> None:
    run = paragraph.add_run(text)
    run.style = "Hyperlink"
    anchor: Any = OxmlElement("w:hyperlink")
    anchor.set(qn(name), target)
    anchor.append(run._r)  # noqa: SLF001 - the library offers no other way
    paragraph._p.append(anchor)  # noqa: SLF001 - as above


def _bookmark(number: str) -> str:
    """A name that Word allows: letters, digits and underscores."""
    return "entry_" + number.replace("-", "_")
