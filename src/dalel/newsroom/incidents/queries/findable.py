"""The texts of an incident as search finds them: indexed where readers have them, else opened."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from dalel.domain.incident import Provenance
from dalel.domain.states import SHOWN, IncidentState, VersionState
from dalel.newsroom.frame.models.search import Searched
from dalel.newsroom.frame.search_index import Text
from dalel.newsroom.incidents.models import IncidentRow, TextVersionRow
from dalel.newsroom.incidents.queries.records import text_record

_APPROVED = VersionState.APPROVED
#: Texts that readers have, or had before they came to us.
_PUBLIC = Q(state=_APPROVED, incident__state__in=SHOWN) | Q(
    author=None, incident__provenance=Provenance.IMPORTED
)
_NOT_SHOWN = sorted(set(IncidentState) - SHOWN)


def text_of_incident(row: TextVersionRow) -> Text:
    """A version of an incident's text, as it is found."""
    record = text_record(row)
    return Text(
        kind=Searched.INCIDENT,
        owner=row.incident_id,
        language=row.language,
        time=row.time,
        text=f"{record.title or ''}\n{record.summary}",
    )


def unpublished_texts(most: int) -> list[TextVersionRow]:
    """So many of the versions in work or in force that readers do not have, the latest first.

    Each state is asked for by itself, so that an index gives the latest; of what is approved that
    of the latest entries that are not public, however many are.
    """
    rows = TextVersionRow.objects.exclude(_PUBLIC).order_by("-time", "-pk")
    # Were one state asked for, SQLite would go by it through all that was ever approved.
    approved = rows.exclude(state__in=[state for state in VersionState if state != _APPROVED])
    latest = IncidentRow.objects.filter(state__in=_NOT_SHOWN).order_by("-updated", "-pk")
    hidden = list(latest.values_list("pk", flat=True)[:most])
    found = [
        *rows.filter(state=VersionState.DRAFT)[:most],
        *rows.filter(state=VersionState.IN_REVIEW)[:most],
        *approved.filter(incident__in=hidden)[:most],
    ]
    return sorted(found, key=lambda row: (row.time, row.pk), reverse=True)[:most]


def published_texts(incidents: Iterable[int]) -> "QuerySet[TextVersionRow]":
    """The versions of incidents that readers have, the earliest first."""
    return TextVersionRow.objects.filter(_PUBLIC, incident__in=incidents).order_by("number")
