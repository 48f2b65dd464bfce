"""Forms of sheets as Word files: which entries leave, and what comes back."""

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from dalel.domain.word_sheet import MOST_ENTRIES
from dalel.newsroom.frame.fields import RowField, SeveralField
from dalel.newsroom.incidents.queries.bulletin_file import BulletinFile
from dalel.steps.bulletins.sheet_reader import LARGEST_SHEET

_NAME: Final = 100


class SheetChoiceForm(forms.Form):
    """Which entries are offered: some by number, or an edition's."""

    number = SeveralField()
    edition = RowField()

    def clean_number(self) -> tuple[str, ...]:
        """No more than one sheet has."""
        return tuple(self.cleaned_data["number"])[:MOST_ENTRIES]


class TakeSheetForm(forms.Form):
    """Which entries leave."""

    entries = SeveralField()


class ReturnedSheetForm(forms.Form):
    """A Word file that came back, and what of it is taken."""

    file = forms.FileField(
        allow_empty_file=True,
        error_messages={"required": _("Choose the Word file that came back.")},
    )
    take = SeveralField()

    def sent(self) -> BulletinFile:
        """The file; of one that is larger than is read, no more than tells that it is."""
        file = self.cleaned_data["file"]
        return BulletinFile(name=str(file.name)[:_NAME], content=file.read(LARGEST_SHEET + 1))
