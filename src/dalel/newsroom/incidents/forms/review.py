"""Forms of the review of an incident: approving, sending back, restoring, judging concerns."""

from django import forms

from dalel.domain.states import ConcernState
from dalel.newsroom.frame.fields import CodeField, RowField, TextField


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


class ConcernForm(forms.Form):
    """Whether a concern stands, and why."""

    state = CodeField((ConcernState.OPEN,), otherwise=ConcernState.WAIVED)
    reason = TextField(required=False)


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
