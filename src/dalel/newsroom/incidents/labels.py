"""What incidents call their fixed values and refusals on the screens."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dalel.domain.approval import Refusal
from dalel.domain.concern import Concern, Weight
from dalel.domain.conduct import Basis
from dalel.domain.conversation import ConversationWay
from dalel.domain.demand import Pressure, Verdict
from dalel.domain.diary import DiaryKind
from dalel.domain.identity import incident_number
from dalel.domain.media import MediaProblem
from dalel.domain.picture import PictureRights
from dalel.domain.public_change import ProposalState
from dalel.domain.saved_file import MaskKind, MaskState, Scrubbed
from dalel.domain.several import ItemRemark, WhyNot
from dalel.domain.states import ConcernState, DemandState, DiaryState, IncidentState, VersionState
from dalel.newsroom.frame import labels, typed_input
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.locale import speak, tongue
from dalel.newsroom.frame.sealing import BrokenSealError
from dalel.newsroom.incidents import (  # noqa: F401
    audit_labels,
    channel_labels,
    legal_labels,
    name_labels,
    number_labels,
    review_labels,
    word_labels,
)
from dalel.newsroom.incidents.actions.cases import SameIncidentError
from dalel.newsroom.incidents.actions.concern_decisions import (
    DecisionRefusedError,
    OneByOneError,
    UnusualReasonError,
)
from dalel.newsroom.incidents.actions.conversations import (
    ExposingDescriptionError,
    NoReasonError,
    NotYoursError,
    WithdrawnInNoteError,
)
from dalel.newsroom.incidents.actions.guests import NotAloneError, NothingToReadError
from dalel.newsroom.incidents.actions.import_edition import EditionClosedError, EntriesMissingError
from dalel.newsroom.incidents.actions.inquiries import (
    EarlySilenceError,
    UnansweredError,
    WithdrawnInLetterError,
)
from dalel.newsroom.incidents.actions.language_agreement import (
    CannotReadError,
    NothingToConfirmError,
)
from dalel.newsroom.incidents.actions.proposals import OwnProposalError, UnlikelyProposalError
from dalel.newsroom.incidents.actions.remarks import EmptyRemarkError
from dalel.newsroom.incidents.actions.saved_files import (
    FileTooLargeError,
    NotReadYetError,
    NoUploadKeyError,
    SavedAlreadyError,
    TooManyMasksError,
    UncoveringError,
    UnknownKindError,
)
from dalel.newsroom.incidents.actions.sealed_names import SealedNameError, TriedTooOftenError
from dalel.newsroom.incidents.actions.sentence_memory import SentenceFileError
from dalel.newsroom.incidents.actions.several import TooManyAtOnceError
from dalel.newsroom.incidents.actions.shown_pictures import (
    SpeechlessPictureError,
    TooManyPicturesError,
    UnsafePictureError,
    WithdrawnInPictureError,
)
from dalel.newsroom.incidents.actions.supersede import StaleEditError
from dalel.newsroom.incidents.actions.texts import ApprovalRefusedError, TextLackingError
from dalel.newsroom.incidents.actions.withdrawn_words import RepeatedWordsError, TooShortError
from dalel.newsroom.incidents.bulletin_labels import why_refused
from dalel.newsroom.incidents.codes_labels import fields_named
from dalel.newsroom.incidents.concern_labels import LOOKED_AGAIN, advice, labelled, reason
from dalel.newsroom.incidents.draft_labels import maker, message
from dalel.newsroom.incidents.memory_labels import why_not_taken
from dalel.newsroom.incidents.number_labels import UnknownIncidentError
from dalel.newsroom.incidents.queries import found
from dalel.newsroom.incidents.queries.bulletin_file import FileRefusedError
from dalel.newsroom.incidents.several_labels import (
    assigned_stories,
    said_of_several,
    several_entries,
    several_stories,
)
from dalel.newsroom.incidents.usual_reason_labels import usual_words
from dalel.pack.demands import DemandKind
from dalel.pack.naming_rules import NameForm
from dalel.publish.views.dates import wording


def _lacking_text(error: TextLackingError) -> Iterator[str]:
    missing = ", ".join(wording(language).endonym for language in error.languages)
    yield gettext("Not sent to review: there is no text in: %(languages)s.") % {
        "languages": missing
    }


def _refused(error: ApprovalRefusedError) -> Iterator[str]:
    yield from (labels.label(refusal) for refusal in error.why)


def _labels_of(kinds: Iterable[DemandKind]) -> dict[str, str]:
    """What kinds of demands are called on this screen."""
    return {kind.id: kind.labels.get(tongue(), kind.id) for kind in kinds}


def _reason(concern: Concern) -> str:
    """Why it is a concern."""
    return reason(concern, gettext)


def _advice(concern: Concern) -> str:
    """What to do about it."""
    return advice(concern, gettext)


def _labelled(concern: Concern) -> Concern:
    """The concern with words in place of codes."""
    return labelled(concern, pack(), tongue())


def _iso_day(said: str) -> str:
    """The day of a time in ISO 8601 as the language of this screen writes it; else as it is."""
    try:
        return speak().day(date.fromisoformat(said[:10]))
    except ValueError:
        return said[:10]


def _unknown(error: UnknownIncidentError) -> Iterator[str]:
    yield gettext(
        "There is no incident “%(given)s”. Give its number, such as %(example)s, "
        "or the address of its page."
    ) % {
        "given": error.given,
        "example": incident_number(pack().number_prefix, datetime.now(UTC).year, 1),
    }


labels.add(
    {
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
        ProposalState: {
            ProposalState.WAITING: _("waits for a second person"),
            ProposalState.APPROVED: _("approved"),
            ProposalState.REFUSED: _("refused"),
            ProposalState.TAKEN_BACK: _("taken back"),
            ProposalState.STALE: _("out of date"),
        },
        ConversationWay: {
            ConversationWay.PHONE: _("by phone"),
            ConversationWay.MEETING: _("at a meeting"),
            ConversationWay.LETTER: _("by letter"),
            ConversationWay.MESSAGE: _("by message"),
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
            Refusal.OWN_TEXT: _(
                "You wrote some of it, or an account did that counts as yours: "
                "another person approves it."
            ),
            Refusal.NOT_READ: _("You are not entered as a reader of this language."),
            Refusal.CONCERNS: _("Open concerns hold it back: mend the text, or decide them."),
            Refusal.STALE: _("Another language changed since: confirm that both say the same."),
            Refusal.CODES_UNDECIDED: _(
                "Some codes are not decided: choose them, or accept what is suggested, on the page "
                "of the codes."
            ),
            Refusal.NO_CODES: _("There are no codes yet: choose them on the page of the codes."),
            Refusal.NO_TEXT: _("There is no text in this language yet."),
            Refusal.NO_EVIDENCE: _(
                "Nothing that is kept stands behind it: cite a link and have it fetched, attach a "
                "file, or note a conversation that may be quoted."
            ),
            Refusal.NOT_FETCHED: _(
                "Its links are not fetched yet, and nothing else behind it is kept: have them "
                "fetched now, attach a file, or note a conversation that may be quoted."
            ),
        },
        ConcernState: {
            ConcernState.OPEN: _("open"),
            ConcernState.RESOLVED: _("resolved"),
            ConcernState.WAIVED: _("waived"),
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
        PictureRights: {
            PictureRights.OWN: _("our own picture"),
            PictureRights.PERMITTED: _("whoever made it permits it"),
            PictureRights.FREE: _("a free licence"),
            PictureRights.NO_WORK: _("nobody's work: a document or a notice"),
        },
        MaskKind: {
            MaskKind.IDENTITY: _("identity number"),
            MaskKind.PHONE: _("telephone number"),
            MaskKind.CARD: _("number of a card or an account"),
            MaskKind.MAIL: _("e-mail address"),
            MaskKind.ADDRESS: _("home address"),
            MaskKind.PLATE: _("registration plate"),
            MaskKind.BIRTH: _("date of birth"),
            MaskKind.WITNESS: _("name near “witness”"),
            MaskKind.VICTIM: _("name near “victim”"),
            MaskKind.MINOR: _("name near a word for a minor"),
            MaskKind.STATUS_BAR: _("status bar of a telephone"),
            MaskKind.ACCOUNT: _("name of the account"),
            MaskKind.OTHER: _("hidden by hand"),
        },
        MediaProblem: {
            MediaProblem.NOT_INSTALLED: _("Videos cannot be kept on the worker's machine yet."),
            MediaProblem.NONE_FOUND: _("No video was found there."),
            MediaProblem.TOO_LONG: _("The video is longer than is kept."),
            MediaProblem.TOO_LARGE: _("The video is larger than is kept."),
            MediaProblem.LIVE: _("It is a live broadcast: ask again when it is over."),
            MediaProblem.IN_PIECES: _("The video is only there in pieces, not as one file."),
            MediaProblem.REFUSED: _("It leads where we do not go, or its owner forbids fetching."),
            MediaProblem.TOO_SLOW: _("The search or the file took too long."),
            MediaProblem.NOT_FETCHED: _("The file of the video did not come."),
            MediaProblem.BROKEN: _("The search for the video broke off."),
        },
        Scrubbed: {
            Scrubbed.PROGRAM: _("programs and styles"),
            Scrubbed.FIELD: _("fields of forms"),
            Scrubbed.UNSEEN: _("parts that were not shown"),
            Scrubbed.EMBEDDED: _("pictures and embedded things"),
            Scrubbed.ATTRIBUTE: _("properties of elements"),
            Scrubbed.KEY: _("keys and parts of addresses"),
            Scrubbed.MAIL: _("e-mail addresses"),
            Scrubbed.ACCOUNT: _("names of the account"),
        },
        MaskState: {
            MaskState.HIDDEN: _("is hidden"),
            MaskState.SHOWN: _("was uncovered"),
            MaskState.BURNED: _("is burned in"),
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
        WhyNot: {
            WhyNot.GONE: _("not there any more"),
            WhyNot.DECIDED: _("decided already"),
            WhyNot.SAME: _("stands so already"),
            WhyNot.FORBIDDEN: _("you may not do this"),
            WhyNot.TAKEN_BACK: _("retracted or withdrawn"),
            WhyNot.PUT_OFF: _("put off: take that back first"),
            WhyNot.IN_EDITION: _("stands in edition"),
            WhyNot.CLOSED: _("the edition is closed"),
            WhyNot.CHANGED_SINCE: _("changed since by a later act"),
            WhyNot.REFUSED: _("refused as it stands now"),
        },
        ItemRemark: {
            ItemRemark.NONE: "",
            ItemRemark.OTHER_PERIOD: _(
                "not of the period of this edition, brought in all the same"
            ),
        },
        Weight: {
            Weight.ERROR: _("error"),
            Weight.WARNING: _("warning"),
            Weight.NOTE: _("note"),
        },
    }
)
labels.explain(
    StaleEditError,
    _("Somebody saved a newer version in the meantime; nothing was done. Read it first."),
)
labels.explain(NothingToConfirmError, _("There is no text in this language yet."))
labels.explain(CannotReadError, _("You are not entered as a reader of this language."))
labels.explain(
    DecisionRefusedError, _("An editor or a publisher decides about a concern, and gives a reason.")
)
labels.explain(
    UnusualReasonError,
    _("This reason is none for such a concern: choose another one, or write it."),
)
labels.explain(OneByOneError, _("Nothing was decided: these concerns are decided one by one."))
labels.explain(SameIncidentError, _("An incident is not related to itself."))
labels.explain(
    WithdrawnInLetterError, _("Words in it were withdrawn: they are kept nowhere any more.")
)
labels.explain(
    WithdrawnInNoteError, _("Words in it were withdrawn: they are kept nowhere any more.")
)
labels.explain(
    SealedNameError,
    _(
        "Nothing was kept: a sealed name stands in it. Tell it without the name, or as it was "
        "agreed to call the source."
    ),
)
labels.explain(
    TriedTooOftenError,
    _(
        "Nothing was kept, and nothing that you write in this entry is kept today: it was refused "
        "here several times. Whoever noted the conversation is told; ask an editor."
    ),
)
labels.explain(
    NotYoursError,
    _("Who wrote the note does this; an editor opens the seal, and gives a reason."),
)
labels.explain(NoReasonError, _("Say why you open the seal: that stays written down."))
labels.explain(
    ExposingDescriptionError,
    _(
        "How the source may be called names somebody of whom it is not decided, or tells a "
        "number: say it by the role."
    ),
)
labels.explain(
    BrokenSealError,
    _("The key that opens this seal is not on this machine any more: nobody can read the name."),
)
labels.explain(
    NoUploadKeyError,
    _("No file is taken yet: the newsroom has no key to encrypt originals to."),
)
labels.explain(
    UnknownKindError,
    _(
        "Only PDF, JPEG, PNG and WebP are taken, and pages saved as HTML or MHTML where you save "
        "what you see. Save the picture in one of these forms, or take a screenshot of it."
    ),
)
labels.explain(FileTooLargeError, _("The file is larger than 20 megabytes."))
labels.explain(
    UnsafePictureError,
    _("Look whether a minor or somebody who stood there by chance can be recognised."),
)
labels.explain(
    SpeechlessPictureError,
    _("Say in every language what is to be seen in the picture, and whose it is."),
)
labels.explain(
    WithdrawnInPictureError, _("There are words beside the picture that were withdrawn.")
)
labels.explain(
    TooManyPicturesError,
    _("Four pictures stand beside this entry, and no more may: take one off first."),
)
labels.explain(SavedAlreadyError, _("The entry has this very file already."))
labels.explain(
    NotReadYetError,
    _("The machine has not read the file yet: wait for it, or say that you hide by hand."),
)
labels.explain(
    UncoveringError,
    _("A box that hides something is only made larger. To show what is under it, give a reason."),
)
labels.explain(TooManyMasksError, _("There are too many boxes on this page."))
labels.explain(
    UnansweredError,
    _("Give the answer in every language: it is told whole, or not at all."),
)
labels.explain(EarlySilenceError, _("The deadline is not over yet: an answer may still come."))
labels.explain(
    NotAloneError, _("There is a colleague, or was one lately: he or she reads it, and no guest.")
)
labels.explain(NothingToReadError, _("None of these entries waits for a second reader any more."))
labels.explain(TooManyAtOnceError, _("Too many at once: nothing was done."))
labels.explain(EmptyRemarkError, _("There was nothing in the comment."))
labels.explain(FileRefusedError, lambda error: (why_refused(error, gettext),))
labels.explain(
    EntriesMissingError,
    _(
        "The edition that has most of these links holds entries that the file lacks: "
        "nothing was kept."
    ),
)
labels.explain(EditionClosedError, _("The edition is closed: open it again to change it."))
labels.explain(
    OwnProposalError,
    _("Another person approves it: not who proposed it, nor an account of the same person."),
)
labels.explain(
    UnlikelyProposalError,
    _("It holds a number that cannot be meant: refuse it, and let it be proposed anew."),
)
labels.explain(
    TooShortError,
    _("At least four letters: fewer stand in too many words. Give the whole name or passage."),
)
labels.explain(
    RepeatedWordsError,
    _("The reason repeats the words, and it stays written down: say it without them."),
)

labels.explain(TextLackingError, _lacking_text)
labels.explain(ApprovalRefusedError, _refused)

labels.explain(UnknownIncidentError, _unknown)
labels.explain(SentenceFileError, lambda error: (why_not_taken(error, gettext),))

labels.offer(
    template_globals={
        "labels_of": _labels_of,
        "incidents_to_attach": found.to_attach,
        "several_stories": several_stories,
        "several_entries": several_entries,
        "assigned_stories": assigned_stories,
        "said_of_several": said_of_several,
        "draft_message": message,
        "draft_maker": maker,
        "page_of": audit_labels.place,
        "details": audit_labels.details,
        "looked_again": LOOKED_AGAIN,
    },
    template_filters={
        "reason": _reason,
        "advice": _advice,
        "labelled": _labelled,
        "iso_day": _iso_day,
        "as_typed": typed_input.as_typed,
        "fields_named": fields_named,
        "deed": audit_labels.deed,
        "called": number_labels.called,
        "subject": audit_labels.subject,
        "usual": usual_words,
    },
)
