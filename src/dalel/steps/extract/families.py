"""Families of paragraphs: running text that stands at one kind of place in a page's tree.

The paragraphs of an article are laid out alike, whatever their containers are called and however
many those are: the tags above them are the same. Teasers, comments and notes have other tags above
them, or links beside them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, NamedTuple

from lxml.html import HtmlElement

from dalel.steps.extract.blocks import HEADINGS
from dalel.steps.extract.element_roles import mark
from dalel.steps.extract.weigh import Weights, linked_weights, total_weights

#: What such elements hold is the article's more seldom than not; only a second look reads it.
DOUBTFUL: Final = frozenset({"aside", "noscript", "template", "fieldset", "dialog", "label"})
#: Where links are more than this share of the running text, they are teasers.
_LINKED_SHARE: Final = 0.5
#: How many articles are looked at; a page with more is made to waste our time.
_ARTICLES: Final = 50
#: A longer piece with a careless name may be text.
_LONG_PIECE: Final = 150
#: What may stand between paragraphs and is text.
_TEXT: Final = HEADINGS | {"ul", "ol", "dl", "p", "blockquote", "table", "pre"}


@dataclass(kw_only=True, eq=False)
class Family:
    """Elements that hold paragraphs under the same tags, in order.

    ``weight``: characters of running text; ``doubtful``: of these, where a name speaks against it.
    """

    holders: list[HtmlElement] = field(default_factory=list)
    weight: int = 0
    doubtful: int = 0

    @property
    def score(self) -> float:
        """Its characters, what is doubtful counting half."""
        return self.weight - self.doubtful / 2

    @property
    def is_doubtful(self) -> bool:
        """Whether most of it may be something else than the article."""
        return self.doubtful > self.weight / 2


class _Place(NamedTuple):
    """A number of the tags down to an element, and whether a name above speaks against it."""

    path: int = 0
    doubtful: bool = False
    alien: bool = False


class Places:
    """The places of all elements of a page, read once."""

    def __init__(self, body: HtmlElement) -> None:
        self._order = list(body.iter())
        self._home = _home(body)
        self._at_home = set(self._order if self._home is None else self._home.iter())
        self._linked = total_weights(linked_weights(body), reversed(self._order))
        self._places: dict[HtmlElement, _Place] = {}
        self._number()

    def heaviest(self, own: Weights) -> Family:
        """The family of the highest score; one without members where there is no running text.

        :param own: the characters of running text that each element holds directly.
        """
        running = total_weights(own, reversed(self._order))
        found: dict[int, Family] = {}
        for element in self._order:
            weight, place = own.get(element, 0), self._places[element]
            if not weight or place.alien or self._is_teaser(element, running):
                continue
            is_doubtful = place.doubtful or element not in self._at_home
            family = found.setdefault(place.path, Family())
            family.holders.append(element)
            family.weight += weight
            family.doubtful += weight if is_doubtful else 0
        return max(found.values(), key=lambda each: each.score, default=Family())

    def _is_teaser(self, element: HtmlElement, running: Weights) -> bool:
        return self._linked.get(element, 0) > _LINKED_SHARE * running.get(element, 0)

    def _number(self) -> None:
        numbers: dict[tuple[int, str], int] = {}
        for element in self._order:
            above = self._places.get(element.getparent(), _Place())
            marks = mark(element)
            tag = "home" if element is self._home else element.tag
            self._places[element] = _Place(
                path=numbers.setdefault((above.path, tag), len(numbers) + 1),
                doubtful=above.doubtful or marks.other or element.tag in DOUBTFUL,
                alien=above.alien or marks.alien,
            )


def _home(body: HtmlElement) -> HtmlElement | None:
    """The article that holds the title, if one does; beside it stand others."""
    for article in islice(body.iter("article"), _ARTICLES):
        if next(article.iter("h1"), None) is not None:
            return article
    return None


def set_apart(body: HtmlElement, family: Family) -> HtmlElement:
    """The lowest element that holds the family; what stands between its members is taken out.

    Headings, lists and the like between the first and the last of them stay.
    """
    members = set(family.holders)
    above = _above(family.holders)
    place = _lowest(body, members, above)
    left, gone = len(members), set[HtmlElement]()
    drop = []
    for element in place.iter():
        parent = element.getparent()
        if parent in gone:
            gone.add(element)
        elif element in members:
            left -= 1
        elif element is not place and element not in above:
            is_between = parent not in above or 0 < left < len(members)
            if not is_between or _frames(element, within=parent not in above):
                gone.add(element)
                drop.append(element)
    for element in drop:
        element.drop_tree()
    return place


def _frames(element: HtmlElement, *, within: bool) -> bool:
    """Whether it is no text: by its names, or as a container between the family's own."""
    marks = mark(element)
    if marks.other or marks.frame:
        return not within or len(element.text_content()) <= _LONG_PIECE
    return not within and element.tag not in _TEXT


def _above(holders: Iterable[HtmlElement]) -> set[HtmlElement]:
    above: set[HtmlElement] = set()
    for holder in holders:
        for ancestor in holder.iterancestors():
            if ancestor in above:
                break
            above.add(ancestor)
    return above


def _lowest(body: HtmlElement, members: set[HtmlElement], above: set[HtmlElement]) -> HtmlElement:
    place = body
    while place not in members:
        inner = [child for child in place if child in above or child in members]
        if len(inner) != 1:
            break
        place = inner[0]
    return place
