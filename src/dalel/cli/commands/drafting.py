"""Creates the worker that makes pending drafts on this machine with the configured model."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dalel.cli.command_context import CommandContext


def drafting_here(context: "CommandContext") -> Callable[[str], int]:
    """What makes the drafts that wait, under a worker's name; tells how many."""
    from dalel.newsroom.incidents.actions.make_drafts import draft_what_waits, drafting_of
    from dalel.newsroom.incidents.actions.translate_drafts import DraftTranslator

    settings = context.configuration
    this = drafting_of(
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
    return lambda worker: draft_what_waits(this, worker)


def worker_name() -> str:
    """A name for this process among workers."""
    from dalel.newsroom.stories.actions.judge import worker_here

    return worker_here()
