"""Do files get where they should, whole or not at all?"""

import os
from pathlib import Path

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from dalel.domain.errors import ArchiveError
from dalel.steps.archive.capture_reader import read_record, read_response
from dalel.steps.archive.durable_files import atomic, deliver, write_all
from dalel.steps.archive.records import member
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.verification import verify
from evidence_room import PAGE, exchange, full_vault, keep, writer


@pytest.fixture
def remote(tmp_path: Path) -> Vault:
    return Vault(folder=tmp_path / "archive", url=f"memory://{tmp_path.name}/warc")


def test_a_closed_file_is_shipped_and_read_from_there(remote: Vault) -> None:
    with writer(remote) as room:
        page = room.keep([(exchange(1), None)])[0]
        remote.ship(room.rotate() or "")
        later = room.keep([(exchange(2), None)])[0]
        assert verify(remote).findings == ()
    assert [path.name for path in remote.warcs.iterdir()] == [later.warc_file]
    assert list(remote.warc_files()) == [page.warc_file, later.warc_file]
    assert read_response(remote, page).body == PAGE
    report = verify(remote)
    assert report.findings == ()
    assert report.captures == 2


def test_damage_far_away_is_found(remote: Vault) -> None:
    with writer(remote) as room:
        page = room.keep([(exchange(1), None)])[0]
        remote.ship(room.rotate() or "")
    remote.overwrite(page.warc_file, page.warc_offset + 500, b"x")
    assert [one.offset for one in verify(remote).findings] == [page.warc_offset]
    fsspec.filesystem("memory").rm(f"{remote.url}/{page.warc_file}")
    assert [one.fault for one in verify(remote).findings] == ["missing"]
    with pytest.raises(ArchiveError, match="no such file"):
        read_response(remote, page)


def test_a_file_that_does_not_arrive_whole_stays_where_it_is(
    remote: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lossy(self: MemoryFileSystem, source: str, target: str) -> None:
        self.pipe_file(target, Path(source).read_bytes()[:-1])

    with writer(remote) as room:
        page = room.keep([(exchange(1), None)])[0]
        name = room.rotate() or ""
    monkeypatch.setattr(MemoryFileSystem, "put_file", lossy)
    with pytest.raises(ArchiveError, match="the source is kept"):
        remote.ship(name)
    assert (remote.warcs / page.warc_file).exists()
    assert verify(remote).sound


def test_without_an_address_nothing_is_shipped(tmp_path: Path) -> None:
    vault, captures = full_vault(tmp_path)
    vault.ship(captures[0].warc_file)
    assert verify(vault).sound


def test_a_file_is_delivered_to_a_folder_too(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"evidence")
    deliver(source, (tmp_path / "new" / "target").as_uri(), {})
    assert (tmp_path / "new" / "target").read_bytes() == b"evidence"


def test_a_file_that_is_not_finished_does_not_appear(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"before")

    def interrupted() -> None:
        with atomic(target) as stream:
            stream.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]


def test_everything_is_written_however_little_the_system_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, content: real(handle, content[:3]))
    with (tmp_path / "file").open("wb") as stream:
        write_all(stream.fileno(), b"a longer text")
    monkeypatch.undo()
    assert (tmp_path / "file").read_bytes() == b"a longer text"


def test_folders_are_for_their_owner_only(tmp_path: Path) -> None:
    page = keep(Vault(folder=tmp_path), 1)[0]
    assert (tmp_path / "chains").stat().st_mode & 0o77 == 0
    assert (tmp_path / "warc" / page.warc_file).stat().st_mode & 0o77 == 0


def test_another_record_in_the_place_is_not_read_as_the_capture(tmp_path: Path) -> None:
    vault, captures = full_vault(tmp_path)
    page, other = captures[0], captures[1]
    with vault.open_warc(other.warc_file) as stream:
        stream.seek(other.warc_offset)
        raw = stream.read(other.warc_length)
    (vault.warcs / page.warc_file).write_bytes(bytes(page.warc_offset) + raw)
    with pytest.raises(ArchiveError, match="another record"):
        read_record(vault, page)
    (vault.warcs / page.warc_file).write_bytes(bytes(page.warc_offset) + member(b"x"))
    with pytest.raises(ArchiveError, match="not one WARC record"):
        read_record(vault, page)
