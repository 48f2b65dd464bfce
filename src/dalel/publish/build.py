"""How does a snapshot become the public folder?"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from dalel.domain.snapshot import Snapshot
from dalel.publish import cards, documents, feeds, pages
from dalel.publish.gate import check
from dalel.publish.record import Record
from dalel.publish.works import Work
from dalel.publish.writing import MANIFEST, Tree, alone

Output = Callable[[Record], Iterator[Work]]

#: A new kind of public output is a new module and a new line here.
OUTPUTS: Final[dict[str, Output]] = {
    "site": pages.works,
    "feeds": feeds.works,
    "documents": documents.works,
    "cards": cards.works,
}


@dataclass(frozen=True, kw_only=True)
class BuildReport:
    """What a build did: HTML pages and bytes of the whole site, files written and left alone."""

    pages: int
    written: int
    unchanged: int
    removed: int
    bytes: int


def build(snapshot: Snapshot, out: Path, base: str = "/") -> BuildReport:
    """Make the public side of a snapshot in the folder ``out``.

    Readers see the earlier build until the new one is whole, and files whose bytes do not change
    are not touched. ``base`` is the site's path on its host: only the page for wrong addresses and
    robots.txt need it, everything else links relatively. ``out`` must not be a mount point, since
    it changes places with a folder beside it; it belongs to the build, which notices no changes
    that others make in it.

    :raises IncompleteReleaseError: when it is no preview and something is missing.
    :raises ForeignFolderError: when ``out`` holds anything but an earlier build.
    :raises BuildRunningError: when another build is writing the same folder.
    """
    check(snapshot)
    folder = Path(out).absolute()
    with alone(folder):
        return _build(Record(snapshot, base), Tree(folder))


def _build(record: Record, tree: Tree) -> BuildReport:
    tree.open()
    earlier = _read_notes(tree)
    notes: dict[str, tuple[str, list[str]]] = {}
    for make in OUTPUTS.values():
        for work in make(record):
            notes[work.key] = (work.inputs, _do(work, tree, earlier))
    written = tree.close(preview=record.snapshot.preview)
    _write_notes(tree, notes)
    return BuildReport(
        pages=sum(path.endswith(".html") for path in tree.after),
        written=written,
        unchanged=len(tree.after) + 1 - written,
        removed=sum(path not in tree.after for path in tree.before),
        bytes=sum(size for _, size in tree.after.values()),
    )


def _do(work: Work, tree: Tree, earlier: dict[str, tuple[str, list[str]]]) -> list[str]:
    """Make a work's files, or keep the earlier ones when its inputs are the same."""
    inputs, paths = earlier.get(work.key, ("", []))
    if inputs == work.inputs and all(tree.keep(path) for path in paths):
        return paths
    made = []
    for file in work.render():
        tree.write(file)
        made.append(file[0])
    return made


def _read_notes(tree: Tree) -> dict[str, tuple[str, list[str]]]:
    """From which inputs the files were made that stand in the folder; nothing if in doubt."""
    if not tree.notes.exists() or not tree.before:
        return {}
    notes = json.loads(tree.notes.read_bytes())
    if notes["manifest"] != sha256((tree.out / MANIFEST).read_bytes()).hexdigest():
        return {}
    return {key: (inputs, paths) for key, (inputs, paths) in notes["works"].items()}


def _write_notes(tree: Tree, works: dict[str, tuple[str, list[str]]]) -> None:
    manifest = sha256((tree.out / MANIFEST).read_bytes()).hexdigest()
    waiting = tree.notes.with_suffix(".new")
    waiting.write_text(json.dumps({"manifest": manifest, "works": works}), encoding="utf-8")
    waiting.replace(tree.notes)
