"""The answers of ``dalel setup``: what they are, what is no answer, and where they are kept."""

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from dalel.domain.errors import DalelError

#: Where the answers of the last time are kept, and the digests of what was written then.
KEPT: Final = Path("/etc/dalel/setup.toml")

#: How a database on this machine is named, beside the folder of its socket.
_HERE: Final = frozenset({"", "localhost", "127.0.0.1", "::1"})


class AnswerError(DalelError):
    """An answer cannot be taken."""


class DeskDoor(StrEnum):
    """By which way the team comes to the desk."""

    TLS = "tls"
    VPN = "vpn"
    ONION = "onion"


class WebServer(StrEnum):
    """What stands before the desk and gives out the site."""

    CADDY = "caddy"
    NGINX = "nginx"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What a server is to be; ``answer_rules`` tells what cannot be taken.

    ``desk`` and ``site`` are host names; that of an onion service is empty until tor has made it.
    ``vpn_address`` is where the web server listens for the desk. Without ``certificate`` Caddy
    gets one itself. ``backup_key`` is the age key that backups are encrypted to; ``key_file`` the
    file of the newsroom's key, which the units then hand over as a credential. ``database_url`` is
    that of a PostgreSQL database, without a password; empty: SQLite in the home.
    """

    door: DeskDoor = DeskDoor.TLS
    desk: str = ""
    site: str = ""
    contact: str = ""
    language: str = "en"
    server: WebServer = WebServer.CADDY
    vpn_address: str = ""
    certificate: str = ""
    certificate_key: str = ""
    site_onion: bool = False
    browser: bool = False
    database_url: str = ""
    backup_folder: str = "/var/backups/dalel"
    backup_time: str = "03:30"
    backup_key: str = ""
    key_file: str = ""
    program: str = "/opt/dalel/bin/dalel"

    @property
    def desk_address(self) -> str:
        """Where the team finds the desk; empty: not known yet."""
        scheme = "http" if self.door is DeskDoor.ONION else "https"
        return f"{scheme}://{self.desk}" if self.desk else ""

    @property
    def letters_address(self) -> str:
        """Where readers come for letters: the site's host."""
        return f"https://{self.site}" if self.site else ""

    @property
    def has_database_here(self) -> bool:
        """Whether it uses a PostgreSQL server of this machine, which has to run before it."""
        host = unquote(urlsplit(self.database_url).hostname or "")
        return bool(self.database_url) and (host.startswith("/") or host in _HERE)

    @property
    def has_proxy(self) -> bool:
        """Whether the web server stands before the desk: an onion service needs none."""
        return self.door is not DeskDoor.ONION


def unchecked(told: Mapping[str, Any]) -> Answers:
    """Answers by their names, taken or not; a word that is none of a choice stays a word."""
    choices = {"door": DeskDoor, "server": WebServer}
    chosen = {name: kind(told[name]) for name, kind in choices.items() if told.get(name) in {*kind}}
    return Answers(**{**told, **chosen})


@dataclass(frozen=True, kw_only=True)
class Remembered:
    """What ``dalel setup`` wrote last: its answers, and the digest of each file by its path."""

    answers: Mapping[str, Any]
    written: Mapping[str, str]


def remembered(text: str) -> Remembered:
    """What is kept of the last time; answers of another edition of Dalel are left out.

    :raises AnswerError: when it is not what ``dalel setup`` writes.
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AnswerError(f"{KEPT} is damaged: {error}. Delete it, and answer anew.") from error
    known = {field.name for field in fields(Answers)}
    answers = {key: value for key, value in told.get("answers", {}).items() if key in known}
    return Remembered(answers=answers, written=told.get("written", {}))


def kept(answers: Answers, written: Mapping[str, str]) -> str:
    """The text of ``KEPT``."""
    lines = ["# The answers of dalel setup, and what it wrote: it asks with these the next time."]
    lines += ["[answers]"]
    for key, value in asdict(answers).items():
        lines.append(f"{key} = {str(value).lower() if isinstance(value, bool) else quoted(value)}")
    lines += ["", "[written]"]
    lines += [f"{quoted(path)} = {quoted(digest)}" for path, digest in sorted(written.items())]
    return "\n".join(lines) + "\n"


def quoted(word: str) -> str:
    """A basic string of TOML; what is written here has no control characters."""
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'
