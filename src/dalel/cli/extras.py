"""Extras: libraries that come only where they are asked for, and which settings ask for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final

from dalel.cli.configuration import Configuration
from dalel.domain.errors import DalelError
from dalel.domain.translator_choice import TranslatorWay


class MissingExtraError(DalelError):
    """A setting needs a library that is not installed."""


@dataclass(frozen=True, kw_only=True)
class Extra:
    """What ``pip install 'dalel[name]'`` brings; ``library`` is imported by this name."""

    name: str
    library: str
    gives: str

    @property
    def is_here(self) -> bool:
        """Whether it is installed."""
        return find_spec(self.library) is not None

    @property
    def command(self) -> str:
        """How it is installed, in the environment that dalel runs in."""
        return f"pip install 'dalel[{self.name}]'"


BROWSER: Final = Extra(
    name="browser", library="playwright", gives="pages that show nothing without a browser"
)
BULK: Final = Extra(
    name="bulk", library="distributed", gives="bulk reading of web archives on a cluster (--dask)"
)
POSTGRES: Final = Extra(name="postgres", library="psycopg", gives="a PostgreSQL database")
S3: Final = Extra(name="s3", library="s3fs", gives="s3:// addresses")
SENTENCES: Final = Extra(
    name="sentence-transformers",
    library="sentence_transformers",
    gives="a model of meaning from a folder of one's own",
)
TRANSLATE: Final = Extra(
    name="translate", library="ctranslate2", gives="translation models of one's own"
)
MEDIA: Final = Extra(name="media", library="yt_dlp", gives="videos behind links")
EXTRAS: Final = (BROWSER, BULK, MEDIA, POSTGRES, S3, SENTENCES, TRANSLATE)


def extra_of(library: str) -> Extra | None:
    """The extra that brings a library."""
    return next((extra for extra in EXTRAS if extra.library == library), None)


def needed(settings: Configuration) -> Iterator[tuple[Extra, str]]:
    """Each extra that the settings ask for, with the setting."""
    if settings.chromium:
        yield BROWSER, "chromium"
    if settings.database_url:
        yield POSTGRES, "database_url"
    if settings.archive_url.startswith("s3:"):
        yield S3, "archive_url"
    if any(place.startswith("s3:") for place in settings.mirrors):
        yield S3, "mirrors"
    if settings.embeddings.get("model", "bundled") not in {"bundled", "none"} and (
        "url" not in settings.embeddings
    ):
        yield SENTENCES, "embeddings"
    if settings.translator_choice.way is TranslatorWay.LOCAL:
        yield TRANSLATE, "translator"


def require_translate() -> None:
    """Whether translation models can be opened.

    :raises MissingExtraError: when their libraries are missing.
    """
    if not TRANSLATE.is_here:
        raise MissingExtraError(lacking(TRANSLATE, "a translation model"))


def require_database(settings: Configuration) -> None:
    """Whether the database that is set can be spoken with.

    :raises MissingExtraError: when its library is missing.
    """
    if settings.database_url and not POSTGRES.is_here:
        raise MissingExtraError(lacking(POSTGRES, "database_url"))


def lacking(extra: Extra, setting: str) -> str:
    """That a setting needs an extra, and how it is installed."""
    return f"{setting} needs what is not installed: {extra.command}"
