"""How does the built site get to where readers find it?

Three kinds of places: ``rsync://`` or ``user@host:path`` by rsync over SSH, and anything that
fsspec knows by its scheme, such as ``s3://bucket/path``. Neither can exchange a whole site in one
step, so files that others refer to go first, pages after them, the manifest last, and only then is
deleted what is no longer there: at each moment every page finds what it links to.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import fsspec

from dalel.domain.errors import DalelError

MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "manifest.json.minisig"
_RSYNC: Final = re.compile(r"rsync://|[^/\s]+@[^/:\s]+:|[^/:\s]+\.[^/:\s]+:")
_RSYNC_OPTIONS: Final = ("-rtz", "--checksum", "--delay-updates", "--delete-delay")
_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".zip": "application/zip",
}


class DeliveryError(DalelError):
    """The site did not get there."""

    permanent = False


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """How many files were sent, and how many deleted there; None: rsync does not tell."""

    sent: int | None
    deleted: int | None


def is_rsync(target: str) -> bool:
    """Whether a place is one for rsync."""
    return _RSYNC.match(target) is not None


def by_rsync(site: Path, target: str) -> Delivered:
    """Send what changed, delete what is gone last.

    Files come to their names together at the end (``--delay-updates``).

    :raises DeliveryError: when rsync is missing or fails.
    """
    program = shutil.which("rsync")
    if program is None:
        raise DeliveryError("rsync is not installed: apt install rsync")
    done = subprocess.run(  # noqa: S603 - no shell, and the target comes after "--"
        [program, *_RSYNC_OPTIONS, "--", f"{site}/", target],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise DeliveryError(f"rsync to {target}: {done.stderr.strip()}")
    return Delivered(sent=None, deleted=None)


def by_fsspec(site: Path, target: str, options: Mapping[str, Any] | None = None) -> Delivered:
    """Send what the manifest there does not name with the same digest, then delete what is gone.

    :raises DeliveryError: when the place cannot be written.
    """
    try:
        system, root = fsspec.core.url_to_fs(target, **(options or {}))
        there = _manifest(system, f"{root}/{MANIFEST}")
        here = _digests((site / MANIFEST).read_bytes())
        changed = [path for path, digest in here.items() if there.get(path) != digest]
        for path in _in_order(changed):
            _send(system, site, root, path)
        for path in (SIGNATURE, MANIFEST):
            if (site / path).exists():
                _send(system, site, root, path)
        gone = sorted(there.keys() - here.keys())
        for path in gone:
            if system.exists(f"{root}/{path}"):
                system.rm_file(f"{root}/{path}")
    except (OSError, ValueError, ImportError) as error:
        raise DeliveryError(f"{target}: {error}") from error
    return Delivered(sent=len(changed), deleted=len(gone))


def _in_order(paths: Iterable[str]) -> list[str]:
    """Pages come after what they refer to."""
    return sorted(paths, key=lambda path: (path.endswith((".html", ".xml")), path))


def _send(system: Any, site: Path, root: str, path: str) -> None:
    content = (site / path).read_bytes()
    target = f"{root}/{path}"
    system.makedirs(target.rpartition("/")[0], exist_ok=True)
    kind = _TYPES.get(Path(path).suffix)
    told = {"ContentType": kind} if kind and "s3" in _protocols(system) else {}
    system.pipe_file(target, content, **told)


def _protocols(system: Any) -> tuple[str, ...]:
    protocol = system.protocol
    return (protocol,) if isinstance(protocol, str) else tuple(protocol)


def _manifest(system: Any, path: str) -> dict[str, str]:
    return _digests(system.cat_file(path)) if system.exists(path) else {}


def _digests(content: bytes) -> dict[str, str]:
    files = json.loads(content)["files"]
    return {path: entry["sha256"] for path, entry in files.items()}
