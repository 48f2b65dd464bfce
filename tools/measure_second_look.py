"""How much of an article is read when its page is laid out in another, more careless manner?

    python tools/measure_second_look.py --zyte FOLDER --fundus FOLDER [--half 0|1]

The folders are those of ``measure_extract.py``. Each page's paragraphs that stand in the gold are
put into containers of another make; pages on which fewer than four are found are left out. A half
is every other page in the gold's order.
"""

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC
from pathlib import Path

from lxml.html import Element, HtmlElement, document_fromstring, tostring

from dalel.domain.extraction import PageKind
from dalel.language.letters import decode
from dalel.steps.extract.article import read
from dalel.steps.extract.score import ExtractionScore, rouge_l, shingles

CARELESS = [
    *("text-module widget", "paywall-subscriber", "social-text promo", "teaser-text", "ad-gap ad"),
    *("article-meta ", "module caption-wide", "story sponsor-free", "login-area", "tags text"),
]
OTHER = [
    *("modal-window", "cookie-aware text", "related-story-main", "read-more-hidden-part"),
    *("popup-reader", "comment-story"),
]

Paragraphs = list[HtmlElement]
Score = Callable[[Mapping[str, str], Mapping[str, str]], ExtractionScore]


def wrap(paragraph: HtmlElement, name: str, tag: str = "div") -> HtmlElement:
    """Put a paragraph into a container of its own."""
    container = Element(tag)
    container.set("class", name)
    container.tail, paragraph.tail = paragraph.tail, None
    paragraph.addprevious(container)
    container.append(paragraph)
    return container


def careless(tree: HtmlElement, found: Paragraphs, chance: random.Random) -> None:
    """Containers named as what frames a text."""
    for paragraph in found:
        wrap(paragraph, chance.choice(CARELESS))


def other(tree: HtmlElement, found: Paragraphs, chance: random.Random) -> None:
    """Containers named as what is another text."""
    name = chance.choice(OTHER)
    for paragraph in found:
        wrap(paragraph, name)


def split(tree: HtmlElement, found: Paragraphs, chance: random.Random) -> None:
    """Nameless above, several containers below, with ads between."""
    for element in found[0].iterancestors():
        if element.tag not in {"body", "html"}:
            element.attrib.clear()
    for number, (one, two) in enumerate(zip(found[::2], [*found[1::2], None], strict=False)):
        container = wrap(one, f"segment-{number} story-part")
        if two is not None:
            container.append(two)
        ad = Element("div")
        ad.set("class", "ad")
        ad.text = "Advertisement"
        container.addnext(ad)


def aside(tree: HtmlElement, found: Paragraphs, chance: random.Random) -> None:
    """An element that seldom holds a text."""
    parent = found[0].getparent()
    if parent is not None and parent.tag not in {"body", "html"}:
        parent.tag = chance.choice(["aside", "fieldset"])


def hidden(tree: HtmlElement, found: Paragraphs, chance: random.Random) -> None:
    """Not shown until a program shows it."""
    for paragraph in found:
        wrap(paragraph, "x").set("style", "display: none")


def program(tree: HtmlElement, found: Paragraphs, chance: random.Random) -> None:
    """In the state of the page's program, beside teasers."""
    teasers = [
        {"title": f"Another {n}", "description": f"A summary as long as a teaser, number {n}." * 2}
        for n in range(8)
    ]
    parts = [{"content": tostring(p, encoding="unicode", with_tail=False)} for p in found]
    state = {"props": {"related": teasers, "article": {"parts": parts}}}
    remove(found)
    add_script(tree.find("body"), "application/json", state)


def json_ld(tree: HtmlElement, found: Paragraphs, chance: random.Random) -> None:
    """Cut short on the page, whole in JSON-LD."""
    text = " ".join(" ".join(paragraph.text_content().split()) for paragraph in found)
    remove(found[2:])
    add_script(tree.find("body"), "application/ld+json", {"@type": "Article", "articleBody": text})


def remove(found: Paragraphs) -> None:
    for paragraph in found:
        parent = paragraph.getparent()
        if parent is not None:
            parent.remove(paragraph)


def add_script(place: HtmlElement | None, kind: str, value: object) -> None:
    script = Element("script")
    script.set("type", kind)
    script.text = json.dumps(value)
    if place is not None:
        place.append(script)


LAYOUTS = (careless, other, split, aside, hidden, program, json_ld)


def report(name: str, folder: Path, gold: dict[str, str], score: Score) -> None:
    """Print one set's figures for each layout."""
    for layout in LAYOUTS:
        texts, kinds = {}, Counter[str]()
        for key, right in gold.items():
            content = gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())
            tree = document_fromstring(decode(content)[0].encode(errors="replace"))
            found = paragraphs(tree, " ".join(right.split()))
            if len(found) < 4 or tree.find("body") is None:
                continue
            layout(tree, found, random.Random(key))  # noqa: S311 - no secret
            page = read(tostring(tree, encoding="utf-8"), zone=UTC, charset="utf-8")
            texts[key] = page.text
            kinds[page.kind.value] += page.kind is not PageKind.ARTICLE
        own = {key: gold[key] for key in texts}
        figures = score(own, texts)
        short = sum(len(text) < len(own[key]) / 4 for key, text in texts.items())
        print(
            f"{name} {layout.__name__:9} {len(own)} pages: F1 {figures.f1:.3f}, precision "
            f"{figures.precision:.3f}, recall {figures.recall:.3f}; {short} read to less than a "
            f"quarter; {dict(+kinds)}"
        )


def paragraphs(tree: HtmlElement, right: str) -> Paragraphs:
    """The paragraphs of the page that stand in the gold."""
    texts = ((each, " ".join(each.text_content().split())) for each in tree.iter("p"))
    return [each for each, text in texts if len(text) >= 40 and text in right]


def main() -> None:
    """Print quality for each set and layout."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--zyte", type=Path, required=True)
    parser.add_argument("--fundus", type=Path, required=True)
    parser.add_argument("--half", type=int, choices=(0, 1))
    given = parser.parse_args()
    pages = json.loads((given.zyte / "ground-truth.json").read_text("utf-8"))
    zyte = {key: page["articleBody"] for key, page in pages.items()}
    pages = json.loads((given.fundus / "ground_truth.json").read_text("utf-8"))
    fundus = {key.split(".")[0]: "\n\n".join(page["body"]) for key, page in pages.items()}
    for name, folder, gold, score in (
        ("zyte", given.zyte, zyte, shingles),
        ("fundus", given.fundus, fundus, rouge_l),
    ):
        keys = list(gold) if given.half is None else list(gold)[given.half :: 2]
        report(name, folder, {key: gold[key] for key in keys}, score)


if __name__ == "__main__":
    main()
