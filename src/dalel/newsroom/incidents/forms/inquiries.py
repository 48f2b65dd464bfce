"""Forms of letters to those of whom an entry speaks: writing one, and what came of it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.fields import CodeField, LanguagesField, LineField, RowField, TextField
from dalel.newsroom.frame.typed_input import UNLIKELY, DayField


class InquiryPageForm(forms.Form):
    """Which form of the page of letters was sent."""

    form = CodeField(("write", "send", "answer", "silence", "tell"))


class WriteInquiryForm(forms.Form):
    """Whom to ask, and until when; without a day that of the pack."""

    whom = LineField(cut=200)
    due = DayField(label=_("To be answered by"), required=False)

    def __init__(self, sent: date, *data: Any) -> None:
        super().__init__(*data)
        self.sent = sent

    def clean_due(self) -> date:
        """A day that is not over before the letter goes out."""
        due: date = self.cleaned_data["due"] or pack().inquiry.due(self.sent)
        if due < self.sent:
            raise forms.ValidationError(_("The last day lies before today."), code=UNLIKELY)
        return due


class AnswerForm(forms.Form):
    """What somebody answered, in which language, and what it is in the other ones."""

    letter = RowField()
    answer = TextField(cut=20_000)
    language = CodeField(lambda: pack().languages)
    translation = TextField(cut=20_000, required=False)


class SilenceForm(forms.Form):
    """Which letter nobody answered."""

    letter = RowField()


class TellInquiryForm(forms.Form):
    """What the public would read of a letter, in every language."""

    letter = RowField()
    called = LanguagesField()
    reply = LanguagesField(required=False)
    actor = CodeField(lambda: pack().codebook.term_by_code["actor"], otherwise="")
