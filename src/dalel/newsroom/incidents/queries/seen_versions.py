"""Which versions of an incident there are, which a member saw last, and what differs since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Value

from dalel.newsroom.incidents.models import (
    CodesRow,
    MetadataRow,
    SeenVersionsRow,
    TextVersionRow,
)
from dalel.newsroom.incidents.queries.incidents import IncidentRecord


@dataclass(frozen=True, kw_only=True)
class ShownVersions:
    """The numbers of the newest versions as a page shows them; 0 or no language: there is none."""

    texts: Mapping[str, int]
    codes: int
    frame: int


@dataclass(frozen=True, kw_only=True)
class SeenVersions:
    """What a member saw last, and when."""

    shown: ShownVersions
    time: datetime


def shown_versions(number: str) -> ShownVersions:
    """The newest versions of an incident, in one query."""
    kinds = ((TextVersionRow, F("language")), (CodesRow, Value("")), (MetadataRow, Value("")))
    texts, codes, frames = (
        model.objects.filter(incident__number=number)
        .order_by()
        .annotate(kind=Value(model.__name__), of=of)
        .values_list("kind", "of", "number")
        for model, of in kinds
    )
    newest: dict[tuple[str, str], int] = {}
    for kind, of, version in texts.union(codes, frames, all=True):
        newest[kind, of] = max(version, newest.get((kind, of), 0))
    return ShownVersions(
        texts={of: version for (kind, of), version in newest.items() if kind == "TextVersionRow"},
        codes=newest.get(("CodesRow", ""), 0),
        frame=newest.get(("MetadataRow", ""), 0),
    )


def versions_in(record: IncidentRecord) -> ShownVersions:
    """The newest versions as a record that was read holds them, which a page of it shows."""
    return ShownVersions(
        texts={language: listed[0].number for language, listed in record.versions.items()},
        codes=record.reading.codes_version,
        frame=record.reading.frame_version,
    )


def seen_versions(number: str, member: int) -> SeenVersions | None:
    """What the member of this key saw last of an incident; None: nothing yet."""
    row = SeenVersionsRow.objects.filter(incident__number=number, member=member).first()
    if row is None:
        return None
    shown = ShownVersions(texts=row.texts, codes=row.codes, frame=row.frame)
    return SeenVersions(shown=shown, time=row.time)
