"""Is a wrong answer of a server's setup told at its question, and all of them where none is?"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from psycopg.conninfo import make_conninfo
from typer.testing import CliRunner

from configured import configured
from dalel.cli.database import database
from dalel.cli.main import app
from dalel.cli.setup.answers import unchecked
from dalel.cli.setup.machine_look import MachineLook
from dalel.newsroom.frame import key_wrapping

DESK, SITE = "desk.ozernia.test", "ozernia.test"
SERVED = {"desk": DESK, "site": SITE, "contact": f"desk@{SITE}"}


def run(*options: str, typed: str | None = None) -> Any:
    """The command; with ``--dry-run`` on the machine itself."""
    return CliRunner().invoke(app, ["setup", *options], input=typed)


def given(**told: object) -> list[str]:
    """Answers as options."""
    return [
        word for name, value in told.items() for word in (f"--{name.replace('_', '-')}", str(value))
    ]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits there."""
    monkeypatch.setattr("dalel.cli.commands.server_setup._is_asked", lambda: True)


def certified(
    folder: Path, *hosts: str, expires: datetime | None = None, begins: datetime | None = None
) -> dict[str, str]:
    """A certificate and its key, as answers."""
    folder.mkdir(exist_ok=True)
    made = trustme.CA().issue_cert(*hosts, not_after=expires, not_before=begins)
    made.cert_chain_pems[0].write_to_path(str(folder / "c.pem"))
    made.private_key_pem.write_to_path(str(folder / "k.pem"))
    (folder / "k.pem").chmod(0o600)
    return {"certificate": str(folder / "c.pem"), "certificate_key": str(folder / "k.pem")}


def problems(root: str = "/", **told: Any) -> list[str]:
    """What the machine says against answers."""
    program = told.pop("program", "/bin/sh")
    answers = unchecked({**SERVED, "program": program, **told})
    return [one.told for one in MachineLook(root=Path(root)).problems(answers)]


@pytest.mark.usefixtures("terminal")
def test_a_wrong_answer_is_told_at_its_question_which_is_asked_again(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    typed: Sequence[str] = [
        *("window", ""),
        *("https://desk.ozernia.test", "desk.ozernia.test:8443", DESK),
        *(DESK, SITE),
        *("nobody", f"desk@{SITE}"),
        *("fr", "ru"),
        *("apache", "nginx"),
        *("", "/there", "/etc/tls/c.pem"),
        *("", "", "/etc/tls/k.pem"),
        *("", ""),
        *("sqlite:///x", ""),
        *("age1nonsense", ""),
        *("here", ""),
        *("key", ""),
    ]
    told = run("--root", str(tmp_path), typed="".join(f"{line}\n" for line in typed))
    assert told.exit_code == 0, told.output
    lines = told.output.splitlines()
    for question, wrong in (
        ("How does the team", "door: must be one of"),
        ("Host name of the desk", "desk: must be a host name"),
        ("Host name of the public", "desk and site must have different names"),
        ("E-mail or address", "contact: must be"),
        ("Language of what", "language: must be"),
        ("Web server", "server: must be one of"),
        ("File of the certificate (", "certificate: nginx gets none itself"),
        ("File of the certificate's", "certificate: must be given with its key"),
        ("Address of a Postgre", "database url: must be like"),
        ("Key that backups", "backup key: must be"),
        ("Folder of the backups", "backup folder: must be named from the root"),
        ("File of the newsroom's", "key file: must be named from the root"),
    ):
        at = next((place for place, line in enumerate(lines) if wrong in line), -1)
        asked = [place for place, line in enumerate(lines) if line.startswith(question)]
        # The click runner shows no typed words: the sentence stands behind the question.
        assert min(asked) <= at <= max(asked), (question, told.output)
        assert len(asked) >= 2, question


SERVER = f"tls\n{DESK}\n{SITE}\n\n\n"


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(
    ("door", "server", "words"),
    [
        ("tls", "nginx", "File of the certificate (nginx gets none itself)"),
        ("onion", "nginx", "File of the certificate (nginx gets none itself; the site needs one)"),
        ("tls", "caddy", "File of the certificate (empty: Caddy gets one itself)"),
        ("vpn", "caddy", "(empty: Caddy signs the desk's itself, and browsers will warn)"),
        ("onion", "caddy", "(empty: Caddy gets the site's itself)"),
    ],
)
def test_the_question_of_the_certificate_fits_the_server_that_was_chosen(
    tmp_path: Path, door: str, server: str, words: str
) -> None:
    names = {"tls": f"{DESK}\n", "vpn": f"{DESK}\n10.8.0.1\n", "onion": ""}
    told = run("--root", str(tmp_path), typed=f"{door}\n{names[door]}{SITE}\n\n\n{server}\n")
    assert words in told.output
    if server == "nginx":
        assert "Caddy" not in told.output.partition("Web server")[2]


@pytest.mark.usefixtures("terminal")
def test_whoever_errs_at_the_key_gets_back_to_the_certificate_and_can_leave_it_out(
    tmp_path: Path,
) -> None:
    typed = f"{SERVER}caddy\n/nope\n\n-\n" + "\n" * 9
    told = run("--root", str(tmp_path), typed=typed)
    assert told.exit_code == 0, told.output
    asked = told.output.partition("Web server")[2]
    assert asked.count("File of the certificate (") == 2
    assert asked.count("File of the certificate's key") == 1
    assert "(-: Caddy gets one itself) [/nope]" in asked
    caddy = (tmp_path / "etc/caddy/Caddyfile.d/dalel.caddyfile").read_text()
    assert "tls /" not in caddy
    assert 'certificate = ""' in (tmp_path / "etc/dalel/setup.toml").read_text()


@pytest.mark.usefixtures("terminal")
def test_a_file_that_is_not_there_is_told_at_its_question(tmp_path: Path) -> None:
    pair = certified(tmp_path / "tls", DESK, SITE)
    pair = {name: place.removeprefix(str(tmp_path)) for name, place in pair.items()}
    typed = f"{SERVER}nginx\n/nope\n\n{pair['certificate']}\n{pair['certificate_key']}\n"
    told = run("--root", str(tmp_path), typed=typed + "\n" * 9)
    assert told.exit_code == 0, told.output
    first, _, second = told.output.partition("File of the certificate's key")
    assert "certificate: /nope is not there yet" in first
    assert "certificate: /" not in second
    assert "certificate key: /" not in second


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    wrong = given(desk="no name", contact="nobody", language="fr", server="apache", door="window")
    told = run("--yes", "--root", str(tmp_path), *wrong, "--backup-time", "25:00")
    assert told.exit_code == 2
    for word in ("desk", "contact", "language", "server", "door", "backup time"):
        assert f"dalel: {word}: must be" in told.stderr
    assert list(tmp_path.iterdir()) == []
    nobody = run("--root", str(tmp_path), *wrong)
    assert nobody.exit_code == 2
    assert "nobody is there to ask" in nobody.stderr
    assert "dalel: contact: must be" in nobody.stderr


@pytest.mark.usefixtures("terminal")
def test_what_was_given_wrong_is_told_before_the_first_question(tmp_path: Path) -> None:
    told = run("--root", str(tmp_path), "--contact", "nobody", "--backup-time", "8", typed="")
    assert told.exit_code == 2
    assert "How does the team" not in told.output
    assert "contact: must be" in told.output
    assert "backup time: must be" in told.output


@pytest.mark.usefixtures("terminal")
def test_an_answer_that_another_one_spares_is_not_left_over(tmp_path: Path) -> None:
    vpn = given(**SERVED, door="vpn", vpn_address="10.8.0.1", server="none")
    assert run("--yes", "--root", str(tmp_path), *vpn).exit_code == 0
    told = run("--root", str(tmp_path), typed="tls\n\n\n\n\ncaddy\n" + "\n" * 9)
    assert told.exit_code == 0, told.output
    caddy = (tmp_path / "etc/caddy/Caddyfile.d/dalel.caddyfile").read_text()
    assert "bind" not in caddy
    onion = run("--yes", "--root", str(tmp_path), "--door", "onion", "--overwrite")
    assert onion.exit_code == 0, onion.output


def test_files_that_are_not_there_are_refused_on_the_machine_itself(tmp_path: Path) -> None:
    absent = str(tmp_path / "absent")
    told = run(
        *("--yes", "--dry-run", *given(**SERVED, program=absent, key_file=absent)),
        *given(certificate=absent, certificate_key=absent),
    )
    assert told.exit_code == 2
    for name in ("program", "key file", "certificate", "certificate key"):
        assert f"dalel: {name}: {absent} is not there\n" in told.stderr


def test_files_that_come_later_into_an_image_are_named(tmp_path: Path) -> None:
    told = run("--yes", "--root", str(tmp_path), *given(**SERVED, key_file="/etc/dalel/key"))
    assert told.exit_code == 0, told.output
    assert "key file: /etc/dalel/key is not there yet" in told.output


def test_an_address_that_the_machine_has_not_is_named_but_not_refused() -> None:
    look = MachineLook(root=Path("/"))
    vpn = {**SERVED, "door": "vpn", "vpn_address": "10.255.254.253"}
    assert "no address of this machine yet" in "".join(look.reminders(unchecked(vpn)))
    assert [*look.reminders(unchecked({**vpn, "vpn_address": "127.0.0.1"}))] == []
    assert "no address" in "".join(look.reminders(unchecked({**vpn, "vpn_address": "none"})))


def test_a_program_is_one_that_can_be_run(tmp_path: Path) -> None:
    file = tmp_path / "dalel"
    file.write_text("#!/bin/sh\n")
    file.chmod(0o644)
    assert problems(program=str(file)) == [
        f"program: {file} is no program that can be run: name that of the installation"
    ]
    assert "is no file" in problems(program=str(tmp_path))[0]
    file.chmod(0o755)
    assert problems(program=str(file)) == []


def test_a_newsrooms_key_is_one_and_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(key_wrapping.written(key_wrapping.new_key()))
    file.chmod(0o640)
    assert problems(key_file=str(file)) == [
        f"key file: {file} can be read by others than its owner: chmod 600 {file}"
    ]
    file.chmod(0o600)
    assert problems(key_file=str(file)) == []
    file.write_text("no key")
    assert "holds no key of a newsroom" in problems(key_file=str(file))[0]
    assert "is no file" in problems(key_file=str(tmp_path))[0]


def test_a_certificate_is_of_its_hosts_its_key_and_the_day(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    good = certified(tmp_path / "good", DESK, SITE)
    assert problems(**good) == []
    assert problems(**certified(tmp_path / "star", f"*.{SITE}", SITE)) == []
    other = certified(tmp_path / "other", DESK)
    assert problems(**other) == [
        f"certificate: {other['certificate']} is no certificate of {SITE}: get one of all names"
    ]
    assert problems(**{**good, "certificate_key": other["certificate_key"]}) == [
        f"certificate key: {other['certificate_key']} is not the key of {good['certificate']}"
    ]
    old = certified(tmp_path / "old", DESK, SITE, expires=now - timedelta(days=2))
    assert "expired on" in problems(**old)[0]
    coming = certified(tmp_path / "coming", DESK, SITE, begins=now + timedelta(days=2))
    assert "is the clock of this server right?" in problems(**coming)[0]
    vpn = {"door": "vpn", "desk": "10.8.0.1", "vpn_address": "10.8.0.1", "site": ""}
    assert problems(**certified(tmp_path / "vpn", "10.8.0.1"), **vpn) == []
    assert "is no certificate of 10.8.0.1" in problems(**good, **vpn)[0]
    onion = {"door": "onion", "desk": "abc.onion"}
    assert problems(**good, **onion) == []
    assert problems(**other, server="none") == []


def test_what_is_no_certificate_or_no_key_of_one_is_told(tmp_path: Path) -> None:
    good = certified(tmp_path / "good", DESK, SITE)
    swapped = {"certificate": good["certificate_key"], "certificate_key": good["certificate"]}
    told = problems(**swapped)
    assert "holds no certificate in PEM" in told[0]
    key = Path(good["certificate_key"])
    key.chmod(0o644)
    assert "can be read by everybody: chmod o=" in problems(**good)[0]
    key.chmod(0o640)
    assert problems(**good) == []
    locked = load_pem_private_key(key.read_bytes(), None).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"word")
    )
    key.write_bytes(locked)
    assert "locked by a passphrase" in problems(**good)[0]
    key.write_text("no key")
    assert "holds no private key in PEM" in problems(**good)[0]


def test_what_lies_below_another_root_is_looked_at_there(tmp_path: Path) -> None:
    key = tmp_path / "etc/dalel/key"
    key.parent.mkdir(parents=True)
    key.write_text("no key")
    key.chmod(0o600)
    told = run("--yes", "--root", str(tmp_path), *given(**SERVED, key_file="/etc/dalel/key"))
    assert told.exit_code == 2
    assert "key file: /etc/dalel/key holds no key of a newsroom" in told.stderr


LOCAL = "postgres://dalel@%2Fvar%2Frun%2Fpostgresql/dalel"


def test_a_database_server_is_taken_without_a_password_alone(tmp_path: Path) -> None:
    url = "postgres://dalel:hunter2@db.ozernia.test/dalel"
    told = run("--yes", "--root", str(tmp_path), *given(**SERVED, database_url=url))
    assert told.exit_code == 2
    assert "must hold no password" in told.stderr
    assert "hunter2" not in told.output
    for wrong in (
        "sqlite:///x",
        "postgres://db.test/",
        "postgres://a@b.test:x/y",
        'postgres://a"@b/c',
    ):
        told = run("--yes", "--root", str(tmp_path), *given(**SERVED, database_url=wrong))
        assert "database url: must be like postgres://" in told.stderr, wrong
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "is_here"),
    [
        (LOCAL, True),
        ("postgresql://dalel@localhost:5433/dalel", True),
        ("postgres://dalel@db.ozernia.test/dalel", False),
        ("", False),
    ],
)
def test_units_want_a_database_server_of_this_machine_to_run_before_them(
    tmp_path: Path, url: str, *, is_here: bool
) -> None:
    done = run("--yes", "--root", str(tmp_path), *given(**SERVED, database_url=url))
    assert done.exit_code == 0, done.output
    for unit in ("desk", "worker", "backup"):
        text = (tmp_path / f"etc/systemd/system/dalel-{unit}.service").read_text()
        assert ("Wants=postgresql.service" in text.splitlines()) is is_here
        assert re.search("^After=.*postgresql.service$", text, re.MULTILINE)
    settings = tmp_path / "var/lib/dalel/dalel.toml"
    assert configured(settings.parent).database_url == url
    assert settings.stat().st_mode & 0o777 == 0o600


def test_the_file_of_the_databases_password_is_its_owners_or_comes_later(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    words = tmp_path / "etc/pgpass"
    url = "postgres://dalel@db.ozernia.test/dalel?passfile=/etc/pgpass"
    options = ("--yes", "--root", str(tmp_path), *given(**SERVED, database_url=url))
    assert "database url: /etc/pgpass is not there yet" in run(*options, "--overwrite").output
    words.write_text("db.ozernia.test:*:dalel:dalel:hunter2")
    words.chmod(0o644)
    (tmp_path / "var/lib/dalel/dalel.sqlite3").touch()
    told = run(*options)
    assert told.exit_code == 2
    assert "can be read by others than its owner" in told.stderr
    words.chmod(0o600)
    told = run(*options, "--backup-time", "04:00")
    assert "does not move over by itself" in told.output
    assert "hunter2" not in told.output


def test_the_file_of_the_password_is_what_the_library_of_the_database_takes(tmp_path: Path) -> None:
    told = database("postgres://dalel@db.ozernia.test/dalel?passfile=/etc/pgpass", tmp_path)
    assert make_conninfo(**told["OPTIONS"]) == "passfile=/etc/pgpass"
