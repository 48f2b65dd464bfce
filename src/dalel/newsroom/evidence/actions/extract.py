"""Extracts articles from answers, web pages and channel posts alike.

A post of a channel is read where its channel shows it, and is an article like any other.
"""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from dalel.domain.addresses import AddressRules, canonical_url
from dalel.domain.article_status import ArticleWords
from dalel.domain.collection import Post
from dalel.domain.errors import UnreadableError
from dalel.domain.exchange import Answer
from dalel.domain.extraction import Extraction, PageKind, Published, Selectors, shortened
from dalel.domain.source import Source
from dalel.language.identify import identify
from dalel.newsroom.evidence.actions.articles import ArticleReading
from dalel.newsroom.frame.sandbox.pool import pool
from dalel.steps.collect import preview
from dalel.steps.extract.article import read as read_page
from dalel.steps.extract.article import with_language
from dalel.steps.extract.stamps import read_stamp

_LONGEST_TITLE: Final = 120


@dataclass(frozen=True, kw_only=True)
class Read:
    """A page as it was read; ``url`` is its own address; ``post`` where it is one."""

    page: Extraction
    url: str
    post: Post | None = None


def place_of(url: str, *, is_post: bool = False) -> str:
    """The address to ask for a page: a post's own shows nothing, its channel's preview does."""
    return preview.preview_of(url) if is_post or preview.is_post(url) else url


def read_answer(
    answer: Answer, url: str, source: Source | None, zone: tzinfo, *, is_post: bool = False
) -> Read:
    """What the answer for an address says; it is read in a process of its own."""
    try:
        return _read_answer(answer, url, source, zone, is_post=is_post)
    except UnreadableError as problem:
        return Read(page=Extraction(kind=PageKind.UNREADABLE, reason=str(problem)), url=url)


def _read_answer(
    answer: Answer, url: str, source: Source | None, zone: tzinfo, *, is_post: bool
) -> Read:
    if is_post or preview.is_post(url):
        return _read_preview(answer, url, zone)
    page = _page(answer, source, zone)
    return Read(page=with_language(page), url=answer.final_url)


def _page(answer: Answer, source: Source | None, zone: tzinfo) -> Extraction:
    page = pool().call(
        read_page,
        answer.last.content,
        zone=zone,
        url=answer.final_url,
        charset=answer.last.charset,
        now=answer.last.started,
        selectors=source.selectors if source else Selectors(),
    )
    return shortened(page)


def words_read(
    answer: Answer, url: str, source: Source | None, zone: tzinfo, *, is_post: bool
) -> ArticleWords:
    """The words of an answer alone, as ``read_answer`` reads them; empty where there are none."""
    try:
        if not (is_post or preview.is_post(url)):
            page = _page(answer, source, zone)
            return ArticleWords(title=page.title, text=page.text)
        post = pool().call(preview.find_post, answer.last.content, answer.final_url, url, zone)
    except UnreadableError:
        post = None
    text = post.text if post is not None else ""
    page = shortened(Extraction(kind=PageKind.ARTICLE, title=_headline(text), text=text))
    return ArticleWords(title=page.title, text=page.text)


def _read_preview(answer: Answer, url: str, zone: tzinfo) -> Read:
    shown, base = answer.last.content, answer.final_url
    post = pool().call(preview.find_post, shown, base, url, zone)
    if post is not None:
        return read_post(post, zone)
    if pool().call(preview.has_posts, shown, base, zone):
        gone = "the channel shows its neighbours, and no longer this post"
        return Read(page=Extraction(kind=PageKind.ERROR, reason=gone), url=url)
    closed = "the channel shows no posts to the public"
    return Read(page=Extraction(kind=PageKind.EMPTY, reason=closed), url=url)


def read_post(post: Post, zone: tzinfo) -> Read:
    """A post as a page; it has no headline, its first line stands in."""
    time = post.published
    page = Extraction(
        kind=PageKind.ARTICLE,
        title=_headline(post.text),
        text=post.text,
        published=Published(day=time.astimezone(zone).date(), time=time) if time else None,
        author=post.author,
        language=identify(post.text),
    )
    return Read(page=shortened(page), url=post.url, post=post)


def time_in(text: str, zone: tzinfo, now: datetime) -> datetime | None:
    """The moment that words beside a headline mean."""
    published = read_stamp(text, zone, now)
    return published.time if published else None


def _headline(text: str) -> str:
    line = text.strip().partition("\n")[0]
    if len(line) <= _LONGEST_TITLE:
        return line
    return f"{line[: _LONGEST_TITLE - 1].rpartition(' ')[0]}…"


def reading_of(
    read: Read, answer: Answer, rules: AddressRules, canonical: str | None = None
) -> ArticleReading:
    """The article that was read; ``canonical`` where it is known already."""
    page, validators = read.page, answer.validators
    published = page.published
    return ArticleReading(
        canonical=canonical or canonical_url(read.url, rules.of_what_was_fetched),
        url=read.url,
        words=ArticleWords(title=page.title, text=page.text),
        time=answer.last.started,
        language=page.language or "",
        published_iso=published.iso if published else "",
        published=published.time if published else None,
        author=page.author or "",
        image=page.image or "",
        is_post=read.post is not None,
        digest=read.post.digest if read.post else "",
        # Those of a preview say nothing of one post.
        etag="" if read.post else validators.etag or "",
        last_modified="" if read.post else validators.last_modified or "",
    )
