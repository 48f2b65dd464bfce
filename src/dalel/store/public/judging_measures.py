"""What do editors set in the place of a rule: levels, sentences, lines of the attention list?

Everything is added, and the newest counts; an empty choice gives the matter back to the rule.
"""

from collections.abc import Mapping
from datetime import date

from dalel.domain.attention import Choice
from dalel.domain.errors import DalelError
from dalel.domain.measures import Overruled
from dalel.domain.measuring import Kind, Level, Period, Subject
from dalel.store.acting import Act, incident_row
from dalel.store.models import AttentionRow, EffectRow, LevelRow, SentencesRow
from dalel.store.transactions import writing


class ReasonMissingError(DalelError):
    """Whoever overrules the rule says why."""


Place = tuple[Subject, Period]


def set_level(place: Place, level: Level | None, why: str, act: Act) -> None:
    """Overrule a level, or give it back to the rule (None).

    :raises ReasonMissingError: without a reason.
    """
    subject, period = place
    if not why.strip():
        raise ReasonMissingError
    with writing():
        LevelRow.objects.create(
            kind=subject.kind,
            code=subject.code,
            period=period.name,
            level=level or "",
            reason=why.strip(),
            member=act.member,
            time=act.time,
        )
        act.note("set a level", f"{subject.kind} {subject.code} {period.name}", str(level or ""))


def overruled() -> dict[Place, Overruled]:
    """The levels that editors set."""
    newest = {
        (row.kind, row.code, row.period): row
        for row in LevelRow.objects.select_related("member").order_by("time", "pk")
    }
    return {
        _place(*key): Overruled(
            level=Level(row.level), why=row.reason, member=str(row.member), time=row.time
        )
        for key, row in newest.items()
        if row.level
    }


def set_sentences(place: Place, texts: Mapping[str, str], act: Act) -> None:
    """An editor's sentences on a right in a quarter; empty ones take them back."""
    subject, period = place
    with writing():
        SentencesRow.objects.create(
            kind=subject.kind,
            code=subject.code,
            period=period.name,
            texts={language: text.strip() for language, text in texts.items() if text.strip()},
            member=act.member,
            time=act.time,
        )
        act.note("wrote on a right", f"{subject.kind} {subject.code} {period.name}")


def sentences() -> dict[Place, Mapping[str, str]]:
    """The sentences that stand, by language."""
    rows = SentencesRow.objects.order_by("time", "pk")
    newest = {_place(row.kind, row.code, row.period): row.texts for row in rows}
    return {place: texts for place, texts in newest.items() if texts}


def choose(key: str, choice: Choice | None, why: str, act: Act) -> None:
    """Pin a line of the attention list, dismiss it, or take that back (None).

    :raises ReasonMissingError: without a reason.
    """
    if not why.strip():
        raise ReasonMissingError
    with writing():
        AttentionRow.objects.create(
            key=key, choice=choice or "", reason=why.strip(), member=act.member, time=act.time
        )
        act.note("chose on the attention list", key, str(choice or ""))


def choices() -> dict[str, Choice]:
    """What stands chosen, by the line's key."""
    newest = dict(AttentionRow.objects.order_by("time", "pk").values_list("key", "choice"))
    return {key: Choice(choice) for key, choice in newest.items() if choice}


def record_effect(
    number: str, *, people: int | None, remedied: date | None, note: str, act: Act
) -> None:
    """How many people an incident affected, and when it was put right.

    :raises NotFoundError: when there is none of this number.
    """
    with writing():
        EffectRow.objects.create(
            incident=incident_row(number),
            people=people,
            remedied=remedied,
            note=note.strip(),
            member=act.member,
            time=act.time,
        )
        act.note("recorded an effect", number)


def _place(kind: str, code: str, period: str) -> Place:
    return Subject(kind=Kind(kind), code=code), Period.named(period)
