"""Lines of a bulletin's file, and the web addresses on them."""

import re
from dataclasses import dataclass
from typing import Final

#: A label before an address, "Дереккөз:", or what tells no word, "(12.01.2026)".
_LABEL: Final = re.compile(r"[^.!?]{0,40}:\s*|[\W\d_]*")
_TYPED: Final = re.compile(
    r"<\s*(?P<angled>(?:https?://|www\.)[^\s<>]+)\s*>|"
    r"(?P<bare>(?:https?://|www\.)[^\s<>«»“”\"]+)",
    re.IGNORECASE,
)
#: An address without a scheme counts where it is alone on its line and has a path.
_ALONE: Final = re.compile(
    r"(?P<open><?)\s*(?P<host>(?:[\w-]+\.)+[a-z]{2,}/[^\s<>]+?)\s*>?", re.IGNORECASE
)
_TRAILING: Final = ".,;:!?…'"


@dataclass(frozen=True, kw_only=True)
class LineLink:
    """A web address on a line: where its text stands, what it leads to, how it is set.

    ``typed`` is false for a hyperlink whose text is not the address.
    """

    url: str
    start: int
    end: int
    bracketed: bool = False
    typed: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A line of a text, or a paragraph of a document; ``number`` counts from 1.

    ``heading`` is true where the document itself marks it so; a plain text marks nothing. ``aside``
    is what stands beside the entries in a document of our own.
    """

    number: int
    text: str
    addresses: tuple[LineLink, ...] = ()
    heading: bool = False
    aside: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands there."""
        return not self.text

    @property
    def beside(self) -> str:
        """What stands on the line beside its addresses."""
        parts, position = [], 0
        for address in self.addresses:
            parts.append(self.text[position : address.start])
            position = address.end
        return "".join([*parts, self.text[position:]]).strip()

    @property
    def is_link(self) -> bool:
        """Whether the line is there for its addresses, and is no sentence with a link in it."""
        return bool(self.addresses) and _LABEL.fullmatch(self.beside) is not None


def typed_addresses(text: str) -> tuple[LineLink, ...]:
    """The addresses that are written out in a text."""
    alone = _ALONE.fullmatch(text)
    if alone and not _TYPED.match(text):
        return (LineLink(url=alone["host"], start=0, end=len(text), bracketed=bool(alone["open"])),)
    found = []
    for match in _TYPED.finditer(text):
        url, end = match["angled"], match.end()
        if not url:
            url = _without_trailing(match["bare"])
            end = match.start() + len(url)
        found.append(
            LineLink(url=url, start=match.start(), end=end, bracketed=bool(match["angled"]))
        )
    return tuple(found)


def _without_trailing(url: str) -> str:
    """The address without marks that belong to the sentence, and without an unopened bracket."""
    shorter = url.rstrip(_TRAILING)
    while shorter[-1:] in {")", "]"}:
        closing = shorter[-1]
        opening = "(" if closing == ")" else "["
        if shorter.count(opening) >= shorter.count(closing):
            break
        shorter = shorter[:-1].rstrip(_TRAILING)
    return shorter
