"""Builds the public folder from a snapshot, rewriting only what changed."""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from typing import Final

from dalel.domain.public_seal import PublicSeal
from dalel.domain.snapshot import Snapshot
from dalel.publish.progress import ARCHIVE, SWITCH, Progress, Told, unheard
from dalel.publish.release_gate import check
from dalel.publish.tree.atomic_writes import MANIFEST, SIGNATURE, Sign, Tree, alone
from dalel.publish.tree.build_tasks import File, Work, digest
from dalel.publish.tree.mirror_archive import MIRROR, pack
from dalel.publish.tree.picture_shelf import PictureShelf
from dalel.publish.tree.signing import Signer
from dalel.publish.tree.succession import PUBLIC_KEY, Succession, public_file
from dalel.publish.views.record import IndexedSnapshot, hidden, is_large

Output = Callable[[IndexedSnapshot], Iterator[Work]]


def _works_of(module: str) -> Output:
    """The works of a module, which is loaded when they are asked for: many ask for a site only."""

    def works(record: IndexedSnapshot) -> Iterator[Work]:
        made: Iterator[Work] = import_module(f"dalel.publish.{module}").works(record)
        return made

    return works


#: A new kind of public output is a new module and a new line here.
OUTPUTS: Final[dict[str, Output]] = {
    "site": _works_of("site.pages"),
    "pictures": _works_of("site.incident_pictures"),
    "feeds": _works_of("data.feeds"),
    "calendars": _works_of("data.calendar_files"),
    "api": _works_of("data.api"),
    "data": _works_of("data.package"),
    "seals": _works_of("data.seal_list"),
    "search": _works_of("site.search_index"),
    "documents": _works_of("documents.edition_documents"),
    "cards": _works_of("documents.cards"),
}


@dataclass(frozen=True, kw_only=True)
class BuildReport:
    """What a build did: HTML pages and bytes of the whole site, files written and left alone.

    Seconds are the processor's, so that other work on the machine does not change them. ``shown``
    is how many it took until readers had the changed pages and feeds, ``took`` how many each output
    took, the archive, and the rest: reading, switching. ``waits`` tells whether something waits for
    a build of the whole set.
    """

    pages: int
    written: int
    unchanged: int
    removed: int
    bytes: int
    shown: float
    took: Mapping[str, float]
    waits: bool = False


@dataclass(frozen=True)
class _Note:
    """From which inputs a work's files were made, and which these are."""

    inputs: str
    paths: list[str]


@dataclass(frozen=True)
class _Notes:
    """What an earlier build wrote down: its works, and what it knew to be hidden.

    ``whole_set`` has the digests of the incidents that the whole set holds.
    """

    works: dict[str, _Note]
    hidden: frozenset[str]
    whole_set: Mapping[str, str]


def build(
    snapshot: Snapshot,
    out: Path,
    base: str = "/",
    *,
    signer: Signer | None = None,
    keys: Succession | None = None,
    pictures: Path | None = None,
    seals: tuple[PublicSeal, ...] = (),
    outputs: Mapping[str, Output] = OUTPUTS,
    whole_set: bool = True,
    told: Told = unheard,
) -> BuildReport:
    """Make the public side of a snapshot in the folder ``out``.

    Readers see the earlier build until the new one is whole, and files whose bytes do not change
    are not touched. What takes long (data, documents, cards, figures, archive, search) follows in a
    second step of the same kind; until then the earlier files stand, unless something was taken
    back since: then they go at once. What is of the whole record (its data, the search's index, the
    archive) stays as it is without ``whole_set`` if the record is large and nothing was taken back,
    and waits for a build with it. ``base`` is the site's path on its host: only the page for
    wrong addresses and robots.txt need it, everything else links relatively. ``out`` must not be a
    mount point, since it changes places with a folder beside it; it belongs to the build, which
    notices no changes that others make in it. ``signer`` signs a release, never a preview; ``keys``
    tells which keys did before, and which is to follow.
    ``pictures`` is the folder where the newsroom keeps the files of pictures, by their digests;
    without it none is shown. ``seals`` are those of the evidence; a release shows them, and
    ``seal_renewal`` those that come after it. ``outputs`` is for whoever measures some of them
    alone; ``told`` hears how far it is.

    :raises IncompleteReleaseError: when it is no preview and something is missing.
    :raises ForeignFolderError: when ``out`` holds anything but an earlier build.
    :raises BuildRunningError: when another build is writing the same folder.
    """
    check(snapshot)
    folder = Path(out).absolute()
    key = None if snapshot.preview else signer
    shelf = PictureShelf(pictures)
    shown = () if snapshot.preview else seals
    known = (keys or Succession()) if key else None
    with alone(folder), seldom_collecting():
        earlier = _read_notes(Tree(folder))
        # What was made before something was taken back may still hold it.
        waits = not whole_set and is_large(snapshot) and hidden(snapshot) <= earlier.hidden
        stands = (waits and earlier.whole_set) or None
        record = IndexedSnapshot(
            snapshot, base, keys=known, pictures=shelf, seals=shown, whole_set=stands
        )
        return _Job(record, folder, key, outputs, told).run(earlier, whole_set=stands is None)


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Let Python look for lost cycles more rarely: a build makes much, and nearly all of it stays.

    Else it would walk through the whole record again and again; reading a record of 100,000
    incidents takes a third less by it.
    """
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def processor_time() -> float:
    """The seconds that the processor has spent on this process and those it started."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in (getrusage(RUSAGE_SELF), getrusage(RUSAGE_CHILDREN))
    )


class _Job:
    """One build of a record into a folder."""

    def __init__(
        self,
        record: IndexedSnapshot,
        folder: Path,
        signer: Signer | None,
        outputs: Mapping[str, Output],
        told: Told,
    ) -> None:
        self.record = record
        self.folder = folder
        self.signer = signer
        self.took: dict[str, float] = dict.fromkeys([*outputs, MIRROR, "rest"], 0.0)
        self._start = self._stamp = processor_time()
        self.works: dict[str, list[Work]] = {}
        for name, make in outputs.items():
            told(name, 0)
            self.works[name] = list(make(record))
            self._lap(name)
        self._progress = Progress(told, self.works)
        self.hidden = hidden(record.snapshot)

    def _lap(self, name: str) -> None:
        """Book the time since the last lap on something."""
        now = processor_time()
        self.took[name] += now - self._stamp
        self._stamp = now

    def run(self, notes: _Notes, *, whole_set: bool) -> BuildReport:
        tree = Tree(self.folder)
        tree.open()
        before = tree.before
        quick: list[str] = []
        shown = 0.0
        # Whoever reads the site does not wait for what takes long. Only where nothing is known of
        # what stands there, all goes in one step: else it would be missing until it is made again.
        if notes.works or not before:
            quick, notes = self._pass(tree, notes, late=False, whole_set=False)
            shown = self._stamp - self._start
            _write_notes(tree, notes)
            tree = Tree(self.folder)
            tree.open()
        late, notes = self._pass(tree, notes, late=True, whole_set=whole_set)
        _write_notes(tree, notes)
        self._lap("rest")
        written = len({*quick, *late})
        return BuildReport(
            pages=sum(path.endswith(".html") for path in tree.after),
            written=written,
            unchanged=max(len(tree.after) + 1 - written, 0),
            removed=sum(path not in tree.after for path in before),
            bytes=sum(size for _, size in tree.after.values()),
            shown=shown or self._stamp - self._start,
            took=self.took,
            waits=not whole_set,
        )

    def _pass(
        self, tree: Tree, earlier: _Notes, *, late: bool, whole_set: bool
    ) -> tuple[list[str], _Notes]:
        """Make what has to be made and let readers have it; gives the files that changed."""
        # What was made before something was taken back may still hold it.
        stays = self.hidden <= earlier.hidden
        notes: dict[str, _Note] = {}
        self._lap("rest")
        for name, works in self.works.items():
            stale = []
            for work in works:
                is_early = work.late and not late
                waits = is_early or (work.whole_set and not whole_set)
                known = earlier.works.get(work.key)
                stands = known and (known.inputs == work.inputs or (waits and stays))
                if known and stands and _kept(known, tree):
                    notes[work.key] = known
                    self._progress.over(name, work, waits=is_early)
                elif not is_early:
                    stale.append(work)
            notes |= self._made(name, stale, tree)
            self._lap(name)
        for file in self._keys():
            tree.write(file)
        stands = stays and not whole_set
        notes |= self._archived(tree, earlier.works.get(MIRROR), stands=stands, late=late)
        if late:
            self._progress.whole()
        self._progress.say(SWITCH)
        written = tree.close(preview=self.record.snapshot.preview, sign=self._sign)
        self._lap("rest")
        held = self.record.listed_digests if whole_set else earlier.whole_set
        return written, _Notes(notes, self.hidden, held)

    def _keys(self) -> Iterator[File]:
        """By which keys everybody proves the signature; nothing where there is none."""
        keys = self.record.keys
        if self.signer and keys is not None:
            yield PUBLIC_KEY, public_file(self.signer, keys.next_digest)
            if keys.first:
                yield from keys.files().items()

    def _made(self, name: str, works: list[Work], tree: Tree) -> dict[str, _Note]:
        """Make the files of an output's works that are stale."""
        for work in works:
            work.plan()
        notes = {}
        for work in works:
            paths = []
            for file in work.render():
                tree.write(file)
                paths.append(file[0])
            notes[work.key] = _Note(work.inputs, paths)
            self._progress.over(name, work)
        return notes

    def _archived(
        self, tree: Tree, known: _Note | None, *, stands: bool, late: bool
    ) -> dict[str, _Note]:
        """Make the archive, or leave the one that stands; nothing where it is to come later."""
        notes = {}
        if known and stands and _kept(known, tree):
            notes[MIRROR] = known
        elif late:
            self._progress.say(ARCHIVE)
            notes[MIRROR] = self._mirror(tree, known)
        self._lap(MIRROR)
        return notes

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


def _kept(note: _Note, tree: Tree) -> bool:
    return all(tree.keep(path) for path in note.paths)


def _read_notes(tree: Tree) -> _Notes:
    """From which inputs the files were made that stand in the folder; nothing if in doubt."""
    notes = tree.noted()
    works = {key: _Note(inputs, paths) for key, (inputs, paths) in notes.get("works", {}).items()}
    return _Notes(works, frozenset(notes.get("hidden", ())), notes.get("whole_set", {}))


def _write_notes(tree: Tree, notes: _Notes) -> None:
    told = {
        "manifest": sha256((tree.out / MANIFEST).read_bytes()).hexdigest(),
        "works": {key: (note.inputs, note.paths) for key, note in notes.works.items()},
        "hidden": sorted(notes.hidden),
        "whole_set": notes.whole_set,
    }
    tree.note(told)
