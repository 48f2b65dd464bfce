"""Does the manual of a server agree with the program, with its rehearsal and with other pages?"""

import re
from pathlib import Path

import pytest

from dalel.cli.setup.answer_rules import problems_of
from dalel.cli.setup.answers import unchecked
from dalel.cli.setup.machine_files import machine_files

ROOT = Path(__file__).parents[2]
MANUAL = (ROOT / "docs/deploy.md").read_text()
HOSTS = {"desk": "desk.example.org", "site": "example.org", "contact": "desk@example.org"}


def block(name: str) -> str:
    """The commands of the manual that stand under a name."""
    found = re.search(rf"<!-- {name} -->\n```sh\n(.*?)```", MANUAL, re.DOTALL)
    assert found, name
    return found[1]


def test_what_is_rehearsed_stands_in_the_manual_and_the_other_way_round() -> None:
    script = (ROOT / "tools/rehearse_server.sh").read_text()
    rehearsed = re.findall(r'^rehearse (?:"([^"]+)"|(\w+))', script, re.MULTILINE)
    names = [quoted or bare for quoted, bare in rehearsed]
    assert names == re.findall(r"<!-- rehearsed: (.+) -->", MANUAL)


def test_the_rehearsal_of_a_restore_puts_the_key_on_no_disk() -> None:
    lines = block("rehearsed: restore")
    assert lines.splitlines()[-1].endswith("--key -")
    assert "backup.key" not in lines
    # Whatever is pasted after it would be taken for the key.
    assert "dalel-rehearsal" in block("rehearsed: after the restore")


def test_the_certificate_of_the_manual_is_what_setup_takes_and_what_nginx_lets_through() -> None:
    lines = block("checked: certificate")
    [name] = re.findall(r"--cert-name (\S+)", lines)
    [webroot] = re.findall(r"--webroot -w (\S+)", lines)
    live = f"/etc/letsencrypt/live/{name}"
    pair = {"certificate": f"{live}/fullchain.pem", "certificate_key": f"{live}/privkey.pem"}
    assert all(f"`{file}`" in MANUAL for file in pair.values())
    assert set(re.findall(r"-d (\S+)", lines)) == {HOSTS["desk"], HOSTS["site"]}
    answers = unchecked({**HOSTS, **pair, "server": "nginx"})
    assert problems_of(answers) == ()
    [nginx] = [
        one.text
        for one in machine_files(answers)
        if one.path.name == "dalel.conf" and "nginx" in str(one.path)
    ]
    plain = nginx[nginx.index("listen 80;") :]
    assert f"location /.well-known/acme-challenge/ {{\n        root {webroot};" in plain
    assert "server_name example.org desk.example.org;" in plain


@pytest.mark.parametrize("page", ["deploy.md", "emergency.kk.md", "emergency.ru.md"])
def test_whoever_lost_the_machine_is_told_to_take_the_release_key_back(page: str) -> None:
    text = (ROOT / "docs" / page).read_text()
    assert "`dalel release-key revoke --reason stolen`" in text
    # As docs/keys.md says: the present key lies in the home, the next on paper alone.
    assert "`keys/release.key` in the home" in (ROOT / "docs/keys.md").read_text()
    assert "`keys/release.key`" in text


def test_the_manual_names_each_state_that_a_monitor_is_told() -> None:
    for told in ("`ok` (200)", "`locked` (503)", "`not ok` (503)"):
        assert told in MANUAL


@pytest.mark.parametrize("language", ["", ".kk", ".ru"])
def test_a_newcomer_finds_what_an_administrator_has_to_know(language: str) -> None:
    text = (ROOT / f"README{language}.md").read_text()
    for page in ("docs/deploy.md", "docs/keys.md", "docs/seizure.md", "SECURITY.md"):
        assert f"[{page}]({page})" in text


def test_a_key_is_taken_back_by_the_command_as_it_is() -> None:
    text = (ROOT / "docs/keys.md").read_text()
    named = re.findall(r"dalel release-key revoke\s+(\S+)\s+(\S+)", text)
    assert len(named) >= 3
    assert {option for option, _why in named} == {"--reason"}
    assert {why.strip("`,.") for _option, why in named} == {"stolen", "lost"}
