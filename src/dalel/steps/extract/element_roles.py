"""Marks of an element's role, told by its class, id, itemprop and visibility.

The tokens are those that themes and content systems share. They are judged once for each
spelling and remembered, for a page repeats few spellings on many elements.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from lxml.html import HtmlElement


class ElementMark(NamedTuple):
    """What an element is by its names.

    ``other``: something else than the article, as comments, related articles, cookie banners.
    ``alien``: of these, what is never the article, however long: readers' and lawyers' words.
    ``frame``: what frames it, as share buttons, tags, bylines; layouts use these words loosely.
    ``body``: it holds the article's text.
    """

    other: bool = False
    frame: bool = False
    body: bool = False
    alien: bool = False


_ALIEN: Final = re.compile(
    r"comment(?!ary)|disqus|livefyre|cookie|consent|gdpr|privacy|footer|newsletter|bread-?crumb"
    r"|(?:^|[ _-])(?:repl(?:y|ies)|kommentar|pikir|otzyv|terms)",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(
    r"comment(?!ary)|disqus|livefyre|cookie|consent|gdpr|privacy|related|recommend|side-?bar|footer|outbrain"
    r"|taboola|newsletter|bread-?crumb|popular|trending|most-read|more-(?:from|stories)|modal|popup|carousel"
    r"|read-?(?:more|also)|see-?also|also-?read",
    re.IGNORECASE,
)
_FRAME: Final = re.compile(
    r"foot-|subscri|shar(?:e|ing)|social|promo|byline|author(?!-?text)|sponsor|advert"
    r"|(?:^|[ _-])ads?(?:[ _-]|$)|pop-up|overlay|menu|nav(?:bar|-|igation)|toolbar"
    r"|tags?(?:[ _-]|$)|tag-list|tagged|meta(?:[ _-]|$)"
    r"|disclaimer|copyright|login|sign-?up|teaser|hidden|caption|credit|print-?(?:only|hide)|noprint|rating"
    r"|banner|sr-only|screen-reader|pager|paginat|(?:next|prev)-|playlist|player|correction-form|skip-?link"
    r"|masthead|top-?bar|donat|timestamp|widget|kicker|(?:post|entry|pub)-?date|published|eyebrow",
    re.IGNORECASE,
)
_BODY: Final = re.compile(
    r"article[-_]*(?:body|text|content)|story-?body|body-?text|full-?text|main-?text|news-?detail|rich-?text"
    r"|(?:entry|post|page|text|art|single|story|news|theme|blog|detail|item|body)[-_]*(?:content|text|body)\b"
    r"|field-body|content[-_]*(?:body|main|text)",
    re.IGNORECASE,
)


_NAMELESS: Final = ElementMark()
_TEXT: Final = ElementMark(body=True)


def mark(element: HtmlElement) -> ElementMark:
    """What the element's class and id, its itemprop and its visibility say."""
    if element.get("itemprop") == "articleBody":
        return _TEXT
    names, identifier = element.get("class"), element.get("id")
    found = _spelled(f"{names or ''} {identifier or ''}") if names or identifier else _NAMELESS
    return found._replace(frame=True) if _is_hidden(element) else found


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style")
    return (
        (style is not None and "display:none" in style.replace(" ", "").lower())
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
    )


@lru_cache(maxsize=20_000)
def _spelled(names: str) -> ElementMark:
    return ElementMark(
        other=bool(_OTHER.search(names)),
        frame=bool(_FRAME.search(names)),
        body=bool(_BODY.search(names)),
        alien=bool(_ALIEN.search(names)),
    )
