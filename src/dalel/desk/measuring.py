"""What do the pages of figures say and ask, and what do answers mean?"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dalel.domain.incident import Incident
from dalel.domain.measuring import Kind, Period, Subject
from dalel.domain.snapshot import Snapshot
from dalel.pack import Pack
from dalel.publish.figures.words import Words
from dalel.publish.views.dates import wording
from dalel.publish.views.record import Record


class EffectForm(forms.Form):
    """How many people an incident affected, and when it was put right."""

    people = forms.IntegerField(label=_("How many people it affected"), min_value=0, required=False)
    remedied = forms.DateField(label=_("The day on which it was put right"), required=False)
    note = forms.CharField(label=_("On what that rests"), max_length=2000)


def effect_of(form: EffectForm) -> dict[str, Any]:
    """The answers of a valid form."""
    return {name: form.cleaned_data[name] for name in ("people", "remedied", "note")}


def place_of(typed: Mapping[str, str]) -> tuple[Subject, Period]:
    """Of which row and period somebody speaks.

    :raises ValueError: when there is none such.
    """
    subject = Subject(kind=Kind(typed.get("kind", "")), code=typed.get("code", "")[:64])
    return subject, Period.named(typed.get("period", ""))


def words_of(pack: Pack, incidents: Iterable[Incident], now: datetime) -> Words:
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
    return Words(Record(snapshot, ""), wording(get_language() or pack.languages[0]))
