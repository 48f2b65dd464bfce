"""Which form must a setting have?

Each function gives a setting in its one form, or raises ``ValueError`` that says what it must be.
"""

import os
import re
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from dalel.outside.rsync import is_rsync
from dalel.project.own_network import is_own

_PROXIES: Final = frozenset({"http", "socks4", "socks5"})


def database_url(value: object) -> str:
    parts = urlsplit(str(value))
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ValueError("must be like postgres://user:password@host:5432/name")
    return str(value)


def folder(value: object) -> str:
    folder = Path(str(value)).expanduser()
    if not folder.is_dir():
        raise ValueError(f"there is no folder {folder}")
    return str(folder.resolve())


def address(value: object) -> str:
    parts = urlsplit(str(value))
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must be an address like https://name.example.org")
    return str(value).rstrip("/")


def own_address(value: object) -> str:
    """An address to which a text may go that is not public yet."""
    given = address(value)
    host = urlsplit(given).hostname or ""
    if not is_own(host):
        raise ValueError(f"{host}: unpublished texts stay in the newsroom's own network")
    return given


def word(value: object) -> str:
    if not str(value).strip() or str(value) != "".join(str(value).split()):
        raise ValueError("must be one word without spaces")
    return str(value)


def port(value: object) -> int:
    if isinstance(value, bool) or not str(value).isdecimal() or not 0 < int(str(value)) < 65536:
        raise ValueError(f"{value!r} is no number from 1 to 65535")
    return int(str(value))


def yes_or_no(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if str(value) not in {"yes", "no"}:
        raise ValueError("must be yes or no")
    return str(value)


def hours(value: object) -> int:
    if isinstance(value, bool) or not str(value).isdecimal() or not 0 < int(str(value)) <= 168:
        raise ValueError(f"{value!r} is no number of hours from 1 to 168")
    return int(str(value))


def contact(value: object) -> str:
    if not re.fullmatch(r"https?://\S+|[^@\s]+@[^@\s]+", str(value)):
        raise ValueError("must be an e-mail or an address with https://")
    return str(value)


def archive_url(value: object) -> str:
    if "://" not in str(value):
        raise ValueError("must be like s3://bucket/folder")
    return str(value).rstrip("/")


def mirrors(value: object) -> str:
    """Places that the site is sent to; a folder is named from the root or from ``~``."""
    given = list(value) if isinstance(value, list) else str(value).split()
    places = [os.path.expanduser(str(place)) for place in given]  # noqa: PTH111 - not all are paths
    for place in places:
        if not place or len(place.split()) > 1:
            raise ValueError("must be a list of places without spaces in their names")
        if not (place.startswith("/") or "://" in place or is_rsync(place)):
            raise ValueError(f"{place}: must be like /srv/www, user@host:path or s3://bucket/path")
    return " ".join(map(one_name, places))


def one_name(place: str) -> str:
    """A place by the name under which it is remembered, wherever one stands who names it."""
    if "://" in place or is_rsync(place):
        return place.rstrip("/") or place
    # Not a path's own, which fails for a user who is not known here.
    return str(Path(os.path.expanduser(place)).absolute())  # noqa: PTH111


def keys(value: object) -> str:
    keys = list(value) if isinstance(value, list) else str(value).split()
    wrong = [key for key in keys if not str(key).startswith("age1")]
    if wrong or not keys:
        raise ValueError("must be keys that begin with age1")
    return " ".join(str(key) for key in keys)


def pairs(value: object) -> str:
    """A table, or ``name=value`` parted by spaces, in the latter form."""
    pairs = list(value.items() if isinstance(value, dict) else split(str(value)))
    joined = " ".join(f"{name}={told}" for name, told in pairs)
    if len(split(joined)) != len(pairs):
        raise ValueError("names and values are without spaces")
    return joined


def proxies(value: object) -> str:
    joined = pairs(value)
    for name, url in split(joined):
        if urlsplit(url).scheme not in _PROXIES or not urlsplit(url).hostname:
            raise ValueError(f"{name}: must be like socks5://127.0.0.1:9050 or http://host:port")
    return joined


def embeddings(value: object) -> str:
    """``bundled``, ``none``, or a table with the model's name and where it is served."""
    joined = pairs({"model": value} if str(value) in {"bundled", "none"} else value)
    told = pairs_of(joined)
    if "model" not in told or told.keys() - {"model", "url", "key", "prefix"}:
        raise ValueError("must be bundled, none, or a table of model, url, key and prefix")
    return joined + ("" if "url" not in told else f" url={address(told['url'])}")


def split(text: str) -> list[tuple[str, str]]:
    parts = [part.partition("=") for part in text.split()]
    if not all(name and told for name, _, told in parts):
        raise ValueError("must be a table, or pairs like name=value")
    return [(name, told) for name, _, told in parts]


def pairs_of(text: object) -> dict[str, str]:
    return dict(split(str(text)))
