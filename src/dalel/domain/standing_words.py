"""Comparison of a text with the page that it was read from, without reading the page again.

Only letters and digits count, in their order, and where a block begins and ends: so neither
spaces, markup, quotation marks nor most versions of the reader make a difference, and each word
of a line that is another, more or less does.
"""

import html
import re
from collections.abc import Iterator
from typing import Final
from unicodedata import normalize

_SCRIPT: Final = re.compile(r"<(/?)(script|style)\b[^<>]*>", re.IGNORECASE)
#: Within a line; every other element begins and ends one.
_INLINE: Final = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span"
    r"|strike|strong|sub|sup|time|tg-emoji|tg-spoiler|tt|u|var|wbr)(?:[\s/][^<>]*)?>|<!--[^<>]*-->",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"<[!/?a-zA-Z][^<>]*>")
#: Where a block begins or ends; it is no letter, and stands in no page that is shown.
_EDGE: Final = "\x01"
_NO_LETTER: Final = re.compile(rf"[^\w{_EDGE}]+|_+")
_EDGES: Final = re.compile(rf"{_EDGE}{{2,}}")
_ESCAPED: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([nrt])|(.))", re.DOTALL)


class StandingPage:
    """A page against which texts are held, looked at in further ways only where one has to."""

    def __init__(self, page: str) -> None:
        self._more = _views(page.replace(_EDGE, ""))
        self._views: list[str] = []

    def has(self, title: str) -> bool:
        """Whether words stand somewhere in the page, if only as part of a line."""
        return self._stands(_letters(title))

    def missing(self, text: str) -> Iterator[str]:
        """The lines of a text that are no whole lines of the page."""
        for line in text.splitlines():
            wanted = _letters(line)
            if wanted and not self._stands(f"{_EDGE}{wanted}{_EDGE}"):
                yield line

    def _stands(self, wanted: str) -> bool:
        return any(wanted in view for view in self._looked())

    def _looked(self) -> Iterator[str]:
        yield from self._views
        for view in self._more:
            self._views.append(_EDGES.sub(_EDGE, f"{_EDGE}{_letters(view)}{_EDGE}"))
            yield self._views[-1]


def _views(page: str) -> Iterator[str]:
    """A page as it is shown, as a feed carries it, and as data in it or around it tells."""
    yield _shown("".join(_outside_scripts(page)))
    if "&lt;" in page or "<![CDATA[" in page:
        told = html.unescape(page.replace("<![CDATA[", "").replace("]]>", ""))
        yield _shown("".join(_outside_scripts(told)))
    told = html.unescape(_ESCAPED.sub(_unescaped, page.replace('"', _EDGE)))
    yield _shown(told)
    # What stands in a tag, such as the headline that a page gives of itself.
    yield html.unescape(page.replace('"', _EDGE))


def _shown(page: str) -> str:
    return html.unescape(_TAG.sub(_EDGE, _INLINE.sub("", page)))


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
    if match[3] == _EDGE:
        # A quotation mark within a text.
        return ""
    return _EDGE if match[2] else str(match[3])
