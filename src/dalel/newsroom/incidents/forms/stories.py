"""Forms by which a story is decided about."""

from typing import Final

from django import forms
from django.core.exceptions import ValidationError

from dalel.domain.story_decision import NotOurs
from dalel.newsroom.frame.fields import CodeField, CutField, SeveralField
from dalel.newsroom.frame.typed_input import number

_MOST_WORDS: Final = 500


class AttachStoryForm(forms.Form):
    """To which incident a story belongs."""

    incident = forms.CharField()


class SplitStoryForm(forms.Form):
    """Which articles are another story."""

    article = SeveralField(number)


class MergeStoryForm(forms.Form):
    """Which story is the same."""

    into = forms.CharField(required=False)


class RejectStoryForm(forms.Form):
    """Why a story is not ours: by a reason, or in own words."""

    words = CutField(cut=_MOST_WORDS, required=False)
    why = CodeField(NotOurs)

    def clean_why(self) -> NotOurs:
        """Another reason than the known ones needs words."""
        why: NotOurs = self.cleaned_data["why"]
        if why is NotOurs.OTHER and not self.cleaned_data["words"]:
            raise ValidationError(self.fields["words"].error_messages["required"])
        return why
