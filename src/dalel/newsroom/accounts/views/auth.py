"""Views of signing in and out, changing a password, and managing passkeys.

The library's views with our templates; only the addresses that we use are routed.
"""

from collections.abc import Callable
from typing import Any, Final

from allauth.account import views as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as factors
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import PasswordChangeForm
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dalel.newsroom.accounts.known_browsers import is_token, mark
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.accounts.shown_secrets import begin_codes, end_codes, shows_codes
from dalel.newsroom.frame.feedback import say

View = Callable[..., HttpResponse]
#: A form is shown and sent; nothing else, and that is looked at first.
forms_only: Final[Callable[[View], View]] = require_http_methods(["GET", "HEAD", "POST"])
shown_only: Final[Callable[[View], View]] = require_http_methods(["GET", "HEAD"])

# The library comes without types: what is taken from it is checked by the tests only.


class SignOut(account.LogoutView):  # type: ignore[misc]
    """The way out; it answers to a button only, so that no link signs anybody out."""

    http_method_names = ("post", "options")

    def post(self, *parts: Any, **options: Any) -> HttpResponse:
        """Out, and what pages kept in this browser goes, too (https://www.w3.org/TR/clear-site-data)."""
        answer: HttpResponse = super().post(*parts, **options)
        answer["Clear-Site-Data"] = '"storage"'
        return answer


class ChangePassword(account.PasswordChangeView):  # type: ignore[misc]
    """A new password instead of the present one, which the machine may have made up."""

    def dispatch(self, request: HttpRequest, *parts: Any, **options: Any) -> HttpResponse:
        """Who never had a password gets one by a link, not here."""
        if isinstance(request.user, Member) and not request.user.has_usable_password():
            return HttpResponseRedirect(reverse("account"))
        shown: HttpResponse = super().dispatch(request, *parts, **options)
        return shown

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        """Keep the new password and no longer ask for one."""
        member = form.user
        if isinstance(member, Member):
            member.password_temporary = False
        kept: HttpResponse = super().form_valid(form)
        say(self.request, _("The password is changed; other browsers are signed out."))
        return kept


class PasskeyIn(keys.LoginWebAuthnView):  # type: ignore[misc]
    """In by passkey alone; one that does not fit leads back to the door, which says so."""

    def form_invalid(self, form: object) -> HttpResponse:
        """Say it at the door."""
        return HttpResponseRedirect(f"{reverse('account_login')}?passkey=refused")


class ConfirmByKey(keys.ReauthenticateWebAuthnView):  # type: ignore[misc]
    """Show by passkey that it is still the same person at this browser."""

    def form_invalid(self, form: object) -> HttpResponse:
        """Say it on the same page."""
        shown: HttpResponse = self.render_to_response(self.get_context_data(form=form))
        return shown


class RecoveryCodes(codes.ViewRecoveryCodesView):  # type: ignore[misc]
    """The codes, until the member says that they are on paper; at most for a quarter of an hour."""

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The library shows them once; in the same browser they stay for that while."""
        given: dict[str, Any] = super().get_context_data(**context)
        row = Authenticator.objects.get(
            user_id=self.request.user.pk, type=Authenticator.Type.RECOVERY_CODES
        )
        if given["can_view_codes"]:
            begin_codes(self.request.session, row)
        elif shows_codes(self.request.session, row):
            given |= {"can_view_codes": True, "unused_codes": row.wrap().get_unused_codes()}
        return given

    def post(self, request: HttpRequest, **_parts: Any) -> HttpResponse:
        """They are on paper: they are not shown again."""
        end_codes(request.session)
        return HttpResponseRedirect(reverse("mfa_index"))


class RemoveKey(keys.RemoveWebAuthnView):  # type: ignore[misc]
    """Take a passkey away, unless it is the second factor that the role needs."""

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """Say why not, where it may not."""
        adapter = get_adapter()
        may_go = adapter.can_delete_authenticator(self.object)
        refused = "" if may_go else adapter.error_messages["cannot_delete_authenticator"]
        given: dict[str, Any] = super().get_context_data(**context)
        return given | {"refused": refused}

    def form_valid(self, form: Form) -> HttpResponse:
        """Take it away."""
        context = self.get_context_data(form=form)
        answer: HttpResponse = (
            self.render_to_response(context) if context["refused"] else super().form_valid(form)
        )
        return answer


@login_not_required
@shown_only
def known(request: HttpRequest, token: str) -> HttpResponse:
    """A member's own address of the sign-in page: from now on the browser is a known one."""
    response = HttpResponseRedirect(reverse("account_login"))
    if is_token(token):
        mark(request, response, token)
    return response


sign_in = forms_only(account.login)
sign_out = SignOut.as_view()
closed = shown_only(account.account_inactive)
change_password = forms_only(ChangePassword.as_view())
confirm = forms_only(account.reauthenticate)
confirm_by_code = forms_only(factors.reauthenticate)
confirm_by_key = forms_only(ConfirmByKey.as_view())
second = forms_only(factors.authenticate)
passkey_in = forms_only(PasskeyIn.as_view())
second_factors = shown_only(factors.index)
add_app = forms_only(app.activate_totp)
remove_app = forms_only(app.deactivate_totp)
add_key = forms_only(keys.add_webauthn)
remove_key = forms_only(RemoveKey.as_view())
recovery_codes = forms_only(RecoveryCodes.as_view())
new_codes = forms_only(codes.generate_recovery_codes)


def too_often(request: HttpRequest) -> HttpResponse:
    """Somebody asks more often than a person would."""
    return render(request, "accounts/too_often.html", status=429)
