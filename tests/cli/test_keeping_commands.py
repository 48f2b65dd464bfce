"""Is a newsroom saved, taken elsewhere and given new sources by commands that say what they did?"""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyrage
import pytest
from pytest_django import Settings
from typer.testing import CliRunner, Result

from configured import configured
from dalel.cli.commands import outlets
from dalel.cli.commands.backups import FileThereError, NoFolderError
from dalel.cli.commands.given_files import WrongFileError
from dalel.cli.main import app
from dalel.domain.errors import DalelError
from dalel.newsroom.evidence.actions.choose_sources import SourceRefusedError
from dalel.newsroom.sources.models import SourceRow
from dalel.newsroom.worker.actions.prepare import prepare
from dalel.newsroom.worker.actions.restore import DATABASE
from dalel.pack import Pack
from dalel.steps.archive.encrypted_backup import restore
from small_press import HILL, START, SmallPress, feed, page, small_press

pytestmark = pytest.mark.django_db
TINY = Path(__file__).parents[1] / "packs" / "tiny"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def tiny(settings: Settings, tmp_path: Path) -> Path:
    """A copy of the invented country's pack, in force."""
    shutil.copytree(TINY, tmp_path / "pack")
    settings.DALEL = settings.DALEL.model_copy(
        update={"pack": tmp_path / "pack", "contact": "desk@lake.test"}
    )
    return tmp_path / "pack"


@pytest.fixture
def press(tiny: Path, tiny_pack: Pack, home: Path) -> Iterator[SmallPress]:
    prepare(tiny_pack, now=START)
    with small_press(tiny_pack, home) as opened:
        yield opened


def test_a_key_for_backups_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "key.txt"
    made = run("backup-key", file)
    secret = next(line for line in file.read_text().splitlines() if not line.startswith("#"))
    public = pyrage.x25519.Identity.from_str(secret).to_public()
    assert made.stdout == f'backup_keys = ["{public}"]\n'
    assert "without it no backup can be opened" in made.stderr
    assert file.stat().st_mode & 0o777 == 0o600
    assert run("backup-key", file).exit_code == 2
    assert secret in file.read_text()


def test_a_key_for_backups_is_not_written_into_the_home(
    home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DALEL_HOME", str(home))
    (tmp_path / "linked").symlink_to(home)
    for file in (home / "backup.key", tmp_path / "linked" / "backup.key"):
        refused = run("backup-key", file)
        assert refused.exit_code == 1
        assert f"{file} lies in the home whose backups" in str(refused.exception)
        assert not file.exists()


def test_a_backup_has_all_that_a_bare_machine_lacks_and_says_what_it_has_not(
    press: SmallPress, tiny: Path, home: Path, settings: Settings, tmp_path: Path
) -> None:
    press.run()
    key = pyrage.x25519.Identity.generate()
    # The rows of a test lie in memory; a file of the same kind stands in.
    with closing(sqlite3.connect(home / DATABASE)) as database:
        database.execute("CREATE TABLE rows (said TEXT)")
    for name in ("dalel.toml", "sources.json", "roots.pem"):
        (home / name).write_text("[]" if name.endswith("json") else "")
    (home / "dalel.toml").write_text(
        f'backup_keys = ["{key.to_public()}"]\ntimestamp_roots = "roots.pem"\n'
        'archive_url = "memory://elsewhere"\n'
    )
    found = configured(home, DALEL_CONTACT="desk@lake.test")
    settings.DALEL = found.model_copy(update={"pack": settings.DALEL.pack})
    done = run("backup", tmp_path / "all.age")
    assert done.exit_code == 0, done.output
    assert "the WARC files that lie at memory://elsewhere" in done.stderr
    assert "what is set by variables (DALEL_CONTACT)" in done.stderr
    restore(tmp_path / "all.age", [str(key)], tmp_path / "room")
    assert {path.name for path in (tmp_path / "room").iterdir()} == {
        *(DATABASE, "dalel.toml", "evidence", "pack", "secret-key", "sources.json"),
        *("newsroom-key", "timestamp-roots.pem"),
    }
    assert (tmp_path / "room" / "pack" / "codebook.json").is_file()
    assert "without which nobody reads" not in done.stderr


@pytest.mark.parametrize("is_asked", [False, True])
def test_a_key_outside_the_home_is_in_a_backup_only_when_it_is_asked_for(
    press: SmallPress,
    tiny: Path,
    home: Path,
    settings: Settings,
    tmp_path: Path,
    *,
    is_asked: bool,
) -> None:
    press.run()
    with closing(sqlite3.connect(home / DATABASE)) as database:
        database.execute("CREATE TABLE rows (said TEXT)")
    key = pyrage.x25519.Identity.generate()
    # The first command makes the key of the home.
    assert run("backup", tmp_path / "first.age", "--to", str(key.to_public())).exit_code == 0
    outside = tmp_path / "stick.key"
    (home / "newsroom-key").rename(outside)
    settings.DALEL = settings.DALEL.model_copy(update={"key_file": outside})
    asked = ["--with-key"] if is_asked else []
    done = run("backup", tmp_path / "all.age", "--to", str(key.to_public()), *asked)
    assert done.exit_code == 0, done.output
    assert (f"Not in it: the key in {outside}" in done.stderr) is not is_asked
    restore(tmp_path / "all.age", [str(key)], tmp_path / "room")
    saved = tmp_path / "room" / "newsroom-key"
    assert (saved.read_bytes() == outside.read_bytes()) if is_asked else not saved.exists()


def test_a_backup_makes_no_folder_for_a_disk_that_is_not_there(tmp_path: Path) -> None:
    out = tmp_path / "mnt" / "all.age"
    done = run("backup", out)
    assert done.exit_code == 1
    assert isinstance(done.exception, NoFolderError)
    assert f"{out.parent} is not there" in str(done.exception)
    assert "mkdir -p" in str(done.exception)
    assert not out.parent.exists()


def test_a_file_that_is_there_is_overwritten_only_when_it_is_said(
    press: SmallPress, tiny: Path, home: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(home / DATABASE)) as database:
        database.execute("CREATE TABLE rows (said TEXT)")
    key = pyrage.x25519.Identity.generate()
    out, to = tmp_path / "all.age", ("--to", str(key.to_public()))
    out.write_text("the only sound backup")
    refused = run("backup", out, *to)
    assert refused.exit_code == 1
    assert isinstance(refused.exception, FileThereError)
    assert "--overwrite" in str(refused.exception)
    assert out.read_text() == "the only sound backup"
    done = run("backup", out, *to, "--overwrite")
    assert done.exit_code == 0, done.output
    restore(out, [str(key)], tmp_path / "room")


def test_a_file_that_is_no_key_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "backup.age").touch()
    (tmp_path / "key").write_text("no key\n")
    failed = run("restore", tmp_path / "backup.age", "--key", tmp_path / "key")
    assert isinstance(failed.exception, WrongFileError)
    assert "AGE-SECRET-KEY-" in str(failed.exception)


@pytest.fixture
def strange(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A file of another kind than any that is asked for."""
    place = tmp_path / str(request.param)
    match request.param:
        case "folder":
            place.mkdir()
        case "empty":
            place.touch()
        case "huge":
            with place.open("wb") as stream:
                stream.truncate(64 << 20)
        case _:
            place.write_bytes(b"age-encryption.org/v1\n\xd0\xff\x00\x01\x9f" * 500)
    return place


@pytest.mark.parametrize("strange", ["binary", "empty", "huge", "folder"], indirect=True)
@pytest.mark.parametrize(
    "command",
    [
        "restore BACKUP --key FILE",
        "restore BACKUP --key KEY --decisions FILE",
        "backup BACKUP --to FILE",
        "import FILE",
        "import BULLETIN --pair FILE",
        "lint FILE",
        "sources take FILE",
        "evidence mend FILE",
    ],
)
def test_a_file_of_another_kind_is_refused_in_a_sentence(
    command: str, strange: Path, tiny: Path, home: Path, tmp_path: Path
) -> None:
    (tmp_path / "backup.age").touch()
    (tmp_path / "key").write_text(str(pyrage.x25519.Identity.generate()) + "\n")
    named = {
        "FILE": strange,
        "KEY": tmp_path / "key",
        "BACKUP": tmp_path / "backup.age",
        "BULLETIN": next(tiny.glob("bulletins/*/*.txt")),
    }
    done = run(*(named.get(word, word) for word in command.split()))
    assert done.exit_code != 0, done.output
    if done.exit_code == 2:
        assert "is a directory" in done.output
        return
    assert isinstance(done.exception, DalelError), done.exception
    [said] = str(done.exception).splitlines()
    assert strange.name in said or strange.suffix in said
    assert len(said) < 400


def test_the_record_is_exported_and_counted(press: SmallPress, tmp_path: Path) -> None:
    press.run()
    told = run("export", tmp_path / "record.jsonl").stdout
    assert "1 editions" in told
    assert "2 sources, 2 articles, 4 captures in" in told
    lines = (tmp_path / "record.jsonl").read_text("utf-8").splitlines()
    assert json.loads(lines[0])["kind"] == "record"


@pytest.fixture
def asked(press: SmallPress, monkeypatch: pytest.MonkeyPatch) -> SmallPress:
    """The press as the one way that the commands about sources go."""
    monkeypatch.setattr(outlets, "reach", lambda _ground: press.reach())
    press.pages[f"{HILL}/"] = (
        '<html lang="ru"><head><link rel="alternate" type="application/rss+xml" href="/rss">'
        "</head><body><p>Холм</p></body></html>"
    )
    press.pages[f"{HILL}/rss"] = feed(f"http://{HILL}/one")
    press.pages[f"{HILL}/one"] = page("Новость холма")
    return press


def test_a_proposed_source_is_shown_and_not_written(asked: SmallPress, home: Path) -> None:
    shown = run("sources", "add", f"http://{HILL}/")
    assert json.loads(shown.stdout)["host"] == HILL
    assert "with --write" in shown.stderr
    assert not (home / "sources.json").exists()


def test_a_source_is_added_activated_and_paused(asked: SmallPress, home: Path) -> None:
    added = run("sources", "add", f"http://{HILL}/", "--write")
    assert added.exit_code == 0, added.output
    assert added.stdout == f"hill-test is proposed; its entry is in {home / 'sources.json'}.\n"
    assert "sources activate hill-test" in added.stderr
    assert f"proposed hill-test {'':<15}" in run("sources", "list").stdout
    assert run("sources", "activate", "hill-test").stdout == "hill-test is active.\n"
    assert run("sources", "pause", "hill-test").stdout == "hill-test is paused.\n"
    assert SourceRow.objects.get(key="hill-test").state == "paused"
    states = {
        one["id"]: one["state"] for one in json.loads(run("sources", "list", "--json").stdout)
    }
    assert states["hill-test"] == "paused"
    again = run("sources", "add", f"http://{HILL}/", "--write")
    assert isinstance(again.exception, SourceRefusedError)
    assert "hill-test" in str(again.exception)


def test_a_site_that_gives_nothing_is_not_added(asked: SmallPress, home: Path) -> None:
    asked.pages[f"{HILL}/"] = "<html><body><p>nothing</p></body></html>"
    del asked.pages[f"{HILL}/rss"]
    refused = run("sources", "add", f"http://{HILL}/", "--write")
    assert refused.exit_code == 1
    assert "can be watched" in refused.stderr
    assert not (home / "sources.json").exists()
