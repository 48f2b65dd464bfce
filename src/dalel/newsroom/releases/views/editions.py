"""Views of the list of editions and of a single edition."""

from datetime import datetime
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from django.db.models import Max
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dalel.domain.bulletin_rhythm import next_period
from dalel.domain.errors import NotFoundError
from dalel.domain.states import EditionState
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.accounts.queries.newsroom_settings import profile_of
from dalel.newsroom.accounts.queries.welcome_steps import rhythm
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.frame.context import is_alone, pack
from dalel.newsroom.frame.permissions import Action, allowed, may
from dalel.newsroom.incidents.models import IncidentRow
from dalel.newsroom.incidents.queries import incidents
from dalel.newsroom.incidents.queries.holders import counted, holders
from dalel.newsroom.releases.actions import first_release, release_record
from dalel.newsroom.releases.actions.output_places import press, preview_folder
from dalel.newsroom.releases.queries import messages
from dalel.publish.build import OUTPUTS


@require_safe
@allowed(Action.READ_RECORD)
def listing(request: HttpRequest) -> HttpResponse:
    """All issues, the newest first."""
    return listed(request)


def listed(request: HttpRequest, form: Form | None = None, wrong: str = "") -> HttpResponse:
    """All issues, and the form of a new one; ``wrong``: why what was typed there is no period."""
    start, end = _proposed_period()
    context = {
        "editions": incidents.editions(),
        "may_approve": may(act(request).member, Action.APPROVE),
        "undecided": messages.count_undecided(),
        "start": form.data.get("start", "") if form else start,
        "end": form.data.get("end", "") if form else end,
        "wrong": wrong,
    }
    return render(request, "releases/editions.html", context, status=400 if wrong else 200)


def _proposed_period() -> tuple[str, str]:
    """First and last day of the next issue, where the newsroom said how often it comes out."""
    said = rhythm()
    if said is None:
        return "", ""
    last = EditionRow.objects.aggregate(last=Max("period_end"))["last"]
    today = datetime.now(ZoneInfo(pack().zone)).date()
    start, end = next_period(said, last, today)
    return start.isoformat(), end.isoformat()


@require_safe
@allowed(Action.READ_RECORD)
def one(request: HttpRequest, number: int) -> HttpResponse:
    """An issue: its entries by section, how far each has come, and what is lacking."""
    return shown(request, number)


def shown(
    request: HttpRequest, number: int, form: Form | None = None, wrong: str = ""
) -> HttpResponse:
    """An issue; ``wrong``: why what was typed into the form is no moment to come."""
    try:
        edition = incidents.edition(number)
    except NotFoundError as error:
        raise Http404(_("There is no edition of this number.")) from error
    member, zone = act(request).member, ZoneInfo(pack().zone)
    is_open = edition.line.state is EditionState.OPEN
    is_released = edition.line.state is EditionState.RELEASED
    profile = profile_of(pack().profile)
    context = {
        "files": _files(number, press().site if is_released else preview_folder()),
        "files_at": "released" if is_released else "preview",
        "edition": edition,
        "duties": first_release.duties(member) if may(member, Action.RELEASE) else (),
        "lacking": release_record.readiness(number, pack().languages),
        "on_whom": counted(
            holders(IncidentRow.objects.filter(entries__edition__number=number), zone)
        ),
        "unstated": profile.imprint.missing(pack().languages),
        "has_address": bool(profile.address),
        "outputs": tuple(OUTPUTS),
        "times": release_record.times(number),
        "states": list(EditionState),
        "may_order": is_open and may(member, Action.APPROVE),
        "may_approve": may(member, Action.APPROVE),
        "may_release": may(member, Action.RELEASE),
        "may_preview": may(member, Action.WRITE),
        "has_preview": (preview_folder() / "index.html").exists(),
        "is_alone": is_alone(),
        "sent": form.data if form else {},
        "wrong": wrong,
    }
    return render(request, "releases/edition.html", context, status=400 if wrong else 200)


def _files(number: int, folder: Path) -> dict[str, tuple[str, ...]]:
    """By language the paths of what the last build made of an edition, beside its page."""
    found = {}
    for language in pack().languages:
        place = PurePosixPath(language, "e", str(number))
        made = sorted((folder / place).glob("*.*"))
        found[language] = tuple(str(place / one.name) for one in made if one.suffix != ".html")
    return found
