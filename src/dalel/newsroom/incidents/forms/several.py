"""The form of an act on several stories or entries: which, and one thing that is done with all."""

import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dalel.domain.holder import BY_HAND
from dalel.domain.several import MOST_AT_ONCE, Several, SeveralDeed
from dalel.domain.story_decision import NotOurs, written
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.fields import LineField, SeveralField
from dalel.newsroom.frame.typed_input import number

_MOST_WORDS: Final = 500
#: What stands in the address of a story or an entry.
_SUBJECT: Final = re.compile(r"[\w.:~-]{1,64}")
#: What needs a value, and what is done without one.
_PLAIN: Final = frozenset({SeveralDeed.LATER, SeveralDeed.NOW})


def _subject(sent: str) -> str | None:
    """A key of a story or a number of an entry, as a page of ours sends it; else None."""
    return sent if _SUBJECT.fullmatch(sent) else None


class SeveralForm(forms.Form):
    """What is ticked (``item``), and what is done with it (``do``, as ``deed`` or ``deed:value``).

    ``words`` explain a refusal; they stand with each decision, and nowhere else.
    """

    item = SeveralField(_subject)
    do = forms.CharField(required=False)
    words = LineField(cut=_MOST_WORDS, required=False)

    def __init__(self, of: Several, *sent: Any) -> None:
        super().__init__(*sent)
        self.of = of

    def clean_item(self) -> tuple[str, ...]:
        """What is ticked: something, and not more than can be acted on at once."""
        ticked: tuple[str, ...] = tuple(dict.fromkeys(self.cleaned_data["item"]))
        if not ticked:
            raise ValidationError(_("Tick something first."))
        if len(ticked) > MOST_AT_ONCE:
            told = _("At most %(count)d at once: nothing was done.") % {"count": MOST_AT_ONCE}
            raise ValidationError(told)
        return ticked

    def clean_do(self) -> tuple[SeveralDeed, str]:
        """The deed and its value."""
        name, _colon, value = str(self.cleaned_data["do"]).partition(":")
        deed = next((one for one in SeveralDeed if one == name), None)
        if deed is None or not _is_likely(deed, value):
            raise ValidationError(_("Choose what to do with what is ticked."))
        return deed, value

    def clean(self) -> dict[str, Any]:
        """With ``given``: what each is acted on with, the words of a refusal among it."""
        sent = super().clean() or self.cleaned_data
        deed, value = sent.get("do", ("", ""))
        sent["given"] = ""
        if deed is SeveralDeed.REJECT:
            why, words = NotOurs(value), sent.get("words", "")
            if why is NotOurs.OTHER and not words:
                self.add_error("words", _("Say why: choose a reason, or write one."))
            sent["given"] = written(why, words)
        return sent


def _is_likely(deed: SeveralDeed, value: str) -> bool:
    if deed in _PLAIN:
        return not value
    if deed is SeveralDeed.REJECT:
        return value in list(NotOurs)
    if deed is SeveralDeed.ASSIGN:
        return not value or Member.objects.filter(username=value, is_active=True).exists()
    if deed is SeveralDeed.HOLD:
        return not value or value in list(BY_HAND)
    if deed is SeveralDeed.SECTION:
        return number(value) in pack().codebook.section_by_number
    return number(value) is not None
