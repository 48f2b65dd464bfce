"""Scrubs a page that a member's own browser saved of all that tells who saved it.

What is kept is listed, not what goes: elements that hold words, and a few attributes of them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from lxml.html import HtmlElement, tostring

from dalel.domain.errors import UnreadableError
from dalel.domain.pasted_addresses import holds_random, without_keys
from dalel.domain.saved_file import SavedKind, Scrubbed, ScrubbedPage
from dalel.language.html_tree import parse_html
from dalel.steps.archive.account_names import hidden_places, is_named
from dalel.steps.archive.saved_page import page_text

#: What stands where something was taken out of the words of a page.
BAR: Final = "█████"
#: Elements that go with all that is in them.
_GOING: Final = {
    **dict.fromkeys(("script", "style", "template", "noscript", "link", "base"), Scrubbed.PROGRAM),
    **dict.fromkeys(
        ("input", "textarea", "select", "option", "button", "datalist", "output"), Scrubbed.FIELD
    ),
    **dict.fromkeys(
        (
            *("iframe", "frame", "frameset", "object", "embed", "applet", "svg", "math"),
            *("canvas", "audio", "video", "source", "track", "map", "portal"),
        ),
        Scrubbed.EMBEDDED,
    ),
}
#: Attributes that stay, their words scrubbed as those of the page; addresses are cut besides.
_STAYING: Final = frozenset(
    {"href", "alt", "title", "lang", "dir", "datetime", "colspan", "rowspan", "class", "id", "rel"}
)
#: What a page says of itself in its head.
_METAS: Final = frozenset(
    {
        *("og:title", "og:description", "og:site_name", "og:type", "description", "author"),
        *("article:published_time", "article:modified_time", "datepublished"),
    }
)
_INLINE_DATA: Final = re.compile(r"data:[^\s\"'<>)]{64,}", re.IGNORECASE)
_HIDDEN_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PLAIN_NAME: Final = re.compile(r"[A-Za-z][A-Za-z_ -]{0,200}")
_MAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_WEB: Final = re.compile(r"https?://[^\s<>\"«»]{1,2000}", re.IGNORECASE)
_LONG_RUN: Final = re.compile(r"[A-Za-z0-9_=.-]{32,}")
#: A run of letters and digits of this length in a text is a key.
_KEY: Final = 32


def scrub_page(content: bytes, kind: SavedKind, names: Sequence[str]) -> ScrubbedPage:
    """The page without programs, fields, keys and the names of whoever was logged in.

    :param names: as the person is called there: names, login, mail address, telephone.
    :raises UnreadableError: when it is no page, or a name would be left in it.
    """
    shortened, embedded = _INLINE_DATA.subn("data:,", page_text(content, kind))
    tree = parse_html(shortened)
    if tree is None:
        raise UnreadableError("nothing is in it")
    removed = Counter({Scrubbed.EMBEDDED: embedded})
    _drop_elements(tree, removed)
    _clean_attributes(tree, names, removed)
    _clean_words(tree, names, removed)
    text = _words_of(tree)
    left = [text, *(value for element in tree.iter() for value in element.attrib.values())]
    if any(is_named(one, names) for one in left):
        raise UnreadableError("a name of the account cannot be taken out of it")
    counted = {str(key): count for key, count in removed.items() if count}
    html = tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>")
    return ScrubbedPage(html=html, text=text, removed=counted)


def _drop_elements(tree: HtmlElement, removed: Counter[Scrubbed]) -> None:
    for element in list(tree.iter()):
        why = _why_going(element)
        if why is None or element is tree:
            continue
        removed[why] += 1
        if element.getparent() is not None:
            element.drop_tree()


def _why_going(element: HtmlElement) -> Scrubbed | None:
    if not isinstance(element.tag, str):
        return Scrubbed.UNSEEN
    if element.tag == "meta":
        return None if _called(element) in _METAS else Scrubbed.ATTRIBUTE
    if (why := _GOING.get(element.tag)) is not None:
        return why
    is_unseen = "hidden" in element.attrib or _HIDDEN_STYLE.search(element.get("style") or "")
    return Scrubbed.UNSEEN if is_unseen else None


def _called(meta: HtmlElement) -> str:
    return (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()


def _clean_attributes(tree: HtmlElement, names: Sequence[str], removed: Counter[Scrubbed]) -> None:
    for element in tree.iter():
        staying = _STAYING
        if element.tag == "meta":
            staying = frozenset({"property", "name", "itemprop", "content"})
        for name, value in list(element.attrib.items()):
            kept = _kept_value(name, value, names, removed) if name in staying else None
            if kept is None:
                removed[Scrubbed.ATTRIBUTE] += name not in {"style", "src", "srcset"}
                del element.attrib[name]
            else:
                element.attrib[name] = kept


def _kept_value(
    name: str, value: str, names: Sequence[str], removed: Counter[Scrubbed]
) -> str | None:
    """An attribute's value as it stays; None: it goes."""
    if name in {"class", "id", "rel"}:
        is_plain = _PLAIN_NAME.fullmatch(value) and not is_named(value, names)
        return value if is_plain else None
    if name == "href":
        kept, count = without_keys(value.strip())
        removed[Scrubbed.KEY] += count
        if is_named(kept, names):
            removed[Scrubbed.ACCOUNT] += 1
            return None
        return kept or None
    if is_named(value, names):
        removed[Scrubbed.ACCOUNT] += 1
        return None
    return _without_keys(value, removed)


def _clean_words(tree: HtmlElement, names: Sequence[str], removed: Counter[Scrubbed]) -> None:
    """Hide names wherever they stand, also across elements; then addresses and keys."""
    places = list(_places(tree))
    words = [getattr(element, kind) or "" for element, kind in places]
    hidden = hidden_places(words, names)
    removed[Scrubbed.ACCOUNT] += sum(map(len, hidden))
    for (element, kind), text, spans in zip(places, words, hidden, strict=True):
        setattr(element, kind, _without_keys(_barred(text, spans), removed))


def _places(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Where words stand, in the order in which they are read."""
    walked: list[tuple[HtmlElement, str]] = [(tree, "text")]
    while walked:
        element, kind = walked.pop()
        yield element, kind
        if kind == "text":
            inner = [pair for child in element for pair in ((child, "text"), (child, "tail"))]
            walked += reversed(inner)


def _barred(text: str, spans: Sequence[tuple[int, int]]) -> str:
    pieces, place = [], 0
    for start, end in spans:
        pieces += [text[place:start], BAR]
        place = end
    return "".join([*pieces, text[place:]])


def _without_keys(text: str, removed: Counter[Scrubbed]) -> str:
    text, mails = _MAIL.subn(BAR, text)
    removed[Scrubbed.MAIL] += mails
    for pattern, read in ((_WEB, _cut_address), (_LONG_RUN, _cut_key)):
        pieces, place = [], 0
        for match in pattern.finditer(text):
            kept, count = read(match[0])
            removed[Scrubbed.KEY] += count
            pieces += [text[place : match.start()], kept]
            place = match.end()
        text = "".join([*pieces, text[place:]])
    return text


def _cut_address(url: str) -> tuple[str, int]:
    return without_keys(url)


def _cut_key(run: str) -> tuple[str, int]:
    return (BAR, 1) if holds_random(run, _KEY) or run.startswith("eyJ") else (run, 0)


#: Elements after which a line ends.
_LINES: Final = frozenset(
    {
        *("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article"),
        *("header", "footer", "blockquote", "pre", "table", "ul", "ol", "title", "main", "figure"),
    }
)


def _words_of(tree: HtmlElement) -> str:
    pieces: list[str] = []
    for element, kind in _places(tree):
        if element.tag in _LINES:
            pieces.append("\n")
        pieces.append(re.sub(r"\s+", " ", getattr(element, kind) or ""))
    lines = (line.strip() for line in "".join(pieces).splitlines())
    return "\n".join(line for line in lines if line)
