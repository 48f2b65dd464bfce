"""Letters to those of whom entries speak: noting that one went out, and what came of it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dalel.domain.conduct import InquiryState
from dalel.domain.diary import DiaryKind
from dalel.domain.errors import DalelError, NotFoundError
from dalel.domain.public_change import TellInquiry, decode, encode
from dalel.domain.states import DiaryState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions import diary, proposals, sealed_names
from dalel.newsroom.incidents.actions.conversations import ExposingDescriptionError, is_clear
from dalel.newsroom.incidents.actions.proposal_effects import ProposalEffect, add_effects
from dalel.newsroom.incidents.actions.texts import touch
from dalel.newsroom.incidents.models import InquiryRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.withdrawn_words import stand_in_text, withdrawn_words
from dalel.pack import Pack


class WithdrawnInLetterError(DalelError):
    """There are words in it that were withdrawn; they are kept nowhere any more."""


class EarlySilenceError(DalelError):
    """The deadline is not over: an answer may still come."""


class UnansweredError(DalelError):
    """The answer is told in every language, or not at all."""


@dataclass(frozen=True, kw_only=True)
class PublicWords:
    """What the public would read of a letter, by language; ``actor`` is the code of the body."""

    whom: Mapping[str, str]
    answers: Mapping[str, str]
    actor: str = ""


@dataclass(frozen=True, kw_only=True)
class InquiryAnswer:
    """What came, in the language in which it came; ``translation`` is the newsroom's own."""

    words: str
    language: str
    translation: str = ""


def note_sent(number: str, whom: str, days: tuple[date, date], reminder: str, act: Act) -> int:
    """Note that somebody was written to, on which day and until when; gives the letter's key.

    The deadline stands in the diary under the words of ``reminder``, which name nobody.

    :raises NotFoundError: when there is no such incident.
    :raises WithdrawnInLetterError: when whom it names was withdrawn.
    :raises SealedNameError: when it names a sealed source.
    """
    sent, due = days
    _refuse_withdrawn(whom)
    sealed_names.refuse(number, [whom], act)
    with writing():
        incident = incident_row(number)
        row = InquiryRow.objects.create(
            incident=incident,
            whom=whom,
            sent=sent,
            due=due,
            member=act.member,
            time=act.time,
            day_id=diary.write(due, DiaryKind.DEADLINE, reminder, incident.number, act),
        )
        act.note("sent a letter", incident.number, due.isoformat())
    return row.pk


def note_answer(number: str, key: int, answer: InquiryAnswer, act: Act) -> None:
    """Keep what somebody answered, also after the deadline, or what was written down wrongly.

    :raises NotFoundError: when the incident has no such letter.
    :raises WithdrawnInLetterError: when withdrawn words stand in the answer.
    :raises SealedNameError: when a sealed source is named in it.
    """
    _refuse_withdrawn(answer.words, answer.translation)
    sealed_names.refuse(number, [answer.words, answer.translation], act)
    with writing():
        row = _row(number, key)
        row.answer, row.language = answer.words, answer.language
        row.translation = answer.translation
        if row.told:
            # What the public reads is not so any more; the answer is told by two persons, too.
            row.told = None
            touch(row.incident, act)
        _close(row, InquiryState.ANSWERED, act)
        act.note("noted an answer", row.incident.number)


def note_silence(number: str, key: int, today: date, act: Act) -> None:
    """Note that nothing came by the deadline; an answer that comes later is noted all the same.

    :raises NotFoundError: when the incident has no such letter.
    :raises EarlySilenceError: when the last day is not over.
    """
    with writing():
        row = _row(number, key)
        if today <= row.due:
            raise EarlySilenceError
        if row.state == InquiryState.WAITING:
            _close(row, InquiryState.SILENT, act)
            act.note("noted that no answer came", row.incident.number)


def tell(number: str, key: int, words: PublicWords, act: Act, pack: Pack) -> None:
    """Propose that the public learns of a letter: whom, when, until when, and what came.

    It reads nothing of it until a second person approves these very words in every language.

    :raises NotFoundError: when the incident has no such letter, or its words were withdrawn.
    :raises UnansweredError: when an answer came and is not told in every language.
    :raises WithdrawnInLetterError: when withdrawn words stand in them.
    :raises SealedNameError: when a sealed source is named in them.
    :raises ExposingDescriptionError: when they name whom the naming rule hides, or tell a number.
    """
    row = _row(number, key)
    answers = words.answers if row.state == InquiryState.ANSWERED else {}
    if row.state == InquiryState.ANSWERED and len(answers) < len(pack.languages):
        raise UnansweredError
    shown = [*words.whom.values(), *answers.values()]
    _refuse_withdrawn(*shown)
    sealed_names.refuse(number, shown, act)
    for texts in (words.whom, answers):
        if not is_clear(number, texts, pack):
            raise ExposingDescriptionError
    proposals.propose(
        TellInquiry(
            incident=row.incident.number,
            inquiry=row.pk,
            texts=words.whom,
            asked=row.sent,
            due=row.due,
            state=InquiryState(row.state),
            answers=answers,
            actor=words.actor,
        ),
        act,
    )


def forget(words: Collection[str]) -> None:
    """Empty whom letters name, and what was answered, where one of these words stands."""
    for row in InquiryRow.objects.all():
        kept = {
            field: "" if stand_in_text(getattr(row, field), words) else getattr(row, field)
            for field in ("whom", "answer", "translation")
        }
        told = row.told and any(stand_in_text(one, words) for one in _public_words(row.told))
        if told or any(kept[field] != getattr(row, field) for field in kept):
            public = None if told else row.told
            InquiryRow.objects.filter(pk=row.pk).update(**kept, told=public)


def _close(row: InquiryRow, state: InquiryState, act: Act) -> None:
    row.state = state
    row.save(update_fields=["state", "answer", "language", "translation", "told"])
    if row.day is not None and row.day.state == DiaryState.CONFIRMED:
        diary.dismiss(row.day.pk, act)


def _row(number: str, key: int) -> InquiryRow:
    rows = InquiryRow.objects.select_related("incident", "day")
    row = rows.filter(pk=key, incident=incident_row(number)).first()
    if row is None:
        raise NotFoundError(f"There is no letter {key}.")
    return row


def _refuse_withdrawn(*texts: str) -> None:
    words = withdrawn_words()
    if any(stand_in_text(text, words) for text in texts):
        raise WithdrawnInLetterError


def _public_words(told: Mapping[str, Any]) -> Iterator[str]:
    yield from told["texts"].values()
    yield from told["answers"].values()


def _standing(change: TellInquiry) -> TellInquiry | None:
    """What the public reads of the letter; one that has moved on since is another one."""
    row = _row(change.incident, change.inquiry)
    if not row.whom or row.state != change.state:
        raise NotFoundError(f"The letter {change.inquiry} is not what it was.")
    _refuse_withdrawn(*change.texts.values(), *change.answers.values())
    if row.told is None:
        return None
    found = decode(TellInquiry.kind, row.told)
    return found if isinstance(found, TellInquiry) else None


def _tell(change: TellInquiry, act: Act) -> None:
    row = _row(change.incident, change.inquiry)
    InquiryRow.objects.filter(pk=row.pk).update(told=encode(change))
    touch(row.incident, act)
    act.note("told of a letter", row.incident.number)


add_effects({TellInquiry: ProposalEffect(_standing, _tell)})
