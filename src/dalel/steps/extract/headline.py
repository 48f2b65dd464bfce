"""Extraction of an article's title, without the outlet's name."""

import re
from itertools import islice
from typing import Final

from dalel.steps.extract.page import ParsedPage, inner_text, split_address
from dalel.steps.extract.trim import folded

#: What parts a title from the outlet's name, with spaces around.
_SEPARATOR: Final = re.compile(r"\s+(?:\||-|–|—|::|»|«|•|/)\s+|\s*\|\s*")


def find_title(page: ParsedPage) -> tuple[str, str]:
    """The title without the outlet's name, and where it was found; empty when there is none."""
    shown = [text for text in (inner_text(h1) for h1 in islice(page.body.iter("h1"), 10)) if text]
    shared = page.metas.get("og:title") or page.metas.get("twitter:title") or ""
    tab, headlines = _tab(page), _headlines(page)
    for heading in shown:
        # A heading that the page also gives elsewhere is the title, not the outlet's banner.
        form = folded(heading)
        if form and any(folded(other).startswith(form) for other in (shared, tab, *headlines)):
            return heading, "h1"
    if headlines:
        return headlines[0], "json-ld headline"
    if shared:
        return without_outlet(shared, page), "og:title"
    if shown:
        return shown[0], "h1"
    return (without_outlet(tab, page), "title") if tab else ("", "")


def title_forms(page: ParsedPage, title: str) -> frozenset[str]:
    """Folded forms in which the title may stand again above the text."""
    given = [title, page.metas.get("og:title", ""), page.metas.get("twitter:title", ""), _tab(page)]
    given += [inner_text(h1) for h1 in islice(page.body.iter("h1"), 10)]
    given += [_SEPARATOR.split(_tab(page))[0], *_headlines(page)]
    return frozenset(form for form in map(folded, given) if form)


def without_outlet(title: str, page: ParsedPage) -> str:
    """A title cut before the outlet's name, where what follows the last separator is that."""
    separators = list(_SEPARATOR.finditer(title))
    if not separators:
        return title
    last = separators[-1]
    head, tail = title[: last.start()].strip(), title[last.end() :].strip()
    host = (split_address(page.url).hostname or "").removeprefix("www.")
    outlet = folded(page.metas.get("og:site_name", ""))
    plain = folded(tail).replace(" ", "")
    is_outlet = (
        "|" in last[0]
        or (outlet and (outlet in folded(tail) or folded(tail) in outlet))
        or (host and len(plain) > 2 and (plain in host.replace("-", "") or host in tail.lower()))
    )
    return head if head and is_outlet else title


def _headlines(page: ParsedPage) -> list[str]:
    found = (node.get("headline") for node in page.article_nodes)
    return [" ".join(each.split()) for each in found if isinstance(each, str) and each.strip()]


def _tab(page: ParsedPage) -> str:
    title = page.tree.find(".//title")
    return "" if title is None else inner_text(title)
