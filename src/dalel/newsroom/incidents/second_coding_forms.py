"""The form for second coding, and the wording of its variables and answers."""

from typing import Final

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dalel.domain.codebook import Codebook
from dalel.newsroom.frame.locale import tongue
from dalel.steps.measure.agreement import NOMINAL, SETS, VARIABLES, Answer

#: By variable: what is asked, and under which name the codebook has its codes.
_ASKED: Final[dict[str, tuple[Promise | str, str]]] = {
    "event_type": (_("Event type"), "event_type"),
    "direction": (_("Direction"), "direction"),
    "case_status": (_("Status of the case"), "case_status"),
    "verification": (_("Verification"), "verification"),
    "severity": (_("Severity"), ""),
    "rights": (_("Rights"), "right"),
    "actors": (_("By whom"), "actor"),
    "targets": (_("Against whom"), "target"),
    "means": (_("Means"), "means"),
    "platforms": (_("Platforms"), "platform"),
}


class DoubleForm(forms.Form):
    """All variables, empty: the second coder sees nothing of the first."""

    def __init__(self, codebook: Codebook, sent: QueryDict | None = None) -> None:
        super().__init__(sent)
        for variable in VARIABLES:
            choices = _choices(variable, codebook)
            if variable in SETS:
                self.fields[variable] = forms.MultipleChoiceField(
                    label=question(variable),
                    choices=choices,
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                )
            else:
                self.fields[variable] = forms.ChoiceField(
                    label=question(variable), choices=[("", "–"), *choices]
                )

    def answers(self) -> dict[str, Answer]:
        """What was chosen."""
        told = self.cleaned_data
        singles: dict[str, Answer] = {name: str(told[name]) for name in NOMINAL}
        sets: dict[str, Answer] = {name: frozenset(told[name]) for name in SETS}
        return singles | sets | {"severity": int(told["severity"])}


def question(variable: str) -> str:
    """What a variable is called on this screen."""
    return str(_ASKED[variable][0])


def worded(variable: str, answer: Answer, codebook: Codebook) -> str:
    """An answer in words; a code that the codebook does not know is shown as it is."""
    labels = dict(_choices(variable, codebook))
    codes = sorted(answer) if isinstance(answer, frozenset) else [str(answer)]
    return "; ".join(labels.get(code, code) for code in codes) or "–"


def _choices(variable: str, codebook: Codebook) -> list[tuple[str, str]]:
    language = tongue()
    if variable == "severity":
        return [
            (str(one.level), f"{one.level} · {one.labels.get(language, '')}")
            for one in codebook.severity
        ]
    terms = codebook.terms[_ASKED[variable][1]]
    return [(term.code, term.labels.get(language, term.code)) for term in terms]
