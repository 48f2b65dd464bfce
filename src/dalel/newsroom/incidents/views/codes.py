"""The form for coding an incident, with the codebook's rules beside it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dalel.domain.decided_codes import NEEDED, undecided
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame import typed_input
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import say, told_back
from dalel.newsroom.frame.forms import answers
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.incidents import codes_offer, codes_panel
from dalel.newsroom.incidents.actions.supersede import StaleEditError
from dalel.newsroom.incidents.actions.write import recheck
from dalel.newsroom.incidents.forms.codes import CodesForm, SeenCodesForm
from dalel.newsroom.incidents.queries import incidents
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.incident_sources import incident_sources


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.WRITE)
@told_back
def codes(request: HttpRequest, number: str) -> HttpResponse:
    """The form of the codes; saving adds a version, and so does accepting what goes together."""
    row = incident_row(number)
    record = incidents.incident(row.number)
    incident = record.reading.incident
    if request.method != "POST":
        sources = incident_sources(row.number, incident.links)
        return _page(request, record, codes_panel.panel(incident, sources))
    sent, form = SeenCodesForm(request.POST), CodesForm(request.POST)
    seen, which = codes_panel.seen_in(sent), answers(sent)["take"]
    if which:
        offered = codes_offer.offer(row.number, pack())
        form = CodesForm(codes_offer.taken(form.chosen(), offered, which))
    if which not in {"", "together"}:
        return _page(request, record, codes_panel.refilled(incident, form.chosen(), seen))
    if not form.is_valid() or not form.decided():
        wrong = list(form.errors) or NEEDED
        again = codes_panel.refilled(incident, form.chosen(), seen, wrong=wrong)
        return _page(request, record, again, status=400)
    try:
        codes_panel.save_panel(row.number, form, seen, act(request))
    except StaleEditError:
        say(request, _("Somebody saved newer codes. What you chose stands here, not saved."))
        again = codes_panel.refilled(incident, form.chosen())
        return _page(request, record, again, status=409)
    recheck(row.number, pack(), now=act(request).time)
    if undecided(form.codes(), form.decided()):
        say(request, _("The codes are saved; what is not decided yet is marked."))
        return HttpResponseRedirect(reverse("incident-codes", args=[row.number]))
    say(request, _("The codes are saved."))
    return HttpResponseRedirect(reverse("incident", args=[row.number]))


def _page(
    request: HttpRequest,
    record: incidents.IncidentRecord,
    panel: codes_panel.CodesPanel,
    *,
    status: int = 200,
) -> HttpResponse:
    amiss = [typed_input.no_date(_("Date"))] if "date" in panel.wrong else []
    context = {"record": record, "panel": panel, "amiss": amiss}
    return render(request, "incidents/codes.html", context, status=status)
