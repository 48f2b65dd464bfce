"""Do a few answers make a server's files, and is nobody's own work lost by them?"""

import re
import stat
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from configured import configured
from dalel.cli.main import app
from dalel.cli.setup.answer_rules import answers_of
from dalel.cli.setup.answers import AnswerError, Answers, kept, remembered
from dalel.cli.setup.machine_files import machine_files, next_steps, settings_of
from dalel.cli.setup.settings_file import differing, with_settings

AGE = "age1fgg529vl69g4yz92zc9l0jggka5udlyu8xalat35nth0578tmenss7gfww"
SERVED = {"desk": "desk.ozernia.test", "site": "ozernia.test", "contact": "desk@ozernia.test"}
CERTIFIED = {"certificate": "/etc/tls/c.pem", "certificate_key": "/etc/tls/k.pem"}
KINDS: Mapping[str, Mapping[str, Any]] = {
    "tls": SERVED,
    "browser": {**SERVED, "browser": True, "key_file": "/etc/dalel/dalel-key"},
    "nginx": {**SERVED, **CERTIFIED, "server": "nginx", "site_onion": True},
    "vpn": {**SERVED, "door": "vpn", "desk": "10.8.0.1", "vpn_address": "10.8.0.1"},
    "onion": {"door": "onion", "site": "", "server": "none"},
    "onion desk": {**SERVED, "door": "onion", "desk": "abc.onion", "backup_key": AGE},
}


def texts(**told: Any) -> dict[str, str]:
    """What is written for some answers, by path."""
    return {str(one.path): one.text for one in machine_files(answers_of(told))}


def run(root: Path, *options: str, typed: str | None = None) -> Any:
    """The command, on a folder in the place of the machine."""
    return CliRunner().invoke(app, ["setup", "--root", str(root), *options], input=typed)


def given(**told: Any) -> list[str]:
    """Answers as options."""
    return [word for name, value in told.items() for word in (f"--{name.replace('_', '-')}", value)]


def lying(root: Path) -> dict[str, tuple[str, int]]:
    """What lies below a folder, and who may read it."""
    return {
        str(file.relative_to(root)): (file.read_text(), stat.S_IMODE(file.stat().st_mode))
        for file in sorted(root.rglob("*"))
        if file.is_file()
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_server_gets_whole_files(kind: str) -> None:
    told = answers_of(KINDS[kind])
    for one in machine_files(told):
        assert "{{" not in one.text
        assert "{%" not in one.text
        assert one.text.endswith("\n")
        assert not re.search(r"\n\n\n", one.text)
    assert "systemctl enable" in next_steps(told)


@pytest.mark.parametrize(
    "few", [{"door": "onion"}, {"desk": "desk.ozernia.test"}, {"door": "onion", "site_onion": True}]
)
def test_what_was_not_answered_is_told_with_what_is_missing_because_of_it(
    tmp_path: Path, few: dict[str, Any]
) -> None:
    options = given(**{name: told for name, told in few.items() if told is not True})
    more = ["--site-onion"] if "site_onion" in few else []
    done = run(tmp_path, "--yes", *options, *more)
    assert done.exit_code == 0, done.output
    assert "No contact was named: nothing is watched and nothing is fetched" in done.output
    assert "letters cannot be sent" in done.output
    assert ("readers see nothing" in done.output) is ("site_onion" not in few)
    whole = run(tmp_path, "--yes", "--site", SERVED["site"], "--contact", SERVED["contact"])
    assert whole.exit_code == 0, whole.output
    assert "was named" not in whole.output


@pytest.mark.parametrize("language", ["en", "kk", "ru"])
def test_the_first_account_reads_the_language_that_was_answered(language: str) -> None:
    told = next_steps(answers_of({**SERVED, "language": language}))
    assert f"dalel user add NAME --role administrator --reads {language} " in told


#: Where Debian's Caddy, whose home is /var/lib/caddy, keeps the root that it signs with.
ROOT_OF_CADDY = "/var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt"


def test_whose_certificate_caddy_signs_itself_is_told_that_browsers_will_warn() -> None:
    for kind, told in {**KINDS, "vpn with one": {**KINDS["vpn"], **CERTIFIED}}.items():
        answers = answers_of(told)
        warned = "Browsers will warn" in next_steps(answers)
        signs = any("\ttls internal\n" in one.text for one in machine_files(answers))
        assert warned is signs is (kind == "vpn")
    assert ROOT_OF_CADDY in next_steps(answers_of(KINDS["vpn"]))
    manual = Path(__file__).parents[2] / "docs/deploy.md"
    assert f"`{ROOT_OF_CADDY}`" in manual.read_text()


def test_a_unit_names_the_key_only_where_it_was_told_of_one() -> None:
    with_key = texts(**KINDS["browser"])
    without = texts(**KINDS["tls"])
    for unit in ("desk", "worker", "backup"):
        path = f"/etc/systemd/system/dalel-{unit}.service"
        assert "LoadCredential=dalel-key:/etc/dalel/dalel-key\n" in with_key[path]
        assert "LoadCredential" not in without[path]


def test_the_nightly_backup_may_follow_one_that_was_made_by_hand_on_that_day() -> None:
    unit = texts(**SERVED)["/etc/systemd/system/dalel-backup.service"]
    assert 'backup --overwrite "/var/backups/dalel/dalel-$$(date +%%F).tar.age"' in unit


def test_only_a_worker_with_a_browser_may_make_namespaces() -> None:
    worker = "/etc/systemd/system/dalel-worker.service"
    assert "RestrictNamespaces=user pid net\n" in texts(**KINDS["browser"])[worker]
    assert "RestrictNamespaces=yes\n" in texts(**KINDS["tls"])[worker]


def test_an_onion_service_leads_to_the_desk_and_needs_no_web_server() -> None:
    files = texts(**KINDS["onion"])
    assert "HiddenServicePort 80 127.0.0.1:8000\n" in files["/etc/tor/dalel.torrc"]
    assert not any("caddy" in path or "nginx" in path for path in files)
    told = answers_of(KINDS["onion desk"])
    assert settings_of(told) == {
        "desk_address": "http://abc.onion",
        "letters_address": "https://ozernia.test",
        "contact": "desk@ozernia.test",
        "backup_keys": (AGE,),
    }
    caddy = texts(**KINDS["onion desk"])["/etc/caddy/Caddyfile.d/dalel.caddyfile"]
    assert "abc.onion" not in caddy


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"desk": ""}, "desk"),
        ({"desk": "no name"}, "desk"),
        ({"desk": "a.test\n}"}, "desk"),
        ({"site": "desk.ozernia.test"}, "different"),
        ({"site": "10.0.0.1"}, "site"),
        ({"contact": "nobody"}, "contact"),
        ({"language": "fr"}, "language"),
        ({"door": "window"}, "door"),
        ({"door": "vpn"}, "vpn address"),
        ({"server": "nginx"}, "nginx gets none itself"),
        ({"certificate": "/etc/c.pem"}, "with its key"),
        ({"server": "none", "site_onion": True}, "web server"),
        ({"backup_time": "25:00"}, "backup time"),
        ({"backup_key": "AGE-SECRET-KEY-1"}, "age1"),
        ({"backup_key": "age1nonsense"}, "age1"),
        ({"door": "vpn", "vpn_address": "127.0.0.1"}, "vpn address"),
        ({"door": "vpn", "vpn_address": "8.8.8.8"}, "vpn address"),
        ({"backup_folder": "/srv/$(id)"}, "named from the root"),
        ({"key_file": "key"}, "named from the root"),
    ],
)
def test_what_is_no_answer_is_refused(wrong: dict[str, Any], word: str) -> None:
    with pytest.raises(AnswerError, match=word):
        answers_of({**SERVED, **wrong})


def test_answers_are_kept_as_they_were_given() -> None:
    told = Answers(desk="desk.a.test", site_onion=True, contact='a"\\b@c.test')
    text = kept(told, {"/etc/a": "1"})
    assert answers_of(remembered(text).answers) == told
    assert remembered(text).written == {"/etc/a": "1"}
    later = text.replace("[answers]", "[answers]\nof_a_later_edition = 1")
    assert answers_of(remembered(later).answers) == told
    with pytest.raises(AnswerError, match="damaged"):
        remembered("[answers")


def test_settings_are_added_above_the_tables_and_comments_stay() -> None:
    text = '# ours\nlog_level = "debug" # loud\n\n[proxies]\ntor = "socks5://127.0.0.1:9050"\n'
    done = with_settings(text, {"contact": "a@b.test", "backup_keys": ("age1a",)})
    assert tomllib.loads(done) == {
        **tomllib.loads(text),
        "contact": "a@b.test",
        "backup_keys": ["age1a"],
    }
    assert "# ours" in done
    assert "# loud" in done
    assert with_settings(done, {"contact": "a@b.test"}) == done


def test_a_key_of_another_value_is_seen_and_changed_in_its_line() -> None:
    text = 'desk_address = "https://old.test/" # since spring\nbackup_keys = ["age1a"]\n'
    wanted: dict[str, str | tuple[str, ...]] = {
        "desk_address": "https://new.test",
        "backup_keys": ("age1b",),
    }
    assert differing(text, {"desk_address": "https://old.test"}) == ()
    assert differing(text, wanted) == ("desk_address", "backup_keys")
    assert with_settings(text, wanted) == (
        'desk_address = "https://new.test" # since spring\nbackup_keys = ["age1b"]\n'
    )
    for odd in ('desk_address = """\nx"""', "'desk_address' = 'x'"):
        with pytest.raises(AnswerError, match="by hand"):
            with_settings(odd, {"desk_address": "https://new.test"})
    with pytest.raises(AnswerError, match="not TOML"):
        with_settings("desk_address =", wanted)


def test_a_second_run_changes_nothing_and_a_new_answer_what_it_concerns(tmp_path: Path) -> None:
    first = run(tmp_path, "--yes", *given(**SERVED))
    assert first.exit_code == 0, first.output
    before = lying(tmp_path)
    assert before["var/lib/dalel/dalel.toml"][1] == before["etc/dalel/setup.toml"][1] == 0o600
    assert before["usr/local/bin/dalel"][1] == 0o755
    again = run(tmp_path, "--yes")
    assert again.output == "Nothing has changed.\n"
    assert lying(tmp_path) == before
    third = run(tmp_path, "--yes", "--backup-time", "04:00")
    assert third.output.splitlines()[0].endswith("dalel-backup.timer")
    changed = {path for path, lies in lying(tmp_path).items() if lies != before[path]}
    assert changed == {"etc/systemd/system/dalel-backup.timer", "etc/dalel/setup.toml"}


def test_the_settings_are_those_that_the_program_reads(tmp_path: Path) -> None:
    run(tmp_path, "--yes", *given(**SERVED, backup_key=AGE))
    found = configured(tmp_path / "var/lib/dalel")
    assert found.desk_address == "https://desk.ozernia.test"
    assert found.channels.door == found.letters_address == "https://ozernia.test"
    assert found.backup_keys == (AGE,)


def test_a_dry_run_shows_all_files_and_writes_none(tmp_path: Path) -> None:
    told = run(tmp_path, "--yes", "--dry-run", *given(**SERVED))
    assert "== /etc/systemd/system/dalel-desk.service" in told.output
    assert "== /var/lib/dalel/dalel.toml" in told.output
    assert lying(tmp_path) == {}


def test_what_it_wrote_into_the_settings_follows_new_answers_and_a_hands_work_does_not(
    tmp_path: Path,
) -> None:
    run(tmp_path, "--yes", *given(**SERVED))
    renamed = run(tmp_path, "--yes", "--desk", "desk.other.test")
    assert renamed.exit_code == 0, renamed.output
    file = tmp_path / "var/lib/dalel/dalel.toml"
    assert configured(file.parent).desk_address == "https://desk.other.test"
    file.write_text(file.read_text().replace("desk.other.test", "by-hand.test"))
    refused = run(tmp_path, "--yes", "--desk", "desk.third.test")
    assert "--overwrite" in str(refused.exception)
    assert "by-hand.test" in file.read_text()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("var/lib/dalel/dalel.toml", 'contact = "other@ozernia.test"\n'),
        ("etc/systemd/system/dalel-desk.service", "[Service]\n"),
    ],
)
def test_what_somebody_else_wrote_is_shown_and_stays(tmp_path: Path, path: str, text: str) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    file.write_text(text)
    refused = run(tmp_path, "--yes", *given(**SERVED))
    assert refused.exit_code == 1
    assert "--overwrite" in str(refused.exception)
    assert f"+++ /{path} (new)" in refused.output
    assert list(lying(tmp_path)) == [path]
    done = run(tmp_path, "--yes", "--overwrite", *given(**SERVED))
    assert done.exit_code == 0
    assert file.read_text() != text


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits there."""
    monkeypatch.setattr("dalel.cli.commands.server_setup._is_asked", lambda: True)


@pytest.mark.usefixtures("terminal")
def test_at_a_terminal_each_question_is_asked_once_with_its_default(tmp_path: Path) -> None:
    typed = "\ndesk.ozernia.test\nozernia.test\na@ozernia.test\nru\n" + "\n" * 8
    told = run(tmp_path, typed=typed)
    assert told.exit_code == 0, told.output
    assert "VPN" not in told.output
    unit = (tmp_path / "etc/systemd/system/dalel-desk.service").read_text()
    assert "LANG=ru_RU.UTF-8" in unit
    again = run(tmp_path, typed="\n" * 20)
    assert "Host name of the desk [desk.ozernia.test]" in again.output
    assert again.output.endswith("Nothing has changed.\n")


@pytest.mark.usefixtures("terminal")
def test_at_a_terminal_the_change_of_somebody_elses_file_is_asked_about(tmp_path: Path) -> None:
    run(tmp_path, "--yes", *given(**SERVED))
    file = tmp_path / "etc/systemd/system/dalel-desk.service"
    file.write_text("[Service]\n")
    refused = run(tmp_path, typed="\n" * 20)
    assert refused.exit_code == 1
    assert "-[Service]" not in refused.output.replace("+[Service]", "")
    assert file.read_text() == "[Service]\n"


def test_the_name_that_tor_made_is_taken(tmp_path: Path) -> None:
    onion = given(door="onion", server="none", contact="a@ozernia.test")
    assert run(tmp_path, "--yes", *onion).exit_code == 0
    assert "desk_address" not in (tmp_path / "var/lib/dalel/dalel.toml").read_text()
    made = tmp_path / "var/lib/tor/dalel-desk"
    made.mkdir(parents=True)
    (made / "hostname").write_text("abcdef.onion\n")
    assert run(tmp_path, "--yes").exit_code == 0
    found = configured(tmp_path / "var/lib/dalel")
    assert found.desk_address == "http://abcdef.onion"


def test_where_nobody_can_be_asked_or_nothing_can_be_read_it_is_said(tmp_path: Path) -> None:
    told = run(tmp_path, typed="")
    assert told.exit_code == 2
    assert "--yes" in told.output
    (tmp_path / "etc/dalel/setup.toml").mkdir(parents=True)
    told = run(tmp_path, "--yes", *given(**SERVED))
    assert "cannot be read" in str(told.exception)


def test_the_command_says_in_one_line_what_it_cannot_take(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "dalel", "setup", "--yes", "--root", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == (
        "dalel: desk: must be a host name like desk.example.org, without https:// and without a "
        "port\n"
    )


@pytest.mark.parametrize(("may_come", "where"), [(True, "here"), (False, "home")])
def test_the_command_of_a_server_names_files_from_where_its_user_may_come(
    tmp_path: Path, where: str, *, may_come: bool
) -> None:
    for folder in ("bin", "here", "home"):
        (tmp_path / folder).mkdir()
    scripts = {
        "id": "echo 0",
        # Its own user may or may not come into a folder; all else it runs.
        "runuser": f'shift 3; case "$1" in test) exit {int(not may_come)};; esac; exec "$@"',
        "dalel": "pwd",
    }
    for name, line in scripts.items():
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{line}\n")
        (tmp_path / "bin" / name).chmod(0o755)
    command = texts(**SERVED, program=str(tmp_path / "bin" / "dalel"))["/usr/local/bin/dalel"]
    done = subprocess.run(  # noqa: S603 - our own script
        [
            "/bin/sh",
            "-c",
            command.replace("/var/lib/dalel", str(tmp_path / "home")),
            "dalel",
            "key",
        ],
        cwd=tmp_path / "here",
        env={"PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"{tmp_path / where}\n"
