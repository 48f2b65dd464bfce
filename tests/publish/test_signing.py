"""Can anybody prove that a release is ours and unchanged?"""

import base64
import json
import stat
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from zipfile import ZipFile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from dalel.domain.snapshot import Snapshot
from dalel.publish.build import build
from dalel.publish.tree.atomic_writes import MANIFEST, SIGNATURE
from dalel.publish.tree.signing import ForgedError, SigningKeyError, signer, verify
from publish.probing import contents


def test_a_release_is_signed_as_minisign_signs(release: Snapshot, tmp_path: Path) -> None:
    """Read by the words of minisign's own description, not by our reader."""
    build(release, tmp_path / "site", signer=signer(tmp_path / "keys/release.key"))
    public = (tmp_path / "site/minisign.pub").read_text().splitlines()
    key = base64.b64decode(public[1])
    assert public[0].startswith("untrusted comment: ")
    assert (len(key), key[:2]) == (42, b"Ed")
    lines = (tmp_path / "site" / SIGNATURE).read_text().splitlines()
    signature = base64.b64decode(lines[1])
    assert (len(signature), signature[:2], signature[2:10]) == (74, b"ED", key[2:10])
    known = Ed25519PublicKey.from_public_bytes(key[10:])
    content = (tmp_path / "site" / MANIFEST).read_bytes()
    known.verify(signature[10:], blake2b(content).digest())
    trusted = lines[2].removeprefix("trusted comment: ")
    known.verify(base64.b64decode(lines[3]), signature[10:] + trusted.encode())
    assert trusted == f"timestamp:{int(release.time.timestamp())}\tfile:manifest.json\thashed"


def test_the_same_release_has_the_same_signature(release: Snapshot, tmp_path: Path) -> None:
    key = signer(tmp_path / "release.key")
    build(release, tmp_path / "one", signer=key)
    build(release, tmp_path / "two", signer=signer(tmp_path / "release.key"))
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert build(release, tmp_path / "two", signer=key).written == 0


def test_a_preview_is_not_signed(preview: Snapshot, tmp_path: Path) -> None:
    build(preview, tmp_path / "site", signer=signer(tmp_path / "release.key"))
    assert not (tmp_path / "site" / SIGNATURE).exists()
    assert not (tmp_path / "site/minisign.pub").exists()


def test_a_site_that_is_no_longer_signed_keeps_no_old_signature(
    release: Snapshot, preview: Snapshot, tmp_path: Path
) -> None:
    build(release, tmp_path / "site", signer=signer(tmp_path / "release.key"))
    build(preview, tmp_path / "site", signer=signer(tmp_path / "release.key"))
    assert not (tmp_path / "site" / SIGNATURE).exists()


def test_the_archive_proves_itself(release: Snapshot, tmp_path: Path) -> None:
    build(release, tmp_path / "site", signer=signer(tmp_path / "release.key"))
    with ZipFile(tmp_path / "site/mirror.zip") as packed:
        manifest = packed.read(MANIFEST)
        verify(manifest, packed.read(SIGNATURE), packed.read("minisign.pub"))
        names = set(packed.namelist()) - {MANIFEST, SIGNATURE}
        assert names == set(json.loads(manifest)["files"])
        assert packed.testzip() is None
    public = json.loads((tmp_path / "site" / MANIFEST).read_bytes())["files"]
    assert set(public) == names | {"mirror.zip"}


def test_one_flipped_bit_is_found(tmp_path: Path) -> None:
    key = signer(tmp_path / "release.key")
    when = datetime(2026, 1, 1, tzinfo=UTC)
    signature = key.sign(b"content", "x", when)
    assert verify(b"content", signature, key.public).startswith("timestamp:")
    with pytest.raises(ForgedError):
        verify(b"Content", signature, key.public)
    with pytest.raises(ForgedError):
        verify(b"content", signature.replace(b"file:x", b"file:y"), key.public)
    other = signer(tmp_path / "other.key")
    with pytest.raises(ForgedError, match="another key"):
        verify(b"content", signature, other.public)
    with pytest.raises(ForgedError):
        verify(b"content", b"", key.public)


def test_the_key_is_its_owners_alone_and_is_made_once(tmp_path: Path) -> None:
    file = tmp_path / "keys/release.key"
    first = signer(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert signer(file).public == first.public
    assert len(first.name) == 16
    file.write_text("no key")
    with pytest.raises(SigningKeyError):
        signer(file)
