"""Forms of legal advice: asking, answering, and deciding against the answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dalel.domain.legal_advice import AdviceVerdict, AdviceWay, AdvisedVersions
from dalel.newsroom.frame import typed_input
from dalel.newsroom.frame.fields import CodeField, LanguagesField, LineField, RowField, TextField
from dalel.newsroom.frame.typed_input import DayField

_LETTERS = 5000


class LegalPageForm(forms.Form):
    """Which form of the page of legal advice was sent."""

    form = CodeField(("ask", "take-back", "advise", "outside"))


class QuestionForm(forms.Form):
    """What a lawyer is asked; ``outside``: one without an account, whose answer is noted here."""

    question = TextField(cut=_LETTERS, required=False)
    outside = forms.BooleanField(required=False)


class _OfVersionsForm(forms.Form):
    """What was shown: each text (``text-kk``), the codes, and the last decision on a name."""

    text = LanguagesField(required=False)
    codes = RowField(none=0)
    naming = RowField(none=0)

    def clean(self) -> dict[str, Any]:
        """The versions as one record."""
        sent = super().clean() or self.cleaned_data
        texts = {language: typed_input.number(told) for language, told in sent["text"].items()}
        sent["versions"] = AdvisedVersions(
            texts={language: version for language, version in texts.items() if version},
            codes=sent["codes"],
            naming=sent["naming"],
        )
        return sent


class AdviceForm(_OfVersionsForm):
    """What the lawyer says."""

    verdict = CodeField(AdviceVerdict)
    words = TextField(cut=_LETTERS, required=False)


class OutsideAdviceForm(AdviceForm):
    """What somebody without an account says, and how that came."""

    adviser = LineField(cut=128, required=False)
    received = DayField(label=_("Received on"))
    way = CodeField(AdviceWay)


class OverruleForm(_OfVersionsForm):
    """Why an entry goes against the advice; or that one agrees to it."""

    form = CodeField(("overrule", "second"))
    reason = TextField(cut=_LETTERS, required=False)
