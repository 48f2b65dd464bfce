"""Forms for signing in, adding a passkey and accepting an invitation."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.accounts.models.member import USERNAME


class SignInForm(LoginForm):  # type: ignore[misc]
    """Name and password; the cursor waits in the first box."""

    def __init__(self, *parts: object, **options: object) -> None:
        super().__init__(*parts, **options)
        name, password = self.fields["login"], self.fields["password"]
        name.label, password.label = _("Username"), _("Password")
        password.help_text = ""
        for field in (name, password):
            field.widget.attrs.pop("placeholder", None)
        name.widget.attrs |= {"autofocus": True, "autocapitalize": "none"}


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey: its name, and whether it opens the door without a password."""

    def __init__(self, *parts: object, **options: object) -> None:
        super().__init__(*parts, **options)
        self.fields["name"].label = _("Name of the passkey")
        self.fields["passwordless"].label = _("Sign in with this passkey alone, without a password")
        self.fields["passwordless"].help_text = ""
        self.fields["passwordless"].initial = True


class InvitedForm(forms.Form):
    """How somebody new is called, and the password they choose."""

    username = forms.CharField(
        label=_("Username"),
        max_length=64,
        validators=[USERNAME],
        help_text=_("You sign in with it. A word that does not tell who you are is safer."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=128,
        required=False,
        help_text=_("How colleagues see you; a pseudonym will do."),
    )
    password1 = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validation.password_validators_help_text_html(),
    )
    password2 = forms.CharField(
        label=_("New password confirmation"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, sent: QueryDict | None = None, *, member: str = "") -> None:
        super().__init__(sent)
        if member:
            del self.fields["username"], self.fields["name"]

    def clean_username(self) -> str:
        """A name that nobody has yet, in whatever case."""
        username = Member.normalize_username(str(self.cleaned_data["username"]))
        if Member.objects.filter(username__iexact=username).exists():
            raise ValidationError(_("This username is taken."))
        return username

    def clean(self) -> dict[str, Any]:
        """Both passwords are the same, and good enough."""
        told = self.cleaned_data
        password = told.get("password1")
        if password and told.get("password2") not in {None, password}:
            self.add_error("password2", _("The two password fields didn’t match."))
        if password:
            member = Member(username=told.get("username", ""), name=told.get("name", ""))
            try:
                password_validation.validate_password(password, member)
            except ValidationError as error:
                self.add_error("password1", error)
        return told
