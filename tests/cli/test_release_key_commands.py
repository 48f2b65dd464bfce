"""Can the owner of a newsroom take its signature over, with and without the machine?"""

import re
import warnings
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from pytest_django import Settings
from typer.testing import CliRunner, Result

from dalel.cli.commands.release_keys import NoPaperError
from dalel.cli.main import app
from dalel.newsroom.releases.actions.release_key import (
    BROUGHT,
    SUCCESSION,
    KeyAbsentError,
    present,
    succession_of,
)
from dalel.publish.tree.atomic_writes import MANIFEST, SIGNATURE, write_manifest
from dalel.publish.tree.mirror_archive import pack
from dalel.publish.tree.signing import key_line, new_signer, on_paper, signer, write_key
from dalel.publish.tree.succession import public_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose releases are signed."""
    monkeypatch.setenv("DALEL_HOME", str(tmp_path))
    settings.DALEL = settings.DALEL.model_copy(update={"home": tmp_path})
    file = tmp_path / "keys/release.key"
    present(file)
    return file


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, [*arguments], input=typed)


def paper_of(result: Result) -> str:
    assert result.exit_code == 0, result.output
    found = re.search(r"^[A-Z2-7]{4}(-[A-Z2-7]{4}){12}$", result.stdout, re.M)
    assert found
    return found[0]


def test_a_key_goes_to_paper_and_comes_back_as_the_next_one(key: Path) -> None:
    assert "No next key lies on paper yet" in run("release-key", "show").output
    old = key_line(signer(key))
    paper = paper_of(run("release-key", "paper"))
    assert paper not in "".join(one.read_text() for one in key.parent.iterdir())
    assert run("release-key", "paper").exit_code == 1
    following = paper_of(run("release-key", "rotate", typed=f"{paper}\n"))
    keys = succession_of(key)
    assert key_line(signer(key)) == keys.present != old
    assert (keys.statements[0].old, keys.statements[0].reason) == (old, "rotation")
    assert following != paper
    assert "in force" in run("release-key", "show").stdout


def test_who_has_only_the_paper_takes_over_on_a_new_machine(key: Path, tmp_path: Path) -> None:
    paper = tmp_path / "paper"
    assert run("release-key", "paper", "--to", str(paper)).exit_code == 0
    (tmp_path / BROUGHT).write_bytes(key.with_name(SUCCESSION).read_bytes())
    key.with_name(SUCCESSION).unlink()
    key.unlink()
    with pytest.raises(KeyAbsentError, match="Bring it back"):
        present(key)
    result = run("release-key", "revoke", "--reason", "stolen", "--paper", str(paper))
    assert result.exit_code == 0, result.output
    [statement] = succession_of(key).statements
    assert (statement.by_old, statement.reason) == ("", "stolen")
    assert key_line(present(key).signer) == statement.new


def test_another_key_than_the_announced_one_is_refused(key: Path) -> None:
    run("release-key", "paper")
    before = key.read_bytes()
    strange = on_paper(new_signer())
    refused = run("release-key", "rotate", typed=f"{strange}\n")
    assert refused.exit_code == 1
    assert key.read_bytes() == before
    assert run("release-key", "rotate", typed="no key\n").exit_code == 1
    assert run("release-key", "revoke", "--reason", "tired").exit_code == 2


def test_it_is_told_whether_the_next_key_lies_on_paper(key: Path) -> None:
    assert "lies on paper;" not in run("release-key", "show").stdout
    run("release-key", "paper")
    shown = run("release-key", "show").stdout
    assert f"The next one lies on paper; announced is its SHA-256, {digest(key)}." in shown


def digest(key: Path) -> str:
    return succession_of(key).next_digest


def test_a_key_from_paper_that_does_not_follow_is_told_apart(key: Path, tmp_path: Path) -> None:
    first = paper_of(run("release-key", "paper"))
    second = paper_of(run("release-key", "rotate", typed=f"{first}\n"))
    now = present(key).signer.name
    again = run("release-key", "rotate", typed=f"{first}\n")
    assert f"{now} is the key in force already" in str(again.exception)
    strange = run("release-key", "rotate", typed=f"{on_paper(new_signer())}\n")
    assert "check your typing" in str(strange.exception)
    paper_of(run("release-key", "rotate", typed=f"{second}\n"))
    earlier = run("release-key", "rotate", typed=f"{first}\n")
    assert f"{now} was in force before" in str(earlier.exception)
    empty = tmp_path / "empty"
    empty.touch()
    assert "wrong sign" in str(run("release-key", "rotate", "--paper", str(empty)).exception)


@pytest.mark.parametrize("command", [["rotate"], ["revoke", "--reason", "stolen"]])
def test_without_a_terminal_a_sentence_names_the_option_for_the_paper(
    key: Path, command: list[str]
) -> None:
    run("release-key", "paper")
    before = key.read_bytes()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        refused = run("release-key", *command)
    assert refused.exit_code == 1
    assert isinstance(refused.exception, NoPaperError)
    assert "--paper FILE" in refused.output
    assert key.read_bytes() == before


def test_without_a_key_on_paper_the_present_one_signs_alone(key: Path) -> None:
    assert run("release-key", "rotate", typed="AAAA\n").exit_code == 1
    paper_of(run("release-key", "rotate", "--paper-lost", "--yes"))
    paper_of(run("release-key", "revoke", "--reason", "stolen", "--no-paper", "--yes"))
    first, second = succession_of(key).statements
    assert (first.is_handed_over, second.is_handed_over) == (True, False)


@pytest.mark.parametrize(
    ("word", "command"),
    [
        ("rotate", ["rotate", "--paper-lost"]),
        ("revoke", ["revoke", "--reason", "lost", "--no-paper"]),
    ],
)
def test_a_key_is_not_replaced_alone_before_the_word_was_typed(
    key: Path, word: str, command: list[str]
) -> None:
    before = key.read_bytes()
    for typed, why in (("", "--yes was not given"), ("y\n", f"the word is {word}")):
        refused = run("release-key", *command, typed=typed)
        assert refused.exit_code == 1
        assert why in str(refused.exception)
        assert "Nothing takes this back" in refused.output
        assert key.read_bytes() == before
    paper_of(run("release-key", *command, typed=f"{word}\n"))
    assert key.read_bytes() != before


def test_a_file_that_is_there_already_is_not_written_over(key: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.write_text("mine")
    paper_of(run("release-key", "paper", "--to", str(there)))
    assert there.read_text() == "mine"


def test_a_change_that_was_killed_is_finished_or_undone(key: Path) -> None:
    coming = key.with_name("release.key.coming")
    write_key(coming, new_signer())
    old = key_line(present(key).signer)
    assert not coming.exists()
    run("release-key", "rotate", "--paper-lost", "--yes")
    told = key.read_bytes()
    key.replace(coming)
    write_key(key, new_signer())
    assert key_line(present(key).signer) != old
    assert key.read_bytes() == told


def test_a_key_that_is_not_the_one_in_force_is_not_used(key: Path) -> None:
    write_key(key, new_signer())
    with pytest.raises(KeyAbsentError, match="is in force"):
        present(key)


def test_a_mirror_is_proved_by_the_key_that_its_keeper_kept(key: Path, tmp_path: Path) -> None:
    here, page = present(key), b"<p>page</p>"
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "index.html").write_bytes(page)
    digests = {"index.html": (sha256(page).hexdigest(), len(page))}
    manifest = write_manifest(digests, preview=False)
    (copy / MANIFEST).write_bytes(manifest)
    (copy / SIGNATURE).write_bytes(here.signer.sign(manifest, MANIFEST, datetime.now(UTC)))
    kept = tmp_path / "minisign.pub"
    kept.write_bytes(here.signer.public)
    proved = run("verify-site", str(copy), "--key", str(kept))
    assert proved.exit_code == 0, proved.output
    assert f"1 files, signed by {here.signer.name}" in proved.stdout
    assert f"{here.signer.name}, was stolen" in proved.output
    by_line = run("verify-site", str(copy), "--key", key_line(here.signer))
    assert by_line.exit_code == 0
    assert "no successor of it will be accepted" in by_line.output
    known = run("verify-site", str(copy), "--key", str(kept), "--known", str(copy))
    assert known.exit_code == 1
    assert run("verify-site", str(copy), "--key", key_line(new_signer())).exit_code == 1
    (copy / "index.html").write_bytes(b"other")
    changed = run("verify-site", str(copy), "--key", str(kept))
    assert changed.exit_code == 1
    assert "index.html was changed" in str(changed.exception)


def test_a_copy_that_says_the_known_key_was_stolen_is_told_so(key: Path, tmp_path: Path) -> None:
    paper = paper_of(run("release-key", "paper"))
    old = present(key)
    kept = tmp_path / "minisign.pub"
    kept.write_bytes(public_file(old.signer, old.succession.next_digest))
    run("release-key", "revoke", "--reason", "stolen", typed=f"{paper}\n")
    new = present(key)
    files = {
        **new.succession.files(),
        "minisign.pub": public_file(new.signer, new.succession.next_digest),
    }
    copy = tmp_path / "copy"
    for path, content in files.items():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_bytes(content)
    told = {path: (sha256(one).hexdigest(), len(one)) for path, one in files.items()}
    manifest = write_manifest(told, preview=False)
    (copy / MANIFEST).write_bytes(manifest)
    (copy / SIGNATURE).write_bytes(new.signer.sign(manifest, MANIFEST, datetime.now(UTC)))
    output = run("verify-site", str(copy), "--key", str(kept), "--known", str(copy)).output
    day = new.succession.statements[0].time.date()
    assert f"the key that you know was taken back as stolen on {day}" in output
    assert "whoever has it, its thief too, can say so" in output
    assert f"Not told: whether the key that signed this copy, {new.signer.name}," in output
    archive = tmp_path / "mirror.zip"
    pack(copy, [*files, MANIFEST, SIGNATURE], {}, datetime.now(UTC), archive)
    packed = run("verify-site", str(archive), "--key", str(kept), "--known", str(archive))
    assert (packed.exit_code, packed.output) == (0, output)
    by_new = run("verify-site", str(copy), "--key", str(copy / "minisign.pub")).output
    assert "taken back" not in by_new


def test_a_key_that_is_none_is_told_with_what_to_give(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_bytes(b"\xff nothing")
    for key in (str(tmp_path / "other.txt"), str(tmp_path / "nowhere.pub"), "x" * 5000, "a\0b"):
        told = run("verify-site", str(tmp_path), "--key", key)
        assert told.exit_code == 1
        assert "no such file, and no key of minisign" in str(told.exception)
        assert "Give minisign.pub as you kept it" in str(told.exception)
