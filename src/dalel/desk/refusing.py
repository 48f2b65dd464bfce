"""What does a person read when something was done, or could not be?"""

from collections.abc import Iterator
from functools import wraps
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dalel.desk.access import View
from dalel.desk.labels import label
from dalel.domain.errors import DalelError, ForbiddenMoveError, IncompleteReleaseError
from dalel.flow.public.flashing import FlashRefusedError
from dalel.flow.public.noticing import ExposingError
from dalel.flow.public.releasing import SiteFollowsError
from dalel.publish.tree.writing import BuildRunningError
from dalel.publish.views.dates import wording
from dalel.store.acting import NotFoundError
from dalel.store.incidents.agreeing import CannotReadError, NothingToConfirmError
from dalel.store.incidents.concern_decisions import DecisionRefusedError
from dalel.store.incidents.editing import ApprovalRefusedError
from dalel.store.incidents.matters import SameIncidentError
from dalel.store.incidents.remarks import EmptyRemarkError
from dalel.store.incidents.superseding import StaleEditError
from dalel.store.incidents.withdrawing import RepeatedWordsError, TooShortError
from dalel.store.incidents.writer import EditionClosedError
from dalel.store.public.flashes import SecondPersonError
from dalel.store.public.issues import EmbargoError, PeriodError
from dalel.store.public.notices import (
    LanguageMissingError,
    NotPublicError,
    SecondReaderError,
)
from dalel.store.public.outbox import NotWaitingError
from dalel.store.public.publishing import ReleaseRefusedError

_SAID: Final = "said"

#: Errors that need no more than their own sentence.
_SENTENCES: Final[dict[type[DalelError], Promise | str]] = {
    StaleEditError: gettext_lazy(
        "Somebody saved a newer version in the meantime; nothing was done. Read it first."
    ),
    ForbiddenMoveError: gettext_lazy(
        "This cannot follow on how it stands now: the page that you saw was an old one."
    ),
    NothingToConfirmError: gettext_lazy("There is no text in this language yet."),
    CannotReadError: gettext_lazy("You are not entered as a reader of this language."),
    DecisionRefusedError: gettext_lazy(
        "An editor or a publisher decides about a concern, and gives a reason."
    ),
    SecondPersonError: gettext_lazy("A second person stands behind a flash, not you again."),
    EmbargoError: gettext_lazy("The embargo has not ended by then."),
    PeriodError: gettext_lazy("The period ends before it begins."),
    SameIncidentError: gettext_lazy("An incident is not related to itself."),
    EmptyRemarkError: gettext_lazy("There was nothing in the comment."),
    EditionClosedError: gettext_lazy("The edition is closed: open it again to change it."),
    NotPublicError: gettext_lazy("The entry is not public: there is nothing to correct or answer."),
    SecondReaderError: gettext_lazy("Who wrote a notice does not approve it."),
    NotWaitingError: gettext_lazy("Somebody decided about this message already."),
    TooShortError: gettext_lazy(
        "At least four letters: fewer stand in too many words. Give the whole name or passage."
    ),
    RepeatedWordsError: gettext_lazy(
        "The reason repeats the words, and it stays written down: say it without them."
    ),
    BuildRunningError: gettext_lazy("The site is being built at this moment. Try again soon."),
}


def say(request: HttpRequest, *sentences: str) -> None:
    """Keep sentences for the next page that this person sees."""
    request.session[_SAID] = [*request.session.get(_SAID, []), *sentences]


def said(request: HttpRequest) -> list[str]:
    """The sentences that were kept; each is shown once."""
    kept: list[str] = request.session.pop(_SAID, []) if hasattr(request, "session") else []
    return kept


def told(error: DalelError) -> tuple[str, ...]:
    """An error in the words of this screen; one of which nobody thought speaks for itself."""
    if isinstance(error, ApprovalRefusedError):
        return tuple(label(refusal) for refusal in error.why)
    if isinstance(error, ReleaseRefusedError):
        return tuple(_lacking(error))
    if isinstance(error, FlashRefusedError):
        sentence = label(error.why)
        return (f"{sentence} «{error.told}»" if error.told else sentence,)
    if isinstance(error, LanguageMissingError):
        missing = ", ".join(wording(language).endonym for language in error.languages)
        return (_("It is missing in: %(languages)s.") % {"languages": missing},)
    if isinstance(error, ExposingError):
        return (_("It would expose somebody: «%(words)s».") % {"words": error.told},)
    if isinstance(error, SiteFollowsError):
        return tuple(_following(error))
    if isinstance(error, IncompleteReleaseError):
        return (_("Nothing is released: the site lacks something."), *_incomplete(error))
    return (str(_SENTENCES.get(type(error), error)),)


def _following(error: SiteFollowsError) -> Iterator[str]:
    yield _("It is done. The site is not built yet and follows by itself.")
    if isinstance(error.why, OSError):
        yield str(error.why)
    elif not isinstance(error.why, BuildRunningError):
        yield from told(error.why)


def _incomplete(error: IncompleteReleaseError) -> Iterator[str]:
    if "imprint: " in str(error):
        yield _(
            "The imprint is not filled in. A publisher or an administrator fills it in under "
            "Newsroom, Imprint."
        )
    yield str(error)


def _lacking(error: ReleaseRefusedError) -> Iterator[str]:
    yield from (label(lack) for lack in error.why.whole)
    for number, lacks in error.why.entries.items():
        yield f"{number}: {', '.join(label(lack) for lack in lacks)}"


def told_back(view: View) -> View:
    """Where a view meets one of our errors, the person goes back and reads why."""

    @wraps(view)
    def answered(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        try:
            return view(request, **parts)
        except NotFoundError as error:
            raise Http404(_("There is no such thing in the record.")) from error
        except DalelError as error:
            say(request, *told(error))
            return HttpResponseRedirect(way_back(request))

    return answered


def way_back(request: HttpRequest, fallback: str = "") -> str:
    """The page that the form names, when it is one of ours; else the fallback, else the desk."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return fallback or reverse("home")
