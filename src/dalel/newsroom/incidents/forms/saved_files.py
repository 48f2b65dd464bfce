"""Forms of saved files: adding one, hiding and uncovering parts, correcting the text."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from dalel.domain.picture import PictureRights
from dalel.domain.saved_file import Box
from dalel.newsroom.frame import typed_input
from dalel.newsroom.frame.fields import (
    CodeField,
    LanguagesField,
    LineField,
    RowField,
    TextField,
    YesField,
    is_whole,
)

#: How the field of a box begins that is there already; its key follows.
_PLACE = "place-"
_LONGEST_NUMBER = 6


class AddFileForm(forms.Form):
    """The file that is added."""

    file = forms.FileField(allow_empty_file=True, max_length=1000)


class SavedFileForm(forms.Form):
    """Which form of the page of a file was sent."""

    form = CodeField(
        (
            *("boxes", "uncover", "cover", "burn", "text", "by-hand"),
            *("tell", "tell-no-more", "show", "take-off"),
        )
    )


class BoxesForm(forms.Form):
    """The boxes of a page: those there, made larger, and new ones, each as ``x y width height``."""

    page = RowField()

    def __init__(self, sent: QueryDict) -> None:
        super().__init__(sent)
        self.sent = sent

    def clean(self) -> dict[str, object]:
        """The boxes that are there, by key, and the new ones."""
        grown = {
            int(name.removeprefix(_PLACE)): _box(str(value))
            for name, value in self.sent.items()
            if name.startswith(_PLACE) and name.removeprefix(_PLACE).isdecimal()
        }
        new = [_box(value) for value in self.sent.getlist("new") if value.strip()]
        return {**self.cleaned_data, "grown": grown, "new": new}


class UncoverForm(forms.Form):
    """Which box is uncovered, and why."""

    mask = RowField()
    reason = LineField(cut=500)

    def clean_reason(self) -> str:
        """Words that can be seen."""
        reason: str = self.cleaned_data["reason"]
        if not typed_input.is_seen(reason):
            raise ValidationError(_("Say why it may be seen."))
        return reason


class CoverForm(forms.Form):
    """Which box hides again."""

    mask = RowField()


class PictureForm(forms.Form):
    """What is told with a picture that readers are to see."""

    alt = LanguagesField(required=False)
    credit = LanguagesField(required=False)
    rights = CodeField(tuple(PictureRights), required=False)
    is_safe = YesField(required=False)

    def clean(self) -> dict[str, Any]:
        """All of it, in every language, and that nobody is exposed."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if not is_whole(told["alt"]):
            raise ValidationError(_("Say in every language what is to be seen in the picture."))
        if not is_whole(told["credit"]):
            raise ValidationError(_("Say in every language whose picture it is."))
        if not told.get("rights"):
            raise ValidationError(_("Choose by which right it is shown."))
        if not told["is_safe"]:
            raise ValidationError(
                _("Look whether a minor or somebody who stood there by chance can be recognised.")
            )
        return told


class FileTextForm(forms.Form):
    """The corrected text of a file, made from a version."""

    text = TextField(cut=200_000, required=False)
    seen = RowField(none=0)


def _box(typed: str) -> Box:
    """A box as it is typed or drawn: four whole numbers.

    :raises ValidationError: when it is none.
    """
    numbers = typed.replace(",", " ").split()
    if len(numbers) != 4 or any(
        not one.isdecimal() or len(one) > _LONGEST_NUMBER for one in numbers
    ):
        raise ValidationError(
            _("A box is four numbers: from the left, from the top, width, height.")
        )
    x, y, width, height = map(int, numbers)
    return Box(x=x, y=y, width=width, height=height)
