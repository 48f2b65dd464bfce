"""Comparison of a text with the page that it was read from, without reading the page again.

Only letters and digits count, in their order: so neither spaces, markup, quotation marks nor the
version of the reader make a difference, and each word that is another, more or less does.
"""

import html
import re
from collections.abc import Iterator
from typing import Final
from unicodedata import normalize

_SCRIPT: Final = re.compile(r"<(/?)(script|style)\b[^<>]*>", re.IGNORECASE)
_TAG: Final = re.compile(r"<[!/?a-zA-Z][^<>]*>")
_NO_LETTER: Final = re.compile(r"[\W_]+")
_ESCAPED: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([nrtbf])|(.))", re.DOTALL)


class StandingPage:
    """A page against which texts are held, looked at in further ways only where one has to."""

    def __init__(self, page: str) -> None:
        self._more = _views(page)
        self._views: list[str] = []

    def missing(self, text: str) -> Iterator[str]:
        """The lines of a text that do not stand in the page."""
        for line in text.splitlines():
            wanted = _letters(line)
            if wanted and not any(wanted in view for view in self._looked()):
                yield line

    def _looked(self) -> Iterator[str]:
        yield from self._views
        for view in self._more:
            self._views.append(_letters(view))
            yield self._views[-1]


def _views(page: str) -> Iterator[str]:
    """A page as it is shown, as a feed carries it, and as data in it or around it tells."""
    yield _shown(page)
    if "&lt;" in page or "<![CDATA[" in page:
        yield _shown(html.unescape(page.replace("<![CDATA[", "").replace("]]>", "")))
    if "\\" in page:
        yield _shown(_ESCAPED.sub(_unescaped, page), scripts=True)


def _shown(page: str, *, scripts: bool = False) -> str:
    if not scripts:
        page = "".join(_outside_scripts(page))
    return html.unescape(_TAG.sub("", page))


def _outside_scripts(page: str) -> Iterator[str]:
    """What is no script and no style; one that does not end is left where it is."""
    begun, inside = 0, ""
    for mark in _SCRIPT.finditer(page):
        name = mark[2].lower()
        if not inside and not mark[1]:
            yield page[begun : mark.start()]
            begun, inside = mark.start(), name
        elif mark[1] and name == inside:
            begun, inside = mark.end(), ""
    yield page[begun:]


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", normalize("NFKC", text).casefold())


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return " " if match[2] else str(match[3])
