"""How are states, refusals and other fixed words called on the screens?"""

from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dalel.domain.approval import Refusal
from dalel.domain.concern import Weight
from dalel.domain.conduct import Basis
from dalel.domain.deciding import DecisionKind, NotOurs
from dalel.domain.demand import Pressure, Verdict
from dalel.domain.diary import DiaryKind
from dalel.domain.health import Alarm
from dalel.domain.membership import Bar as DoorBar
from dalel.domain.message import Deed, MessageKind
from dalel.domain.notice import NoticeKind
from dalel.domain.states import (
    ArticleState,
    ConcernState,
    DemandState,
    DiaryState,
    EditionState,
    FlashState,
    IncidentState,
    MessageState,
    SourceState,
    StoryState,
    VersionState,
)
from dalel.flow.public.flashing import Bar
from dalel.pack.naming import NameForm
from dalel.publish.tree.holding import FileKind
from dalel.store.public.publishing import Lack

#: By noun, since a word such as "open" is said of several.
STATES: Final[dict[type[StrEnum], dict[StrEnum, Promise | str]]] = {
    VersionState: {
        VersionState.DRAFT: _("draft"),
        VersionState.IN_REVIEW: _("in review"),
        VersionState.APPROVED: _("approved"),
        VersionState.SUPERSEDED: _("superseded"),
    },
    IncidentState: {
        IncidentState.UNPUBLISHED: _("unpublished"),
        IncidentState.PUBLISHED: _("published"),
        IncidentState.CORRECTED: _("corrected"),
        IncidentState.RETRACTED: _("retracted"),
        IncidentState.WITHDRAWN: _("withdrawn"),
    },
    EditionState: {
        EditionState.OPEN: _("in work"),
        EditionState.FROZEN: _("frozen"),
        EditionState.SCHEDULED: _("scheduled"),
        EditionState.RELEASED: _("released"),
    },
    FlashState: {
        FlashState.RELEASED: _("second approval due"),
        FlashState.CONFIRMED: _("confirmed by a second person"),
        FlashState.UNCONFIRMED: _("unconfirmed"),
    },
    MessageState: {
        MessageState.QUEUED: _("waits for its turn"),
        MessageState.SENDING: _("is being sent"),
        MessageState.SENT: _("sent"),
        MessageState.FAILED: _("failed"),
        MessageState.UNCERTAIN: _("uncertain"),
    },
    MessageKind: {
        MessageKind.INCIDENT: _("entry"),
        MessageKind.DIGEST: _("digest of edition"),
        MessageKind.NOTICE: _("notice"),
        MessageKind.LETTER: _("letter about edition"),
        MessageKind.CONFIRMATION: _("first letter to a reader"),
    },
    Deed: {
        Deed.POST: _("says it"),
        Deed.EDIT: _("changes what was said"),
        Deed.REMOVE: _("takes it back"),
    },
    NoticeKind: {
        NoticeKind.CORRECTION: _("correction"),
        NoticeKind.REPLY: _("reply"),
        NoticeKind.RETRACTION: _("retraction"),
    },
    FileKind: {
        FileKind.PAGE: _("Pages"),
        FileKind.FEED: _("Feeds"),
        FileKind.DATA: _("Data files"),
        FileKind.DOCUMENT: _("Word documents and plain text"),
        FileKind.SEARCH: _("Search index"),
        FileKind.ARCHIVE: _("Archive of the whole site"),
    },
    Basis: {
        Basis.SIGNED: _("signed it"),
        Basis.ADMITTED: _("admitted it"),
        Basis.JUDGMENT: _("found by a final judgment"),
        Basis.FORENSICS: _("found by forensics"),
        Basis.ALLEGED: _("alleged"),
    },
    NameForm: {
        NameForm.FULL: _("full name"),
        NameForm.INITIALS: _("initials"),
        NameForm.ROLE_ONLY: _("role only"),
    },
    Refusal: {
        Refusal.NOT_IN_REVIEW: _("It has not been sent to review."),
        Refusal.OWN_TEXT: _("You wrote some of it: somebody else approves it."),
        Refusal.NOT_READ: _("You are not entered as a reader of this language."),
        Refusal.CONCERNS: _("Open concerns hold it back: mend the text, or decide them."),
        Refusal.STALE: _("Another language changed since: confirm that both say the same."),
    },
    Lack: {
        Lack.EMPTY: _("There is no entry in it."),
        Lack.INTRODUCTION: _("The introduction is not approved in every language."),
        Lack.NOT_APPROVED: _("not approved in every language"),
        Lack.CODES: _("codes not approved"),
        Lack.FRAME: _("section, date or links not approved"),
        Lack.CONCERNS: _("open concerns hold it back"),
        Lack.STALE: _("the languages are not confirmed to agree"),
        Lack.CITES_NOTHING: _("no source is cited"),
    },
    Bar: {
        Bar.UNFINISHED: _("Something is not filled in, or is no address."),
        Bar.PERSON: _("A flash names no person."),
        Bar.HELD: _("A check holds it back."),
        Bar.FUTURE: _("It begins in the future: a flash tells what has happened."),
    },
    ConcernState: {
        ConcernState.OPEN: _("open"),
        ConcernState.RESOLVED: _("resolved"),
        ConcernState.WAIVED: _("waived"),
    },
    SourceState: {
        SourceState.PROPOSED: _("proposed"),
        SourceState.ACTIVE: _("watched"),
        SourceState.PAUSED: _("paused"),
        SourceState.DEAD: _("dead"),
    },
    StoryState: {
        StoryState.NEW: _("to decide"),
        StoryState.LATER: _("later"),
        StoryState.TAKEN: _("taken"),
        StoryState.ATTACHED: _("attached"),
        StoryState.REJECTED: _("not ours"),
        StoryState.MERGED: _("merged"),
    },
    DecisionKind: {
        DecisionKind.TAKE: _("Taken"),
        DecisionKind.ATTACH: _("Attached"),
        DecisionKind.LATER: _("Put off"),
        DecisionKind.REJECT: _("Not ours"),
        DecisionKind.MERGE: _("Merged"),
        DecisionKind.SPLIT: _("Split"),
    },
    NotOurs: {
        NotOurs.OTHER_TOPIC: _("not about digital rights"),
        NotOurs.ABROAD: _("happened abroad"),
        NotOurs.ORDINARY_CRIME: _("ordinary crime"),
        NotOurs.ADVERTISING: _("advertising"),
        NotOurs.NO_HAPPENING: _("opinion or advice, nothing happened"),
        NotOurs.TOO_OLD: _("too old"),
        NotOurs.UNPROVEN: _("cannot be proved"),
        NotOurs.OTHER: _("another reason"),
    },
    DiaryKind: {
        DiaryKind.HEARING: _("hearing"),
        DiaryKind.DEADLINE: _("deadline"),
        DiaryKind.IN_FORCE: _("entry into force"),
        DiaryKind.OTHER: _("another day"),
    },
    DiaryState: {
        DiaryState.PROPOSED: _("proposed"),
        DiaryState.CONFIRMED: _("confirmed"),
        DiaryState.DISMISSED: _("dismissed"),
    },
    ArticleState: {
        ArticleState.LIVE: _("live"),
        ArticleState.CHANGED: _("changed"),
        ArticleState.REMOVED: _("removed"),
        ArticleState.BLOCKED: _("blocked"),
        ArticleState.UNREACHABLE: _("unreachable"),
    },
    Alarm: {
        Alarm.NONE: _("as usual"),
        Alarm.QUIET: _("gone quiet"),
        Alarm.FAILING: _("failing"),
        Alarm.OUTAGE: _("down"),
        Alarm.CLOSED: _("closed to us"),
    },
    DemandState: {
        DemandState.RECEIVED: _("waits for a decision"),
        DemandState.DECIDED: _("waits for a reply"),
        DemandState.ANSWERED: _("answered"),
        DemandState.WITHDRAWN: _("taken back"),
    },
    Verdict: {
        Verdict.UPHELD: _("upheld"),
        Verdict.PARTLY: _("partly upheld"),
        Verdict.REJECTED: _("rejected"),
    },
    Pressure: {
        Pressure.NONE: _("in time"),
        Pressure.SOON: _("due soon"),
        Pressure.OVERDUE: _("overdue"),
    },
    DoorBar: {
        DoorBar.LAST_PUBLISHER: _("This is the last publisher: make another one first."),
        DoorBar.LAST_ADMINISTRATOR: _("This is the last administrator: make another one first."),
        DoorBar.ALREADY_CLOSED: _("The account is closed already."),
        DoorBar.NOT_CLOSED: _("The account is not closed."),
        DoorBar.NOT_ASKED: _(
            "Nobody has asked yet to open it: ask, and let somebody else confirm."
        ),
        DoorBar.SAME_PERSON: _("You asked for it yourself: somebody else confirms."),
        DoorBar.OWN_ACCOUNT: _("Nobody opens their own account."),
    },
    Weight: {
        Weight.ERROR: _("error"),
        Weight.WARNING: _("warning"),
        Weight.NOTE: _("note"),
    },
}


#: What an output of ``dalel.publish.OUTPUTS`` is called; one that nobody named here says its own.
_OUTPUTS: Final[dict[str, Promise | str]] = {
    "site": _("the site"),
    "feeds": _("feeds"),
    "documents": _("documents"),
    "data": _("open data"),
    "charts": _("charts"),
    "messages": _("messages"),
}


def output(name: str) -> str:
    """What an output is called."""
    return str(_OUTPUTS.get(name, name))


def label(state: StrEnum) -> str:
    """The word for a state in the language of this screen."""
    return str(STATES[type(state)][state])
