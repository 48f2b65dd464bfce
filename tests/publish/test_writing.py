"""Does a reader ever see half a site, and is only what changed written?"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dalel.domain.errors import IncompleteReleaseError
from dalel.domain.snapshot import Snapshot
from dalel.domain.states import IncidentState
from dalel.publish.bench import invented
from dalel.publish.build import OUTPUTS, build
from dalel.publish.speed import measure
from dalel.publish.tree.build_tasks import File, Work
from publish.probing import contents, inodes, with_incident, with_text


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


@pytest.mark.slow
def test_the_order_of_hashing_changes_no_byte(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from dalel.publish.build import build;"
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
    assert first.written == second.unchanged > 100
    assert second.written == 0
    assert inodes(site) == before


CHANGES: dict[str, Callable[[Snapshot], Snapshot]] = {
    "a title": lambda s: with_text(s, 9, "kk", title="Басқа тақырып"),
    "a text": lambda s: with_text(s, 9, "ru", paragraphs=("Иначе.",)),
    "a title that others refer to": lambda s: with_text(s, 0, "kk", title="Басқа"),
    "a date": lambda s: with_incident(s, 9, date=None),
    "a section": lambda s: with_incident(s, 9, section=1),
    "an incident less": lambda s: replace(s, incidents=s.incidents[:-1], editions=s.editions[:1]),
    "an edition less": lambda s: replace(s, editions=s.editions[:1]),
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
    before, said = inodes(site), contents(site)
    report = build(with_text(release, 9, "kk", title="Басқа тақырып"), site)
    after, told = inodes(site), contents(site)
    # The file system may give a new file the number of one that is gone.
    changed = {one for one in after if after[one] != before.get(one) or told[one] != said.get(one)}
    of_the_page = {"index.html", "feed.xml", "feed.json", "updated/index.html"}
    of_lists = {
        f"{folder}index.html"
        for folder in ("t/event_type/outage/", "t/right/expression/", "t/right/information/")
    }
    assert changed <= {
        *(f"kk/{path}" for path in of_the_page | of_lists),
        "kk/law/XX-1/index.html",
        "kk/search/index.html",
        "entries/kk/XX-2020-1.json",
        "kk/embed/i/XX-2020-0010/index.html",
        "kk/e/1/index.html",
        "kk/e/1/print/index.html",
        "kk/e/1/bulletin.html.txt",
        "kk/e/1/bulletin.html",
        "kk/e/1/bulletin.txt",
        *(f"kk/s/5/{name}" for name in ("index.html", "feed.xml", "feed.json")),
        "kk/i/XX-2020-0010/index.html",
        "api/v1/incidents/XX-2020-0010.json",
        "sw.js",
        "mirror.zip",
        "manifest.json",
    }
    assert {"kk/i/XX-2020-0010/index.html", "kk/s/5/feed.xml", "manifest.json"} <= changed
    assert report.written == len(changed)


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


def test_readers_of_a_first_build_have_its_pages_before_what_is_late(
    release: Snapshot, tmp_path: Path
) -> None:
    page, seen = tmp_path / "site/kk/i/XX-2020-0010/index.html", []

    def late(_: object) -> Iterator[Work]:
        def render() -> Iterator[File]:
            seen.append(page.exists())
            yield "late.txt", b"late"

        yield Work(key="late", inputs="", late=True, render=render)

    build(release, tmp_path / "site", outputs={**OUTPUTS, "late": late})
    assert seen == [True]
    assert (tmp_path / "site/late.txt").exists()


def test_a_release_is_refused_while_something_is_held_back(
    release: Snapshot, tmp_path: Path
) -> None:
    number = release.incidents[0].number
    held = {number: ("2 open concerns of weight error",)}
    with pytest.raises(IncompleteReleaseError, match=f"{number}: 2 open concerns"):
        build(replace(release, held=held), tmp_path / "site")
    withdrawn = next(i for i in release.incidents if i.state is IncidentState.WITHDRAWN)
    build(replace(release, held={withdrawn.number: ("anything",)}), tmp_path / "site")
    build(replace(release, held=held, preview=True), tmp_path / "other")


@pytest.mark.slow
@pytest.mark.late
@pytest.mark.typesets
def test_the_measurement_counts_what_it_built(tmp_path: Path) -> None:
    measured = measure(20, tmp_path)
    assert measured.incidents == 20
    # The page of an edition's documents comes with these, which are sampled.
    outputs = {name: make for name, make in OUTPUTS.items() if name != "documents"}
    assert measured.pages == build(invented(20), tmp_path / "site", outputs=outputs).pages
    assert 0 < measured.one_change.files < measured.new_edition.files
    assert set(measured.after) == {"data", "search", "mirror.zip"}
    assert 0 < measured.one_change.shown < measured.one_change.whole
    assert 0 < measured.each_card < measured.each_edition
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".site.inputs.json",
        ".site.lock",
        ".site.next",
        "site",
    ]
