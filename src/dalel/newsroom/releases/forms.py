"""Forms of what goes out: demands, editions, flashes, letters, notices, posts, withdrawals."""

import re
from calendar import monthrange
from datetime import date
from typing import Final
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from dalel.domain.demand import Verdict
from dalel.domain.notice import NoticeKind
from dalel.domain.states import DemandState, EditionState, IncidentState
from dalel.newsroom.frame import typed_input
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.fields import (
    CodeField,
    LanguagesField,
    LineField,
    MomentField,
    RowField,
    SeveralField,
    TextField,
    YesField,
)
from dalel.newsroom.releases.actions.compose_flash import Given
from dalel.newsroom.releases.actions.notices import NewNotice

#: What is written about an entry; a retraction has a form of its own.
WRITTEN: Final = (NoticeKind.CORRECTION, NoticeKind.REPLY)
#: What a moment is asked for, by the state that the form wants.
_MOMENTS: Final = {
    EditionState.SCHEDULED: _("Release by itself at"),
    "embargo": _("Embargo"),
}
_ADDRESS: Final = re.compile(r"\A[^@\s<>,;:\"'()\[\]\\]{1,64}@[\w-]+(?:\.[\w-]+)+\Z")


class DecideDemandForm(forms.Form):
    """What is decided about a demand, and why."""

    verdict = CodeField(Verdict)
    reason = forms.CharField()


class ReplyDemandForm(forms.Form):
    """The reply to a demand, by language, and whether it went out."""

    sent = YesField(required=False)

    def __init__(self, languages: tuple[str, ...], sent: QueryDict) -> None:
        super().__init__(sent)
        self.fields |= {language: forms.CharField(required=False) for language in languages}


class PrintDemandForm(forms.Form):
    """The answer that is to be printed, whose it is, and whether it is handed over."""

    print = LanguagesField(required=False)
    by = LanguagesField(required=False)
    now = YesField(required=False)


class DemandStateForm(forms.Form):
    """Whether a demand was taken back, or is open again."""

    state = CodeField((DemandState.WITHDRAWN, DemandState.RECEIVED))


class HoldDemandForm(forms.Form):
    """Whether what a demand is about is kept for a court."""

    hold = YesField(required=False)


class EditionMonthForm(forms.Form):
    """An issue of a whole month."""

    month = forms.CharField()

    def clean_month(self) -> dict[str, date]:
        """Its first and its last day."""
        first = typed_input.day(f"{self.cleaned_data['month']}-01")
        if first is None:
            raise ValidationError(self.fields["month"].error_messages["required"])
        return {"start": first, "end": first.replace(day=monthrange(first.year, first.month)[1])}


class EditionPeriodForm(forms.Form):
    """An issue from a day to a day."""

    start = typed_input.DayField(label=_("First day"))
    end = typed_input.DayField(label=_("Last day"))


class GatherForm(forms.Form):
    """Which incident comes into an issue; empty: all that are of its period."""

    incident = LineField(required=False)


class OrderForm(forms.Form):
    """Which entry of an issue goes up, down, out, or to a place of its section."""

    incident = forms.CharField(required=False)
    way = forms.CharField(required=False)
    place = RowField()


class IntroductionForm(forms.Form):
    """The opening text of a language, or the version of it that is approved."""

    language = CodeField(lambda: pack().languages)
    seen = RowField(none=0)
    approve = forms.BooleanField(required=False)
    text = TextField(required=False)


class EditionStateForm(forms.Form):
    """How an issue is to stand, and from when on."""

    state = forms.CharField(required=False)
    moment = MomentField(required=False)

    def __init__(self, sent: QueryDict) -> None:
        super().__init__(sent)
        self.fields["moment"].label = _MOMENTS.get(sent.get("state", ""), "")


class WriteFlashForm(forms.Form):
    """The short form of what is said in a hurry."""

    event_type = forms.CharField(required=False)
    subject = LanguagesField(required=False)
    place = forms.CharField(required=False)
    since = MomentField(required=False)
    source = LanguagesField(required=False)
    link = LineField(required=False)
    unknown = SeveralField()
    release = forms.BooleanField(required=False)

    def given(self) -> Given:
        """What was filled in; a moment that cannot be meant was not."""
        self.full_clean()
        told = self.cleaned_data
        return Given(
            event_type=told["event_type"],
            subjects=told["subject"],
            place=told["place"],
            since=told.get("since"),
            sources=told["source"],
            link=told["link"],
            unknown=told["unknown"],
        )


class LettersForm(forms.Form):
    """Who wants letters, in which language, about what; people do not see the field of a site."""

    language = forms.CharField(required=False)
    topic = forms.CharField(required=False, strip=False)
    website = forms.CharField(required=False)
    address = LineField(max_length=254, validators=[RegexValidator(_ADDRESS)])


class MessageForm(forms.Form):
    """Whether a message goes again, or where it is."""

    key = forms.CharField(required=False)
    again = forms.BooleanField(required=False)
    place = LineField(required=False)

    def clean_place(self) -> str:
        """Chat and number of a post, from its link: ``https://t.me/channel/12``, ``/c/100/12``."""
        link = str(self.cleaned_data["place"])
        parts = link.removeprefix("https://").removeprefix("t.me/").strip("/").split("/")
        if len(parts) < 2 or not parts[-1].isdecimal():
            return ""
        chat = f"-100{parts[-2]}" if parts[0] == "c" else f"@{parts[-2]}"
        return f"{chat}/{parts[-1]}"


class _NewNoticeForm(forms.Form):
    """What the public reads about an entry, under the form's own name."""

    key = forms.CharField(required=False)
    text = LanguagesField(required=False)
    by = LanguagesField(required=False)

    def clean_key(self) -> UUID:
        """The name by which the form is known when it is sent twice."""
        try:
            return UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid4()

    def notice(self, kind: NoticeKind) -> NewNotice:
        """The notice of a valid form."""
        told = self.cleaned_data
        by = told["by"] if kind is NoticeKind.REPLY else {}
        return NewNotice(key=told["key"], kind=kind, texts=told["text"], by=by)


class NoticeForm(_NewNoticeForm):
    """A correction or a reply."""

    kind = CodeField(WRITTEN)


class DropNoticeForm(forms.Form):
    """Whether a notice is taken away rather than stood behind."""

    drop = forms.BooleanField(required=False)


class TakeBackForm(_NewNoticeForm):
    """A retraction with a public reason, or a withdrawal."""

    state = CodeField((IncidentState.RETRACTED, IncidentState.WITHDRAWN))
    reason = TextField()


class WithdrawnPlacesForm(forms.Form):
    """What is to go, one name, passage or address a line, and in which other forms."""

    words = SeveralField()
    form = SeveralField()
    ticked = forms.BooleanField(required=False)

    def clean_words(self) -> tuple[str, ...]:
        """One of them a line."""
        lines = typed_input.clean("\n".join(self.cleaned_data["words"])).split("\n")
        return tuple(filter(None, map(typed_input.line, lines)))


class WithdrawWordsForm(WithdrawnPlacesForm):
    """The same, with the reason, once the places were seen."""

    reason = TextField(
        error_messages={"required": _("Say why: the reason stays written down.")},
    )
    sure = YesField(
        error_messages={
            "required": _("Tick that you have seen the places: it cannot be undone."),
        },
    )
