"""Conversion of Word documents (.docx) to HTML."""

import zipfile
import zlib
from contextlib import suppress
from io import BytesIO
from typing import IO, Final
from xml.parsers.expat import ExpatError, ParserCreate
from xml.sax import SAXException

import mammoth

from dalel.domain.bulletin import BESIDE
from dalel.domain.errors import BulletinError
from dalel.steps.bulletins.markup import ASIDE

#: The most that all parts of a document may unpack to, in bytes.
_LARGEST: Final = 256 * 1024 * 1024
_MOST_PARTS: Final = 10_000
_MAIN_PART: Final = "word/document.xml"
#: A chapter of figures and a retracted entry have a head that tells what is passed over.
_STYLES: Final = f"""
p[style-name='{BESIDE}Heading 1'] => h1.{ASIDE}:fresh
p[style-name='{BESIDE}Retracted'] => h2.{ASIDE}:fresh
p[style-name^='{BESIDE}'] => p.{ASIDE}:fresh
"""
#: What readers raise of a document that is broken, and how that is told.
BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError, OSError,
    NotImplementedError, RuntimeError, AttributeError, IndexError, ExpatError, SAXException,
)  # fmt: skip
DAMAGED: Final = "the Word document is damaged and cannot be read"


def docx_to_html(content: bytes) -> str:
    """The document as HTML: a paragraph each, empty ones too; pictures left out.

    Paragraphs of the class ``ASIDE`` stand in a document of our own beside its entries.

    :raises BulletinError: when it is damaged, encrypted, unpacks to too much, or defines entities.
    """
    try:
        check_package(content, main=_MAIN_PART)
        return str(
            mammoth.convert_to_html(
                BytesIO(content),
                ignore_empty_paragraphs=False,
                convert_image=mammoth.images.img_element(lambda _image: {}),
                include_embedded_style_map=False,
                style_map=_STYLES,
            ).value
        )
    except BROKEN as error:
        raise BulletinError(DAMAGED) from error


def check_package(content: bytes, main: str = "") -> None:
    """Look at the parts of a document before anything reads them; ``main`` is one it must have.

    :raises BulletinError: when it is encrypted, unpacks to too much, lacks the part, or defines
        entities; one of ``BROKEN`` when it is damaged.
    """
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST:
            raise BulletinError("the Word document unpacks to more than is read")
        if any(part.flag_bits & 1 for part in parts):
            raise BulletinError("the Word document is encrypted")
        if main and main not in archive.namelist():
            raise BulletinError("this zip file is no Word document")
        # A relationship may call any part XML, whatever its name.
        for part in parts:
            with archive.open(part) as stream:
                _refuse_declarations(stream, part.filename)


def _refuse_declarations(stream: IO[bytes], name: str) -> None:
    """Word writes no document type declaration; one is there only to define entities.

    The parser that will read the part looks for it, since the part may be in any encoding.
    """

    def refuse(*_declared: object) -> None:
        raise BulletinError(f"{name} defines entities, which is not read")

    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    # A picture is no XML.
    with suppress(ExpatError):
        parser.ParseFile(stream)
