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
from dalel.store.people.newsroom import (
    SiteAddressError,
    ask_second_factor_of,
    second_factor_roles,
    site_address,
    state_imprint,
    state_site_address,
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
    """Who publishes, and where: without an imprint nothing is released."""
    asked = pack().profile.imprint
    if request.method != "POST":
        return _imprint(request, site_address())
    fields = {
        name: typed.by_language(request.POST, name, tuple(texts))
        for name, texts in asked.fields.items()
    }
    address = typed.line(request.POST.get("site_address", ""))
    state_imprint({name: texts for name, texts in fields.items() if texts}, act(request))
    try:
        state_site_address(address, act(request))
    except SiteAddressError:
        return _imprint(request, address, wrong=True, status=400)
    say(request, _("The imprint is saved; it stands on the site from the next build on."))
    return redirect("imprint")


def _imprint(
    request: HttpRequest, address: str, *, wrong: bool = False, status: int = 200
) -> HttpResponse:
    now = stated(pack().profile.imprint)
    context = {
        "imprint": now,
        "missing": now.missing(pack().languages),
        "address": address,
        "address_of_pack": pack().profile.address or "",
        "wrong": wrong,
    }
    return render(request, "desk/imprint.html", context, status=status)
