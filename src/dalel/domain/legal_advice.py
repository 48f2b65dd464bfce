"""Legal advice on an entry: who asked and answered, and for which versions the answer stands."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class LegalNoteKind(StrEnum):
    """What was written down about legal advice on an entry."""

    QUESTION = "question"
    TAKEN_BACK = "taken back"
    ADVICE = "advice"
    OVERRULED = "overruled"
    SECONDED = "seconded"


class AdviceVerdict(StrEnum):
    """What a lawyer says to an entry."""

    NO_OBJECTION = "no objection"
    CHANGE = "change"
    DO_NOT_PUBLISH = "do not publish"


class AdviceWay(StrEnum):
    """How the advice of somebody without an account came."""

    PHONE = "phone"
    PAPER = "paper"


class AdviceState(StrEnum):
    """How an entry stands that a lawyer was asked about."""

    WAITING = "waiting"
    OUTDATED = "outdated"
    BEING_CHANGED = "being changed"
    CHANGE = "change"
    AGAINST = "against"
    CLEARED = "cleared"
    OVERRULED = "overruled"

    @property
    def holds_back(self) -> bool:
        """Whether nothing of the entry is approved or released."""
        return self not in {AdviceState.CLEARED, AdviceState.OVERRULED}

    @property
    def is_asked(self) -> bool:
        """Whether it is the lawyer's turn."""
        return self in {AdviceState.WAITING, AdviceState.OUTDATED}


#: How an entry stands by what the lawyer said to it as it is.
_BY_VERDICT = {
    AdviceVerdict.NO_OBJECTION: AdviceState.CLEARED,
    AdviceVerdict.CHANGE: AdviceState.CHANGE,
    AdviceVerdict.DO_NOT_PUBLISH: AdviceState.AGAINST,
}


@dataclass(frozen=True, kw_only=True)
class AdvisedVersions:
    """What a lawyer read: each text's version by language, that of the codes, 0: none.

    ``naming`` tells the decisions on names apart: the key of the newest one, 0: there is none.
    """

    texts: Mapping[str, int]
    codes: int = 0
    naming: int = 0


@dataclass(frozen=True, kw_only=True)
class EntryInWork:
    """An entry as it stands: its versions, since when, and whether a text is being written."""

    versions: AdvisedVersions
    changed: datetime
    is_draft: bool


@dataclass(frozen=True, kw_only=True)
class LegalNote:
    """A line of what was asked and answered; ``words`` are sealed.

    ``versions`` are those that advice, or a decision against it, is about. ``adviser`` is somebody
    without an account, whose advice came on the day ``received`` in the way ``way``, and whom
    ``member`` wrote it down for.
    """

    key: int
    kind: LegalNoteKind
    words: str
    username: str
    member: str
    time: datetime
    versions: AdvisedVersions | None = None
    verdict: AdviceVerdict | None = None
    adviser: str = ""
    received: date | None = None
    way: AdviceWay | None = None


@dataclass(frozen=True, kw_only=True)
class LegalStanding:
    """How an entry stands with the lawyer, and since when.

    ``questions`` are those that are not answered, ``advice`` is the last one, ``overruling`` a
    decision against it that holds for these versions, ``seconded`` who stands behind that.
    """

    state: AdviceState
    since: datetime
    questions: tuple[LegalNote, ...]
    advice: LegalNote | None
    overruling: LegalNote | None = None
    seconded: LegalNote | None = None


def legal_standing(notes: Iterable[LegalNote], entry: EntryInWork) -> LegalStanding | None:
    """How an entry stands by its notes, the oldest first; None: nobody asks about it."""
    every = list(notes)
    advice = _last(every, {LegalNoteKind.ADVICE})
    questions = [
        one
        for one in _after(every, {LegalNoteKind.ADVICE, LegalNoteKind.TAKEN_BACK})
        if one.kind is LegalNoteKind.QUESTION
    ]
    decisions = _after(every, {LegalNoteKind.ADVICE, LegalNoteKind.QUESTION})
    overruling = _last(decisions, {LegalNoteKind.OVERRULED})
    seconded = _last(_after(decisions, {LegalNoteKind.OVERRULED}), {LegalNoteKind.SECONDED})
    if not questions and advice is None:
        return None
    if overruling is not None and overruling.versions != entry.versions:
        overruling = seconded = None
    state, since = _state(questions, advice, entry)
    if seconded is not None:
        state, since = AdviceState.OVERRULED, seconded.time
    return LegalStanding(
        state=state,
        since=since,
        questions=tuple(questions),
        advice=advice,
        overruling=overruling,
        seconded=seconded,
    )


def _last(notes: Iterable[LegalNote], kinds: AbstractSet[LegalNoteKind]) -> LegalNote | None:
    """The last of these kinds."""
    return next((one for one in reversed([*notes]) if one.kind in kinds), None)


def _after(notes: Sequence[LegalNote], kinds: AbstractSet[LegalNoteKind]) -> Sequence[LegalNote]:
    """What follows the last of these kinds; all where there is none."""
    last = _last(notes, kinds)
    return notes if last is None else notes[notes.index(last) + 1 :]


def _state(
    questions: Sequence[LegalNote], advice: LegalNote | None, entry: EntryInWork
) -> tuple[AdviceState, datetime]:
    if questions or advice is None or advice.verdict is None:
        return AdviceState.WAITING, questions[0].time
    if advice.versions == entry.versions:
        return _BY_VERDICT[advice.verdict], advice.time
    if entry.is_draft:
        return AdviceState.BEING_CHANGED, entry.changed
    return AdviceState.OUTDATED, entry.changed
