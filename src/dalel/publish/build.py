"""How does a snapshot become the public folder?"""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from dalel.domain.snapshot import Snapshot
from dalel.publish import api, cards, data, documents, feeds, pages, searching
from dalel.publish.gate import check
from dalel.publish.mirroring import MIRROR, pack
from dalel.publish.record import Record
from dalel.publish.signing import Signer
from dalel.publish.works import File, Work, digest
from dalel.publish.writing import MANIFEST, SIGNATURE, Sign, Tree, alone

#: Where the key stands by which everybody proves the signature.
PUBLIC_KEY: Final = "minisign.pub"

Output = Callable[[Record], Iterator[Work]]

#: A new kind of public output is a new module and a new line here.
OUTPUTS: Final[dict[str, Output]] = {
    "site": pages.works,
    "feeds": feeds.works,
    "api": api.works,
    "data": data.works,
    "search": searching.works,
    "documents": documents.works,
    "cards": cards.works,
}


@dataclass(frozen=True, kw_only=True)
class BuildReport:
    """What a build did: HTML pages and bytes of the whole site, files written and left alone.

    ``shown`` is after how many seconds readers had the changed pages and feeds; ``took`` is how
    many of them each output took, the archive, and the rest: reading, switching.
    """

    pages: int
    written: int
    unchanged: int
    removed: int
    bytes: int
    shown: float
    took: Mapping[str, float]


@dataclass(frozen=True)
class _Note:
    """From which inputs a work's files were made, and which these are."""

    inputs: str
    paths: list[str]


@dataclass(frozen=True)
class _Notes:
    """What an earlier build wrote down: its works, and what it knew to be hidden."""

    works: dict[str, _Note]
    hidden: frozenset[str]


def build(
    snapshot: Snapshot, out: Path, base: str = "/", *, signer: Signer | None = None
) -> BuildReport:
    """Make the public side of a snapshot in the folder ``out``.

    Readers see the earlier build until the new one is whole, and files whose bytes do not change
    are not touched. What takes long (data, archive, search) follows in a second step of the same
    kind; until then the earlier files stand, unless something was taken back since: then they go
    at once. ``base`` is the site's path on its host: only the page for wrong addresses and
    robots.txt need it, everything else links relatively. ``out`` must not be a mount point, since
    it changes places with a folder beside it; it belongs to the build, which notices no changes
    that others make in it. ``signer`` signs a release, never a preview.

    :raises IncompleteReleaseError: when it is no preview and something is missing.
    :raises ForeignFolderError: when ``out`` holds anything but an earlier build.
    :raises BuildRunningError: when another build is writing the same folder.
    """
    check(snapshot)
    folder = Path(out).absolute()
    key = None if snapshot.preview else signer
    record = Record(snapshot, base, signed=key is not None)
    with alone(folder):
        return _Job(record, folder, key).run()


class _Job:
    """One build of a record into a folder."""

    def __init__(self, record: Record, folder: Path, signer: Signer | None) -> None:
        self.record = record
        self.folder = folder
        self.signer = signer
        self.works: list[tuple[str, Work]] = []
        self.took: dict[str, float] = dict.fromkeys([*OUTPUTS, MIRROR, "rest"], 0.0)
        self._stamp = time.perf_counter()
        for name, make in OUTPUTS.items():
            self.works += ((name, work) for work in make(record))
            self._lap(name)
        self.hidden = frozenset(record.hidden)

    def _lap(self, name: str) -> None:
        """Book the time since the last lap on something."""
        now = time.perf_counter()
        self.took[name] += now - self._stamp
        self._stamp = now

    def run(self) -> BuildReport:
        start = time.perf_counter()
        tree = Tree(self.folder)
        tree.open()
        before = dict(tree.before)
        written, shown = 0, 0.0
        if _read_notes(tree).works:
            # Somebody reads the earlier build: first what is quick to make.
            written = self._pass(tree, late=False)
            shown = time.perf_counter() - start
            tree = Tree(self.folder)
            tree.open()
        written += self._pass(tree, late=True)
        return BuildReport(
            pages=sum(path.endswith(".html") for path in tree.after),
            written=written,
            unchanged=max(len(tree.after) + 1 - written, 0),
            removed=sum(path not in tree.after for path in before),
            bytes=sum(size for _, size in tree.after.values()),
            shown=shown or time.perf_counter() - start,
            took=self.took,
        )

    def _pass(self, tree: Tree, *, late: bool) -> int:
        """Make what has to be made and let readers have it; gives how many files changed."""
        earlier = _read_notes(tree)
        stays = self.hidden <= earlier.hidden
        notes: dict[str, _Note] = {}
        self._lap("rest")
        for name, work in self.works:
            known = earlier.works.get(work.key)
            if work.late and not late:
                # What was made before something was taken back may still hold it.
                if known and (stays or known.inputs == work.inputs) and _kept(known, tree):
                    notes[work.key] = known
            elif known and known.inputs == work.inputs and _kept(known, tree):
                notes[work.key] = known
            else:
                notes[work.key] = _Note(work.inputs, [_made(file, tree) for file in work.render()])
            self._lap(name)
        if self.signer:
            tree.write((PUBLIC_KEY, self.signer.public))
        known = earlier.works.get(MIRROR)
        if late:
            notes[MIRROR] = self._mirror(tree, known)
        elif known and stays and _kept(known, tree):
            notes[MIRROR] = known
        self._lap(MIRROR)
        written = tree.close(preview=self.record.snapshot.preview, sign=self._sign)
        _write_notes(tree, _Notes(notes, self.hidden))
        self._lap("rest")
        return written

    def _mirror(self, tree: Tree, known: _Note | None) -> _Note:
        """The archive of everything else, with a manifest and a signature of its own."""
        manifest = tree.manifest(preview=self.record.snapshot.preview)
        beside = {MANIFEST: manifest}
        if self._sign:
            beside[SIGNATURE] = self._sign(manifest)
        note = _Note(digest(beside), [MIRROR])
        if known != note or not _kept(note, tree):
            paths = list(tree.after)
            when = self.record.snapshot.time
            tree.place(MIRROR, lambda draft: pack(tree.twin, paths, beside, when, draft))
        return note

    @property
    def _sign(self) -> Sign | None:
        if self.signer is None:
            return None
        signer, when = self.signer, self.record.snapshot.time
        return lambda manifest: signer.sign(manifest, MANIFEST, when)


def _made(file: File, tree: Tree) -> str:
    tree.write(file)
    return file[0]


def _kept(note: _Note, tree: Tree) -> bool:
    return all(tree.keep(path) for path in note.paths)


def _read_notes(tree: Tree) -> _Notes:
    """From which inputs the files were made that stand in the folder; nothing if in doubt."""
    nothing = _Notes({}, frozenset())
    if not tree.notes.exists() or not tree.before:
        return nothing
    notes = json.loads(tree.notes.read_bytes())
    if notes["manifest"] != sha256((tree.out / MANIFEST).read_bytes()).hexdigest():
        return nothing
    works = {key: _Note(inputs, paths) for key, (inputs, paths) in notes["works"].items()}
    return _Notes(works, frozenset(notes.get("hidden", ())))


def _write_notes(tree: Tree, notes: _Notes) -> None:
    told = {
        "manifest": sha256((tree.out / MANIFEST).read_bytes()).hexdigest(),
        "works": {key: (note.inputs, note.paths) for key, note in notes.works.items()},
        "hidden": sorted(notes.hidden),
    }
    waiting = tree.notes.with_suffix(".new")
    waiting.write_text(json.dumps(told), encoding="utf-8")
    waiting.replace(tree.notes)
