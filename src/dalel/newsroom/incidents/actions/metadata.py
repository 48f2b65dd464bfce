"""Versions of an incident's frame: section, date and links.

Whatever changes section, date or links does so within ``changing``, so that each change is a
version: who made it is known, an earlier one can be taken up again, and the public sees the one
that was approved last.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import cattrs

from dalel.domain.errors import NotFoundError
from dalel.domain.incident import Frame, Link
from dalel.domain.states import VersionState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions.supersede import StaleEditError, overtake, set_state
from dalel.newsroom.incidents.actions.texts import SENT_ALONG, columns_after, touch
from dalel.newsroom.incidents.models import IncidentRow, LinkRow, MetadataRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.records import frame_record, link_columns, link_record

#: How the first version is marked where an incident stood so before versions were kept.
_FOUND: Final = "as it stood"


@dataclass(frozen=True, kw_only=True)
class FrameVersion:
    """One version of a frame; the author of what was imported or found is empty."""

    number: int
    frame: Frame
    author: str
    time: datetime
    state: VersionState


@contextmanager
def changing(incident: IncidentRow, act: Act, *, seen: int | None = None) -> Iterator[None]:
    """What changes within, and differs, is a new version; what stood before is one too.

    Of an incident that waits for its review the new version waits along with the rest, and is
    approved only by who was shown it.

    :raises StaleEditError: when ``seen`` is given and there is a newer version.
    """
    with writing():
        newest = _newest(incident) or _found(incident)
        if seen is not None and newest is not None and newest.number != seen:
            raise StaleEditError(newest)
        yield
        now = _standing(incident)
        if newest is not None and frame_record(newest) == now:
            return
        is_sent = _is_sent(incident)
        overtake(newest)
        row = _write(incident, now, **columns_after(newest, act))
        if is_sent:
            set_state(row, VersionState.IN_REVIEW)
            MetadataRow.objects.filter(pk=row.pk).update(note=SENT_ALONG)
        touch(incident, act)


def restore(number: str, version: int, *, seen: int, act: Act) -> None:
    """Let an incident stand again as in an earlier version, which makes a new one.

    :raises NotFoundError: when there is no such incident or version.
    :raises StaleEditError: when there is a newer version than ``seen``.
    """
    with writing():
        incident = incident_row(number)
        row = incident.frames.filter(number=version).first()
        if row is None:
            raise NotFoundError(f"{number} has no version {version} of its section and links.")
        wanted = frame_record(row)
        with changing(incident, act, seen=seen):
            incident.section, incident.date = wanted.section, wanted.date
            incident.save()
            incident.links.all().delete()
            LinkRow.objects.bulk_create(
                link_row(incident, order, link) for order, link in enumerate(wanted.links, start=1)
            )
        act.note("restored section and links", incident.number, str(version))


def versions(number: str) -> tuple[FrameVersion, ...]:
    """The versions of an incident's frame, the newest first."""
    rows = MetadataRow.objects.filter(incident__number=number).select_related("author")
    return tuple(
        FrameVersion(
            number=row.number,
            frame=frame_record(row),
            author=str(row.author) if row.author else "",
            time=row.time,
            state=VersionState(row.state),
        )
        for row in rows.order_by("-number")
    )


def newest_number(number: str) -> int:
    """The number of the newest version, 0 where there is none."""
    found = MetadataRow.objects.filter(incident__number=number).order_by("-number")
    return found.values_list("number", flat=True).first() or 0


def link_row(incident: IncidentRow, order: int, link: Link) -> LinkRow:
    """A cited address as a row that is not saved yet."""
    return LinkRow(
        incident=incident,
        order=order,
        **link_columns(link),
    )


def _is_sent(incident: IncidentRow) -> bool:
    """Whether anything of an incident waits for approval."""
    return any(
        rows.filter(state=VersionState.IN_REVIEW).exists()
        for rows in (incident.versions, incident.codes, incident.frames)
    )


def _newest(incident: IncidentRow) -> MetadataRow | None:
    return incident.frames.order_by("-number").first()


def _found(incident: IncidentRow) -> MetadataRow | None:
    """A first version of what stands before the first change; none where nothing stands yet."""
    is_approved = incident.versions.filter(state=VersionState.APPROVED).exists()
    if not is_approved and not incident.links.exists():
        return None
    return _write(
        incident,
        _standing(incident),
        number=1,
        time=incident.updated,
        note=_FOUND,
        state=VersionState.APPROVED if is_approved else VersionState.DRAFT,
    )


def _standing(incident: IncidentRow) -> Frame:
    row = IncidentRow.objects.get(pk=incident.pk)
    links = tuple(link_record(link) for link in row.links.order_by("order"))
    return Frame(section=row.section, date=row.date, links=links)


def _write(incident: IncidentRow, frame: Frame, **columns: object) -> MetadataRow:
    row = MetadataRow(
        incident=incident, section=frame.section, links=cattrs.unstructure(frame.links), **columns
    )
    row.date = frame.date
    row.save()
    return row
