"""Views of invitations: listing, withdrawing, accepting."""

from datetime import UTC, datetime

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dalel.newsroom.accounts.actions import account_requests, invitations
from dalel.newsroom.accounts.actions.invitations import LinkDeadError
from dalel.newsroom.accounts.auth_forms import InvitedForm
from dalel.newsroom.accounts.forms import InvitationForm
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.accounts.queries.persons import lacking
from dalel.newsroom.frame.context import is_alone
from dalel.newsroom.frame.feedback import say
from dalel.newsroom.frame.permissions import Action, allowed


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.RUN_ACCOUNTS)
def listing(request: HttpRequest) -> HttpResponse:
    """The links that still work, and a form to make one; its secret is shown once."""
    form = InvitationForm(request.POST if request.method == "POST" else None)
    secret = ""
    if form.is_valid():
        secret = account_requests.ask_invitation(**form.cleaned_data, act=act(request)) or ""
        if not secret:
            say(request, _("It waits for a second member; all members are told."))
            return redirect("account-requests")
        form = InvitationForm()
    context = {
        "form": form,
        "secret": secret,
        "vacancy": None if is_alone() else lacking(),
        "invitations": invitations.open_invitations(datetime.now(UTC)),
    }
    return render(request, "accounts/invitations.html", context, status=400 if form.errors else 200)


@require_POST
@allowed(Action.RUN_ACCOUNTS)
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Let a link die."""
    invitations.withdraw(key, act(request))
    return redirect("invitations")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    """Come in by a link: choose name and password, then set a second factor up."""
    now = datetime.now(UTC)
    try:
        offer = invitations.invitation(secret, now)
        form = InvitedForm(
            request.POST if request.method == "POST" else None, member=offer.username
        )
        if form.is_valid():
            return _let_in(request, secret, form, now)
    except LinkDeadError:
        return render(request, "accounts/link_dead.html", status=410)
    context = {"form": form, "offer": offer}
    return render(request, "accounts/invitation.html", context, status=400 if form.errors else 200)


def _let_in(request: HttpRequest, secret: str, form: InvitedForm, now: datetime) -> HttpResponse:
    chosen = form.cleaned_data
    try:
        member = invitations.accept(
            secret,
            username=chosen.get("username", ""),
            name=chosen.get("name", ""),
            password=chosen["password1"],
            language=chosen.get("language", ""),
            now=now,
        )
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        offer = invitations.invitation(secret, now)
        return render(
            request, "accounts/invitation.html", {"form": form, "offer": offer}, status=400
        )
    # Who has just chosen the password need not show it again to add a second factor.
    record_authentication(request, member, method="password", reauthenticated=True)
    led_on: HttpResponse = perform_login(
        request, Login(user=member, redirect_url=reverse("mfa_index"))
    )
    return led_on
