"""HTML trees: a page's text as a tree whose depth and width no stranger chooses."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from lxml.etree import ErrorLevels, LxmlError, ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from dalel.domain.errors import UnreadableError

#: What an element may have of them; the parser compares each with all before it. The richest
#: element of the 281 pages by which extraction is measured has 64.
MOST_ATTRIBUTES: Final = 256
#: The parser stops at 256. What lies deeper stands side by side here, as in browsers, which do so
#: from 512 on (``maximumHTMLParserDOMTreeDepth`` in Blink's HTMLConstructionSite).
_DEEPEST: Final = 200
#: So many attributes are at least so many characters: a name, and what parts it from the next.
_SHORTEST: Final = 2 * MOST_ATTRIBUTES
#: Every quantifier is possessive, so that no text is read twice.
_ATTRIBUTE: Final = (
    r"[\s/]*+[^\s/>][^\s/>=]*+"
    r"(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+)?+"
)
#: A comment, a text without tags in it, or a tag (HTML, section 13.2.5).
_TOKEN: Final = re.compile(
    r"<(?:!--(?:[^-]++|-(?!-!?>))*+(?:--!?>)?+"
    r"|(?P<raw>(?i:script|style|textarea|title|xmp|iframe|noembed|noframes))(?=[\s/>])"
    rf"(?:{_ATTRIBUTE})*+[\s/]*+>?+(?:[^<]++|<(?!/(?i:(?P=raw))[\s/>]))*+(?:</[^>]*+>?+)?+"
    rf"|(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<rest>(?:{_ATTRIBUTE})*+[\s/]*+>?))"
)
#: Whether it is worth looking closer: such a tag may be one of too many attributes.
_WIDE: Final = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:{_ATTRIBUTE}){{{MOST_ATTRIBUTES // 4}}}")
_FEW: Final = re.compile(rf"(?:{_ATTRIBUTE}){{0,{MOST_ATTRIBUTES}}}+")
#: Elements that hold nothing, so that nothing is deeper for them.
_VOID: Final = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)


def parse_html(text: str) -> HtmlElement | None:
    """The tree of a page without comments and instructions; None where there is nothing in it.

    An element keeps its first 256 attributes. What is nested deeper than 200 elements stands side
    by side there.

    :param text: without control characters, as ``letters.decode`` gives it.
    :raises UnreadableError: when the parser reads only a part of it.
    """
    text = _few_attributes(text)
    tree, is_whole = _parsed(text)
    if not is_whole:
        tree, is_whole = _parsed("".join(_shallow(text)))
    if not is_whole:
        raise UnreadableError("holds more in one place than is read")
    return tree


def _parsed(text: str) -> tuple[HtmlElement | None, bool]:
    # A parser is not shared: two threads may read at once.
    parser = HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        no_network=True,
    )
    try:
        # As bytes: lxml refuses a string that still says in which encoding it once was.
        tree = document_fromstring(text.encode(errors="replace"), parser=parser)
    except ParserError:
        return None, True
    except (LxmlError, ValueError, AssertionError):
        return None, False
    # The parser leaves out what is too deep or too long, and says so only here.
    is_whole = all(entry.level != ErrorLevels.FATAL for entry in parser.error_log)
    return (tree if isinstance(tree, HtmlElement) else None), is_whole


def _few_attributes(text: str) -> str:
    if _WIDE.search(text) is None:
        return text
    wide = [
        token
        for token in _TOKEN.finditer(text)
        if token["name"] and token.end() - token.start() > _SHORTEST
    ]
    cut = [(few.end(), token) for token in wide if (few := _FEW.match(text, token.start("rest")))]
    pieces, position = [], 0
    for stop, token in cut:
        if stop < token.end() and text[stop : token.end()].strip(" \t\r\n\f/>"):
            pieces.append(f"{text[position:stop]}>")
            position = token.end()
    return "".join([*pieces, text[position:]])


def _shallow(text: str) -> Iterator[str]:
    """The text with the tags of what lies too deep closed where the next one opens."""
    opened: list[str] = []
    closed_early: Counter[str] = Counter()
    position = 0
    for token in _TOKEN.finditer(text):
        yield text[position : token.start()]
        position = token.end()
        name = (token["name"] or "").lower()
        if not name or name in _VOID:
            yield token[0]
        elif not token["end"]:
            if len(opened) >= _DEEPEST:
                closed_early[opened[-1]] += 1
                yield f"</{opened.pop()}>"
            opened.append(name)
            yield token[0]
        elif closed_early[name] and opened[-1:] != [name]:
            closed_early[name] -= 1
        elif name in opened:
            # The parser ignores an end that would close a block within it: each is told.
            while (inner := opened.pop()) != name:
                yield f"</{inner}>"
            yield token[0]
    yield text[position:]
