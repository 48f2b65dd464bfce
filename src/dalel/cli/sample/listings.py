"""Feeds and sitemaps of the sample press: RSS, Atom, JSON Feed, sitemap index, news sitemap."""

import json
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from dalel.cli.sample.articles import SampleArticle
from dalel.cli.sample.outlets import Outlet, Trap

#: Articles on one page of a list.
PAGE_LENGTH = 10
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def rss(outlet: Outlet, articles: tuple[SampleArticle, ...]) -> str:
    """RSS 2.0; breaks off in the middle of the last item but one where that is the trap."""
    items = [
        f"<item><title>{escape(article.title)}</title><link>{article.url}</link>"
        f'<guid isPermaLink="true">{article.url}</guid>'
        f"<description>{escape(article.paragraphs[0])}</description>"
        f"{_pub_date(article)}</item>"
        for article in articles
    ]
    if outlet.trap is Trap.BROKEN_FEED:
        broken = items[len(items) // 2]
        items = [*items[: len(items) // 2], broken[: len(broken) // 2]]
    head = (
        f'{_XML}<rss version="2.0"><channel><title>{escape(outlet.name)}</title>'
        f"<link>http://{outlet.host}/</link><description>sample</description>"
    )
    tail = "" if outlet.trap is Trap.BROKEN_FEED else "</channel></rss>"
    return head + "".join(items) + tail


def _pub_date(article: SampleArticle) -> str:
    if article.published is None or article.outlet.trap is Trap.MISSING_DATE:
        return ""
    return f"<pubDate>{format_datetime(article.published)}</pubDate>"


def atom(outlet: Outlet, articles: tuple[SampleArticle, ...]) -> str:
    """Atom 1.0; an undated entry carries the epoch, as Atom demands a date."""
    entries = [
        f"<entry><title>{escape(article.title)}</title><id>{article.url}</id>"
        f'<link href="{article.url}"/>'
        f"<updated>{(article.published or datetime.fromtimestamp(0, UTC)).isoformat()}</updated>"
        "</entry>"
        for article in articles
    ]
    return (
        f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom"><title>{escape(outlet.name)}</title>'
        f"<id>http://{outlet.host}/</id><updated>2026-03-31T00:00:00Z</updated>"
        f"{''.join(entries)}</feed>"
    )


def json_feed(outlet: Outlet, articles: tuple[SampleArticle, ...]) -> str:
    """JSON Feed 1.1."""
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": outlet.name,
            "items": [
                {
                    "id": article.url,
                    "url": article.url,
                    "title": article.title,
                    "content_text": article.paragraphs[0],
                    **(
                        {"date_published": article.published.isoformat()}
                        if article.published
                        else {}
                    ),
                }
                for article in articles
            ],
        },
        ensure_ascii=False,
    )


def sitemap_index(outlet: Outlet) -> str:
    """A sitemap index with one compressed sitemap."""
    return (
        f'{_XML}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap>'
        f"<loc>http://{outlet.host}/sitemap-news.xml.gz</loc></sitemap></sitemapindex>"
    )


def news_sitemap(outlet: Outlet, articles: tuple[SampleArticle, ...], now: datetime) -> str:
    """A news sitemap; where that is the trap every ``lastmod`` is today."""
    rows = [
        f"<url><loc>{article.url}</loc>{_lastmod(article, now)}"
        f"<news:news><news:publication><news:name>{escape(outlet.name)}</news:name>"
        f"<news:language>{outlet.language}</news:language></news:publication>"
        f"{_publication_date(article)}"
        f"<news:title>{escape(article.title)}</news:title></news:news></url>"
        for article in articles
    ]
    return (
        f'{_XML}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{"".join(rows)}</urlset>'
    )


def _lastmod(article: SampleArticle, now: datetime) -> str:
    if article.outlet.trap is Trap.LYING_LASTMOD:
        return f"<lastmod>{now.date().isoformat()}</lastmod>"
    return f"<lastmod>{article.published.isoformat()}</lastmod>" if article.published else ""


def _publication_date(article: SampleArticle) -> str:
    if article.published is None:
        return ""
    return f"<news:publication_date>{article.published.isoformat()}</news:publication_date>"
