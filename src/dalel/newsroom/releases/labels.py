"""What releases call their fixed values and refusals on the screens."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dalel.domain.errors import IncompleteReleaseError
from dalel.domain.message import MessageDeed, MessageKind
from dalel.domain.notice import NoticeKind
from dalel.domain.states import FlashState, MessageState
from dalel.newsroom.frame import labels
from dalel.newsroom.releases import build_labels
from dalel.newsroom.releases.actions.compose_flash import FlashBar, FlashRefusedError
from dalel.newsroom.releases.actions.editions import (
    EmbargoError,
    FarPeriodError,
    LongPeriodError,
    PeriodError,
)
from dalel.newsroom.releases.actions.first_release import Duty, DutyError
from dalel.newsroom.releases.actions.flashes import SecondPersonError
from dalel.newsroom.releases.actions.notice_publication import ExposingError
from dalel.newsroom.releases.actions.notices import (
    LanguageMissingError,
    NotPublicError,
    SecondReaderError,
)
from dalel.newsroom.releases.actions.outbox import NotWaitingError
from dalel.newsroom.releases.actions.release import SiteFollowsError
from dalel.newsroom.releases.actions.release_record import Lack, ReleaseRefusedError
from dalel.publish.own_process import NotMadeError
from dalel.publish.tree.atomic_writes import BuildRunningError
from dalel.publish.tree.word_survey import FileKind
from dalel.publish.views.dates import wording


def _lacking_language(error: LanguageMissingError) -> Iterator[str]:
    missing = ", ".join(wording(language).endonym for language in error.languages)
    yield gettext("It is missing in: %(languages)s.") % {"languages": missing}


def _unready(error: ReleaseRefusedError) -> Iterator[str]:
    yield from (labels.label(lack) for lack in error.why.whole)
    for number, lacks in error.why.entries.items():
        yield f"{number}: {', '.join(labels.label(lack) for lack in lacks)}"


def _owing(error: DutyError) -> Iterator[str]:
    yield from (labels.label(duty) for duty in error.duties)


#: What the fields of a flash ask, as its form says it; what is a part of several stands once.
_FLASH_FIELDS: Final = {
    "event_type": _("What happened"),
    "subjects": _("What or which outlet, in every language"),
    "place": _("Where"),
    "since": _("Since when, on the newsroom's clock"),
    "sources": _("Who says so, in every language"),
    "link": _("Address at which they say it"),
    "unknown": _("What is not known"),
}


def _flash_refused(error: FlashRefusedError) -> Iterator[str]:
    sentence = labels.label(error.why)
    if error.told:
        sentence += f" «{error.told}»"
    if error.lacking:
        sentence += f" {'; '.join(str(_FLASH_FIELDS[field]) for field in error.lacking)}."
    yield sentence
    if "unknown" in error.lacking:
        yield gettext("Under “What is not known” at least one answer is ticked.")


def _exposing(error: ExposingError) -> Iterator[str]:
    yield gettext("It would expose somebody: «%(words)s».") % {"words": error.told}


def _site_follows(error: SiteFollowsError) -> Iterator[str]:
    yield gettext("It is done. The site is not built yet and follows by itself.")
    if isinstance(error.why, OSError):
        yield str(error.why)
    elif not isinstance(error.why, BuildRunningError):
        yield from labels.explained(error.why)


def _incomplete(error: IncompleteReleaseError) -> Iterator[str]:
    yield gettext("Nothing is released: the site lacks something.")
    if "imprint: " in str(error):
        yield gettext(
            "The imprint is not filled in. A publisher or an administrator fills it in under "
            "Newsroom, Imprint."
        )
    yield str(error)


labels.add(
    {
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
            MessageKind.STEP: _("letter about a step of a case"),
        },
        MessageDeed: {
            MessageDeed.POST: _("says it"),
            MessageDeed.EDIT: _("changes what was said"),
            MessageDeed.REMOVE: _("takes it back"),
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
        Duty: {
            Duty.OWN_KEY: _("Before the first release, choose a password of your own."),
            Duty.SECOND_FACTOR: _("Before the first release, set up a second factor."),
            Duty.SECOND_PERSON: _("Nobody else is there who could stand behind a flash."),
        },
        FlashBar: {
            FlashBar.UNFINISHED: _("This is not filled in, or cannot be so:"),
            FlashBar.PERSON: _("A flash names no person."),
            FlashBar.HELD: _("A check holds it back."),
            FlashBar.FUTURE: _("It begins in the future: a flash tells what has happened."),
        },
    }
)
labels.explain(SecondPersonError, _("A second person stands behind a flash, not you again."))
labels.explain(EmbargoError, _("The embargo has not ended by then."))
labels.explain(PeriodError, _("The period ends before it begins."))
labels.explain(
    LongPeriodError, _("The last day: an edition tells of one year at most, this is longer.")
)
labels.explain(FarPeriodError, _("The last day is more than a year ahead. Look at the year."))
labels.explain(NotPublicError, _("The entry is not public: there is nothing to correct or answer."))
labels.explain(SecondReaderError, _("Who wrote a notice does not approve it."))
labels.explain(NotWaitingError, _("Somebody decided about this message already."))
labels.explain(
    NotMadeError, _("The document could not be made. Try again; the log has the reason.")
)
labels.explain(BuildRunningError, _("The site is being built at this moment. Try again soon."))

labels.explain(DutyError, _owing)
labels.explain(LanguageMissingError, _lacking_language)
labels.explain(ReleaseRefusedError, _unready)
labels.explain(FlashRefusedError, _flash_refused)
labels.explain(ExposingError, _exposing)
labels.explain(SiteFollowsError, _site_follows)
labels.explain(IncompleteReleaseError, _incomplete)

labels.offer(
    template_globals={"build_lines": build_labels.lines},
    template_filters={"output": build_labels.output},
)
