"""What is sent elsewhere."""

from pathlib import Path

import pytest

from dalel.domain.snapshot import Snapshot
from dalel.publish.bench import invented
from dalel.publish.build import build
from dalel.publish.tree.signing import signer
from newsroom.mirrored import NAME
from publish.probing import with_text


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    """Some entries, one of which names somebody who will have to be forgotten."""
    return with_text(invented(12), 1, "kk", title=f"{NAME} туралы")


@pytest.fixture
def site(snapshot: Snapshot, tmp_path: Path) -> Path:
    build(snapshot, tmp_path / "site", signer=signer(tmp_path / "release.key"))
    return tmp_path / "site"
