"""Which styles does a bulletin for Word have, and what do they look like?

Few and Word's own where Word has them, so that whoever changes a style changes the whole bulletin.
The typefaces are those that every Word has, with all Kazakh letters and the sign of the tenge.
"""

from dataclasses import dataclass
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


#: Style → its look; those that Word does not have are made.
_LOOKS: Final[dict[str, _Look]] = {
    "Normal": _Look(font=READ, size=11.5, before=0, after=7, line=1.2),
    "Title": _Look(font=READ, size=25, before=0, after=2, line=1.0),
    "Subtitle": _Look(font=WORK, size=11, before=0, after=14, color=_SOFT),
    "Heading 1": _Look(font=READ, size=17, before=26, after=4, keeps=True, line=1.05, rule=18),
    "Heading 2": _Look(font=READ, size=13.5, before=16, after=4, bold=True, keeps=True, line=1.05),
    "Header": _Look(font=WORK, size=8.5, before=0, after=0, color=_SOFT),
    "Footer": _Look(font=WORK, size=7.5, before=0, after=0, color=_SOFT),
    "Introduction": _Look(font=READ, size=13, before=0, after=9, line=1.25),
    "Source": _Look(font=WORK, size=9, before=0, after=4, color=_SOFT),
    "Notice": _Look(font=WORK, size=9.5, before=0, after=6, italic=True),
    "Banner": _Look(font=WORK, size=9, before=0, after=6, color=_ALARM, bold=True),
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
    if name.startswith("Heading "):
        _set_level(style.element.get_or_add_pPr(), int(name[-1]) - 1)
    if look.rule:
        _rule_above(style.element.get_or_add_pPr(), look.rule)


def _set_level(properties: Any, level: int) -> None:
    """The heading's place in the outline, which Word's navigation and screen readers follow."""
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level))
    properties.append(outline)


def _rule_above(properties: Any, eighths: int) -> None:
    """A black rule above the paragraph, so many eighths of a point thick."""
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    drawn = {"val": "single", "sz": str(eighths), "space": "5", "color": str(_INK)}
    for key, value in drawn.items():
        top.set(qn(f"w:{key}"), value)
    borders.append(top)
    # The schema wants the elements of a paragraph in its own order.
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )
