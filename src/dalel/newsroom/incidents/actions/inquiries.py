"""Letters to those of whom entries speak: noting that one went out, and what came of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from dalel.domain.conduct import InquiryState
from dalel.domain.diary import DiaryKind
from dalel.domain.errors import DalelError, NotFoundError
from dalel.domain.states import DiaryState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions import diary
from dalel.newsroom.incidents.models import InquiryRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.withdrawn_words import stand_in, withdrawn_words

#: In which languages names bend.
_LANGUAGES = ("kk", "ru")


class WithdrawnInLetterError(DalelError):
    """There are words in it that were withdrawn; they are kept nowhere any more."""


class EarlySilenceError(DalelError):
    """The deadline is not over: an answer may still come."""


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
    """
    sent, due = days
    _refuse_withdrawn(whom)
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
    """
    _refuse_withdrawn(answer.words, answer.translation)
    with writing():
        row = _row(number, key)
        row.answer, row.language = answer.words, answer.language
        row.translation = answer.translation
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


def forget(words: Collection[str]) -> None:
    """Empty whom letters name, and what was answered, where one of these words stands."""
    for row in InquiryRow.objects.all():
        kept = {
            field: "" if _stands(getattr(row, field), words) else getattr(row, field)
            for field in ("whom", "answer", "translation")
        }
        if any(kept[field] != getattr(row, field) for field in kept):
            InquiryRow.objects.filter(pk=row.pk).update(**kept)


def _close(row: InquiryRow, state: InquiryState, act: Act) -> None:
    row.state = state
    row.save(update_fields=["state", "answer", "language", "translation"])
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
    if any(_stands(text, words) for text in texts):
        raise WithdrawnInLetterError


def _stands(text: str, words: Collection[str]) -> bool:
    return stand_in(dict.fromkeys(_LANGUAGES, text), words)
