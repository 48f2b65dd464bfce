"""The files of a server, each made from the answers and a template; nothing is written here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dalel.cli.setup.answers import Answers, DeskDoor, WebServer

#: The home of a newsroom on a server.
HOME: Final = PurePosixPath("/var/lib/dalel")
#: Where tor writes down the names that it made.
ONIONS: Final = PurePosixPath("/var/lib/tor")
_UNITS: Final = PurePosixPath("/etc/systemd/system")
_CADDY: Final = PurePosixPath("/etc/caddy/Caddyfile.d/dalel.caddyfile")
_NGINX: Final = PurePosixPath("/etc/nginx/conf.d/dalel.conf")
_TOR: Final = PurePosixPath("/etc/tor/dalel.torrc")
#: The largest body that any page of the desk takes, in megabytes, and a little more
#: (``frame.upload_limits``); a letter's form in kilobytes.
_BODY: Final = 68
_FORM: Final = 16
#: How the locale of a unit is named, which tells in which language it speaks.
_LOCALES: Final = {"en": "C.UTF-8", "kk": "kk_KZ.UTF-8", "ru": "ru_RU.UTF-8"}
_OPEN: Final = 0o644
_RUN: Final = 0o755


@dataclass(frozen=True, kw_only=True)
class MachineFile:
    """A file of the server: where it lies, what it holds, and who may read or run it."""

    path: PurePosixPath
    text: str
    mode: int = _OPEN


def machine_files(answers: Answers) -> tuple[MachineFile, ...]:
    """Everything that a server needs beside the program and its settings."""
    return tuple(
        MachineFile(
            path=path,
            text=_rendered(template, answers),
            mode=_RUN if template == "command.sh" else _OPEN,
        )
        for template, path in _places(answers)
    )


def _places(answers: Answers) -> Iterator[tuple[str, PurePosixPath]]:
    """The templates that are wanted, and where each of them goes."""
    etc = PurePosixPath("/etc")
    yield "sysusers.conf", etc / "sysusers.d" / "dalel.conf"
    yield "tmpfiles.conf", etc / "tmpfiles.d" / "dalel.conf"
    for unit in ("desk.service", "worker.service", "backup.service", "backup.timer"):
        yield unit, _UNITS / f"dalel-{unit}"
    yield "journald.conf", etc / "systemd" / "journald.conf.d" / "dalel.conf"
    yield "command.sh", PurePosixPath("/usr/local/bin/dalel")
    if answers.server is WebServer.CADDY:
        yield "caddyfile", _CADDY
    if answers.server is WebServer.NGINX:
        yield "nginx.conf", _NGINX
    if answers.door is DeskDoor.ONION or answers.site_onion:
        yield "torrc", _TOR


def settings_of(answers: Answers) -> dict[str, str | tuple[str, ...]]:
    """What the answers set in ``dalel.toml``."""
    told: dict[str, str | tuple[str, ...]] = {
        "desk_address": answers.desk_address,
        "letters_address": answers.letters_address,
        "contact": answers.contact,
        "database_url": answers.database_url,
        "backup_keys": (answers.backup_key,) if answers.backup_key else (),
    }
    return {key: value for key, value in told.items() if value}


def next_steps(answers: Answers, deleted: Sequence[PurePosixPath] = ()) -> str:
    """The commands that put what was written in force, and what they leave to do.

    Before them those that stop what the deleted files were read by: until then it goes on.
    """
    stopping = "".join(f"  {line}\n" for path in deleted for line in _stopping(path))
    return _rendered("next_steps.txt", answers, stopping)


def _stopping(path: PurePosixPath) -> Iterator[str]:
    """The commands after which nothing runs any more by a file that was deleted."""
    if path == _CADDY:
        yield "systemctl disable --now caddy   # if it has other sites: systemctl reload caddy"
    elif path == _NGINX:
        yield "systemctl disable --now nginx   # if it has other sites: systemctl reload nginx"
    elif path == _TOR:
        yield f"sed -i '\\|^%include {_TOR}|d' /etc/tor/torrc && systemctl restart tor@default"
    elif path.parent == _UNITS:
        yield f"systemctl stop {path.name}; rm -f {_UNITS}/*.wants/{path.name}"


def _rendered(template: str, answers: Answers, stopping: str = "") -> str:
    return (
        _templates()
        .get_template(template)
        .render(
            a=answers,
            stopping=stopping,
            home=HOME,
            onions=ONIONS,
            locale=_LOCALES[answers.language],
            desk_port=8000,
            onion_port=8081,
            body=_BODY,
            form=_FORM,
        )
    )


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - these are no pages
    )
