"""Forms of the review of a whole entry: what its page showed, and who holds the entry."""

from typing import Any

from django import forms

from dalel.domain.holder import BY_HAND
from dalel.newsroom.frame import typed_input
from dalel.newsroom.frame.fields import CodeField, LanguagesField, RowField, SeveralField
from dalel.newsroom.frame.typed_input import number
from dalel.newsroom.incidents.queries.seen_versions import ShownVersions


class ShownVersionsForm(forms.Form):
    """Which versions a page showed: of each text (``text-kk``), of the codes and of the frame."""

    text = LanguagesField(required=False)
    codes = RowField(none=0)
    frame = RowField(none=0)
    proposal = SeveralField(number)

    def clean(self) -> dict[str, Any]:
        """The versions as one record, and the keys of the proposals."""
        sent = super().clean() or self.cleaned_data
        texts = {language: typed_input.number(told) for language, told in sent["text"].items()}
        return {
            "shown": ShownVersions(
                texts={language: version for language, version in texts.items() if version},
                codes=sent["codes"],
                frame=sent["frame"],
            ),
            "proposed": sent["proposal"],
        }


class HolderForm(forms.Form):
    """To whom an entry is handed; nobody: it is back at the desk."""

    holder = CodeField(BY_HAND, required=False)
