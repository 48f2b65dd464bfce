"""Pages that a person's browser saved: their kind by their first bytes, and their HTML."""

import re
import unicodedata
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from typing import Final

from dalel.domain.errors import UnreadableError
from dalel.domain.saved_file import SavedKind
from dalel.language.letters import decode

#: So far from its beginning a file says what it is.
_HEAD: Final = 4096
_HTML: Final = re.compile(
    r"(?:\s++|<!--(?:[^-]|-(?!->))*+-->|<\?xml[^>]*+>){0,20}<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE,
)
_PARTS: Final = re.compile(rb"(?im)^content-type:\s*multipart/related\b")
_HEADER: Final = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]")
#: A browser writes the parts of a page side by side; more than this many is no page.
_MOST_PARTS: Final = 4000
_BOUNDARY: Final = re.compile(rb"(?im)^content-type:\s*(?:multipart/|message/)")
#: A page within a frame is a part of its own; no browser writes parts within parts.
_MOST_WHOLES: Final = 2


def page_kind(content: bytes) -> SavedKind | None:
    """What a saved page is by its first bytes; None: it is none."""
    head = content[:_HEAD]
    if _HEADER.match(head) and _PARTS.search(head):
        return SavedKind.MHTML
    return SavedKind.HTML if _HTML.match(decode(head)[0].lstrip("\ufeff")) else None


def page_text(content: bytes, kind: SavedKind) -> str:
    """The HTML of a saved page as text; of one in parts that of its first page, and nothing else.

    :raises UnreadableError: when it is no text, or made of parts as no browser writes them.
    """
    text = _first_page(content) if kind is SavedKind.MHTML else _decoded(content, None)
    return unicodedata.normalize("NFC", text)


def _first_page(content: bytes) -> str:
    if len(_BOUNDARY.findall(content)) >= _MOST_WHOLES:
        raise UnreadableError("parts within parts")
    try:
        whole = BytesParser().parsebytes(content)
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise UnreadableError("its parts cannot be read") from error
    parts = whole.get_payload()
    if not isinstance(parts, list) or len(parts) > _MOST_PARTS:
        raise UnreadableError("it has no parts, or too many")
    for part in parts:
        if isinstance(part, Message) and part.get_content_type() == "text/html":
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                return _decoded(body, part.get_content_charset())
    raise UnreadableError("none of its parts is a page")


def _decoded(body: bytes, charset: str | None) -> str:
    if b"\0" in body and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError("no text: another kind of file lies within it")
    return decode(body, charset)[0]
