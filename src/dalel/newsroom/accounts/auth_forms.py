"""Forms for signing in, adding a passkey and accepting an invitation."""

from datetime import UTC, datetime
from typing import Any

from allauth.account.forms import LoginForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from dalel.newsroom.accounts.actions.sign_in_tries import give_back, spend_code
from dalel.newsroom.accounts.auth_adapters import caller_of, note_once
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.accounts.models.member import USERNAME
from dalel.newsroom.accounts.shown_secrets import app_key
from dalel.newsroom.frame.locale import spoken, tongue


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


class _CountedCode:
    """A code of the second factor that is counted as ``actions.sign_in_tries`` says."""

    def clean_code(self) -> str:
        """The code, if it is right and not one too many."""
        request, now = context.request, datetime.now(UTC)
        caller = caller_of(request, member=self.user)  # type: ignore[attr-defined]
        spent = spend_code(caller, now)
        if spent is None:
            note_once(caller)
            raise get_adapter().validation_error("too_many_codes")
        code: str = super().clean_code()  # type: ignore[misc]
        give_back(spent)
        return code


class CodeForm(_CountedCode, AuthenticateForm):  # type: ignore[misc]
    """A code after the password."""


class CodeAgainForm(_CountedCode, ReauthenticateForm):  # type: ignore[misc]
    """A code in place of the password, of somebody who is in already."""


class AddAppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The code of an app that is being set up; its key stays when the page is loaded again."""

    def __init__(self, *parts: Any, **options: Any) -> None:
        # Not as the library begins: it would make a new key, and keep it readable in the session.
        self.user = options.pop("user")
        forms.Form.__init__(self, *parts, **options)
        self.secret = app_key(context.request.session, is_sent=self.is_bound)


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
        help_text=_(
            "You sign in with it, and colleagues see it. No real name is needed anywhere here: "
            "take a made-up word that does not tell who you are."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    name = forms.CharField(
        label=_("Another name for colleagues"),
        max_length=128,
        required=False,
        help_text=_(
            "Only if colleagues are to see something else than the username; made up, too. Readers "
            "see neither."
        ),
    )
    language = forms.ChoiceField(
        label=_("Language of your screens"),
        choices=lambda: list(spoken().items()),
        widget=forms.RadioSelect,
        required=False,
    )
    password1 = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validation.password_validators_help_text_html(),
    )
    password2 = forms.CharField(
        label=_("The password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(
        self,
        sent: QueryDict | None = None,
        *,
        member: str = "",
    ) -> None:
        super().__init__(sent, initial={"language": tongue()})
        if member:
            del self.fields["username"], self.fields["name"], self.fields["language"]

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
