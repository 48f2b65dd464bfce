from datetime import UTC, datetime

import pytest

from dalel.steps.extract import extract
from steps.extract.extraction_pages import ALMATY, article

NOW = datetime(2025, 11, 17, 9, 0, tzinfo=UTC)


def when(page: str, url: str | None = None, now: datetime | None = None) -> tuple[str, str] | None:
    found = extract(page.encode(), zone=ALMATY, url=url, now=now)
    return (found.published.iso, found.found_by["published"]) if found.published else None


def meta(name: str, content: str) -> str:
    return article(head=f'<meta property="{name}" content="{content}">')


def test_json_ld_goes_before_all_else() -> None:
    head = (
        '<script type="application/ld+json">'
        '{"@type": "NewsArticle", "datePublished": "2025-11-17T10:45:00+05:00"}</script>'
        '<meta property="article:published_time" content="2025-11-18">'
    )
    assert when(article(head=head)) == ("2025-11-17T10:45:00+05:00", "json-ld datePublished")


@pytest.mark.parametrize(
    "name",
    [
        "article:published_time",
        "og:article:published_time",
        "datePublished",
        "pubdate",
        "DC.date.issued",
    ],
)
def test_standard_and_odd_names_of_meta_elements_are_known(name: str) -> None:
    assert when(meta(name, "2025-11-17T10:45:00+05:00")) == (
        "2025-11-17T10:45:00+05:00",
        f"meta {name.lower()}",
    )


def test_a_meta_element_may_speak_russian() -> None:
    page = meta("og:article:published_time", "Пятница, 04 Июл 2025, 12:00")
    assert when(page) == ("2025-07-04T12:00:00+05:00", "meta og:article:published_time")


def test_a_day_is_made_exact_by_a_time_of_the_same_day() -> None:
    page = article(
        head='<meta property="article:published_time" content="2025-11-17">',
        above="<div>17 ноября 2025, 10:45</div>",
    )
    assert when(page) == ("2025-11-17T10:45:00+05:00", "meta article:published_time, text")


def test_a_time_of_another_day_does_not_change_the_day() -> None:
    page = article(
        head='<meta property="article:published_time" content="2025-11-17">',
        above="<div>19 ноября 2025, 10:45</div>",
    )
    assert when(page) == ("2025-11-17", "meta article:published_time")


@pytest.mark.parametrize(
    ("above", "iso", "origin"),
    [
        (
            '<time datetime="2025-11-17T10:45:00+05:00">вчера</time>',
            "2025-11-17T10:45:00+05:00",
            "time",
        ),
        ("<time>17 қараша 2025, 10:45</time>", "2025-11-17T10:45:00+05:00", "time"),
        (
            '<span itemprop="datePublished">17.11.2025 10:45</span>',
            "2025-11-17T10:45:00+05:00",
            "itemprop datePublished",
        ),
        ("<div>Пятница, 04 Июл 2025, 12:00</div>", "2025-07-04T12:00:00+05:00", "text"),
        ("<span>2025 жылғы 17 қараша</span>", "2025-11-17", "text"),
        ("<p>17 қараша 2025, 10:45</p>", "2025-11-17T10:45:00+05:00", "text"),
    ],
)
def test_what_stands_by_the_title_is_read(above: str, iso: str, origin: str) -> None:
    assert when(article(above=above)) == (iso, origin)


def test_today_is_read_only_when_the_day_of_capture_is_given() -> None:
    page = article(above="<div>Сегодня, 12:30</div>")
    assert when(page, now=NOW) == ("2025-11-17T12:30:00+05:00", "text")
    assert when(page) is None


def test_a_stamp_in_a_named_element_is_found_without_a_heading() -> None:
    page = article(above='<div class="news-date">17.11.2025</div>').replace("h1>", "h4>")
    assert when(page) == ("2025-11-17", "text")


def test_the_first_time_counts_where_no_heading_stands() -> None:
    page = article(above="<time>17.11.2025</time>").replace("h1>", "h4>")
    assert when(page) == ("2025-11-17", "time")


@pytest.mark.parametrize(
    ("url", "iso"),
    [
        ("https://bereg.test/2025/11/17/dopros/", "2025-11-17"),
        ("https://bereg.test/news/2025-11-17-dopros", "2025-11-17"),
        ("https://bereg.test/news_20251117.html", "2025-11-17"),
    ],
)
def test_the_address_gives_a_day_where_nothing_else_does(url: str, iso: str) -> None:
    assert when(article(), url) == (iso, "address")


@pytest.mark.parametrize(
    "url", ["https://bereg.test/2025/11/", "https://bereg.test/a/1202511175", None]
)
def test_a_page_without_a_date_has_none(url: str | None) -> None:
    assert when(article(), url) is None


def test_a_date_in_the_text_is_not_the_page_s() -> None:
    page = article(
        texts=(
            "Суд вынес решение 3 ноября 2025 года, и редакция подала жалобу на него в срок. " * 3,
        )
    )
    assert when(page) is None
