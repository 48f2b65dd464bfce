"""Atomic updates of the public folder, so that nobody ever sees half a site.

Beside the public folder ``DIR`` stands its twin, ``.DIR.next``, of which every file is a hard link
to the public one. A build changes only the twin, then both change places in one step, then the
same few changes are made to the other, which is the new twin. So the work grows with what changed,
not with the size of the site, and the public folder is at every moment one whole build.

A build that was killed leaves a twin without a manifest, or with another build's: such a twin is
thrown away and made anew from the public folder.
"""

import glob
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, Final

from dalel.domain.errors import DalelError
from dalel.publish.tree.build_tasks import File
from dalel.publish.tree.folder_lock import locked
from dalel.publish.tree.modes import FILE, FOLDER, PREVIEW, make_folders, open_up
from dalel.publish.tree.swap import exchange

#: Its name in the site: what the site consists of.
MANIFEST: Final = "manifest.json"
#: The signature of the manifest, which the manifest itself cannot name.
SIGNATURE: Final = "manifest.json.minisig"
#: How the manifest of a release begins.
_RELEASED: Final = b'{"preview": false,'
#: Path → [digest, bytes].
Digests = dict[str, tuple[str, int]]
#: Makes the signature of a manifest.
Sign = Callable[[bytes], bytes]


class ForeignFolderError(DalelError):
    """The folder holds something else than an earlier build of the site."""

    def __init__(self, out: Path) -> None:
        super().__init__(
            f"{out} holds files but no {MANIFEST} of an earlier build; "
            "name an empty or a new folder, nothing was changed"
        )


class BuildRunningError(DalelError):
    """Another build is writing this folder; wait until it is done."""

    permanent = False


@contextmanager
def alone(out: Path) -> Iterator[None]:
    """Keep other builds away from the folder; the lock goes with its process, also a killed one.

    :raises BuildRunningError: when another build holds it.
    """
    make_folders(str(out.parent))
    with locked(Tree(out).lock, BuildRunningError):
        yield


@dataclass
class Tree:
    """One build on its way into the folder ``out``."""

    out: Path
    before: Digests = field(default_factory=dict)
    after: Digests = field(default_factory=dict)
    _changed: list[str] = field(default_factory=list)
    _manifest_before: bytes = b""

    @cached_property
    def twin(self) -> Path:
        """The folder in which the build is made; beside ``out``, on the same file system."""
        return self.out.with_name(f".{self.out.name}.next")

    @property
    def lock(self) -> Path:
        """Whoever holds this file is the only one to build."""
        return self.out.with_name(f".{self.out.name}.lock")

    def drafts(self) -> list[Path]:
        """Large files that a build was making when it was killed."""
        return list(self.out.parent.glob(f"{glob.escape(self.twin.name)}.*"))

    @property
    def notes(self) -> Path:
        """Where the build writes down from which inputs each file was made; not public."""
        return self.out.with_name(f".{self.out.name}.inputs.json")

    def noted(self) -> dict[str, Any]:
        """What the build that stands in the folder wrote down; nothing if in doubt."""
        try:
            notes: dict[str, Any] = json.loads(self.notes.read_bytes())
            manifest = (self.out / MANIFEST).read_bytes()
        except FileNotFoundError:
            return {}
        return notes if notes["manifest"] == sha256(manifest).hexdigest() else {}

    def note(self, told: Mapping[str, Any]) -> None:
        """Write down what ``noted`` tells later."""
        waiting = self.notes.with_suffix(".new")
        waiting.write_text(json.dumps(told), encoding="utf-8")
        waiting.replace(self.notes)

    def open(self) -> None:
        """Read what stands in the folder now, and make the twin ready.

        :raises ForeignFolderError: when the folder is somebody else's.
        """
        manifest = self.out / MANIFEST
        if manifest.exists():
            self._manifest_before = manifest.read_bytes()
            self.before = read_manifest(self._manifest_before)
        elif self.out.exists() and any(self.out.iterdir()):
            raise ForeignFolderError(self.out)
        for draft in self.drafts():
            draft.unlink()
        if not self._twin_is_whole():
            shutil.rmtree(self.twin, ignore_errors=True)
            self.twin.mkdir()
            signed = [SIGNATURE] if (self.out / SIGNATURE).exists() else []
            for path in [*self.before, *signed]:
                _link(self.out, self.twin, path)
        # From here on the twin is torn until its new manifest is written.
        (self.twin / MANIFEST).unlink(missing_ok=True)

    def _twin_is_whole(self) -> bool:
        manifest = self.twin / MANIFEST
        return (
            bool(self._manifest_before)
            and manifest.exists()
            and manifest.read_bytes() == self._manifest_before
        )

    def keep(self, path: str) -> bool:
        """Take a file of the earlier build as it is; False when there is none."""
        if path not in self.before:
            return False
        self.after[path] = self.before[path]
        return True

    def write(self, file: File) -> None:
        """Put a file into the twin, unless the same bytes stand there already."""
        path, content = file
        self.after[path] = (sha256(content).hexdigest(), len(content))
        if self.after[path] == self.before.get(path):
            return
        _create(self.twin, path, content)
        self._changed.append(path)

    def place(self, path: str, make: Callable[[Path], None]) -> None:
        """Let something write a large file itself, unless the same bytes stand there already."""
        draft = self.twin.with_name(f"{self.twin.name}.{Path(path).name}")
        make(draft)
        with draft.open("rb") as stream:
            self.after[path] = (file_digest(stream, "sha256").hexdigest(), draft.stat().st_size)
        if self.after[path] == self.before.get(path):
            draft.unlink()
            return
        draft.chmod(FILE)
        draft.replace(self.twin / path)
        self._changed.append(path)

    def manifest(self, *, preview: bool) -> bytes:
        """What the manifest says of the files so far."""
        return write_manifest(self.after, preview=preview)

    def close(self, *, preview: bool, sign: Sign | None = None) -> list[str]:
        """Let the build become the public folder; gives the paths of the files that changed."""
        gone = [path for path in self.before if path not in self.after]
        _remove(self.twin, gone)
        manifest = self.manifest(preview=preview)
        signature = sign(manifest) if sign else None
        signed_before = _content(self.out / SIGNATURE)
        beside = [MANIFEST] if signature is None else [MANIFEST, SIGNATURE]
        if signature is None:
            (self.twin / SIGNATURE).unlink(missing_ok=True)
        elif signature != signed_before:
            _create(self.twin, SIGNATURE, signature)
        _create(self.twin, MANIFEST, manifest)
        mode = PREVIEW if preview else FOLDER
        self.twin.chmod(mode)
        if manifest == self._manifest_before and signature == signed_before:
            open_up(self.out, mode)
            return []
        self._switch()
        (self.twin / MANIFEST).unlink(missing_ok=True)
        (self.twin / SIGNATURE).unlink(missing_ok=True)
        _remove(self.twin, gone)
        # The manifest comes last: with it the twin is whole.
        for path in [*self._changed, *reversed(beside)]:
            _link(self.out, self.twin, path)
        return [*self._changed, *beside]

    def _switch(self) -> None:
        if self.out.exists():
            exchange(self.twin, self.out)
        else:
            self.twin.rename(self.out)
            self.twin.mkdir()


def _content(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None


def read_manifest(content: bytes) -> Digests:
    """Digest and size of each file, by its path."""
    files = json.loads(content)["files"]
    return {path: (entry["sha256"], entry["bytes"]) for path, entry in files.items()}


def is_preview(manifest: bytes) -> bool:
    """Whether a manifest is one of a preview; its first words say so."""
    return not manifest.startswith(_RELEASED)


def write_manifest(digests: Mapping[str, tuple[str, int]], *, preview: bool) -> bytes:
    """The manifest: every file but itself, in order of its path, a line each."""
    lines = (
        f'{json.dumps(path)}: {{"bytes": {size}, "sha256": "{digest}"}}'
        for path, (digest, size) in sorted(digests.items())
    )
    body = ",\n".join(lines)
    return f'{{"preview": {json.dumps(preview)}, "files": {{\n{body}\n}}}}\n'.encode()


def _create(root: Path, path: str, content: bytes) -> None:
    """Make a new file; never write into one, since its bytes may be the public ones."""
    name = f"{root}/{path}"

    def attempt() -> None:
        descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE)
        with open(descriptor, "wb", buffering=0) as stream:  # noqa: PTH123 - no path
            os.fchmod(descriptor, FILE)
            stream.write(content)

    _with_room(name, attempt)


def _link(source: Path, target: Path, path: str) -> None:
    name = f"{target}/{path}"
    _with_room(name, lambda: os.link(f"{source}/{path}", name))


def _with_room(name: str, attempt: Callable[[], None]) -> None:
    """Attempt to make the file, and again after making room for it: mostly there is room."""
    try:
        attempt()
    except FileNotFoundError:
        make_folders(name.rpartition("/")[0])
        attempt()
    except FileExistsError:
        Path(name).unlink()
        attempt()


def _remove(root: Path, paths: list[str]) -> None:
    """Delete files, and the folders that they leave empty."""
    for path in paths:
        (root / path).unlink(missing_ok=True)
        for folder in (root / path).parents:
            if folder == root or any(folder.iterdir()):
                break
            folder.rmdir()
