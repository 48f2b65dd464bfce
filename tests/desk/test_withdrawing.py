"""Does what is withdrawn leave everything that is public or kept, and is a release signed?"""

from pathlib import Path
from zipfile import ZipFile

import pytest

from dalel.domain.states import IncidentState
from dalel.domain.withdrawing import MARK
from dalel.flow.country import pack_at
from dalel.flow.pressing import Press, restored
from dalel.flow.withdrawing import withdraw_words
from dalel.publish.keeping import Shelf
from dalel.publish.signing import verify
from dalel.store.models import IncidentRow, Role
from dalel.store.withdrawing import TooShortError
from desk.issuing import approved, issue
from desk.newsroom import Room

pytestmark = pytest.mark.django_db


def holding(home: Path, words: bytes) -> list[str]:
    """The files of a home that hold some words, also packed ones; the rows are not public."""
    found = []
    for file in home.rglob("*"):
        if not file.is_file() or file.suffix in {".sqlite3", ".toml"} or "pack" in file.parts:
            continue
        parts = [file.read_bytes()]
        if file.suffix in {".zip", ".xlsx"}:
            with ZipFile(file) as packed:
                parts += [packed.read(name) for name in packed.namelist()]
        if any(words in part for part in parts):
            found.append(str(file.relative_to(home)))
    return found


@pytest.mark.late
def test_what_is_withdrawn_leaves_everything_that_is_public_or_kept(
    at_work: Room, tmp_path: Path, pack_folder: Path
) -> None:
    approved(at_work)
    path = issue(at_work)
    at_work.reporter.post(f"{path}/preview/")
    at_work.publisher.post(f"{path}/release/")
    words = b"78 640"
    number = at_work.row.number
    places = {name.split("/")[0] for name in holding(tmp_path, words)}
    assert {"site", ".site.next", "releases", "preview"} <= places
    # First the sum alone, then the whole entry.
    press = Press(
        site=tmp_path / "site",
        shelf=Shelf(tmp_path / "releases"),
        key=tmp_path / "keys/release.key",
        preview=tmp_path / "preview",
    )
    act = at_work.act(Role.PUBLISHER)
    withdraw_words(["78 640"], "опасность", pack_at(pack_folder), press, act=act)
    assert holding(tmp_path, words) == []
    assert MARK in (tmp_path / "site/ru/i" / number / "index.html").read_text()
    assert holding(tmp_path, "оштрафовал".encode())
    at_work.publisher.post(
        f"/incidents/{number}/take-back/", {"state": "withdrawn", "reason": "опасность"}
    )
    assert IncidentRow.objects.get().state == IncidentState.WITHDRAWN
    assert (tmp_path / "site/ru/i" / number / "index.html").exists()
    assert holding(tmp_path, "оштрафовал".encode()) == []
    oldest = press.shelf.names()[-1]
    restored(oldest, press, "/", pack_at(pack_folder))
    assert holding(tmp_path, "оштрафовал".encode()) == holding(tmp_path, words) == []
    assert (tmp_path / "site/ru/e/1/index.html").exists()
    with pytest.raises(TooShortError):
        withdraw_words(["суд"], "слишком коротко", pack_at(pack_folder), press, act=act)


def test_a_release_is_signed_and_kept(at_work: Room, tmp_path: Path) -> None:
    approved(at_work)
    at_work.publisher.post(f"{issue(at_work)}/release/")
    manifest, signature = (
        (tmp_path / "site" / name).read_bytes()
        for name in ("manifest.json", "manifest.json.minisig")
    )
    assert verify(manifest, signature, (tmp_path / "site/minisign.pub").read_bytes())
    [kept] = (tmp_path / "releases").iterdir()
    assert {file.name for file in kept.iterdir()} == {
        "snapshot.json",
        "manifest.json",
        "manifest.json.minisig",
    }
