"""Texts that are stale: those whose other language was changed after they were written."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import QuerySet

from dalel.domain.staleness import TextEvent, stale_languages
from dalel.newsroom.incidents.models import ConfirmationRow, IncidentRow, TextVersionRow


def stale_texts(rows: "QuerySet[IncidentRow]") -> Mapping[str, frozenset[str]]:
    """The stale languages of each incident, by its number."""
    versions = TextVersionRow.objects.filter(incident__in=rows)
    return stale_among(rows, versions.values_list("incident__number", "language", "time"))


def stale_among(
    rows: "QuerySet[IncidentRow]", versions: Iterable[tuple[str, str, datetime]]
) -> Mapping[str, frozenset[str]]:
    """As ``stale_texts``, of versions that were read already: number, language, time."""
    events: dict[str, list[TextEvent]] = defaultdict(list)
    for incident, language, time in versions:
        events[incident].append(TextEvent(time=time, language=language))
    confirmed = ConfirmationRow.objects.filter(version__incident__in=rows)
    for incident, language, time in confirmed.values_list(
        "version__incident__number", "version__language", "time"
    ):
        events[incident].append(TextEvent(time=time, language=language, confirms=True))
    return {incident: stale_languages(happened) for incident, happened in events.items()}
