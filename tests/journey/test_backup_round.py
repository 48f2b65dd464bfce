"""Does a whole newsroom come back from its backup, proved and published as before?"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest

_COMMAND = (sys.executable, "-c", "from dalel.project.cli import main; main()")


def dalel(home: Path, *arguments: str | Path) -> str:
    done = subprocess.run(  # noqa: S603 - our own
        [*_COMMAND, *map(str, arguments)],
        env=os.environ | {"DALEL_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
def test_backup_wipe_restore_verify_and_publish(tmp_path: Path) -> None:
    key = pyrage.x25519.Identity.generate()
    (tmp_path / "key").write_text(f"# the newsroom's\n{key}\n")
    home = tmp_path / "usual"
    dalel(home, "up", "--sample", "--once")
    sample = home / "sample"
    published = digests(sample / "site")
    backup = tmp_path / "backup.age"
    dalel(sample, "backup", backup, "--to", str(key.to_public()))
    shutil.rmtree(sample)
    told = dalel(sample, "restore", backup, "--key", tmp_path / "key")
    assert "310 captures, 0 adopted: sound." in told
    assert digests(sample / "site") == published
    assert "sound." in dalel(sample, "verify")
