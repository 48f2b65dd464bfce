"""Web archives of invented pages, as crawlers write them; no person or outlet in them exists."""

import gzip
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dalel.domain.article import Article
from steps.classify.invented_news import OTHERS, OURS

#: A host of Kazakhstan's pack, and one that is nobody's.
HOST, STRANGER = "vlast.kz", "stranger.test"
NEWS: Sequence[Article] = (*OURS, *OTHERS)


@dataclass(frozen=True, kw_only=True)
class Archived:
    """A response; ``fields`` are further heads of HTTP."""

    url: str
    body: bytes
    status: str = "200 OK"
    kind: str = "text/html; charset=utf-8"
    fields: tuple[tuple[str, str], ...] = ()
    type: str = "response"
    date: str = "2026-01-05T10:00:00Z"


def html(one: Article, times: int = 2) -> bytes:
    """A page of an outlet with this article."""
    sentence = "Об этом сообщает редакция. " if one.language == "ru" else "Бұл туралы айтылды. "
    return (
        f"<!doctype html><html><head><title>{one.title}</title>"
        '<meta property="article:published_time" content="2026-01-04T09:00:00+05:00"></head><body>'
        f"<nav><a href=/>Главная</a></nav><article><h1>{one.title}</h1><p>{one.text}</p>"
        f"<p>{sentence * times}</p></article></body></html>"
    ).encode()


def news(count: int, host: str = HOST, start: int = 0) -> list[Archived]:
    """So many pages of invented news, each at an address of its own."""
    return [
        Archived(url=f"https://{host}/news/{at}", body=html(NEWS[at % len(NEWS)], 2 + at % 5))
        for at in range(start, start + count)
    ]


def archive(path: Path, pages: Iterable[Archived], *, packed: bool = True) -> list[tuple[int, int]]:
    """Write an archive (ISO 28500), and give the place of each of its responses."""
    places = []
    with path.open("wb") as stream:
        stream.write(_record("warcinfo", "", "2026-01-05T09:00:00Z", "info", b"", packed=packed))
        for at, page in enumerate(pages):
            start = stream.tell()
            name = f"00000000-0000-0000-0000-{at:012d}"
            block = _answer(page) if page.type == "response" else b""
            stream.write(_record(page.type, page.url, page.date, name, block, packed=packed))
            places.append((start, stream.tell() - start))
    return places


def _answer(page: Archived) -> bytes:
    fields = "".join(f"{name}: {value}\r\n" for name, value in page.fields)
    head = f"HTTP/1.1 {page.status}\r\nContent-Type: {page.kind}\r\n{fields}\r\n"
    return head.encode() + page.body


def _record(kind: str, url: str, date: str, name: str, block: bytes, *, packed: bool) -> bytes:
    type_ = "application/http; msgtype=response" if block else "application/warc-fields"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n"
        f"WARC-Record-ID: <urn:uuid:{name}>\r\nContent-Type: {type_}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    whole = head.encode() + block + b"\r\n\r\n"
    return gzip.compress(whole, mtime=0) if packed else whole


def cut(path: Path, size: int) -> Path:
    """The same file, ending after so many bytes."""
    path.write_bytes(path.read_bytes()[:size])
    return path


def packed(text: str) -> bytes:
    """Text as a file that was packed by gzip."""
    return gzip.compress(text.encode(), mtime=0)
