"""Is a stranger with the stolen key, or with a copy to add to, refused wherever one can be told?"""

import json
import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from dalel.publish.tree.atomic_writes import MANIFEST, SIGNATURE, write_manifest
from dalel.publish.tree.mirror_archive import MIRROR, pack
from dalel.publish.tree.signing import Signer, key_line, new_signer
from dalel.publish.tree.site_copies import UnprovenSiteError
from dalel.publish.tree.site_proof import prove_site
from dalel.publish.tree.succession import (
    KEYS_FILE,
    PUBLIC_KEY,
    BrokenSuccessionError,
    KeyReason,
    Succession,
    digest_of,
    handed_over,
    public_file,
)

NOON = datetime(2031, 5, 1, 12, tzinfo=UTC)
OLD, PAPER, THIEF = new_signer(), new_signer(), new_signer()
BEGUN = Succession(first=key_line(OLD), since=NOON, first_next=digest_of(key_line(PAPER)))
STOLEN = handed_over(
    BEGUN,
    by_old=None,
    by_new=PAPER,
    reason=KeyReason.STOLEN,
    next_digest=digest_of(key_line(THIEF)),
    now=NOON,
)
#: What a reader kept from the day on which the next key was announced.
KEPT = public_file(OLD, BEGUN.next_digest).decode()


def site(
    folder: Path, by: Signer, keys: Succession | None, other: Mapping[str, bytes] = {}
) -> Path:
    """A signed site of one page, with an archive that holds it."""
    files = {"ru/index.html": b"page"}
    if keys:
        files |= {**keys.files(), PUBLIC_KEY: public_file(by, keys.next_digest)}
    return put(folder, by, {**files, **other})


def put(folder: Path, by: Signer, files: Mapping[str, bytes]) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    told = {path: (sha256(one).hexdigest(), len(one)) for path, one in files.items()}
    manifest = write_manifest(told, preview=False)
    (folder / MANIFEST).write_bytes(manifest)
    (folder / SIGNATURE).write_bytes(by.sign(manifest, MANIFEST, NOON))
    return folder


def packed(folder: Path) -> Path:
    """The archive of a site, beside its files."""
    paths = [one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()]
    pack(folder, paths, {}, NOON, folder / MIRROR)
    return folder / MIRROR


def test_a_site_is_proved_from_the_stolen_key_to_the_one_on_paper(tmp_path: Path) -> None:
    proof = prove_site(site(tmp_path, PAPER, STOLEN), KEPT)
    assert (proof.key, proof.is_followed, proof.follows) == (PAPER.name, True, True)


@pytest.mark.parametrize(
    "words", [{"since": ""}, {"since": None}, {"first": ""}, {"statements": 1}]
)
def test_a_stolen_key_is_not_excused_by_a_malformed_list(
    tmp_path: Path, words: dict[str, object]
) -> None:
    listed = json.dumps(json.loads(STOLEN.written()) | words, indent=1) + "\n"
    copy = site(tmp_path, OLD, STOLEN, {KEYS_FILE: listed.encode()})
    with pytest.raises(BrokenSuccessionError):
        prove_site(copy, KEPT)


def test_a_stolen_key_signs_nothing_where_the_theft_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnprovenSiteError, match=f"but by {OLD.name}"):
        prove_site(site(tmp_path, OLD, STOLEN), KEPT)


def test_a_list_that_is_missing_though_a_key_was_announced_is_refused(tmp_path: Path) -> None:
    copy = site(tmp_path, OLD, None)
    with pytest.raises(BrokenSuccessionError, match="is missing"):
        prove_site(copy, KEPT)
    assert not prove_site(copy, key_line(OLD)).follows


@pytest.mark.parametrize(
    "other",
    [
        {"release-keys/1.json": b"{}"},
        {"release-keys/2.json": b"{}"},
        {PUBLIC_KEY: public_file(THIEF, "")},
        {PUBLIC_KEY: public_file(PAPER, "")},
    ],
)
def test_places_that_say_different_things_of_keys_are_refused(
    tmp_path: Path, other: dict[str, bytes]
) -> None:
    with pytest.raises(BrokenSuccessionError, match="say different things"):
        prove_site(site(tmp_path, PAPER, STOLEN, other), KEPT)


def test_by_the_line_of_a_key_no_successor_is_accepted(tmp_path: Path) -> None:
    by_thief = handed_over(
        Succession(first=key_line(OLD), since=NOON),
        by_old=OLD,
        by_new=THIEF,
        reason=KeyReason.STOLEN,
        next_digest="",
        now=NOON,
    )
    copy = site(tmp_path, THIEF, by_thief)
    for known in (key_line(OLD), public_file(OLD, "").decode()):
        with pytest.raises(BrokenSuccessionError, match="a thief may have made it"):
            prove_site(copy, known)
    with pytest.raises(BrokenSuccessionError, match="not the key that was announced"):
        prove_site(copy, KEPT)


def test_a_theft_that_is_left_out_is_told_by_an_earlier_copy(tmp_path: Path) -> None:
    told, silent = site(tmp_path / "a", PAPER, STOLEN), site(tmp_path / "b", OLD, BEGUN)
    bare = site(tmp_path / "c", OLD, None)
    # Nothing in the copy itself tells.
    assert prove_site(silent, KEPT).key == OLD.name
    for earlier in (told, told / KEYS_FILE):
        with pytest.raises(BrokenSuccessionError, match="leaves out or changes"):
            prove_site(silent, KEPT, earlier)
        with pytest.raises(BrokenSuccessionError, match="leaves out or changes"):
            prove_site(bare, key_line(OLD), earlier)
        assert prove_site(told, KEPT, earlier).is_followed
    assert prove_site(told, KEPT, silent).is_followed
    with pytest.raises(BrokenSuccessionError, match="cannot be read"):
        prove_site(told, KEPT, bare)


def test_links_and_pipes_are_refused_wherever_they_lead(tmp_path: Path) -> None:
    copy, outside = site(tmp_path / "copy", PAPER, STOLEN), tmp_path / "outside"
    outside.mkdir()
    (outside / "lie.html").write_text("lie")
    page = copy / "ru/index.html"
    page.rename(outside / "index.html")
    page.symlink_to(outside / "index.html")
    (copy / "more").symlink_to(outside)
    (copy / MIRROR).symlink_to(outside / "none")
    os.mkfifo(copy / "pipe")
    with pytest.raises(UnprovenSiteError) as wrong:
        prove_site(copy, KEPT)
    odd = [MIRROR, "more", "pipe", "ru/index.html"]
    assert str(wrong.value) == "; ".join(f"{path} is no plain file" for path in odd)


def test_a_folder_that_cannot_be_read_is_not_taken_for_empty(tmp_path: Path) -> None:
    with pytest.raises(UnprovenSiteError, match="cannot be read"):
        prove_site(tmp_path / "none", KEPT)


def test_an_archive_beside_the_site_holds_the_site_and_nothing_else(tmp_path: Path) -> None:
    copy = site(tmp_path, PAPER, STOLEN)
    archive = packed(copy)
    assert prove_site(copy, KEPT).files == 5
    whole = archive.read_bytes()
    with ZipFile(archive, "a") as more:
        more.writestr("lie.html", "lie")
    with pytest.raises(UnprovenSiteError, match="holds other files than"):
        prove_site(copy, KEPT)
    for padded in (b"lie" + whole, whole + b"lie"):
        archive.write_bytes(padded)
        with pytest.raises(UnprovenSiteError, match=f"{MIRROR} (holds more|cannot be read)"):
            prove_site(copy, KEPT)
    archive.write_bytes(b"lie")
    with pytest.raises(UnprovenSiteError, match="cannot be read"):
        prove_site(copy, KEPT)


@pytest.mark.parametrize("lie", [b"lies", b"a longer lie"])
def test_an_archive_with_a_changed_file_is_refused(tmp_path: Path, lie: bytes) -> None:
    copy = site(tmp_path, PAPER, STOLEN)
    page = copy / "ru/index.html"
    page.write_bytes(lie)
    packed(copy)
    page.write_bytes(b"page")
    with pytest.raises(UnprovenSiteError, match=r"index\.html in mirror\.zip was changed"):
        prove_site(copy, KEPT)


def test_an_archive_that_the_manifest_names_is_proved_by_its_digest(tmp_path: Path) -> None:
    copy = site(tmp_path, PAPER, STOLEN, {MIRROR: b"archive of the build before"})
    prove_site(copy, KEPT)
    (copy / MIRROR).write_bytes(b"lie")
    with pytest.raises(UnprovenSiteError, match=r"mirror\.zip was changed"):
        prove_site(copy, KEPT)


def test_a_signed_manifest_that_is_none_is_refused(tmp_path: Path) -> None:
    copy = site(tmp_path, PAPER, STOLEN)
    (copy / MANIFEST).write_bytes(b"[]")
    (copy / SIGNATURE).write_bytes(PAPER.sign(b"[]", MANIFEST, NOON))
    with pytest.raises(UnprovenSiteError, match="cannot be read"):
        prove_site(copy, KEPT)


def test_a_signature_that_names_no_time_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = site(tmp_path, PAPER, STOLEN)
    monkeypatch.setattr("dalel.publish.tree.site_proof.verify", lambda *_: "timestamp:soon")
    with pytest.raises(UnprovenSiteError, match="names no time"):
        prove_site(copy, KEPT)


def test_what_is_no_signed_site_is_told_for_what_it_is(tmp_path: Path) -> None:
    """Before anything is said of keys, which would be believed to be the mistake."""
    with pytest.raises(
        UnprovenSiteError, match=r"there is no manifest.json in it. Give the folder"
    ):
        prove_site(tmp_path, KEPT)
    (tmp_path / MANIFEST).write_bytes(write_manifest({}, preview=True))
    with pytest.raises(UnprovenSiteError, match="a preview, which was never released"):
        prove_site(tmp_path, KEPT)
    (tmp_path / MANIFEST).write_bytes(write_manifest({}, preview=False))
    with pytest.raises(UnprovenSiteError, match=r"manifest.json.minisig is missing. Fetch it"):
        prove_site(tmp_path, KEPT)


def test_an_archive_is_proved_as_its_folder_is(tmp_path: Path) -> None:
    copy = site(tmp_path / "copy", PAPER, STOLEN)
    archive = packed(copy)
    assert prove_site(archive, KEPT) == prove_site(copy, KEPT)
    assert [one.reason for one in prove_site(archive, KEPT).taken_back] == [KeyReason.STOLEN]
    assert prove_site(archive, KEPT, archive).is_followed
    silent = packed(site(tmp_path / "silent", OLD, BEGUN))
    with pytest.raises(BrokenSuccessionError, match="leaves out or changes"):
        prove_site(silent, KEPT, archive)
    with pytest.raises(BrokenSuccessionError, match="cannot be read"):
        prove_site(archive, KEPT, packed(site(tmp_path / "bare", OLD, None)))
    by_thief = packed(site(tmp_path / "thief", THIEF, STOLEN))
    with pytest.raises(UnprovenSiteError, match=f"but by {THIEF.name}"):
        prove_site(by_thief, KEPT)


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"../more": b"x"}, "../more was added"),
        ({"ru/index.html": b"pagf"}, "ru/index.html was changed"),
        ({"ru/index.html": b"another page"}, "ru/index.html was changed"),
        ({"ru/index.html": None}, "ru/index.html is missing"),
        ({SIGNATURE: None}, "is missing"),
        ({MANIFEST: None}, "a mirror.zip"),
    ],
)
def test_an_archive_that_holds_anything_else_is_refused(
    tmp_path: Path, files: dict[str, bytes | None], why: str
) -> None:
    copy = site(tmp_path / "copy", PAPER, STOLEN)
    held = {
        one.relative_to(copy).as_posix(): one.read_bytes()
        for one in copy.rglob("*")
        if one.is_file()
    }
    given = {path: content for path, content in {**held, **files}.items() if content is not None}
    with ZipFile(tmp_path / "other.zip", "w") as out:
        for path, content in given.items():
            out.writestr(path, content)
    with pytest.raises(UnprovenSiteError, match=re.escape(why)):
        prove_site(tmp_path / "other.zip", KEPT)


def test_an_archive_with_bytes_beside_its_files_is_refused(tmp_path: Path) -> None:
    archive = packed(site(tmp_path / "copy", PAPER, STOLEN))
    whole = archive.read_bytes()
    twice = tmp_path / "twice.zip"
    twice.write_bytes(whole)
    with ZipFile(twice, "a") as out, pytest.warns(UserWarning, match="Duplicate"):
        out.writestr("ru/index.html", b"page")
    more = tmp_path / "more.zip"
    more.write_bytes(b"#!/bin/sh\n" + whole)
    broken = tmp_path / "broken.zip"
    broken.write_bytes(whole[:-30])
    damaged = tmp_path / "damaged.zip"
    place = whole.index(b"ru/index.html") + len("ru/index.html")
    damaged.write_bytes(whole[:place] + b"\xff\xff" + whole[place + 2 :])
    for file, why in (
        (twice, "twice"),
        (more, "more than its files"),
        (broken, "cannot be read"),
        (damaged, "cannot be read"),
    ):
        with pytest.raises(UnprovenSiteError, match=why):
            prove_site(file, KEPT)


def test_a_list_in_an_archive_is_not_unpacked_whatever_its_length(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = packed(site(tmp_path / "copy", PAPER, STOLEN))
    monkeypatch.setattr("dalel.publish.tree.site_copies._LONGEST", 20)
    with pytest.raises(UnprovenSiteError, match="is too long"):
        prove_site(archive, KEPT)
