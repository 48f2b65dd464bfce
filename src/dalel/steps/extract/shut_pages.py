"""Signs that a page shows a wall in place of what stands there: consent, payment, a challenge.

A banner above a text that can be read is no wall: the text beside what lies over it is counted.
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml.html import HtmlElement

from dalel.domain.rendering import ShutKind
from dalel.language.letters import decode
from dalel.steps.extract.page import ParsedPage, inner_text, parse
from dalel.steps.extract.words import words

#: With so many characters beside the wall its page says something of its own.
_ENOUGH: Final = {ShutKind.CHALLENGE: 600, ShutKind.CONSENT: 250, ShutKind.PAYWALL: 1500}
_UNSEEN: Final = frozenset({"script", "style", "noscript", "template"})
_OVER: Final = re.compile(r"consent|cookie|gdpr|onetrust|cmp-|paywall|regwall", re.IGNORECASE)
_NOT_FREE: Final = ("false", "no", "0")


def wall_of(content: bytes) -> ShutKind | None:
    """The wall that a rendered page, in UTF-8, shows; None where it shows what stands there."""
    page = parse(decode(content, "utf-8")[0], None)
    if page is None:
        return None
    if any(_is_not_free(node.get("isAccessibleForFree")) for node in page.article_nodes):
        return ShutKind.PAYWALL
    for hidden in list(page.tree.iter(*_UNSEEN)):
        hidden.drop_tree()
    said = inner_text(page.tree).casefold()
    own = len(_own_text(page))
    for kind, enough in _ENOUGH.items():
        if own < enough and any(word in said for word in words(f"wall_{kind}")):
            return kind
    return None


def _is_not_free(said: object) -> bool:
    return said is False or (isinstance(said, str) and said.strip().lower() in _NOT_FREE)


def _own_text(page: ParsedPage) -> str:
    """What the page says beside what lies over it."""
    for over in list(_overlays(page.body)):
        if over.getparent() is not None:
            over.drop_tree()
    return inner_text(page.body)


def _overlays(body: HtmlElement) -> Iterator[HtmlElement]:
    for element in body.iterdescendants():
        names = f"{element.get('id', '')} {element.get('class', '')}"
        if (
            element.tag == "dialog"
            or element.get("role") in {"dialog", "alertdialog"}
            or element.get("aria-modal") == "true"
            or _OVER.search(names)
        ):
            yield element
