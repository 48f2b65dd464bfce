"""What a new newsroom says of itself, one answer at a time."""

from collections.abc import Mapping

from dalel.domain.bulletin_rhythm import Rhythm
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import NewsroomRow
from dalel.newsroom.accounts.queries.welcome_steps import WelcomeStep
from dalel.newsroom.frame.transactions import writing


def state_publisher(names: Mapping[str, str], act: Act) -> None:
    """Say who publishes, by language; the rest of the imprint stays."""
    with writing():
        row, _ = NewsroomRow.objects.get_or_create(pk=1)
        row.imprint = {**row.imprint, "publisher": {**row.imprint.get("publisher", {}), **names}}
        row.save(update_fields=["imprint"])
        act.note("changed the imprint", "newsroom", "publisher")


def state_rhythm(rhythm: Rhythm, act: Act) -> None:
    """Say how often the bulletin comes out."""
    with writing():
        NewsroomRow.objects.update_or_create(pk=1, defaults={"rhythm": str(rhythm)})
        act.note("changed the rhythm of the bulletin", "newsroom", rhythm)


def put_aside(step: WelcomeStep, act: Act) -> None:
    """Have a step no longer shown as open."""
    with writing():
        row, _ = NewsroomRow.objects.get_or_create(pk=1)
        row.put_aside = sorted({*row.put_aside, str(step)})
        row.save(update_fields=["put_aside"])
        act.note("put a step of the welcome aside", "newsroom", step)
