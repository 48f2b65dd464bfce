"""Does a new seal get onto the released site and its mirrors by itself?"""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dalel.domain.public_seal import seals_in
from dalel.newsroom.releases.actions.build_site import SiteBuilder
from dalel.newsroom.releases.actions.mirror import Mirrors
from dalel.newsroom.releases.actions.public_seals import show_seals
from dalel.newsroom.releases.actions.release import publish
from dalel.pack import Pack
from dalel.publish.tree.atomic_writes import alone
from dalel.publish.tree.release_shelf import ReleaseShelf
from dalel.steps.archive.seals import seal, seals_of
from dalel.steps.archive.vault import Vault
from evidence_room import keep
from released import release

pytestmark = pytest.mark.django_db


@pytest.fixture
def press(tmp_path: Path) -> SiteBuilder:
    return SiteBuilder(
        site=tmp_path / "site",
        shelf=ReleaseShelf(tmp_path / "releases"),
        key=tmp_path / "key",
        preview=tmp_path / "preview",
        evidence=tmp_path / "evidence",
    )


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    kept = Vault(folder=tmp_path / "evidence")
    keep(kept, 1)
    return kept


def test_a_release_shows_the_seals_and_each_later_one_follows_by_itself(
    tiny_pack: Pack, press: SiteBuilder, vault: Vault, now: datetime, tmp_path: Path
) -> None:
    release(now)
    seal(vault, now)
    publish(tiny_pack, press, now=now)
    assert seals_in((press.site / "seals.txt").read_text()) == seals_of(vault)
    mirrors = Mirrors(site=press.site, places=(str(tmp_path / "far"),), options={})
    mirrors.bring(lambda: now)
    keep(vault, 2)
    line = seal(vault, now + timedelta(days=1))
    assert show_seals(press, vault, line.link)
    assert not show_seals(press, vault, line.link)
    mirrors.bring(lambda: now)
    for site in (press.site, tmp_path / "far"):
        assert seals_in((site / "seals.txt").read_text()) == seals_of(vault)
    assert len(press.shelf.names()) == 1


def test_before_a_release_and_during_a_build_no_seal_goes_out(
    tiny_pack: Pack, press: SiteBuilder, vault: Vault, now: datetime
) -> None:
    line = seal(vault, now)
    assert not show_seals(press, vault, line.link)
    publish(tiny_pack, press, now=now)
    assert not show_seals(press, vault, line.link)
    assert not (press.site / "seals.txt").exists()
    release(now)
    publish(tiny_pack, press, now=now)
    later = seal(vault, now + timedelta(days=1))
    with alone(press.site):
        assert not show_seals(press, vault, later.link)
    assert show_seals(press, vault, later.link)
