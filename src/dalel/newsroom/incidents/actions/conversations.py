"""Notes of conversations with sources: writing, correcting, opening a seal, taking words back."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from dalel.domain.conversation import ConversationWay
from dalel.domain.errors import DalelError, NotFoundError
from dalel.domain.incident import IncidentText
from dalel.domain.public_change import TellConversation
from dalel.language.sentences import sentences
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame import typed_input
from dalel.newsroom.frame.permissions import Action, may
from dalel.newsroom.frame.sealing import seal
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions import proposals, sent_texts, sentence_memory
from dalel.newsroom.incidents.actions.proposal_effects import ProposalEffect, add_effects
from dalel.newsroom.incidents.actions.proposals import NothingChangesError
from dalel.newsroom.incidents.actions.sealed_names import SealedNameError, stands_in
from dalel.newsroom.incidents.actions.texts import newest_texts, touch
from dalel.newsroom.incidents.models import ConversationRow, IncidentRow
from dalel.newsroom.incidents.queries.check_material import checkable
from dalel.newsroom.incidents.queries.conversations import (
    SealedSource,
    sealed_of,
    spoken_words,
    standing_rows,
)
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.inspection import inspector_of
from dalel.newsroom.incidents.queries.proof import sentences_alone
from dalel.newsroom.incidents.queries.withdrawn_words import stand_in_text, withdrawn_words
from dalel.pack import Pack

#: Fewer letters stand in too many sentences to be forgotten everywhere.
_SHORTEST: Final = 12
#: So many letters a reason has.
LONGEST_REASON: Final = 500


class NotYoursError(DalelError):
    """Who wrote the note corrects it; who the source is opens an editor, and says why."""


class NoReasonError(DalelError):
    """An editor says why the seal is opened."""


class ExposingDescriptionError(DalelError):
    """How the source may be called names somebody of whom it is not decided, or tells a number."""


class WithdrawnInNoteError(DalelError):
    """There are words in it that were withdrawn; they are kept nowhere any more."""


@dataclass(frozen=True, kw_only=True)
class ConversationNote:
    """What somebody told the newsroom, and what was agreed about it."""

    held: date
    way: ConversationWay
    source: SealedSource
    described: Mapping[str, str]
    words: str
    language: str
    translation: str = ""
    may_quote: bool = False
    may_name: bool = False
    until: date | None = None


def write(number: str, note: ConversationNote, act: Act, pack: Pack) -> int:
    """Keep a note, its source sealed; gives its key.

    What the public would learn of it waits for a second person.

    :raises NotFoundError: when there is no such incident.
    :raises SealedNameError: when the name stands in what members or the public would read.
    :raises ExposingDescriptionError: when the description would expose somebody.
    :raises WithdrawnInNoteError: when withdrawn words stand in it.
    """
    _check(number, note, pack)
    with writing():
        row = _kept(number, note, act, None)
        act.note("noted a conversation", row.incident.number)
        _propose(row, act)
    return row.pk


def correct(number: str, key: int, note: ConversationNote, act: Act, pack: Pack) -> int:
    """Keep a corrected note in a row of its own, by who wrote the first; gives its key.

    Without a name the source stays who it was. Raises as ``write``.

    :raises NotFoundError: when the incident has no such note, or it was corrected already.
    :raises NotYoursError: when another member wrote it.
    """
    earlier = _row(number, key)
    if earlier.member_id != act.member.pk:
        raise NotYoursError
    if not note.source.name:
        note = replace(note, source=sealed_of(earlier))
    _check(number, note, pack)
    with writing():
        row = _kept(number, note, act, earlier)
        ConversationRow.objects.filter(pk=earlier.pk).update(is_told=False)
        act.note("corrected a conversation", row.incident.number)
        _propose(row, act)
    return row.pk


def look(number: str, key: int, act: Act) -> SealedSource:
    """Who the source is, for who wrote the note; that it was looked at stays written down.

    :raises NotFoundError: when the incident has no such note.
    :raises NotYoursError: when another member wrote it.
    :raises BrokenSealError: when the key is not there any more.
    """
    with writing():
        row = _row(number, key)
        if row.member_id != act.member.pk:
            raise NotYoursError
        source = sealed_of(row)
        act.note("looked at a source of one's own", row.incident.number)
    return source


def open_seal(number: str, key: int, reason: str, act: Act) -> SealedSource:
    """Who the source is, for an editor who says why; that stays written down, the name does not.

    Of the reason no more than ``LONGEST_REASON`` letters are kept.

    :raises NotYoursError: when the member is no editor.
    :raises NoReasonError: when no reason is given that can be seen.
    :raises SealedNameError: when the reason repeats the name.
    :raises BrokenSealError: when the key is not there any more.
    """
    if not may(act.member, Action.APPROVE):
        raise NotYoursError
    reason = typed_input.line(reason)[:LONGEST_REASON]
    if not typed_input.is_seen(reason):
        raise NoReasonError
    with writing():
        row = _row(number, key)
        source = sealed_of(row)
        if stands_in(source, reason):
            raise SealedNameError
        act.note("opened a sealed source", row.incident.number, reason)
    return source


def withdraw(number: str, key: int, act: Act, pack: Pack) -> None:
    """Take a note back as its source wishes: name, words and description leave for good.

    The sentences of the entry that told them are asked about from then on.

    :raises NotFoundError: when the incident has no such note, or it was taken back already.
    :raises NotYoursError: when neither its writer nor an editor does it.
    """
    row = _row(number, key)
    if row.member_id != act.member.pk and not may(act.member, Action.APPROVE):
        raise NotYoursError
    stood = sentences_alone(newest_texts(number), spoken_words(row), pack, pack.day_of(act.time))
    with writing():
        row = _row(number, key)
        if said := [*_sentences(row.words), *_sentences(row.translation)]:
            sent_texts.forget(said)
            sentence_memory.forget_words(said)
        chain = _chain(row)
        ConversationRow.objects.filter(pk__in=chain).update(
            sealed="",
            words="",
            translation="",
            described={},
            is_told=False,
            stood=[],
            withdrawn=act.time,
            withdrawn_by=act.member,
        )
        ConversationRow.objects.filter(pk=row.pk).update(stood=sorted(stood))
        touch(row.incident, act)
        act.note("took a conversation back", row.incident.number)


def forget(words: Collection[str]) -> None:
    """Empty what notes hold where one of these words stands; a seal stays closed."""
    for row in ConversationRow.objects.filter(withdrawn=None):
        kept = {
            field: "" if stand_in_text(getattr(row, field), words) else getattr(row, field)
            for field in ("words", "translation")
        }
        described = {
            language: called
            for language, called in row.described.items()
            if not stand_in_text(called, words)
        }
        # What stays is not written again: it would be sealed anew, and only emptying is let.
        changed = {one: kept[one] for one in kept if kept[one] != getattr(row, one)}
        if changed or described != row.described:
            is_told = row.is_told and described == row.described
            ConversationRow.objects.filter(pk=row.pk).update(
                **changed, described=described, is_told=is_told
            )


def _kept(
    number: str, note: ConversationNote, act: Act, earlier: ConversationRow | None
) -> ConversationRow:
    told = json.dumps({"name": note.source.name, "contact": note.source.contact})
    row = ConversationRow.objects.create(
        incident=incident_row(number),
        corrects=earlier,
        held=note.held,
        way=note.way,
        sealed=seal(told),
        described=dict(note.described),
        words=note.words,
        language=note.language,
        translation=note.translation,
        may_quote=note.may_quote,
        may_name=note.may_name,
        until=note.until,
        member=act.member,
        time=act.time,
    )
    touch(row.incident, act)
    return row


def _check(number: str, note: ConversationNote, pack: Pack) -> None:
    """What members and the public would read of a note gives nobody away."""
    shown = (note.words, note.translation, *note.described.values())
    if not note.may_name and any(stands_in(note.source, one) for one in shown):
        raise SealedNameError
    withdrawn = withdrawn_words()
    if any(stand_in_text(one, withdrawn) for one in (*shown, note.source.name)):
        raise WithdrawnInNoteError
    if note.may_quote and not is_clear(number, note.described, pack):
        raise ExposingDescriptionError


def is_clear(number: str, described: Mapping[str, str], pack: Pack) -> bool:
    """Whether the checks that nothing in public escapes have nothing against a description."""
    inspector = inspector_of(pack)
    rows = IncidentRow.objects.filter(pk=incident_row(number).pk)
    (one,) = checkable(rows, ZoneInfo(pack.zone))
    return not any(
        concern.holds_back
        for language, called in described.items()
        for concern in inspector.exposed(
            IncidentText(language=language, title=None, paragraphs=(called,)),
            one.known,
            one.written,
        )
    )


def _propose(row: ConversationRow, act: Act) -> None:
    """Ask a second person whether the public may learn of it."""
    if not row.may_quote:
        return
    try:
        proposals.propose(
            TellConversation(
                incident=row.incident.number,
                conversation=row.pk,
                day=row.held,
                texts=row.described,
            ),
            act,
        )
    except NothingChangesError:
        return


def _row(number: str, key: int) -> ConversationRow:
    rows = standing_rows().select_related("incident", "member")
    row = rows.filter(pk=key, incident=incident_row(number)).first()
    if row is None:
        raise NotFoundError(f"There is no conversation {key}.")
    return row


def _chain(row: ConversationRow) -> list[int]:
    """A note and all that it corrects."""
    found = [row.pk]
    while row.corrects is not None:
        row = row.corrects
        found.append(row.pk)
    return found


def _sentences(text: str) -> Iterator[str]:
    """The sentences that are long enough to be nobody else's."""
    for span in sentences(text):
        told = " ".join(text[span.start : span.end].split())
        if len(told) >= _SHORTEST:
            yield told


def _told(change: TellConversation) -> TellConversation | None:
    row = _row(change.incident, change.conversation)
    if not row.may_quote or not row.words:
        raise NotFoundError(f"The conversation {change.conversation} may not be quoted.")
    if not row.is_told:
        return None
    return replace(change, day=row.held, texts=row.described)


def _tell(change: TellConversation, act: Act) -> None:
    row = _row(change.incident, change.conversation)
    ConversationRow.objects.filter(pk=row.pk).update(is_told=True)
    touch(row.incident, act)
    act.note("told of a conversation", row.incident.number)


add_effects({TellConversation: ProposalEffect(_told, _tell)})
