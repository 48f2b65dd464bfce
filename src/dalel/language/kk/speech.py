"""Who says so: айтуынша, мәліметінше, мәліметі бойынша, хабарлағандай."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dalel.language.kk.attachment import Clause
from dalel.language.kk.cases import Case
from dalel.language.kk.chunks import Chunk
from dalel.language.kk.drafts import ClaimDraft, of_clause
from dalel.language.kk.vocabulary import SAYINGS

_BY: Final = frozenset({"бойынша", "негізінде", "қарағанда"})
#: Whoever writes a piece only passes on what others say.
_PASSING: Final = "жаз"


def set_voices(drafts: Sequence[ClaimDraft], left: Sequence[Chunk]) -> None:
    """Give what follows a source its voice, up to the next one.

    ``left`` are noun phrases of clauses without a verb.
    """
    voice = _inserted(drafts)
    for chunk in filter(is_source, left):
        for draft in drafts:
            if draft.clause.predicate.first > chunk.last:
                draft.voice = owner(chunk)
    for draft in sorted(drafts, key=lambda each: each.clause.order):
        for inner in draft.clause.inner:
            _drop_source(drafts, inner)
        voice = _source(draft) or voice
        if _is_source_clause(draft.clause):
            voice = _speaker(draft) or voice
            draft.dropped = True
        else:
            draft.voice = draft.voice or voice


def _inserted(drafts: Sequence[ClaimDraft]) -> Chunk | None:
    """Who speaks where a verb of saying stands between commas."""
    voice = None
    for draft in drafts:
        if draft.clause.inserted:
            voice = draft.clause.speaker
            draft.dropped = True
    return voice


def _drop_source(drafts: Sequence[ClaimDraft], inner: Clause) -> None:
    if _is_source_clause(inner):
        for draft in of_clause(drafts, inner):
            draft.dropped = True


def _is_source_clause(clause: Clause) -> bool:
    predicate = clause.predicate
    saying = predicate.deed in {"say", "confirm", "explain", "detect", "publish"}
    return saying and predicate.case in {Case.AS_SAID, Case.LIKE}


def _speaker(draft: ClaimDraft) -> Chunk | None:
    predicate = draft.clause.predicate
    if predicate.case is Case.LIKE and predicate.stem == _PASSING and not predicate.passive:
        return None
    slots = draft.slots
    if predicate.passive:
        return slots.where
    return slots.agent or slots.patient


def _source(draft: ClaimDraft) -> Chunk | None:
    for chunk in draft.clause.chunks:
        if is_source(chunk):
            return owner(chunk)
    return None


def is_source(chunk: Chunk) -> bool:
    """Whether a noun phrase names a source: полицияның мәліметінше, сарапшы пікірінше."""
    if chunk.head not in SAYINGS or chunk.first == chunk.last:
        return False
    return chunk.case is Case.AS_SAID or chunk.postposition in _BY


def owner(chunk: Chunk) -> Chunk:
    """Whose word it is: the phrase without its head."""
    last = chunk.genitive if chunk.genitive is not None else chunk.last - 1
    return replace(chunk, last=last, case=Case.GEN, head="", postposition="", amounts=())
