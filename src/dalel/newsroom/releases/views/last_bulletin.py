"""Views of a past bulletin: looked at, which keeps nothing, and kept as an edition."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from dalel.domain.errors import DalelError
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import say
from dalel.newsroom.frame.forms import refusal
from dalel.newsroom.frame.labels import explained
from dalel.newsroom.frame.long_works import (
    LongWork,
    LongWorkState,
    WorkCancelledError,
    under_way,
)
from dalel.newsroom.frame.permissions import Action, allowed, may
from dalel.newsroom.incidents.actions.import_bulletin import ImportReport
from dalel.newsroom.incidents.queries.bulletin_file import BulletinFile, open_sent
from dalel.newsroom.incidents.queries.bulletin_look import look
from dalel.newsroom.releases.actions.keep_bulletin import home_of, keep_bulletin
from dalel.newsroom.releases.bulletin_forms import MOST_FILES, BulletinPeriodForm, SentBulletinForm


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.WRITE)
def page(request: HttpRequest) -> HttpResponse:
    """The form; after it was sent, what stands in the files. Nothing of them is kept."""
    if request.method != "POST":
        return _shown(request)
    form = SentBulletinForm(request.POST, request.FILES)
    try:
        return _looked(request, form, form.sent())
    except DalelError as error:
        return _shown(request, form, wrong=explained(error))


@require_POST
@allowed(Action.APPROVE)
def keep(request: HttpRequest) -> HttpResponse:
    """Keep as an edition what was looked at; other files than those are looked at first."""
    form = SentBulletinForm(request.POST, request.FILES)
    period = BulletinPeriodForm(request.POST)
    try:
        files = form.sent()
        if not files or _digests(files) != set(form.told["seen"]):
            other = _("These are not the files that were looked at: nothing was kept. Look first.")
            return _looked(request, form, files, wrong=(other,))
        now = act(request)
        with under_way(settings.DALEL.home, LongWork.IMPORT, member=now.member.pk) as work:
            work.go_on("reading")
            opened = open_sent(files, pack())
            if home_of(opened) is None and not period.is_valid():
                work.end(LongWorkState.FAILED)
                return _looked(request, form, files, wrong=(refusal(period),))
            report = keep_bulletin(opened, pack(), _days(period), now)
            work.leads_to(reverse("edition", args=[report.edition]))
    except WorkCancelledError:
        cancelled = _("Keeping the bulletin was cancelled: nothing of it was kept.")
        return _shown(request, form, wrong=(cancelled,))
    except DalelError as error:
        return _shown(request, form, wrong=explained(error))
    say(request, _kept(report))
    return HttpResponseRedirect(reverse("edition", args=[report.edition]))


def _days(period: BulletinPeriodForm) -> tuple[date, date] | None:
    """The first and the last day, where a period was given that can be meant."""
    told = period.cleaned_data if period.is_valid() else {}
    return (told["start"], told["end"]) if told else None


def _kept(report: ImportReport) -> str:
    told = {"count": report.new_incidents, "number": report.edition}
    if not report.new_incidents and not report.new_versions:
        return _("Nothing is new: edition %(number)d held all of it already.") % told
    return (
        ngettext(
            "Kept as edition %(number)d: %(count)d new entry, as a draft.",
            "Kept as edition %(number)d: %(count)d new entries, as drafts.",
            report.new_incidents,
        )
        % told
    )


def _digests(files: Sequence[BulletinFile]) -> set[str]:
    return {hashlib.sha256(file.content).hexdigest() for file in files}


def _looked(
    request: HttpRequest,
    form: SentBulletinForm,
    files: Sequence[BulletinFile],
    wrong: tuple[str, ...] = (),
) -> HttpResponse:
    if not files:
        return _shown(request, form, wrong=(*wrong, _("Choose a file, or paste the text.")))
    if len(files) > MOST_FILES:
        most = _("At most two files at once: one bulletin in two languages.")
        return _shown(request, form, wrong=(most,))
    opened = open_sent(files, pack())
    now = act(request)
    start, end = _month_before(now.time.astimezone(ZoneInfo(pack().zone)).date())
    told = {
        "looked": look(opened, pack(), now.time),
        "seen": sorted(one.sha256 for one in opened),
        "home": home_of(opened),
        "start": form.told["start"] or start.isoformat(),
        "end": form.told["end"] or end.isoformat(),
        "may_keep": may(now.member, Action.APPROVE),
    }
    return _shown(request, form, wrong=wrong, told=told)


def _month_before(today: date) -> tuple[date, date]:
    """First and last day of the month before this one."""
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def _shown(
    request: HttpRequest,
    form: SentBulletinForm | None = None,
    *,
    wrong: tuple[str, ...] = (),
    told: Mapping[str, Any] = MappingProxyType({}),
) -> HttpResponse:
    text = form.told.get("text", "") if form else ""
    # A page that is put in by script has no other status: the browser would drop it.
    is_put_in = request.headers.get("HX-Request") == "true"
    return render(
        request,
        "releases/last_bulletin.html",
        {"wrong": wrong, "text": text, "looked": None, **told},
        status=422 if wrong and not is_put_in else 200,
    )
