"""The rules of the answers of ``dalel setup``: which of them cannot be taken, by themselves."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

from dalel.cli.setup.answers import AnswerError, Answers, DeskDoor, WebServer, unchecked
from dalel.steps.archive.encrypted_backup import is_key

#: Labels of a host name, the last of them no number (RFC 1123, section 2.1).
_HOST: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
_CONTACT: Final = re.compile(r"https?://\S+|[^@\s]+@[^@\s]+")
_TIME: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
#: Letters that mean nothing to a shell, a unit or a web server.
_PLACE: Final = re.compile(r"/[\w./+-]+")
#: Letters of an address that mean nothing to a settings file.
_DATABASE: Final = re.compile(r"postgres(?:ql)?://[\w.%:@/?=&~+\[\]-]+")
#: The answers that name a file or a folder.
_PLACES: Final = ("certificate", "certificate_key", "key_file", "backup_folder", "program")
#: Those of them without which the server does.
_SPARED: Final = ("certificate", "certificate_key", "key_file")
_NAME_ALONE: Final = ", without https:// and without a port"


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Why answers cannot be taken, in a sentence, and which answers it is about."""

    concerns: tuple[str, ...]
    told: str


def answers_of(told: Mapping[str, Any]) -> Answers:
    """Answers by their names, with words where there is a choice.

    :raises AnswerError: when one is none, naming it and what it must be.
    """
    answers = unchecked(told)
    if problems := problems_of(answers):
        raise AnswerError("; ".join(problem.told for problem in problems))
    return answers


def problems_of(answers: Answers) -> tuple[Problem, ...]:
    """Everything for which the answers cannot be taken, without a look at the machine."""
    return (
        *_of_names(answers),
        *_of_certificates(answers),
        *_of_database(answers.database_url),
        *_of_places(answers),
    )


def _of_names(this: Answers) -> Iterator[Problem]:
    rules = (
        (("door",), "door: must be one of tls, vpn, onion", this.door not in {*DeskDoor}),
        (
            ("desk", "door"),
            f"desk: must be a host name like desk.example.org{_NAME_ALONE}",
            not _is_desk(this),
        ),
        (
            ("vpn_address", "door"),
            "vpn address: must be the address of this server in the VPN, like 10.8.0.1",
            this.door == DeskDoor.VPN and not _is_inside(this.vpn_address),
        ),
        (
            ("site",),
            f"site: must be a host name like example.org{_NAME_ALONE}",
            bool(this.site) and not _is_host(this.site),
        ),
        (
            ("desk", "site"),
            "desk and site must have different names: the site's stands in every letter",
            bool(this.desk) and this.desk == this.site,
        ),
        (
            ("contact",),
            "contact: must be an e-mail or an address with https://",
            bool(this.contact) and not _CONTACT.fullmatch(this.contact),
        ),
        (
            ("language",),
            "language: must be en, kk or ru",
            this.language not in {"en", "kk", "ru"},
        ),
        (
            ("server",),
            "server: must be one of caddy, nginx, none",
            this.server not in {*WebServer},
        ),
    )
    yield from (Problem(concerns=names, told=told) for names, told, is_so in rules if is_so)


def _of_certificates(this: Answers) -> Iterator[Problem]:
    by_hand = [this.certificate, this.certificate_key]
    is_needed = this.server == WebServer.NGINX and (this.has_proxy or bool(this.site))
    if is_needed and not this.certificate:
        told = "certificate: nginx gets none itself: give the file, and its key"
        yield Problem(concerns=("certificate", "server", "door", "site"), told=told)
    elif any(by_hand) and not all(by_hand):
        told = "certificate: must be given with its key"
        yield Problem(concerns=("certificate", "certificate_key"), told=told)
    if this.site_onion and this.server == WebServer.NONE:
        told = "site as an onion service: needs a web server that gives it out"
        yield Problem(concerns=("site_onion", "server"), told=told)


def _of_database(url: str) -> Iterator[Problem]:
    """What is wrong with the address of a database; it is not repeated, lest it tells a secret."""
    told = ""
    if url and not _is_database(url):
        told = "must be like postgres://dalel@%2Fvar%2Frun%2Fpostgresql/dalel"
    elif urlsplit(url).password is not None:
        told = (
            "must hold no password: write that into a file which only the user dalel reads, as "
            "HOST:PORT:DATABASE:USER:PASSWORD, and add ?passfile=/etc/dalel/pgpass"
        )
    if told:
        yield Problem(concerns=("database_url",), told=f"database url: {told}")


def _is_database(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return bool(
            _DATABASE.fullmatch(url)
            and parts.username
            and parts.path.strip("/")
            and parts.port != 0
        )
    except ValueError:
        return False


def _of_places(this: Answers) -> Iterator[Problem]:
    if not _TIME.fullmatch(this.backup_time):
        yield Problem(concerns=("backup_time",), told="backup time: must be like 03:30")
    if this.backup_key and not is_key(this.backup_key):
        told = "backup key: must be the line that begins with age1, as dalel backup-key printed it"
        yield Problem(concerns=("backup_key",), told=told)
    for name in _PLACES:
        place = getattr(this, name)
        if not (_PLACE.fullmatch(place) or (not place and name in _SPARED)):
            told = f"{spoken(name)}: must be named from the root, without spaces and signs"
            yield Problem(concerns=(name,), told=told)


def spoken(name: str) -> str:
    """The name of an answer as a person says it."""
    return name.replace("_", " ")


def is_address(word: str) -> bool:
    """Whether this is an address of a machine, and no name."""
    try:
        ip_address(word)
    except ValueError:
        return False
    return True


def _is_desk(this: Answers) -> bool:
    if this.door == DeskDoor.ONION:
        return not this.desk or this.desk.endswith(".onion")
    return _is_host(this.desk) or (this.door == DeskDoor.VPN and is_address(this.desk))


def _is_host(word: str) -> bool:
    return bool(_HOST.fullmatch(word)) and len(word) <= 253


def _is_inside(word: str) -> bool:
    """Whether this is one address, and none at which the whole internet could come in."""
    if not is_address(word):
        return False
    address = ip_address(word)
    return not (address.is_global or address.is_unspecified or address.is_loopback)
