"""What becomes of the pages of one web archive."""

import gzip
import json
import os
import re
import zlib
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import brotli
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from dalel.bulk import page_reading, unit_work
from dalel.bulk.archive_records import ArchivedPage, Wanted, pages_of
from dalel.bulk.orders import Order, OrderError, Task, UnitOutcome, order_of
from dalel.bulk.page_reading import PageReader, reader_of
from dalel.bulk.page_rows import SCHEMA
from dalel.bulk.parts import COUNTS_KEY, ORDER_KEY, OutFolder
from dalel.bulk.unit_work import do
from dalel.bulk.units import ArchiveUnit
from dalel.cli.main import app
from dalel.domain.errors import SelectorError, UnreadableError
from dalel.pack import default_folder
from dalel.steps.extract.article import read
from web_archives import HOST, NEWS, STRANGER, Archived, archive, cut, html, news


@pytest.fixture(scope="module")
def order() -> Order:
    return order_of(default_folder(), "kz", lexical=True)


def worked(order: Order, source: Path, out: Path, **unit: Any) -> UnitOutcome:
    out.mkdir(exist_ok=True)
    return do(Task(unit=ArchiveUnit(input=str(source), **unit), order=order, out=str(out)))


def rows(order: Order, source: Path, out: Path, **unit: Any) -> list[dict[str, Any]]:
    found = worked(order, source, out, **unit)
    assert found.failure == ""
    [file] = out.glob("*.parquet")
    assert file.name == f"{found.unit.name}.parquet"
    table = pq.read_table(file)
    assert table.schema.equals(SCHEMA)
    assert sorted(path.name for path in out.iterdir()) == [file.name]
    read: list[dict[str, Any]] = table.to_pylist()
    return read


def counted(out: Path) -> dict[str, int]:
    [file] = out.glob("*.parquet")
    found: dict[str, int] = json.loads(pq.read_metadata(file).metadata[COUNTS_KEY])
    return found


def predicted(step: str, given: list[dict[str, Any]], folder: Path, *more: str) -> list[Any]:
    file = folder / f"{step}.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in given))
    result = CliRunner().invoke(app, ["predict", step, str(file), *more])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


@pytest.mark.parametrize("lexical", [True, False])
def test_verdicts_are_those_of_predict(*, lexical: bool, tmp_path: Path) -> None:
    order = order_of(default_folder(), "kz", lexical=lexical)
    archive(tmp_path / "a.warc.gz", news(16))
    # Of no text that is not relevant anything is kept: those are given as they were written.
    found = rows(replace(order), tmp_path / "a.warc.gz", tmp_path / "out")
    given = [
        {
            "id": str(at),
            "lang": one["language"],
            "title": one["title"],
            "text": one["text"] or expected_text(NEWS[at % len(NEWS)].text, at),
            "published": one["published"],
        }
        for at, one in enumerate(found)
    ]
    said = predicted("relevance", given, tmp_path, *(["--lexical"] if lexical else []))
    assert [one["relevant"] for one in found].count(True) == 10
    for one, verdict in zip(found, said, strict=True):
        assert one["relevant"] == verdict["relevant"]
        assert round(one["score"], 4) == verdict["score"]
        assert one["section"] == verdict["section"]
        assert one["event_type"] == (verdict["event_type"] or "")
        assert one["relevant"] == bool(one["text"])
        assert (one["vector"] is not None) == (one["sifted"] and not lexical)
    ours = [one for one in given if found[int(one["id"])]["relevant"]]
    claims = predicted("claims", ours, tmp_path)
    for one, told in zip(ours, claims, strict=True):
        assert json.loads(found[int(one["id"])]["claims"]) == told["claims"]
    assert any(told["claims"] for told in claims)


def expected_text(text: str, at: int) -> str:
    return f"{text}\n\n{'Об этом сообщает редакция. ' * (2 + at % 5)}".strip()


def test_a_row_tells_where_its_page_lies_and_of_what_it_is(order: Order, tmp_path: Path) -> None:
    places = archive(tmp_path / "a.warc.gz", news(2))
    first, second = rows(order, tmp_path / "a.warc.gz", tmp_path / "out")
    assert [(one["offset"], one["length"]) for one in (first, second)] == places
    assert (first["url"], first["canonical"]) == (
        f"https://{HOST}/news/0",
        f"https://{HOST}/news/0",
    )
    assert (first["host"], first["source"], first["status"]) == (HOST, "vlast", 200)
    assert first["captured"].isoformat() == "2026-01-05T10:00:00+00:00"
    assert (first["published"], str(first["day"])) == ("2026-01-04T09:00:00+05:00", "2026-01-04")
    assert first["record_id"] == "urn:uuid:00000000-0000-0000-0000-000000000000"
    assert (first["state"], first["language"], second["language"]) == ("article", "ru", "kk")
    assert len(first["sha256"]) == 64
    assert first["print_length"] == len(first["text"])
    assert first["print_stems"] == sorted(first["print_stems"])


def test_only_pages_of_the_packs_hosts_are_read(order: Order, tmp_path: Path) -> None:
    pages = [
        *news(1),
        *news(1, STRANGER),
        replace(news(1)[0], status="404 Not IndexedPlaces"),
        replace(news(1)[0], status="twohundred"),
        replace(news(1)[0], kind="image/png"),
        replace(news(1)[0], type="revisit"),
        replace(news(1)[0], type="resource"),
        *news(1, f"sub.{HOST}"),
    ]
    archive(tmp_path / "a.warc.gz", pages)
    found = rows(order, tmp_path / "a.warc.gz", tmp_path / "out")
    assert [one["host"] for one in found] == [HOST, f"sub.{HOST}"]
    counts = counted(tmp_path / "out")
    assert (counts["other hosts"], counts["no page"], counts["revisits"]) == (1, 3, 1)
    assert (counts["other records"], counts["rows"], counts["pages"]) == (2, 2, 2)
    every = replace(order, all_hosts=True)
    assert len(rows(every, tmp_path / "a.warc.gz", tmp_path / "all")) == 3


@pytest.mark.parametrize("packed", [True, False])
def test_ranges_alone_are_read_packed_or_plain(
    order: Order, tmp_path: Path, *, packed: bool
) -> None:
    source = tmp_path / ("a.warc.gz" if packed else "a.warc")
    places = archive(source, news(5), packed=packed)
    chosen = (places[1], (places[3][0], sum(places[4]) - places[3][0]))
    found = rows(order, source, tmp_path / "out", ranges=chosen)
    assert [one["offset"] for one in found] == [places[1][0], places[3][0], places[4][0]]
    whole = rows(order, source, tmp_path / "whole")
    assert found == [whole[1], whole[3], whole[4]]


def test_ranges_beyond_what_is_held_in_memory_are_read_too(
    order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = archive(tmp_path / "a.warc.gz", news(3))
    monkeypatch.setattr("dalel.bulk.archive_parts.MOST", 10)
    found = rows(order, tmp_path / "a.warc.gz", tmp_path / "out", ranges=(places[1],))
    assert [(one["offset"], one["length"]) for one in found] == [places[1]]


def test_a_range_that_is_none_is_a_failed_row(order: Order, tmp_path: Path) -> None:
    places = archive(tmp_path / "a.warc.gz", news(2))
    wrong = (places[0][0] + 7, 100)
    found = rows(order, tmp_path / "a.warc.gz", tmp_path / "out", ranges=(wrong, places[1]))
    assert [(one["state"], one["offset"]) for one in found] == [
        ("failed", wrong[0]),
        ("article", places[1][0]),
    ]


def broken(body: bytes, *fields: tuple[str, str]) -> Archived:
    return Archived(url=f"https://{HOST}/x", body=body, fields=fields)


def raw_deflate(body: bytes) -> bytes:
    return zlib.compress(body)[2:-4]


BODY = html(NEWS[0])
BOMB = b"<p>" + b"x" * (12 << 20)


@pytest.mark.parametrize(
    ("page", "state", "reason"),
    [
        (broken(b""), "empty", "empty"),
        (broken(b"<div>" * 2000), "empty", ""),
        (broken(b"\x00" * 5000), "empty", ""),
        (broken(BOMB), "failed", "larger than"),
        (broken(zlib.compress(BOMB, 9), ("Content-Encoding", "deflate")), "failed", "unpacked"),
        (broken(brotli.compress(BOMB), ("Content-Encoding", "br")), "failed", "unpacked"),
        (broken(b"\x91\x92 no brotli", ("Content-Encoding", "br")), "failed", "unpacked"),
        (broken(brotli.compress(BODY)[:-9], ("Content-Encoding", "br")), "failed", "unpacked"),
        (broken(b"\x1f\x8bnothing", ("Content-Encoding", "gzip")), "failed", "unpacked"),
        (broken(b"nothing", ("Content-Encoding", "compress")), "failed", "unpacked"),
        (broken(BODY, ("Content-Encoding", "gzip")), "article", ""),
        (broken(brotli.compress(BODY), ("Content-Encoding", "br")), "article", ""),
        (broken(raw_deflate(BODY), ("Content-Encoding", "deflate")), "article", ""),
        (broken(BODY, ("Transfer-Encoding", "chunked")), "article", ""),
        (broken(b"%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY), ("Transfer-Encoding", "chunked")),
         "article", ""),
    ],
)  # fmt: skip
def test_a_hostile_page_is_a_row_with_its_reason(
    page: Archived, state: str, reason: str, order: Order, tmp_path: Path
) -> None:
    archive(tmp_path / "a.warc.gz", [page, *news(1)])
    found = rows(order, tmp_path / "a.warc.gz", tmp_path / "out")
    assert [one["state"] for one in found] == [state, "article"]
    assert reason in found[0]["reason"]
    assert bool(found[0]["reason"]) == (state != "article")


ODD_URLS = (
    "https://vlast.kz/\udcff\u202e",
    f"https://{HOST}/{'x' * 9000}",
    f"https://{HOST}:99999/",
    f"<https://{HOST}/bracketed>",
    "https://[::1",
)


UNDATED = ("", "never", "0001-01-01T00:00:00+14:00", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z")


@pytest.mark.parametrize("scheme", ["HTTPS", "Http", "HTTP"])
def test_a_scheme_in_capitals_is_one(order: Order, tmp_path: Path, scheme: str) -> None:
    url = f"{scheme}://{HOST.upper()}/news/0"
    archive(tmp_path / "a.warc.gz", [replace(news(1)[0], url=url)])
    [found] = rows(order, tmp_path / "a.warc.gz", tmp_path / "out")
    assert (found["state"], found["canonical"]) == ("article", f"https://{HOST}/news/0")


def test_odd_addresses_and_times_are_kept_as_far_as_they_can(order: Order, tmp_path: Path) -> None:
    every = replace(order, all_hosts=True)
    archive(
        tmp_path / "a.warc.gz",
        [replace(news(1)[0], url=url.encode("utf-8", "replace").decode()) for url in ODD_URLS]
        + [replace(news(1)[0], date=date) for date in UNDATED],
    )
    found = rows(every, tmp_path / "a.warc.gz", tmp_path / "out")
    kept, undated = found[: len(ODD_URLS)], found[len(ODD_URLS) :]
    assert "failed" not in {one["state"] for one in kept}
    assert found[3]["url"] == f"https://{HOST}/bracketed"
    # Nobody could ever keep what was captured at no time.
    assert [(one["state"], one["captured"], one["relevant"]) for one in undated] == [
        ("failed", None, False)
    ] * len(UNDATED)
    assert {one["reason"] for one in undated} == {"the record does not say when it was captured"}
    assert max(len(one["url"]) for one in found) == 2000


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("share", [0.35, 0.39, 0.6, 0.62, 0.65, 0.95])
def test_an_archive_that_breaks_off_gives_rows_until_then(
    order: Order, tmp_path: Path, share: float, *, packed: bool
) -> None:
    source = tmp_path / ("a.warc.gz" if packed else "a.warc")
    places = archive(source, news(6), packed=packed)
    end = int(share * source.stat().st_size)
    whole = [place for place in places if sum(place) <= end]
    found = rows(order, cut(source, end), tmp_path / "out")
    assert [one["offset"] for one in found[: len(whole)]] == [offset for offset, _ in whole]
    assert [one["state"] for one in found] == ["article"] * len(whole) + ["failed"]
    assert "archive" in found[-1]["reason"]
    assert (found[-1]["url"], found[-1]["offset"]) == ("", places[len(whole)][0])


def test_damage_within_a_packed_archive_is_a_row_and_its_neighbours_are_read(
    order: Order, tmp_path: Path
) -> None:
    source = tmp_path / "a.warc.gz"
    places = archive(source, news(6))
    content = bytearray(source.read_bytes())
    content[places[3][0] + 40 : places[3][0] + 80] = b"\xff" * 40
    source.write_bytes(content)
    found = rows(order, source, tmp_path / "out")
    assert [one["state"] for one in found] == ["article"] * 3 + ["failed"] + ["article"] * 2
    assert [one["offset"] for one in found] == [offset for offset, _ in places]
    assert found[3]["reason"].startswith("the archive is damaged here")


def lying(source: Path, places: list[tuple[int, int]], which: int, by: int) -> None:
    """Let a record of an archive announce so many bytes more than it has."""
    content, (offset, length) = source.read_bytes(), places[which]
    record, is_packed = content[offset : offset + length], source.suffix == ".gz"
    record = gzip.decompress(record) if is_packed else record
    told = re.sub(
        rb"Content-Length: (\d+)",
        lambda it: b"Content-Length: %d" % (int(it[1]) + by),
        record,
        count=1,
    )
    told = gzip.compress(told, mtime=0) if is_packed else told
    source.write_bytes(content[:offset] + told + content[offset + length :])


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc"])
@pytest.mark.parametrize(
    ("by", "reason"),
    [(5, "shorter"), (700, "shorter"), (10**7, "shorter"), (-1, "longer"), (-60, "longer")],
)
def test_a_record_that_lies_about_its_length_is_a_row_and_its_neighbours_are_read(
    order: Order, tmp_path: Path, by: int, reason: str, name: str
) -> None:
    source = tmp_path / name
    places = archive(source, news(4), packed=name.endswith("gz"))
    shown = [offset for offset, _ in places]
    lying(source, places, 1, by)
    found = rows(order, source, tmp_path / "out")
    assert [one["state"] for one in found] == ["article", "failed", "article", "article"]
    assert [one["offset"] for one in found[:2]] == shown[:2]
    assert found[1]["reason"] == f"the record is {reason} than it says"
    assert counted(tmp_path / "out")["broken off"] == 0


def test_damage_within_a_plain_archive_is_a_row_and_its_neighbours_are_read(
    order: Order, tmp_path: Path
) -> None:
    source = tmp_path / "a.warc"
    places = archive(source, news(6), packed=False)
    content = bytearray(source.read_bytes())
    for at, damage in ((1, b"WXRC/1.0"), (3, b"\xff\xfe\x00\x1b[2J\n")):
        content[places[at][0] : places[at][0] + len(damage)] = damage
    source.write_bytes(content)
    found = rows(order, source, tmp_path / "out")
    assert [one["offset"] for one in found if one["state"] == "article"] == [
        places[at][0] for at in (0, 2, 4, 5)
    ]
    told = {one["reason"] for one in found if one["state"] == "failed"}
    assert told == {"the archive is damaged here: Invalid WARC record"}


@pytest.mark.parametrize("damage", [b"", b"\0" * 3000, os.urandom(3000), b"\x1f\x8c"])
@pytest.mark.parametrize("packed", [True, False])
def test_what_lies_behind_a_damaged_beginning_is_read(
    order: Order, tmp_path: Path, damage: bytes, *, packed: bool
) -> None:
    source = tmp_path / ("a.warc.gz" if packed else "a.warc")
    places = archive(source, news(3), packed=packed)
    content = source.read_bytes()
    # The head of the whole is gone, and half of the first page.
    source.write_bytes(damage + content[places[0][0] + places[0][1] // 2 :])
    found = rows(order, source, tmp_path / "out")
    read = [one["url"] for one in found if one["state"] == "article"]
    assert read == [f"https://{HOST}/news/{at}" for at in (1, 2)]
    assert [one["reason"][:27] for one in found if one["state"] == "failed"] == [
        "the archive is damaged here"
    ]


def test_plain_records_that_no_empty_line_parts_are_read(order: Order, tmp_path: Path) -> None:
    source = tmp_path / "a.warc"
    places = archive(source, news(4), packed=False)
    content = source.read_bytes()
    whole = content[: places[0][0]]
    for offset, length in places:
        whole += content[offset : offset + length - 4]
    source.write_bytes(whole)
    assert [one["url"] for one in rows(order, source, tmp_path / "out") if one["url"]] == [
        f"https://{HOST}/news/{at}" for at in range(4)
    ]


@pytest.mark.parametrize(
    ("by", "state"), [(1, "article"), (5, "failed"), (1000, "failed"), (-60, "failed")]
)
def test_a_record_of_the_older_format_may_lie_about_its_length(
    order: Order, tmp_path: Path, by: int, state: str
) -> None:
    source = arc(tmp_path / "a.arc", news(4))
    lines = source.read_bytes().split(b"\n")
    [at] = [at for at, line in enumerate(lines) if line.startswith(b"https://vlast.kz/news/1 ")]
    start, _, length = lines[at].rpartition(b" ")
    lines[at] = start + b" %d" % (int(length) + by)
    source.write_bytes(b"\n".join(lines))
    found = rows(order, source, tmp_path / "out")
    assert [one["state"] for one in found] == ["article", state, "article", "article"]


def test_of_records_that_all_claim_the_rest_not_each_is_read_to_the_end(
    order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "a.warc"
    places = archive(source, news(12), packed=False)
    for at in range(12):
        lying(source, places, at, 10**5)
        places = [(offset + 3 * (later > at), size) for later, (offset, size) in enumerate(places)]
    size = source.stat().st_size
    monkeypatch.setattr("dalel.bulk.archive_parts._MOST_AGAIN", 4 * size)
    worked(order, source, tmp_path / "out")
    counts = counted(tmp_path / "out")
    assert 3 < counts["records"] < 12
    assert counts["broken off"] == 1


def test_a_pipe_is_no_archive(order: Order, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.warc.gz")
    assert (
        "no file, but a folder, a pipe"
        in worked(order, tmp_path / "a.warc.gz", tmp_path / "out").failure
    )


def test_damage_within_a_plain_archive_of_the_older_format_is_a_row(
    order: Order, tmp_path: Path
) -> None:
    source = arc(tmp_path / "a.arc", news(4))
    content = source.read_bytes()
    source.write_bytes(content.replace(f"\nhttps://{HOST}/news/1 0.0".encode(), b"\nnothing"))
    found = rows(order, source, tmp_path / "out")
    assert [one["state"] for one in found] == ["article", "failed", "article", "article"]
    assert found[3]["url"] == f"https://{HOST}/news/3"


def test_only_behind_damage_what_lies_within_a_plain_record_could_be_one(
    order: Order, tmp_path: Path
) -> None:
    inner = tmp_path / "inner.warc"
    archive(inner, news(1, start=8), packed=False)
    body = b"<html><pre>\n" + inner.read_bytes()
    archive(tmp_path / "a.warc", [Archived(url=f"https://{HOST}/a", body=body)], packed=False)
    assert [one["url"] for one in rows(order, tmp_path / "a.warc", tmp_path / "out")] == [
        f"https://{HOST}/a"
    ]


def test_nothing_within_a_page_is_taken_for_a_record(order: Order, tmp_path: Path) -> None:
    forged = tmp_path / "forged.warc.gz"
    archive(forged, news(2, start=8))
    source = tmp_path / "a.warc.gz"
    pages = [Archived(url=f"https://{HOST}/news/0", body=forged.read_bytes()), *news(1, start=1)]
    lying(source, archive(source, pages), 0, 9000)
    content = source.read_bytes()
    found = rows(order, source, tmp_path / "out")
    assert content.count(b"\x1f\x8b\x08") >= 3
    assert [one["url"] for one in found] == ["", f"https://{HOST}/news/1"]


@pytest.mark.parametrize(
    "content", [b"", b"<html>", b"\x1f\x8b\x08", os.urandom(5000), b"WARC/1.0"]
)
def test_what_is_no_archive_is_a_note_and_no_file(
    content: bytes, order: Order, tmp_path: Path
) -> None:
    (tmp_path / "a.warc.gz").write_bytes(content)
    found = worked(order, tmp_path / "a.warc.gz", tmp_path / "out")
    assert found.failure
    [note] = (tmp_path / "out").glob("*.failed.json")
    assert json.loads(note.read_text())["input"] == str(tmp_path / "a.warc.gz")
    # Once it can be read the note goes.
    archive(tmp_path / "a.warc.gz", news(1))
    assert rows(order, tmp_path / "a.warc.gz", tmp_path / "out") != []


def test_a_page_that_may_not_be_read_whole_says_so(
    order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise UnreadableError("only a part of it can be read")

    monkeypatch.setattr("dalel.steps.extract.article.parse", refused)
    archive(tmp_path / "a.warc.gz", news(1))
    [found] = rows(order, tmp_path / "a.warc.gz", tmp_path / "out")
    assert (found["state"], found["reason"]) == ("unreadable", "only a part of it can be read")


def arc(path: Path, pages: list[Archived]) -> Path:
    """An archive in the older format (https://archive.org/web/researcher/ArcFileFormat.php)."""
    head = b"1 0 Test\nURL IP-address Archive-date Content-type Archive-length\n"
    blocks = [("filedesc://a.arc", "text/plain", head)]
    for page in pages:
        content = f"HTTP/1.1 {page.status}\r\nContent-Type: {page.kind}\r\n\r\n".encode()
        blocks.append((page.url, "text/html", content + page.body))
    path.write_bytes(
        b"".join(
            f"{url} 0.0.0.0 20260105100000 {kind} {len(block)}\n".encode() + block + b"\n"
            for url, kind, block in blocks
        )
    )
    return path


def test_archives_in_the_older_format_are_read(order: Order, tmp_path: Path) -> None:
    found = rows(order, arc(tmp_path / "a.arc", news(3)), tmp_path / "out")
    assert [one["url"] for one in found] == [f"https://{HOST}/news/{at}" for at in range(3)]
    assert {one["state"] for one in found} == {"article"}
    assert found[0]["captured"].isoformat() == "2026-01-05T10:00:00+00:00"
    assert found[0]["record_id"] == f"arc:{found[0]['offset']}"


def test_an_archive_that_is_not_there_is_a_note(order: Order, tmp_path: Path) -> None:
    assert "a.warc.gz" in worked(order, tmp_path / "a.warc.gz", tmp_path / "out").failure


def test_a_store_that_fails_midway_is_no_damage_of_the_archive(
    order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive(tmp_path / "a.warc.gz", [replace(one, body=os.urandom(9000)) for one in news(40)])
    read = 0

    def failing(self: Any, size: int = -1) -> bytes:
        nonlocal read
        read += 1
        if read > 4:
            raise TimeoutError("the store is silent")
        given: bytes = self.f.read(size)
        return given

    monkeypatch.setattr("fsspec.implementations.local.LocalFileOpener.read", failing)
    found = worked(order, tmp_path / "a.warc.gz", tmp_path / "out")
    assert "the store is silent" in found.failure
    assert list((tmp_path / "out").glob("*.parquet")) == []


def test_a_page_that_raises_is_a_row_and_its_neighbours_are_read(
    order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = read

    def raising(content: bytes, **more: Any) -> Any:
        if "news/1" in more["url"]:
            raise RecursionError("too deep")
        if "news/2" in more["url"]:
            raise SelectorError("a selector cannot be read")
        return plain(content, **more)

    monkeypatch.setattr(page_reading, "read", raising)
    archive(tmp_path / "a.warc.gz", news(4))
    found = rows(order, tmp_path / "a.warc.gz", tmp_path / "out")
    assert [one["state"] for one in found] == ["article", "failed", "failed", "article"]
    assert found[1]["reason"] == "RecursionError: too deep"
    assert found[2]["reason"] == "a selector cannot be read"
    assert counted(tmp_path / "out")["failed"] == 2


def test_the_same_archive_gives_the_same_bytes_and_tells_its_order(
    order: Order, tmp_path: Path
) -> None:
    archive(tmp_path / "a.warc.gz", news(9))
    contents = []
    for name in ("one", "two"):
        found = worked(order, tmp_path / "a.warc.gz", tmp_path / name)
        contents.append((tmp_path / name / f"{found.unit.name}.parquet").read_bytes())
        folder = OutFolder(str(tmp_path / name))
        assert folder.told_by(found.unit)[ORDER_KEY] == order.said_of(found.unit)
        assert folder.standing(found.unit, order).is_done
        other = folder.standing(found.unit, replace(order, all_hosts=True))
        assert (other.is_done, other.ordered_otherwise) == (False, ("--all-hosts",))
    assert contents[0] == contents[1]


def test_a_page_at_which_workers_died_twice_is_read_in_a_process_of_its_own(
    order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = archive(tmp_path / "a.warc.gz", news(3))
    unit = ArchiveUnit(input=str(tmp_path / "a.warc.gz"))
    read: list[int] = []

    def alone(_: Order, page: ArchivedPage) -> None:
        read.append(page.offset)

    monkeypatch.setattr(unit_work, "read_alone", alone)
    (tmp_path / "out").mkdir()
    for deaths in (0, 1, 2):
        journal = tmp_path / "out" / f"{unit.name}.journal"
        journal.write_text(f"{places[1][0]:<20}" + json.dumps({str(places[1][0]): deaths}))
        found = rows(order, tmp_path / "a.warc.gz", tmp_path / "out")
        killed = [one["reason"] for one in found if one["state"] == "failed"]
        assert killed == ["killed its reader"] * (deaths > 0)
    assert read == [places[1][0]] * 2


@pytest.mark.parametrize("content", ["", "x", "{}", f"{'7':<20}[1]", f"{'7':<20}" + '{"a": 1}'])
def test_a_torn_journal_is_begun_anew(content: str, order: Order, tmp_path: Path) -> None:
    archive(tmp_path / "a.warc.gz", news(1))
    (tmp_path / "out").mkdir()
    unit = ArchiveUnit(input=str(tmp_path / "a.warc.gz"))
    (tmp_path / "out" / f"{unit.name}.journal").write_text(content)
    assert len(rows(order, tmp_path / "a.warc.gz", tmp_path / "out")) == 1


def test_an_error_of_ours_leaves_no_page_behind_as_deadly(
    order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive(tmp_path / "a.warc.gz", news(1))

    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(PageReader, "draft", interrupted)
    with pytest.raises(KeyboardInterrupt):
        worked(order, tmp_path / "a.warc.gz", tmp_path / "out")
    [journal] = (tmp_path / "out").glob("*.journal")
    assert journal.read_text().split() == ["-1", "{}"]


def test_another_pack_or_model_than_the_one_ordered_is_refused(
    order: Order, tmp_path: Path
) -> None:
    for wrong, words in (
        (replace(order, pack_digest="0"), "not the one that was ordered"),
        (replace(order, model_digest="0"), "not the model that was ordered"),
        (replace(order, model="/nowhere/model.npz"), "has no model"),
    ):
        with pytest.raises(OrderError, match=words):
            reader_of(wrong)


def test_a_worker_finds_the_pack_where_it_is_told(
    order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = replace(order, pack=str(tmp_path / "none"))
    monkeypatch.setenv("DALEL_PACK", str(tmp_path / "none, too"))
    with pytest.raises(OrderError, match="has no pack kz"):
        reader_of(elsewhere)
    monkeypatch.setenv("DALEL_PACK", str(default_folder()))
    assert reader_of(replace(elsewhere, page_seconds=59)).hosts.source_of(f"https://{HOST}/")


@pytest.mark.parametrize("packed", [True, False])
def test_wherever_an_archive_is_cut_its_end_is_seen(tmp_path: Path, *, packed: bool) -> None:
    source = tmp_path / ("a.warc.gz" if packed else "a.warc")
    # The end of a packed record tells only its digest: a page without it is whole.
    end_of_record = 12 if packed else 4
    places = archive(source, news(2), packed=packed)
    whole = source.read_bytes()
    for end in range(places[0][0] + 1, len(whole)):
        source.write_bytes(whole[:end])
        wanted = Wanted(source_of=lambda _: None, all_hosts=True)
        found = list(pages_of(ArchiveUnit(input=str(source)), wanted, Counter()))
        began = [place for place in places if place[0] < end]
        assert [one.offset for one in found] == [offset for offset, _ in began], end
        is_torn = end < sum(began[-1]) - end_of_record
        assert not is_torn or found[-1].broken, end


def test_a_place_of_an_index_behind_the_end_of_its_archive_is_a_failed_row(tmp_path: Path) -> None:
    made = archive(tmp_path / "a.warc.gz", news(2))
    size = (tmp_path / "a.warc.gz").stat().st_size
    counts = Counter[str]()
    unit = ArchiveUnit(input=str(tmp_path / "a.warc.gz"), ranges=((0, size), (size + 900, 300)))
    wanted = Wanted(source_of=lambda url: url, all_hosts=True)
    pages = list(pages_of(unit, wanted, counts))
    assert [bool(one.url) for one in pages] == [True, True, False], made
    assert pages[-1].broken == "no record begins at this place of the index"
    assert pages[-1].offset == size + 900
