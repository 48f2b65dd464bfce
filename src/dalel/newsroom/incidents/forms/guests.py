"""Forms about guests: whom to ask for what, and what a guest answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dalel.newsroom.frame.fields import CodeField, LineField, SeveralField, TextField


class GuestForm(forms.Form):
    """Who is asked, and to read which entries."""

    name = LineField(label=_("Who reads"), max_length=128)
    entries = SeveralField()
    reads_all = forms.BooleanField(
        error_messages={"required": _("A guest approves what he or she reads: in all languages.")}
    )


class GuestAnswerForm(forms.Form):
    """What a guest answers: that an entry may be published, or why it goes back."""

    do = CodeField(("approve", "return"))
    reason = TextField(required=False, max_length=4000)

    def clean(self) -> dict[str, Any]:
        """What goes back goes with a reason."""
        answer = super().clean() or {}
        if answer.get("do") == "return" and not answer.get("reason"):
            self.add_error("reason", _("Say what is wrong, or what is missing."))
        return answer
