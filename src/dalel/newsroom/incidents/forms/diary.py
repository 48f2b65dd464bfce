"""Forms of the diary: writing a day down, and deciding about one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dalel.domain.diary import DiaryKind
from dalel.newsroom.frame.fields import CodeField, CutField
from dalel.newsroom.frame.typed_input import DayField


class ConfirmDayForm(forms.Form):
    """A day as it is or mended."""

    day = DayField(label=_("Day"))
    kind = CodeField(DiaryKind, otherwise=DiaryKind.OTHER)
    words = CutField(cut=500, required=False)


class DiaryDayForm(ConfirmDayForm):
    """A day that a person writes down, and what happens on it."""

    words = CutField(cut=500)
    incident = forms.CharField(required=False)


class DismissDayForm(forms.Form):
    """That a day is none of ours."""

    do = CodeField(("dismiss",))
