"""Views of newsroom settings: second-factor roles, the imprint, the contact address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dalel.domain.snapshot import Imprint
from dalel.newsroom.accounts.actions.newsroom import (
    ContactError,
    SiteAddressError,
    UploadKeyError,
    as_site_address,
    ask_second_factor_of,
    make_upload_key,
    state_contact,
    state_imprint,
    state_site_address,
    state_upload_keys,
)
from dalel.newsroom.accounts.forms import (
    ContactForm,
    ImprintForm,
    SecondFactorForm,
    UploadKeyForm,
)
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.accounts.queries.newsroom_settings import (
    contact_of_settings,
    filled,
    own_contact,
    second_factor_roles,
    site_address,
    stated,
    upload_keys,
)
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import back_to, say, way_back
from dalel.newsroom.frame.forms import answers
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.frame.roles import Role


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.RUN_ACCOUNTS)
def rules(request: HttpRequest) -> HttpResponse:
    """Which roles sign in with a second factor."""
    if request.method == "POST":
        asked = answers(SecondFactorForm(request.POST))["role"]
        ask_second_factor_of((role for role in Role if role in asked), act(request))
        say(request, _("The rules are saved."))
        return redirect("newsroom-rules")
    context = {"roles": list(Role), "asked": second_factor_roles()}
    return render(request, "accounts/newsroom.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.STATE_IMPRINT)
def imprint(request: HttpRequest) -> HttpResponse:
    """Who publishes, and where: without an imprint nothing is released."""
    asked = pack().profile.imprint
    if request.method != "POST":
        return _imprint(request, stated(asked), site_address())
    fields = answers(ImprintForm(asked, request.POST))
    address = fields.pop("site_address")
    shown = filled(asked, fields)
    try:
        as_site_address(address)
    except SiteAddressError:
        return _imprint(request, shown, address, wrong=True, is_refused=True)
    if shown.missing(pack().languages):
        return _imprint(request, shown, address, is_refused=True)
    state_imprint(fields, act(request))
    state_site_address(address, act(request))
    say(request, _("The imprint is saved; it stands on the site from the next build on."))
    return redirect("imprint")


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.STATE_IMPRINT)
def contact(request: HttpRequest) -> HttpResponse:
    """Where outlets reach the newsroom: without it nothing is fetched."""
    if request.method != "POST":
        return _contact(request, own_contact())
    typed = answers(ContactForm(request.POST))["contact"]
    try:
        state_contact(typed, act(request))
    except ContactError:
        return _contact(request, typed, wrong=True)
    if typed:
        say(request, _("The contact address is saved; the sources are asked within a minute."))
    else:
        say(request, _("The contact address is removed: nothing is fetched any more."))
    return back_to(request, way_back(request, reverse("contact")))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.STATE_IMPRINT)
def upload_key(request: HttpRequest) -> HttpResponse:
    """The keys to which saved originals are encrypted; the half that opens is shown once."""
    if request.method != "POST":
        return _upload_key(request)
    told = answers(UploadKeyForm(request.POST))
    try:
        if told["form"] == "make":
            return _upload_key(request, secret=make_upload_key(act(request)))
        state_upload_keys(told["keys"], act(request))
    except UploadKeyError:
        return _upload_key(request, typed=told["keys"], wrong=True)
    say(request, _("The keys are saved."))
    return redirect("upload-key")


def _upload_key(
    request: HttpRequest, *, typed: str | None = None, secret: str = "", wrong: bool = False
) -> HttpResponse:
    kept = upload_keys()
    context = {
        "keys": kept,
        "typed": "\n".join(kept) if typed is None else typed,
        "secret": secret,
        "wrong": wrong,
    }
    return render(request, "accounts/upload_key.html", context, status=400 if wrong else 200)


def _contact(request: HttpRequest, typed: str, *, wrong: bool = False) -> HttpResponse:
    context = {"typed": typed, "wrong": wrong, "outranked_by": contact_of_settings()}
    return render(request, "accounts/contact.html", context, status=400 if wrong else 200)


def _imprint(
    request: HttpRequest,
    shown: Imprint,
    address: str,
    *,
    wrong: bool = False,
    is_refused: bool = False,
) -> HttpResponse:
    """The form with what is kept, or with what was typed and not kept."""
    context = {
        "imprint": shown,
        "missing": shown.missing(pack().languages),
        "languages": pack().languages,
        "address": address,
        "address_of_pack": pack().profile.address or "",
        "wrong": wrong,
        "is_refused": is_refused,
    }
    return render(request, "accounts/imprint.html", context, status=400 if is_refused else 200)
