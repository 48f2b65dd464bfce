"""Does a reader ever see half a site?"""

import hashlib
import json
import threading
from pathlib import Path

import pytest

from dalel.domain.snapshot import Snapshot
from dalel.publish.build import build
from dalel.publish.tree import atomic_writes, swap
from dalel.publish.tree.atomic_writes import ForeignFolderError
from publish.probing import contents, inodes, with_text


def test_a_stopped_build_leaves_the_site_as_it_was_and_the_next_one_right(
    release: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    build(release, site)
    before = contents(site)
    changed = with_text(release, 9, "kk", title="Басқа тақырып")
    with monkeypatch.context() as patched:
        patched.setattr(atomic_writes.Tree, "_switch", _stop)
        with pytest.raises(KeyboardInterrupt):
            build(changed, site)
    assert contents(site) == before
    build(changed, site)
    build(changed, tmp_path / "fresh")
    assert contents(site) == contents(tmp_path / "fresh")


def test_a_build_stopped_right_after_the_switch_does_no_harm(
    release: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    build(release, site)
    with monkeypatch.context() as patched:
        patched.setattr(atomic_writes, "_link", _stop)
        with pytest.raises(KeyboardInterrupt):
            build(with_text(release, 9, "kk", title="Басқа тақырып"), site)
    build(release, site)
    build(release, tmp_path / "fresh")
    assert contents(site) == contents(tmp_path / "fresh")


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def test_the_public_folder_and_its_twin_share_every_byte(site: Path) -> None:
    twin = site.with_name(".site.next")
    assert inodes(site) == inodes(twin)


def test_a_reader_never_finds_a_file_missing_or_torn(release: Snapshot, tmp_path: Path) -> None:
    site = tmp_path / "site"
    other = with_text(release, 9, "kk", title="Басқа тақырып")
    build(other, site)
    page = site / "kk/i/XX-2020-0010/index.html"
    right = {page.read_bytes()}
    build(release, site)
    right.add(page.read_bytes())
    wrong: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                if page.read_bytes() not in right:
                    wrong.append("torn")
            except OSError as error:
                wrong.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for snapshot in (other, release) * 10:
        build(snapshot, site)
    done.set()
    reader.join()
    assert wrong == []


def test_a_reader_who_holds_the_folder_sees_one_build_whole(
    release: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The moment before a switch everything is the old build, the moment after it the new.

    Pages come first, the archive of everything follows.
    """
    site = tmp_path / "site"
    build(release, site)
    seen: list[bool] = []
    switch = atomic_writes.Tree._switch  # noqa: SLF001

    def watched(tree: atomic_writes.Tree) -> None:
        seen.append(_is_whole(site))
        switch(tree)
        seen.append(_is_whole(site))

    monkeypatch.setattr(atomic_writes.Tree, "_switch", watched)
    build(with_text(release, 9, "kk", title="Басқа тақырып"), site)
    assert seen == [True, True, True, True]


def _is_whole(site: Path) -> bool:
    files = json.loads((site / "manifest.json").read_bytes())["files"]
    found = {path: hashlib.sha256(c).hexdigest() for path, c in contents(site).items()}
    del found["manifest.json"]
    return found == {path: entry["sha256"] for path, entry in files.items()}


def test_folders_change_places_also_where_the_kernel_cannot_help(
    release: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "_exchanged", lambda *_: False)
    site = tmp_path / "site"
    build(release, site)
    changed = with_text(release, 9, "kk", title="Басқа тақырып")
    build(changed, site)
    build(changed, tmp_path / "fresh")
    assert contents(site) == contents(tmp_path / "fresh")


def test_a_failing_exchange_is_told(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    with pytest.raises(FileNotFoundError):
        swap.exchange(tmp_path / "one", tmp_path / "absent")


def test_somebody_elses_folder_is_left_alone(release: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(ForeignFolderError, match=r"no manifest\.json"):
        build(release, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_two_builds_of_one_folder_do_not_mix(release: Snapshot, tmp_path: Path) -> None:
    with atomic_writes.alone(tmp_path / "site"), pytest.raises(atomic_writes.BuildRunningError):
        build(release, tmp_path / "site")
    assert build(release, tmp_path / "site").pages > 100


def test_an_empty_folder_is_taken(release: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    assert build(release, tmp_path / "site").pages > 100


def test_notes_of_another_build_are_not_trusted(release: Snapshot, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(release, site)
    notes = site.with_name(".site.inputs.json")
    notes.write_text(json.dumps({"manifest": "of another", "works": {"home": ["", []]}}))
    assert build(release, site).written == 0
