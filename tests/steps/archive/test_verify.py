"""Does verify say what was done to the evidence, and where?"""

import fcntl
import json
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dalel.domain.errors import ArchiveError
from dalel.domain.evidence import Capture
from dalel.domain.public_seal import PublicSeal
from dalel.steps.archive.chains import WORKER, Chain
from dalel.steps.archive.findings import ArchiveFault, Fault
from dalel.steps.archive.ledger import (
    ChainHead,
    Event,
    ExchangeKept,
    Extent,
    FileClosed,
    FileOpened,
    Withheld,
    canonical,
    link_of,
    next_line,
    read_line,
)
from dalel.steps.archive.record_proof import proved_record
from dalel.steps.archive.records import member, pair_of, record, tombstone
from dalel.steps.archive.seals import seal, seals_of
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.verification import verify
from evidence_room import PAGE, START, exchange, full_vault, keep, writer


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(folder=tmp_path / "archive")


def places(vault: Vault) -> list[tuple[str, str, int | None]]:
    return [(one.fault.value, one.file, one.offset) for one in verify(vault).findings]


def relinked(vault: Vault, change: object) -> None:
    """Forge the first chain: other events, but every link right."""
    path = vault.chains / "worker-001.jsonl"
    head = ChainHead(chain=path.stem, number=0, link="0" * 64)
    forged = []
    for raw in path.read_bytes().splitlines():
        event = change(read_line(raw).event)  # type: ignore[operator]
        line, written = next_line(head, event)
        head = line.head
        forged.append(written)
    path.write_bytes(b"".join(forged))


def test_an_empty_vault_is_sound(vault: Vault) -> None:
    report = verify(vault)
    assert report.sound
    assert (report.chains, report.files, report.captures) == (0, 0, 0)


def test_sound_evidence_is_counted(tmp_path: Path) -> None:
    vault, captures = full_vault(tmp_path)
    seal(vault, START)
    report = verify(
        vault, heads=[ChainHead(chain=c.chain, number=c.number, link=c.link) for c in captures]
    )
    assert report.findings == ()
    assert (report.chains, report.files, report.captures, report.seals) == (3, 3, 5, 1)
    assert report.bytes_read == sum(vault.warc_files().values())


def test_a_damaged_record_is_named_with_its_place_and_capture(vault: Vault) -> None:
    first, second = keep(vault, 1, 2)
    path = vault.warcs / first.warc_file
    raw = bytearray(path.read_bytes())
    raw[second.warc_offset + second.warc_length // 2] ^= 1
    path.write_bytes(raw)
    assert verify(vault).findings == (
        ArchiveFault(
            fault=Fault.DAMAGED,
            file=first.warc_file,
            offset=second.warc_offset,
            what="its bytes are not those that were written",
            capture=second.link,
        ),
    )


def test_a_removed_record_is_missing_and_the_next_one_moved(vault: Vault) -> None:
    first, second, third = keep(vault, 1, 2, 3)
    path = vault.warcs / first.warc_file
    raw = path.read_bytes()
    path.write_bytes(raw[: second.warc_offset] + raw[second.warc_offset + second.warc_length :])
    faults = {one.offset: one.fault for one in verify(vault).findings}
    assert faults[second.warc_offset] is Fault.MISSING
    assert faults[third.warc_offset] is Fault.MOVED


def test_swapped_records_are_moved(vault: Vault) -> None:
    page, other = keep(vault, 1, 2)
    path = vault.warcs / page.warc_file
    raw = path.read_bytes()
    one = raw[page.warc_offset :][: page.warc_length]
    two = raw[other.warc_offset :][: other.warc_length]
    between = raw[page.warc_offset + page.warc_length : other.warc_offset]
    path.write_bytes(raw[: page.warc_offset] + two + between + one)
    assert Fault.MOVED in {finding.fault for finding in verify(vault).findings}


@pytest.mark.parametrize(("cut", "fault"), [(5, "truncated"), (3000, "missing")])
def test_a_shorter_file_is_truncated_or_misses_records(vault: Vault, cut: int, fault: str) -> None:
    page = keep(vault, *range(6))[-1]
    path = vault.warcs / page.warc_file
    path.write_bytes(path.read_bytes()[:-cut])
    assert (fault, page.warc_file, page.warc_offset) in places(vault)


def test_a_record_in_the_place_of_another_is_a_replacement(vault: Vault) -> None:
    first, second = keep(vault, 1, 2)
    path = vault.warcs / second.warc_file
    raw = path.read_bytes()
    forged = pair_of(exchange(2, b"forged"), None).response
    path.write_bytes(raw[: second.warc_offset] + forged)
    assert ("replaced", path.name, second.warc_offset) in places(vault)
    assert first.warc_file == path.name


def test_the_same_record_written_anew_is_not_the_same_evidence(vault: Vault) -> None:
    page = keep(vault, 1)[0]
    path = vault.warcs / page.warc_file
    raw = path.read_bytes()
    other = record("response", page.record_id, {}, b"x", "text/plain")
    path.write_bytes(raw[: page.warc_offset] + member(other, exactly=page.warc_length))
    assert ("damaged", path.name, page.warc_offset) in places(vault)
    path.write_bytes(raw + member(other))
    assert [one.what for one in verify(vault).findings] == [
        f"another form of record {page.record_id}"
    ]


@pytest.mark.parametrize("junk", [member(b"a stranger"), b"no member"])
def test_bytes_that_no_chain_names_are_found(vault: Vault, junk: bytes) -> None:
    page = keep(vault, 1)[0]
    path = vault.warcs / page.warc_file
    size = path.stat().st_size
    path.write_bytes(path.read_bytes() + junk)
    assert places(vault) == [("inserted", path.name, size)]


def test_bytes_in_the_middle_of_a_file_are_found(vault: Vault) -> None:
    page, other = keep(vault, 1, 2)
    path = vault.warcs / page.warc_file
    raw = path.read_bytes()
    bomb = member(bytes(3 << 20))
    end = page.warc_offset + page.warc_length
    path.write_bytes(raw[:end] + bomb + raw[end:])
    faults = {(one.fault, one.offset) for one in verify(vault).findings}
    assert (Fault.MOVED, other.warc_offset) in faults
    assert any(one.fault is Fault.MOVED for one in verify(vault).findings)


def test_what_a_running_worker_has_just_written_is_no_finding(vault: Vault) -> None:
    with writer(vault) as room:
        page = room.keep([(exchange(1), None)])[0]
        with (vault.warcs / page.warc_file).open("ab") as warc:
            warc.write(b"the beginning of the next record")
        with (vault.chains / "worker-001.jsonl").open("ab") as chain:
            chain.write(b'{"chain":"worker-001","ev')
        (vault.warcs / "worker-001-00000009.warc.gz").touch()
        assert verify(vault).sound
    assert [one.fault for one in verify(vault).findings] == ["chain", "inserted", "unlisted"]


def test_a_missing_and_an_unlisted_file_are_found(vault: Vault) -> None:
    page = keep(vault, 1)[0]
    (vault.warcs / page.warc_file).rename(vault.warcs / "other.warc.gz")
    assert places(vault) == [
        ("missing", page.warc_file, None),
        ("unlisted", "other.warc.gz", None),
    ]


def test_a_removed_line_breaks_the_chain_and_leaves_bytes_unnamed(vault: Vault) -> None:
    page = keep(vault, 1, 2, 3)[0]
    path = vault.chains / "worker-001.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], *lines[3:]]))
    assert {(one.fault, one.file) for one in verify(vault).findings} == {
        (Fault.CHAIN, path.name),
        (Fault.CHAIN, page.warc_file),
    }


def test_a_line_of_another_chain_is_found(vault: Vault) -> None:
    keep(vault, 1)
    path = vault.chains / "worker-001.jsonl"
    path.rename(vault.chains / "worker-007.jsonl")
    assert "a line of chain worker-001" in {one.what for one in verify(vault).findings}


def test_the_end_of_a_chain_cannot_vanish_behind_a_seal_or_a_witness(vault: Vault) -> None:
    page, last = keep(vault, 1, 2)
    path = vault.chains / "worker-001.jsonl"
    warc = vault.warcs / page.warc_file
    seal(vault, START)
    keep(vault, 3)
    assert verify(vault).sound
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:2]))
    os.truncate(warc, page.warc_offset + page.warc_length)
    findings = verify(vault).findings
    assert [one.what for one in findings] == ["line 3, which was sealed or noted, is missing"]
    (vault.chains / "seal-001.jsonl").unlink()
    assert verify(vault).sound
    witness = ChainHead(chain=last.chain, number=last.number, link=last.link)
    assert [one.fault for one in verify(vault, heads=[witness]).findings] == [Fault.SEAL]


def test_a_chain_that_was_written_anew_is_not_the_one_that_was_sealed(vault: Vault) -> None:
    keep(vault, 1)
    seal(vault, START)
    relinked(vault, lambda event: event if isinstance(event, FileOpened) else _redated(event))
    assert {one.fault for one in verify(vault).findings} == {Fault.SEAL, Fault.REPLACED}


def _redated(event: Event) -> Event:
    assert isinstance(event, ExchangeKept)
    return ExchangeKept(**{**_fields(event), "url": "https://tany.test/another"})  # type: ignore[arg-type]


def _fields(event: object) -> dict[str, object]:
    return {name: getattr(event, name) for name in event.__dataclass_fields__}  # type: ignore[attr-defined]


def test_a_chain_that_names_another_body_is_found(vault: Vault) -> None:
    keep(vault, 1)

    def lie(event: Event) -> Event:
        if isinstance(event, ExchangeKept):
            return ExchangeKept(**{**_fields(event), "sha256": "0" * 64})  # type: ignore[arg-type]
        return event

    relinked(vault, lie)
    assert [one.fault for one in verify(vault).findings] == [Fault.REPLACED]


def test_a_chain_that_names_bytes_which_are_no_record_is_found(vault: Vault) -> None:
    page = keep(vault, 1)[0]

    def lie(event: Event) -> Event:
        if isinstance(event, FileOpened):
            return FileOpened(file=event.file, extent=Extent(offset=0, length=0, sha256=EMPTY))
        return event

    relinked(vault, lie)
    assert {(one.fault, one.file) for one in verify(vault).findings} == {
        (Fault.DAMAGED, page.warc_file),
        (Fault.CHAIN, page.warc_file),
    }


EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_file_that_is_closed_at_another_length_is_found(vault: Vault) -> None:
    with writer(vault) as room:
        page = room.keep([(exchange(1), None)])[0]
    with Chain.claim(vault, WORKER) as chain:
        chain.append([FileClosed(file=page.warc_file, length=5)])
    assert "the chain closes the file at 5" in verify(vault).findings[0].what


def test_a_revisit_without_the_body_it_speaks_of_is_found(vault: Vault) -> None:
    page = keep(vault, 1)[0]
    with writer(vault) as room:
        lost = Capture(**{**_fields(page), "link": "0" * 64})  # type: ignore[arg-type]
        room.keep([(exchange(2, PAGE * 2), lost)])
        other = Capture(**{**_fields(page), "sha256": "0" * 64})  # type: ignore[arg-type]
        room.keep([(exchange(3, status=304, body=b""), other)])
    assert [(one.fault, one.capture, one.what[-7:]) for one in verify(vault).findings] == [
        (Fault.REVISIT, "0" * 64, "missing"),
        (Fault.REVISIT, page.link, "another"),
    ]


def test_a_tombstone_without_a_line_is_a_replacement(vault: Vault) -> None:
    page = keep(vault, 1)[0]
    raw = tombstone(page.record_id, page.sha256, "because", START, page.warc_length)
    vault.overwrite(page.warc_file, page.warc_offset, raw)
    assert [one.fault for one in verify(vault).findings] == [Fault.REPLACED]
    assert not any(isinstance(one, Withheld) for one in verify(vault).withheld)


@pytest.mark.parametrize("junk", [b"x" * (1 << 20), b"x" * 90, b"x" * (5 << 19)])
def test_junk_in_a_chain_that_is_held_is_found_and_all_behind_it_is_checked(
    vault: Vault, junk: bytes
) -> None:
    keep(vault, 1, 2, 3)
    path = vault.chains / "worker-001.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    # What stands behind the junk begins no line; without the last but one, the last does not fit.
    path.write_bytes(b"".join([*lines[:1], junk, lines[1], lines[3]]))
    with Chain.claim(vault, "seal"), path.open("rb") as held:
        fcntl.flock(held.fileno(), fcntl.LOCK_EX)
        report = verify(vault)
    assert report.captures == 1
    assert {one.fault for one in report.findings} >= {Fault.CHAIN}
    assert report.findings[0].offset == len(lines[0])
    assert any("leaves out the bytes" in one.what for one in report.findings)


@pytest.mark.parametrize("end", [b"x" * 90, b"x" * (1 << 20), None])
def test_the_end_of_a_chain_that_is_held_is_a_line_of_it_or_a_finding(
    vault: Vault, end: bytes | None
) -> None:
    """None: a whole line but for its line feed, which is taken up by nobody."""
    keep(vault, 1, 2)
    path = vault.chains / "worker-001.jsonl"
    raw = path.read_bytes()
    path.write_bytes(raw[:-1] if end is None else raw + end)
    with path.open("rb") as held:
        fcntl.flock(held.fileno(), fcntl.LOCK_EX)
        report = verify(vault)
    assert report.sound is (end is None)
    assert report.captures == (1 if end is None else 2)
    assert not verify(vault).sound


def test_a_line_behind_a_broken_one_is_held_against_the_one_before_it(vault: Vault) -> None:
    keep(vault, 1, 2, 3, 4)
    path = vault.chains / "worker-001.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], b"x\n", lines[1], lines[3]]))
    found = verify(vault).findings
    assert [one.what for one in found if one.file == path.name][1] == (
        "line 4 does not follow from line 2"
    )


def with_line(vault: Vault, chain: str, change: Callable[[dict[str, Any]], object]) -> None:
    """Put a line behind a chain, with a right link, whose fields no program of ours would write."""
    path = vault.chains / f"{chain}.jsonl"
    fields = json.loads(path.read_bytes().splitlines()[-1])
    fields["number"], previous = fields["number"] + 1, fields.pop("link")
    del fields["previous"]
    change(fields)
    line = {**fields, "previous": previous, "link": link_of(previous, fields)}
    with path.open("ab") as stream:
        stream.write(canonical(line) + b"\n")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda line: line["event"].update(time="9999-12-31T23:59:59.000000Z"), Fault.CHAIN),
        (lambda line: line["event"]["response"].update(offset=-1), Fault.CHAIN),
        (lambda line: line["event"]["response"].update(length=1 << 62), Fault.CHAIN),
        (lambda line: line["event"]["response"].update(length=1 << 59), Fault.MOVED),
        (lambda line: line["event"]["response"].update(offset=1 << 59), Fault.MOVED),
        (lambda line: line.update(chain=["worker-001"]), Fault.CHAIN),
        (lambda line: line.update(number=3.0), Fault.CHAIN),
        (lambda line: line["event"].update(file="."), Fault.MISSING),
        (lambda line: line["event"].update(file="a folder"), Fault.DAMAGED),
    ],
)
def test_what_no_program_writes_is_a_finding_and_stops_nothing(
    vault: Vault, change: Callable[[dict[str, Any]], object], fault: Fault
) -> None:
    keep(vault, 1)
    seal(vault, START)
    with_line(vault, "worker-001", change)
    (vault.warcs / "a folder").mkdir()
    witness = [PublicSeal(day=START.date(), link=seals_of(vault)[0].link)]
    report = verify(vault, witnesses=witness)
    assert fault in {one.fault for one in report.findings}
    assert (report.seals, report.proof.agreed) == (1, tuple(witness))


def test_strange_files_among_the_chains_are_named_and_not_read(vault: Vault) -> None:
    keep(vault, 1)
    line = (vault.chains / "worker-001.jsonl").read_bytes()
    (vault.chains / "zz.jsonl").write_bytes(line)
    (vault.chains / "seal-002.jsonl").mkdir()
    report = verify(vault)
    assert [(one.fault, one.file) for one in report.findings] == [
        (Fault.UNLISTED, "seal-002.jsonl"),
        (Fault.UNLISTED, "zz.jsonl"),
    ]
    assert report.captures == 1


def made_of(block: bytes, *, head: bytes = b"", length: int | None = None) -> bytes:
    """A record that is bytes and nothing else."""
    size = len(block) if length is None else length
    named = head or b"WARC-Type: metadata\r\nWARC-Record-ID: <x>\r\nWARC-Block-Digest: x\r\n"
    told = b"WARC/1.1\r\n" + named + b"Content-Length: %d\r\n\r\n" % size
    return told + block + b"\r\n\r\n"


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (member(made_of(bytes(200_000_000))), "the block is not that of its digest"),
        (member(made_of(bytes(200_000_000), length=5)), "not one WARC record"),
        (member(made_of(b"x", length=9)), "not one WARC record"),
        (member(bytes(200_000_000)), "not one WARC record"),
        (member(b"short"), "not one WARC record"),
        (member(made_of(b"x", head=b"WARC-Type: x\r\n")), "a WARC record without type"),
        (member(b"x") + b"y", "not exactly one gzip member"),
        (b"no gzip", "not a whole gzip member"),
    ],
)
def test_a_record_is_proved_in_bounded_memory(tmp_path: Path, raw: bytes, problem: str) -> None:
    path = tmp_path / "record"
    path.write_bytes(raw)
    tracemalloc.start()
    try:
        with path.open("rb") as stream, pytest.raises(ArchiveError, match=problem):
            proved_record(stream, 0, len(raw))
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()


def test_a_payload_that_is_not_that_of_its_digest_is_found(tmp_path: Path) -> None:
    path = tmp_path / "record"
    raw = member(record("response", "x", {"WARC-Payload-Digest": "sha256:0"}, b"a", "text/plain"))
    path.write_bytes(raw)
    with path.open("rb") as stream, pytest.raises(ArchiveError, match="the payload is not"):
        proved_record(stream, 0, len(raw))
    with path.open("rb") as stream, pytest.raises(ArchiveError, match="not exactly one"):
        proved_record(stream, 0, len(raw) + 1)
