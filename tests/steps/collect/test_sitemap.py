import gzip
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

import pytest

from dalel.domain.collection import KnownOfSource, SkipReason
from dalel.domain.exchange import Validators
from dalel.domain.source import AddressKind
from dalel.steps.collect import places
from shelf import NOW, Shelf, look, skips, urls, watch

MAP = "https://tau.test/sitemap.xml"
WEEK = NOW - timedelta(days=7)
HEAD = '<?xml version="1.0"?>'
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(places: Iterable[tuple[str, str | None]]) -> bytes:
    inner = "".join(
        f"<url><loc>{url}</loc>" + (f"<lastmod>{date}</lastmod>" if date else "") + "</url>"
        for url, date in places
    )
    return f"{HEAD}<urlset {NS}>{inner}</urlset>".encode()


def index(places: Iterable[tuple[str, str | None]]) -> bytes:
    return urlset(places).replace(b"urlset", b"sitemapindex").replace(b"url>", b"sitemap>")


def page(number: int) -> str:
    return f"https://tau.test/news/{number:07d}-slug.html"


def test_a_news_sitemap_gives_titles_and_times() -> None:
    content = f"""{HEAD}<urlset {NS} xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
      <!-- note --><url><loc> https://tau.test/a </loc><n:news>
        <n:publication_date>2026-01-12T10:00:00+05:00</n:publication_date>
        <n:title>Сот үкімі</n:title></n:news></url>
      <url><loc>https://tau.test/b</loc><n:news><n:publication_date>2025-12-01</n:publication_date>
        </n:news></url></urlset>""".encode()
    found = look(watch(AddressKind.SITEMAP, MAP, since=WEEK), Shelf({MAP: content}))
    (finding,) = found.findings
    assert (finding.url, finding.title) == ("https://tau.test/a", "Сот үкімі")
    assert finding.published == datetime(2026, 1, 12, 5, 0, tzinfo=UTC)
    assert skips(found) == {SkipReason.TOO_OLD: 1}


def test_honest_dates_select_what_is_new() -> None:
    dates = [f"{NOW - timedelta(days=day):%Y-%m-%dT%H:%M:%SZ}" for day in range(60)]
    content = urlset([(page(n), date) for n, date in enumerate(reversed(dates))])
    found = look(watch(AddressKind.SITEMAP, MAP, since=WEEK), Shelf({MAP: content}))
    assert urls(found) == [page(n) for n in range(59, 51, -1)]
    assert skips(found) == {SkipReason.TOO_OLD: 52}
    assert found.findings[0].published is None  # when it was touched is not when it appeared


@pytest.mark.parametrize(
    ("lie", "size"),
    [
        (lambda _: f"{NOW:%Y-%m-%dT%H:%M:%SZ}", 900),
        (lambda _: f"{NOW:%Y-%m-%d}", 900),
        (lambda _: None, 900),
        (lambda _: "heute", 900),
        # Six of ten are of today.
        (lambda n: f"{NOW - timedelta(days=n % 10 // 6 * 999):%Y-%m-%d}", 9_000),
        # Each was touched within a week: by itself that could be true.
        (lambda n: f"{NOW - timedelta(minutes=n * 7919 % 9000):%Y-%m-%dT%H:%M:%SZ}", 3_000),
    ],
)
def test_a_lying_lastmod_does_not_bring_the_whole_archive(
    lie: Callable[[int], str | None], size: int
) -> None:
    shelf = Shelf({MAP: urlset([(page(n), lie(n)) for n in range(size)])})
    first = look(watch(AddressKind.SITEMAP, MAP, since=WEEK, limit=50), shelf)
    assert urls(first) == [page(size - n) for n in range(1, 51)]
    assert sum(skips(first).values()) == size - 50
    assert SkipReason.OVER_LIMIT not in skips(first)
    # The second look neither asks for the body nor creeps further back.
    assert first.validators == {MAP: Validators(etag='"1"')}
    shelf.pages[MAP] = urlset([(page(n), lie(min(n, size - 1))) for n in range(size + 3)])
    again = look(
        watch(AddressKind.SITEMAP, MAP, limit=50, known=KnownOfSource(urls=set(urls(first)))), shelf
    )
    assert urls(again) == [page(size + n) for n in (2, 1, 0)]
    assert skips(again)[SkipReason.KNOWN] == 50


def look_again_and_again(shelf: Shelf, known: set[str], times: int, limit: int) -> list[str]:
    brought: list[str] = []
    for _ in range(times):
        seen = watch(AddressKind.SITEMAP, MAP, limit=limit, known=KnownOfSource(urls=known))
        found = urls(look(seen, shelf))
        known |= set(found)
        brought += found
    return brought


def test_what_came_while_we_were_away_is_made_up_and_no_more() -> None:
    shelf = Shelf({MAP: urlset([(page(n), None) for n in range(1000)])})
    known = {page(n) for n in range(870, 880)}
    brought = look_again_and_again(shelf, known, times=6, limit=50)
    assert sorted(brought) == [page(n) for n in range(880, 1000)]


def test_an_old_page_added_by_hand_does_not_open_the_archive() -> None:
    shelf = Shelf({MAP: urlset([(page(n), None) for n in range(1000)])})
    known = {page(n) for n in range(990, 1000)} | {page(3), page(500), page(501)}
    assert look_again_and_again(shelf, known, times=3, limit=50) == []


def test_each_folder_has_numbers_of_its_own() -> None:
    def place(folder: str, number: int) -> tuple[str, None]:
        return f"https://tau.test/{folder}/slug-of-2025-{number}/", None

    numbers = {"news": 5_000_000, "kk/video": 10_000}
    old = [place(folder, start + n) for folder, start in numbers.items() for n in range(40)]
    shelf = Shelf({MAP: urlset(old)})
    known = {url for url, _ in old}
    shelf.pages[MAP] = urlset([*old, place("kk/video", 10_040), place("news", 5_000_040)])
    assert set(look_again_and_again(shelf, known, times=2, limit=10)) == {
        place("news", 5_000_040)[0],
        place("kk/video", 10_040)[0],
    }


def test_a_short_number_in_a_slug_does_not_hide_a_new_page() -> None:
    old = [(f"https://tau.test/n/slug-{578_000 + n}/", None) for n in range(30)]
    new = ("https://tau.test/n/slug-of-2025-year-578030/", None)
    shelf = Shelf({MAP: urlset([new, *old])})
    assert look_again_and_again(shelf, {url for url, _ in old}, times=1, limit=10) == [new[0]]


def test_with_very_many_folders_the_numbers_run_through_all() -> None:
    old = [(f"https://tau.test/by-{n % 30}/{100_000 + n}", None) for n in range(300)]
    shelf = Shelf({MAP: urlset(old)})
    brought = look_again_and_again(shelf, set(), times=3, limit=20)
    assert brought == [url for url, _ in reversed(old[-20:])]


def test_without_dates_and_numbers_both_ends_are_looked_at() -> None:
    names = [f"https://tau.test/{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(300)]
    places = [(name, None) for name in names]
    shelf = Shelf({MAP: urlset(places)})
    first = look(watch(AddressKind.SITEMAP, MAP, limit=60), shelf)
    assert urls(first) == names[:30] + names[:-31:-1]
    known = KnownOfSource(urls=set(urls(first)))
    shelf.pages[MAP] = urlset([*places, ("https://tau.test/new-one", None)])
    again = look(watch(AddressKind.SITEMAP, MAP, limit=60, known=known), shelf)
    assert urls(again) == ["https://tau.test/new-one"]


def test_only_the_sources_articles_are_taken() -> None:
    places = [page(1), "https://www.tau.test/news/0000002-x.html", "https://tau.test/about"]
    places += ["https://old-tau.test/news/0000003-x.html", "https://else.test/news/0000004.html"]
    places += ["http://[", ""]
    seen = watch(AddressKind.SITEMAP, MAP, pattern=r"https://[a-z.-]+/news/\d{7}")
    found = look(seen, Shelf({MAP: urlset([(place, None) for place in places])}))
    assert len(found.findings) == 3
    assert skips(found) == {
        SkipReason.NOT_AN_ARTICLE: 1,
        SkipReason.FOREIGN_HOST: 1,
        SkipReason.BAD_ADDRESS: 1,
    }


def test_of_an_index_only_the_fresh_sitemaps_are_read() -> None:
    children = [(f"https://tau.test/s{n}.xml", f"{NOW - timedelta(days=n)}") for n in range(30)]
    shelf = Shelf({MAP: index(children)})
    for number, (url, _) in enumerate(children):
        shelf.pages[url] = gzip.compress(urlset([(page(number), None)]))
    found = look(watch(AddressKind.SITEMAP, MAP, since=WEEK, pages=20), shelf)
    assert shelf.asked == [MAP, *(url for url, _ in children[:8])]
    assert len(found.findings) == 8
    assert skips(found) == {SkipReason.TOO_OLD: 22}


def test_of_an_undated_index_the_highest_numbers_are_read() -> None:
    children = [f"https://tau.test/post-sitemap{n}.xml" for n in (1, 2, 3, 10, 11)]
    shelf = Shelf({MAP: index([(url, None) for url in children])})
    found = look(watch(AddressKind.SITEMAP, MAP, pages=2), shelf)
    assert shelf.asked == [MAP, children[4], children[3]]
    assert len(found.failures) == 2
    assert skips(found) == {SkipReason.NOT_RECENT: 3}


def test_fresh_sitemaps_beyond_the_limit_are_left_for_the_next_look() -> None:
    children = [(f"https://tau.test/s{n}.xml", f"{NOW:%Y-%m-%d}") for n in range(4)]
    shelf = Shelf({MAP: index(children)} | {url: urlset([]) for url, _ in children})
    found = look(watch(AddressKind.SITEMAP, MAP, since=WEEK, pages=3), shelf)
    assert skips(found) == {SkipReason.NOTHING_FOUND: 3, SkipReason.OVER_LIMIT: 1}
    assert found.validators == {}


def test_an_index_that_names_itself_or_others_ends() -> None:
    deep = "https://tau.test/deep.xml"
    shelf = Shelf(
        {
            MAP: index(
                [(MAP, None), (deep, None), ("https://else.test/s.xml", None), ("x:", None)]
            ),
            deep: index([(MAP, None), ("https://tau.test/deeper.xml", None)]),
            "https://tau.test/deeper.xml": index([("https://tau.test/deepest.xml", None)]),
        }
    )
    found = look(watch(AddressKind.SITEMAP, MAP), shelf)
    assert shelf.asked == [MAP, deep, "https://tau.test/deeper.xml"]
    assert skips(found) == {
        SkipReason.FOREIGN_HOST: 1,
        SkipReason.BAD_ADDRESS: 1,
        SkipReason.NOT_RECENT: 1,
        SkipReason.REPEATED: 2,
    }


def test_an_index_that_names_nothing_but_itself_is_told() -> None:
    shelf = Shelf({MAP: index([(MAP, None), (MAP, None)])})
    found = look(watch(AddressKind.SITEMAP, MAP), shelf)
    assert shelf.asked == [MAP]
    assert skips(found) == {SkipReason.REPEATED: 2}


def test_a_sitemap_that_an_index_names_twice_is_read_once() -> None:
    one = "https://tau.test/s1.xml"
    shelf = Shelf({MAP: index([(one, None), (one, None)]), one: urlset([(page(1), None)])})
    found = look(watch(AddressKind.SITEMAP, MAP), shelf)
    assert shelf.asked == [MAP, one]
    assert urls(found) == [page(1)]
    assert skips(found) == {SkipReason.REPEATED: 1}


def test_a_full_look_reads_no_further_sitemap() -> None:
    one, two = "https://tau.test/s2.xml", "https://tau.test/s1.xml"
    shelf = Shelf({MAP: index([(one, None), (two, None)]), one: urlset([(page(1), None)])})
    found = look(watch(AddressKind.SITEMAP, MAP, limit=1), shelf)
    assert shelf.asked == [MAP, one]
    assert skips(found) == {SkipReason.OVER_LIMIT: 1}


def test_a_plain_list_and_a_feed_are_read_too() -> None:
    plain = b"\xef\xbb\xbfhttps://tau.test/1\r\nhttps://tau.test/2\r\n"
    assert len(look(watch(AddressKind.SITEMAP, MAP), Shelf({MAP: plain})).findings) == 2
    rss = (
        b"<rss version='2.0'><channel><item><link>https://tau.test/1</link></item></channel></rss>"
    )
    assert len(look(watch(AddressKind.SITEMAP, MAP), Shelf({MAP: rss})).findings) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><p>404",
        b"\x1f\x8bbroken",
        gzip.compress(b"\0" * 30_000_000),
        gzip.compress(urlset([(page(1), None)]))[:-8],
        b"{}",
    ],
)
def test_what_is_no_sitemap_is_unreadable(content: bytes) -> None:
    found = look(watch(AddressKind.SITEMAP, MAP), Shelf({MAP: content}))
    assert skips(found) == {SkipReason.UNREADABLE: 1}
    assert found.findings == ()


def test_a_sitemap_that_breaks_off_gives_what_is_whole() -> None:
    content = urlset([(page(n), None) for n in range(3)])[:-60]
    assert [place.url for place in places.read(content, UTC).places][:2] == [page(0), page(1)]


def test_a_sitemap_over_the_protocols_limit_is_read_to_its_end() -> None:
    content = urlset([(page(n), f"{NOW:%Y-%m-%d}") for n in range(65_000)])
    found = look(watch(AddressKind.SITEMAP, MAP, since=WEEK, limit=9), Shelf({MAP: content}))
    assert urls(found) == [page(n) for n in range(64_999, 64_990, -1)]


def test_a_sitemap_without_end_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_MOST_ENTRIES", 10)
    content = urlset([(page(n), None) for n in range(20)])
    assert len(places.read(content, UTC).places) == 10


def test_entities_of_a_sitemap_are_not_expanded() -> None:
    content = b"<!DOCTYPE u [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><urlset><url><loc>&x;</loc></url></urlset>"
    assert places.read(content, UTC).places == ()
