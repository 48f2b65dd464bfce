"""The form of what a member saw: the file, where and when, and under which names."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dalel.domain.saved_file import Sight
from dalel.newsroom.frame.fields import LineField, MomentField, TextField
from dalel.newsroom.incidents.actions.saved_files import LARGEST
from dalel.steps.archive.account_names import names_to_hide

#: No address of a page is longer, and no account has more names.
_ADDRESS = 2000
_NAMES = 2000
_MOST_NAMES = 20


class SightForm(forms.Form):
    """A page or a picture as a member's own browser saved it."""

    file = forms.FileField(
        allow_empty_file=True,
        max_length=1000,
        error_messages={"required": gettext_lazy("Choose a file.")},
    )
    address = LineField(cut=_ADDRESS, required=False)
    seen = MomentField(label=gettext_lazy("When you saw it"), required=False)
    names = TextField(required=False, cut=_NAMES)

    def clean_file(self) -> object:
        """The file, which is not larger than any that is taken."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("The file is larger than 20 megabytes."))
        return file

    def clean_address(self) -> str:
        """The address of a page of the web."""
        address = str(self.cleaned_data["address"])
        if not address.lower().startswith(("http://", "https://")):
            raise ValidationError(_("Give the address of the page; it begins with http."))
        return address

    def clean_seen(self) -> object:
        """The moment at which it was seen."""
        if self.cleaned_data.get("seen") is None:
            raise ValidationError(_("Say when you saw it."))
        return self.cleaned_data["seen"]

    def clean_names(self) -> tuple[str, ...]:
        """The names of the account, one a line."""
        names = names_to_hide(self.cleaned_data["names"])
        if len(names) > _MOST_NAMES:
            raise ValidationError(_("Give 20 names at most, one a line."))
        return names

    def sight(self) -> Sight:
        """Where and when it was seen, and under which names."""
        told = self.cleaned_data
        return Sight(address=told["address"], seen=told["seen"], names=told["names"])
