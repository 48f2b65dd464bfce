"""A small site that is sent elsewhere, released again, and looked at where it arrived."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from dalel.domain.snapshot import Snapshot
from dalel.domain.states import IncidentState
from dalel.publish.build import build
from dalel.publish.tree.signing import signer
from publish.probing import with_incident

NAME = "Айдын Ойдан"
_LINK = re.compile(r'(?:src|href)="([^"#:?]+\.(?:css|js|svg|woff2))"')


def withdraw(snapshot: Snapshot, site: Path) -> None:
    """Release it again without that entry and without the edition."""
    gone = with_incident(snapshot, 1, state=IncidentState.WITHDRAWN)
    build(replace(gone, editions=()), site, signer=signer(site.parent / "release.key"))


def seen(there: Path) -> int:
    """How many files lie there, whole or half."""
    return sum(len(files) for _, _, files in os.walk(there))


def settle(there: Path) -> None:
    """Wait until whoever writes there has noticed that nobody sends any more."""
    while any(str(there).encode() in line for line in _running()):
        time.sleep(0.01)


def _running() -> Iterator[bytes]:
    for process in Path("/proc").glob("[0-9]*"):
        # It may have ended since; of one that has ended nothing is read.
        with suppress(OSError):
            yield (process / "cmdline").read_bytes()


def holding(files: dict[str, bytes], words: str) -> list[str]:
    return [path for path, content in files.items() if words.encode() in content]


def broken(files: dict[str, bytes]) -> list[str]:
    """Pages that refer to what is not there."""
    lost = []
    for path, content in files.items():
        if path.endswith(".html") and path != "404.html":
            for link in _LINK.findall(content.decode()):
                target = Path("/", path).parent.joinpath(link).as_posix()
                parts: list[str] = []
                for part in target.split("/")[1:]:
                    parts = parts[:-1] if part == ".." else [*parts, part]
                if "/".join(parts) not in files:
                    lost.append(f"{path} -> {link}")
    return lost
