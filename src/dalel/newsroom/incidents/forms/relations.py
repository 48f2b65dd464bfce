"""Forms of what an incident is tied to: links, later developments, other incidents and cases."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dalel.domain.addresses import make_link
from dalel.domain.incident import Link
from dalel.domain.public_address import public_address
from dalel.newsroom.frame import typed_input
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.fields import LanguagesField, PartialDateField, RowField


class LinkField(forms.CharField):
    """The address of a public page."""

    def clean(self, value: Any) -> Link | None:
        """The link to it."""
        given = typed_input.line(value or "")
        if not given and not self.required:
            return None
        if given and " " not in given and len(given) <= 2000:
            link = make_link(given, pack().addresses, pack().sources)
            if public_address(link.url):
                return link
        raise ValidationError(_("This is no address of a page: %(given)s") % {"given": given[:200]})


class CiteForm(forms.Form):
    """Which address an incident cites."""

    url = LinkField()


class UnciteForm(forms.Form):
    """Which address an incident cites no longer."""

    drop = forms.CharField()


class StepForm(forms.Form):
    """Which later development is approved, or taken away."""

    drop = RowField()
    approve = RowField()


class DevelopmentForm(forms.Form):
    """A later development: its date, what happened in each language, and who says so."""

    date = PartialDateField(label=gettext_lazy("Date"))
    text = LanguagesField()
    url = LinkField(required=False)

    def wrong(self) -> dict[str, str]:
        """What is amiss, by field of the page."""
        return {name: str(one[0]) for name, one in self.errors.items() if name != "text"} | {
            f"text-{language}": _("The text in this language is missing.")
            for language in pack().languages
            if language not in self["text"].data
        }


class TieForm(forms.Form):
    """Another incident to relate to or to part from; or a case to join, to leave, or to found."""

    other = forms.CharField(required=False)
    part = forms.BooleanField(required=False)
    leave = RowField()
    case = RowField()
    name = LanguagesField(required=False)
