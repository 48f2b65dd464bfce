"""What does an incident cite, what came after it, and what does it belong with?"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dalel.desk import typed
from dalel.desk.access import Action, allowed, may
from dalel.desk.ground import act, is_alone, pack
from dalel.desk.refusing import say, told_back, way_back
from dalel.domain.addresses import make_link
from dalel.domain.incident import Link
from dalel.flow.incidents.writing import recheck
from dalel.store.acting import Act, incident_row
from dalel.store.incidents import citing, matters


@require_POST
@allowed(Action.WRITE)
@told_back
def links(request: HttpRequest, number: str) -> HttpResponse:
    """Cite an address, or no longer."""
    now, number = act(request), incident_row(number).number
    if drop := request.POST.get("drop", ""):
        citing.uncite(number, drop, now)
    else:
        given = typed.line(request.POST.get("url", ""))
        link = _link(given)
        if link is None:
            say(request, _("This is no address of a page: %(given)s") % {"given": given[:200]})
            return HttpResponseRedirect(way_back(request, _page_of(number)))
        if pack().denied.kind_of(link.url) is not None:
            say(request, _("This host is on the list of places that are never linked."))
            return HttpResponseRedirect(way_back(request, _page_of(number)))
        citing.cite(number, link, now)
    recheck(number, pack(), now=now.time)
    return HttpResponseRedirect(way_back(request, _page_of(number)))


@require_POST
@allowed(Action.WRITE)
@told_back
def timeline(request: HttpRequest, number: str) -> HttpResponse:
    """Add a later step, approve it, or take it away."""
    now, number = act(request), incident_row(number).number
    if drop := typed.number(request.POST.get("drop", "")):
        matters.drop_development(number, drop, now)
    elif approved := typed.number(request.POST.get("approve", "")):
        if may(now.member, Action.APPROVE):
            matters.approve_development(number, approved, now, alone=is_alone())
        else:
            say(request, _("An editor approves a development."))
    else:
        _add_step(request, number, now)
    return HttpResponseRedirect(_page_of(number) + "#timeline")


def _add_step(request: HttpRequest, number: str, now: Act) -> None:
    date = typed.partial_date(request.POST.get("date", ""))
    texts = typed.by_language(request.POST, "text", pack().languages)
    link = _link(typed.line(request.POST.get("url", "")))
    if date is None or len(texts) < len(pack().languages):
        say(request, _("A development needs a date (2026, 2026-01 or 2026-01-31) and every text."))
        return
    matters.add_development(number, date, texts, [link] if link else [], now)


@require_POST
@allowed(Action.WRITE)
@told_back
def ties(request: HttpRequest, number: str) -> HttpResponse:
    """Relate to another incident, put in a case, or undo either."""
    now, number = act(request), incident_row(number).number
    form = request.POST
    if other := form.get("other", ""):
        matters.relate(number, typed.line(other), now, is_related="part" not in form)
    elif out := typed.number(form.get("leave", "")):
        matters.take_out_of_case(number, out, now)
    elif case := typed.number(form.get("case", "")):
        matters.put_in_case(number, case, now)
    elif len(names := typed.by_language(form, "name", pack().languages)) == len(pack().languages):
        matters.put_in_case(number, None, now, names)
    else:
        say(request, _("A case needs a name in every language."))
    recheck(number, pack(), now=now.time)
    return HttpResponseRedirect(_page_of(number) + "#ties")


def _link(given: str) -> Link | None:
    if not given or " " in given or len(given) > 2000:
        return None
    link = make_link(given, pack().addresses, pack().sources)
    return link if link.url.startswith(("http://", "https://")) and "." in link.host else None


def _page_of(number: str) -> str:
    return reverse("incident", args=[number])
