"""Forms of machine drafts: asking for them, and taking their sentences."""

import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.fields import CodeField, SeveralField
from dalel.newsroom.frame.typed_input import number
from dalel.newsroom.incidents.models import DraftJob
from dalel.steps.draft import RevisionWish

_TICKED: Final = re.compile(r"(?P<key>\d{1,9}):(?P<language>[a-z]{2,8}):(?P<at>\d{1,2})")


class AskDraftForm(forms.Form):
    """What is to be made: a draft, perhaps with a model, or a translation."""

    job = CodeField(DraftJob, otherwise=DraftJob.DRAFT)
    model = forms.BooleanField(required=False)
    source = forms.CharField(required=False)
    language = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        """A translation is from one language into another; a draft is of all."""
        told = self.cleaned_data
        if told["job"] is DraftJob.DRAFT:
            return told | {"source": "", "language": ""}
        if len({told["source"], told["language"]} & set(pack().languages)) < 2:
            raise ValidationError("There are no such languages.")
        return told


class TakeSentencesForm(forms.Form):
    """Which sentences of a draft go into the text of a language, and whether its title does."""

    language = forms.CharField(required=False)
    title = forms.BooleanField(required=False)
    sentence = SeveralField(number)


class TakeDraftsForm(forms.Form):
    """What is ticked in drafts of several languages: ``12:kk:3``, and ``12:kk:0`` for a title."""

    ticked = SeveralField(lambda sent: _TICKED.fullmatch(sent))

    def by_draft(self) -> dict[tuple[int, str], frozenset[int]]:
        """By draft and language the sentences, counted from 1; 0 is the title."""
        found: dict[tuple[int, str], frozenset[int]] = {}
        for match in self.cleaned_data["ticked"]:
            place = int(match["key"]), match["language"]
            found[place] = found.get(place, frozenset()) | {int(match["at"])}
        return found


class ReviseDraftForm(forms.Form):
    """What is wanted of a draft: shorter, longer, or another sentence in the place of ``other``.

    ``title`` and ``sentence`` are what is ticked just now, and stays so.
    """

    language = forms.CharField(required=False)
    wish = CodeField(RevisionWish, otherwise=RevisionWish.OTHER)
    other = forms.IntegerField(required=False, min_value=1, max_value=99)
    title = forms.BooleanField(required=False)
    sentence = SeveralField(number)

    def clean(self) -> dict[str, Any]:
        """Without a wish a sentence is named."""
        told = self.cleaned_data
        return told | {"other": told.get("other") or 0}


class FollowForm(forms.Form):
    """Which proposal is taken: a language and the place in its list."""

    follow = forms.RegexField(r"^[a-z]{2,8}:\d{1,3}$", required=False)

    def clean(self) -> dict[str, Any]:
        """The language, and the place; what is none stands for no place."""
        language, _, place = self.cleaned_data.get("follow", "").partition(":")
        return {"language": language, "place": int(place) if place else None}
