"""What did the newsroom set, and is it valid?

``dalel.toml`` in the home holds it; a variable ``DALEL_KEY`` outranks the file's ``key``.
"""

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from dalel.domain.errors import DalelError
from dalel.domain.exchange import DIRECT
from dalel.domain.modelling import ModelChoice
from dalel.pack import default_folder
from dalel.project.home import home as state_home
from dalel.project.model_configuration import chosen, model_keys
from dalel.project.own_network import is_own

FILE: Final = "dalel.toml"
SOURCES: Final = "sources.json"
_PROXIES: Final = frozenset({"http", "socks4", "socks5"})
#: Settings that nobody should read over somebody's shoulder.
SECRETS: Final = frozenset(
    {
        "database_url", "archive_options", "mirror_options", "wayback_secret", "embeddings",
        "judge_key", "model_key",
    }
)  # fmt: skip


class ConfigurationError(DalelError):
    """A setting is not valid."""

    def __init__(self, place: str, key: str, problem: str) -> None:
        super().__init__(f"{place}: {key}: {problem}")
        self.place = place
        self.key = key


@dataclass(frozen=True, kw_only=True)
class Configuration:
    """What is in force; ``places`` tells for each key that was set where it was."""

    home: Path
    #: ``postgres://user:password@host:port/name``; empty: a SQLite file in the home.
    database_url: str
    pack: Path
    #: The address at which people reach the desk; with https its cookies are secure.
    desk_address: str
    desk_port: int
    site_port: int
    #: Who wrote a text may approve it: there is nobody else. The desk says so on every page of it.
    newsroom_of_one: bool
    #: After so many hours without a click a member signs in again.
    session_hours: int
    #: An e-mail or address at which an outlet reaches whoever reads it; in every request.
    contact: str
    #: Where closed WARC files are shipped to (``s3://bucket/folder``); empty: they stay at home.
    archive_url: str
    #: What its file system needs to be told: ``endpoint_url``, ``key``, ``secret`` for S3.
    archive_options: Mapping[str, str]
    #: What the storage asks for to which ``dalel publish --to`` sends: ``key=...`` and the like.
    mirror_options: Mapping[str, str]
    #: Who confirms daily what evidence there is (RFC 3161), and the file with the certificates to
    #: which its answers must lead (PEM); a relative path is one in the home.
    timestamp_url: str
    timestamp_roots: Path | None
    #: The two keys of an account at the Internet Archive, which then keeps copies of what published
    #: entries cite and is public evidence; and where it is asked.
    wayback_key: str
    wayback_secret: str
    wayback_url: str
    #: age keys (``age1...``) that a backup is encrypted to; their other halves lie elsewhere.
    backup_keys: tuple[str, ...]
    #: A language model of the newsroom's own that is asked for second opinions (OpenAI-compatible):
    #: address, name and key; empty: none is.
    judge_address: str
    judge_model: str
    judge_key: str
    #: Name of a vantage point -> address of its proxy (``socks5://127.0.0.1:9050``), and the
    #: sources that are asked through one: id -> name.
    proxies: Mapping[str, str]
    ways: Mapping[str, str]
    #: The language model that drafts and translates, where one is set, and whether new stories are
    #: drafted before anybody asks.
    model: ModelChoice | None
    draft_new: bool
    #: Which model turns articles into vectors, by ``model``, ``url``, ``key`` and ``prefix``.
    embeddings: Mapping[str, str]
    places: Mapping[str, str]

    @property
    def site_folder(self) -> Path:
        """Where the built site lies that ``dalel up`` serves."""
        return self.home / "site"

    @property
    def releases_folder(self) -> Path:
        """Where releases are kept, so that they can be put up again."""
        return self.home / "releases"

    @property
    def signing_key(self) -> Path:
        """The key that signs releases."""
        return self.home / "keys" / "release.key"

    @property
    def preview_folder(self) -> Path:
        """Where the desk builds what members look at before a release."""
        return self.home / "preview"

    @property
    def sources_file(self) -> Path:
        """The newsroom's own sources, beside those of the pack."""
        return self.home / SOURCES

    @property
    def models_folder(self) -> Path:
        """Where lies what was learnt here, and what models said once."""
        return self.home / "models"

    @property
    def evidence_folder(self) -> Path:
        """Where the evidence lies: chains, and WARC files that were not shipped."""
        return self.home / "evidence"


def configuration(environment: Mapping[str, str] = os.environ) -> Configuration:
    """Read what is in force.

    :raises ConfigurationError: naming file or variable, key and problem.
    """
    home = state_home(environment)
    file = home / FILE
    settings = {key: (value, str(file)) for key, value in _written(file).items()}
    for key in _KEYS:
        for variable in (f"DALEL_{key.upper()}", *_OTHER_VARIABLES.get(key, ())):
            if value := environment.get(variable):
                settings[key] = (value, variable)
                break
    values = {key: _checked(key, *settings[key]) for key in settings}
    ways = _pairs_of(values.get("ways", ""))
    proxies = _pairs_of(values.get("proxies", ""))
    if unknown := sorted(set(ways.values()) - {DIRECT, *proxies}):
        place = settings["ways"][1]
        raise ConfigurationError(place, "ways", f"there is no proxy {', '.join(unknown)}")
    if "judge_address" in values and "judge_model" not in values:
        raise ConfigurationError(settings["judge_address"][1], "judge_model", "is not set")
    return Configuration(
        home=home,
        database_url=str(values.get("database_url", "")),
        pack=Path(str(values["pack"])) if "pack" in values else default_folder(),
        desk_address=str(values.get("desk_address", "")),
        desk_port=int(str(values.get("desk_port", 8000))),
        site_port=int(str(values.get("site_port", 8001))),
        newsroom_of_one=values.get("newsroom_of_one") == "yes",
        session_hours=int(str(values.get("session_hours", 12))),
        contact=str(values.get("contact", "")),
        archive_url=str(values.get("archive_url", "")),
        archive_options=_pairs_of(values.get("archive_options", "")),
        mirror_options=_pairs_of(values.get("mirror_options", "")),
        timestamp_url=str(values.get("timestamp_url", "")),
        timestamp_roots=home / str(values["timestamp_roots"])
        if "timestamp_roots" in values
        else None,
        wayback_key=str(values.get("wayback_key", "")),
        wayback_secret=str(values.get("wayback_secret", "")),
        wayback_url=str(values.get("wayback_url", "")),
        backup_keys=tuple(str(values.get("backup_keys", "")).split()),
        judge_address=str(values.get("judge_address", "")),
        judge_model=str(values.get("judge_model", "")),
        judge_key=str(values.get("judge_key", "")),
        proxies=proxies,
        ways=ways,
        model=chosen(values),
        draft_new=values.get("draft_new") == "yes",
        embeddings=_pairs_of(values.get("embeddings", "")),
        places={key: place for key, (_value, place) in settings.items()},
    )


def _written(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(str(file), "the file", f"is not TOML: {error}") from error


def _checked(key: str, value: object, place: str) -> str | int:
    check = _KEYS.get(key)
    if check is None:
        raise ConfigurationError(place, key, f"is no setting; there are {', '.join(_KEYS)}")
    try:
        return check(value)
    except ValueError as error:
        raise ConfigurationError(place, key, str(error)) from error


def _database_url(value: object) -> str:
    parts = urlsplit(str(value))
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ValueError("must be like postgres://user:password@host:5432/name")
    return str(value)


def _folder(value: object) -> str:
    folder = Path(str(value)).expanduser()
    if not folder.is_dir():
        raise ValueError(f"there is no folder {folder}")
    return str(folder.resolve())


def _address(value: object) -> str:
    parts = urlsplit(str(value))
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must be an address like https://name.example.org")
    return str(value).rstrip("/")


def _own_address(value: object) -> str:
    """An address to which a text may go that is not public yet."""
    address = _address(value)
    host = urlsplit(address).hostname or ""
    if not is_own(host):
        raise ValueError(f"{host}: unpublished texts stay in the newsroom's own network")
    return address


def _word(value: object) -> str:
    if not str(value).strip() or str(value) != "".join(str(value).split()):
        raise ValueError("must be one word without spaces")
    return str(value)


def _port(value: object) -> int:
    if isinstance(value, bool) or not str(value).isdecimal() or not 0 < int(str(value)) < 65536:
        raise ValueError(f"{value!r} is no number from 1 to 65535")
    return int(str(value))


def _yes_or_no(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if str(value) not in {"yes", "no"}:
        raise ValueError("must be yes or no")
    return str(value)


def _hours(value: object) -> int:
    if isinstance(value, bool) or not str(value).isdecimal() or not 0 < int(str(value)) <= 168:
        raise ValueError(f"{value!r} is no number of hours from 1 to 168")
    return int(str(value))


def _contact(value: object) -> str:
    if not re.fullmatch(r"https?://\S+|[^@\s]+@[^@\s]+", str(value)):
        raise ValueError("must be an e-mail or an address with https://")
    return str(value)


def _archive_url(value: object) -> str:
    if "://" not in str(value):
        raise ValueError("must be like s3://bucket/folder")
    return str(value).rstrip("/")


def _keys(value: object) -> str:
    keys = list(value) if isinstance(value, list) else str(value).split()
    wrong = [key for key in keys if not str(key).startswith("age1")]
    if wrong or not keys:
        raise ValueError("must be keys that begin with age1")
    return " ".join(str(key) for key in keys)


def _pairs(value: object) -> str:
    """A table, or ``name=value`` parted by spaces, in the latter form."""
    pairs = list(value.items() if isinstance(value, dict) else _split(str(value)))
    joined = " ".join(f"{name}={told}" for name, told in pairs)
    if len(_split(joined)) != len(pairs):
        raise ValueError("names and values are without spaces")
    return joined


def _proxies(value: object) -> str:
    pairs = _pairs(value)
    for name, url in _split(pairs):
        if urlsplit(url).scheme not in _PROXIES or not urlsplit(url).hostname:
            raise ValueError(f"{name}: must be like socks5://127.0.0.1:9050 or http://host:port")
    return pairs


def _embeddings(value: object) -> str:
    """``bundled``, ``none``, or a table with the model's name and where it is served."""
    pairs = _pairs({"model": value} if str(value) in {"bundled", "none"} else value)
    told = _pairs_of(pairs)
    if "model" not in told or told.keys() - {"model", "url", "key", "prefix"}:
        raise ValueError("must be bundled, none, or a table of model, url, key and prefix")
    return pairs + ("" if "url" not in told else f" url={_address(told['url'])}")


def _split(text: str) -> list[tuple[str, str]]:
    parts = [part.partition("=") for part in text.split()]
    if not all(name and told for name, _, told in parts):
        raise ValueError("must be a table, or pairs like name=value")
    return [(name, told) for name, _, told in parts]


def _pairs_of(text: object) -> dict[str, str]:
    return dict(_split(str(text)))


_KEYS: Final[dict[str, Callable[[object], str | int]]] = {
    "database_url": _database_url,
    "pack": _folder,
    "desk_address": _address,
    "desk_port": _port,
    "site_port": _port,
    "newsroom_of_one": _yes_or_no,
    "session_hours": _hours,
    "contact": _contact,
    "archive_url": _archive_url,
    "archive_options": _pairs,
    "mirror_options": _pairs,
    "timestamp_url": _address,
    "timestamp_roots": lambda value: str(Path(str(value)).expanduser()),
    "wayback_key": _word,
    "wayback_secret": _word,
    "wayback_url": _address,
    "backup_keys": _keys,
    "judge_address": _own_address,
    "judge_model": _word,
    "judge_key": _word,
    "proxies": _proxies,
    "ways": _pairs,
    **model_keys(_address, _word, _yes_or_no),
    "embeddings": _embeddings,
}
#: Names that hosts of databases set by custom.
_OTHER_VARIABLES: Final = {"database_url": ("DATABASE_URL",)}
