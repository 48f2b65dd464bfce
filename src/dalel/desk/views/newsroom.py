"""What does the newsroom ask of its members, and who answers for what it publishes?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dalel.desk import typed
from dalel.desk.access import Action, allowed
from dalel.desk.ground import act, pack
from dalel.desk.refusing import say
from dalel.store.models import Role
from dalel.store.newsroom import (
    ask_second_factor_of,
    second_factor_roles,
    state_imprint,
    stated,
)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.RUN_ACCOUNTS)
def rules(request: HttpRequest) -> HttpResponse:
    """Which roles sign in with a second factor."""
    if request.method == "POST":
        asked = request.POST.getlist("role")
        ask_second_factor_of((role for role in Role if role in asked), act(request))
        return redirect("newsroom-rules")
    context = {"roles": list(Role), "asked": second_factor_roles()}
    return render(request, "desk/newsroom.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.STATE_IMPRINT)
def imprint(request: HttpRequest) -> HttpResponse:
    """Who publishes: without it nothing is released."""
    asked = pack().profile.imprint
    if request.method == "POST":
        fields = {
            name: typed.by_language(request.POST, name, tuple(texts))
            for name, texts in asked.fields.items()
        }
        state_imprint({name: texts for name, texts in fields.items() if texts}, act(request))
        say(request, _("The imprint is saved; it stands on the site from the next build on."))
        return redirect("imprint")
    now = stated(asked)
    context = {"imprint": now, "missing": now.missing(pack().languages)}
    return render(request, "desk/imprint.html", context)
