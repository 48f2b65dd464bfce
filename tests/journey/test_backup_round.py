"""Does a whole newsroom come back from its backup, proved and published as before?"""

import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pyrage
import pytest

from dalel.pack import default_folder

_COMMAND = (sys.executable, "-c", "from dalel.cli.main import main; main()")


def spoken(home: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own
        [*_COMMAND, *map(str, arguments)],
        env=os.environ | {"DALEL_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


def dalel(home: Path, *arguments: str | Path) -> str:
    done = spoken(home, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that watched the sample press, to copy."""
    home = tmp_path_factory.mktemp("usual")
    dalel(home, "up", "--sample", "--once")
    return home / "sample"


@pytest.mark.slow
def test_backup_wipe_restore_verify_and_publish(watched: Path, tmp_path: Path) -> None:
    key = pyrage.x25519.Identity.generate()
    (tmp_path / "key").write_text(f"# the newsroom's\n{key}\n")
    sample = tmp_path / "home"
    shutil.copytree(watched, sample)
    published = digests(sample / "site")
    backup = tmp_path / "backup.age"
    dalel(sample, "backup", backup, "--to", str(key.to_public()))
    shutil.rmtree(sample)
    told = dalel(sample, "restore", backup, "--key", tmp_path / "key")
    assert "0 lines and 0 decisions learnt" in told
    assert "324 captures: sound." in told
    assert digests(sample / "site") == published
    assert "sound." in dalel(sample, "verify")


@pytest.fixture
def kept(watched: Path, tmp_path: Path) -> Path:
    """A home that watched the sample press, whose evidence is shipped to a folder elsewhere."""
    home = tmp_path / "home"
    shutil.copytree(watched, home)
    (home / "dalel.toml").write_text(f'archive_url = "{(tmp_path / "elsewhere").as_uri()}"\n')
    return home


def one_article(home: Path) -> str:
    with closing(sqlite3.connect(home / "dalel.sqlite3")) as database:
        query = "SELECT url FROM evidence_articlerow WHERE is_post = 0 ORDER BY url"
        return str(database.execute(query).fetchone()[0])


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize("is_shipped", [False, True])
def test_an_older_backup_does_not_bring_back_what_was_withheld_since(
    kept: Path, tmp_path: Path, *, is_shipped: bool
) -> None:
    key = pyrage.x25519.Identity.generate()
    (tmp_path / "key").write_text(f"{key}\n")
    backup, address = tmp_path / "backup.age", one_article(kept)
    dalel(kept, "backup", backup, "--to", str(key.to_public()))
    why = ("--reason", "court order", "--by", "the publisher", "--yes")
    told = dalel(kept, "evidence", "withhold", address, *why)
    assert "1 bodies withheld, 1 texts emptied." in told
    if is_shipped:
        assert "1 files closed." in dalel(kept, "evidence", "ship", "--close")
    shutil.rmtree(kept)
    told = dalel(kept, "restore", backup, "--key", tmp_path / "key")
    lines = "1 lines" if is_shipped else "0 lines"
    assert f"{lines} and 2 decisions learnt, 1 bodies withheld again, 0 captures adopted." in told
    assert "324 captures: sound." in told
    assert "1 withheld: sound." in dalel(kept, "verify")
    assert "WITHHELD: court order" in dalel(kept, "evidence", "show", address)


@pytest.mark.slow
def test_when_the_other_place_cannot_be_read_nothing_is_published(
    kept: Path, tmp_path: Path
) -> None:
    key = pyrage.x25519.Identity.generate()
    (tmp_path / "key").write_text(f"{key}\n")
    shutil.copytree(default_folder(), tmp_path / "pack")
    (kept / "dalel.toml").write_text(f'archive_url = "nowhere://x"\npack = "{tmp_path / "pack"}"\n')
    dalel(kept, "backup", tmp_path / "backup.age", "--to", str(key.to_public()))
    shutil.rmtree(kept)
    shutil.rmtree(tmp_path / "pack")
    failed = spoken(kept, "restore", tmp_path / "backup.age", "--key", tmp_path / "key")
    assert failed.returncode == 1
    assert f'write pack = "{kept / "pack"}" into' in failed.stderr
    assert "nothing is published: nowhere://x: Protocol not known" in failed.stderr
    assert not (kept / "site").exists()


@pytest.mark.slow
@pytest.mark.long
def test_two_thousand_incidents_come_back_and_are_published(tmp_path: Path) -> None:
    script = Path(__file__).parents[2] / "tools" / "restore_speed.py"
    done = subprocess.run(  # noqa: S603 - our own
        [sys.executable, str(script), "--incidents", "2000", "--captures", "2000"],
        env=os.environ | {"TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    first, _, second = done.stdout.partition("restore, verify, publish")
    built = re.search(r"publish: .*; (\d+) pages in ", first)
    assert built is not None
    assert int(built[1]) > 2 * 2_000
    assert f"2000 captures: sound. Site: {built[1]} pages" in second
