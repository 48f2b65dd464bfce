"""Forms of the figures pages, and the parsing of their input."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from dalel.domain.attention import Choice
from dalel.domain.count_board import Kind, Level, Period
from dalel.domain.incident import Incident
from dalel.domain.snapshot import Snapshot
from dalel.newsroom.frame.fields import CodeField, CutField, TextField
from dalel.newsroom.frame.locale import tongue
from dalel.newsroom.frame.typed_input import DayField, NumberField, is_likely
from dalel.pack import Pack
from dalel.publish.figures.words import MeasureWords
from dalel.publish.views.dates import wording
from dalel.publish.views.record import IndexedSnapshot


class EffectForm(forms.Form):
    """How many people an incident affected, and when it was put right."""

    people = NumberField(label=_("How many people it affected"), min_value=0, required=False)
    remedied = DayField(label=_("The day on which it was put right"), required=False)
    note = forms.CharField(label=_("On what that rests"), max_length=2000)


class _MeasureForm(forms.Form):
    """Of which row and period somebody speaks."""

    kind = CodeField(Kind)
    code = CutField(cut=64, required=False)
    period = forms.CharField()

    def clean_period(self) -> Period:
        """A period that a newsroom can measure."""
        try:
            period = Period.named(self.cleaned_data["period"])
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if not is_likely(period.first):
            raise ValidationError(f"No newsroom measures {period.name}.")
        return period

    def row(self) -> dict[str, Any]:
        """The row and the period of a valid form."""
        told = self.cleaned_data
        return {"row": told["kind"], "code": told["code"], "period": told["period"].name}


class LevelForm(_MeasureForm):
    """Another level than the rule's, or none, with its reason."""

    level = CodeField(Level, required=False)
    why = TextField()


class SentencesForm(_MeasureForm):
    """The sentences above a right's figures, by language."""

    def __init__(self, languages: tuple[str, ...], sent: QueryDict) -> None:
        super().__init__(sent)
        self.languages = languages
        self.fields |= {language: TextField(required=False) for language in languages}

    def texts(self) -> dict[str, str]:
        """What was written, by language."""
        return {one: text for one in self.languages if (text := self.cleaned_data[one])}


class ChooseLineForm(forms.Form):
    """Whether a line is pinned or dismissed, or neither, and why."""

    key = CutField(cut=128, required=False)
    choice = CodeField(Choice, required=False)
    why = TextField()


def words_of(pack: Pack, incidents: Iterable[Incident], now: datetime) -> MeasureWords:
    """The words of this screen's language for what these incidents come to."""
    snapshot = Snapshot(
        profile=pack.profile,
        codebook=pack.codebook,
        sources=pack.sources,
        places={place.code: place.labels for place in pack.places},
        editions=(),
        incidents=tuple(incidents),
        time=now,
        preview=True,
    )
    return MeasureWords(IndexedSnapshot(snapshot, ""), wording(tongue()))
