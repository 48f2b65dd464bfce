"""The form by which a source is watched or rests."""

from django import forms

from dalel.domain.states import SourceState
from dalel.newsroom.frame.fields import CodeField


class SourceStateForm(forms.Form):
    """How a source is to stand."""

    state = CodeField(SourceState)
