"""How proposed changes of figures are made once approved."""

from dataclasses import replace

from dalel.domain.attention import Choice
from dalel.domain.count_board import Kind, Level, Period, Subject
from dalel.domain.public_change import (
    ChooseLine,
    SetLevel,
    StateEffect,
    WriteSentences,
)
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.figures.actions import overrides
from dalel.newsroom.figures.models import AttentionRow, EffectRow, LevelRow, SentencesRow
from dalel.newsroom.figures.queries.standing_overrides import Place
from dalel.newsroom.incidents.actions.proposal_effects import ProposalEffect, add_effects
from dalel.newsroom.incidents.queries.incident_rows import incident_row


def _effect(change: StateEffect) -> StateEffect | None:
    rows = EffectRow.objects.filter(incident=incident_row(change.incident))
    row = rows.order_by("time", "pk").last()
    return replace(change, people=row.people, remedied=row.remedied, note=row.note) if row else None


def _state_effect(change: StateEffect, act: Act) -> None:
    overrides.record_effect(
        change.incident, people=change.people, remedied=change.remedied, note=change.note, act=act
    )


def _level(change: SetLevel) -> SetLevel | None:
    rows = LevelRow.objects.filter(kind=change.row, code=change.code, period=change.period)
    row = rows.order_by("time", "pk").last()
    if row is None:
        return None
    return replace(change, level=Level(row.level) if row.level else None, reason=row.reason)


def _set_level(change: SetLevel, act: Act) -> None:
    place = _place(change.row, change.code, change.period)
    overrides.set_level(place, change.level, change.reason, act)


def _sentences(change: WriteSentences) -> WriteSentences | None:
    rows = SentencesRow.objects.filter(kind=change.row, code=change.code, period=change.period)
    row = rows.order_by("time", "pk").last()
    return replace(change, texts=row.texts) if row else None


def _write_sentences(change: WriteSentences, act: Act) -> None:
    place = _place(change.row, change.code, change.period)
    overrides.set_sentences(place, change.texts, act)


def _line(change: ChooseLine) -> ChooseLine | None:
    row = AttentionRow.objects.filter(key=change.line).order_by("time", "pk").last()
    if row is None:
        return None
    return replace(change, choice=Choice(row.choice) if row.choice else None, reason=row.reason)


def _choose_line(change: ChooseLine, act: Act) -> None:
    overrides.choose(change.line, change.choice, change.reason, act)


def _place(row: Kind, code: str, period: str) -> Place:
    return Subject(kind=row, code=code), Period.named(period)


add_effects(
    {
        StateEffect: ProposalEffect(_effect, _state_effect),
        SetLevel: ProposalEffect(_level, _set_level),
        WriteSentences: ProposalEffect(_sentences, _write_sentences),
        ChooseLine: ProposalEffect(_line, _choose_line),
    }
)
