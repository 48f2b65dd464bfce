"""Forms of links that are added by hand, and of an entry that is begun without a story."""

from typing import Any

from django import forms

from dalel.domain.pasted_addresses import addresses_in, lines_without_address, repeated_in
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.fields import CodeField, LineField, SeveralField, TextField
from dalel.newsroom.incidents.actions.add_links import MOST


class AddLinksForm(forms.Form):
    """Addresses in a text, those that are visited though the desk asked, and the entry they join.

    ``addresses`` is what was found, ``left`` how many more there were, ``repeated`` how many stood
    there twice, ``passed_over`` the lines in which there was none.
    """

    text = TextField(required=False)
    agreed = SeveralField()
    to = LineField(required=False, cut=64)
    leave = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """The addresses of both, each once."""
        kept: dict[str, Any] = super().clean() or self.cleaned_data
        found, left = addresses_in(kept.get("text", ""), MOST)
        agreed = kept["agreed"][:MOST]
        kept["addresses"] = tuple(dict.fromkeys([*found, *agreed]))
        kept["left"] = left
        kept["repeated"] = repeated_in(kept.get("text", ""))
        kept["passed_over"] = lines_without_address(kept.get("text", ""))
        return kept


class WantedEntryForm(forms.Form):
    """The entry to which links are added."""

    to = LineField(required=False, cut=64)


class NewEntryForm(forms.Form):
    """The section of an entry that is begun by hand."""

    section = CodeField(lambda: [str(one.number) for one in pack().codebook.sections])
