"""Text blocks of an element, in reading order."""

from dataclasses import dataclass
from typing import Final

from lxml.etree import iterwalk
from lxml.html import HtmlElement

#: Elements that begin and end a block.
_BLOCKS: Final = frozenset(
    {
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "blockquote", "pre", "address"),
        *("div", "section", "article", "main", "header", "details", "summary", "center", "form"),
        *("ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "body", "html"),
    }
)
_BREAKS: Final = frozenset({"br", "hr"})
_CELLS: Final = frozenset({"td", "th"})
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A stretch of text on its own lines, how much of it is links, and the element it is in."""

    text: str
    linked: int
    tag: str

    @property
    def is_heading(self) -> bool:
        """Whether it stands over what follows."""
        return self.tag in HEADINGS


class _Reader:
    """Collects text until a block ends."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.tags: list[str] = ["div"]
        self._pieces: list[str] = []
        self._linked = 0
        self.links_open = 0

    def read(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            if self.links_open:
                self._linked += len(text.strip())

    def end(self) -> None:
        if not self._pieces:
            return
        text = " ".join("".join(self._pieces).split())
        if text:
            linked = min(self._linked, len(text))
            self.blocks.append(Block(text=text, linked=linked, tag=self.tags[-1]))
        self._pieces.clear()
        self._linked = 0

    def open(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end()
            self.tags.append(tag)
        elif tag == "a":
            self.links_open += 1
        elif tag in _CELLS and self.tags[-1] == "tr":
            self._pieces.append(" ")
        elif tag in _CELLS or (tag in _BREAKS and not self.links_open):
            self.end()

    def close(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end()
            self.tags.pop()
        elif tag == "a":
            self.links_open -= 1


def read_blocks(place: HtmlElement) -> list[Block]:
    """The blocks within an element; a row of a table is one block."""
    reader = _Reader()
    for event, element in iterwalk(place, events=("start", "end")):
        if event == "start":
            reader.open(element.tag)
            reader.read(element.text)
        else:
            reader.close(element.tag)
            if element is not place:
                reader.read(element.tail)
    reader.end()
    return reader.blocks
