"""Forms of people, outlets and cases: entering, linking and renaming them, deciding on names."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dalel.domain.conduct import Basis
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.fields import (
    CodeField,
    LanguagesField,
    LineField,
    RowField,
    TextField,
    is_whole,
)
from dalel.newsroom.frame.typed_input import DayField


class HostField(LineField):
    """A host, as far as a name of one can reach."""

    def __init__(self) -> None:
        super().__init__(required=False, cut=253)

    def to_python(self, value: Any) -> str:
        """The host in small letters."""
        return super().to_python(value).lower()


class _LinkForm(forms.Form):
    """Somebody known by a key, or somebody new by a name in every language."""

    key = RowField()
    name = LanguagesField(required=False)
    part = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """Either is there."""
        if self.cleaned_data["key"] is None and not is_whole(self.cleaned_data["name"]):
            raise ValidationError(self.fields["name"].error_messages["required"])
        return self.cleaned_data


class LinkPersonForm(_LinkForm):
    """A person of whom an incident speaks, or no longer."""

    role = CodeField(lambda: pack().naming.roles, otherwise="")
    note = TextField(required=False)


class LinkOutletForm(_LinkForm):
    """An outlet of which an incident speaks, or no longer."""

    host = HostField()


class NamingForm(forms.Form):
    """On what it rests whether a person may be named."""

    key = RowField()
    role = CodeField(lambda: pack().naming.roles)
    stage = CodeField(lambda: pack().naming.stages)
    public = forms.BooleanField(required=False)
    consent = forms.BooleanField(required=False)
    reason = TextField(required=False)


class AttributionForm(forms.Form):
    """Who says who did it, and on what basis."""

    actor = CodeField(lambda: pack().codebook.term_by_code["actor"])
    basis = CodeField(Basis)
    by = LineField()
    on = DayField(label=_("When"), required=False)


class CommentForm(forms.Form):
    """Who was asked for a comment, and what came."""

    whom = LineField()
    asked = DayField(label=_("When"))
    answer = TextField(required=False)


class StatusForm(forms.Form):
    """How a case stands; empty: as before."""

    stage = CodeField(lambda: pack().codebook.term_by_code["case_status"], required=False)
    note = TextField(required=False)


class PeopleForm(forms.Form):
    """Which form of the page of people was sent."""

    form = CodeField(("person", "outlet", "name", "attribution", "comment", "look"))


class RenamePersonForm(forms.Form):
    """What a person is called, and the usual role."""

    name = LanguagesField()
    role = CodeField(lambda: pack().naming.roles, otherwise="")
    note = TextField(required=False)


class RenameOutletForm(forms.Form):
    """What an outlet is called, and its host."""

    name = LanguagesField()
    host = HostField()


class ChangeCaseForm(forms.Form):
    """Which incident joins a case, or what the case is called."""

    incident = LineField(required=False)
    name = LanguagesField(required=False)
