"""What does the newsroom say in public about an entry, and how does it take one back?"""

from collections.abc import Mapping
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dalel.desk import typed
from dalel.desk.access import Action, allowed, may
from dalel.desk.ground import act, is_alone, pack, press
from dalel.desk.refusing import say, told, told_back
from dalel.domain.errors import DalelError
from dalel.domain.notice import NoticeKind
from dalel.domain.states import IncidentState
from dalel.flow.public import noticing
from dalel.flow.public.releasing import SiteFollowsError
from dalel.store.acting import NotFoundError, incident_row
from dalel.store.public import messages, notices
from dalel.store.public.notices import NewNotice

_WRITTEN = (NoticeKind.CORRECTION, NoticeKind.REPLY)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.READ_RECORD)
@told_back
def page(request: HttpRequest, number: str) -> HttpResponse:
    """All that is said about an entry in public, and the form of a correction or a reply."""
    number = incident_row(number).number
    if request.method != "POST":
        return _page(request, number)
    now = act(request)
    if not may(now.member, Action.WRITE):
        raise PermissionDenied
    if request.POST.get("kind") not in _WRITTEN:
        say(request, _("Choose whether it is a correction or a reply."))
        return _page(request, number, status=400)
    new = _typed(request, NoticeKind(request.POST["kind"]))
    try:
        noticing.propose(number, new, act=now, pack=pack())
    except NotFoundError:
        raise
    except DalelError as error:
        say(request, *told(error))
        return _page(request, number, status=400)
    say(request, _("Written; it goes out once a second person stands behind it."))
    return HttpResponseRedirect(_address(number))


@require_POST
@allowed(Action.APPROVE)
@told_back
def decide(request: HttpRequest, number: str, key: UUID) -> HttpResponse:
    """Stand behind a notice, or take it away while nobody does."""
    now, number = act(request), incident_row(number).number
    if "drop" in request.POST:
        notices.drop(number, key, now)
        say(request, _("Taken away."))
    else:
        noticing.approve(number, key, press(), act=now, pack=pack(), alone=is_alone())
        say(request, _("It is public: on the page, in feeds, documents and channels."))
    return HttpResponseRedirect(_address(number))


@require_POST
@allowed(Action.RELEASE)
@told_back
def take_back(request: HttpRequest, number: str) -> HttpResponse:
    """Retract with a public reason, or withdraw; the public site is built anew at once."""
    number = incident_row(number).number
    wanted, reason = request.POST.get("state", ""), typed.clean(request.POST.get("reason", ""))
    if wanted not in {IncidentState.RETRACTED, IncidentState.WITHDRAWN} or not reason:
        say(request, _("Say why: the reason stays written down."))
        return _page(request, number, status=400)
    now, out = act(request), press()
    try:
        if wanted == IncidentState.WITHDRAWN:
            noticing.withdraw(number, reason, out, act=now, pack=pack())
        else:
            new = _typed(request, NoticeKind.RETRACTION)
            noticing.retract(number, new, reason, out, act=now, pack=pack())
    except SiteFollowsError as error:
        say(request, *told(error))
        return HttpResponseRedirect(_address(number))
    except DalelError as error:
        say(request, *told(error))
        return _page(request, number, status=400)
    say(request, _("Done; the public site says so now, and the channels in a moment."))
    return HttpResponseRedirect(_address(number))


def _typed(request: HttpRequest, kind: NoticeKind) -> NewNotice:
    form, languages = request.POST, pack().languages
    return NewNotice(
        key=_key(form.get("key", "")),
        kind=kind,
        texts=typed.by_language(form, "text", languages),
        by=typed.by_language(form, "by", languages) if kind is NoticeKind.REPLY else {},
    )


def _key(text: str) -> UUID:
    """The form's own name, by which it is known when it is sent twice."""
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def _page(request: HttpRequest, number: str, *, status: int = 200) -> HttpResponse:
    row, member = incident_row(number), act(request).member
    form: Mapping[str, str] = request.POST
    context = {
        "number": row.number,
        "state": IncidentState(row.state),
        "notices": notices.notices(row.number),
        "kinds": _WRITTEN,
        "form": form,
        "key": form.get("key") or uuid4(),
        "posts": messages.posts_about(row.number),
        "may_write": may(member, Action.WRITE),
        "may_approve": may(member, Action.APPROVE),
        "may_release": may(member, Action.RELEASE),
        "member": str(member),
        "is_alone": is_alone(),
    }
    return render(request, "desk/notices.html", context, status=status)


def _address(number: str) -> str:
    return reverse("incident-notices", args=[number])
