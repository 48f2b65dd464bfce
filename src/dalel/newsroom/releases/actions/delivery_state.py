"""The state of delivery at each place: what arrived, what failed, when to retry."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from dalel.domain.message import wait_after
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.releases.models import DeliveryRow


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """A place, and how it stands.

    ``is_current``: the site stands there as it is now. ``is_kept``: the newsroom has it kept up to
    date; else somebody sent there once by hand. ``holds``: something that was taken back since
    still stands there. ``delivered`` None: nothing ever arrived; ``failing`` None: nothing fails.
    """

    place: str
    is_kept: bool
    is_current: bool
    holds: bool
    delivered: datetime | None = None
    failing: datetime | None = None
    failures: int = 0
    next_at: datetime | None = None
    error: str = ""

    @property
    def needs_a_look(self) -> bool:
        """Whether somebody should know of it."""
        return self.failing is not None or self.holds


def is_due(place: str, manifest: str, without: Collection[str], now: datetime) -> bool:
    """Whether this state of the site, made ``without`` what was taken back, is to be sent now.

    What failed waits longer each time; a new state does not wait for an old one. What was taken
    back may have stood in no file: then the state is the same, but of the place it is not known.
    """
    row = DeliveryRow.objects.filter(place=place).first()
    if row is None or row.tried != manifest:
        return True
    if row.next_at is None:
        return not set(without) <= set(row.without)
    return row.next_at <= now


def arrived(place: str, manifest: str, without: Collection[str], now: datetime) -> None:
    """Write down that a state of the site stands at a place."""
    with writing():
        DeliveryRow.objects.update_or_create(
            place=place,
            defaults={
                "manifest": manifest,
                "without": sorted(without),
                "delivered": now,
                "tried": manifest,
                "failing": None,
                "failures": 0,
                "next_at": None,
                "error": "",
            },
        )


def failed(place: str, manifest: str, error: str, now: datetime) -> None:
    """Write down that it did not get there, and when it is tried again."""
    with writing():
        row = DeliveryRow.objects.filter(place=place).first() or DeliveryRow(place=place)
        row.failures += 1
        row.failing = row.failing or now
        row.tried, row.error = manifest, error
        row.next_at = now + wait_after(row.failures)
        row.save()


def is_any_known() -> bool:
    """Whether the site was ever sent anywhere, or should have been."""
    return DeliveryRow.objects.exists()


def forget(place: str) -> bool:
    """Know no more of a place; whether anything was known."""
    with writing():
        return bool(DeliveryRow.objects.filter(place=place).delete()[0])


def deliveries(kept: Collection[str], manifest: str, taken: Collection[str]) -> list[Delivery]:
    """How each place stands, those first that are kept up to date.

    ``manifest`` is the digest of the site as it is now, ``taken`` what was taken back.
    """
    rows = {row.place: row for row in DeliveryRow.objects.all()}
    return [
        _told(place, rows.get(place), manifest, frozenset(taken), is_kept=place in kept)
        for place in dict.fromkeys((*kept, *rows))
    ]


def _told(
    place: str, row: DeliveryRow | None, manifest: str, taken: frozenset[str], *, is_kept: bool
) -> Delivery:
    if row is None:
        return Delivery(place=place, is_kept=is_kept, is_current=False, holds=False)
    return Delivery(
        place=place,
        is_kept=is_kept,
        is_current=row.manifest == manifest,
        holds=row.delivered is not None and not taken <= set(row.without),
        delivered=row.delivered,
        failing=row.failing,
        failures=row.failures,
        next_at=row.next_at,
        error=row.error,
    )
