"""HTML pages of the sample press: articles, lists, search results and channels."""

import json
from pathlib import Path
from typing import Final

from babel.dates import format_datetime
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dalel.cli.sample.articles import SampleArticle
from dalel.cli.sample.listings import PAGE_LENGTH
from dalel.cli.sample.outlets import Outlet, Trap

_LOOKS: Final = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("looks")),
    autoescape=True,
    undefined=StrictUndefined,
)
_MARK: Final = {
    "kk": "Үлгі: ойдан шығарылған басылым, ойдан шығарылған мәтін",
    "ru": "Образец: вымышленное издание, вымышленный текст",
    "en": "Sample: an invented outlet, an invented text",
}


def article_page(article: SampleArticle, *, edited: bool) -> str:
    """The page of an article; ``edited`` gives its later headline and text."""
    title, paragraphs = article.title, article.paragraphs
    if edited:
        title = (
            f"{title} (жаңартылды)" if article.outlet.language == "kk" else f"{title} (дополнено)"
        )
        paragraphs = paragraphs[:-1]
    published = None if article.outlet.trap is Trap.MISSING_DATE else article.published
    language = article.outlet.language
    return _LOOKS.get_template(f"{article.outlet.look}.html").render(
        outlet=article.outlet,
        article=article,
        mark=_MARK[language],
        title=title,
        paragraphs=paragraphs,
        published=published,
        day_in_words=published and format_datetime(published, "d MMMM y, HH:mm", locale=language),
        linked_data=published
        and json.dumps(
            {
                "@context": "https://schema.org",
                "@type": "NewsArticle",
                "headline": title,
                "datePublished": published.isoformat(),
            },
            ensure_ascii=False,
        ).replace("<", "\\u003c"),
    )


def list_page(outlet: Outlet, articles: tuple[SampleArticle, ...], page: int) -> str:
    """A page of the list, ``page`` counts from 1; beyond the end it is empty."""
    shown = articles[(page - 1) * PAGE_LENGTH : page * PAGE_LENGTH]
    return _LOOKS.get_template("list.html").render(
        outlet=outlet,
        mark=_MARK[outlet.language],
        heading=outlet.name,
        articles=shown,
        next_page=page + 1 if page * PAGE_LENGTH < len(articles) else None,
    )


def search_page(outlet: Outlet, query: str) -> str:
    """The search page; where that is the trap it repeats any query as its heading."""
    return _LOOKS.get_template("list.html").render(
        outlet=outlet,
        mark=_MARK[outlet.language],
        heading=query if outlet.trap is Trap.ECHOING_SEARCH else outlet.name,
        articles=(),
        next_page=None,
    )


def channel_page(outlet: Outlet, posts: tuple[SampleArticle, ...], before: int | None) -> str:
    """The preview of a channel, oldest post first, as the real preview has it."""
    older = [post for post in posts if before is None or number(post) < before]
    shown = older[:PAGE_LENGTH]
    return _LOOKS.get_template("channel.html").render(
        outlet=outlet,
        mark=_MARK[outlet.language],
        posts=[(number(post), post) for post in reversed(shown)],
        before=number(shown[-1]) if len(older) > PAGE_LENGTH else None,
    )


def number(post: SampleArticle) -> int:
    """The number of a post in its channel."""
    return int(post.path.rsplit("/", 1)[1])
