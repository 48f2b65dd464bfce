"""The texts of an incident as search finds them: indexed where readers have them, else opened."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from dalel.domain.incident import Provenance
from dalel.domain.states import SHOWN, VersionState
from dalel.newsroom.frame.models.search import Searched
from dalel.newsroom.frame.search_index import Text
from dalel.newsroom.incidents.models import TextVersionRow
from dalel.newsroom.incidents.queries.records import text_record

#: Texts that readers have, or had before they came to us.
_PUBLIC = Q(state=VersionState.APPROVED, incident__state__in=SHOWN) | Q(
    author=None, incident__provenance=Provenance.IMPORTED
)


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


def unpublished_texts() -> "QuerySet[TextVersionRow]":
    """The versions in work or in force that readers do not have, the latest first."""
    rows = TextVersionRow.objects.exclude(state=VersionState.SUPERSEDED).exclude(_PUBLIC)
    return rows.order_by("-time", "-pk")


def published_texts(incidents: Iterable[int]) -> "QuerySet[TextVersionRow]":
    """The versions of incidents that readers have, the earliest first."""
    return TextVersionRow.objects.filter(_PUBLIC, incident__in=incidents).order_by("number")
