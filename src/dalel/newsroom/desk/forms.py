"""Forms of the desk: the handover note, saved questions, the welcome, work to be tried again."""

from typing import Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dalel.domain.bulletin_rhythm import Rhythm
from dalel.newsroom.accounts.queries.welcome_steps import WelcomeStep
from dalel.newsroom.frame.base_models import WorkKind
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.fields import CodeField, LanguagesField, LineField, RowField, TextField

#: The lists of which a question can be kept.
_ROOMS: Final = ("inbox", "search", "incidents")


class HandoverForm(forms.Form):
    """What is to be known on the next shift, and the version that stood behind it."""

    text = TextField(
        required=False,
        max_length=20_000,
        error_messages={
            "max_length": _("The note is too long; shorten it. It was not saved."),
        },
    )
    seen = RowField(none=0)


class SaveSearchForm(forms.Form):
    """A question to a list, as an address has it, and its name."""

    room = CodeField(_ROOMS)
    query = forms.CharField(required=False)
    name = LineField(cut=80)


class SuspendForm(forms.Form):
    """Why an account is closed."""

    reason = forms.CharField(required=False)


class TryAgainForm(forms.Form):
    """Which piece of work is to be tried again."""

    work = CodeField(WorkKind)
    key = forms.IntegerField(min_value=0, max_value=10**18 - 1)


class NewsroomNameForm(forms.Form):
    """What the newsroom is called, by language."""

    name = LanguagesField(required=False)

    def clean_name(self) -> dict[str, str]:
        """A name in each language whose field was sent: an emptied one is no name."""
        typed: dict[str, str] = self.cleaned_data["name"]
        if any(f"name-{one}" in self.data and one not in typed for one in pack().languages):
            raise ValidationError(
                _("Nothing was saved: the newsroom needs a name in every language.")
            )
        return typed


class RhythmForm(forms.Form):
    """How often the bulletin comes out."""

    rhythm = CodeField(Rhythm)


class WelcomeStepForm(forms.Form):
    """A step of the welcome."""

    step = CodeField(WelcomeStep)
