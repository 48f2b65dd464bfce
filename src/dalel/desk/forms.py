"""What did a person ask for?"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from dalel.desk.tongue import spoken
from dalel.domain.codebook import Codebook
from dalel.domain.states import IncidentState
from dalel.store.models import Role


@dataclass(frozen=True, kw_only=True)
class IncidentFilter:
    """Which incidents to list; what was asked for and does not exist is left out."""

    section: int | None
    state: IncidentState | None
    page: int

    @classmethod
    def of(cls, asked: Mapping[str, str], codebook: Codebook) -> "IncidentFilter":
        """Read the query of an address."""
        section = whole_number(asked.get("section", ""))
        state = asked.get("state", "")
        return cls(
            section=section if section in codebook.section_by_number else None,
            state=IncidentState(state) if state in list(IncidentState) else None,
            page=whole_number(asked.get("page", "")) or 1,
        )

    @property
    def is_narrow(self) -> bool:
        """Whether it leaves any incident out."""
        return self.section is not None or self.state is not None

    def query(self, page: int) -> str:
        """The query of the address that shows another page of the same list."""
        asked = {"section": self.section, "state": self.state, "page": page}
        return urlencode({key: value for key, value in asked.items() if value is not None})


def whole_number(text: str) -> int | None:
    """A whole number that somebody typed; None when it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else None


class _Languages(forms.MultipleChoiceField):
    """Languages in which a member can judge a text, out of those that the desk speaks."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Languages read"),
            help_text=_("Only in these a member can approve texts."),
            required=False,
            choices=lambda: list(spoken().items()),
            widget=forms.CheckboxSelectMultiple,
        )


class MemberForm(forms.Form):
    """What an administrator changes about a member."""

    name = forms.CharField(label=_("Name"), max_length=128, required=False)
    role = forms.TypedChoiceField(label=_("Role"), choices=Role.choices, coerce=Role)
    reads = _Languages()


class InvitationForm(forms.Form):
    """For whom a link is, and what they will be."""

    note = forms.CharField(
        label=_("For whom"),
        max_length=128,
        required=False,
        help_text=_("Only to tell links apart; a pseudonym will do."),
    )
    role = forms.TypedChoiceField(label=_("Role"), choices=Role.choices, coerce=Role)
    reads = _Languages()
