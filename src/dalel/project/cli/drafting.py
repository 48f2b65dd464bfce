"""Which drafts are made on this machine, and by which model?"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dalel.project.cli.ground import Ground


def drafting_here(ground: "Ground") -> Callable[[str], int]:
    """What makes the drafts that wait, under a worker's name; tells how many."""
    from dalel.flow.incidents.drafting import draft_what_waits, drafting_of

    settings = ground.configuration
    this = drafting_of(
        ground.pack,
        settings.model,
        lambda: datetime.now(UTC),
        drafts_new=settings.draft_new,
    )
    return lambda worker: draft_what_waits(this, worker)


def worker_name() -> str:
    """A name for this process among workers."""
    from dalel.flow.inbox.judging import worker_here

    return worker_here()
