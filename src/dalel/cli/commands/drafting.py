"""Creates the worker that makes pending drafts on this machine with the configured model."""

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dalel.cli.command_context import CommandContext
    from dalel.newsroom.incidents.actions.make_drafts import Drafting
    from dalel.pack import Pack

#: So often files that wait are looked for, in seconds.
_LOOK: Final = 2.0


def drafting_here(context: "CommandContext") -> Callable[[str], int]:
    """What makes the drafts that wait, under a worker's name; tells how many."""
    from dalel.newsroom.incidents.actions.make_drafts import draft_what_waits

    this = _drafting(context)
    return lambda worker: draft_what_waits(this, worker)


def drafting_on(context: "CommandContext") -> Callable[[Event], None]:
    """What makes drafts beside other work until it is to stop."""
    from dalel.newsroom.incidents.actions.make_drafts import draft_on

    this = _drafting(context)
    return lambda stop: draft_on(this, f"{worker_name()} drafts", stop)


def reading_on(pack: "Pack", stop: Event) -> None:
    """Read files that members saved, by machine, beside other work until it is to stop."""
    from dalel.newsroom.frame.item_failure import ItemWork
    from dalel.newsroom.incidents.actions.read_files import FileReader

    reader = FileReader(pack)
    while not stop.is_set():
        with ItemWork("A round of reading saved files"):
            reader.read_what_waits(stop.is_set)
        stop.wait(_LOOK)


def _drafting(context: "CommandContext") -> "Drafting":
    from dalel.newsroom.incidents.actions.make_drafts import drafting_of
    from dalel.newsroom.incidents.actions.translate_drafts import DraftTranslator

    settings = context.configuration
    return drafting_of(
        context.pack,
        settings.model,
        lambda: datetime.now(UTC),
        drafts_new=settings.draft_new,
        translator=DraftTranslator(
            choice=settings.translator_choice,
            pack=context.pack,
            room=settings.translators_folder,
        ),
    )


def worker_name() -> str:
    """A name for this process among workers."""
    from dalel.newsroom.stories.actions.judge import worker_here

    return worker_here()
