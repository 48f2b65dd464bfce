"""Autosave: what each member typed and has not saved.

An autosave is no version: it belongs to one member, is overwritten, and expires.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from dalel.domain.incident import IncidentText
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.incidents.actions import sealed_names
from dalel.newsroom.incidents.actions.sealed_names import words_of
from dalel.newsroom.incidents.models import AutosaveRow, IncidentRow


@dataclass(frozen=True, kw_only=True)
class Typed:
    """An unsaved text; ``seen`` is the number of the version that is being edited."""

    text: IncidentText
    seen: int
    time: datetime


def keep(incident: IncidentRow, texts: Iterable[tuple[IncidentText, int]], act: Act) -> None:
    """Remember what a member has typed so far, each text with the version that is being edited.

    :raises SealedNameError: when a sealed source is named in one of them; none is kept then.
    """
    texts = tuple(texts)
    sealed_names.refuse(
        incident.number, (said for text, _seen in texts for said in words_of(text)), act
    )
    rows = [
        AutosaveRow(
            member=act.member,
            incident=incident,
            language=text.language,
            title=text.title or "",
            paragraphs=list(text.paragraphs),
            seen=seen,
            time=act.time,
        )
        for text, seen in texts
    ]
    AutosaveRow.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["member", "incident", "language"],
        update_fields=["title", "paragraphs", "seen", "time"],
    )


def typed(number: str, member: Member) -> Mapping[str, Typed]:
    """What this member has typed and not saved, by language."""
    rows = AutosaveRow.objects.filter(member=member, incident__number=number)
    return {
        row.language: Typed(
            text=IncidentText(
                language=row.language, title=row.title or None, paragraphs=tuple(row.paragraphs)
            ),
            seen=row.seen,
            time=row.time,
        )
        for row in rows
    }


def others(number: str, member: Member) -> tuple[tuple[str, datetime], ...]:
    """Who else has unsaved text of this incident, the latest first."""
    rows = AutosaveRow.objects.filter(incident__number=number).exclude(member=member)
    latest: dict[str, datetime] = {}
    for row in rows.select_related("member").order_by("-time"):
        latest.setdefault(str(row.member), row.time)
    return tuple(latest.items())


def forget(number: str, member: Member, languages: Collection[str]) -> None:
    """Drop what was typed: it was saved, or the member does not want it."""
    if languages:
        rows = AutosaveRow.objects.filter(member=member, incident__number=number)
        rows.filter(language__in=languages).delete()


def expire(before: datetime, held: Collection[str]) -> int:
    """Drop what is older, but for the incidents of these numbers, which are under legal hold."""
    gone, _ = (
        AutosaveRow.objects.filter(time__lt=before).exclude(incident__number__in=held).delete()
    )
    return gone
