"""Does the doctor say that no backup is made while the newsroom waits for its passphrase?"""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dalel.cli.main import app
from dalel.newsroom.frame import key_socket, key_wrapping, newsroom_key
from dalel.newsroom.worker.actions.seal_rows import seal_all
from dalel.steps.archive.encrypted_backup import new_key

#: A socket of this machine has no address that could be let through.
pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]
WORDS = "four words nobody joins"
_CHEAP = {"time": 1, "memory": 64, "lanes": 1}
ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home that makes a backup each night."""
    monkeypatch.setenv("DALEL_HOME", str(tmp_path))
    settings.DALEL = settings.DALEL.model_copy(update={"home": tmp_path, "key_file": None})
    monkeypatch.setattr(key_wrapping.lock_with_words, "__defaults__", (_CHEAP,))
    newsroom_key.hold(None)
    seal_all(tmp_path)
    (tmp_path / "dalel.toml").write_text(f'backup_keys = ["{new_key()[1]}"]\n')
    return tmp_path


def advice() -> list[str]:
    """What the doctor advises about backups."""
    told = json.loads(CliRunner().invoke(app, ["doctor", "--json"]).stdout)
    return [one["advice"] for one in told if one["subject"] == "backup" and one["advice"]]


def lock() -> None:
    """Have the newsroom start locked from now on, as after a restart of the machine."""
    done = CliRunner().invoke(app, ["key", "lock"], input=f"{WORDS}\n")
    assert done.exit_code == 0, done.output
    newsroom_key.hold(None)


def test_a_newsroom_that_starts_locked_is_warned_of_its_nightly_backup(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert advice() == []
    lock()
    [locked] = advice()
    assert "nightly backup fails" in locked
    assert "nothing announces it" in locked
    assert "now the newsroom is locked" in locked
    monkeypatch.setattr(key_socket, "asked", lambda _home: b"key")
    [is_open] = advice()
    assert "now the newsroom is open" in is_open
    (home / "dalel.toml").write_text("")
    assert not any("nightly" in one for one in advice())


@pytest.mark.parametrize("page", ["deploy.md", "seizure.md"])
def test_the_manual_says_plainly_that_a_locked_newsroom_makes_no_backup(page: str) -> None:
    text = " ".join((ROOT / "docs" / page).read_text().split())
    assert "nightly backup fails while the newsroom is locked, and nothing announces it" in text
