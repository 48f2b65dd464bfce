"""Location of the element that holds the article's text."""

from typing import Final

from lxml.etree import strip_elements
from lxml.html import HtmlElement

from dalel.steps.extract.element_roles import mark
from dalel.steps.extract.weigh import Weights, own_weights, total_weights

#: Elements that hold no text of an article.
NO_TEXT: Final = (
    *(
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "map",
        "canvas",
        "iframe",
        "object",
    ),
    *(
        "embed",
        "audio",
        "video",
        "picture",
        "figure",
        "figcaption",
        "img",
        "source",
        "link",
        "meta",
    ),
    *("head", "nav", "footer", "aside", "menu", "dialog", "noindex"),
    *("select", "button", "input", "textarea", "label", "fieldset"),
)
#: Named elements go only while most running text stands elsewhere: layouts are named carelessly.
_OTHER_SHARE: Final = 0.5
_FRAME_SHARE: Final = 0.25
#: An element named as the text must hold this share to be a candidate, and this to be chosen.
_NAMED_SHARE: Final = 0.2
_CHOSEN_SHARE: Final = 0.35
#: Articles within an article that hold this share of it are its parts.
_POSTS_SHARE: Final = 0.8
#: A paragraph this long is text, whatever it is called.
_LONG_PARAGRAPH: Final = 150
#: The place is narrowed while one child holds this share of the text.
_NEARLY_ALL: Final = 0.9
_TEXT_TAGS: Final = frozenset({"ul", "ol", "p", "li", "blockquote", "table"})
#: How many elements of one kind are looked at; a page with more is made to waste our time.
_MANY: Final = 50


def find_place(body: HtmlElement) -> tuple[HtmlElement, int]:
    """The element that holds the text, and how many characters of running text are on the page.

    Takes out of the tree what is surely not the text.
    """
    strip_elements(body, *NO_TEXT, with_tail=False)
    own = own_weights(body)
    order = list(body.iter())
    weights = total_weights(own, reversed(order))
    order, named = _prune(order, weights)
    weights = total_weights({e: own[e] for e in order if e in own}, reversed(order))
    start = _start(body, named, weights)
    _drop_nested_articles(start, weights)
    return _narrow(start, weights), sum(own.values())


def _prune(
    order: list[HtmlElement], weights: Weights
) -> tuple[list[HtmlElement], list[HtmlElement]]:
    """Take frames and other things out; give what stays, and the outermost named as the text."""
    body, total = order[0], weights.get(order[0], 0)
    gone: set[HtmlElement] = set()
    within: set[HtmlElement] = set()
    stay, drop, named = [body], [], []
    for element in order[1:]:
        parent = element.getparent()
        if parent in gone:
            gone.add(element)
            continue
        other, frame, is_body, _ = mark(element)
        weight = weights.get(element, 0)
        if (other or frame) and _may_go(element, weight, total, other=other):
            gone.add(element)
            drop.append(element)
            continue
        stay.append(element)
        if parent in within:
            within.add(element)
        elif is_body and weight and weight >= _NAMED_SHARE * total:
            within.add(element)
            named.append(element)
    for element in drop:
        element.drop_tree()
    return stay, named


def _may_go(element: HtmlElement, weight: int, total: int, *, other: bool) -> bool:
    if element.tag in {"h2", "h3"}:
        return other
    if element.tag == "p":
        return other and len(element.text_content()) <= _LONG_PARAGRAPH
    return weight <= (_OTHER_SHARE if other else _FRAME_SHARE) * total


def _start(body: HtmlElement, named: list[HtmlElement], weights: Weights) -> HtmlElement:
    """The element named as the text, else the article, else the whole."""
    total = weights.get(body, 0)
    if named:
        heaviest = max(named, key=lambda element: weights.get(element, 0))
        # Ads and pictures cut a text into several containers of one class.
        pieces = [
            e for e in named if e.tag == heaviest.tag and e.get("class") == heaviest.get("class")
        ]
        place = _common(pieces[:_MANY])
        if weights.get(place, 0) >= _CHOSEN_SHARE * total:
            return place
    for article in list(body.iter("article"))[:_MANY]:
        weight = weights.get(article, 0)
        titled = weight >= max(200, 0.1 * total) and next(article.iter("h1"), None) is not None
        if titled or weight >= max(1, _CHOSEN_SHARE * total):
            return article
    return body


def _common(elements: list[HtmlElement]) -> HtmlElement:
    """The lowest element that is or holds all of them."""
    if len(elements) == 1:
        return elements[0]
    shared = list(elements[0].iterancestors())
    for element in elements[1:]:
        above = set(element.iterancestors())
        shared = [ancestor for ancestor in shared if ancestor in above]
    return shared[0]


def _drop_nested_articles(start: HtmlElement, weights: Weights) -> None:
    """Teasers of other articles within the article; posts of a live page hold most of it."""
    if start.tag != "article" and next(start.iterancestors("article"), None) is None:
        return
    nested = {article for article in start.iter("article") if article is not start}
    outer = [each for each in nested if next(each.iterancestors("article")) not in nested]
    weight = sum(weights.get(article, 0) for article in outer)
    if weight < _POSTS_SHARE * weights.get(start, 0):
        for article in outer:
            article.drop_tree()
        weights[start] = weights.get(start, 0) - weight


def _narrow(place: HtmlElement, weights: Weights) -> HtmlElement:
    while True:
        enough = _NEARLY_ALL * weights.get(place, 0)
        heavy = (
            child
            for child in place
            if enough and child.tag not in _TEXT_TAGS and weights.get(child, 0) >= enough
        )
        child = next(heavy, None)
        if child is None:
            return place
        place = child
