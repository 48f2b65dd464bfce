"""Pages of invented outlets whose layout hides the text from a first look."""

import json
from html import escape

import pytest

from dalel.domain.extraction import Extraction, PageKind
from dalel.steps.extract import extract
from dalel.steps.extract.embedded import find_embedded
from dalel.steps.extract.page import parse
from steps.extract.extraction_pages import ALMATY, RU_TITLE, paragraphs

TEXTS = tuple(
    f"В {hall} зале суд выслушал представителя издания, который назвал запрет на публикацию "
    f"необоснованным и попросил приобщить к делу {hall} письмо редакции."
    for hall in (
        "первом",
        "втором",
        "третьем",
        "четвёртом",
        "пятом",
        "шестом",
        "седьмом",
        "восьмом",
    )
)
OTHERS = tuple(
    f"Мы храним сведения о читателях {count} месяцев и не отдаём их никому, кроме тех, кому "
    "обязаны отдать по закону, а также нашим партнёрам по показу объявлений."
    for count in range(8)
)
WHOLE = "\n\n".join(TEXTS)
MARKED = '<meta property="og:type" content="article">'
CARDS = "".join(
    f'<div class="card"><h3><a href="/{n}">Суд отложил заседание по делу, часть {n}</a></h3>'
    "<p>Заседание перенесли на неделю по ходатайству защиты, сообщает издание.</p></div>"
    for n in range(8)
)
COMMENTS = "".join(
    f'<li class="comment"><div><p>Читатель {n} пишет, что он не согласен с решением суда, и '
    "объясняет это весьма длинно, со ссылками на статьи, которых никто не читал.</p></div></li>"
    for n in range(30)
)


def read(page: str) -> Extraction:
    return extract(page.encode(), zone=ALMATY, url="https://bereg.test/a/1")


def page(body: str, head: str = "") -> str:
    return f"<html><head><title>{RU_TITLE}</title>{head}</head><body>{body}</body></html>"


def each_within(opening: str, closing: str = "</div>") -> str:
    return "".join(f"{opening}<p>{text}</p>{closing}" for text in TEXTS)


@pytest.mark.parametrize(
    "opening",
    [
        '<div class="text-module widget">',
        '<div class="paywall-subscriber">',
        '<div class="teaser-text">',
        '<div style="display: none">',
        '<div class="tags text" hidden>',
    ],
)
def test_paragraphs_whose_containers_are_named_carelessly_are_read(opening: str) -> None:
    found = read(page(f"<h1>{RU_TITLE}</h1><main>{each_within(opening)}</main>"))

    assert found.text == WHOLE
    assert found.kind is PageKind.ARTICLE
    assert found.found_by["text"] == "second look"


def test_a_lead_read_alone_is_followed_by_the_rest_of_its_text() -> None:
    first = f'<div class="article-body"><p>{" ".join(TEXTS[:2])}</p></div>'
    rest = "".join(f'<div class="promo-{n} ad"><p>{text}</p></div>' for n, text in enumerate(TEXTS))
    found = read(page(f"<h1>{RU_TITLE}</h1><main>{first}{rest}</main>{CARDS}"))

    assert found.text.endswith(WHOLE)


def test_headings_and_lists_between_the_paragraphs_stay_and_ads_go() -> None:
    middle = (
        "<h2>Что сказал прокурор</h2><ul><li>Запрет законен и обоснован</li></ul>"
        '<div><a href="/ad">Купите квартиру у моря со скидкой</a></div>'
        '<p class="promo">Подпишитесь на нашу рассылку уже сегодня</p>'
    )
    parts = [f'<div class="widget"><p>{text}</p></div>' for text in TEXTS]
    body = "".join([*parts[:4], middle, *parts[4:]])
    found = read(page(f"<h1>{RU_TITLE}</h1><main>{body}</main>"))

    added = "Что сказал прокурор\n\nЗапрет законен и обоснован"
    assert found.text == "\n\n".join([*TEXTS[:4], added, *TEXTS[4:]])


def test_buttons_within_the_paragraphs_containers_go() -> None:
    button = '<span class="share-it">Поделиться</span><div class="widget">Нравится 12</div>'
    body = "".join(f'<div class="widget"><p>{text}</p>{button}</div>' for text in TEXTS)

    assert read(page(f"<h1>{RU_TITLE}</h1>{body}")).text == WHOLE


@pytest.mark.parametrize("tag", ["aside", "fieldset", "noscript", "template", "dialog", "label"])
def test_the_text_of_an_article_is_read_from_an_element_that_seldom_holds_one(tag: str) -> None:
    body = f"<h1>{RU_TITLE}</h1><{tag}>{paragraphs(TEXTS)}</{tag}>"

    assert read(page(body, MARKED)).text == WHOLE


def test_bare_containers_are_read_beside_longer_paragraphs_of_others() -> None:
    body = "".join(f'<div class="widget"><div>{text}</div></div>' for text in TEXTS)
    others = "".join(f'<li class="comment"><p>{text}</p></li>' for text in TEXTS[:3])

    assert read(page(f"<h1>{RU_TITLE}</h1><main>{body}</main><ul>{others}</ul>")).text == WHOLE


def test_a_short_article_is_not_given_up_for_its_comments() -> None:
    text = TEXTS[0]
    body = f"<article><h1>{RU_TITLE}</h1><p>{text}</p></article><ul>{COMMENTS}</ul>"

    assert read(page(body, MARKED)).text == text


def test_a_short_article_is_not_given_up_for_the_next_one() -> None:
    following = "".join(f"<article><h1>Другая</h1><p>{text}</p></article>" for text in OTHERS)
    body = f"<article><h1>{RU_TITLE}</h1>{paragraphs(TEXTS[:2])}</article>{following}"

    assert read(page(body, MARKED)).text == "\n\n".join(TEXTS[:2])


def test_a_short_article_is_not_given_up_for_consent_or_teasers() -> None:
    consent = f'<div class="cookie-consent">{paragraphs(OTHERS)}</div>'
    body = f"<article><h1>{RU_TITLE}</h1>{paragraphs(TEXTS[:2])}</article>{CARDS}{consent}"

    assert read(page(body, MARKED)).text == "\n\n".join(TEXTS[:2])


def test_an_error_and_a_list_stay_what_they_are() -> None:
    assert read(page(f"<h1>Страница не найдена</h1>{CARDS}")).kind is PageKind.ERROR
    assert read(page(f"<h1>Новости</h1>{CARDS}")).kind is PageKind.LISTING


def test_an_article_of_short_paragraphs_beside_many_headings_is_no_list() -> None:
    found = read(page(f"<h1>{RU_TITLE}</h1><article>{paragraphs(TEXTS)}</article>{CARDS}"))

    assert (found.kind, found.text) == (PageKind.ARTICLE, WHOLE)


def test_a_body_cut_short_on_the_page_is_taken_from_json_ld() -> None:
    told = json.dumps({"@type": "NewsArticle", "articleBody": "\n".join(TEXTS)})
    head = f'<script type="application/ld+json">{told}</script>'
    body = f'<h1>{RU_TITLE}</h1><div class="article-text">{paragraphs(TEXTS[:2])}</div>'
    found = read(page(body, head))

    assert found.text == WHOLE
    assert found.found_by["text"] == "json-ld articleBody"


def state_of(texts: tuple[str, ...]) -> dict[str, object]:
    teasers = [
        {"text": f"Другая новость дня номер {n}, о которой говорят в городе"} for n in (1, 2)
    ]
    parts = [{"kind": "text", "html": f"<p>{escape(text)}</p>"} for text in texts]
    return {"props": {"related": teasers, "story": {"parts": parts, "key": "a" * 80}}}


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ('<script id="state" type="application/json">', "</script>"),
        ("<script>window.__STATE__ = ", ";window.go()</script>"),
    ],
)
def test_a_page_put_together_in_the_browser_gives_its_text_in_its_state(
    opening: str, closing: str
) -> None:
    script = f"{opening}{json.dumps(state_of(TEXTS), ensure_ascii=False)}{closing}"
    found = read(page(f'<h1>{RU_TITLE}</h1><div id="app"></div>{script}', MARKED))

    assert found.text == WHOLE
    assert found.found_by["text"] == "embedded json"


def test_a_state_is_read_beside_other_text_when_it_holds_what_the_page_tells_of_itself() -> None:
    script = f'<script type="application/json">{json.dumps(state_of(TEXTS * 2))}</script>'
    summary = f'<meta name="description" content="{TEXTS[0]}">'
    notes = "".join(
        f"<p>Издание «Берег» отвечает за всё, что пишет, и гордится этим в {year} году.</p>"
        for year in range(2001, 2007)
    )
    body = f"<h1>{RU_TITLE}</h1>{notes}{script}"

    assert read(page(body, summary)).text == WHOLE
    assert "отвечает" in read(page(body)).text


@pytest.mark.parametrize(
    "script",
    [
        '<script type="application/json">{"a": </script>',
        '<script type="application/json">' + '{"a":' * 50_000 + "</script>",
        '<script type="application/json">' + "[" * 50_000 + "</script>",
        '<script type="application/json">{"a": NaN, "b": [null, 1, true]}</script>',
        "<script>window.x = 5; if (a) { b() }</script>",
        "<script>var a = {not json}</script>",
        '<script type="application/ld+json">{"text": "' + "слово " * 50 + '"}</script>',
        '<script type="application/json">"' + "\\ud800 " * 50 + '"</script>',
    ],
)
def test_a_state_that_holds_no_text_gives_none(script: str) -> None:
    tree = parse(page(script), None)

    assert tree is not None
    assert "".join(block.text for block in find_embedded(tree.tree)).strip() == ""


@pytest.mark.parametrize(
    "body",
    [
        '<div class="widget">' * 3_000 + f"<p>{TEXTS[0]}</p>" + "</div>" * 3_000,
        "".join(f'<div class="widget"><p>{text}</p>' for text in TEXTS * 200),
        f'<div class="promo"><p>{TEXTS[0]}</p></div>' * 5_000,
        pytest.param(
            f'<div class="promo"><p>{TEXTS[0]}</p></div>' * 33_000, marks=pytest.mark.slow
        ),
        "<article>" * 500 + "<p>" + "слово " * 400_000,
        "<table><tr><td>" * 300 + TEXTS[0],
        "",
    ],
)
def test_a_page_made_to_waste_time_gives_a_record(body: str) -> None:
    found = read(page(body))

    assert found.kind in set(PageKind)
    assert found.text or found.reason
