"""Forms of a past bulletin: its files or its pasted text, and the period that it tells of."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from dalel.newsroom.frame import typed_input
from dalel.newsroom.frame.fields import SeveralField
from dalel.newsroom.incidents.queries.bulletin_file import BulletinFile
from dalel.steps.bulletins.line_reader import LARGEST_SENT

#: One bulletin in two languages.
MOST_FILES: Final = 2


class _FilesInput(forms.FileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Several files; of one that is larger than is read no byte is taken into memory."""

    widget = _FilesInput

    def clean(self, value: Any, initial: Any = None) -> list[Any]:
        """Those that were sent."""
        return [super(_FilesField, self).clean(one, initial) for one in value or []]


class SentBulletinForm(forms.Form):
    """A bulletin as it was sent, and the digests of what was looked at before."""

    file = _FilesField(required=False, allow_empty_file=True)
    # Blank lines at the head count: lines are told by number.
    text = forms.CharField(required=False, strip=False)
    seen = SeveralField()
    start = forms.CharField(required=False)
    end = forms.CharField(required=False)

    def sent(self) -> tuple[BulletinFile, ...]:
        """The files, then the pasted text; no more than one bulletin has, and one to tell it by."""
        told = self.told
        files = [
            BulletinFile(name=str(one.name)[:100], content=one.read(LARGEST_SENT + 1))
            for one in told.get("file", [])[: MOST_FILES + 1]
        ]
        text = str(told.get("text", ""))
        if text.strip():
            files.append(BulletinFile(name=str(_("the pasted text")), content=text.encode()))
        return tuple(files)

    @property
    def told(self) -> dict[str, Any]:
        """What was filled in."""
        self.full_clean()
        return self.cleaned_data


class BulletinPeriodForm(forms.Form):
    """First and last day of what a bulletin tells of."""

    start = typed_input.DayField(label=_("First day"))
    end = typed_input.DayField(label=_("Last day"))
