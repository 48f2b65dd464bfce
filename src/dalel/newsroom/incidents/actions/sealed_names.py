"""Refuses to store the name or contact of a sealed source where members write."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from dalel.domain.errors import DalelError
from dalel.domain.incident import IncidentText
from dalel.language.name_forms import forms
from dalel.language.ru.given_names import is_given_name
from dalel.language.ru.names_of_others import is_given_name_of_others
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.models import ConversationRow, IncidentRow, TextVersionRow
from dalel.newsroom.incidents.queries.conversations import SealedSource, sealed_sources

#: In which languages names bend.
_LANGUAGES: Final = ("kk", "ru")
#: How a refusal is written down; the name is not.
REFUSED: Final = "typed a sealed name"
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_PATRONYMIC: Final = re.compile(r"(?:вич|вна|ұлы|қызы)$")
_DIGIT: Final = re.compile(r"\D")
#: So many digits are a telephone's, or an account's.
_NUMBER: Final = 7
#: A shorter word stands in too many others.
_SHORTEST: Final = 4
#: Who types on is refused again every few seconds.
_TYPES_ON: Final = timedelta(minutes=1)
#: So many refusals are listed.
_SHOWN: Final = 20
#: What counts of a telephone number: not how the country or its exchange is dialled.
_DIALLED: Final = 10


#: After so many refusals in so long, nothing of the member is taken in that entry for as long.
#: Whoever tries names to learn who the source is would else be told by each that passes.
_TRIES: Final = 3
_HELD_FOR: Final = timedelta(days=1)
#: How it is written down that this began.
HELD: Final = "was held back after typing sealed names"


class SealedNameError(DalelError):
    """A sealed name stands in it."""


class TriedTooOftenError(SealedNameError):
    """The member was refused so often that nothing is taken, whatever stands in it."""


def refuse(number: str, texts: Iterable[str], act: Act) -> None:
    """Refuse texts in which who may not be named stands, of an incident or (no number) of any.

    A name that stands in the newest texts of the incident already was no secret here before, and is
    let pass. That somebody was refused is written down, without what was typed. Who was refused
    ``_TRIES`` times within a day, and noted no conversation there, is then refused all: so no text
    that passes or fails tells whose name is sealed.

    :raises SealedNameError: when a sealed name or contact stands in one of the texts.
    :raises TriedTooOftenError: when the member was refused too often.
    """
    sources = sealed_sources(number)
    typed = [one for one in texts if one]
    if sources and typed and _is_held(number, act):
        raise TriedTooOftenError
    found = [one for one in sources if any(stands_in(one, text) for text in typed)]
    if not found:
        return
    if number:
        known = list(_standing(number))
        if all(any(stands_in(one, text) for text in known) for one in found):
            return
    _witness(number, act)
    raise SealedNameError


def refusals(number: str) -> tuple[tuple[str, datetime], ...]:
    """Who was refused of late because of a sealed name in an incident, the latest first."""
    rows = AuditRow.objects.filter(action=REFUSED, subject=number).select_related("member")
    return tuple((str(row.member), row.time) for row in rows.order_by("-time", "-pk")[:_SHOWN])


def held_back(member: Member, now: datetime) -> tuple[tuple[str, str], ...]:
    """Who is held back in which incident, for who noted a conversation there; in one query."""
    noted = ConversationRow.objects.filter(member=member).values("incident__number")
    rows = AuditRow.objects.filter(
        action=HELD, time__gt=now - _HELD_FOR, subject__in=noted
    ).exclude(member=member)
    found = rows.select_related("member").order_by("-time", "-pk")
    return tuple(dict.fromkeys((str(row.member), row.subject) for row in found[:_SHOWN]))


def _is_held(number: str, act: Act) -> bool:
    """Whether the member was refused too often; who noted a conversation knows the name."""
    return (
        _refused_lately(number, act) >= _TRIES
        and not ConversationRow.objects.filter(incident__number=number, member=act.member).exists()
    )


def _refused_lately(number: str, act: Act) -> int:
    rows = AuditRow.objects.filter(action=REFUSED, subject=number, member=act.member)
    return rows.filter(time__gt=act.time - _HELD_FOR).count()


def _witness(number: str, act: Act) -> None:
    """Write the refusal down; while somebody types on, once in so long."""
    lately = AuditRow.objects.filter(
        action=REFUSED, subject=number, member=act.member, time__gt=act.time - _TYPES_ON
    )
    with writing():
        if not lately.exists():
            act.note(REFUSED, number)
            if _is_held(number, act):
                act.note(HELD, number)


def words_of(text: IncidentText) -> tuple[str, ...]:
    """All that a text says."""
    return (text.title or "", *text.paragraphs)


def stands_in(source: SealedSource, text: str) -> bool:
    """Whether a source is called in a text by its whole name, its surname, or its contact."""
    return _is_called(source.name, text) or _is_reached(source.contact, text)


def _is_called(name: str, text: str) -> bool:
    """In whatever form, in Kazakh and Russian; the whole name also in small letters."""
    parts = _WORD.findall(name)
    if not parts:
        return False
    called = " ".join(_begun(part) for part in parts)
    raised = _WORD.sub(lambda word: _begun(word[0]), text)
    alone = _telling(parts)
    return any(
        _whole(raised, language, called) or any(_whole(text, language, part) for part in alone)
        for language in _LANGUAGES
    )


def _telling(parts: list[str]) -> tuple[str, ...]:
    """The words of a name that tell who it is by themselves: given names do not."""
    telling = tuple(
        _begun(part) for part in parts if len(part) >= _SHORTEST and not _is_given(part.lower())
    )
    return telling or (tuple(map(_begun, parts)) if len(parts) == 1 else ())


def _is_given(word: str) -> bool:
    return bool(is_given_name(word) or is_given_name_of_others(word) or _PATRONYMIC.search(word))


def _whole(text: str, language: str, name: str) -> bool:
    return any(is_whole for _form, is_whole in forms(text, language, [name]))


def _begun(word: str) -> str:
    return word[:1].upper() + word[1:]


def _is_reached(contact: str, text: str) -> bool:
    """Whether an address, an account or a number stands there, however it is spaced."""
    told, typed = contact.casefold(), text.casefold()
    digits = _DIGIT.sub("", told)
    if len(digits) >= _NUMBER and digits[-_DIALLED:] in _DIGIT.sub("", typed):
        return True
    handles = (one.strip(".,;:()<>") for one in told.split() if "@" in one)
    return any(len(one) >= _SHORTEST and one in typed for one in handles)


def _standing(number: str) -> Iterator[str]:
    """The newest texts of an incident."""
    incident = IncidentRow.objects.filter(Q(number=number) | Q(provisional=number))
    newest: Mapping[str, TextVersionRow] = {
        row.language: row
        for row in TextVersionRow.objects.filter(incident__in=incident).order_by("number")
    }
    for row in newest.values():
        yield "\n\n".join((row.title or "", *row.paragraphs))
