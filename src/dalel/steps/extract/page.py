"""The parsed page: its tree, meta elements and JSON-LD."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

from lxml.html import HtmlElement

from dalel.language.html_tree import parse_html
from dalel.language.letters import legible

#: Deeper JSON-LD says nothing more about the article.
_JSON_DEPTH: Final = 5


@dataclass(frozen=True, kw_only=True)
class ParsedPage:
    """A parsed page: ``metas`` by name or property in small letters, ``nodes`` of JSON-LD."""

    tree: HtmlElement
    url: str | None
    metas: Mapping[str, str]
    nodes: tuple[Mapping[str, object], ...]

    @property
    def article_nodes(self) -> tuple[Mapping[str, object], ...]:
        """The nodes that describe an article or a post."""
        return tuple(node for node in self.nodes if _is_article(node))

    @property
    def is_article(self) -> bool:
        """Whether the page says that it is an article."""
        return bool(self.article_nodes) or self.metas.get("og:type", "").lower().endswith("article")

    @property
    def body(self) -> HtmlElement:
        """The element that holds what is shown."""
        body = self.tree.find("body")
        return self.tree if body is None else body


def parse(text: str, url: str | None) -> ParsedPage | None:
    """The page, or None when there is nothing in it to parse.

    :param text: without control characters, as ``decode`` gives it.
    :param url: where it was captured; else the address that it gives of itself.
    :raises UnreadableError: when only a part of it can be read.
    """
    tree = parse_html(text)
    if tree is None:
        return None
    metas = _metas(tree)
    return ParsedPage(
        tree=tree,
        url=url or _own_address(tree) or metas.get("og:url"),
        metas=metas,
        nodes=tuple(_nodes(tree)),
    )


def split_address(url: str | None) -> SplitResult:
    """The parts of an address; all empty where it is none."""
    try:
        return urlsplit(url or "")
    except ValueError:
        return SplitResult("", "", "", "", "")


def inner_text(element: HtmlElement) -> str:
    """The text within an element, white space folded."""
    return " ".join("".join(element.itertext()).split())


def _own_address(tree: HtmlElement) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            return str(link.get("href", "")) or None
    return None


def _metas(tree: HtmlElement) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = " ".join((meta.get("content") or "").split())
        key = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if key and content:
            metas.setdefault(key.strip().lower(), content)
    return metas


def _nodes(tree: HtmlElement) -> Iterator[Mapping[str, object]]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and script.text:
            try:
                found = json.loads(
                    script.text.strip().removesuffix(";"), strict=False, object_hook=_legible
                )
            except (ValueError, RecursionError):
                continue
            yield from _within(found, _JSON_DEPTH)


def _legible(node: dict[str, object]) -> dict[str, object]:
    return {key: _legible_text(value) for key, value in node.items()}


def _legible_text(value: object) -> object:
    if isinstance(value, list):
        return [_legible_text(each) for each in value]
    return legible(value) if isinstance(value, str) else value


def _within(found: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth == 0:
        return
    if isinstance(found, list):
        for each in found:
            yield from _within(each, depth - 1)
    elif isinstance(found, dict):
        if "@type" in found:
            yield found
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _within(found.get(key), depth - 1)


def _is_article(node: Mapping[str, object]) -> bool:
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and name.endswith(("Article", "Posting")) for name in names)
