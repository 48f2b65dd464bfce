"""Does each day's seal get out with the site, and nothing else with it?"""

import json
import re
from datetime import date
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import feedparser
import pytest

from dalel.domain.public_seal import PublicSeal, seals_in
from dalel.domain.snapshot import Snapshot
from dalel.publish.build import build
from dalel.publish.seal_renewal import is_signed_release, renew_seals, shows
from dalel.publish.tree.atomic_writes import MANIFEST, SIGNATURE, BuildRunningError, alone
from dalel.publish.tree.signing import Signer, signer, verify
from publish.probing import contents

SEALS = tuple(PublicSeal(day=date(2026, 11, day), link=f"{day:02}" * 32) for day in range(1, 5))


@pytest.fixture
def key(tmp_path: Path) -> Signer:
    return signer(tmp_path / "release.key")


def digests(site: Path) -> dict[str, str]:
    files = json.loads((site / MANIFEST).read_bytes())["files"]
    return {path: entry["sha256"] for path, entry in files.items()}


def test_a_release_lists_all_seals_and_its_signature_covers_them(
    release: Snapshot, tmp_path: Path, key: Signer
) -> None:
    site = tmp_path / "site"
    build(release, site, signer=key, seals=SEALS)
    listed = (site / "seals.txt").read_bytes()
    assert seals_in(listed.decode()) == SEALS
    assert digests(site)["seals.txt"] == sha256(listed).hexdigest()
    verify((site / MANIFEST).read_bytes(), (site / SIGNATURE).read_bytes(), key.public)
    with ZipFile(site / "mirror.zip") as packed:
        assert packed.read("seals.txt") == listed


def test_readers_see_the_newest_seal_and_where_all_are(
    release: Snapshot, tmp_path: Path, key: Signer
) -> None:
    build(release, tmp_path / "site", signer=key, seals=SEALS)
    for language in release.profile.languages:
        page = (tmp_path / "site" / language / "data/index.html").read_text("utf-8")
        assert seals_in(page) == SEALS[-1:]
        assert 'href="../../seals.txt"' in page


def test_the_feeds_of_everything_carry_the_newest_seal(
    release: Snapshot, tmp_path: Path, key: Signer
) -> None:
    site = tmp_path / "site"
    build(release, site, signer=key, seals=SEALS)
    for language in release.profile.languages:
        read = feedparser.parse((site / language / "feed.xml").read_bytes())
        assert [tag.term for tag in read.feed.tags] == [str(SEALS[-1])]
        told = json.loads((site / language / "feed.json").read_bytes())
        assert told["_seal"] == {"newest": str(SEALS[-1])}
    carrying = [path for path in site.rglob("feed.xml") if seals_in(path.read_text("utf-8"))]
    assert len(carrying) == len(release.profile.languages)


def test_a_preview_and_a_site_without_evidence_show_no_seal(
    preview: Snapshot, release: Snapshot, tmp_path: Path, key: Signer
) -> None:
    build(preview, tmp_path / "preview", signer=key, seals=SEALS)
    build(release, tmp_path / "bare", signer=key)
    for site in (tmp_path / "preview", tmp_path / "bare"):
        assert not (site / "seals.txt").exists()
        assert not any(seals_in(path.read_text("utf-8")) for path in site.rglob("*.xml"))


def test_a_new_seal_changes_what_shows_it_and_nothing_else(
    release: Snapshot, tmp_path: Path, key: Signer
) -> None:
    site, anew = tmp_path / "site", tmp_path / "anew"
    build(release, site, signer=key, seals=SEALS[:2])
    before = digests(site)
    assert renew_seals(site, SEALS, key)
    after = digests(site)
    changed = {path for path in before | after if before.get(path) != after.get(path)}
    shown = {
        f"{language}/{path}"
        for language in release.profile.languages
        for path in ("feed.xml", "feed.json", "data/index.html")
    }
    assert changed == {"seals.txt"} | shown
    verify((site / MANIFEST).read_bytes(), (site / SIGNATURE).read_bytes(), key.public)
    build(release, anew, signer=key, seals=SEALS)
    renewed, built = contents(site), contents(anew)
    same = {path for path in built if not re.match(r"mirror\.zip|manifest", path)}
    assert {path: renewed.get(path) for path in same} == {path: built[path] for path in same}


def test_a_build_after_a_renewal_makes_only_what_is_new(
    release: Snapshot, tmp_path: Path, key: Signer
) -> None:
    site, anew = tmp_path / "site", tmp_path / "anew"
    build(release, site, signer=key, seals=SEALS[:2])
    renew_seals(site, SEALS[:3], key)
    built = build(release, site, signer=key, seals=SEALS)
    languages = len(release.profile.languages)
    # The list, pages and feeds that show the newest, the archive, manifest and signature.
    assert built.written == 1 + 3 * languages + 3
    build(release, anew, signer=key, seals=SEALS)
    assert contents(site) == contents(anew)


def test_the_signature_tells_the_release_s_time_after_a_renewal(
    release: Snapshot, tmp_path: Path, key: Signer
) -> None:
    site = tmp_path / "site"
    build(release, site, signer=key, seals=SEALS[:1])
    renew_seals(site, SEALS, key)
    told = verify((site / MANIFEST).read_bytes(), (site / SIGNATURE).read_bytes(), key.public)
    assert told.startswith(f"timestamp:{int(release.time.timestamp())}\t")


def test_the_first_seal_of_a_site_is_listed_at_once(
    release: Snapshot, tmp_path: Path, key: Signer
) -> None:
    site = tmp_path / "site"
    build(release, site, signer=key)
    assert renew_seals(site, SEALS[:1], key)
    assert shows(site, SEALS[0].link)
    assert seals_in((site / "seals.txt").read_text()) == SEALS[:1]


def test_where_nothing_is_new_or_released_nothing_is_touched(
    release: Snapshot, preview: Snapshot, tmp_path: Path, key: Signer
) -> None:
    site, draft = tmp_path / "site", tmp_path / "draft"
    build(release, site, signer=key, seals=SEALS)
    before = contents(site)
    assert not renew_seals(site, SEALS, key)
    assert not renew_seals(site, (), key)
    assert contents(site) == before
    build(preview, draft)
    assert not renew_seals(draft, SEALS, key)
    assert not renew_seals(tmp_path / "nowhere", SEALS, key)
    assert not is_signed_release(tmp_path / "nowhere")
    assert not (draft / "seals.txt").exists()


def test_a_site_whose_notes_are_lost_is_renewed_all_the_same(
    release: Snapshot, tmp_path: Path, key: Signer
) -> None:
    site = tmp_path / "site"
    build(release, site, signer=key, seals=SEALS[:1])
    (tmp_path / ".site.inputs.json").unlink()
    assert renew_seals(site, SEALS, key)
    assert not (tmp_path / ".site.inputs.json").exists()


def test_while_a_build_writes_the_site_its_seals_wait(
    release: Snapshot, tmp_path: Path, key: Signer
) -> None:
    site = tmp_path / "site"
    build(release, site, signer=key, seals=SEALS[:1])
    with alone(site), pytest.raises(BuildRunningError):
        renew_seals(site, SEALS, key)
