"""What does the newsroom see of the demands on it, and how does it answer?"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import wraps
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dalel.desk import refusing, typed
from dalel.desk.access import Action, allowed, may
from dalel.desk.demanding import DemandForm, kinds
from dalel.desk.ground import act, pack
from dalel.domain.demand import Verdict
from dalel.domain.errors import DalelError, ForbiddenMoveError
from dalel.domain.notice import NoticeKind
from dalel.domain.states import DemandState
from dalel.flow.public import noticing
from dalel.pack.demands import DemandKind
from dalel.store.acting import NotFoundError
from dalel.store.incidents import demands
from dalel.store.incidents.demands import ReplyMissingError
from dalel.store.public import notices
from dalel.store.public.notices import NewNotice

View = Callable[..., HttpResponse]


@require_safe
@allowed(Action.KEEP_DEMANDS)
def listing(request: HttpRequest) -> HttpResponse:
    """All demands, those that press first."""
    context = {"demands": demands.demands(_today()), "kinds": kinds()}
    return render(request, "desk/demands.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.KEEP_DEMANDS)
def new(request: HttpRequest) -> HttpResponse:
    """Enter a demand that came."""
    asked = kinds()
    if request.method != "POST":
        start = {"key": uuid4(), "received": _today(), "incident": request.GET.get("incident", "")}
        form = DemandForm(asked, initial=start)
        return render(request, "desk/demand_new.html", {"form": form})
    form = DemandForm(asked, request.POST)
    if form.is_valid():
        try:
            number = demands.register(form.demand(_days(asked)), act(request))
        except NotFoundError:
            form.add_error("incident", _("There is no such entry, or no such version of it."))
        else:
            return redirect("demand", number=number)
    return render(request, "desk/demand_new.html", {"form": form}, status=400)


@require_safe
@allowed(Action.KEEP_DEMANDS)
def one(request: HttpRequest, number: int) -> HttpResponse:
    """A demand, and what can be done about it now."""
    return _shown(request, number)


def told(view: View) -> View:
    """What may not be done is told on the demand's page, with what was typed kept."""

    @wraps(view)
    def tell(request: HttpRequest, number: int) -> HttpResponse:
        try:
            return view(request, number)
        except ForbiddenMoveError:
            return _shown(request, number, wrong=_("Somebody else went on meanwhile: look again."))
        except ReplyMissingError:
            return _shown(request, number, wrong=_("The reply is missing in a language."))
        except NotFoundError as error:
            raise Http404(_("There is no demand of this number.")) from error

    return tell


@require_POST
@allowed(Action.KEEP_DEMANDS)
@told
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Decide about it, with a reason."""
    said, reason = request.POST.get("verdict", ""), request.POST.get("reason", "").strip()
    if said not in list(Verdict) or not reason:
        return _shown(request, number, wrong=_("A decision needs its reason."))
    demands.decide(number, Verdict(said), reason, act(request))
    return redirect("demand", number=number)


@require_POST
@allowed(Action.KEEP_DEMANDS)
@told
def reply(request: HttpRequest, number: int) -> HttpResponse:
    """Keep the reply, or say that it went out."""
    languages = pack().languages
    texts = {language: request.POST.get(language, "").strip() for language in languages}
    sent = request.POST.get("sent") == "yes"
    demands.reply(number, texts, languages, act(request), sent=sent)
    return redirect("demand", number=number)


@require_POST
@allowed(Action.APPROVE)
@told
def hand_to_print(request: HttpRequest, number: int) -> HttpResponse:
    """Keep the answer that is to be printed, or hand it over: a second person lets it out."""
    languages = pack().languages
    texts = typed.by_language(request.POST, "print", languages)
    by = typed.by_language(request.POST, "by", languages)
    now = act(request)
    demands.keep_print(number, texts, by, now)
    if request.POST.get("now") != "yes":
        return redirect("demand", number=number)
    found = demands.demand(number, _today())
    new = NewNotice(key=found.notice, kind=NoticeKind.REPLY, texts=texts, by=by)
    try:
        noticing.propose(found.incident, new, act=now, pack=pack())
    except DalelError as error:
        return _shown(request, number, wrong=" ".join(refusing.told(error)))
    refusing.say(request, _("Written; it goes out once a second person stands behind it."))
    return redirect("incident-notices", number=found.incident)


@require_POST
@allowed(Action.KEEP_DEMANDS)
@told
def state(request: HttpRequest, number: int) -> HttpResponse:
    """Take it back for who made it, or open it again."""
    asked = request.POST.get("state", "")
    if asked not in {DemandState.WITHDRAWN, DemandState.RECEIVED}:
        return _shown(request, number, wrong=_("Somebody else went on meanwhile: look again."))
    demands.set_state(number, DemandState(asked), act(request))
    return redirect("demand", number=number)


@require_POST
@allowed(Action.KEEP_DEMANDS)
@told
def hold(request: HttpRequest, number: int) -> HttpResponse:
    """Set or lift the legal hold."""
    demands.hold(number, act(request), is_held=request.POST.get("hold") == "yes")
    return redirect("demand", number=number)


def _shown(request: HttpRequest, number: int, *, wrong: str = "") -> HttpResponse:
    try:
        found = demands.demand(number, _today())
    except NotFoundError as error:
        raise Http404(_("There is no demand of this number.")) from error
    languages = pack().languages
    form: dict[str, Any] = {key: request.POST.get(key, "") for key in ("reason", "verdict")}
    form |= {one: request.POST.get(one, found.replies.get(one, "")) for one in languages}
    for one in languages:
        form[f"print-{one}"] = request.POST.get(f"print-{one}", found.print_texts.get(one, ""))
        form[f"by-{one}"] = request.POST.get(f"by-{one}", found.print_by.get(one, ""))
    printed = [one for one in notices.notices(found.incident) if one.key == found.notice]
    context = {
        "found": found,
        "kinds": kinds(),
        "wrong": wrong,
        "typed": form,
        "verdicts": list(Verdict),
        "printed": printed[0] if printed else None,
        "may_print": may(act(request).member, Action.APPROVE),
    }
    return render(request, "desk/demand.html", context, status=400 if wrong else 200)


def _days(asked: tuple[DemandKind, ...]) -> Callable[[str, date], date]:
    """Until when a demand of a kind is answered."""
    days = {kind.id: kind.days for kind in asked}
    return lambda kind, received: received + timedelta(days=days[kind])


def _today() -> date:
    return timezone.localdate(timezone=ZoneInfo(pack().profile.zone))
