"""What did the newsroom set, and is it valid?

``dalel.toml`` in the home holds it; a variable ``DALEL_KEY`` outranks the file's ``key``.
"""

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dalel.domain.errors import DalelError
from dalel.domain.exchange import DIRECT
from dalel.domain.modelling import ModelChoice
from dalel.outside.channels import Channels
from dalel.pack import default_folder
from dalel.project import setting_forms as form
from dalel.project.channel_settings import CHANNEL_KEYS, CHANNEL_SECRETS, channels_of
from dalel.project.home import home as state_home
from dalel.project.model_configuration import chosen, model_keys

FILE: Final = "dalel.toml"
SOURCES: Final = "sources.json"
#: Settings that nobody should read over somebody's shoulder.
SECRETS: Final = frozenset(
    {
        "database_url", "archive_options", "mirror_options", "wayback_secret", "embeddings",
        "judge_key", "model_key", *CHANNEL_SECRETS,
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
    #: Where the site also stands, and is kept up to date by the worker: folders, ``user@host:path``
    #: (rsync), ``s3://bucket/path``.
    mirrors: tuple[str, ...]
    #: What the storage asks for to which the site is sent: ``key=...`` and the like.
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
    #: By which ways messages go out, as far as any is set.
    channels: Channels
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
    ways = form.pairs_of(values.get("ways", ""))
    proxies = form.pairs_of(values.get("proxies", ""))
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
        archive_options=form.pairs_of(values.get("archive_options", "")),
        mirrors=tuple(str(values.get("mirrors", "")).split()),
        mirror_options=form.pairs_of(values.get("mirror_options", "")),
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
        embeddings=form.pairs_of(values.get("embeddings", "")),
        channels=channels_of(values),
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


_KEYS: Final[dict[str, Callable[[object], str | int]]] = {
    "database_url": form.database_url,
    "pack": form.folder,
    "desk_address": form.address,
    "desk_port": form.port,
    "site_port": form.port,
    "newsroom_of_one": form.yes_or_no,
    "session_hours": form.hours,
    "contact": form.contact,
    "archive_url": form.archive_url,
    "archive_options": form.pairs,
    "mirrors": form.mirrors,
    "mirror_options": form.pairs,
    "timestamp_url": form.address,
    "timestamp_roots": lambda value: str(Path(str(value)).expanduser()),
    "wayback_key": form.word,
    "wayback_secret": form.word,
    "wayback_url": form.address,
    "backup_keys": form.keys,
    "judge_address": form.own_address,
    "judge_model": form.word,
    "judge_key": form.word,
    "proxies": form.proxies,
    "ways": form.pairs,
    **model_keys(form.address, form.word, form.yes_or_no),
    "embeddings": form.embeddings,
    **CHANNEL_KEYS,
}
#: Names that hosts of databases set by custom.
_OTHER_VARIABLES: Final = {"database_url": ("DATABASE_URL",)}
