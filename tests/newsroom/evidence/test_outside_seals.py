"""Are seals read from wherever others kept them, and is what is none told apart?"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from aiohttp import web

from dalel.cli.sample.press import serving
from dalel.domain.public_seal import PublicSeal, written_seals
from dalel.newsroom.evidence.actions.outside_seals import NoWitnessError, given_seals, site_seals
from dalel.publish.tree.atomic_writes import write_manifest

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


def test_what_holds_no_list_is_no_site(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("x", b"")
    for place in (tmp_path, tmp_path / "other.zip", tmp_path / "nowhere"):
        with pytest.raises(NoWitnessError, match="there is no seals"):
            site_seals(str(place))
    with ZipFile(tmp_path / "large.zip", "w", 8) as archive:
        archive.writestr("seals.txt", b" " * (17 << 20))
    with pytest.raises(NoWitnessError, match="too large"):
        site_seals(str(tmp_path / "large.zip"))


def test_a_seal_is_given_by_its_words_or_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(LIST)
    assert given_seals(str(ONE)) == given_seals(str(tmp_path / "kept")) == (ONE,)
    with pytest.raises(NoWitnessError, match="is no seal"):
        given_seals("abcdef")
    (tmp_path / "kept").write_text("nothing")
    with pytest.raises(NoWitnessError, match="no seal stands in it"):
        given_seals(str(tmp_path / "kept"))
