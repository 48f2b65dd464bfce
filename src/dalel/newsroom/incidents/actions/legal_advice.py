"""Asking a lawyer about an entry, answering, and deciding against the answer as one of two.

What is written down in the audit log says that something was asked or answered, and never what.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, tzinfo

from dalel.domain.errors import DalelError
from dalel.domain.holder import Holder
from dalel.domain.legal_advice import (
    AdviceVerdict,
    AdviceWay,
    AdvisedVersions,
    EntryInWork,
    LegalNoteKind,
    LegalStanding,
)
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.queries.persons import same_person
from dalel.newsroom.frame.permissions import Action, may
from dalel.newsroom.frame.state_moves import OvertakenError
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.frame.typed_input import is_seen
from dalel.newsroom.incidents.actions.legal_holds import keep_holds
from dalel.newsroom.incidents.models import HolderRow, IncidentRow, LegalNoteRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.legal_advice import (
    entries_in_work,
    may_take_back,
    standings,
)
from dalel.newsroom.incidents.queries.withdrawn_words import stand_in_text, withdrawn_words


class WithdrawnInAdviceError(DalelError):
    """There are words in it that were withdrawn; they are kept nowhere any more."""


class NothingAskedError(DalelError):
    """No lawyer was asked about the entry, or not any more."""


class WordsLackingError(DalelError):
    """What has to be said in words is not said."""


class OwnTextAdvisedError(DalelError):
    """Who wrote the text is not who advises on it."""


class OneOfTwoError(DalelError):
    """Deciding against advice takes two persons."""


@dataclass(frozen=True, kw_only=True)
class LegalAnswer:
    """What a lawyer says, for exactly these versions.

    ``adviser``, ``received`` and ``way`` are of somebody without an account.
    """

    verdict: AdviceVerdict
    words: str
    versions: AdvisedVersions
    adviser: str = ""
    received: date | None = None
    way: AdviceWay | None = None


def ask_lawyer(number: str, question: str, act: Act, zone: tzinfo) -> None:
    """Ask the lawyer about an entry: nothing of it is approved before the answer.

    :raises NotFoundError: when there is no such incident.
    :raises WordsLackingError: when nothing is asked.
    :raises WithdrawnInAdviceError: when withdrawn words stand in the question.
    """
    _refuse_withdrawn(question)
    if not is_seen(question):
        raise WordsLackingError
    with writing():
        incident = incident_row(number)
        _note(incident, LegalNoteKind.QUESTION, act, words=question)
        # Whoever had it: now the lawyer has.
        HolderRow.objects.filter(incident=incident).delete()
        keep_holds([incident], zone)
        act.note("asked a lawyer", incident.number)


def take_question_back(number: str, act: Act, zone: tzinfo) -> None:
    """Take back what is asked and not answered: by who asked it, or who decides concerns.

    :raises NotFoundError: when there is no such incident.
    :raises NothingAskedError: when nothing is asked that this member may take back.
    """
    with writing():
        incident = incident_row(number)
        if not may_take_back(act.member, _standing(incident)):
            raise NothingAskedError
        _note(incident, LegalNoteKind.TAKEN_BACK, act)
        _leave_lawyer(incident)
        keep_holds([incident], zone)
        act.note("took a question to a lawyer back", incident.number)


def advise(number: str, advice: LegalAnswer, act: Act, zone: tzinfo) -> None:
    """Write down what a lawyer says to an entry as it was shown.

    :raises NotFoundError: when there is no such incident.
    :raises NothingAskedError: when nobody asked.
    :raises OvertakenError: when there are other versions than those that were read.
    :raises WordsLackingError: when a change is wanted and not said, or an adviser lacks a name.
    :raises OwnTextAdvisedError: when a member advises on what he or she wrote.
    :raises WithdrawnInAdviceError: when withdrawn words stand in it.
    """
    _refuse_withdrawn(advice.words, advice.adviser)
    is_own = advice.way is None
    if advice.verdict is AdviceVerdict.CHANGE and not is_seen(advice.words):
        raise WordsLackingError
    if not is_own and (not is_seen(advice.adviser) or advice.received is None):
        raise WordsLackingError
    with writing():
        incident = incident_row(number)
        _standing(incident)
        if _in_work(incident).versions != advice.versions:
            raise OvertakenError
        wrote = incident.versions.filter(author=act.member)
        if is_own and wrote.exists():
            raise OwnTextAdvisedError
        _note(
            incident,
            LegalNoteKind.ADVICE,
            act,
            words=advice.words,
            versions=advice.versions,
            verdict=advice.verdict,
            adviser=advice.adviser,
            received=advice.received,
            way=advice.way or "",
        )
        _leave_lawyer(incident)
        keep_holds([incident], zone)
        act.note("legal advice recorded", incident.number)


def overrule(number: str, reason: str, versions: AdvisedVersions, act: Act, zone: tzinfo) -> None:
    """Decide to let an entry go against the advice; it goes once a second person agrees.

    :raises NotFoundError: when there is no such incident.
    :raises NothingAskedError: when nothing holds it back.
    :raises OvertakenError: when there are other versions than those that were read.
    :raises WordsLackingError: when no reason is given.
    :raises WithdrawnInAdviceError: when withdrawn words stand in the reason.
    """
    _refuse_withdrawn(reason)
    if not is_seen(reason):
        raise WordsLackingError
    with writing():
        incident = incident_row(number)
        if not _standing(incident).state.holds_back:
            raise NothingAskedError
        if _in_work(incident).versions != versions:
            raise OvertakenError
        _note(incident, LegalNoteKind.OVERRULED, act, words=reason, versions=versions)
        act.note("decided against legal advice", incident.number)


def second(
    number: str, versions: AdvisedVersions, act: Act, zone: tzinfo, *, alone: bool = False
) -> None:
    """Agree as the second person to let an entry go against the advice.

    :raises NotFoundError: when there is no such incident.
    :raises NothingAskedError: when nobody decided so about these versions.
    :raises OvertakenError: when there are other versions than those that were read.
    :raises OneOfTwoError: when the member is who decided it, and the newsroom is not one person.
    """
    with writing():
        incident = incident_row(number)
        standing = _standing(incident)
        if _in_work(incident).versions != versions:
            raise OvertakenError
        decided = standing.overruling
        if decided is None or standing.seconded is not None:
            raise NothingAskedError
        if not alone and act.member.username in same_person([decided.username]):
            raise OneOfTwoError
        _note(incident, LegalNoteKind.SECONDED, act)
        _leave_lawyer(incident)
        keep_holds([incident], zone)
        act.note("agreed to go against legal advice", incident.number)


def may_second(act: Act, standing: LegalStanding, *, alone: bool) -> bool:
    """Whether a member is the second person to a decision against advice."""
    decided = standing.overruling
    if decided is None or standing.seconded is not None:
        return False
    may_decide = may(act.member, Action.APPROVE) or may(act.member, Action.OVERRULE_ADVICE)
    return may_decide and (alone or act.member.username not in same_person([decided.username]))


def note_printed(numbers: Collection[str], act: Act) -> None:
    """Write down that the sheet for a lawyer was printed, and about which entries."""
    with writing():
        for number in numbers:
            act.note("handed out a lawyer's sheet", number)


def forget(words: Collection[str]) -> None:
    """Empty what was asked, answered and by whom, where one of these words stands."""
    for row in LegalNoteRow.objects.exclude(words="", adviser=""):
        kept = {
            field: "" if stand_in_text(getattr(row, field), words) else getattr(row, field)
            for field in ("words", "adviser")
        }
        if any(kept[field] != getattr(row, field) for field in kept):
            LegalNoteRow.objects.filter(pk=row.pk).update(**kept)


def _standing(incident: IncidentRow) -> LegalStanding:
    standing = standings([incident.pk]).get(incident.pk)
    if standing is None:
        raise NothingAskedError
    return standing


def _in_work(incident: IncidentRow) -> EntryInWork:
    return entries_in_work([incident.pk])[incident.pk]


def _note(
    incident: IncidentRow,
    kind: LegalNoteKind,
    act: Act,
    versions: AdvisedVersions | None = None,
    **columns: object,
) -> None:
    if versions is not None:
        columns |= {
            "texts": dict(versions.texts),
            "codes": versions.codes,
            "naming": versions.naming,
        }
    LegalNoteRow.objects.create(
        incident=incident, kind=kind, member=act.member, time=act.time, **columns
    )


def _leave_lawyer(incident: IncidentRow) -> None:
    HolderRow.objects.filter(incident=incident, holder=Holder.LAWYER).delete()


def _refuse_withdrawn(*texts: str) -> None:
    words = withdrawn_words()
    if any(stand_in_text(text, words) for text in texts if text):
        raise WithdrawnInAdviceError
