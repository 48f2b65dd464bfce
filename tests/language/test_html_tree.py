import random

import pytest
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from dalel.domain.errors import UnreadableError
from dalel.language.html_tree import MOST_ATTRIBUTES, parse_html


def tree_of(text: str) -> HtmlElement:
    tree = parse_html(text)
    assert tree is not None
    return tree


def letters(tree: HtmlElement) -> str:
    return "".join("".join(str(piece) for piece in tree.itertext()).split())


def depth(tree: HtmlElement) -> int:
    return max(sum(1 for _ in element.iterancestors()) for element in tree.iter())


def test_a_page_is_parsed_as_it_stands() -> None:
    tree = tree_of("<!doctype html><!-- no --><p class='a' id=b>5 < 6 <b>c</b><?no?>")
    (paragraph,) = tree.iter("p")
    assert dict(paragraph.attrib) == {"class": "a", "id": "b"}
    assert letters(tree) == "5<6c"


@pytest.mark.parametrize("text", ["", "  ", "<!-- -->"])
def test_where_nothing_is_there_is_no_tree(text: str) -> None:
    assert parse_html(text) is None


@pytest.mark.parametrize(
    "attribute",
    [
        " a{n}=1",
        " a{n}",
        " a{n}='>'",
        ' a{n}="<p>"',
        "/a{n}",
        " a{n} = 'x y'",
        " 'a{n}",
        ' a{n}=""',
    ],
)
def test_an_element_keeps_its_first_attributes_and_its_text(attribute: str) -> None:
    many = "".join(attribute.format(n=number) for number in range(60_000))
    tree = tree_of(f"<div><p{many}>text</p><p id=next>after</p></div>")
    first, after = tree.iter("p")
    assert 0 < len(first.attrib) <= MOST_ATTRIBUTES
    assert next(iter(first.attrib)).endswith("a0")
    assert (first.text, after.text, after.get("id")) == ("text", "after", "next")


def test_attributes_are_not_cut_where_they_are_few_or_none() -> None:
    few = " ".join(f"a{number}=1" for number in range(MOST_ATTRIBUTES))
    assert len(next(tree_of(f"<p {few}>x").iter("p")).attrib) == MOST_ATTRIBUTES
    words = " ".join(f"w{number}" for number in range(900))
    script = f"if (a <b {words}) x('</p>')"
    assert next(tree_of(f"<script>{script}</script>").iter("script")).text == script
    assert parse_html(f"<!-- <p {words}> --><i>x</i>") is not None


@pytest.mark.parametrize("tag", ["div", "span", "font", "b", "ul", "table", "blockquote", "object"])
def test_what_is_nested_too_deep_stands_side_by_side(tag: str) -> None:
    told = "".join(f"<p>Paragraph {number}</p>" for number in range(5))
    tree = tree_of(f"{f'<{tag}>' * 25_000}{told}{f'</{tag}>' * 25_000}<h1>After</h1>")
    assert [p.text for p in tree.iter("p")] == [f"Paragraph {number}" for number in range(5)]
    assert depth(tree) <= 210
    after = next(tree.iter("h1"))
    assert (after.text, sum(1 for _ in after.iterancestors(tag))) == ("After", 0)


def test_no_text_is_lost_or_moved_where_a_page_is_made_shallow() -> None:
    die = random.Random(15)
    tags = ("div", "p", "b", "ul", "li", "section", "h2", "br", "img", "em")
    for _ in range(20):
        pieces = []
        for number in range(1500):
            tag = die.choice(tags)
            pieces.append(f"<{tag}>" if die.random() < 0.7 else f"</{tag}>")
            pieces.append(f"w{number} ")
        text = "".join(pieces)
        # The parser itself goes to 2048 when it is told that pages may be huge.
        whole = document_fromstring(text, parser=HTMLParser(huge_tree=True))
        assert letters(tree_of(text)) == letters(whole)


def test_a_place_that_is_too_long_is_told() -> None:
    with pytest.raises(UnreadableError, match="more in one place"):
        parse_html(f"<p>{'x' * 11_000_000}")
