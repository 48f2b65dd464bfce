"""How does a member come in, go out and change the key?"""

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy

from dalel.store.models import Member


class SignInForm(AuthenticationForm):
    """Name and password, and what is said when they do not fit."""

    error_messages = {  # noqa: RUF012 - declared so by the base class
        **AuthenticationForm.error_messages,
        "invalid_login": gettext_lazy(
            "The username or the password is wrong. Capital and small letters differ."
        ),
    }


class SignIn(LoginView):
    """The form of the door."""

    authentication_form = SignInForm
    template_name = "desk/sign_in.html"
    redirect_authenticated_user = True


class SignOut(LogoutView):
    """The way out; it answers to a button only, so that no link signs anybody out."""

    http_method_names = ("post", "options")


class ChangePassword(PasswordChangeView):
    """A new password instead of the present one, which the machine may have made up."""

    template_name = "desk/password.html"
    success_url = reverse_lazy("home")

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        """Keep the new password and no longer ask for one."""
        member = form.user
        if isinstance(member, Member):
            member.password_temporary = False
        return super().form_valid(form)
