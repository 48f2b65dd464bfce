"""Are WARC and ARC files of others read, and broken ones reported?"""

import io
import random
from pathlib import Path

import pytest

from dalel.steps.archive import foreign
from dalel.steps.archive.foreign import Broken, ForeignRecord, read_foreign

SAMPLES = sorted(
    path
    for path in Path(__file__).with_name("warcio").iterdir()
    if path.name not in {"LICENSE", "README.md"}
)
#: What can be read of each sample: whole records, records with problems, breaks.
EXPECTED = {
    "bad.arc": (4, 0, 0),
    "example-bad-non-chunked.warc.gz": (1, 0, 1),
    "example-bad.warc.gz.bad": (1, 0, 1),
    "example-digest.warc": (4, 1, 0),
    "example-resource.warc.gz": (3, 0, 0),
    "example-space-in-target-uri.warc.gz": (2, 0, 0),
    "example-space-in-url.arc": (2, 0, 0),
    "example-trunc.warc": (4, 1, 0),
    "example-wget-bad-target-uri.warc.gz": (6, 0, 0),
    "example-wrong-chunks.warc.gz": (1, 0, 1),
    "example.arc": (2, 0, 0),
    "example.arc.gz": (2, 0, 0),
    "example.warc": (6, 0, 0),
    "example.warc.gz": (6, 0, 0),
    "post-test.warc.gz": (6, 0, 0),
}


def read(raw: bytes) -> tuple[list[ForeignRecord], list[Broken]]:
    found = list(read_foreign(io.BytesIO(raw)))
    return (
        [one for one in found if isinstance(one, ForeignRecord)],
        [one for one in found if isinstance(one, Broken)],
    )


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_is_read(path: Path) -> None:
    records, broken = read(path.read_bytes())
    troubled = [record for record in records if record.problems]
    assert (len(records), len(troubled), len(broken)) == EXPECTED[path.name]


def test_a_response_has_its_body_time_and_status() -> None:
    path = Path(__file__).with_name("warcio") / "example.warc.gz"
    responses = [one for one in read(path.read_bytes())[0] if one.kind == "response"]
    assert responses[0].url == "http://example.com/"
    assert responses[0].status == 200
    assert b"Example Domain" in responses[0].body
    assert responses[0].time is not None
    assert responses[0].time.isoformat() == "2017-03-06T04:02:06+00:00"


def test_a_body_is_read_no_further_than_memory_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "LARGEST", 10)
    path = Path(__file__).with_name("warcio") / "example.warc.gz"
    record = next(one for one in read(path.read_bytes())[0] if one.kind == "response")
    assert len(record.body) == 10
    assert "longer than 10 bytes, cut" in record.problems


@pytest.mark.parametrize("date", ["", "yesterday", "2026-01-31T09:30:00"])
def test_a_record_without_a_sound_date_is_read_all_the_same(date: str) -> None:
    head = f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Date: {date}\r\nContent-Length: 1\r\n\r\n"
    (record,), _ = read(head.encode() + b"x\r\n\r\n")
    assert record.body == b"x"
    assert (record.time is not None) == date.startswith("2026")


def test_no_mutation_of_the_samples_crashes_the_reader() -> None:
    chance = random.Random(7)
    for path in SAMPLES:
        raw = path.read_bytes()
        for _ in range(40):
            changed = bytearray(raw)
            for _ in range(chance.randrange(1, 8)):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            del changed[chance.randrange(len(changed)) :]
            read(bytes(changed))
