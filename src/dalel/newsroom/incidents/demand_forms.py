"""The form for entering a demand made on the newsroom."""

from collections.abc import Callable, Mapping
from datetime import date

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.locale import spoken, tongue
from dalel.newsroom.frame.typed_input import DayField, NumberField
from dalel.newsroom.incidents.actions.demands import NewDemand
from dalel.pack.demands import DemandKind, demand_kinds


def kinds() -> tuple[DemandKind, ...]:
    """What can be demanded of this newsroom."""
    return demand_kinds(settings.DALEL.pack, pack().ui_languages)


class DemandForm(forms.Form):
    """A demand as it came."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind"))
    party = forms.CharField(
        label=_("Who demands it"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Confidential: it stands in this register only, never in the audit log."),
    )
    received = DayField(label=_("Received"))
    due = DayField(
        label=_("To be answered by"),
        required=False,
        help_text=_("Empty: as the kind has it. A court or a law may set an earlier day."),
    )
    incident = forms.CharField(label=_("Number of the entry"), max_length=32)
    language = forms.ChoiceField(label=_("Language of the challenged text"), required=False)
    version = NumberField(
        label=_("Its version"),
        required=False,
        min_value=1,
        help_text=_("Empty: the entry as a whole."),
    )
    claim = forms.CharField(
        label=_("What is demanded"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(
        self,
        kinds: tuple[DemandKind, ...],
        sent: QueryDict | None = None,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(sent, initial=dict(initial or {}))
        language = tongue()
        kind, replied = self.fields["kind"], self.fields["language"]
        if isinstance(kind, forms.ChoiceField) and isinstance(replied, forms.ChoiceField):
            kind.choices = [(one.id, one.labels.get(language, one.id)) for one in kinds]
            replied.choices = [("", "–"), *spoken().items()]

    def demand(self, until: Callable[[str, date], date]) -> NewDemand:
        """What was entered; ``until`` gives the day of a kind where none was entered."""
        told = self.cleaned_data
        return NewDemand(
            key=str(told["key"]),
            kind=told["kind"],
            party=told["party"],
            claim=told["claim"],
            received=told["received"],
            due=told["due"] or until(told["kind"], told["received"]),
            incident=told["incident"].strip(),
            language=told["language"],
            version=told["version"],
        )
