"""How does a member come in, go out and change the key?"""

from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.http import HttpResponse
from django.urls import reverse_lazy

from dalel.store.models import Member


class SignIn(LoginView):
    """The form of the door."""

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
