"""What does the public side get to see of the rows, frozen for one build?"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from django.db import transaction

from dalel.domain.edition import Edition
from dalel.domain.snapshot import Snapshot
from dalel.domain.states import EditionState, VersionState
from dalel.pack import Pack
from dalel.store.agreeing import stale_texts
from dalel.store.assembling import Reading, readings
from dalel.store.concerns import open_errors
from dalel.store.models import EditionEntryRow, EditionRow, IncidentRow, IntroductionRow

#: The time of a record in which nothing has happened yet.
_BEFORE_ANYTHING: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class _Issue:
    """What belongs to one edition, gathered by the key of its row."""

    incidents: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    introduction: dict[str, IntroductionRow] = field(default_factory=dict)


def take(pack: Pack) -> Snapshot:
    """Freeze the record as its newest versions tell it, in thirteen queries.

    It is a preview while any text, code or introduction in it is unapproved, a language is missing,
    or there is nothing in it. Its time is that of the latest change, so that the same record gives
    the same bytes.
    """
    with transaction.atomic():
        read = readings(IncidentRow.objects.order_by("number"))
        issues = _issues()
        held = _held()
        rows = list(EditionRow.objects.order_by("number"))
    incidents = tuple(reading.incident for reading in read)
    languages = frozenset(pack.languages)
    introductions = [row for issue in issues.values() for row in issue.introduction.values()]
    times = [
        *(incident.updated for incident in incidents),
        *(row.time for row in introductions),
        *(row.released for row in rows if row.released),
    ]
    return Snapshot(
        profile=pack.profile,
        codebook=pack.codebook,
        sources=pack.sources,
        places={place.code: place.labels for place in pack.places},
        editions=tuple(_edition(row, issues[row.pk]) for row in rows),
        incidents=incidents,
        time=max(times, default=_BEFORE_ANYTHING),
        preview=not (
            read
            and all(_is_approved(reading, languages) for reading in read)
            and all(row.state == VersionState.APPROVED for row in introductions)
        ),
        held=held,
    )


def _held() -> dict[str, tuple[str, ...]]:
    """What holds back each incident: concerns that nobody has decided, languages not confirmed."""
    held: dict[str, list[str]] = defaultdict(list)
    for number, count in open_errors().items():
        held[number].append(f"{count} open concern{'s' * (count > 1)} of weight error")
    for number, languages in stale_texts(IncidentRow.objects.all()).items():
        held[number] += [
            f"the text in {language} is not confirmed since another language changed"
            for language in sorted(languages)
        ]
    return {number: tuple(reasons) for number, reasons in sorted(held.items()) if reasons}


def _is_approved(reading: Reading, languages: frozenset[str]) -> bool:
    return (
        reading.incident.approved >= languages
        and frozenset(reading.states) == reading.incident.approved
        and reading.codes_state in {None, VersionState.APPROVED}
    )


def _issues() -> dict[int, _Issue]:
    issues: dict[int, _Issue] = defaultdict(_Issue)
    entries: Iterable[tuple[int, int, str]] = EditionEntryRow.objects.order_by(
        "edition", "section", "order"
    ).values_list("edition_id", "section", "incident__number")
    for edition, section, number in entries:
        issues[edition].incidents[section].append(number)
    written = IntroductionRow.objects.exclude(state=VersionState.SUPERSEDED)
    # Ordered by number, so that the newest of a language comes last and stays.
    for row in written.order_by("number"):
        issues[row.edition_id].introduction[row.language] = row
    return issues


def _edition(row: EditionRow, issue: _Issue) -> Edition:
    return Edition(
        number=row.number,
        period_start=row.period_start,
        period_end=row.period_end,
        introduction={
            language: issue.introduction[language].text for language in sorted(issue.introduction)
        },
        incidents={section: tuple(numbers) for section, numbers in issue.incidents.items()},
        state=EditionState(row.state),
        released=row.released,
    )
