"""The styles of a bulletin in Word.

Few and Word's own where Word has them, so that whoever changes a style changes the whole bulletin.
The names of those in which no entry's text is set begin with ``Dalel``
(``dalel.domain.bulletin.BESIDE``).
The typefaces are those that every Word has, with all Kazakh letters and the sign of the tenge.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

READ: Final = "Times New Roman"
WORK: Final = "Arial"
_INK: Final = RGBColor(0x19, 0x1B, 0x1C)
_SOFT: Final = RGBColor(0x5A, 0x60, 0x63)
_LINK: Final = RGBColor(0x0B, 0x5D, 0x66)
_ALARM: Final = RGBColor(0xB3, 0x40, 0x2E)
_RULE: Final = "D8D5CB"


@dataclass(frozen=True, kw_only=True)
class _Look:
    """A paragraph's style: sizes and distances in points."""

    font: str
    size: float
    before: float
    after: float
    color: RGBColor = _INK
    bold: bool = False
    italic: bool = False
    keeps: bool = False
    line: float = 1.15
    rule: int = 0
    level: int = 0


_CHAPTER: Final = _Look(
    font=READ, size=17, before=26, after=4, keeps=True, line=1.05, rule=18, level=1
)
_HEAD: Final = _Look(
    font=READ, size=13.5, before=16, after=4, bold=True, keeps=True, line=1.05, level=2
)
#: Style → its look; those that Word does not have are made.
_LOOKS: Final[dict[str, _Look]] = {
    "Normal": _Look(font=READ, size=11.5, before=0, after=7, line=1.2),
    "Title": _Look(font=READ, size=25, before=0, after=2, line=1.0),
    "Subtitle": _Look(font=WORK, size=11, before=0, after=14, color=_SOFT),
    "Heading 1": _CHAPTER,
    "Heading 2": _HEAD,
    "Header": _Look(font=WORK, size=8.5, before=0, after=0, color=_SOFT),
    "Footer": _Look(font=WORK, size=7.5, before=0, after=0, color=_SOFT),
    "Introduction": _Look(font=READ, size=13, before=0, after=9, line=1.25),
    "Dalel Contents": _Look(font=WORK, size=10, before=0, after=3),
    "Source": _Look(font=WORK, size=9, before=0, after=4, color=_SOFT),
    "Banner": _Look(font=WORK, size=9, before=0, after=6, color=_ALARM, bold=True),
    "Dalel Notice": _Look(font=WORK, size=9.5, before=0, after=6, italic=True),
    "Dalel Step": _Look(font=READ, size=11.5, before=0, after=7, line=1.2),
    "Dalel Untitled": replace(_HEAD, color=_SOFT),
    "Dalel Retracted": replace(_HEAD, color=_SOFT),
    "Dalel Heading 1": _CHAPTER,
    "Dalel Heading 2": _HEAD,
    "Dalel Lead": _Look(font=READ, size=13, before=4, after=7, line=1.2),
    "Dalel Text": _Look(font=READ, size=11.5, before=0, after=5, line=1.2),
    "Dalel Note": _Look(font=WORK, size=8.5, before=3, after=8, color=_SOFT),
    "Dalel Reason": _Look(font=WORK, size=9.5, before=4, after=2, keeps=True),
    "Dalel Places": _Look(font=WORK, size=8.5, before=0, after=7, color=_SOFT),
    "Dalel Caption": _Look(font=WORK, size=10, before=14, after=4, bold=True, keeps=True),
    "Dalel Picture": _Look(font=WORK, size=9, before=0, after=2, keeps=True, line=1.0),
    "Dalel Table Cell": _Look(font=WORK, size=8.5, before=2, after=2, line=1.0),
    "Dalel Table Head": _Look(font=WORK, size=6.5, before=2, after=2, color=_SOFT, line=1.0),
    "Dalel Table Title": _Look(font=WORK, size=8.5, before=2, after=2, bold=True, line=1.0),
    "Dalel Gap": _Look(font=WORK, size=5, before=0, after=0, line=1.0),
}
_KEPT: Final = frozenset({"Default Paragraph Font", "Normal Table", "No List", *_LOOKS})
_LINK_STYLE: Final = "Hyperlink"


def set_styles(document: Document, locale: str) -> None:
    """Leave the document with these styles and no others, all in one language."""
    _drop_others(document)
    _set_language(document, locale)
    for name, look in _LOOKS.items():
        _set(document, name, look)
    link = document.styles.add_style(_LINK_STYLE, WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb = _LINK
    link.font.underline = True
    _add_table_style(document)


def _drop_others(document: Document) -> None:
    styles: Any = document.styles.element
    for style in list(styles.style_lst):
        if style.name_val.lower() not in {name.lower() for name in _KEPT}:
            styles.remove(style)


def _set_language(document: Document, locale: str) -> None:
    """Word then spells and hyphenates in this language."""
    defaults: Any = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    for name in ("w:val", "w:eastAsia", "w:bidi"):
        language.set(qn(name), locale)


def _set(document: Document, name: str, look: _Look) -> None:
    known = {style.name for style in document.styles}
    style: Any = (
        document.styles[name]
        if name in known
        else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    )
    for child in ("w:link", "w:rPr", "w:pPr"):
        for found in style.element.findall(qn(child)):
            style.element.remove(found)
    style.quick_style, style.hidden = True, False
    font, text = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = look.font, Pt(look.size), look.bold, look.italic
    font.color.rgb = look.color
    fonts = style.element.rPr.rFonts
    for kind in ("w:cs", "w:eastAsia"):
        fonts.set(qn(kind), look.font)
    text.space_before, text.space_after = Pt(look.before), Pt(look.after)
    text.line_spacing_rule, text.line_spacing = WD_LINE_SPACING.MULTIPLE, look.line
    text.keep_with_next, text.widow_control = look.keeps, True
    if look.level:
        _set_level(style.element.get_or_add_pPr(), look.level - 1)
    if look.rule:
        _rule_above(style.element.get_or_add_pPr(), look.rule)


def _set_level(properties: Any, level: int) -> None:
    """The heading's place in the outline, which Word's navigation and screen readers follow."""
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level))
    properties.append(outline)


def _add_table_style(document: Document) -> None:
    """Tables with a thick rule above and thin ones between the rows, as on paper."""
    style: Any = document.styles.add_style("Dalel Table", WD_STYLE_TYPE.TABLE)
    properties, borders = OxmlElement("w:tblPr"), OxmlElement("w:tblBorders")
    for edge, eighths, color in (
        ("top", 12, str(_INK)),
        ("bottom", 4, _RULE),
        ("insideH", 4, _RULE),
    ):
        borders.append(_line(edge, eighths, color))
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "50")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.extend((borders, margins))
    style.element.append(properties)


def _line(edge: str, eighths: int, color: str, space: int = 0) -> Any:
    """A border, so many eighths of a point thick."""
    line = OxmlElement(f"w:{edge}")
    drawn = {"val": "single", "sz": str(eighths), "space": str(space), "color": color}
    for key, value in drawn.items():
        line.set(qn(f"w:{key}"), value)
    return line


def _rule_above(properties: Any, eighths: int) -> None:
    """A black rule above the paragraph, so many eighths of a point thick."""
    borders = OxmlElement("w:pBdr")
    borders.append(_line("top", eighths, str(_INK), 5))
    # The schema wants the elements of a paragraph in its own order.
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )
