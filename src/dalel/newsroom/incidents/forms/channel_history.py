"""Forms of the channel's history: the file, which of its posts come in, and links asked about."""

import re
from typing import Any, Final

from django import forms

from dalel.domain.source import CHANNEL_NAME
from dalel.newsroom.frame import typed_input
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.fields import CodeField, LineField, SeveralField
from dalel.steps.bulletins.channel_export import LARGEST

_NAME: Final = re.compile(
    rf"(?:(?:https?://)?(?:www\.)?(?:t|telegram)\.me/(?:s/)?|@)?({CHANNEL_NAME})/?"
)
_MONTH: Final = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")


def _month(text: str) -> str | None:
    return text if _MONTH.fullmatch(text) else None


class ChannelFileForm(forms.Form):
    """An export as it was sent, what was seen of it before, and what is chosen.

    ``post`` are numbers of posts, ``month`` whole months, ``apart`` posts that are no pair,
    ``opened`` months told post by post. ``name`` is that of the public channel.
    """

    file = forms.FileField(required=False, allow_empty_file=True)
    name = LineField(required=False, cut=200)
    seen = LineField(required=False, cut=64)
    section = CodeField(
        lambda: [str(one.number) for one in pack().codebook.sections], required=False
    )
    post = SeveralField(typed_input.number)
    month = SeveralField(_month)
    apart = SeveralField(typed_input.number)
    opened = SeveralField(_month)

    @property
    def told(self) -> dict[str, Any]:
        """What was filled in; a section that is none was not."""
        self.full_clean()
        return self.cleaned_data

    def content(self) -> bytes | None:
        """The bytes of the file, one more than is read at most; None: there is none."""
        file = self.told.get("file")
        return bytes(file.read(LARGEST + 1)) if file else None

    @property
    def channel_name(self) -> str:
        """The public name of the channel, in whichever way it was given; empty where it is none."""
        found = _NAME.fullmatch(self.told.get("name", ""))
        return found[1] if found else ""


def _of_entry(text: str) -> tuple[str, str] | None:
    number, _, url = text.partition(" ")
    return (number, url) if number and url else None


class AskedLinksForm(forms.Form):
    """Links that were asked about, each with the number of its entry."""

    link = SeveralField(_of_entry)
    do = CodeField(("visit", "leave"), otherwise="visit")
