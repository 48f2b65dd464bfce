"""Does a release that is killed at any moment leave readers half a site?"""

import itertools
import os
import random
import signal
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from dalel.domain.snapshot import Snapshot
from dalel.publish.bench import invented
from dalel.publish.build import build
from dalel.publish.tree.atomic_writes import MANIFEST, SIGNATURE, read_manifest
from dalel.publish.tree.signing import Signer, signer, verify
from publish.probing import contents, with_text

pytestmark = pytest.mark.slow

_KILLS = 30
_ACTS = ("open", "link", "replace", "rename", "unlink", "rmdir", "mkdir")


def doomed(snapshot: Snapshot, site: Path, key: Signer, last: int) -> int:
    """Build in a process of its own that kills itself at a step; gives how many there were.

    A step is an act on a file; step 0 never comes.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        steps = itertools.count(1)
        seen = 0

        def counted(act: Callable[..., Any]) -> Callable[..., Any]:
            def call(*arguments: Any, **named: Any) -> Any:
                nonlocal seen
                seen = next(steps)
                if seen == last:
                    os.kill(os.getpid(), signal.SIGKILL)
                return act(*arguments, **named)

            return call

        for name in _ACTS:
            setattr(os, name, counted(getattr(os, name)))
        build(snapshot, site, signer=key)
        os.write(writer, str(seen).encode())
        os._exit(0)
    os.close(writer)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reader) as told:
        count = told.read()
    assert os.WIFSIGNALED(status) == (last != 0), status
    return int(count or 0)


def check_whole(site: Path, key: Signer) -> dict[str, bytes]:
    """Every file is as the signed manifest says, and there is no other."""
    found = contents(site)
    manifest = found.pop(MANIFEST)
    verify(manifest, found.pop(SIGNATURE), key.public)
    assert {path: sha256(c).hexdigest() for path, c in found.items()} == {
        path: digest for path, (digest, _) in read_manifest(manifest).items()
    }
    return found


def test_readers_see_the_old_or_the_new_site_wherever_a_release_is_killed(tmp_path: Path) -> None:
    key = signer(tmp_path / "release.key")
    old = invented(12)
    new = with_text(old, 3, "kk", title="Басқа тақырып")
    new = replace(new, time=new.time.replace(hour=12))
    build(new, tmp_path / "fresh", signer=key)
    wanted = contents(tmp_path / "fresh")
    site = tmp_path / "site"
    build(old, site, signer=key)
    before = contents(site)
    steps = doomed(new, site, key, 0)
    assert steps > 100
    assert contents(site) == wanted
    page = "kk/i/XX-2020-0004/index.html"
    seen = {"old": 0, "new": 0}
    for last in random.Random(78).sample(range(1, steps), _KILLS):
        build(old, site, signer=key)
        assert contents(site) == before
        doomed(new, site, key, last)
        found = check_whole(site, key)
        # The pages are all of one release; only the archive may still be that of the old one.
        pages = {p: c for p, c in found.items() if p != "mirror.zip"}
        is_new = found[page] == wanted[page]
        of_one = wanted if is_new else before
        assert pages == {
            p: c for p, c in of_one.items() if p not in {"mirror.zip", MANIFEST, SIGNATURE}
        }
        seen["new" if is_new else "old"] += 1
        build(new, site, signer=key)
        assert contents(site) == wanted
    assert min(seen.values()) > 0, seen
