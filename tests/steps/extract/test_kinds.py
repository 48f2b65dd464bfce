import pytest

from dalel.domain.extraction import Extraction, PageKind
from dalel.steps.extract import extract
from steps.extract.extraction_pages import ALMATY, RU_TEXT, article, paragraphs

CARD = (
    '<div class="card"><h3><a href="/{0}">Суд отложил заседание по делу, часть {0}</a></h3>'
    "<p>Заседание перенесли на неделю по ходатайству защиты, сообщает издание.</p></div>"
)


def read(page: str, url: str | None = "https://bereg.test/a/1") -> Extraction:
    return extract(page.encode(), zone=ALMATY, url=url)


@pytest.mark.parametrize(
    "page", ["", "   ", "<!-- -->", "<html></html>", "<html><body></body></html>"]
)
def test_nothing_is_an_empty_page(page: str) -> None:
    found = read(page, None)
    assert found.kind is PageKind.EMPTY
    assert found.reason
    assert found.text == ""


@pytest.mark.parametrize(
    "heading",
    [
        "404",
        "Страница не найдена",
        "Ошибка 404",
        "Бет табылмады",
        "Page not found",
        "Access denied",
        "Just a moment...",
    ],
)
def test_an_error_that_answers_200_is_an_error(heading: str) -> None:
    page = f"<title>{heading} | Берег</title><body><h1>{heading}</h1><p>Вернитесь на главную.</p>"
    found = read(page)
    assert found.kind is PageKind.ERROR
    assert found.reason == f"the page says: {heading}"


def test_an_error_may_stand_in_a_lower_heading() -> None:
    found = read("<title>Берег</title><body><h1>Берег</h1><h2>Парақ табылмады</h2>")
    assert found.kind is PageKind.ERROR


def test_an_article_about_an_error_is_an_article() -> None:
    texts = tuple(f"{text} {text}" for text in RU_TEXT * 2)
    assert read(article("404 дня без доступа к сайту", texts)).kind is PageKind.ARTICLE


@pytest.mark.parametrize(
    "heading",
    [
        "Доступ запрещён: в регионе перестал открываться портал",
        "500 журналистов подписали письмо",
        "По запросу прокуратуры заблокирован канал",
        "Search for the missing editor goes on",
        "Ошибка следствия: дело редактора закрыли",
    ],
)
def test_a_headline_may_begin_like_a_message_of_the_server(heading: str) -> None:
    assert read(article(heading)).kind is PageKind.ARTICLE


def test_a_search_box_beside_a_short_article_makes_no_search() -> None:
    page = article(below="<div><h4>Поиск по сайту</h4></div>")
    assert read(page).kind is PageKind.ARTICLE


@pytest.mark.parametrize(
    ("heading", "url"),
    [
        ("Результаты поиска: журналист", "https://bereg.test/a"),
        ("Вы искали «суд над редактором»", "https://bereg.test/a"),
        ("Іздеу нәтижелері", "https://bereg.test/a"),
        ("Журналист", "https://bereg.test/?s=журналист"),
        ("Журналист", "https://bereg.test/search/журналист"),
    ],
)
def test_a_page_that_echoes_a_search_is_a_search(heading: str, url: str) -> None:
    page = article(heading, ("По вашему запросу найдено три материала, они идут ниже.",))
    assert read(page, url).kind is PageKind.SEARCH


def test_linked_headings_over_teasers_are_a_list() -> None:
    page = (
        f"<title>Новости</title><body><h1>Новости</h1>{''.join(map(CARD.format, range(9)))}</body>"
    )
    found = read(page, "https://bereg.test/news")
    assert found.kind is PageKind.LISTING
    assert found.reason == "9 linked headings and no long paragraph"


def test_a_link_around_a_heading_links_it() -> None:
    cards = "".join(
        f'<a href="/{n}"><h3>Суд отложил заседание, часть {n}</h3></a><p>Кратко.</p>'
        for n in range(9)
    )
    assert read(f"<body><h1>Новости</h1>{cards}", None).kind is PageKind.LISTING


def test_linked_lines_and_hardly_a_text_are_a_list() -> None:
    lines = "".join(
        f'<li><a href="/{n}">Суд отложил заседание, {n}</a> 0{n}.12</li>' for n in range(9)
    )
    found = read(f"<body><h1>Берег</h1><ul>{lines}</ul>", "https://bereg.test/news/")
    assert found.reason == "9 linked lines and hardly any text"


def test_the_front_page_is_a_list() -> None:
    page = f"<body><h1>Берег</h1>{paragraphs(RU_TEXT)}"
    assert read(page, "https://bereg.test/").kind is PageKind.LISTING


def test_an_article_above_many_teasers_is_an_article() -> None:
    texts = (" ".join(RU_TEXT),)
    page = article(texts=texts, below="".join(map(CARD.format, range(9))))
    assert read(page).kind is PageKind.ARTICLE


def test_a_page_that_says_it_is_an_article_is_believed() -> None:
    head = '<meta property="og:type" content="article">'
    page = article("404", ("Коротко.",), head=head)
    assert read(page, "https://bereg.test/?s=1").kind is PageKind.ARTICLE


def test_an_address_that_cannot_be_read_is_no_search() -> None:
    assert read(article(), "http://[bad").kind is PageKind.ARTICLE
