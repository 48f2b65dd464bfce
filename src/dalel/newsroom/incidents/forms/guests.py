"""Forms about guests: whom to ask for what, and what a guest answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dalel.newsroom.frame.fields import LineField, SeveralField, TextField


class GuestForm(forms.Form):
    """Who is asked, and to read which entries."""

    name = LineField(label=_("Who reads"), max_length=128)
    entries = SeveralField()
    reads_all = forms.BooleanField(
        error_messages={"required": _("A guest approves what he or she reads: in all languages.")}
    )


class ReturnForm(forms.Form):
    """Why a guest sends an entry back."""

    reason = TextField(
        max_length=4000, error_messages={"required": _("Say what is wrong, or what is missing.")}
    )
