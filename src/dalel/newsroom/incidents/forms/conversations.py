"""Forms of the notes of conversations: writing, correcting, opening the seal, taking back."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dalel.domain.conversation import ConversationWay
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.fields import (
    CodeField,
    LanguagesField,
    LineField,
    RowField,
    TextField,
    YesField,
    is_whole,
)
from dalel.newsroom.frame.typed_input import UNLIKELY, DayField

#: No note quotes more.
_LONGEST = 20_000


class ConversationPageForm(forms.Form):
    """Which form of the page of conversations was sent."""

    form = CodeField(("write", "look", "open", "withdraw"))


class ConversationForm(forms.Form):
    """A note; with the key of an earlier one it corrects that, and without a name keeps its source.

    ``name`` and ``contact`` are sealed as they are stored and never shown again in this form.
    """

    corrects = RowField()
    held = DayField(label=_("When"))
    way = CodeField(tuple(ConversationWay))
    name = LineField(cut=200, required=False)
    contact = LineField(cut=300, required=False)
    described = LanguagesField(required=False)
    words = TextField(cut=_LONGEST)
    language = CodeField(lambda: pack().languages)
    translation = TextField(cut=_LONGEST, required=False)
    may_quote = YesField(required=False)
    may_name = YesField(required=False)
    until = DayField(label=_("What was agreed holds until"), required=False)

    def __init__(self, today: date, *data: Any) -> None:
        super().__init__(*data)
        self.today = today

    def clean_held(self) -> date:
        """A day that is not to come."""
        held: date = self.cleaned_data["held"]
        if held > self.today:
            raise forms.ValidationError(_("That day is still to come."), code=UNLIKELY)
        return held

    def clean(self) -> dict[str, Any]:
        """A new note says who it was; one that may be quoted says how, in every language."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if not told.get("corrects") and not told.get("name"):
            raise forms.ValidationError(_("Say with whom: it is sealed at once."), code=UNLIKELY)
        if told.get("may_quote") and not is_whole(told.get("described") or {}):
            raise forms.ValidationError(
                _("Say in every language how the source may be called in public."), code=UNLIKELY
            )
        return told


class SealForm(forms.Form):
    """Which note is opened, and why; the writer gives no reason."""

    note = RowField()
    reason = TextField(cut=500, required=False)
