"""Uploads the built site to an object store such as ``s3://bucket/path``.

No store can exchange a whole site in one step. So files that others refer to go first, pages after
them, then what is gone is deleted, and the manifest comes last: at each moment every page finds
what it links to. What is on its way is written down there, a note for each batch before it goes:
whoever comes after a run that was cut off knows what arrived, what may have, and what has to go.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from dalel.domain.errors import DalelError

MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "manifest.json.minisig"
#: What refers to other files, and therefore goes after them.
PAGES: Final = (".html", ".xml")
#: The folder of the notes, only there while a site is on its way.
NOTES: Final = ".on-its-way"
#: So many files go at once.
_BATCH: Final = 100
#: Of a file that may or may not have arrived.
_UNKNOWN: Final = ""
#: Modes of what lies on this machine: a web server of another user reads it.
_FILE: Final = 0o644
_FOLDER: Final = 0o755
#: A shorter option is no secret, and would be found in any text.
_SECRET: Final = 6
_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".cff": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".zip": "application/zip",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".parquet": "application/vnd.apache.parquet",
}


#: What a store says, by kind and words, and what that means for whoever reads it.
_MEANINGS: Final = (
    (
        PermissionError,
        "",
        "the store does not accept our key and secret, or they may not write there: see "
        "mirror_options in dalel.toml",
    ),
    (FileNotFoundError, "", "there is no such bucket. Make it first, or is its name misspelled?"),
    (
        Exception,
        "locate credentials",
        "no key and secret are set: mirror_options in dalel.toml takes key=... and secret=...",
    ),
    (
        Exception,
        "connect to the endpoint",
        "the store does not answer: is endpoint_url in mirror_options right?",
    ),
    (
        ImportError,
        "",
        "what speaks with this store is not installed; for S3: pip install 'dalel[s3]'",
    ),
    (
        TypeError,
        "argument",
        "mirror_options in dalel.toml holds a word that this store does not know",
    ),
    (
        KeyError,
        "files",
        "something else lies there, with a manifest.json of its own: name an empty folder",
    ),
)


class DeliveryError(DalelError):
    """The site did not get there."""

    permanent = False


class SiteChangedError(DeliveryError):
    """The site was built anew while it was sent: send it again."""


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """How many files were sent, and how many deleted there; None where that is not counted."""

    sent: int | None
    deleted: int | None


def shown(target: str) -> str:
    """A place as it may be told: without a password in its address."""
    password = urlsplit(target).password if "://" in target else None
    return target.replace(f":{password}@", ":…@") if password else target


def by_fsspec(site: Path, target: str, options: Mapping[str, Any] | None = None) -> Delivered:
    """Send what is not there with the same digest, then delete what is gone.

    :raises DeliveryError: when the place cannot be written.
    """
    # A tenth of a second to load: only for those who send.
    import fsspec  # noqa: PLC0415

    try:
        system, root = fsspec.core.url_to_fs(target, **(options or {}))
        return _Place(system, root.rstrip("/"), site).fill()
    except DalelError:
        raise
    except Exception as error:  # noqa: BLE001 - each store has kinds of its own
        # Without its cause, whose words and values may hold what nobody should read.
        raise DeliveryError(_told(error, target, options or {})) from None


def _told(error: Exception, target: str, options: Mapping[str, Any]) -> str:
    """What went wrong in an editor's words, and what the store said itself."""
    said = str(error) or type(error).__name__
    for secret in _secrets(target, options):
        said = said.replace(secret, "…")
    meant = next((words for kind, mark, words in _MEANINGS if _fits(error, kind, mark)), "")
    return f"{shown(target)}: " + (f"{meant}.\n{said}" if meant else said)


def _secrets(target: str, options: Mapping[str, Any]) -> Iterator[str]:
    """What nobody should read, as it is set and as a library takes it out of an address."""
    password = urlsplit(target).password
    if password:
        yield from (password, unquote(password))
    for value in options.values():
        if isinstance(value, str) and len(value) >= _SECRET and not value.startswith("http"):
            yield value


def _fits(error: Exception, kind: type[Exception], mark: str) -> bool:
    return isinstance(error, kind) and mark in str(error)


@dataclass
class _Place:
    """The store, our folder in it, and what goes there."""

    system: Any
    root: str
    site: Path
    _last: int = field(default=0)
    _here: Mapping[str, str] = field(default_factory=dict)

    def fill(self) -> Delivered:
        proofs = self._proofs()
        here = self._here = _digests(proofs[MANIFEST])
        there = self._there()
        changed = [path for path, digest in here.items() if there.get(path) != digest]
        for batch in _batches(changed):
            self._note({path: here[path] for path in batch})
            self._send(batch)
        gone = sorted(there.keys() - here.keys())
        if gone:
            self._note(dict.fromkeys(gone, _UNKNOWN))
        for path in gone:
            self._remove(path)
        if self._proofs() != proofs:
            # A manifest that vouches for files of another build would keep them there for ever.
            raise SiteChangedError
        for path, content in proofs.items():
            self._put({path: content}, Path(path).suffix)
        if SIGNATURE not in proofs:
            self._remove(SIGNATURE)
        self._forget_notes()
        return Delivered(sent=len(changed), deleted=len(gone))

    def _there(self) -> dict[str, str]:
        """What lies there: what the manifest names, and what a run did that was cut off."""
        manifest = self._read(MANIFEST)
        there = _digests(manifest) if manifest else {}
        last: dict[str, str] = {}
        for number in self._noted():
            last = json.loads(self._read(f"{NOTES}/{number}.json") or "{}")
            there |= last
            self._last = number
        if self._last:
            # Nobody knows how far the last batch got.
            unknown = dict.fromkeys(last, _UNKNOWN)
            there |= unknown
            self._note(unknown)
        return there

    def _noted(self) -> list[int]:
        """The numbers of the notes, in order."""
        self.system.invalidate_cache()
        try:
            names = self.system.ls(f"{self.root}/{NOTES}", detail=False)
        except FileNotFoundError:
            return []
        return sorted(int(Path(name).stem) for name in names if name.endswith(".json"))

    def _forget_notes(self) -> None:
        """The oldest first: what is left after a cut is then what came last."""
        for number in self._noted():
            self._remove(f"{NOTES}/{number}.json")
        if self._last and not self._is_s3:
            self.system.rm(f"{self.root}/{NOTES}", recursive=True)

    def _note(self, digests: Mapping[str, str]) -> None:
        """Write down what is about to change; what the notes before it tell has been done."""
        self._last += 1
        self._put({f"{NOTES}/{self._last}.json": json.dumps(digests).encode()}, ".json")

    def _proofs(self) -> dict[str, bytes]:
        """Signature and manifest, in the order in which they go."""
        files = {name: self.site / name for name in (SIGNATURE, MANIFEST)}
        return {name: file.read_bytes() for name, file in files.items() if file.exists()}

    def _send(self, paths: Iterable[str]) -> None:
        for kind, group in groupby(paths, key=lambda path: Path(path).suffix):
            self._put({path: self._content(path) for path in group}, kind)

    def _content(self, path: str) -> bytes:
        """A file as the manifest names it, not as another build has made it meanwhile."""
        try:
            content = (self.site / path).read_bytes()
        except FileNotFoundError:
            content = b""
        if sha256(content).hexdigest() != self._here[path]:
            raise SiteChangedError
        return content

    def _put(self, files: Mapping[str, bytes], kind: str) -> None:
        targets = {f"{self.root}/{path}": content for path, content in files.items()}
        # In S3 there are no folders, and asking for one would make the bucket.
        folders = set() if self._is_s3 else {path.rpartition("/")[0] for path in targets}
        for folder in folders:
            self.system.makedirs(folder, exist_ok=True)
        told = {"ContentType": _TYPES[kind]} if kind in _TYPES and self._is_s3 else {}
        self.system.pipe(targets, **told)
        if self._is_here:
            for path in (*targets, *folders):
                Path(path).chmod(_FOLDER if path in folders else _FILE)

    @property
    def _is_here(self) -> bool:
        """Whether it is a folder of this machine, whose readers are other users of it."""
        return bool(self.system.protocol == ("file", "local"))

    @property
    def _is_s3(self) -> bool:
        protocol = self.system.protocol
        return "s3" in ((protocol,) if isinstance(protocol, str) else protocol)

    def _read(self, path: str) -> bytes | None:
        try:
            content: bytes = self.system.cat_file(f"{self.root}/{path}")
        except FileNotFoundError:
            return None
        return content

    def _remove(self, path: str) -> None:
        try:
            self.system.rm_file(f"{self.root}/{path}")
        except FileNotFoundError:
            return


def _batches(paths: Iterable[str]) -> Iterator[list[str]]:
    """Pages come after what they refer to; files of one kind go together."""
    ordered = sorted(paths, key=lambda path: (path.endswith(PAGES), Path(path).suffix, path))
    for _, phase in groupby(ordered, key=lambda path: path.endswith(PAGES)):
        waiting = list(phase)
        for start in range(0, len(waiting), _BATCH):
            yield waiting[start : start + _BATCH]


def _digests(content: bytes) -> dict[str, str]:
    files = json.loads(content)["files"]
    return {path: entry["sha256"] for path, entry in files.items()}
