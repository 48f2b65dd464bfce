"""Forms of the review of an incident: approving, sending back, restoring, judging concerns."""

from typing import Any, Final

from django import forms

from dalel.domain.states import ConcernState
from dalel.newsroom.frame.fields import CodeField, RowField, SeveralField, TextField
from dalel.newsroom.incidents.usual_reason_labels import WORDS

#: So many letters has the key of a concern.
_KEY: Final = 16


class SendBackForm(forms.Form):
    """Why texts go back to their writers."""

    reason = TextField()


class ApproveTextForm(forms.Form):
    """Which version of a text is approved."""

    language = forms.CharField(required=False)
    version = RowField(none=0)


class TextLanguageForm(forms.Form):
    """In which language a text is meant."""

    language = forms.CharField(required=False)


class _ReasonForm(forms.Form):
    """Why something stands: one of the usual reasons, by its code, else in a person's words."""

    usual = CodeField(WORDS, required=False)
    reason = TextField(required=False)

    def clean(self) -> dict[str, Any]:
        """The reason in words, and whether it is a usual one."""
        sent = super().clean() or self.cleaned_data
        usual = sent.pop("usual", "")
        return sent | {"usual": usual, "reason": str(WORDS[usual]) if usual else sent["reason"]}


class ConcernForm(_ReasonForm):
    """Whether a concern stands, and why."""

    state = CodeField((ConcernState.OPEN,), otherwise=ConcernState.WAIVED)


class SameKindForm(_ReasonForm):
    """Which concerns of one kind stand for one reason."""

    key = SeveralField(lambda told: told if len(told) == _KEY else None)


class RemarkForm(forms.Form):
    """What somebody says to the others."""

    text = TextField(required=False)


class RestoreVersionForm(forms.Form):
    """Which earlier version stands again: of section, date and links, or of the codes."""

    seen = RowField(none=0)
    frame = RowField()
    codes = RowField()


class ApproveVersionsForm(forms.Form):
    """Which versions are approved: of the codes, and of section, date and links."""

    codes = RowField(none=0)
    frame = RowField(none=0)


class ProposalForm(forms.Form):
    """What becomes of a proposal, and why."""

    do = forms.CharField(required=False)
    reason = TextField(cut=500, required=False)
