"""Decisions of editors that override rules: levels, sentences, the attention list, effects.

Everything is added, and the newest counts; an empty choice gives the matter back to the rule.
"""

from collections.abc import Mapping
from datetime import date

from dalel.domain.attention import Choice
from dalel.domain.count_board import Level
from dalel.domain.errors import DalelError
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.figures.models import AttentionRow, EffectRow, LevelRow, SentencesRow
from dalel.newsroom.figures.queries.standing_overrides import Place
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.queries.incident_rows import incident_row


class ReasonMissingError(DalelError):
    """Whoever overrules the rule says why."""


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
