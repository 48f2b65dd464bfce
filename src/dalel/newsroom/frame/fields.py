"""Form fields of the desk beside those of Django: cleaned text, rows, codes and languages."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dalel.domain.dates import PartialDate
from dalel.newsroom.frame import typed_input
from dalel.newsroom.frame.context import pack


class CutField(forms.CharField):
    """A text that loses what it has beyond ``cut`` letters."""

    def __init__(self, *, cut: int | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.cut = cut

    def to_python(self, value: Any) -> str:
        """The text, cut."""
        return str(super().to_python(value))[: self.cut]


class LineField(CutField):
    """A text on one line."""

    def to_python(self, value: Any) -> str:
        """The text, cleaned and cut."""
        return super().to_python(typed_input.line(value or ""))


class TextField(CutField):
    """A text of several lines."""

    def to_python(self, value: Any) -> str:
        """The text, cleaned and cut."""
        return super().to_python(typed_input.clean(value or ""))


class RowField(forms.Field):
    """The number of a row or a version, as a page of ours sends it; what is none was not sent."""

    def __init__(self, *, none: int | None = None) -> None:
        super().__init__(required=False)
        self.none = none

    def to_python(self, value: Any) -> int | None:
        """The number, or what stands for none."""
        found = typed_input.number(value or "")
        return self.none if found is None else found


class CodeField(forms.Field):
    """One of some codes, such as the members of an enumeration.

    What is none of them is refused, or stands for ``otherwise`` where that is given.
    """

    def __init__(
        self,
        known: Iterable[str] | Callable[[], Iterable[str]],
        *,
        otherwise: str | None = None,
        required: bool = True,
    ) -> None:
        super().__init__(required=required and otherwise is None)
        self.known, self.otherwise = known, otherwise

    def to_python(self, value: Any) -> str:
        """The code, as the member that it is of its enumeration."""
        known = self.known if isinstance(self.known, Iterable) else self.known()
        found = next((one for one in known if one == value), self.otherwise)
        if found is None and value:
            raise ValidationError(_("There is no such thing in the record."))
        return found or ""


class YesField(forms.BooleanField):
    """Whether a button or a tick says ``yes``."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> bool:
        """Whether it does."""
        return bool(value == "yes")


class SeveralField(forms.Field):
    """All that was sent under one name, as ``read`` finds it; where it finds None, nothing was."""

    widget = forms.MultipleHiddenInput

    def __init__(self, read: Callable[[str], Any] = str) -> None:
        super().__init__(required=False)
        self.read = read

    def to_python(self, value: Any) -> tuple[Any, ...]:
        """What was found, in the order in which it was sent."""
        return tuple(found for one in value or () if (found := self.read(one)) is not None)


class _LanguageInputs(forms.Widget):
    """The fields ``name-kk``, ``name-ru`` ..., as far as they are filled in."""

    def __init__(self, languages: tuple[str, ...] | None) -> None:
        super().__init__()
        self.languages = languages

    def value_from_datadict(
        self, data: Mapping[str, Any], files: object, name: str
    ) -> dict[str, str]:
        """By language, what stands in its field."""
        languages = pack().languages if self.languages is None else self.languages
        sent = {
            language: typed_input.line(data.get(f"{name}-{language}", "")) for language in languages
        }
        return {language: text for language, text in sent.items() if text}


class LanguagesField(forms.Field):
    """A line in each language; a required one is refused where it lacks in any."""

    def __init__(self, *, languages: tuple[str, ...] | None = None, required: bool = True) -> None:
        super().__init__(required=required, widget=_LanguageInputs(languages))

    def validate(self, value: Any) -> None:
        """Refuse what is not there in every language."""
        if self.required and not is_whole(value):
            raise ValidationError(self.error_messages["required"], code="required")


def is_whole(texts: Mapping[str, str]) -> bool:
    """Whether a text is there in every language of the newsroom."""
    return len(texts) == len(pack().languages)


class MomentField(forms.Field):
    """A likely moment on the newsroom's clock."""

    def to_python(self, value: Any) -> datetime | None:
        """The moment; what is none is told with the field's name."""
        found = typed_input.moment(value or "", pack())
        if value and found is None:
            raise ValidationError(
                typed_input.no_moment(str(self.label or "")), code=typed_input.UNLIKELY
            )
        return found


class PartialDateField(forms.Field):
    """A likely date as exactly as it was given."""

    def to_python(self, value: Any) -> PartialDate | None:
        """The date; what is none, be it empty, is told with the field's name."""
        found = typed_input.partial_date(value or "")
        if found is None and (self.required or (value or "").strip()):
            raise ValidationError(
                typed_input.no_date(str(self.label or "")), code=typed_input.UNLIKELY
            )
        return found
