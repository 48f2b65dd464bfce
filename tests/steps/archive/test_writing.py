"""Is what was promised on disk, and what was not promised cut?"""

import os
import shutil
from pathlib import Path

import pytest

from dalel.domain.errors import ArchiveError
from dalel.steps.archive.capture_reader import read_response
from dalel.steps.archive.chains import Chain, Cut, is_held
from dalel.steps.archive.seals import seal
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.verification import verify
from dalel.steps.archive.warc_writer import WarcWriter
from evidence_room import PAGE, START, exchange, keep, writer


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(folder=tmp_path / "archive")


def test_what_is_kept_can_be_read_back(vault: Vault) -> None:
    with writer(vault) as room:
        page, error = room.keep([(exchange(1), None), (exchange(2, b"no", 404), None)])
        assert room.keep([]) == ()
    response = read_response(vault, page)
    assert response.body == PAGE
    assert response.head == exchange(1).response_head
    assert read_response(vault, error).body == b"no"
    assert (page.status, error.status, page.number, error.number) == (200, 404, 2, 3)
    assert page.warc_file == "worker-001-00000001.warc.gz"
    assert verify(vault).sound


def test_a_revisit_is_read_through_the_capture_that_holds_the_body(vault: Vault) -> None:
    with writer(vault) as room:
        page = room.keep([(exchange(1), None)])[0]
        same, unchanged = room.keep([(exchange(2), page), (exchange(3, b"", status=304), page)])
    assert same.body_of == unchanged.body_of == page.link
    assert read_response(vault, same, page).body == PAGE
    assert read_response(vault, unchanged, page).head == exchange(3, status=304).response_head
    assert read_response(vault, unchanged, page).body == PAGE
    with pytest.raises(ArchiveError, match="has its body in"):
        read_response(vault, same)
    with pytest.raises(ArchiveError, match="has its body in"):
        read_response(vault, page, page)


def test_two_writers_have_two_chains_and_the_next_goes_on_with_the_first(vault: Vault) -> None:
    with writer(vault) as one, writer(vault) as two:
        first = one.keep([(exchange(1), None)])[0]
        second = two.keep([(exchange(2), None)])[0]
        assert is_held(vault.chains / f"{first.chain}.jsonl")
    third = keep(vault, 3)[0]
    assert (first.chain, second.chain, third.chain) == ("worker-001", "worker-002", "worker-001")
    assert third.warc_file == first.warc_file
    assert third.warc_offset > first.warc_offset
    assert not is_held(vault.chains / f"{first.chain}.jsonl")
    assert verify(vault).captures == 3


def test_a_file_that_is_full_is_closed_and_another_begun(vault: Vault) -> None:
    captures = keep(vault, 1, 2, 3, rotate_at=1)
    assert len({capture.warc_file for capture in captures}) == 3
    report = verify(vault)
    assert report.sound
    assert report.files == 3


def test_a_closed_file_is_not_taken_up_again(vault: Vault) -> None:
    with writer(vault) as room:
        assert room.rotate() is None
        page = room.keep([(exchange(1), None)])[0]
        assert room.rotate() == page.warc_file
        assert room.rotate() is None
    assert keep(vault, 2)[0].warc_file != page.warc_file
    assert verify(vault).sound


def test_one_exchange_that_cannot_be_written_keeps_none_of_its_batch(vault: Vault) -> None:
    with writer(vault) as room:
        with pytest.raises(ArchiveError):
            room.keep([(exchange(1), None), (exchange(url="https://a.test/ b"), None)])
        assert room.keep([(exchange(1), None)])
    assert verify(vault).captures == 1


def test_after_a_full_disk_the_next_writer_goes_on(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = keep(vault, 1)[0]
    real = os.write

    def full(handle: int, content: bytes) -> int:
        real(handle, content[:100])
        raise OSError(28, "No space left on device")

    with writer(vault) as room:
        monkeypatch.setattr(os, "write", full)
        with pytest.raises(OSError, match="No space"):
            room.keep([(exchange(2), None)])
        monkeypatch.setattr(os, "write", real)
    with writer(vault) as room:
        (cut,) = room.cuts
        assert cut.file == first.warc_file
        assert cut.length == 100
        assert (vault.torn).iterdir()
        room.keep([(exchange(2), None)])
    assert verify(vault).sound


def test_a_claim_that_fails_gives_the_chain_back(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(vault, 1)

    def broken(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(WarcWriter, "_resume", broken)
        with pytest.raises(OSError, match="Input"):
            writer(vault)
        patched.setattr(Chain, "_recover", broken)
        with pytest.raises(OSError, match="Input"):
            writer(vault)
    assert not is_held(vault.chains / "worker-001.jsonl")


def test_a_torn_line_is_cut_and_its_records_with_it(vault: Vault) -> None:
    keep(vault, 1, 2)
    chain = vault.chains / "worker-001.jsonl"
    whole = chain.read_bytes()
    chain.write_bytes(whole[:-10])
    last = whole.rindex(b"\n", 0, -1) + 1
    with writer(vault) as room:
        assert [cut.file for cut in room.cuts] == [chain.name, "worker-001-00000001.warc.gz"]
        assert room.cuts[0] == Cut(file=chain.name, offset=last, length=len(whole) - 10 - last)
    assert {path.read_bytes() for path in vault.torn.glob("*.jsonl*")} == {whole[last:-10]}
    report = verify(vault)
    assert report.sound
    assert report.captures == 1


def test_a_line_that_lacks_only_its_line_feed_is_taken_over(vault: Vault) -> None:
    keep(vault, 1, 2)
    chain = vault.chains / "worker-001.jsonl"
    whole = chain.read_bytes()
    chain.write_bytes(whole[:-1])
    assert [finding.what for finding in verify(vault).findings] == ["the line is cut off"]
    with writer(vault) as room:
        assert room.cuts == ()
    assert chain.read_bytes() == whole


def test_a_torn_first_line_leaves_an_empty_chain(vault: Vault) -> None:
    keep(vault, 1)
    chain = vault.chains / "worker-001.jsonl"
    chain.write_bytes(chain.read_bytes()[:20])
    with writer(vault) as room:
        room.keep([(exchange(2), None)])
        assert [cut.offset for cut in room.cuts] == [0, 0]
    assert verify(vault).captures == 1


def test_a_sealed_line_is_never_cut(vault: Vault) -> None:
    keep(vault, 1, 2)
    seal(vault, START)
    chain = vault.chains / "worker-001.jsonl"
    damaged = chain.read_bytes()[:-1] + b"?"
    chain.write_bytes(damaged)
    assert keep(vault, 3)[0].chain == "worker-002"
    assert chain.read_bytes() == damaged
    assert not list(vault.torn.iterdir())


@pytest.mark.parametrize("place", [-30, 30])
def test_a_damaged_chain_is_left_alone_or_its_file_is(vault: Vault, place: int) -> None:
    page = keep(vault, 1, 2)[0]
    chain = vault.chains / "worker-001.jsonl"
    damaged = bytearray(chain.read_bytes())
    damaged[place] ^= 1
    chain.write_bytes(damaged)
    before = (vault.warcs / page.warc_file).read_bytes()
    keep(vault, 3)
    assert (vault.warcs / page.warc_file).read_bytes()[: len(before)] == before


def test_the_lines_of_another_chain_are_not_gone_on_with(vault: Vault) -> None:
    keep(vault, 1)
    shutil.copy(vault.chains / "worker-001.jsonl", vault.chains / "worker-002.jsonl")
    with writer(vault), writer(vault) as second:
        assert second.keep([(exchange(2), None)])[0].chain == "worker-003"


def test_a_chain_that_was_emptied_behind_a_seal_is_not_begun_anew(vault: Vault) -> None:
    keep(vault, 1)
    seal(vault, START)
    (vault.chains / "worker-001.jsonl").write_bytes(b"")
    assert keep(vault, 2)[0].chain == "worker-002"
    assert not list(vault.torn.iterdir())


@pytest.mark.parametrize("what", ["missing", "short"])
def test_a_file_that_is_not_all_there_is_left_for_verify(vault: Vault, what: str) -> None:
    page = keep(vault, 1)[0]
    path = vault.warcs / page.warc_file
    if what == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-5])
    assert keep(vault, 2)[0].warc_file != page.warc_file
    assert [finding.fault for finding in verify(vault).findings] == [
        "missing" if what == "missing" else "truncated"
    ]


def test_a_file_whose_first_line_was_never_written_is_begun_anew(vault: Vault) -> None:
    vault.prepare()
    (vault.warcs / "worker-001-00000001.warc.gz").write_bytes(b"half a record")
    with writer(vault) as room:
        page = room.keep([(exchange(1), None)])[0]
        assert [cut.length for cut in room.cuts] == [13]
    assert read_response(vault, page).body == PAGE
    assert verify(vault).sound


def test_too_many_chains_are_a_mistake(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dalel.steps.archive.chains.MOST", 1)
    with writer(vault), pytest.raises(ArchiveError, match="held or damaged"):
        writer(vault)
