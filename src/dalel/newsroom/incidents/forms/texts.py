"""The form of the writing desk: the texts of an incident in all languages."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from dalel.domain.incident import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_PARAGRAPHS,
    IncidentText,
    TextEdit,
)
from dalel.language.long_words import LONGEST_WORD, has_long_word
from dalel.newsroom.frame import typed_input
from dalel.newsroom.frame.fields import LineField, RowField, SeveralField
from dalel.publish.views.dates import wording

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


class TextsForm(forms.Form):
    """The text of each language whose fields were sent: ``ru-title``, ``ru-paragraph``."""

    mend = forms.CharField(required=False)
    then = forms.CharField(required=False)

    def __init__(self, languages: tuple[str, ...], sent: QueryDict) -> None:
        super().__init__(sent)
        self.languages = tuple(one for one in languages if f"{one}-seen" in sent)
        for language in self.languages:
            self.fields[f"{language}-seen"] = RowField(none=0)
            self.fields[f"{language}-title"] = LineField(required=False)
            self.fields[f"{language}-paragraph"] = SeveralField(_paragraphs)

    def edits(self) -> dict[str, TextEdit]:
        """By language what was typed, be it too long or not."""
        return {one: self._edit(one) for one in self.languages}

    def clean(self) -> dict[str, Any]:
        """No title and no text is longer than any."""
        if wrong := too_long(one.text for one in self.edits().values()):
            raise ValidationError(wrong)
        return self.cleaned_data

    def _edit(self, language: str) -> TextEdit:
        seen, title, fields = (
            self.cleaned_data[f"{language}-{name}"] for name in ("seen", "title", "paragraph")
        )
        paragraphs = tuple(one for paragraphs in fields for one in paragraphs)
        text = IncidentText(language=language, title=title or None, paragraphs=paragraphs)
        return TextEdit(text=text, seen=seen)


def _paragraphs(field: str) -> tuple[str, ...]:
    return tuple(filter(None, map(typed_input.line, _BLANK_LINE.split(typed_input.clean(field)))))


def too_long(wanted: Iterable[IncidentText]) -> str:
    """Why texts are not saved: a title or a text is longer than any, or in more parts."""
    texts = tuple(wanted)
    if any(len(text.summary) + len(text.title or "") > LONGEST_TEXT for text in texts):
        return _("Nothing was saved: a text is longer than any entry. Shorten it.")
    longest = max(texts, key=lambda text: len(text.title or ""), default=None)
    if longest is not None and len(longest.title or "") > LONGEST_TITLE:
        return _(
            "Nothing was saved: the title (%(language)s) has %(count)d letters, and %(most)d at "
            "most are kept. Shorten it; all that you typed still stands here."
        ) % {
            "language": wording(longest.language).endonym,
            "count": len(longest.title or ""),
            "most": LONGEST_TITLE,
        }
    most = max((len(text.paragraphs) for text in texts), default=0)
    if most > MOST_PARAGRAPHS:
        return _(
            "Nothing was saved: a text has %(count)d paragraphs, and %(most)d at most are kept. "
            "Join or drop some; all that you typed still stands here, in one box."
        ) % {"count": most, "most": MOST_PARAGRAPHS}
    if any(has_long_word(f"{text.title}\n{text.summary}") for text in texts):
        return _(
            "Nothing was saved: a word is longer than %(most)d letters, as no word is. "
            "Part it; all that you typed still stands here."
        ) % {"most": LONGEST_WORD}
    return ""
