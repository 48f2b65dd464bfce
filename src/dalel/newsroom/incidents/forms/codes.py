"""The form of an incident's codes, with its section and date."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dalel.domain.decided_codes import DECIDABLE
from dalel.domain.incident import Codes
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.fields import (
    CodeField,
    PartialDateField,
    RowField,
    SeveralField,
    TextField,
)

#: Fields with one answer and fields with several, each with its variable in the codebook.
ONE: Final = {
    "event_type": "event_type",
    "direction": "direction",
    "case_status": "case_status",
    "verification": "verification",
}
SEVERAL: Final = {
    "secondary_event_types": "event_type",
    "rights": "right",
    "actors": "actor",
    "targets": "target",
    "means": "means",
    "platforms": "platform",
    "places": "place",
    "statutes": "statute",
}


class SeenCodesForm(forms.Form):
    """Which versions stood behind the form of the codes, and which suggestion is taken."""

    seen = RowField(none=0)
    frame = RowField()
    take = forms.CharField(required=False)


class CodesForm(forms.Form):
    """How an incident is coded; a forged form gets no further than the codebook.

    What stands in it a person chose: nothing that is only suggested is filled in beforehand. What
    is left empty is not decided yet.
    """

    section = CodeField(
        lambda: (str(one.number) for one in pack().codebook.sections), required=False
    )
    date = PartialDateField(label=_("Date"), required=False)
    severity = CodeField(
        lambda: (str(one.level) for one in pack().codebook.severity), required=False
    )
    severity_reason = TextField(required=False)

    def __init__(self, sent: Mapping[str, Any]) -> None:
        super().__init__(sent)
        self.fields |= {
            name: CodeField(_terms(variable), required=False) for name, variable in ONE.items()
        }
        self.fields |= {name: _CodesField(_terms(variable)) for name, variable in SEVERAL.items()}

    def chosen(self) -> dict[str, Any]:
        """What stands in the fields, be it right or not."""
        sent = {name: self[name].data for name in self.fields}
        return {name: "" if value is None else value for name, value in sent.items()}

    def codes(self) -> Codes:
        """The codes of a valid form."""
        told = {name: self.cleaned_data[name] for name in (*ONE, *SEVERAL, "severity_reason")}
        version, severity = pack().codebook.version, int(self.cleaned_data["severity"] or 0)
        return Codes(codebook_version=version, severity=severity, **told)

    def decided(self) -> tuple[str, ...]:
        """The fields of a valid form in which something is chosen."""
        return tuple(name for name in DECIDABLE if self.cleaned_data[name])


class _CodesField(SeveralField):
    """Several codes of a variable, each once."""

    def __init__(self, known: Iterable[str]) -> None:
        super().__init__()
        self.known = frozenset(known)

    def to_python(self, value: Any) -> tuple[str, ...]:
        """The codes as they were sent."""
        found = tuple(dict.fromkeys(super().to_python(value)))
        if not self.known.issuperset(found):
            raise ValidationError(self.error_messages["required"])
        return found


def _terms(variable: str) -> Iterable[str]:
    if variable == "place":
        return tuple(place.code for place in pack().places)
    return pack().codebook.term_by_code[variable]
