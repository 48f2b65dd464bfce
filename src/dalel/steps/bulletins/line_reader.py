"""Reading the lines of a bulletin from a text, Word or HTML file."""

from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath
from typing import Final

from dalel.domain.errors import BulletinError
from dalel.domain.incident import LONGEST_TEXT
from dalel.steps.bulletins.documents import docx_to_html
from dalel.steps.bulletins.encoding import decode
from dalel.steps.bulletins.lines import Line, typed_addresses
from dalel.steps.bulletins.markup import html_lines, is_html

#: The largest file that is read, in bytes.
LARGEST: Final = 64 * 1024 * 1024
#: The most lines that are read: many times what ten thousand entries need.
MOST_LINES: Final = 500_000
#: The same of a file that is sent to the desk: an issue of a year, not the archive of ten.
LARGEST_SENT: Final = 16 * 1024 * 1024
MOST_SENT_LINES: Final = 20_000
MOST_SENT_LETTERS: Final = 1_500_000
_ZIP: Final = b"PK\x03\x04"
_HTML_NAMES: Final = (".html", ".htm", ".xhtml")
_NAMES: Final = (*_HTML_NAMES, ".docx", ".txt", ".text", ".md", "")
#: Formats that are known by their first bytes and not read.
_FOREIGN: Final = {
    b"%PDF": "this is a PDF; save it as .docx, .html or .txt",
    b"{\\rtf": "this is an RTF document; save it as .docx",
    b"\xd0\xcf\x11\xe0": "this is an old Word document; save it as .docx",
}
#: Besides white space, marks that may hang at the ends of a line unseen.
_INVISIBLE: Final = "\ufeff\u200b\u2060"


def read(content: bytes, name: str) -> tuple[Line, ...]:
    """The lines of a ``.txt`` file, or the paragraphs of a ``.docx`` or ``.html`` document.

    ``name`` is the file's name; its ending must agree with what the bytes are.

    :raises BulletinError: when the file is empty, too large or of another kind, or when its
        encoding is not understood.
    """
    if len(content) > LARGEST:
        raise BulletinError(f"the file is larger than {LARGEST // 2**20} MB")
    if not content.strip():
        raise BulletinError("the file is empty")
    for mark, problem in _FOREIGN.items():
        if content.startswith(mark):
            raise BulletinError(problem)
    lines = tuple(islice(_lines(content, PurePath(name).suffix.lower()), MOST_LINES + 1))
    if len(lines) > MOST_LINES:
        raise BulletinError(f"the file has more than {MOST_LINES} lines")
    if all(line.is_empty for line in lines):
        raise BulletinError("the file holds no text")
    return lines


def read_sent(content: bytes, name: str) -> tuple[Line, ...]:
    """The lines of a file that somebody sent, within closer limits.

    :raises BulletinError: as ``read`` does, and when it is longer than a bulletin is.
    """
    if len(content) > LARGEST_SENT:
        raise BulletinError(f"the file is larger than {LARGEST_SENT // 2**20} MB")
    lines = read(content, name)
    letters = sum(len(line.text) for line in lines)
    if len(lines) > MOST_SENT_LINES or letters > MOST_SENT_LETTERS:
        raise BulletinError("the file is longer than a bulletin; bring it in by: dalel import FILE")
    for line in lines:
        if len(line.text) > LONGEST_TEXT:
            raise BulletinError(
                f"the paragraph has more than {LONGEST_TEXT} letters", line=line.number
            )
    return lines


def _lines(content: bytes, ending: str) -> Iterator[Line]:
    if ending not in _NAMES:
        raise BulletinError(f"a {ending} file is not read; save it as .docx, .html or .txt")
    if (ending == ".docx") != content.startswith(_ZIP):
        raise BulletinError(
            "this is no Word document, although it is named so"
            if ending == ".docx"
            else "this is a zip file or a Word document, although it is not named .docx"
        )
    if ending == ".docx":
        return html_lines(docx_to_html(content))
    text = decode(content)
    if ending in _HTML_NAMES or is_html(text):
        return html_lines(text)
    return _plain_lines(text)


def _plain_lines(text: str) -> Iterator[Line]:
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n", MOST_LINES)
    for number, row in enumerate(rows, 1):
        bare = row.strip().strip(_INVISIBLE).strip()
        yield Line(number=number, text=bare, addresses=typed_addresses(bare))
