"""Does a reader ever see half a site, and is only what changed written?"""

import hashlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dalel.domain.errors import IncompleteReleaseError
from dalel.domain.snapshot import Snapshot
from dalel.publish import build, swap, writing
from dalel.publish.bench import invented, measure
from dalel.publish.writing import ForeignFolderError
from publish.conftest import with_incident, with_text


def contents(site: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(site)): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def inodes(site: Path) -> dict[str, int]:
    return {
        str(path.relative_to(site)): path.stat().st_ino
        for path in site.rglob("*")
        if path.is_file()
    }


def test_the_manifest_names_every_file_with_its_digest_in_order(site: Path) -> None:
    manifest = json.loads((site / "manifest.json").read_bytes())
    found = contents(site)
    del found["manifest.json"]
    assert list(manifest["files"]) == sorted(found)
    for path, content in found.items():
        assert manifest["files"][path] == {
            "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }


def test_the_same_snapshot_gives_the_same_bytes(release: Snapshot, tmp_path: Path) -> None:
    build(release, tmp_path / "one")
    build(release, tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_order_of_hashing_changes_no_byte(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from dalel.publish import build;"
        "from dalel.publish.bench import invented; build(invented(12), Path(sys.argv[1]))"
    )
    for seed in ("1", "2"):
        subprocess.run(  # noqa: S603
            [sys.executable, "-c", program, str(tmp_path / seed)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_a_second_build_of_the_same_writes_nothing(release: Snapshot, tmp_path: Path) -> None:
    site = tmp_path / "site"
    first = build(release, site)
    before = inodes(site)
    second = build(release, site)
    assert first.written == second.unchanged
    assert second.written == 0
    assert inodes(site) == before


CHANGES: dict[str, Callable[[Snapshot], Snapshot]] = {
    "a title": lambda s: with_text(s, 9, "kk", title="Басқа тақырып"),
    "a text": lambda s: with_text(s, 9, "ru", paragraphs=("Иначе.",)),
    "a title that others refer to": lambda s: with_text(s, 0, "kk", title="Басқа"),
    "a date": lambda s: with_incident(s, 9, date=None),
    "a section": lambda s: with_incident(s, 9, section=1),
    "an incident less": lambda s: replace(s, incidents=s.incidents[:-1], editions=s.editions[:1]),
    "an order of print": lambda s: replace(
        s,
        editions=(
            replace(
                s.editions[0],
                incidents={n: tuple(reversed(p)) for n, p in s.editions[0].incidents.items()},
            ),
            *s.editions[1:],
        ),
    ),
    "a source's name": lambda s: replace(
        s, sources=(replace(s.sources[0], names={"kk": "Жаңа"}), *s.sources[1:])
    ),
    "a label": lambda s: replace(s, codebook=replace(s.codebook, version="2")),
    "a preview": lambda s: replace(s, preview=True),
    "a time": lambda s: replace(s, time=s.time.replace(hour=9)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_build_after_a_change_is_a_build_from_nothing(
    change: Callable[[Snapshot], Snapshot], release: Snapshot, tmp_path: Path
) -> None:
    build(release, tmp_path / "site")
    build(change(release), tmp_path / "site")
    build(change(release), tmp_path / "fresh")
    assert contents(tmp_path / "site") == contents(tmp_path / "fresh")
    folders = {path for path in (tmp_path / "site").rglob("*") if path.is_dir()}
    assert all(any(folder.iterdir()) for folder in folders)


def test_after_one_change_only_the_files_that_tell_of_it_are_written(
    release: Snapshot, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    build(release, site)
    before = inodes(site)
    report = build(with_text(release, 9, "kk", title="Басқа тақырып"), site)
    after = inodes(site)
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == {
        "kk/index.html",
        "kk/e/1/index.html",
        "kk/s/5/index.html",
        "kk/i/XX-2020-0010/index.html",
        "kk/feed.xml",
        "kk/s/5/feed.xml",
        "manifest.json",
    } - ({"kk/index.html"} if before["kk/index.html"] == after["kk/index.html"] else set())
    assert report.written == len(changed)


def test_a_stopped_build_leaves_the_site_as_it_was_and_the_next_one_right(
    release: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    build(release, site)
    before = contents(site)
    changed = with_text(release, 9, "kk", title="Басқа тақырып")
    with monkeypatch.context() as patched:
        patched.setattr(writing.Tree, "_switch", _stop)
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
        patched.setattr(writing, "_link", _stop)
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
    """The moment before the switch everything is the old build, the moment after it the new."""
    site = tmp_path / "site"
    build(release, site)
    seen: list[bool] = []
    switch = writing.Tree._switch  # noqa: SLF001

    def watched(tree: writing.Tree) -> None:
        seen.append(_is_whole(site))
        switch(tree)
        seen.append(_is_whole(site))

    monkeypatch.setattr(writing.Tree, "_switch", watched)
    build(with_text(release, 9, "kk", title="Басқа тақырып"), site)
    assert seen == [True, True]


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
    with pytest.raises(ForeignFolderError, match="no manifest.json"):
        build(release, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_empty_folder_is_taken(release: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    assert build(release, tmp_path / "site").pages > 100


def test_notes_of_another_build_are_not_trusted(release: Snapshot, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(release, site)
    notes = site.with_name(".site.inputs.json")
    notes.write_text(json.dumps({"manifest": "of another", "works": {"home": ["", []]}}))
    assert build(release, site).written == 0


def test_a_release_with_gaps_is_refused_and_names_them_all(
    release: Snapshot, tmp_path: Path
) -> None:
    imprint = replace(release.profile.imprint, fields={"publisher": {"kk": "Ойдан", "ru": ""}})
    broken = replace(release, profile=replace(release.profile, imprint=imprint))
    texts = {"kk": broken.incidents[0].texts["kk"]}
    broken = with_incident(broken, 0, texts=texts)
    broken = with_incident(broken, 1, approved=frozenset({"kk"}))
    edition = replace(broken.editions[0], introduction={"kk": "Кіріспе"})
    broken = replace(broken, editions=(edition, *broken.editions[1:]))
    with pytest.raises(IncompleteReleaseError) as raised:
        build(broken, tmp_path / "site")
    for gap in (
        "publisher is not stated",
        "XX-2020-0001: no text in ru",
        "XX-2020-0002: the text in ru is not approved",
        "edition 1: no introduction in ru",
    ):
        assert gap in str(raised.value)
    assert not (tmp_path / "site").exists()
    assert build(replace(broken, preview=True), tmp_path / "site").pages > 100


def test_the_measurement_counts_what_it_built(tmp_path: Path) -> None:
    measured = measure(20, tmp_path)
    assert measured.incidents == 20
    assert measured.pages == build(invented(20), tmp_path / "site").pages
    assert 0 < measured.one_change_files < 12
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".site.inputs.json",
        ".site.next",
        "site",
    ]
