"""Types of the settings: what each may hold, and in which one form it is kept.

Each function takes what the file or a variable says, a word or what TOML makes of it, and gives the
value, or raises ``ValueError`` that says what it must be.
"""

import os
import re
import sys
from collections.abc import Mapping
from math import isfinite
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import BeforeValidator, ValidationInfo

from dalel.cli.own_network import is_own
from dalel.domain.evidence import EvidenceClass
from dalel.outside.mail import mail_server
from dalel.outside.rsync import is_rsync

_PROXIES: Final = frozenset({"http", "socks4", "socks5"})


def _matching(pattern: str, problem: str) -> BeforeValidator:
    def matched(value: object) -> str:
        if not re.fullmatch(pattern, str(value)):
            raise ValueError(problem)
        return str(value)

    return BeforeValidator(matched)


def _one_of(*words: str) -> BeforeValidator:
    def found(value: object) -> str:
        if str(value) not in words:
            raise ValueError(f"{value!r} must be one of {', '.join(words)}")
        return str(value)

    return BeforeValidator(found)


def _number(first: int, last: int, problem: str) -> BeforeValidator:
    def counted(value: object) -> int:
        is_number = not isinstance(value, bool) and str(value).isdecimal()
        if not is_number or not first <= int(str(value)) <= last:
            raise ValueError(f"{value!r} is no {problem}")
        return int(str(value))

    return BeforeValidator(counted)


def _database_url(value: object) -> str:
    parts = urlsplit(str(value))
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ValueError("must be like postgres://user:password@host:5432/name")
    return str(value)


def _folder(value: object) -> Path:
    folder = Path(str(value)).expanduser()
    if not folder.is_dir():
        raise ValueError(f"there is no folder {folder}")
    return folder.resolve()


def _home_file(value: object, told: ValidationInfo) -> Path:
    home: Path = told.data["home"]
    return home / Path(str(value)).expanduser()


def _address(value: object) -> str:
    parts = urlsplit(str(value))
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must be an address like https://name.example.org")
    return str(value).rstrip("/")


def _addresses(value: object) -> tuple[str, ...]:
    listed = _listed(value)
    return () if listed == ("none",) else tuple(dict.fromkeys(map(_address, listed)))


def _own_address(value: object) -> str:
    given = _address(value)
    host = urlsplit(given).hostname or ""
    if not is_own(host):
        raise ValueError(f"{host}: unpublished texts stay in the newsroom's own network")
    return given


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool) and str(value) not in {"yes", "no"}:
        raise ValueError("must be yes or no")
    return value is True or value == "yes"


def _mail_url(value: object) -> str:
    mail_server(str(value))
    return str(value)


def _archive_url(value: object) -> str:
    if "://" not in str(value):
        raise ValueError("must be like s3://bucket/folder")
    return str(value).rstrip("/")


def _mirrors(value: object) -> tuple[str, ...]:
    places = [os.path.expanduser(place) for place in _listed(value)]  # noqa: PTH111 - not all are paths
    for place in places:
        if not place or len(place.split()) > 1:
            raise ValueError("must be a list of places without spaces in their names")
        if not (place.startswith("/") or "://" in place or is_rsync(place)):
            raise ValueError(f"{place}: must be like /srv/www, user@host:path or s3://bucket/path")
    return tuple(map(one_name, places))


def one_name(place: str) -> str:
    """A place by the name under which it is remembered, wherever one stands who names it."""
    if "://" in place or is_rsync(place):
        return place.rstrip("/") or place
    # Not a path's own, which fails for a user who is not known here.
    return str(Path(os.path.expanduser(place)).absolute())  # noqa: PTH111


def _backup_keys(value: object) -> tuple[str, ...]:
    keys = _listed(value)
    if not keys or not all(key.startswith("age1") for key in keys):
        raise ValueError("must be keys that begin with age1")
    return keys


def _evidence_classes(value: object) -> tuple[str, ...]:
    named, known = _listed(value), sorted(map(str, EvidenceClass))
    if wrong := sorted(set(named).difference(known)):
        raise ValueError(f"there is no class {wrong[0]}; there are {', '.join(known)}")
    return named


def _listed(value: object) -> tuple[str, ...]:
    """A list, or words parted by spaces."""
    return tuple(map(str, value)) if isinstance(value, list) else tuple(str(value).split())


def _sum(value: object) -> float:
    number = float(str(value)) if not isinstance(value, bool) else -1.0
    if number < 0 or not isfinite(number):
        raise ValueError(f"{value!r} is no sum")
    return number


def _prices(value: object) -> tuple[float, ...]:
    prices = tuple(map(_sum, str(value).split("/")))
    if len(prices) != 2:
        raise ValueError("must be two prices like 0.5/1.5")
    return prices


def _pairs(value: object) -> dict[str, str]:
    """A table, or ``name=value`` parted by spaces."""
    if isinstance(value, dict):
        pairs = [(str(name), str(told)) for name, told in value.items()]
    else:
        pairs = [(name, told) for name, _, told in (p.partition("=") for p in str(value).split())]
    if not all(name and told for name, told in pairs):
        raise ValueError("must be a table, or pairs like name=value")
    if any(len(part.split()) != 1 for pair in pairs for part in pair):
        raise ValueError("names and values are without spaces")
    return dict(pairs)


def _proxies(value: object) -> dict[str, str]:
    proxies = _pairs(value)
    for name, url in proxies.items():
        if urlsplit(url).scheme not in _PROXIES or not urlsplit(url).hostname:
            raise ValueError(f"{name}: must be like socks5://127.0.0.1:9050 or http://host:port")
    return proxies


def _embeddings(value: object) -> dict[str, str]:
    told = _pairs({"model": value} if value in ("bundled", "none") else value)
    if "model" not in told or told.keys() - {"model", "url", "key", "prefix"}:
        raise ValueError("must be bundled, none, or a table of model, url, key and prefix")
    return told | ({"url": _address(told["url"])} if "url" in told else {})


def _telegram_channels(value: object) -> dict[str, str]:
    channels = _pairs(value)
    for pair in (f"{name}={place}" for name, place in channels.items()):
        if not re.fullmatch(r"[a-z]{2}=(@\w{4,}|-\d+)", pair):
            raise ValueError(f"{pair}: must be like kk=@channel, or kk=-100123 for a private one")
    return channels


Word = Annotated[str, _matching(r"\S+", "must be one word without spaces")]
Address = Annotated[str, BeforeValidator(_address)]
#: ``none``: nobody at all.
Addresses = Annotated[tuple[str, ...], BeforeValidator(_addresses)]
#: An address to which a text may go that is not public yet.
OwnAddress = Annotated[str, BeforeValidator(_own_address)]
Contact = Annotated[
    str,
    _matching(r"https?://\S+|[^@\s]+@[^@\s]+", "must be an e-mail or an address with https://"),
]
Mailbox = Annotated[str, _matching(r"[^@\s]+@[^@\s]+", "must be an e-mail address")]
DatabaseUrl = Annotated[str, BeforeValidator(_database_url)]
ArchiveUrl = Annotated[str, BeforeValidator(_archive_url)]
MailUrl = Annotated[str, BeforeValidator(_mail_url)]
BotToken = Annotated[
    str, _matching(r"\d+:[\w-]{20,}", "must be the token that @BotFather gave, like 123456:AAE...")
]
#: A relative path is one in the home.
HomeFile = Annotated[Path, BeforeValidator(_home_file)]
Folder = Annotated[Path, BeforeValidator(_folder)]
#: ``yes`` or ``no``, or the two of TOML.
YesOrNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Port = Annotated[int, _number(1, 65535, "number from 1 to 65535")]
Hours = Annotated[int, _number(1, 168, "number of hours from 1 to 168")]
WholeNumber = Annotated[int, _number(0, sys.maxsize, "whole number")]
Sum = Annotated[float, BeforeValidator(_sum)]
#: Prices of a million tokens, asked and answered: ``0.5/1.5``.
Prices = Annotated[tuple[float, float], BeforeValidator(_prices)]
LogLevel = Annotated[str, _one_of("debug", "info", "warning", "error")]
LogFormat = Annotated[str, _one_of("text", "json")]
#: A folder is named from the root or from ``~``.
Mirrors = Annotated[tuple[str, ...], BeforeValidator(_mirrors)]
BackupKeys = Annotated[tuple[str, ...], BeforeValidator(_backup_keys)]
EvidenceClasses = Annotated[tuple[EvidenceClass, ...], BeforeValidator(_evidence_classes)]
Pairs = Annotated[Mapping[str, str], BeforeValidator(_pairs)]
Proxies = Annotated[Mapping[str, str], BeforeValidator(_proxies)]
#: ``bundled``, ``none``, or a table with the model's name and where it is served.
Embeddings = Annotated[Mapping[str, str], BeforeValidator(_embeddings)]
#: ``kk=@channel ru=@channel``, or a table.
TelegramChannels = Annotated[Mapping[str, str], BeforeValidator(_telegram_channels)]
