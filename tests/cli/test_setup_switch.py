"""Does nothing of a former setup go on, and is nobody's own work lost when it goes?"""

import stat
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dalel.cli.main import app
from dalel.cli.setup.answers import KEPT, remembered

SERVED = ("--desk", "desk.ozernia.test", "--site", "ozernia.test", "--contact", "a@ozernia.test")
NGINX = (
    *("--server", "nginx"),
    *("--certificate", "/etc/tls/c.pem", "--certificate-key", "/etc/tls/k.pem"),
)
VPN = ("--door", "vpn", "--vpn-address", "10.8.0.1")
CADDY = "etc/caddy/Caddyfile.d/dalel.caddyfile"
UNIT = "etc/systemd/system/dalel-desk.service"
WRAPPER = "usr/local/bin/dalel"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A machine on which Caddy shows the desk to the internet."""
    assert run(tmp_path, "--door", "tls").exit_code == 0
    return tmp_path


def run(root: Path, *options: str) -> Any:
    """The command, on a folder in the place of the machine, asking nothing."""
    return CliRunner().invoke(app, ["setup", "--root", str(root), "--yes", *SERVED, *options])


def steps(output: str) -> list[str]:
    """The commands that come next."""
    return [line.strip() for line in output.partition("Now, as root:")[2].splitlines()]


def kept_paths(root: Path) -> set[str]:
    """The files that it wrote the last time, as it remembers them."""
    return set(remembered((root / str(KEPT).lstrip("/")).read_text()).written)


def test_another_web_server_takes_the_file_of_the_former_one_away_and_stops_it(root: Path) -> None:
    shown = run(root, *VPN, *NGINX, "--dry-run")
    assert f"+++ /{CADDY} (deleted" in shown.output
    assert "systemctl disable --now caddy" in shown.output
    assert (root / CADDY).exists()
    done = run(root, *VPN, *NGINX)
    assert done.exit_code == 0, done.output
    assert f"Deleted: {root / CADDY}\n" in done.output
    assert not (root / CADDY).exists()
    told = steps(done.output)
    stops = next(at for at, line in enumerate(told) if "disable --now caddy" in line)
    starts = next(at for at, line in enumerate(told) if "reload-or-restart nginx" in line)
    assert stops < starts
    assert f"/{CADDY}" not in kept_paths(root)
    again = run(root, *VPN, *NGINX)
    assert again.output == "Nothing has changed.\n"


def test_the_way_back_stops_nginx_and_starts_caddy_even_where_it_was_disabled(root: Path) -> None:
    run(root, *VPN, *NGINX)
    back = run(root, "--server", "caddy")
    told = steps(back.output)
    assert not (root / "etc/nginx/conf.d/dalel.conf").exists()
    stops = next(at for at, line in enumerate(told) if "disable --now nginx" in line)
    assert stops < told.index("systemctl enable caddy && systemctl reload-or-restart caddy")


def test_what_is_not_wanted_any_more_of_tor_and_of_units_is_stopped(root: Path) -> None:
    run(root, "--site-onion")
    file = root / str(KEPT).lstrip("/")
    unit = root / "etc/systemd/system/dalel-former.service"
    unit.write_text((root / UNIT).read_text())
    former = remembered(file.read_text()).written[f"/{UNIT}"]
    for outside in ("/../outside", "outside"):
        file.write_text(file.read_text() + f'"{outside}" = "{former}"\n')
    (root.parent / "outside").write_text(unit.read_text())
    (root / "outside").write_text(unit.read_text())
    file.write_text(file.read_text() + f'"/etc/systemd/system/{unit.name}" = "{former}"\n')
    done = run(root, "--no-site-onion")
    assert done.exit_code == 0, done.output
    assert not (root / "etc/tor/dalel.torrc").exists()
    assert not unit.exists()
    # Only what setup can have written is deleted.
    assert (root.parent / "outside").exists()
    assert (root / "outside").exists()
    told = "\n".join(steps(done.output))
    # tor does not start where an included file is missing.
    assert "sed -i '\\|^%include /etc/tor/dalel.torrc|d' /etc/tor/torrc" in told
    assert "systemctl stop dalel-former.service" in told


def test_a_file_that_somebody_changed_is_not_deleted_without_a_word(root: Path) -> None:
    (root / CADDY).write_text((root / CADDY).read_text() + "# ours\n")
    shown = run(root, *NGINX, "--dry-run")
    assert "only --overwrite does this" in shown.output
    refused = run(root, *NGINX)
    assert refused.exit_code == 1
    assert f"/{CADDY}" in str(refused.exception)
    assert (root / CADDY).exists()
    assert not (root / "etc/nginx").exists()
    done = run(root, *NGINX, "--overwrite")
    assert f"Lost, what somebody else wrote or changed in: /{CADDY}\n" in done.output
    assert not (root / CADDY).exists()


def test_a_file_that_somebody_deleted_already_is_no_hindrance_but_its_server_is_stopped(
    root: Path,
) -> None:
    (root / CADDY).unlink()
    assert CADDY not in run(root, *NGINX, "--dry-run").output
    done = run(root, *NGINX)
    assert done.exit_code == 0, done.output
    assert "Deleted" not in done.output
    assert "systemctl disable --now caddy" in done.output
    assert f"/{CADDY}" not in kept_paths(root)


def test_all_files_that_somebody_changed_are_named_at_once(root: Path) -> None:
    for path in (UNIT, WRAPPER, CADDY):
        (root / path).write_text("# ours\n")
    settings = root / "var/lib/dalel/dalel.toml"
    settings.write_text(settings.read_text().replace("a@ozernia", "b@ozernia"))
    refused = run(root)
    assert refused.exit_code == 1
    for path in (UNIT, WRAPPER, CADDY):
        assert f"/{path}" in str(refused.exception)
        assert f"+++ /{path} (new)" in refused.output
    assert "/var/lib/dalel/dalel.toml (contact)" in str(refused.exception)
    done = run(root, "--overwrite")
    lost = done.output.splitlines()[0]
    for path in (UNIT, WRAPPER, CADDY, "var/lib/dalel/dalel.toml (contact)"):
        assert f"/{path}" in lost
    assert "worker" not in lost
    assert stat.S_IMODE((root / WRAPPER).stat().st_mode) == 0o755


def test_at_a_terminal_all_changed_files_are_named_before_the_first_question(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dalel.cli.commands.server_setup._is_asked", lambda: True)
    for path in (UNIT, WRAPPER):
        (root / path).write_text("# ours\n")
    told = CliRunner().invoke(app, ["setup", "--root", str(root)], input="\n" * 20)
    assert told.exit_code == 1
    first = told.output.partition("Write /")[0]
    assert f"somebody else: /{UNIT}, /{WRAPPER}\n" in first
