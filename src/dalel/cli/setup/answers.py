"""The answers of ``dalel setup``: what they are, what is no answer, and where they are kept."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final

from dalel.domain.errors import DalelError
from dalel.steps.archive.encrypted_backup import is_key

#: Where the answers of the last time are kept, and the digests of what was written then.
KEPT: Final = Path("/etc/dalel/setup.toml")
#: Labels of a host name, the last of them no number (RFC 1123, section 2.1).
_HOST: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
_CONTACT: Final = re.compile(r"https?://\S+|[^@\s]+@[^@\s]+")
_TIME: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
#: Letters that mean nothing to a shell, a unit or a web server.
_PLACE: Final = re.compile(r"/[\w./+-]+")


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
    """What a server is to be.

    ``desk`` and ``site`` are host names; that of an onion service is empty until tor has made it.
    ``vpn_address`` is where the web server listens for the desk. Without ``certificate`` Caddy
    gets one itself. ``backup_key`` is the age key that backups are encrypted to; ``key_file`` the
    file of the newsroom's key, which the units then hand over as a credential.
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
    backup_folder: str = "/var/backups/dalel"
    backup_time: str = "03:30"
    backup_key: str = ""
    key_file: str = ""
    program: str = "/opt/dalel/bin/dalel"

    def __post_init__(self) -> None:
        """Refuse what would write files that mislead.

        :raises AnswerError: naming the answer, and what it must be.
        """
        problem = next((told for told, is_so in _problems(self) if is_so), "")
        if problem:
            raise AnswerError(problem)

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
    def has_proxy(self) -> bool:
        """Whether the web server stands before the desk: an onion service needs none."""
        return self.door is not DeskDoor.ONION


def answers_of(told: Mapping[str, Any]) -> Answers:
    """Answers by their names, with words where there is a choice.

    :raises AnswerError: when one is none.
    """
    choices = {"door": DeskDoor, "server": WebServer}
    chosen = dict(told)
    for name in choices.keys() & told.keys():
        kind = choices[name]
        if told[name] not in {*kind}:
            raise AnswerError(f"{name}: must be one of {', '.join(kind)}")
        chosen[name] = kind(told[name])
    return Answers(**chosen)


def _problems(this: Answers) -> tuple[tuple[str, bool], ...]:
    by_hand = [this.certificate, this.certificate_key]
    places = [this.backup_folder, this.program, *filter(None, [*by_hand, this.key_file])]
    return (
        ("desk: must be a host name like desk.example.org", not _is_desk(this)),
        ("site: must be a host name like example.org", bool(this.site) and not _is_host(this.site)),
        (
            "desk and site must have different names: the site's stands in every letter",
            bool(this.desk) and this.desk == this.site,
        ),
        (
            "contact: must be an e-mail or an address with https://",
            bool(this.contact) and not _CONTACT.fullmatch(this.contact),
        ),
        ("language: must be en, kk or ru", this.language not in {"en", "kk", "ru"}),
        (
            "vpn address: must be the address of this server in the VPN, like 10.8.0.1",
            this.door is DeskDoor.VPN and not _is_inside(this.vpn_address),
        ),
        ("certificate: must be given with its key", any(by_hand) and not all(by_hand)),
        (
            "certificate: nginx gets none itself: give the file, and its key",
            this.server is WebServer.NGINX
            and not all(by_hand)
            and (this.has_proxy or bool(this.site)),
        ),
        (
            "site as an onion service: needs a web server that gives it out",
            this.site_onion and this.server is WebServer.NONE,
        ),
        ("backup time: must be like 03:30", not _TIME.fullmatch(this.backup_time)),
        (
            "backup key: must be the line that begins with age1, as dalel backup-key printed it",
            bool(this.backup_key) and not is_key(this.backup_key),
        ),
        (
            "files and folders: must be named from the root, without spaces and signs",
            not all(_PLACE.fullmatch(place) for place in places),
        ),
    )


def _is_desk(this: Answers) -> bool:
    if this.door is DeskDoor.ONION:
        return not this.desk or this.desk.endswith(".onion")
    return _is_host(this.desk) or (this.door is DeskDoor.VPN and _is_address(this.desk))


def _is_host(word: str) -> bool:
    return bool(_HOST.fullmatch(word)) and len(word) <= 253


def _is_address(word: str) -> bool:
    try:
        ip_address(word)
    except ValueError:
        return False
    return True


def _is_inside(word: str) -> bool:
    """Whether this is one address, and none at which the whole internet could come in."""
    if not _is_address(word):
        return False
    address = ip_address(word)
    return not (address.is_global or address.is_unspecified or address.is_loopback)


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
