"""Does a backup come back whole, and only to whom it should?"""

import io
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pyrage
import pytest

from dalel.domain.errors import ArchiveError
from dalel.steps.archive import encrypted_backup
from dalel.steps.archive.capture_reader import read_response
from dalel.steps.archive.encrypted_backup import Packed, pack_up, restore
from dalel.steps.archive.seals import seal
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.verification import verify
from dalel.steps.archive.withheld_bodies import finish, withhold
from evidence_room import START, exchange, full_vault, writer

KEY = pyrage.x25519.Identity.generate()
PUBLIC = [str(KEY.to_public())]
PRIVATE = [str(KEY)]


def packed(folder: Path, **members: bytes) -> Path:
    """A backup with these members, by hand."""
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as tar:
        for name, content in members.items():
            entry = tarfile.TarInfo(name.replace("_", "/"))
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    backup = folder / "backup.age"
    backup.write_bytes(pyrage.encrypt(raw.getvalue(), [KEY.to_public()]))
    return backup


def test_evidence_comes_back_and_is_proved(tmp_path: Path) -> None:
    vault, captures = full_vault(tmp_path / "archive")
    seal(vault, START)
    dump = tmp_path / "database.sql"
    dump.write_text("rows")
    backup = tmp_path / "backup.age"
    done = pack_up({"archive": vault.folder, "database.sql": dump}, PUBLIC, backup)
    assert done.files == 3 + 3 + 1
    assert b"WARC" not in backup.read_bytes()
    assert b"worker-001" not in backup.read_bytes()
    assert restore(backup, PRIVATE, tmp_path / "home") == done
    again = Vault(folder=tmp_path / "home" / "archive")
    report = verify(again)
    assert report.findings == ()
    assert report.captures == 5
    assert read_response(again, captures[0]).body == read_response(vault, captures[0]).body
    assert (tmp_path / "home" / "database.sql").read_text() == "rows"
    assert (again.warcs / captures[0].warc_file).stat().st_mode & 0o777 == 0o600


def test_what_a_worker_wrote_during_the_backup_is_cut_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = Vault(folder=tmp_path / "archive")
    real = encrypted_backup._add  # noqa: SLF001 - the worker must come between two files
    with writer(vault) as room:
        page = room.keep([(exchange(1), None)])[0]

        def meanwhile(*arguments: object) -> int:
            size = real(*arguments)  # type: ignore[arg-type]
            room.keep([(exchange(2), None)])
            return size

        monkeypatch.setattr(encrypted_backup, "_add", meanwhile)
        pack_up({"archive": vault.folder}, PUBLIC, tmp_path / "backup.age")
    restore(tmp_path / "backup.age", PRIVATE, tmp_path / "home")
    again = Vault(folder=tmp_path / "home" / "archive")
    with writer(again) as room:
        assert [cut.file for cut in room.cuts] == [page.warc_file]
    report = verify(again)
    assert report.findings == ()
    assert report.captures == 1


def test_a_file_that_grows_or_goes_while_it_is_packed_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "grows").write_bytes(b"before")
    (source / "link").symlink_to("grows")
    real = encrypted_backup._files  # noqa: SLF001 - the file must go after it was listed
    monkeypatch.setattr(encrypted_backup, "_files", lambda path: [*real(path), source / "gone"])
    sizes = os.fstat

    def growing(handle: int) -> os.stat_result:
        found = sizes(handle)
        with (source / "grows").open("ab") as stream:
            stream.write(b" and after")
        return found

    monkeypatch.setattr(os, "fstat", growing)
    done = pack_up({"files": source}, PUBLIC, tmp_path / "backup.age")
    monkeypatch.undo()
    assert done == Packed(files=1, size=6)
    restore(tmp_path / "backup.age", PRIVATE, tmp_path / "home")
    assert (tmp_path / "home" / "files" / "grows").read_bytes() == b"before"


def test_a_body_that_was_withheld_after_the_backup_is_withheld_again(tmp_path: Path) -> None:
    vault, captures = full_vault(tmp_path / "archive")
    pack_up({"archive": vault.folder}, PUBLIC, tmp_path / "backup.age")
    withhold(vault, captures[1], reason="court order", by="publisher", time=START)
    restore(tmp_path / "backup.age", PRIVATE, tmp_path / "home")
    again = Vault(folder=tmp_path / "home" / "archive")
    # The chain of what was withheld is small and public enough to be kept apart.
    desk = next(vault.chains.glob("desk-*"))
    (again.chains / desk.name).write_bytes(desk.read_bytes())
    assert len(finish(again)) == 1
    assert verify(again).sound


def test_a_stranger_opens_nothing(tmp_path: Path) -> None:
    backup = packed(tmp_path, a=b"1")
    stranger = pyrage.x25519.Identity.generate()
    with pytest.raises(ArchiveError, match="cannot be read"):
        restore(backup, [str(stranger)], tmp_path / "home")
    assert not (tmp_path / "home").exists()


def test_a_damaged_or_shortened_backup_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(os.urandom(300_000))
    backup = tmp_path / "backup.age"
    pack_up({"file": tmp_path / "file"}, PUBLIC, backup)
    whole = backup.read_bytes()
    for place in (0, 300, 100_000, len(whole) - 1):
        damaged = bytearray(whole)
        damaged[place] ^= 1
        for raw in (bytes(damaged), whole[:place]):
            backup.write_bytes(raw)
            with pytest.raises(ArchiveError):
                restore(backup, PRIVATE, tmp_path / "home")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.age", "file"]


@pytest.mark.parametrize(
    ("members", "problem"),
    [
        ({"a": b"1"}, "not what was packed: a"),
        ({"a": b"1", "digests.json": b'{"a": "00"}'}, "not what was packed: a"),
        ({"a": b"1", "digests.json": b"{}"}, "not what was packed: a"),
        ({"digests.json": b'{"a": "00"}'}, "not what was packed: a"),
        ({"digests.json": b"{}", "a": b"1"}, "does not belong"),
        ({"digests.json": b"{"}, "cannot be read"),
        ({".._.._a": b"1", "digests.json": b"{}"}, "outside the destination"),
        ({}, "not what was packed: digests.json"),
    ],
)
def test_a_backup_that_is_not_what_was_packed_is_refused(
    tmp_path: Path, members: dict[str, bytes], problem: str
) -> None:
    backup = packed(tmp_path, **members)
    with pytest.raises(ArchiveError, match=problem):
        restore(backup, PRIVATE, tmp_path / "home")
    assert list(tmp_path.iterdir()) == [backup]


def test_a_link_in_a_backup_is_refused(tmp_path: Path) -> None:
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as tar:
        entry = tarfile.TarInfo("passwords")
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(entry)
    backup = tmp_path / "backup.age"
    backup.write_bytes(pyrage.encrypt(raw.getvalue(), [KEY.to_public()]))
    with pytest.raises(ArchiveError):
        restore(backup, PRIVATE, tmp_path / "home")


@pytest.mark.parametrize("keys", [[], ["age1nonsense"], PRIVATE])
def test_without_a_right_key_nothing_is_packed(tmp_path: Path, keys: list[str]) -> None:
    with pytest.raises(ArchiveError, match="age key"):
        pack_up({"file": Path(__file__)}, keys, tmp_path / "backup.age")
    assert list(tmp_path.iterdir()) == []


def test_what_does_not_exist_is_not_packed(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"database: dump\.sql does not exist"):
        pack_up({"database": tmp_path / "dump.sql"}, PUBLIC, tmp_path / "backup.age")


def test_an_error_while_reading_is_told_and_leaves_no_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> int:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(encrypted_backup, "_add", broken)
    with pytest.raises(OSError, match="Input/output"):
        pack_up({"file": Path(__file__)}, PUBLIC, tmp_path / "backup.age")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_restored_over_what_is_there(tmp_path: Path) -> None:
    backup = packed(tmp_path, **{"digests.json": json.dumps({}).encode()})
    (tmp_path / "home").mkdir()
    with pytest.raises(ArchiveError, match="exists already"):
        restore(backup, PRIVATE, tmp_path / "home")


PEAK = """
import resource, sys
from pathlib import Path
from dalel.steps.archive.encrypted_backup import pack_up, restore
folder, public, private = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
pack_up({"files": folder / "files"}, [public], folder / "backup.age")
restore(folder / "backup.age", [private], folder / "home")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.slow
def test_memory_does_not_grow_with_the_backup(tmp_path: Path) -> None:
    peaks = []
    for size in (4, 256):
        folder = tmp_path / str(size)
        (folder / "files").mkdir(parents=True)
        with (folder / "files" / "large").open("wb") as stream:
            for _ in range(size):
                stream.write(os.urandom(1 << 20))
        done = subprocess.run(  # noqa: S603 - our own script
            [sys.executable, "-c", PEAK, str(folder), PUBLIC[0], PRIVATE[0]],
            check=True,
            capture_output=True,
            env={"PYTHONPATH": ":".join(path for path in sys.path if path)},
            text=True,
        )
        peaks.append(int(done.stdout))
    # In KiB: far less than the 252 MiB that the second has more.
    assert peaks[1] - peaks[0] < 32 << 10
