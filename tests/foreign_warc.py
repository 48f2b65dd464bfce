"""A web archive that somebody else wrote, and rows of what is read out of it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dalel.bulk.page_rows import PageRow
from dalel.domain.article import Article
from page_rows_of import row_of

CAPTURED = "2024-03-11T06:00:00Z"
_PAGE = """<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:type" content="article">
<meta property="article:published_time" content="{day}T09:00:00+05:00"></head><body><main><article>
<h1>{title}</h1>{body}</article></main></body></html>"""


@dataclass(frozen=True, kw_only=True)
class Written:
    """A page as it lies in the archive."""

    article: Article
    html: bytes
    offset: int
    length: int


def page_of(article: Article) -> bytes:
    """An article as a page."""
    body = "".join(f"<p>{one}</p>" for one in article.text.split("\n\n"))
    day = article.day or date(2024, 3, 10)
    return _PAGE.format(title=article.title, day=day.isoformat(), body=body).encode()


def write_warc(
    path: Path,
    articles: Sequence[Article],
    *,
    gzip: bool = True,
    captured: str = CAPTURED,
    headers: Sequence[tuple[str, str]] = (("Content-Type", "text/html; charset=utf-8"),),
    body_of: Any = lambda html: html,
    kind: str = "response",
    status: str = "200 OK",
) -> list[Written]:
    """A WARC of pages; ``body_of`` makes the body that was transferred."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pages = [page_of(one) for one in articles]
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=gzip)
        for article, html in zip(articles, pages, strict=True):
            head = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")
            body = body_of(html)
            # The same bytes each time: what half a record is taken for must not hang on chance.
            name = uuid5(NAMESPACE_URL, article.id)
            record = writer.create_warc_record(
                article.id,
                kind,
                payload=BytesIO(body),
                length=len(body),
                http_headers=head,
                warc_headers_dict={"WARC-Date": captured, "WARC-Record-ID": f"<urn:uuid:{name}>"},
            )
            writer.write_record(record)
    places = []
    with path.open("rb") as stream:
        records = ArchiveIterator(stream)
        for _ in records:
            offset = records.offset
            records.read_to_end()
            places.append((offset, records.get_record_length()))
    return [
        Written(article=article, html=html, offset=offset, length=length)
        for article, html, (offset, length) in zip(articles, pages, places, strict=True)
    ]


def rows_of(name: str, written: Sequence[Written], **other: Any) -> list[PageRow]:
    """What is told of each page; ``name`` of the file as the row names it."""
    return [
        replace(
            row_of(one.article),
            input=name,
            offset=one.offset,
            length=one.length,
            sha256=hashlib.sha256(one.html).hexdigest(),
            **other,
        )
        for one in written
    ]
