"""Conversations with sources: what members see of them, what texts may rest on, what is public.

Nothing here but ``sealed_of`` opens a seal.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from dalel.domain.conversation import ConversationWay, PublicConversation
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.sealing import BrokenSealError, unsealed
from dalel.newsroom.incidents.models import ConversationRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.pack import Pack
from dalel.pack.letters import letter_days

_INNER_QUOTES = str.maketrans({"«": "„", "»": "“"})


@dataclass(frozen=True, kw_only=True)
class SealedSource:
    """Who a source is, and how to reach it."""

    name: str
    contact: str = ""


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """A note as members see it, without who the source is.

    ``is_open``: the words may be quoted today; ``told`` is a sentence for the entry, by language.
    ``earlier`` counts the notes that it corrects.
    """

    key: int
    held: date
    way: ConversationWay
    described: Mapping[str, str]
    words: str
    language: str
    translation: str
    may_quote: bool
    may_name: bool
    until: date | None
    is_open: bool
    is_told: bool
    is_sealed: bool
    is_own: bool
    member: str
    time: datetime
    withdrawn: datetime | None
    withdrawn_by: str
    told: Mapping[str, str]
    earlier: int


@dataclass(frozen=True, kw_only=True)
class SpokenWords:
    """Words that a text may rest on: by language, with how the source may be called in each."""

    key: int
    held: date
    words: Mapping[str, str]
    described: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """All that the checks take from conversations of an entry.

    ``withdrawn`` are the digests (``sentence_digest``) of sentences whose source took them back.
    """

    words: tuple[SpokenWords, ...] = ()
    withdrawn: frozenset[str] = frozenset()


def conversations(number: str, pack: Pack, today: date, reader: Member) -> tuple[Conversation, ...]:
    """The notes of an incident that stand, the latest first, as this member sees them.

    :raises NotFoundError: when there is no incident of this number.
    """
    rows = ConversationRow.objects.filter(incident=incident_row(number))
    found = rows.select_related("member", "withdrawn_by").order_by("-held", "-pk")
    by_key = {row.pk: row for row in found}
    corrected = {row.corrects_id for row in by_key.values()}
    return tuple(
        _conversation(row, pack, today, reader, _earlier(row, by_key))
        for row in by_key.values()
        if row.pk not in corrected
    )


def spoken_of(number: str, today: date) -> Spoken:
    """What texts of an incident may rest on today, and what they may no longer."""
    words, withdrawn = [], set[str]()
    for row in ConversationRow.objects.filter(incident__number=number, corrected=None):
        withdrawn |= set(row.stood)
        if is_open(row, today):
            words.append(spoken_words(row))
    return Spoken(words=tuple(words), withdrawn=frozenset(withdrawn))


def spoken_words(row: ConversationRow) -> SpokenWords:
    """The words of a note, and the newsroom's translation into the other languages."""
    others = {one: row.translation for one in row.described if row.translation}
    return SpokenWords(
        key=row.pk,
        held=row.held,
        words={**others, row.language: row.words},
        described=row.described,
    )


def is_open(row: ConversationRow, today: date) -> bool:
    """Whether the words of a note may be quoted today."""
    return bool(
        row.may_quote
        and row.words
        and row.withdrawn is None
        and (row.until is None or row.until >= today)
    )


def standing_rows() -> "QuerySet[ConversationRow]":
    """The notes that neither were corrected nor lost their words."""
    return ConversationRow.objects.filter(corrected=None, withdrawn=None)


def sentence_digest(sentence: str) -> str:
    """How a sentence is known again without being repeated."""
    told = " ".join(sentence.casefold().split())
    return salted_hmac("dalel.conversation", told, algorithm="sha256").hexdigest()


def sealed_of(row: ConversationRow) -> SealedSource:
    """Who the source of a note is; of one that lost its words nobody.

    :raises BrokenSealError: when the key is not there any more.
    """
    if not row.sealed:
        return SealedSource(name="")
    told = json.loads(unsealed(row.sealed))
    return SealedSource(name=told["name"], contact=told["contact"])


def sealed_sources(number: str = "") -> tuple[SealedSource, ...]:
    """The sources of an incident, or of all, who may not be named, as far as seals open."""
    rows = ConversationRow.objects.filter(corrected=None, may_name=False).exclude(sealed="")
    found = []
    of_number = Q(incident__number=number) | Q(incident__provisional=number)
    for row in rows.filter(of_number) if number else rows:
        try:
            found.append(sealed_of(row))
        except BrokenSealError:
            continue
    return tuple(found)


def public_conversations() -> Mapping[str, tuple[tuple[PublicConversation, date | None], ...]]:
    """What the public may learn, by incident: each with the last day on which it may."""
    rows = standing_rows().filter(is_told=True, may_quote=True).exclude(words="")
    found: dict[str, list[tuple[PublicConversation, date | None]]] = defaultdict(list)
    for row in rows.select_related("incident").order_by("held", "pk"):
        told = PublicConversation(held=row.held, described=row.described)
        found[row.incident.number].append((told, row.until))
    return {number: tuple(told) for number, told in found.items()}


def expired(today: date) -> "QuerySet[ConversationRow]":
    """Notes whose agreement has ended, of which texts may still tell."""
    return standing_rows().filter(Q(until__lt=today))


def _earlier(row: ConversationRow, by_key: Mapping[int, ConversationRow]) -> int:
    count, key = 0, row.corrects_id
    while key is not None and key in by_key:
        count, key = count + 1, by_key[key].corrects_id
    return count


def _conversation(
    row: ConversationRow, pack: Pack, today: date, reader: Member, earlier: int
) -> Conversation:
    may_be_quoted = is_open(row, today)
    return Conversation(
        key=row.pk,
        held=row.held,
        way=ConversationWay(row.way),
        described=row.described,
        words=row.words,
        language=row.language,
        translation=row.translation,
        may_quote=row.may_quote,
        may_name=row.may_name,
        until=row.until,
        is_open=may_be_quoted,
        is_told=row.is_told,
        is_sealed=bool(row.sealed),
        is_own=row.member_id == reader.pk,
        member=str(row.member),
        time=row.time,
        withdrawn=row.withdrawn,
        withdrawn_by=str(row.withdrawn_by or ""),
        told=dict(_told(row, pack)) if may_be_quoted else {},
        earlier=earlier,
    )


def _told(row: ConversationRow, pack: Pack) -> list[tuple[str, str]]:
    """A sentence in each language in which there are words for it."""
    forms, found = pack.inquiry, []
    if not forms.spoken:
        return []
    for language in pack.languages:
        is_own = language == row.language
        words = row.words if is_own else row.translation
        if not words or not row.described.get(language):
            continue
        form = (forms.spoken if is_own else forms.spoken_translated)[language]
        said = " ".join(words.split()).strip('«»"“”').rstrip(".").translate(_INNER_QUOTES)
        rooms = letter_days(pack.formats, language, held=row.held)
        found.append((language, form % {**rooms, "who": row.described[language], "words": said}))
    return found
