"""Does a release get to a folder, a server or a bucket, and a preview to none?"""

import shutil
from dataclasses import replace
from pathlib import Path

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from dalel.domain.snapshot import Snapshot
from dalel.domain.states import IncidentState
from dalel.newsroom.releases.actions.deliver import NothingBuiltError, PreviewStaysError, deliver
from dalel.outside.mirrors import DeliveryError
from dalel.outside.rsync import is_rsync
from dalel.publish.bench import invented
from dalel.publish.build import build
from dalel.publish.tree.atomic_writes import ForeignFolderError
from dalel.publish.tree.signing import signer
from publish.probing import contents, with_incident


@pytest.fixture
def snapshot() -> Snapshot:
    return invented(4)


@pytest.fixture
def site(snapshot: Snapshot, tmp_path: Path) -> Path:
    build(snapshot, tmp_path / "site", signer=signer(tmp_path / "release.key"))
    return tmp_path / "site"


def changed(snapshot: Snapshot, site: Path) -> None:
    gone = with_incident(snapshot, 1, state=IncidentState.WITHDRAWN)
    build(replace(gone, editions=()), site, signer=signer(site.parent / "release.key"))


def test_a_folder_of_this_machine_becomes_the_site(
    snapshot: Snapshot, site: Path, tmp_path: Path
) -> None:
    target = tmp_path / "elsewhere" / "www"
    target.parent.mkdir()
    deliver(site, str(target))
    assert contents(target) == contents(site)
    changed(snapshot, site)
    deliver(site, str(target))
    assert contents(target) == contents(site)
    assert [path.name for path in target.parent.iterdir()] == ["www"]


def test_somebody_elses_folder_is_left_alone(site: Path, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www/notes.txt").write_text("mine")
    with pytest.raises(ForeignFolderError):
        deliver(site, str(tmp_path / "www"))


def test_a_bucket_gets_only_what_changed_and_loses_what_is_gone(
    snapshot: Snapshot, site: Path
) -> None:
    system = fsspec.filesystem("memory")
    first = deliver(site, "memory://bucket/site")
    assert (first.sent, first.deleted) == (len(contents(site)) - 2, 0)
    assert deliver(site, "memory://bucket/site").sent == 0
    changed(snapshot, site)
    second = deliver(site, "memory://bucket/site")
    assert second.sent is not None
    assert 0 < second.sent < len(contents(site))
    assert second.deleted
    there = {
        path.removeprefix("/bucket/site/"): system.cat_file(path)
        for path in system.find("/bucket/site")
    }
    assert there == contents(site)


def test_the_manifest_comes_last_and_pages_after_what_they_refer_to(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    pipe = MemoryFileSystem.pipe_file

    def watched(self: MemoryFileSystem, path: str, value: bytes, **told: object) -> None:
        order.append(path)
        pipe(self, path, value, **told)

    monkeypatch.setattr(MemoryFileSystem, "pipe_file", watched)
    deliver(site, "memory://other/site")
    assert order[-1].endswith("/manifest.json")
    pages = [place for place, path in enumerate(order) if path.endswith(".html")]
    styles = [place for place, path in enumerate(order) if path.endswith((".css", ".js"))]
    assert max(styles) < min(pages)


def test_a_place_that_cannot_be_written_is_named(site: Path) -> None:
    with pytest.raises(DeliveryError, match="nowhere://x"):
        deliver(site, "nowhere://x")


def test_a_folder_that_cannot_be_written_is_named(site: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DeliveryError, match=r"file/www: Not a directory"):
        deliver(site, str(tmp_path / "file" / "www"))


def test_a_preview_stays_here(snapshot: Snapshot, tmp_path: Path) -> None:
    build(replace(snapshot, preview=True), tmp_path / "preview")
    with pytest.raises(PreviewStaysError):
        deliver(tmp_path / "preview", str(tmp_path / "www"))
    with pytest.raises(NothingBuiltError):
        deliver(tmp_path / "nothing", str(tmp_path / "www"))


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("user@host.test:/var/www", True),
        ("host.test:www", True),
        ("rsync://host.test/www", True),
        ("s3://bucket/site", False),
        ("/var/www/site", False),
        ("./site", False),
    ],
)
def test_places_for_rsync_are_told_from_others(target: str, *, expected: bool) -> None:
    assert is_rsync(target) is expected


def test_a_missing_rsync_is_named(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(DeliveryError, match="not installed"):
        deliver(site, "user@host.test:www")
