"""What is asked when a demand on the newsroom is entered?"""

from collections.abc import Callable, Mapping
from datetime import date

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dalel.desk.ground import pack
from dalel.desk.tongue import spoken
from dalel.pack.demands import DemandKind, demand_kinds
from dalel.store.incidents.demands import NewDemand


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
    received = forms.DateField(
        label=_("Received"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    due = forms.DateField(
        label=_("To be answered by"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Empty: as the kind has it. A court or a law may set an earlier day."),
    )
    incident = forms.CharField(label=_("Number of the entry"), max_length=32)
    language = forms.ChoiceField(label=_("Language of the challenged text"), required=False)
    version = forms.IntegerField(
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
        language = get_language() or ""
        kind, tongue = self.fields["kind"], self.fields["language"]
        if isinstance(kind, forms.ChoiceField) and isinstance(tongue, forms.ChoiceField):
            kind.choices = [(one.id, one.labels.get(language, one.id)) for one in kinds]
            tongue.choices = [("", "–"), *spoken().items()]

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
