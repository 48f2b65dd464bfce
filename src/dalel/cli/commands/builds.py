"""Hidden commands of builds: the builder of a home, and one build in a process of its own."""

import os
import signal
import sys
from datetime import UTC, datetime
from threading import Event, Thread
from typing import TYPE_CHECKING, Annotated, Final

import typer

from dalel.cli.command_context import press_of, start_django, wait_for_key
from dalel.cli.commands.damage import damage_behind
from dalel.cli.end_signals import asked_to_end

if TYPE_CHECKING:
    from dalel.cli.configuration import Configuration
    from dalel.newsroom.releases.actions.build_site import Later
    from dalel.newsroom.releases.actions.builder import Builder

#: How this very program is started anew, whatever it was started by.
DALEL: Final = (sys.executable, "-c", "from dalel.cli.main import main; main()")
#: The same, for a command that is to end with whoever started it.
BESIDE: Final = (
    *DALEL[:2],
    "from dalel.cli.main import builds, main; builds.end_with_parent(); main()",
)
#: A build leaves the processor to whoever serves people.
_NICE: Final = 5


def builder() -> None:
    """Build what is wanted in this home until it is ended, or whoever started it has ended."""
    start_django()
    from dalel.cli.configuration import configuration

    stop = Event()
    with asked_to_end(stop.set):
        end_with_parent()
        if wait_for_key(stop):
            builder_of(configuration()).build_on(stop, _clock)


def build(*, key: Annotated[int, typer.Argument(help="The build in the queue.")]) -> None:
    """Make one build that the builder has taken from the queue."""
    end_with_parent()
    os.nice(_NICE)
    start_django()
    from dalel.cli.configuration import configuration
    from dalel.newsroom.frame.pack_in_force import pack_at
    from dalel.newsroom.releases.actions.builder import make

    configured = configuration()
    pack = pack_at(configured.pack, configured.sources_file)
    make(key, pack, press_of(configured), _clock, why=damage_behind)


def builder_of(settings: "Configuration") -> "Builder":
    """The builder of this home."""
    from dalel.newsroom.releases.actions.builder import Builder

    return Builder(lock=settings.home / "builder.lock", command=(*DALEL, "build"))


def later_of(settings: "Configuration") -> "Later":
    """The builder of this home is asked to build."""
    from dalel.newsroom.releases.actions.build_site import Later
    from dalel.newsroom.releases.actions.builder import place

    return Later(place=place(), press=press_of(settings))


def end_with_parent() -> None:
    """End this process when the one that started it has ended, however it did."""

    def watch() -> None:
        while os.read(0, 1):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    Thread(target=watch, daemon=True).start()


def _clock() -> datetime:
    return datetime.now(UTC)
