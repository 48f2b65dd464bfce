"""Members and invitations, as forms."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from dalel.domain.snapshot import Imprint
from dalel.newsroom.frame.fields import CodeField, CutField, LanguagesField, LineField, SeveralField
from dalel.newsroom.frame.locale import spoken
from dalel.newsroom.frame.roles import Role


class _Languages(forms.MultipleChoiceField):
    """Languages in which a member can judge a text, out of those that the desk speaks."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Languages read"),
            help_text=_("Only in these a member can approve texts."),
            required=False,
            choices=lambda: list(spoken().items()),
            widget=forms.CheckboxSelectMultiple,
        )


class MemberForm(forms.Form):
    """What an administrator changes about a member."""

    name = forms.CharField(label=_("Name"), max_length=128, required=False)
    role = forms.TypedChoiceField(label=_("Role"), choices=Role.choices, coerce=Role)
    reads = _Languages()


class InvitationForm(forms.Form):
    """For whom a link is, and what they will be."""

    note = forms.CharField(
        label=_("For whom"),
        max_length=128,
        required=False,
        help_text=_("Only to tell links apart; a pseudonym will do."),
    )
    role = forms.TypedChoiceField(
        label=_("Role"), choices=Role.choices, coerce=Role, initial=Role.EDITOR
    )
    reads = _Languages()
    is_own = forms.BooleanField(
        label=_("A second account of my own"),
        required=False,
        widget=forms.CheckboxInput({"aria-describedby": "id_is_own_helptext"}),
    )

    def clean_is_own(self) -> bool:
        """A link is for somebody: for whom is said, or it is one's own."""
        is_own: bool = self.cleaned_data["is_own"]
        if not is_own and not self.cleaned_data.get("note"):
            self.add_error("note", _("Say for whom the link is."))
        return is_own


class SecondFactorForm(forms.Form):
    """Which roles sign in with a second factor."""

    role = SeveralField()


class ImprintForm(forms.Form):
    """Who publishes, by what is asked for and by language, and where."""

    site_address = LineField(required=False)

    def __init__(self, asked: Imprint, sent: QueryDict) -> None:
        super().__init__(sent)
        for name, texts in asked.fields.items():
            self.fields[name] = LanguagesField(languages=tuple(texts), required=False)


class ContactForm(forms.Form):
    """Where outlets reach the newsroom."""

    contact = LineField(required=False)


class AccountRequestForm(forms.Form):
    """What is to become of what somebody asked of an account."""

    do = forms.CharField(required=False)
    code = CutField(cut=100, required=False)


class DeskLanguageForm(forms.Form):
    """In which language somebody wants to read the desk."""

    language = CodeField(spoken)
