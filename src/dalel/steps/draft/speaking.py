"""How a country's names, dates and provisions are said in a language.

Only what the pack has in that language is written, and of persons the form that is known for sure:
nothing is transliterated.
"""

import re
from copy import copy
from typing import Final

from dalel.domain.lexicon import Lexicon
from dalel.domain.names import NO_NAMES, KnownNames, NameKind, Sureness
from dalel.language.name_book import NameBook
from dalel.pack import Pack

_DAY: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_STATUTE: Final = re.compile(
    r"(?P<act>.+?)(?:-(?P<article>\d[\w-]*)(?:\.(?P<part>[\w-]+))?(?:\.(?P<point>[\w-]+))?)?"
)


class Speaker:
    """A language of a country's pack."""

    def __init__(self, language: str, pack: Pack, lexicon: Lexicon) -> None:
        self.language = language
        self._words = pack.citations
        self._places = {place.code: place for place in pack.places}
        self._months = {month.number: month.forms for month in pack.formats.months}
        self._bodies = {body.code: body.names for body in lexicon.organisations}
        self._book = NameBook(NO_NAMES)

    def knowing(self, names: KnownNames) -> "Speaker":
        """The same that says persons as they are known to be called."""
        other = copy(self)
        other._book = NameBook(names)  # noqa: SLF001 - of its own class
        return other

    def person(self, name: str, source: str = "ru") -> str | None:
        """A person, given in the nominative; as the source has it where no other form is sure.

        None of whoever must not be named.
        """
        rendered = self._book.rendered(name, NameKind.PERSON, source, self.language)
        if rendered.sure is Sureness.HIDDEN:
            return None
        return rendered.words if rendered.is_sure else name

    def date(self, value: str) -> dict[str, str]:
        """A day, month or year alone (``nom``) and as an answer to "when" (``on``)."""
        match = _DAY.fullmatch(value)
        patterns = self._words.calendar.get(self.language)
        if match is None or patterns is None:
            return {}
        year, month, day = match.groups()
        names = self._months[int(month)].get(self.language, {}) if month else {}
        kind = "day" if day else "month" if month else "year"
        given = {**names, "year": year, "day": str(int(day)) if day else ""}
        return {
            "nom": patterns[kind].format_map(given),
            "on": patterns[f"{kind}_on"].format_map(given),
        }

    def place(self, code: str) -> dict[str, str]:
        """A place in its cases, as far as the pack has them."""
        place = self._places.get(code)
        if place is None:
            return {}
        return {"nom": place.labels[self.language], **place.forms.get(self.language, {})}

    def body(self, code: str) -> str | None:
        """A body's own name."""
        names = self._bodies.get(code, {}).get(self.language, ())
        return names[0] if names else None

    def statute(self, value: str) -> str | None:
        """A provision as it is cited, or a law by its name."""
        match = _STATUTE.fullmatch(value)
        if match is None:
            return None
        parts = {name: text for name, text in match.groupdict().items() if text}
        labels = self._words.acts if "article" in parts else self._words.laws
        act = labels.get(parts["act"], {}).get(self.language)
        if act is None or "article" not in parts:
            return act
        deepest = "point" if "point" in parts else "part" if "part" in parts else "article"
        if deepest == "point" and "part" not in parts:
            deepest = "article"
        return self._words.provisions[self.language][deepest].format_map({**parts, "act": act})
