"""Pages that are broken, huge or malicious: a record each, no crash, no hang."""

import random

import pytest

from dalel.domain.extraction import Extraction, PageKind
from dalel.steps.extract import extract
from steps.extract.extraction_pages import ALMATY, KK_TEXT, KK_TITLE, RU_TEXT, article, paragraphs

HEAD = (
    '<script type="application/ld+json">'
    '{"@type": "NewsArticle", "datePublished": "2025-11-17T10:45"}</script>'
    '<meta property="og:article:published_time" content="Пятница, 04 Июл 2025, 12:00">'
)
SEEDS = (
    article(head=HEAD, above="<time>17.11.2025</time>").encode(),
    article(KK_TITLE, KK_TEXT, head=HEAD, below="<ul><li><a href='/1'>Тағы</a></li></ul>").encode(),
    article(charset="windows-1251").encode("cp1251"),
)
PIECES = (
    b"<",
    b">",
    b"</div>",
    b"<div>",
    b"<p",
    b"<!--",
    b"]]>",
    b"&#0;",
    b"&#xD800;",
    b"\0",
    b"\xff\xfe",
    b'"',
    b"<h1>",
    b"\\u0000\\ud800",
    b'"author": ["\\ud800"], "headline": "\\u0000",',
)


def read(content: bytes) -> Extraction:
    return extract(content, zone=ALMATY, url="https://bereg.test/a/1")


def mutated(seed: int) -> bytes:
    chance = random.Random(seed)
    page = bytearray(chance.choice(SEEDS))
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(page) + 1)
        match chance.randrange(4):
            case 0:
                page[at : at + chance.randint(1, 200)] = b""
            case 1:
                page[at:at] = chance.choice(PIECES) * chance.randint(1, 30)
            case 2:
                page[at : at + 1] = bytes([chance.randrange(256)])
            case _:
                page[at:at] = page[: chance.randrange(600)]
    return bytes(page)


def check(page: Extraction) -> None:
    assert page.kind is PageKind.ARTICLE or page.reason
    for said in (page.text, page.title, page.author or "", page.image or "", page.language or ""):
        assert "\0" not in said
        said.encode()


@pytest.mark.parametrize("start", range(0, 300, 50))
def test_mutated_pages_give_a_record_each(start: int) -> None:
    for seed in range(start, start + 50):
        check(read(mutated(seed)))


@pytest.mark.slow
@pytest.mark.parametrize("start", range(300, 2300, 100))
def test_many_more_mutated_pages_give_a_record_each(start: int) -> None:
    for seed in range(start, start + 100):
        check(read(mutated(seed)))


@pytest.mark.parametrize(
    "opened",
    ["div", "span", "article", "section", "ul><li", "table><tr><td", "blockquote", "a", "h1", "b"],
)
def test_ten_thousand_levels_are_survived(opened: str) -> None:
    check(
        read(f"<body><h1>Тақырып</h1>{paragraphs(RU_TEXT)}{f'<{opened}>' * 10_000}дна нет".encode())
    )


def test_text_above_ten_thousand_levels_is_read() -> None:
    page = f"<body><h1>Заголовок</h1><div>{paragraphs(RU_TEXT)}</div>{'<div>' * 10_000}".encode()
    assert read(page).text == "\n\n".join(RU_TEXT)


def test_a_page_of_a_megabyte_is_read_whole() -> None:
    texts = RU_TEXT * 1400
    content = article(texts=texts).encode()
    assert len(content) > 1_000_000
    assert read(content).text == "\n\n".join(texts)


@pytest.mark.parametrize(
    "content",
    [
        b"<" * 1_000_000,
        b"<div " + b"a=1 " * 250_000 + b">",
        b'<div class="' + b"comment-ad-" * 90_000 + b'">x</div>',
        b"<table>" + (b"<tr>" + b"<td>1" * 100) * 500,
        b"<p>" + b"x<b></b>y" * 50_000,
        b"<p>" + b"<a href=x>link</a> " * 20_000,
        b"<meta charset=" * 80_000,
        b"<title>" + b"a | " * 100_000,
        b"<!-- " + b"x" * 1_000_000,
        bytes(range(256)) * 2_000,
        b"\0" * 1_000,
        b"\x1f\x8b\x08\x00" + b"\x00" * 100,
        b"%PDF-1.7 \xe2\xe3\xcf\xd3",
        b'{"error": "not found"}',
    ],
)
def test_what_is_hardly_a_page_gives_a_record(content: bytes) -> None:
    check(read(content))


def test_unclosed_and_crossed_elements_keep_the_text() -> None:
    broken = "<div><b><i>" + "<p>".join(RU_TEXT) + "</b></div></i></p></table>"
    assert read(article().replace(paragraphs(RU_TEXT), broken).encode()).text == "\n\n".join(
        RU_TEXT
    )


def test_null_bytes_within_words_are_taken_out() -> None:
    assert read(article().replace("допрос", "до\0прос").encode()).text == "\n\n".join(RU_TEXT)


def test_references_bring_in_nothing_that_turns_the_order_of_letters() -> None:
    turned = article("Сайт TURN закрыт").replace("допрос", "до&#8238;прос")
    found = read(turned.replace("TURN ", "&#x202E;").encode())
    assert (found.title, found.text) == ("Сайт закрыт", "\n\n".join(RU_TEXT))


def test_a_page_cut_off_in_the_middle_keeps_what_came() -> None:
    content = article().encode()
    assert RU_TEXT[0] in read(content[: content.index(RU_TEXT[1].encode())]).text
