import asyncio
from datetime import UTC

from dalel.domain.source import AddressKind, Grade
from dalel.steps.collect import SourceProposal, discover
from shelf import NOW, Shelf, sample

HOME = "https://www.tau-news.test/"
RSS = b"<rss version='2.0'><channel><item><title>x</title><link>/1</link></item></channel></rss>"
MAP = b"<urlset><url><loc>https://tau-news.test/1</loc></url></urlset>"
CHANNEL = sample("any2feed/message_text.html")


def propose(url: str, shelf: Shelf) -> SourceProposal:
    return asyncio.run(discover(url, shelf, now=NOW, zone=UTC, country="ZZ"))


def addresses(proposal: SourceProposal) -> dict[str, AddressKind]:
    assert proposal.source is not None
    assert all(address.grade is Grade.PROBED_OK for address in proposal.source.addresses)
    return {address.url: address.kind for address in proposal.source.addresses}


def test_a_site_names_its_feeds_sitemaps_and_channel() -> None:
    page = """<html lang="kk-KZ"><meta property="og:site_name" content=" Тау  жаңалықтары ">
      <link rel="alternate" type="application/rss+xml; charset=utf-8" href="/kk/rss">
      <link rel="alternate" type="application/atom+xml" href="/comments/feed">
      <link rel="alternate" type="application/rss+xml" href="/dead">
      <link rel="alternate" hreflang="ru" href="/ru/">
      <a href="https://t.me/+secret">чат</a><a href="https://t.me/topwar_official">арна</a>""".encode()
    shelf = Shelf(
        {
            HOME: page,
            f"{HOME}kk/rss": RSS,
            f"{HOME}robots.txt": b"SITEMAP: /map.xml\nSitemap: /none.xml\nSitemap: x:",
            f"{HOME}map.xml": MAP,
            "https://t.me/s/topwar_official": CHANNEL,
        }
    )
    found = propose(HOME, shelf)
    assert addresses(found) == {
        f"{HOME}kk/rss": AddressKind.FEED,
        f"{HOME}map.xml": AddressKind.SITEMAP,
        "https://t.me/s/topwar_official": AddressKind.TELEGRAM,
    }
    source = found.source
    assert source is not None
    assert (source.id, source.host, source.country) == ("tau-news-test", "tau-news.test", "ZZ")
    assert (source.names, source.languages) == ({"kk": "Тау жаңалықтары"}, ("kk",))
    assert source.telegram == "topwar_official"
    assert found.samples[0] == "x"
    assert {failure.url for failure in found.failures} == {f"{HOME}dead", f"{HOME}none.xml"}


def test_where_a_site_names_nothing_the_usual_places_are_tried() -> None:
    empty = b"<urlset></urlset>"
    shelf = Shelf(
        {
            HOME: b"<p>no links<a href='https://t.me/unknown_channel'>",
            f"{HOME}rss": b"<p>not a feed",
            f"{HOME}rss.xml": RSS,
            f"{HOME}sitemap_index.xml": empty,
            f"{HOME}sitemap.xml": MAP,
        }
    )
    found = propose(HOME, shelf)
    assert list(addresses(found)) == [f"{HOME}rss.xml", f"{HOME}sitemap.xml"]
    assert found.source is not None
    assert found.source.names == {"en": "tau-news.test"}
    assert found.skips


def test_a_feed_or_a_sitemap_may_be_given_itself() -> None:
    feed, places = f"{HOME}my-feed", f"{HOME}my-map"
    shelf = Shelf({feed: RSS, places: MAP})
    assert addresses(propose(feed, shelf)) == {feed: AddressKind.FEED}
    assert addresses(propose(places, shelf)) == {places: AddressKind.SITEMAP}
    assert shelf.asked == [feed, places]


def test_a_channel_may_be_given_by_name() -> None:
    shelf = Shelf({"https://t.me/s/topwar_official": CHANNEL})
    found = propose("@topwar_official", shelf)
    assert addresses(found) == {"https://t.me/s/topwar_official": AddressKind.TELEGRAM}
    assert found.source is not None
    assert (found.source.id, found.source.host, found.source.kind) == (
        "topwar-official",
        None,
        "channel",
    )
    assert propose("@other_channel", shelf).source is None
    assert propose("https://t.me/+secret", shelf).source is None


def test_a_site_that_does_not_answer_is_no_source() -> None:
    found = propose(HOME, Shelf({}))
    assert found.source is None
    assert [failure.url for failure in found.failures] == [HOME]


def test_an_empty_page_still_leads_to_the_usual_places() -> None:
    assert addresses(propose(HOME, Shelf({HOME: b"", f"{HOME}feed/": RSS}))) == {
        f"{HOME}feed/": AddressKind.FEED
    }


def test_a_page_with_endless_links_is_not_probed_for_ever() -> None:
    links = "".join(
        f"<link rel=alternate type=application/rss+xml href=/f{n}>" for n in range(500)
    ).encode()
    shelf = Shelf({HOME: b"<html>" + links})
    propose(HOME, shelf)
    assert len(shelf.asked) < 20
