"""Texts that a page carries as JSON for its own program, as those put together in browsers do."""

import json
import math
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from dalel.language.letters import legible
from dalel.steps.extract.blocks import Block
from dalel.steps.extract.markup import marked_up

#: A larger state is that of a program, not of an article.
_LARGEST: Final = 8_000_000
#: A smaller one has no room for an article beside all else.
_MUCH: Final = 5_000
_SCRIPTS: Final = 60
#: How a script begins that only keeps data.
_STARTS: Final = re.compile(
    r"<script(?![^>]{0,300}ld\+)[^>]{0,300}>\s{0,50}(?:[\w.$\[\]\"' ]{1,100}=\s{0,9})?\{"
)
#: How far into a script its value begins: after ``window.__STATE__ =``.
_NAME_LENGTH: Final = 200
_DECODER: Final = json.JSONDecoder(strict=False)
#: So many values of one state are looked at.
_VALUES: Final = 200_000
#: A shorter string is as often a caption or a teaser.
_LONG: Final = 50
_DEEPEST: Final = 40
#: Ten teasers are not one article: a text counts more than its parts.
_FAVOUR: Final = 1.25
#: Text has this many spaces for its length at least; addresses and code have fewer.
_WORD_LENGTH: Final = 14


def carries_state(source: str) -> bool:
    """Whether a script of the page holds so much data that a text may be in it.

    :param source: the page as text.
    """
    starts = islice(_STARTS.finditer(source), _SCRIPTS)
    return any(source.find("</script", start.end(), start.end() + _MUCH) < 0 for start in starts)


def find_embedded(tree: HtmlElement) -> list[Block]:
    """The paragraphs of the longest text in the page's JSON; empty where there is none.

    What stands under the same keys belongs together: the parts of one article, or the teasers of
    many, of which the longer are the article.
    """
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for script in islice(tree.iter("script"), _SCRIPTS):
        for keys, text in islice(_strings(_state(script)), _VALUES):
            if _is_text(text):
                found.setdefault(keys, {}).setdefault(text)
    texts = max(found.values(), key=_weight, default={})
    return [block for text in texts for block in marked_up(legible(text))]


def _weight(texts: dict[str, None]) -> float:
    return sum(math.pow(len(text), _FAVOUR) for text in texts)


def _state(script: HtmlElement) -> object:
    text = _data(script)
    if not text or len(text) > _LARGEST:
        return None
    try:
        value, _ = _DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return value


def _data(script: HtmlElement) -> str:
    """The JSON of a script that holds data, or that does nothing but keep a value; else nothing."""
    kind, text = script.get("type") or "", (script.text or "").strip()
    if "ld+" in kind:
        return ""
    if "json" in kind:
        return text
    start = text.find("{", 0, _NAME_LENGTH)
    return text[start:] if start > 0 and text[:start].rstrip().endswith("=") else ""


def _strings(value: object) -> Iterator[tuple[tuple[str, ...], str]]:
    """Strings in order, with the keys above them but without their places in lists."""
    waiting: list[tuple[tuple[str, ...], object]] = [((), value)]
    while waiting:
        keys, each = waiting.pop()
        if isinstance(each, str):
            yield keys, each
        elif isinstance(each, list):
            waiting += [(keys, one) for one in reversed(each)]
        elif isinstance(each, dict) and len(keys) < _DEEPEST:
            waiting += [((*keys, key), one) for key, one in reversed(each.items())]


def _is_text(text: str) -> bool:
    return len(text) >= _LONG and text.count(" ") * _WORD_LENGTH >= len(text)
