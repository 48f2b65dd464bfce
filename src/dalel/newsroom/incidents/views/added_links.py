"""Views in which a member adds links by hand, or begins an entry from any links or none."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.evidence.actions import asked_links
from dalel.newsroom.evidence.queries.added_links import recent
from dalel.newsroom.evidence.queries.watch_lacks import WatchLack, watch_lack
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import say, told_back
from dalel.newsroom.frame.forms import answers
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.incidents.actions import add_links
from dalel.newsroom.incidents.actions.add_links import AnsweredLink, LinkAnswer
from dalel.newsroom.incidents.actions.texts import open_incident
from dalel.newsroom.incidents.forms.added_links import AddLinksForm, NewEntryForm, WantedEntryForm
from dalel.newsroom.incidents.queries.incident_rows import incident_row

#: What needs another look of the person: the page does not pass over it.
_TO_LOOK_AT = frozenset({LinkAnswer.ASKED, LinkAnswer.REFUSED})


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.WRITE)
@told_back
def page(request: HttpRequest) -> HttpResponse:
    """The form with what was added last; after it was sent, what became of each address."""
    if request.method != "POST":
        given = answers(WantedEntryForm(request.GET))["to"]
        return _shown(request, (), to=_number(given))
    sent = answers(AddLinksForm(request.POST))
    if not sent["addresses"]:
        wrong = _("No web address was found in this: one address a line, or a text with addresses.")
        return _shown(request, (), to=_number(sent["to"]), text=sent["text"], wrong=wrong)
    if sent["leave"]:
        add_links.leave(sent["agreed"], pack(), act(request))
        return redirect("add-links")
    to = _number(sent["to"])
    found = add_links.add(sent["addresses"], sent["agreed"], pack(), act(request), to)
    return _shown(request, found, to=to, left=sent["left"], passed_over=_passed_over(sent, found))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.WRITE)
@told_back
def new_entry(request: HttpRequest) -> HttpResponse:
    """Begin an entry by hand; the links that need no question are its first evidence."""
    sections = pack().codebook.sections
    if request.method != "POST":
        return render(request, "incidents/new_entry.html", {"sections": sections, "wrong": ""})
    form, sent = NewEntryForm(request.POST), answers(AddLinksForm(request.POST))
    if not form.is_valid():
        context = {"sections": sections, "wrong": _("Choose a section."), "text": sent["text"]}
        return render(request, "incidents/new_entry.html", context, status=422)
    now = act(request)
    section = int(form.cleaned_data["section"])
    number = open_incident(section, pack().number_prefix, now).number or ""
    found = add_links.add(sent["addresses"], (), pack(), now, number)
    passed_over = _passed_over(sent, found)
    if sent["left"] or any(one.answer in _TO_LOOK_AT for one in found):
        return _shown(request, found, to=number, left=sent["left"], passed_over=passed_over)
    say(request, *passed_over)
    return HttpResponseRedirect(reverse("incident-edit", args=[number]))


def _passed_over(sent: Mapping[str, Any], found: tuple[AnsweredLink, ...]) -> list[str]:
    """What of a paste nothing was done with: addresses that stood there twice, other words."""
    told = []
    if again := sent["repeated"] + len(sent["addresses"]) - len(found):
        words = ngettext(
            "%(count)d address stood there twice and was taken once.",
            "%(count)d addresses stood there twice and were taken once.",
            again,
        )
        told.append(words % {"count": again})
    if lines := sent["passed_over"]:
        words = ngettext(
            "%(count)d line without an address was passed over: “%(line)s”",
            "%(count)d lines without an address were passed over, the first: “%(line)s”",
            len(lines),
        )
        told.append(words % {"count": len(lines), "line": Truncator(lines[0]).chars(80)})
    return told


def _number(given: str) -> str:
    """The number of the entry that a form names; empty where it names none."""
    return incident_row(given).number or "" if given else ""


def _shown(
    request: HttpRequest,
    found: tuple[AnsweredLink, ...],
    *,
    to: str = "",
    text: str = "",
    wrong: str = "",
    left: int = 0,
    passed_over: Sequence[str] = (),
) -> HttpResponse:
    links, lack = recent(), watch_lack()
    context = {
        "found": {answer: [one for one in found if one.answer is answer] for answer in LinkAnswer},
        "asked_before": asked_links.waiting(act(request).member),
        "kept_days": asked_links.KEPT.days,
        "to": to,
        "text": text,
        "wrong": wrong,
        "left": left,
        "passed_over": passed_over,
        "most": add_links.MOST,
        "links": links,
        "waits": any(one.progress == "waiting" for one in links),
        # Without a contact address nothing is captured, however soon it is wanted.
        "lack": lack if lack is WatchLack.CONTACT else None,
        "bookmark": request.build_absolute_uri(reverse("add-links")),
    }
    return render(request, "incidents/add_links.html", context, status=422 if wrong else 200)
