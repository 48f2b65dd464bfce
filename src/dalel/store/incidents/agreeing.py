"""Which language versions of an incident's text no longer say what the others say?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import QuerySet

from dalel.domain.errors import DalelError
from dalel.domain.staleness import TextEvent, stale_languages
from dalel.domain.states import VersionState
from dalel.store.models import AuditRow, ConfirmationRow, IncidentRow, Member, TextVersionRow


class NothingToConfirmError(DalelError):
    """There is no text in this language."""


class CannotReadError(DalelError):
    """The member does not read this language."""


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


def confirm(number: str, language: str, *, member: Member, now: datetime) -> None:
    """Record that somebody who reads the language found its text to agree with the others.

    :raises NothingToConfirmError: when the incident has no text in the language.
    :raises CannotReadError: when the member does not read it.
    """
    versions = TextVersionRow.objects.filter(incident__number=number, language=language)
    newest = versions.exclude(state=VersionState.SUPERSEDED).order_by("number").last()
    if newest is None:
        raise NothingToConfirmError(f"{number} has no text in {language}.")
    if language not in member.reads:
        raise CannotReadError(f"{member} is not entered as a reader of {language}.")
    ConfirmationRow.objects.create(version=newest, member=member, time=now)
    AuditRow.objects.create(
        time=now, member=member, action="confirmed a language", subject=number, detail=language
    )
