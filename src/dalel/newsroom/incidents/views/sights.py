"""The page on which a member hands in what only the member's own browser could see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dalel.domain.errors import UnreadableError
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.accounts.queries.newsroom_settings import upload_keys
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import say, told_back
from dalel.newsroom.frame.forms import refusal
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.incidents.actions.sights import save_sight
from dalel.newsroom.incidents.actions.write import recheck
from dalel.newsroom.incidents.forms.sights import SightForm
from dalel.newsroom.incidents.queries.incident_rows import incident_row


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.WRITE)
@told_back
def seen(request: HttpRequest, number: str) -> HttpResponse:
    """A form for a page or a picture that a member's browser saved; what is sent is scrubbed."""
    number = incident_row(number).number
    if request.method != "POST":
        return _form(request, number)
    form = SightForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, number, refusal(form))
    file, now = form.cleaned_data["file"], act(request)
    try:
        key = save_sight(number, file.name or "", file.read(), form.sight(), pack(), now)
    except UnreadableError:
        return _form(
            request,
            number,
            _("The file cannot be read: it is damaged, or not what it seems to be."),
        )
    say(request, _("Kept. What was done with it stands below."))
    recheck(number, pack(), now=now.time)
    return redirect("incident-file", number=number, key=key)


def _form(request: HttpRequest, number: str, wrong: str = "") -> HttpResponse:
    context = {
        "number": number,
        "has_key": bool(upload_keys()),
        "typed": SightForm(request.POST).data.get,
        "wrong": wrong,
    }
    return render(request, "incidents/sight.html", context, status=422 if wrong else 200)
