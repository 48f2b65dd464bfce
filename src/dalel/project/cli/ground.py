"""What does every command stand on?"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from dalel.flow.public.mirroring import Mirrors
    from dalel.flow.public.pressing import Press
    from dalel.pack import Pack
    from dalel.project.configuration import Configuration


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What is in force, the country's pack, and the time at which the command began."""

    configuration: "Configuration"
    pack: "Pack"
    now: datetime


def stand() -> Ground:
    """Prepare whatever is missing: wording, home, database, the pack's own bulletins.

    :raises DalelError: when settings or pack are not valid, or a bulletin cannot be brought in.
    """
    start_django()
    from django.conf import settings

    from dalel.flow.country import pack_at
    from dalel.flow.upkeep.preparing import prepare

    pack = pack_at(settings.DALEL.pack, settings.DALEL.sources_file)
    now = datetime.now(UTC)
    for report in prepare(pack, now=now):
        tell(f"Edition {report.edition} came with the pack: {report.entries} entries, all drafts.")
    return Ground(configuration=settings.DALEL, pack=pack, now=now)


def press_of(settings: "Configuration") -> "Press":
    """Where the public site is built, signed and kept."""
    from dalel.flow.public.pressing import Press
    from dalel.publish.tree.keeping import Shelf

    return Press(
        site=settings.site_folder,
        shelf=Shelf(settings.releases_folder),
        key=settings.signing_key,
        preview=settings.preview_folder,
    )


def mirrors_of(settings: "Configuration") -> "Mirrors":
    """Where the public site also stands."""
    from dalel.flow.public.mirroring import Mirrors

    return Mirrors(
        site=settings.site_folder, places=settings.mirrors, options=settings.mirror_options
    )


def start_django() -> None:
    """Let Django know its settings, with the wording compiled.

    :raises ConfigurationError: when a setting is not valid.
    """
    from dalel.project.catalogue import compile_catalogues
    from dalel.project.configuration import configuration

    # Read here first: what is wrong with it is then our own error, not Django's.
    configuration()
    compile_catalogues()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dalel.project.settings")
    import django

    django.setup()


def tell(line: str) -> None:
    """Say something that is not the command's result: results go to stdout, this to stderr."""
    typer.echo(line, err=True)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Show that a piece of work runs: moving on a terminal, one plain line elsewhere."""
    if not sys.stderr.isatty():
        tell(f"{name} ...")
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{name} ..."):
        yield
