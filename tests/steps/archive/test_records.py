"""Are our records those of the standard, and do they keep every byte?"""

import gzip
import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from dalel.domain.errors import ArchiveError
from dalel.domain.evidence import Capture
from dalel.steps.archive.ledger import Profile
from dalel.steps.archive.records import (
    LONGEST_REASON,
    ROOM,
    body_of,
    member,
    pair_of,
    read_member,
    record,
    tombstone,
    warcinfo,
)
from evidence_room import PAGE, START, exchange


def capture(**more: object) -> Capture:
    fields: dict[str, object] = {
        "url": "https://tany.test/news/0",
        "time": START,
        "status": 200,
        "sha256": "",
        "warc_file": "f",
        "warc_offset": 0,
        "warc_length": ROOM,
        "record_id": "urn:uuid:1",
        "chain": "worker-001",
        "number": 2,
        "link": "ab" * 32,
        "vantage": "direct",
    }
    return Capture(**{**fields, **more})  # type: ignore[arg-type]


def test_a_response_keeps_its_head_and_body_byte_for_byte() -> None:
    one = exchange(body=bytes(range(256)))
    pair = pair_of(one, None)
    found = read_member(pair.response)
    assert found.block == one.response_head + one.body
    assert body_of(found) == one.body
    assert found.fields["warc-type"] == "response"
    assert found.fields["warc-ip-address"] == "203.0.113.7"
    assert found.fields["warc-date"] == "2026-01-31T09:30:15.250000Z"
    request = read_member(pair.request)
    assert request.block == one.request_head
    assert request.fields["warc-concurrent-to"] == f"<{pair.record_id}>"
    assert request.fields["content-type"] == "application/http; msgtype=request"


def test_warcio_reads_the_same_and_finds_the_digests_right() -> None:
    pair = pair_of(exchange(body=PAGE), None)
    raw = warcinfo("f.warc.gz", "dalel-test", START) + pair.request + pair.response
    records = []
    for one in ArchiveIterator(io.BytesIO(raw), check_digests=True):
        records.append((one.rec_type, one.content_stream().read()))
        assert one.digest_checker.passed is not False
        assert one.rec_headers.protocol == "WARC/1.1"
    assert records[1:] == [("request", b""), ("response", PAGE)]
    assert b"software: dalel-test" in records[0][1]


def test_the_header_of_a_framing_that_is_gone_is_renamed() -> None:
    head = b"HTTP/1.1 200 OK\r\ntransfer-Encoding: chunked\r\nX-Transfer-Encoding: y\r\n\r\n"
    found = read_member(pair_of(exchange(response_head=head), None).response)
    assert b"\r\nX-Archive-Orig-transfer-Encoding: chunked\r\nX-Transfer-Encoding: y" in found.block


def test_the_peer_of_a_proxy_is_not_written_as_the_servers_address() -> None:
    found = read_member(pair_of(exchange(vantage="tor"), None).response)
    assert "warc-ip-address" not in found.fields
    assert "warc-ip-address" not in read_member(pair_of(exchange(peer=None), None).response).fields
    six = pair_of(exchange(peer="[2001:db8::7]:443"), None)
    assert read_member(six.response).fields["warc-ip-address"] == "2001:db8::7"


def test_the_same_body_becomes_a_revisit_of_the_earlier_capture() -> None:
    first = pair_of(exchange(), None)
    earlier = capture(sha256=first.sha256, record_id=first.record_id)
    again = pair_of(exchange(1), earlier)
    found = read_member(again.response)
    assert again.profile is Profile.IDENTICAL
    assert again.sha256 == first.sha256
    assert found.fields["warc-type"] == "revisit"
    assert found.fields["warc-profile"].endswith("/revisit/identical-payload-digest")
    assert found.fields["warc-truncated"] == "length"
    assert found.fields["warc-refers-to"] == f"<{first.record_id}>"
    assert found.fields["warc-refers-to-target-uri"] == earlier.url
    assert found.fields["warc-refers-to-date"] == "2026-01-31T09:30:15.250000Z"
    assert found.fields["warc-payload-digest"] == f"sha256:{first.sha256}"
    assert found.block == exchange(1).response_head


def test_a_304_is_a_revisit_that_speaks_of_the_earlier_body() -> None:
    earlier = capture(sha256="cd" * 32)
    pair = pair_of(exchange(status=304, body=b""), earlier)
    found = read_member(pair.response)
    assert pair.profile is Profile.NOT_MODIFIED
    assert pair.sha256 == "cd" * 32
    assert found.fields["warc-profile"].endswith("/revisit/server-not-modified")
    assert "warc-truncated" not in found.fields


def test_another_body_and_an_empty_one_are_kept_as_responses() -> None:
    empty = pair_of(exchange(body=b""), None)
    assert pair_of(exchange(body=b""), capture(sha256=empty.sha256)).profile is None
    assert pair_of(exchange(body=b"new"), capture(sha256=empty.sha256)).profile is None


def test_a_revisit_of_a_revisit_is_refused() -> None:
    with pytest.raises(ArchiveError, match="holds no body"):
        pair_of(exchange(), capture(body_of="cd" * 32))


@pytest.mark.parametrize("url", ["https://a.test/\r\nWARC-Type: response", "https://a.test/ b"])
def test_an_address_that_would_write_fields_of_its_own_is_refused(url: str) -> None:
    with pytest.raises(ArchiveError, match="space or control"):
        pair_of(exchange(url=url), None)


@given(st.binary(max_size=2000), st.integers(0, 200))
def test_a_member_has_exactly_the_length_asked_for_and_every_reader_reads_it(
    content: bytes, more: int
) -> None:
    length = len(member(content))
    raw = member(content, exactly=length + more)
    assert len(raw) == length + more
    assert gzip.decompress(raw) == content
    assert zlib.decompress(raw, 31) == content
    assert member(content, exactly=length + more) == raw


def test_a_member_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ArchiveError, match="do not fit"):
        member(b"x" * 50, exactly=20)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=LONGEST_REASON))
def test_every_reason_that_is_allowed_fits_into_the_room_of_any_response(reason: str) -> None:
    try:
        raw = tombstone(f"urn:uuid:{'f' * 36}", "9c" * 32, reason, START, ROOM)
    except ArchiveError:
        assert (
            len(reason.encode()) > LONGEST_REASON or not reason.isprintable() or not reason.strip()
        )
    else:
        assert len(raw) == ROOM
        assert f"withheld: {reason}\r\n".encode() in read_member(raw).block


def test_the_smallest_response_has_the_room() -> None:
    assert len(pair_of(exchange(body=b"", response_head=b"HTTP/1.1 204 \r\n\r\n"), None).response)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "not one WARC record"),
        (b"WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "not one WARC record"),
        (b"WARC/1.1\r\nContent-Length: 0\r\n\r\n", "not one WARC record"),
        (b"WARC/1.1\r\nContent-Length: 3\r\n\r\nab\r\n\r\n", "not one WARC record"),
        (b"WARC/1.1\r\nContent-Length: 2\r\n\r\nab\r\n\r\n", "without type"),
    ],
)
def test_what_is_no_record_is_refused(content: bytes, problem: str) -> None:
    with pytest.raises(ArchiveError, match=problem):
        read_member(member(content))


def test_a_wrong_digest_is_found() -> None:
    one = record("response", "urn:uuid:1", {"WARC-Payload-Digest": "sha256:0"}, b"a", "text/plain")
    with pytest.raises(ArchiveError, match="payload is not that"):
        read_member(member(one))
    with pytest.raises(ArchiveError, match="block is not that"):
        read_member(member(one.replace(b"\r\n\r\na\r\n", b"\r\n\r\nb\r\n")))


@pytest.mark.parametrize("raw", [b"", b"nonsense", member(b"a") + b"b", member(b"a")[:-3]])
def test_what_is_no_single_member_is_refused(raw: bytes) -> None:
    with pytest.raises(ArchiveError, match="gzip member"):
        read_member(raw)
