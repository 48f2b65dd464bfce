"""Members, invitations and reminders, as forms."""

from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.dates import WEEKDAYS as _FROM_MONDAY
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dalel.domain.reminder import (
    WEEK,
    ReminderKind,
    ReminderPace,
    ReminderTimes,
    ReminderWay,
    is_quiet,
)
from dalel.domain.snapshot import Imprint
from dalel.newsroom.accounts.actions.link_keys import DAYS
from dalel.newsroom.accounts.actions.newsroom import validate_mail
from dalel.newsroom.accounts.actions.reminders import ReminderWish
from dalel.newsroom.frame.fields import CodeField, CutField, LanguagesField, LineField, SeveralField
from dalel.newsroom.frame.labels import label
from dalel.newsroom.frame.locale import spoken
from dalel.newsroom.frame.roles import Role

#: What the days of a week are called, Monday is 1.
WEEKDAYS: Final = {day: _FROM_MONDAY[day - 1] for day in WEEK}


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
    may_advise = forms.BooleanField(
        label=_("Answers as the lawyer what is asked about entries"), required=False
    )


class InvitationForm(forms.Form):
    """For whom a link is, and what they will be."""

    note = forms.CharField(
        label=_("For whom"),
        max_length=128,
        required=False,
        help_text=_("Only to tell links apart; a pseudonym will do."),
    )
    role = forms.TypedChoiceField(
        label=_("Role"), choices=Role.choices, coerce=Role, initial=Role.EDITOR
    )
    reads = _Languages()
    is_own = forms.BooleanField(
        label=_("A second account of my own"),
        required=False,
        widget=forms.CheckboxInput({"aria-describedby": "id_is_own_helptext"}),
    )

    def clean_is_own(self) -> bool:
        """A link is for somebody: for whom is said, or it is one's own."""
        is_own: bool = self.cleaned_data["is_own"]
        if not is_own and not self.cleaned_data.get("note"):
            self.add_error("note", _("Say for whom the link is."))
        return is_own


class SecondFactorForm(forms.Form):
    """Which roles sign in with a second factor."""

    role = SeveralField()


class ImprintForm(forms.Form):
    """Who publishes, by what is asked for and by language, and where."""

    site_address = LineField(required=False)

    def __init__(self, asked: Imprint, sent: QueryDict) -> None:
        super().__init__(sent)
        for name, texts in asked.fields.items():
            self.fields[name] = LanguagesField(languages=tuple(texts), required=False)


class ContactForm(forms.Form):
    """Where outlets reach the newsroom."""

    contact = LineField(required=False)


class UploadKeyForm(forms.Form):
    """To which keys saved originals are encrypted, or that a new one is to be made."""

    form = CodeField(("state", "make"))
    keys = CutField(cut=1000, required=False)


class AccountRequestForm(forms.Form):
    """What is to become of what somebody asked of an account."""

    do = forms.CharField(required=False)
    code = CutField(cut=100, required=False)
    #: That whoever gives the code knows that the link will open on this computer only.
    here = forms.BooleanField(required=False)


class DeskLanguageForm(forms.Form):
    """In which language somebody wants to read the desk."""

    language = CodeField(spoken)


class LinkKeyForm(forms.Form):
    """What a new key for links is for, and for how many days it works."""

    name = LineField(
        label=_("What it is for"),
        cut=64,
        help_text=_("Such as “my phone”. The audit log tells by it what came with this key."),
    )
    days = forms.TypedChoiceField(
        label=_("It works for"), coerce=int, initial=str(DAYS[0]), choices=lambda: _days()
    )


def _days() -> list[tuple[str, str]]:
    return [
        (str(one), ngettext("%(days)d day", "%(days)d days", one) % {"days": one})
        for one in sorted(DAYS)
    ]


def _clock() -> forms.TimeField:
    return forms.TimeField(
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("Write a time like 21:00.")},
    )


class ReminderForm(forms.Form):
    """What a member wants to be told of, where and when.

    ``is_connected``: whether the newsroom's bot knows the member's Telegram account.
    """

    is_on = forms.BooleanField(label=_("Tell me that something waits for me"), required=False)
    way = forms.TypedChoiceField(
        label=_("By which way"),
        coerce=ReminderWay,
        choices=lambda: [(str(way), label(way)) for way in ReminderWay],
        widget=forms.RadioSelect,
    )
    address = LineField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    kinds = forms.TypedMultipleChoiceField(
        label=_("Of what"),
        required=False,
        coerce=ReminderKind,
        choices=lambda: [(str(kind), label(kind)) for kind in ReminderKind],
        widget=forms.CheckboxSelectMultiple,
    )
    pace = forms.TypedChoiceField(
        label=_("How often"),
        coerce=ReminderPace,
        choices=lambda: [(str(pace), label(pace)) for pace in ReminderPace],
        widget=forms.RadioSelect,
    )
    at = _clock()
    quiet_from = _clock()
    quiet_to = _clock()
    days = forms.TypedMultipleChoiceField(
        label=_("On these days"),
        required=False,
        coerce=int,
        choices=lambda: [(str(day), WEEKDAYS[day]) for day in WEEK],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *given: Any, is_connected: bool = False, **named: Any) -> None:
        super().__init__(*given, **named)
        self._is_connected = is_connected

    def clean_way(self) -> ReminderWay:
        """A way that is there for this member."""
        way: ReminderWay = self.cleaned_data["way"]
        if way is ReminderWay.TELEGRAM and not self._is_connected:
            raise forms.ValidationError(_("Connect your Telegram account first."))
        return way

    def clean_address(self) -> str:
        """An address at which mail arrives, or none."""
        address: str = self.cleaned_data["address"].strip()
        if address:
            validate_mail(address)
        return address

    def clean(self) -> dict[str, Any]:
        """What is turned on has an address, and a daily time outside the quiet hours."""
        told = self.cleaned_data
        lacks_address = not told.get("address") and "address" not in self.errors
        if told.get("is_on") and told.get("way") is ReminderWay.MAIL and lacks_address:
            self.add_error("address", _("Say where to, or turn it off."))
        if not self.errors and told["pace"] is ReminderPace.DAILY:
            times = self._times()
            if is_quiet(times, times.at):
                self.add_error("at", _("This time lies in your quiet hours."))
        return told

    def wish(self) -> ReminderWish:
        """What is wanted, of a form that is valid."""
        told = self.cleaned_data
        return ReminderWish(
            is_on=told["is_on"],
            way=told["way"],
            address=told["address"],
            kinds=told["kinds"],
            times=self._times(),
        )

    def _times(self) -> ReminderTimes:
        told = self.cleaned_data
        return ReminderTimes(
            pace=told["pace"],
            at=told["at"],
            quiet_from=told["quiet_from"],
            quiet_to=told["quiet_to"],
            days=frozenset(told["days"]),
        )
