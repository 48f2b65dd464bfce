from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from dalel.domain.collection import KnownOfSource, SkipReason
from dalel.domain.source import AddressKind, Listing
from dalel.steps.collect import pages
from shelf import NOW, Shelf, led_to, look, skips, urls, watch

LIST = "https://tau.test/list"
PATTERN = r"https://tau\.test/news/\d+"
CARDS = Listing(entry="article.card", title="h3", time="time")


def card(number: int, time: str = '<time datetime="2026-01-12T12:00:00">бүгін</time>') -> str:
    return (
        f'<article class="card"><a href="/news/{number}#top"><img></a>'
        f"<h3>Жаңалық <b>{number}</b></h3>{time}</article>"
    )


def page(*cards: str, more: str = "") -> bytes:
    head = "<!doctype html><meta charset=utf-8><nav><a href=/about>Біз</a></nav>"
    return f"{head}{''.join(cards)}{more}".encode()


def test_entries_are_read_by_the_selectors_of_the_pack() -> None:
    found = look(watch(AddressKind.LISTING, LIST, listing=CARDS), Shelf({LIST: page(card(1))}))
    (finding,) = found.findings
    assert (finding.url, finding.title) == ("https://tau.test/news/1", "Жаңалық 1")
    assert finding.published == datetime(2026, 1, 12, 7, 0, tzinfo=UTC)


def test_without_selectors_all_links_that_may_be_articles_are_taken() -> None:
    content = page("<a href='news/5' title='Сот'></a><a href=https://else.test/news/1>x</a>")
    found = look(watch(AddressKind.LISTING, LIST, pattern=PATTERN), Shelf({LIST: content}))
    assert [(f.url, f.title) for f in found.findings] == [("https://tau.test/news/5", "Сот")]
    assert skips(found) == {SkipReason.NOT_AN_ARTICLE: 1, SkipReason.FOREIGN_HOST: 1}


def test_an_entry_may_itself_be_the_link() -> None:
    listing = Listing(entry="a.row", title="span")
    content = page("<div><a class=row href=/news/1><span>Сот</span></a></div><a class=row>x</a>")
    found = look(watch(AddressKind.LISTING, LIST, listing=listing), Shelf({LIST: content}))
    assert [(f.url, f.title) for f in found.findings] == [("https://tau.test/news/1", "Сот")]
    assert skips(found) == {SkipReason.NO_ADDRESS: 1}


def test_a_time_may_stand_in_figures_or_in_words() -> None:
    def read_time(text: str) -> datetime | None:
        return NOW if text == "12 қаңтар" else None

    times = ["<time>2026-01-12 12:00</time>", "<time> 12\n қаңтар </time>", "<time>кеше</time>", ""]
    content = page(*(card(n, time) for n, time in enumerate(times)))
    seen = watch(AddressKind.LISTING, LIST, listing=CARDS, read_time=read_time)
    found = look(seen, Shelf({LIST: content}))
    noon = datetime(2026, 1, 12, 7, 0, tzinfo=UTC)
    assert [finding.published for finding in found.findings] == [noon, NOW, None, None]


def numbered(count: int, per_page: int = 3) -> dict[str, bytes]:
    """Pages 1, 2 ... of an endless looking list; the newest article has the highest number."""
    rows = [card(n) for n in range(count, 0, -1)]
    starts = range(0, count, per_page)
    return {
        f"{LIST}?p={n}": page(*rows[start : start + per_page]) for n, start in enumerate(starts, 1)
    }


def test_pages_are_turned_until_one_shows_what_is_known() -> None:
    shelf = Shelf(numbered(30))
    known = KnownOfSource(urls={f"https://tau.test/news/{n}" for n in range(1, 26)})
    seen = watch(AddressKind.LISTING, f"{LIST}?p={{page}}", listing=CARDS, known=known)
    found = look(seen, shelf)
    assert urls(found) == [f"https://tau.test/news/{n}" for n in (30, 29, 28, 27, 26)]
    assert shelf.asked == [f"{LIST}?p=1", f"{LIST}?p=2"]


def test_what_is_pinned_to_the_top_does_not_end_the_turning_of_pages() -> None:
    old = card(1, '<time datetime="2025-01-01">1 қаңтар</time>')
    shelf = Shelf(
        {
            f"{LIST}?p=1": page(old, card(2), card(9), card(8)),
            f"{LIST}?p=2": page(old, card(7), card(6), card(5)),
            f"{LIST}?p=3": page(old, card(4), card(3)),
        }
    )
    known = KnownOfSource(urls={f"https://tau.test/news/{n}" for n in (2, 5, 4, 3)})
    seen = watch(
        AddressKind.LISTING,
        f"{LIST}?p={{page}}",
        listing=CARDS,
        known=known,
        since=NOW - timedelta(days=7),
    )
    assert urls(look(seen, shelf)) == [f"https://tau.test/news/{n}" for n in (9, 8, 7, 6)]
    assert shelf.asked == [f"{LIST}?p=1", f"{LIST}?p=2"]


def test_pages_are_turned_until_the_first_day_that_is_too_old() -> None:
    old = '<time datetime="2026-01-01">1 қаңтар</time>'
    shelf = Shelf({f"{LIST}?p=1": page(card(2), card(1, old)), f"{LIST}?p=2": page(card(0))})
    seen = watch(
        AddressKind.LISTING, f"{LIST}?p={{page}}", listing=CARDS, since=NOW - timedelta(days=7)
    )
    assert urls(look(seen, shelf)) == ["https://tau.test/news/2"]
    assert shelf.asked == [f"{LIST}?p=1"]


def test_pages_are_turned_no_further_than_the_watch_allows() -> None:
    shelf = Shelf(numbered(30))
    seen = watch(AddressKind.LISTING, f"{LIST}?p={{page}}", listing=CARDS, pages=2)
    found = look(seen, shelf)
    assert len(found.findings) == 6
    assert skips(found) == {SkipReason.OVER_LIMIT: 1}
    # The pages behind would not be reached by asking again for the first.
    assert len(found.validators) == 2


def test_a_full_look_turns_no_page() -> None:
    shelf = Shelf(numbered(30))
    look(watch(AddressKind.LISTING, f"{LIST}?p={{page}}", listing=CARDS, limit=2), shelf)
    assert shelf.asked == [f"{LIST}?p=1"]


def test_a_list_that_shows_its_last_page_for_ever_ends() -> None:
    shelf = Shelf({f"{LIST}/{n}": page(card(1), card(2)) for n in range(9)})
    listing = Listing(entry="article", first_page=0)
    found = look(watch(AddressKind.LISTING, f"{LIST}/{{page}}", listing=listing, pages=9), shelf)
    assert shelf.asked == [f"{LIST}/0", f"{LIST}/1"]
    assert skips(found) == {SkipReason.SAME_PAGE: 1}


def test_the_link_to_the_next_page_is_followed_within_the_site() -> None:
    listing = Listing(entry="article", next_page="a.next")
    shelf = Shelf(
        {
            LIST: page(card(9), more="<a class=next href=?p=2>келесі</a>"),
            f"{LIST}?p=2": page(card(8), more="<a class=next href=/list>айналым</a>"),
        }
    )
    found = look(watch(AddressKind.LISTING, LIST, listing=listing), shelf)
    assert urls(found) == ["https://tau.test/news/9", "https://tau.test/news/8"]
    assert shelf.asked == [LIST, f"{LIST}?p=2"]
    for link in ("<a class=next href=https://else.test/>", "<a class=next>", ""):
        away = Shelf({LIST: page(card(9), more=link)})
        look(watch(AddressKind.LISTING, LIST, listing=listing), away)
        assert away.asked == [LIST]


def test_a_search_asks_each_term_and_is_not_fooled_by_its_echo() -> None:
    url = "https://tau.test/?s={q}"
    echo = "<h1>«{0}» іздеу</h1><a href='/?s={0}'>{0}</a><p>Ештеңе табылмады"
    shelf = Shelf(
        {
            f"https://tau.test/?s={quote('сот')}": page(card(1), more=echo.format("сот")),
            f"https://tau.test/?s={quote('DDoS шабуыл')}": page(more=echo.format("DDoS шабуыл")),
        }
    )
    found = look(watch(AddressKind.SEARCH, url, listing=CARDS, terms=("сот", "DDoS шабуыл")), shelf)
    assert urls(found) == ["https://tau.test/news/1"]
    assert skips(found) == {SkipReason.NOTHING_FOUND: 1}
    assert skips(look(watch(AddressKind.SEARCH, url), shelf)) == {SkipReason.NO_TERM: 1}


def test_links_are_read_from_where_the_page_was_found() -> None:
    moved = led_to(LIST, "https://tau.test/kk/list/", page("<article><a href=1>x</a></article>"))
    listing = Listing(entry="article")
    found = look(watch(AddressKind.LISTING, LIST, listing=listing), Shelf({LIST: moved}))
    assert urls(found) == ["https://tau.test/kk/list/1"]


@pytest.mark.parametrize(
    ("listing", "content"),
    [
        (CARDS, b""),
        (CARDS, b"\0\0"),
        (Listing(entry="article["), page(card(1))),
        (Listing(entry="article", link="a[["), page(card(1))),
        (Listing(entry="article", next_page="a..b"), page(card(1))),
    ],
)
def test_what_cannot_be_read_is_named(listing: Listing, content: bytes) -> None:
    found = look(watch(AddressKind.LISTING, LIST, listing=listing), Shelf({LIST: content}))
    assert skips(found) == {SkipReason.UNREADABLE: 1}


def test_text_keeps_its_line_breaks_only() -> None:
    root = pages.parse(b"<p>  a\n b<br>c <b> d</b><!-- no --> e<br><br><br><br>f</p>")
    assert root is not None
    assert pages.text_of(root) == "a b\nc d e\n\nf"
