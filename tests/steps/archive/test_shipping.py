"""Does evidence reach the other place with what proves it, and come back from there?"""

import shutil
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from dalel.domain.errors import ArchiveError, StorageError
from dalel.steps.archive.capture_reader import read_response
from dalel.steps.archive.chains import Chain
from dalel.steps.archive.durable_files import deliver
from dalel.steps.archive.remote_copies import closed_files, ship_closed, ship_decisions, take_back
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.verification import verify
from dalel.steps.archive.warc_writer import captures_after, close_files
from dalel.steps.archive.withheld_bodies import withhold
from evidence_room import START, exchange, keep, writer


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(folder=tmp_path / "archive", url=f"memory://{tmp_path.name}/kept")


def older_backup(vault: Vault, place: Path) -> Vault:
    """The vault as it is now, in another folder: what a backup of this moment brings back."""
    shutil.copytree(vault.folder, place)
    return Vault(folder=place, url=vault.url)


def test_only_what_no_worker_goes_on_with_is_shipped(vault: Vault) -> None:
    with writer(vault, rotate_at=1) as room:
        first = room.keep([(exchange(1), None)])[0]
        second = room.keep([(exchange(2), None)])[0]
        assert list(ship_closed(vault)) == [first.warc_file]
        (vault.warcs / "worker-001-00000099.warc.gz").touch()
        assert list(ship_closed(vault)) == []
        (vault.warcs / "worker-001-00000099.warc.gz").unlink()
        assert room.rotate() == second.warc_file
        assert list(ship_closed(vault)) == [second.warc_file]
    assert list(vault.warcs.iterdir()) == []
    assert verify(vault).findings == ()
    assert verify(vault).captures == 2


def test_a_file_that_its_worker_lost_is_shipped_as_it_is(vault: Vault) -> None:
    page = keep(vault, 1)[0]
    path = vault.warcs / page.warc_file
    path.write_bytes(path.read_bytes()[:-5])
    later = keep(vault, 2)[0]
    assert closed_files(vault) == [page.warc_file] != [later.warc_file]
    before = verify(vault).findings
    assert list(ship_closed(vault)) == [page.warc_file]
    assert verify(vault).findings == before != ()


def test_what_nobody_is_writing_is_closed_by_hand(vault: Vault) -> None:
    with writer(vault) as held, writer(vault) as other:
        held.keep([(exchange(1), None)])
        page = other.keep([(exchange(2), None)])[0]
        other.close()
        assert list(close_files(vault, software="test")) == [page.warc_file]
        assert list(close_files(vault, software="test")) == []
        assert closed_files(vault) == [page.warc_file]
    assert verify(vault).findings == ()


def test_an_empty_chain_has_no_file_to_ship(vault: Vault) -> None:
    writer(vault).close()
    assert closed_files(vault) == []


def test_without_an_address_nothing_leaves(tmp_path: Path) -> None:
    vault = Vault(folder=tmp_path)
    keep(vault, 1, 2, rotate_at=1)
    assert list(ship_closed(vault)) == []
    ship_decisions(vault)
    assert take_back(vault) == (0, [])


def test_a_file_is_closed_when_it_was_begun_long_ago(vault: Vault) -> None:
    with writer(vault) as room:
        page = room.keep([(exchange(0), None)])[0]
        assert room.rotate(begun_before=START) is None
    with writer(vault) as again:
        assert again.rotate(begun_before=START + timedelta(seconds=1)) == page.warc_file


def test_a_file_whose_beginning_is_damaged_has_no_age(vault: Vault) -> None:
    page = keep(vault, 1)[0]
    path = vault.warcs / page.warc_file
    path.write_bytes(bytes(20) + path.read_bytes()[20:])
    with writer(vault) as room, pytest.raises(ArchiveError, match="does not begin"):
        room.rotate(begun_before=START)


def test_another_file_of_the_same_name_is_not_overwritten(vault: Vault, tmp_path: Path) -> None:
    keep(vault, 1)
    with writer(vault) as room:
        room.rotate()
    [name] = ship_closed(vault)
    other = Vault(folder=tmp_path / "other", url=vault.url)
    with writer(other) as room:
        page = room.keep([(exchange(2), None)])[0]
        room.rotate()
    assert page.warc_file == name
    with pytest.raises(StorageError, match="another file lies there"):
        list(ship_closed(other))
    assert read_response(other, page)


def test_a_copy_that_broke_off_is_sent_again(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    def lossy(self: MemoryFileSystem, source: str, target: str) -> None:
        content = Path(source).read_bytes()
        self.pipe_file(target, content[:-1] if target.endswith(".gz") else content)

    with writer(vault) as room:
        page = room.keep([(exchange(1), None)])[0]
        room.rotate()
    with monkeypatch.context() as patched:
        patched.setattr(MemoryFileSystem, "put_file", lossy)
        with pytest.raises(StorageError, match="not what was sent"):
            list(ship_closed(vault))
    assert 0 < vault.shipped_files()[page.warc_file] < vault.warc_files()[page.warc_file]
    assert list(ship_closed(vault)) == [page.warc_file]
    assert verify(vault).sound


@pytest.mark.parametrize("moment", ["ship", "unlink"])
def test_a_crash_while_shipping_loses_nothing_and_doubles_nothing(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Before the file went, or when it had arrived and was still here."""

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    page = keep(vault, 1)[0]
    list(close_files(vault, software="test"))
    with monkeypatch.context() as patched:
        patched.setattr(Vault if moment == "ship" else Path, moment, crash)
        with pytest.raises(KeyboardInterrupt):
            list(ship_closed(vault))
    assert verify(vault).findings == ()
    assert list(ship_closed(vault)) == [page.warc_file]
    assert list(vault.warcs.iterdir()) == []
    assert verify(vault).findings == ()
    assert [name for name, _ in vault.shipped_lines()] == ["worker-001-00000001.jsonl"]


@pytest.mark.parametrize(
    ("url", "problem"), [("nowhere://x/y", "not known"), ("file:///proc/none/here", "proc")]
)
def test_an_address_that_cannot_be_used_is_named(tmp_path: Path, url: str, problem: str) -> None:
    source = tmp_path / "file"
    source.touch()
    with pytest.raises(StorageError, match=problem) as failure:
        deliver(source, url, {})
    assert not failure.value.permanent


def test_nobody_ships_while_something_is_withheld(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A body must not be on its way out while its tombstone is written here."""
    with writer(vault) as room:
        page = room.keep([(exchange(1), None)])[0]
        room.rotate()
    real, shipping = Vault.shipped_files, threading.Event()

    def slowly(self: Vault) -> dict[str, int]:
        if not shipping.is_set():
            shipping.set()
            other.start()
            other.join(0.2)
            assert other.is_alive()
        return real(self)

    def desk() -> None:
        withhold(vault, page, reason="court order", by="publisher", time=START)

    other = threading.Thread(target=desk)
    sizes = vault.warc_files()
    monkeypatch.setattr(Vault, "warc_files", lambda _: sizes)
    monkeypatch.setattr(Vault, "shipped_files", slowly)
    vault.ship(page.warc_file)
    other.join()
    monkeypatch.undo()
    assert verify(vault).findings == ()
    assert len(verify(vault).withheld) == 1


def test_what_was_shipped_after_a_backup_comes_back_into_the_chains(
    vault: Vault, tmp_path: Path
) -> None:
    with writer(vault) as room:
        room.keep([(exchange(1), None)])
        again = older_backup(vault, tmp_path / "again")
        later = room.keep([(exchange(2), None)])[0]
        room.rotate()
        rest = room.keep([(exchange(3), None)])[0]
        room.rotate()
    keep(vault, 4)
    list(ship_closed(vault))
    assert not verify(again).sound
    assert take_back(again) == (5, [])
    report = verify(again)
    assert report.findings == ()
    assert report.captures == 3
    assert [one.link for one in captures_after(again, {"worker-001": 2})] == [later.link, rest.link]
    assert list(again.warcs.iterdir()) == []
    assert take_back(again) == (0, [])
    assert keep(again, 5)[0].number > rest.number


def test_a_whole_chain_comes_back_from_the_address_alone(vault: Vault, tmp_path: Path) -> None:
    with writer(vault, rotate_at=1) as room:
        kept = [room.keep([(exchange(n), None)])[0] for n in range(3)]
        room.rotate()
    list(ship_closed(vault))
    bare = Vault(folder=tmp_path / "bare", url=vault.url)
    assert take_back(bare) == (9, [])
    assert (bare.chains / "worker-001.jsonl").read_bytes() == (
        vault.chains / "worker-001.jsonl"
    ).read_bytes()
    assert [one.link for one in captures_after(bare, {})] == [one.link for one in kept]


def test_lines_that_do_not_follow_are_refused(vault: Vault, tmp_path: Path) -> None:
    keep(vault, 1)
    again = older_backup(vault, tmp_path / "again")
    keep(again, 9)
    keep(vault, 2, 3)
    with writer(vault) as room:
        room.rotate()
    list(ship_closed(vault))
    with pytest.raises(ArchiveError, match="do not follow"):
        take_back(again)
    with (
        Chain.claim(Vault(folder=again.folder), "worker"),
        pytest.raises(ArchiveError, match="held or damaged"),
    ):
        take_back(again)
