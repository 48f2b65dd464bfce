"""Forms of names: choosing how one is written, finding one, saying who is meant."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dalel.domain.names import NameKind
from dalel.newsroom.frame.fields import CodeField, LanguagesField, LineField, RowField
from dalel.newsroom.frame.typed_input import UNLIKELY, DayField


class ChooseNameForm(forms.Form):
    """How a name is written in every language, whose it is, and in which office until when."""

    key = RowField()
    kind = CodeField(NameKind, otherwise=NameKind.PERSON)
    name = LanguagesField()
    person = RowField()
    office = LanguagesField(required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def clean(self) -> dict[str, Any]:
        """The dates in order."""
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            turned = ValidationError(_("The last day lies before the first."), code=UNLIKELY)
            self.add_error("until", turned)
        return self.cleaned_data


class FindNamesForm(forms.Form):
    """Words of a name, and which page of those found."""

    q = LineField(required=False, cut=200)
    page = RowField(none=1)


class WhoIsMeantForm(forms.Form):
    """The key of the person of the registry who is meant."""

    person = RowField(none=0)
