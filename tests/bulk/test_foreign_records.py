"""Reading a record of somebody else's archive once more."""

import gzip
import hashlib
import os
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import brotli
import pytest

from dalel.bulk.foreign_records import (
    LONGEST,
    ForeignArchive,
    ForeignRecord,
    RecordPlace,
    vantage_of,
)
from dalel.domain.article import Article
from dalel.domain.errors import StorageError, UnreadableError
from foreign_warc import page_of, write_warc

_ARTICLE = Article(
    id="https://orda-nova.test/leak",
    language="ru",
    title="Данные утекли",
    text="Данные клиентов утекли в сеть.\n\nКомпания это признала.",
    day=date(2024, 3, 10),
)
_OTHER = Article(
    id="https://orda-nova.test/2", language="ru", title="Второе", text="Текст второй новости."
)


def _read(folder: Path, **other: Any) -> ForeignRecord:
    """The second record of a file, as it was written."""
    path = folder / "archive" / "part.warc.gz"
    _, second = write_warc(path, [_OTHER, _ARTICLE], **other)
    return ForeignArchive(base=str(path.parent)).read(_place(second))


def _place(written: Any, **other: Any) -> RecordPlace:
    about = {
        "input": "part.warc.gz",
        "offset": written.offset,
        "length": written.length,
        "sha256": hashlib.sha256(written.html).hexdigest(),
        "url": written.article.id,
    }
    return RecordPlace(**{**about, **other})


@pytest.mark.parametrize("is_packed", [True, False])
def test_a_record_is_the_exchange_that_it_is(tmp_path: Path, *, is_packed: bool) -> None:
    found = _read(tmp_path, gzip=is_packed)
    exchange = found.exchange
    assert (exchange.url, exchange.status) == (_ARTICLE.id, 200)
    assert exchange.body == exchange.content == page_of(_ARTICLE)
    assert exchange.started == datetime(2024, 3, 11, 6, tzinfo=UTC)
    assert exchange.vantage == "warc:part.warc.gz"
    assert exchange.response_head.startswith(b"HTTP/1.1 200 OK\r\nContent-Type: text/html")
    assert found.head.startswith(b"WARC/1.0\r\n")
    assert b"WARC-Date: 2024-03-11T06:00:00Z\r\n" in found.head


@pytest.mark.parametrize(
    ("coding", "pack", "unpack"),
    [("gzip", gzip.compress, gzip.decompress), ("br", brotli.compress, brotli.decompress)],
)
def test_a_body_stays_as_it_was_transferred(
    tmp_path: Path, coding: str, pack: Callable[[bytes], bytes], unpack: Callable[[bytes], bytes]
) -> None:
    headers = (("Content-Type", "text/html"), ("Content-Encoding", coding))
    exchange = _read(tmp_path, headers=headers, body_of=pack).exchange
    assert exchange.content == page_of(_ARTICLE)
    assert unpack(exchange.body) == exchange.content
    assert exchange.header("Content-Encoding") == coding


def test_a_head_that_announces_a_coding_which_was_undone_says_so(tmp_path: Path) -> None:
    headers = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"))
    exchange = _read(tmp_path, headers=headers).exchange
    assert exchange.body == page_of(_ARTICLE)
    assert exchange.header("Content-Encoding") is None
    assert exchange.header("X-Archive-Orig-Content-Encoding") == "gzip"


def test_chunk_framing_is_taken_off_where_it_is(tmp_path: Path) -> None:
    headers = (("Content-Type", "text/html"), ("Transfer-Encoding", "chunked"))

    def framed(html: bytes) -> bytes:
        return b"%x\r\n%s\r\n0\r\n\r\n" % (len(html), html)

    assert _read(tmp_path, headers=headers, body_of=framed).exchange.body == page_of(_ARTICLE)
    assert _read(tmp_path, headers=headers).exchange.body == page_of(_ARTICLE)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"status": "404 Not Found"}, "no HTTP response of success"),
        ({"kind": "request", "status": "GET / HTTP/1.1"}, "of the kind 'request'"),
        ({"captured": "yesterday"}, "the record does not say when it was captured"),
        ({"body_of": lambda html: html + b" "}, "the digest of a record differs"),
        (
            {"headers": (("Content-Encoding", "br"),), "body_of": lambda html: b"\x8b" + html},
            "its content cannot be read",
        ),
    ],
)
def test_what_is_no_response_or_another_one_is_refused(
    tmp_path: Path, other: dict[str, Any], reason: str
) -> None:
    with pytest.raises(UnreadableError, match=reason):
        _read(tmp_path, **other)


def test_a_place_at_which_something_else_lies_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "part.warc.gz"
    first, second = write_warc(path, [_OTHER, _ARTICLE])
    archive = ForeignArchive(base=str(tmp_path))
    for wrong, reason in (
        ({"offset": second.offset + 7}, "no record begins where one did"),
        ({"length": second.length // 2}, "no record begins|cut off|without a length"),
        ({"length": 0}, "a record of 0 bytes"),
        ({"length": LONGEST + 1}, "a record of"),
        ({"offset": first.offset}, "a record there is of another address"),
        ({"offset": 10**12}, "no record begins"),
        ({"offset": 2**62}, "a record of"),
        ({"input": "other.warc.gz"}, "no such file"),
    ):
        with pytest.raises(UnreadableError, match=reason):
            archive.read(_place(second, **wrong))


def test_pipes_folders_and_links_that_lead_nowhere_are_no_archives(tmp_path: Path) -> None:
    (written,) = write_warc(tmp_path / "part.warc.gz", [_ARTICLE])
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "link")
    archive = ForeignArchive(base=str(tmp_path))
    for name in ("pipe", "folder", "link"):
        with pytest.raises(UnreadableError, match="no such file"):
            archive.read(_place(written, input=name))
    with pytest.raises(UnreadableError, match="no such file"):
        ForeignArchive().read(_place(written, input=str(tmp_path / "pipe")))


def test_an_archive_is_found_anywhere_below_a_base_that_is_there(tmp_path: Path) -> None:
    (written,) = write_warc(tmp_path / "in" / "deep" / "er" / "part.warc.gz", [_ARTICLE])
    archive = ForeignArchive(base=f"{tmp_path}/in/")
    assert archive.read(_place(written, input="/old/place/part.warc.gz"))
    with pytest.raises(StorageError, match="nowhere: no such folder"):
        ForeignArchive(base=f"{tmp_path}/nowhere").read(_place(written, input="part.warc.gz"))


def test_of_several_archives_of_one_name_that_is_read_in_which_the_record_lies(
    tmp_path: Path,
) -> None:
    write_warc(tmp_path / "in" / "part.warc.gz", [_OTHER, _OTHER])
    write_warc(tmp_path / "in" / "2023" / "part.warc.gz", [_OTHER])
    _, there = write_warc(tmp_path / "in" / "2024" / "part.warc.gz", [_OTHER, _ARTICLE])
    (tmp_path / "in" / "2025").mkdir()
    shutil.copy(tmp_path / "in/2024/part.warc.gz", tmp_path / "in/2025/part.warc.gz")
    archive = ForeignArchive(base=f"{tmp_path}/in")
    for name in ("part.warc.gz", "/old/2024/part.warc.gz", "s3://b/2022/part.warc.gz"):
        assert archive.read(_place(there, input=name)).exchange.url == _ARTICLE.id
    (tmp_path / "in/2024/part.warc.gz").unlink()
    (tmp_path / "in/2025/part.warc.gz").unlink()
    with pytest.raises(UnreadableError) as told:
        archive.read(_place(there, input="/old/2023/part.warc.gz"))
    # What it names is what it opened.
    assert str(told.value).startswith(f"{tmp_path}/in/part.warc.gz: not the archive that was read")


def test_below_a_base_nothing_else_is_opened(tmp_path: Path) -> None:
    (written,) = write_warc(tmp_path / "in" / "a" / "part.warc.gz", [_ARTICLE])
    archive = ForeignArchive(base=f"{tmp_path}/in/")
    assert archive.read(_place(written, input="a/part.warc.gz")).exchange.url == _ARTICLE.id
    secret = tmp_path / "secret.warc.gz"
    shutil.copy(tmp_path / "in" / "a" / "part.warc.gz", secret)
    for name in ("../secret.warc.gz", str(secret), "file://" + str(secret), "", ".."):
        with pytest.raises(UnreadableError, match="no such file"):
            archive.read(_place(written, input=name))
    shutil.copy(secret, tmp_path / "in" / "secret.warc.gz")
    # A crawl's own address, of which a copy lies here.
    assert archive.read(_place(written, input="https://crawl.test/x/secret.warc.gz"))


def test_without_a_base_the_name_is_an_address(tmp_path: Path) -> None:
    (written,) = write_warc(tmp_path / "part.warc.gz", [_ARTICLE])
    name = str(tmp_path / "part.warc.gz")
    assert (
        ForeignArchive()
        .read(_place(written, input=name))
        .exchange.vantage.endswith(":part.warc.gz")
    )
    with pytest.raises(UnreadableError, match="no such file"):
        ForeignArchive().read(_place(written, input=f"zip://x::{name}"))
    with pytest.raises(StorageError):
        ForeignArchive().read(_place(written, input="odd://host/part.warc.gz"))


def test_a_record_of_the_older_format_is_read_too(tmp_path: Path) -> None:
    html = page_of(_ARTICLE)
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html
    line = f"{_ARTICLE.id} 192.0.2.1 20240311060000 text/html {len(block)}\n".encode()
    (tmp_path / "old.arc").write_bytes(line + block + b"\n")
    place = RecordPlace(
        input="old.arc",
        offset=0,
        length=len(line) + len(block),
        sha256=hashlib.sha256(html).hexdigest(),
        url=_ARTICLE.id,
    )
    found = ForeignArchive(base=str(tmp_path)).read(place)
    assert (found.exchange.content, found.head) == (html, line)
    assert found.exchange.started == datetime(2024, 3, 11, 6, tzinfo=UTC)


def test_an_archive_is_named_by_its_host_or_its_file() -> None:
    assert vantage_of("https://data.crawl.test/a/b.warc.gz") == "warc:data.crawl.test"
    assert vantage_of("s3://bucket/b.warc.gz") == "warc:bucket"
    assert vantage_of("/srv/archives/b c.warc.gz") == "warc:b_c.warc.gz"
    assert vantage_of("http://[broken/b.warc.gz") == "warc:b.warc.gz"
    assert vantage_of("/") == "warc:_"
    assert len(vantage_of("x" * 500)) == 64
