"""The settings of a newsroom, read and validated.

``dalel.toml`` in the home holds them; a variable ``DALEL_KEY`` outranks the file's ``key``.
"""

import os
import tomllib
from pathlib import Path
from typing import Annotated, Any, Final, Self
from urllib.parse import urlsplit

from pydantic import (
    AliasChoices,
    BeforeValidator,
    Field,
    PrivateAttr,
    ValidationError,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from dalel.cli import setting_forms as form
from dalel.cli.home import home as state_home
from dalel.cli.own_network import is_own
from dalel.domain.errors import DalelError
from dalel.domain.exchange import DIRECT
from dalel.domain.model_policy import Limits, ModelChoice
from dalel.domain.translator_choice import TranslatorChoice
from dalel.outside.channels import Channels
from dalel.outside.language_models.translator_choosing import choose
from dalel.outside.mail import mail_server
from dalel.outside.telegram import ADDRESS, Bot
from dalel.pack import default_folder

FILE: Final = "dalel.toml"
SOURCES: Final = "sources.json"
#: Time-stamping authorities that answer anybody, without an account. They have no https, and what
#: they answer is signed. Their roots lie in ``steps/archive/authority_roots.pem``.
PUBLIC_AUTHORITIES: Final = (
    "http://timestamp.digicert.com",
    "http://timestamp.globalsign.com/tsa/r6advanced1",
)
#: Second names of variables.
_ALSO: Final = {"database_url": "DATABASE_URL", "timestamp_urls": "DALEL_TIMESTAMP_URL"}


class ConfigurationError(DalelError):
    """A setting is not valid."""

    def __init__(self, place: str, key: str, problem: str) -> None:
        super().__init__(f"{place}: {key}: {problem}")
        self.place = place
        self.key = key


class Configuration(BaseSettings):
    """What is in force. Nobody should read over somebody's shoulder what is ``repr=False``."""

    model_config = SettingsConfigDict(
        env_prefix="DALEL_",
        env_ignore_empty=True,
        # A variable holds words, not JSON.
        enable_decoding=False,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        loc_by_alias=False,
        validate_default=False,
    )

    #: Found before the file is, which lies in it; under this name, ``home`` is no key of the file.
    home: Annotated[Path, BeforeValidator(lambda _named: state_home())] = Field(
        default_factory=state_home, validation_alias="DALEL_HOME"
    )
    #: ``postgres://user:password@host:port/name``; empty: a SQLite file in the home. Hosts of
    #: databases set it by its second name.
    database_url: form.DatabaseUrl = Field(
        default="", repr=False, validation_alias=AliasChoices("DALEL_DATABASE_URL", "database_url")
    )
    pack: form.Folder = Field(default_factory=default_folder)
    #: The address at which people reach the desk; with https its cookies are secure.
    desk_address: form.Address = ""
    desk_port: form.Port = 8000
    site_port: form.Port = 8001
    #: Who wrote a text may approve it: there is nobody else. The desk says so on every page of it.
    newsroom_of_one: form.YesOrNo = False
    #: After so many hours without a click a member signs in again.
    session_hours: form.Hours = 12
    #: From which level events are written down in ``logs/dalel.log`` of the home, and how.
    log_level: form.LogLevel = "info"
    log_format: form.LogFormat = "text"
    #: An e-mail or address at which an outlet reaches whoever reads it; in every request.
    contact: form.Contact = ""
    #: Where closed WARC files are shipped to (``s3://bucket/folder``); empty: they stay at home.
    archive_url: form.ArchiveUrl = ""
    #: What its file system needs to be told: ``endpoint_url``, ``key``, ``secret`` for S3.
    archive_options: form.Pairs = Field(default={}, repr=False)
    #: Where the site also stands, and is kept up to date by the worker: folders, ``user@host:path``
    #: (rsync), ``s3://bucket/path``.
    mirrors: form.Mirrors = ()
    #: What the storage asks for to which the site is sent: ``key=...`` and the like.
    mirror_options: form.Pairs = Field(default={}, repr=False)
    #: Who confirms daily what evidence there is (RFC 3161): addresses, or ``none``; one alone may
    #: also be called ``timestamp_url``. Those that are asked by default are public, and the
    #: certificates to which their answers lead are known; a file names others (PEM), and a relative
    #: path is one in the home.
    timestamp_urls: form.Addresses = Field(
        default=PUBLIC_AUTHORITIES,
        validation_alias=AliasChoices(
            *("DALEL_TIMESTAMP_URLS", "DALEL_TIMESTAMP_URL", "timestamp_urls", "timestamp_url")
        ),
    )
    timestamp_roots: form.HomeFile | None = None
    #: The two keys of an account at the Internet Archive, which then keeps copies of what published
    #: entries cite and is public evidence; and where it is asked.
    wayback_key: form.Word = ""
    wayback_secret: form.Word = Field(default="", repr=False)
    wayback_url: form.Address = ""
    #: Where archive.today is asked for copies of the same (``https://archive.ph``); empty: nowhere.
    archive_today_url: form.Address = ""
    #: Videos that members ask to keep: the largest file, in megabytes, and the longest, in minutes.
    media_megabytes: form.WholeNumber = 200
    media_minutes: form.WholeNumber = 60
    #: The file of the newsroom's key, outside the home; unset: a credential of systemd
    #: (``dalel-key``) or a file of the home. ``DALEL_KEY_VALUE`` may hold the key itself.
    key_file: form.HomeFile | None = None
    #: age keys (``age1...``) that a backup is encrypted to; their other halves lie elsewhere.
    backup_keys: form.BackupKeys = ()
    #: A language model of the newsroom's own that is asked for second opinions (OpenAI-compatible):
    #: address, name and key; empty: none is.
    judge_address: form.OwnAddress = ""
    judge_model: form.Word = ""
    judge_key: form.Word = Field(default="", repr=False)
    #: Name of a vantage point -> address of its proxy (``socks5://127.0.0.1:9050``), and the
    #: sources that are asked through one: id -> name.
    proxies: form.Proxies = {}
    ways: form.Pairs = {}
    #: Whether pages are shown in a browser where it takes one, and the program; empty: the first
    #: Chromium that is installed.
    browser: form.YesOrNo = True
    chromium: form.Word = ""
    #: The language model that drafts and translates: address, name, key, how long an answer may
    #: take, whether its machine is the newsroom's (else its address tells), which classes of
    #: evidence it may see that are not public, and what a day may take. Then whether new stories
    #: are drafted before anybody asks.
    model_address: form.Address = ""
    model_name: form.Word = ""
    model_key: form.Word = Field(default="", repr=False)
    model_seconds: form.WholeNumber = 180
    model_own: form.YesOrNo | None = None
    model_may_see: form.EvidenceClasses = ()
    model_daily_minutes: form.WholeNumber = 0
    model_daily_tokens: form.WholeNumber = 0
    model_daily_cost: form.Sum = 0.0
    model_price: form.Prices = (0.0, 0.0)
    draft_new: form.YesOrNo = False
    #: What translates drafts into a language without articles: ``none``, ``endpoint`` (the language
    #: model above, also on somebody else's machine), or the name of a model in the home.
    translator: form.Word = ""
    #: Which model turns articles into vectors, by ``model``, ``url``, ``key`` and ``prefix``.
    embeddings: form.Embeddings = Field(default={}, repr=False)
    #: By which ways messages go out: a bot and its channel for each language, a server for letters,
    #: their sender, and the public address of the few pages where readers come for letters: the
    #: site's host, never the desk's, since it stands in every letter.
    telegram_token: form.BotToken = Field(default="", repr=False)
    telegram_channels: form.TelegramChannels = {}
    telegram_url: form.Address = ADDRESS
    #: The token of another bot, to which members send links; it has no rights in any channel.
    members_bot: form.BotToken = Field(default="", repr=False)
    #: A token of Cloudflare Radar, by which its anomalies and outages are read.
    radar_token: form.Word = Field(default="", repr=False)
    mail_url: form.MailUrl = Field(default="", repr=False)
    mail_from: form.Mailbox = ""
    letters_address: form.Address = ""

    _places: dict[str, str] = PrivateAttr(default_factory=dict)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, TomlConfigSettingsSource(settings_cls, state_home() / FILE)

    @model_validator(mode="after")
    def _belongs_together(self) -> Self:
        if unknown := sorted(set(self.ways.values()) - {DIRECT, *self.proxies}):
            raise ConfigurationError(
                _place("ways"), "ways", f"there is no proxy {', '.join(unknown)}"
            )
        if self.judge_address and not self.judge_model:
            raise ConfigurationError(_place("judge_address"), "judge_model", "is not set")
        if self.members_bot and self.members_bot == self.telegram_token:
            raise ConfigurationError(
                _place("members_bot"),
                "members_bot",
                "must be another bot than that of the channels",
            )
        return self

    def model_post_init(self, context: Any) -> None:
        self._places = {key: _place(key) for key in KEYS if key in self.model_fields_set}

    @property
    def places(self) -> dict[str, str]:
        """For each key that was set, where it was: the variable, or the file."""
        return self._places

    @property
    def model(self) -> ModelChoice | None:
        """The language model that drafts and translates, where one is set."""
        if not self.model_address or not self.model_name:
            return None
        host = urlsplit(self.model_address).hostname or ""
        price_in, price_out = self.model_price
        return ModelChoice(
            address=self.model_address,
            name=self.model_name,
            key=self.model_key,
            seconds=self.model_seconds,
            is_own=is_own(host) if self.model_own is None else self.model_own,
            may_see=frozenset(self.model_may_see),
            limits=Limits(
                minutes=self.model_daily_minutes,
                tokens=self.model_daily_tokens,
                cost=self.model_daily_cost,
                price_in=price_in,
                price_out=price_out,
            ),
        )

    @property
    def translator_choice(self) -> TranslatorChoice:
        """What translates drafts."""
        return choose(self.translator, self.translators_folder, self.model)

    @property
    def channels(self) -> Channels:
        """By which ways messages go out, as far as any is set."""
        token = self.telegram_token
        return Channels(
            bot=Bot(token=token, address=self.telegram_url) if token else None,
            places=self.telegram_channels,
            mail=mail_server(self.mail_url) if self.mail_url else None,
            sender=self.mail_from,
            door=self.letters_address,
        )

    @property
    def bot_of_members(self) -> Bot | None:
        """The bot to which members send links, where one is set."""
        return Bot(token=self.members_bot, address=self.telegram_url) if self.members_bot else None

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
    def translators_folder(self) -> Path:
        """Where translation models lie; no backup holds them: they can be fetched again."""
        return self.home / "translators"

    @property
    def evidence_folder(self) -> Path:
        """Where the evidence lies: chains, and WARC files that were not shipped."""
        return self.home / "evidence"


#: Every setting; the home is none, since the file lies in it.
KEYS: Final = tuple(key for key in Configuration.model_fields if key != "home")
#: Settings that nobody should read over somebody's shoulder.
SECRETS: Final = frozenset(key for key in KEYS if not Configuration.model_fields[key].repr)


def configuration() -> Configuration:
    """Read what is in force.

    :raises ConfigurationError: naming file or variable, key and problem.
    """
    file = str(state_home() / FILE)
    try:
        return Configuration()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(file, "the file", f"is not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0])
        if key not in KEYS:
            problem = f"is no setting; there are {', '.join(KEYS)}"
            raise ConfigurationError(file, key, problem) from error
        raise ConfigurationError(_place(key), key, str(first["ctx"]["error"])) from error


def _place(key: str) -> str:
    """Where a key that is set was set: its variable, which outranks the file, or the file."""
    names = (f"DALEL_{key}".upper(), *([_ALSO[key]] if key in _ALSO else []))
    return next((name for name in names if os.environ.get(name)), str(state_home() / FILE))
