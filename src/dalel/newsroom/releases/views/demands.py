"""Views of demands on the newsroom: entering, deciding, answering and legal hold."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import wraps
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dalel.domain.demand import Pressure, Verdict
from dalel.domain.errors import DalelError, ForbiddenMoveError, NotFoundError
from dalel.domain.notice import NoticeKind
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame import feedback, labels
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.forms import answers
from dalel.newsroom.frame.permissions import Action, allowed, may
from dalel.newsroom.incidents.actions import demands
from dalel.newsroom.incidents.actions.demands import ReplyMissingError
from dalel.newsroom.incidents.demand_forms import DemandForm, kinds
from dalel.newsroom.incidents.queries import demand_register
from dalel.newsroom.releases.actions import notice_publication, notices
from dalel.newsroom.releases.actions.notices import NewNotice
from dalel.newsroom.releases.forms import (
    DecideDemandForm,
    DemandStateForm,
    HoldDemandForm,
    PrintDemandForm,
    ReplyDemandForm,
)
from dalel.pack.demands import DemandKind

View = Callable[..., HttpResponse]


@require_safe
@allowed(Action.KEEP_DEMANDS)
def listing(request: HttpRequest) -> HttpResponse:
    """All demands, those that press first."""
    today = _today()
    found = [(one, one.pressure(today)) for one in demand_register.demands(today)]
    pressing = sum(pressure is not Pressure.NONE for _, pressure in found)
    context = {"demands": found, "pressing": pressing, "kinds": kinds()}
    return render(request, "releases/demands.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.KEEP_DEMANDS)
def new(request: HttpRequest) -> HttpResponse:
    """Enter a demand that came."""
    asked = kinds()
    if request.method != "POST":
        start = {"key": uuid4(), "received": _today(), "incident": request.GET.get("incident", "")}
        form = DemandForm(asked, initial=start)
        return render(request, "releases/demand_new.html", {"form": form})
    form = DemandForm(asked, request.POST)
    if form.is_valid():
        try:
            number = demands.register(form.demand(_days(asked)), act(request))
        except NotFoundError:
            form.add_error("incident", _("There is no such entry, or no such version of it."))
        else:
            return redirect("demand", number=number)
    return render(request, "releases/demand_new.html", {"form": form}, status=400)


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
    form = DecideDemandForm(request.POST)
    if not form.is_valid():
        return _shown(request, number, wrong=_("A decision needs its reason."))
    demands.decide(number, **form.cleaned_data, act=act(request))
    return redirect("demand", number=number)


@require_POST
@allowed(Action.KEEP_DEMANDS)
@told
def reply(request: HttpRequest, number: int) -> HttpResponse:
    """Keep the reply, or say that it went out."""
    languages = pack().languages
    texts = answers(ReplyDemandForm(languages, request.POST))
    sent = texts.pop("sent")
    demands.reply(number, texts, languages, act(request), sent=sent)
    return redirect("demand", number=number)


@require_POST
@allowed(Action.APPROVE)
@told
def hand_to_print(request: HttpRequest, number: int) -> HttpResponse:
    """Keep the answer that is to be printed, or hand it over: a second person lets it out."""
    now, told = act(request), answers(PrintDemandForm(request.POST))
    texts, by = told["print"], told["by"]
    demands.keep_print(number, texts, by, now)
    if not told["now"]:
        return redirect("demand", number=number)
    found = demand_register.demand(number)
    new = NewNotice(key=found.notice, kind=NoticeKind.REPLY, texts=texts, by=by)
    try:
        notice_publication.propose(found.incident.number, new, act=now, pack=pack())
    except DalelError as error:
        return _shown(request, number, wrong=" ".join(labels.explained(error)))
    feedback.say(request, _("Written; it goes out once a second person stands behind it."))
    return redirect("incident-notices", number=found.incident.number)


@require_POST
@allowed(Action.KEEP_DEMANDS)
@told
def state(request: HttpRequest, number: int) -> HttpResponse:
    """Take it back for who made it, or open it again."""
    form = DemandStateForm(request.POST)
    if not form.is_valid():
        return _shown(request, number, wrong=_("Somebody else went on meanwhile: look again."))
    demands.set_state(number, **form.cleaned_data, act=act(request))
    return redirect("demand", number=number)


@require_POST
@allowed(Action.KEEP_DEMANDS)
@told
def hold(request: HttpRequest, number: int) -> HttpResponse:
    """Set or lift the legal hold."""
    is_held = answers(HoldDemandForm(request.POST))["hold"]
    demands.hold(number, act(request), is_held=is_held)
    return redirect("demand", number=number)


def _shown(request: HttpRequest, number: int, *, wrong: str = "") -> HttpResponse:
    try:
        found = demand_register.demand(number)
    except NotFoundError as error:
        raise Http404(_("There is no demand of this number.")) from error
    kept = {"reason": "", "verdict": ""}
    for one in pack().languages:
        kept[one] = found.replies.get(one, "")
        kept[f"print-{one}"] = found.print_texts.get(one, "")
        kept[f"by-{one}"] = found.print_by.get(one, "")
    # Whichever form of the page was sent stands before what is kept.
    sent = DecideDemandForm(request.POST).data
    printed = [one for one in notices.notices(found.incident.number) if one.key == found.notice]
    context = {
        "found": found,
        "pressure": found.pressure(_today()),
        "kinds": kinds(),
        "wrong": wrong,
        "typed": kept | dict(sent.items()),
        "verdicts": list(Verdict),
        "printed": printed[0] if printed else None,
        "may_print": may(act(request).member, Action.APPROVE),
    }
    return render(request, "releases/demand.html", context, status=400 if wrong else 200)


def _days(asked: tuple[DemandKind, ...]) -> Callable[[str, date], date]:
    """Until when a demand of a kind is answered."""
    days = {kind.id: kind.days for kind in asked}
    return lambda kind, received: received + timedelta(days=days[kind])


def _today() -> date:
    return timezone.localdate(timezone=ZoneInfo(pack().profile.zone))
