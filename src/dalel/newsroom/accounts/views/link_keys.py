"""Views of the own keys with which a device adds links: making, listing and withdrawing."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dalel.newsroom.accounts.actions import link_keys
from dalel.newsroom.accounts.actions.newsroom import lacks_factor
from dalel.newsroom.accounts.forms import LinkKeyForm
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.feedback import say, told_back
from dalel.newsroom.frame.permissions import Action, allowed


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.WRITE)
@told_back
def listing(request: HttpRequest) -> HttpResponse:
    """The own keys, how they are used, and a form to make one; its letters are shown once."""
    now = act(request)
    if lacks_factor(now.member):
        return redirect("mfa_index")
    form = LinkKeyForm(request.POST if request.method == "POST" else None)
    secret = ""
    if form.is_valid():
        secret = link_keys.make(form.cleaned_data["name"], form.cleaned_data["days"], now)
        form = LinkKeyForm()
    context = {
        "form": form,
        "secret": secret,
        "keys": link_keys.listed(now.member, now.time),
        "now": datetime.now(UTC),
        "door": request.build_absolute_uri(reverse("links-door")),
    }
    return render(request, "accounts/link_keys.html", context, status=400 if form.errors else 200)


@require_POST
@allowed(Action.WRITE)
@told_back
def end(request: HttpRequest, key: int) -> HttpResponse:
    """Withdraw a key: whatever holds it is refused from now on."""
    name = link_keys.withdraw(key, act(request))
    say(request, _("The key “%(name)s” no longer works.") % {"name": name})
    return redirect("link-keys")
