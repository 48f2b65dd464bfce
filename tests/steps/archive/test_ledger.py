"""Does a chain's line prove itself?"""

import hashlib
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalel.steps.archive.ledger import (
    GENESIS,
    ChainHead,
    FileClosed,
    LedgerLine,
    Sealed,
    canonical,
    line_bytes,
    link_of,
    next_line,
    raw_lines,
    read_line,
    sound_lines,
)
from evidence_room import START

BEFORE = ChainHead(chain="worker-001", number=6, link="ab" * 32)


def rewritten(**changes: object) -> bytes:
    """A line with other fields, and the link that follows from them."""
    fields = json.loads(next_line(BEFORE, FileClosed(file="a.warc.gz", length=5))[1])
    fields |= changes
    previous = fields.pop("previous")
    del fields["link"]
    return canonical({**fields, "previous": previous, "link": link_of(previous, fields)})


def test_a_line_is_read_as_it_was_written() -> None:
    seal = Sealed(time=START, heads=(BEFORE,))
    line, raw = next_line(BEFORE, seal)
    assert read_line(raw.rstrip(b"\n")) == line
    assert line_bytes(line) == raw
    assert line.number == 7
    assert line.previous == BEFORE.link
    assert line.head == ChainHead(chain="worker-001", number=7, link=line.link)


def test_the_link_can_be_recomputed_with_nothing_but_json_and_sha256() -> None:
    raw = next_line(BEFORE, FileClosed(file="қ.warc.gz", length=5))[1]
    fields = json.loads(raw)
    link, previous = fields.pop("link"), fields.pop("previous")
    text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert link == hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"event": {"file": "a", "length": "5"}}, "not written by this program"),
        ({"event": {"file": "a", "length": float("inf")}}, "OverflowError"),
        ({"event": {"file": "a"}}, "KeyError"),
        ({"event": 5}, "TypeError"),
        ({"event": {"file": "a", "length": 5, "more": 1}}, "not written by this program"),
        ({"kind": "burnt"}, "KeyError"),
        ({"number": "7"}, "TypeError"),
        ({"extra": 1}, "not written by this program"),
    ],
)
def test_a_line_that_we_did_not_write_is_refused_even_with_a_right_link(
    changes: dict[str, object], problem: str
) -> None:
    with pytest.raises(ValueError, match=problem):
        read_line(rewritten(**changes))


@pytest.mark.parametrize("raw", [b"", b"5", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"link":1}'])
def test_what_is_no_line_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_line(raw)


def test_spaces_in_a_line_are_refused() -> None:
    raw = next_line(BEFORE, FileClosed(file="a", length=5))[1].rstrip(b"\n")
    with pytest.raises(ValueError, match="not canonical"):
        read_line(raw.replace(b":", b": ", 1))


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading_of_a_line(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_line(raw)


def test_damaged_lines_are_passed_over_and_the_offsets_stay_right() -> None:
    first, raw = next_line(
        ChainHead(chain="c", number=0, link=GENESIS), FileClosed(file="a", length=1)
    )
    second, more = next_line(first.head, FileClosed(file="b", length=2))
    stream = io.BytesIO(raw + b"nonsense\n" + more)
    assert list(sound_lines(stream)) == [first, second]
    stream.seek(0)
    assert [offset for offset, _ in raw_lines(stream)] == [0, len(raw), len(raw) + 9]


def test_a_line_is_a_frozen_record() -> None:
    line: LedgerLine = next_line(BEFORE, FileClosed(file="a", length=1))[0]
    with pytest.raises(AttributeError):
        line.number = 8  # type: ignore[misc]
