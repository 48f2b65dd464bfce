"""Are seals read from wherever others kept them, and is what is none told apart?"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from aiohttp import web

from dalel.cli.sample.press import serving
from dalel.domain.public_seal import PublicSeal, written_seals
from dalel.newsroom.evidence.actions.outside_seals import NoWitnessError, site_seals
from dalel.publish.tree.atomic_writes import write_manifest
from dalel.publish.tree.signing import new_signer

ONE = PublicSeal(day=date(2026, 12, 1), link="ab" * 32)
LIST = written_seals([ONE])


@contextmanager
def site_at(**leads: str) -> Iterator[str]:
    """A site whose list lies under ``/new``, and addresses that lead elsewhere."""

    async def answer(request: web.Request) -> web.Response:
        name = request.path.strip("/").partition("/")[0]
        if name in leads:
            raise web.HTTPMovedPermanently(leads[name])
        if request.path == "/new/seals.txt":
            return web.Response(body=LIST)
        raise web.HTTPNotFound

    application = web.Application()
    application.router.add_get("/{path:.*}", answer)
    with serving(application) as port:
        yield f"http://127.0.0.1:{port}"


def test_an_address_is_asked_for_its_list(tmp_path: Path) -> None:
    with site_at(old="/new/seals.txt", round="/round/on") as address:
        for place in ("new", "new/", "new/seals.txt", "old"):
            assert site_seals(f"{address}/{place}") == (ONE,)
        with pytest.raises(NoWitnessError, match="answers 404"):
            site_seals(f"{address}/other")
        with pytest.raises(NoWitnessError, match="leads on and on"):
            site_seals(f"{address}/round")


def test_a_folder_and_an_archive_hold_the_list_that_their_manifest_names(tmp_path: Path) -> None:
    folder, packed = tmp_path / "site", tmp_path / "mirror.zip"
    folder.mkdir()
    (folder / "seals.txt").write_bytes(LIST)
    assert site_seals(str(folder)) == (ONE,)
    with ZipFile(packed, "w") as archive:
        archive.writestr("seals.txt", LIST)
    assert site_seals(str(packed)) == (ONE,)
    manifest = write_manifest({"seals.txt": ("00" * 32, 7)}, preview=False)
    (folder / "manifest.json").write_bytes(manifest)
    with ZipFile(packed, "a") as archive:
        archive.writestr("manifest.json", manifest)
    for place in (folder, packed):
        with pytest.raises(NoWitnessError, match="not the one that its manifest names"):
            site_seals(str(place))


def refused(place: Path, told: str) -> None:
    with pytest.raises(NoWitnessError, match=told):
        site_seals(str(place))


def test_what_holds_no_list_is_told_for_what_it_is(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("x", b"")
    for place in (tmp_path, tmp_path / "other.zip"):
        refused(place, "no copy of a site: neither manifest.json nor seals.txt")
    refused(tmp_path / "nowhere", "no such folder or file. Give the address")
    (tmp_path / "saved.xml").write_bytes(LIST)
    refused(tmp_path / "saved.xml", "neither a folder nor a mirror.zip. .* is held by --seal")
    with ZipFile(tmp_path / "large.zip", "w", 8) as archive:
        archive.writestr("seals.txt", b" " * (17 << 20))
    refused(tmp_path / "large.zip", "too large")
    torn = (tmp_path / "large.zip").read_bytes().replace(b"PK\x03\x04", b"PK\x03\x05")
    (tmp_path / "torn.zip").write_bytes(torn.replace(b"\0\0\x10\x01", b"\0\0\0\0"))
    refused(tmp_path / "torn.zip", "damaged .* Fetch mirror.zip again")
    (tmp_path / "seals.txt").mkdir()
    refused(tmp_path, "seals.txt cannot be read")


def test_a_preview_a_site_of_before_the_first_seal_and_nonsense_are_told_apart(
    tmp_path: Path,
) -> None:
    manifest = tmp_path / "manifest.json"
    manifest.write_bytes(write_manifest({}, preview=True))
    refused(tmp_path, "a preview, which was never released: .*dalel publish")
    manifest.write_bytes(write_manifest({}, preview=False))
    refused(tmp_path, "a released site, but there is no seals.txt .*dalel evidence stamp")
    for nonsense in (b"{}", b"[1]", b"\xff", b"[" * 200_000):
        manifest.write_bytes(nonsense)
        refused(tmp_path, "its manifest.json is none of this program")
    manifest.unlink()
    (tmp_path / "seals.txt").write_text("nothing")
    refused(tmp_path, "no seal stands in its seals.txt")


def test_a_copy_whose_signature_is_wrong_is_no_witness(tmp_path: Path) -> None:
    key, other = new_signer(), new_signer()
    manifest = write_manifest({"seals.txt": (sha256(LIST).hexdigest(), len(LIST))}, preview=False)
    (tmp_path / "seals.txt").write_bytes(LIST)
    (tmp_path / "manifest.json").write_bytes(manifest)
    (tmp_path / "minisign.pub").write_bytes(key.public)
    assert site_seals(str(tmp_path)) == (ONE,)
    when = datetime(2026, 12, 1, tzinfo=UTC)
    signature = tmp_path / "manifest.json.minisig"
    signature.write_bytes(key.sign(manifest, "manifest.json", when))
    assert site_seals(str(tmp_path)) == (ONE,)
    for wrong in (other.sign(manifest, "manifest.json", when), key.sign(b"x", "x", when), b"\xff"):
        signature.write_bytes(wrong)
        refused(tmp_path, "not signed by the key that lies beside it .*dalel verify-site")
