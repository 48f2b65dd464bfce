"""What does the desk show of the issues of the bulletin?"""

from pathlib import Path, PurePosixPath

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dalel.desk.access import Action, allowed, may
from dalel.desk.ground import act, is_alone, pack, press, preview_folder
from dalel.domain.states import EditionState
from dalel.publish import OUTPUTS
from dalel.store.acting import NotFoundError
from dalel.store.incidents import reading
from dalel.store.people.newsroom import profile_of
from dalel.store.public import messages, publishing


@require_safe
@allowed(Action.READ_RECORD)
def listing(request: HttpRequest) -> HttpResponse:
    """All issues, the newest first."""
    context = {
        "editions": reading.editions(),
        "may_approve": may(act(request).member, Action.APPROVE),
        "undecided": messages.count_undecided(),
    }
    return render(request, "desk/editions.html", context)


@require_safe
@allowed(Action.READ_RECORD)
def one(request: HttpRequest, number: int) -> HttpResponse:
    """An issue: its entries by section, how far each has come, and what is lacking."""
    try:
        edition = reading.edition(number)
    except NotFoundError as error:
        raise Http404(_("There is no edition of this number.")) from error
    member = act(request).member
    is_open = edition.line.state is EditionState.OPEN
    is_released = edition.line.state is EditionState.RELEASED
    profile = profile_of(pack().profile)
    context = {
        "files": _files(number, press().site if is_released else preview_folder()),
        "files_at": "released" if is_released else "preview",
        "edition": edition,
        "lacking": publishing.readiness(number, pack().languages),
        "unstated": profile.imprint.missing(pack().languages),
        "has_address": bool(profile.address),
        "outputs": tuple(OUTPUTS),
        "times": publishing.times(number),
        "states": list(EditionState),
        "may_order": is_open and may(member, Action.APPROVE),
        "may_approve": may(member, Action.APPROVE),
        "may_release": may(member, Action.RELEASE),
        "has_preview": (preview_folder() / "index.html").exists(),
        "is_alone": is_alone(),
    }
    return render(request, "desk/edition.html", context)


def _files(number: int, folder: Path) -> dict[str, tuple[str, ...]]:
    """By language the paths of what the last build made of an edition, beside its page."""
    found = {}
    for language in pack().languages:
        place = PurePosixPath(language, "e", str(number))
        made = sorted((folder / place).glob("*.*"))
        found[language] = tuple(str(place / one.name) for one in made if one.suffix != ".html")
    return found
