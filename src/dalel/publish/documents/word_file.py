"""Starts and finishes Word files: reproducible and without author metadata."""

from datetime import datetime
from io import BytesIO
from typing import Any, Final

import docx
from docx.document import Document
from docx.shared import Cm

from dalel.publish.documents.reproducible_zip import pack, unpack
from dalel.publish.documents.word_styles import set_styles

#: What the library's template brings along and nobody needs: a picture, a Mac's name, old styles.
_UNWANTED: Final = ("thumbnail", "customXml", "extended-properties", "stylesWithEffects")
#: In centimetres.
_WIDTH: Final = 21.0
_MARGIN: Final = 2.6
TEXT_WIDTH: Final = _WIDTH - 2 * _MARGIN


def begun(title: str, locale: str, time: datetime) -> Document:
    """An empty A4 document with our styles: title, language and a time, and nobody's name."""
    document = docx.Document()
    set_styles(document, locale)
    about: Any = document.core_properties
    about.title, about.language = title, locale
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    about.created = about.modified = time.replace(tzinfo=None, microsecond=0)
    about.revision = 1
    section = document.sections[0]
    section.page_width, section.page_height = Cm(_WIDTH), Cm(29.7)
    section.left_margin = section.right_margin = Cm(_MARGIN)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.4)
    section.different_first_page_header_footer = True
    return document


def finished(document: Document) -> bytes:
    """Its file: the same document gives the same bytes."""
    _drop_unwanted(document)
    target = BytesIO()
    document.save(target)
    return pack(dict(sorted(unpack(target.getvalue()).items(), key=_order)))


def _order(file: tuple[str, bytes]) -> tuple[bool, str]:
    """Word wants the list of contents first."""
    return (file[0] != "[Content_Types].xml", file[0])


def _drop_unwanted(document: Document) -> None:
    pieces: list[Any] = [document.part.package, document.part]
    for piece in pieces:
        relations: dict[str, Any] = dict(piece.rels)
        for key, relation in relations.items():
            if any(word in relation.reltype for word in _UNWANTED):
                del piece.rels[key]
