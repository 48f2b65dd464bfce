"""Does a command send the site to each place that is named, and tell what stands where?"""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings
from typer.testing import CliRunner, Result

from dalel.cli.main import app
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.releases.models import DeliveryRow
from dalel.publish.tree.folder_lock import locked
from released import release

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
TINY = Path(__file__).parents[1] / "packs" / "tiny"
WORDS = "blocked by order"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_the_site_is_sent_to_each_place_and_how_they_stand_is_told(
    home: Path, tmp_path: Path, settings: Settings
) -> None:
    Member.objects.create(username="timur", role=Role.PUBLISHER)
    near, far, by_hand = (tmp_path / name for name in ("near", "far/www", "by-hand"))
    (tmp_path / "far").write_text("in the way")
    places = (str(near), str(far))
    pack = tmp_path / "pack"
    shutil.copytree(TINY, pack, ignore=shutil.ignore_patterns("bulletins"))
    settings.DALEL = settings.DALEL.model_copy(update={"pack": pack, "mirrors": places})
    release(datetime.now(UTC))
    elsewhere = ("--out", tmp_path / "other", "--to", tmp_path / "unknown")
    for arguments in (elsewhere, ("--to", by_hand)):
        published = run("publish", *arguments)
        assert published.exit_code == 0, published.output
    assert WORDS in (by_hand / "en/i/XT-2031-0001/index.html").read_text("utf-8")

    sent = run("releases", "send")
    assert sent.exit_code == 1, sent.output
    assert f"{near}: up to date" in sent.stdout
    assert f"{far}: nothing gets there since" in sent.stdout
    assert f"{by_hand}: up to date" in sent.stdout
    assert str(tmp_path / "unknown") not in sent.stdout

    done = run("releases", "withdraw", WORDS, "--by", "timur", "--reason", "danger")
    # One place gets nothing, and from another nobody takes the words.
    assert done.exit_code == 1, done.output
    assert f"{by_hand}: what was taken back since can still be read there" in done.stdout
    assert WORDS not in (near / "en/i/XT-2031-0001/index.html").read_text("utf-8")

    assert run("releases", "send", "--forget", by_hand).exit_code == 1
    assert run("releases", "send", "--forget", by_hand).exit_code == 2
    (tmp_path / "far").unlink()
    assert run("releases", "send").exit_code == 0
    assert (far / "manifest.json").exists()

    with locked(settings.DALEL.site_folder.with_name(".site.sending.lock")):
        busy = run("releases", "send")
    assert busy.exit_code == 1
    assert f"{near}: Something is being sent already" in busy.stdout
    settings.DALEL = settings.DALEL.model_copy(update={"mirrors": ()})
    DeliveryRow.objects.all().delete()
    alone = run("releases", "send")
    assert alone.exit_code == 0
    assert "We know of no other place" in alone.stdout
