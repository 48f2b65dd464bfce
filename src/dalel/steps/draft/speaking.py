"""Wording of facts in a language in which nobody wrote them yet.

Only what the pack has in that language is written: nothing is transliterated.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from dalel.domain.facts import Fact, FactKind
from dalel.domain.lexicon import Lexicon
from dalel.language.figures import figure, kazakh_ablative, kazakh_dative, plural_form
from dalel.pack import Pack
from dalel.pack.places import Place
from dalel.pack.templates import Noun

_DAY: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_STATUTE: Final = re.compile(
    r"(?P<act>.+?)(?:-(?P<article>\d[\w-]*)(?:\.(?P<part>[\w-]+))?(?:\.(?P<point>[\w-]+))?)?"
)
#: Before these Russian says во.
_HARD: Final = re.compile(r"[вф][бвгджзйклмнпрстфхцчшщ]", re.IGNORECASE)


class Speaker:
    """A language of a country's pack."""

    def __init__(self, language: str, pack: Pack, lexicon: Lexicon) -> None:
        self.language = language
        self._words = pack.templates
        self._places = {place.code: place for place in pack.places}
        self._months = {month.number: month.forms for month in pack.formats.months}
        self._bodies = {body.code: body.names for body in lexicon.organisations}

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
        """A place in its cases; ``loc`` answers "where"."""
        place = self._places.get(code)
        if place is None:
            return {}
        name = place.labels[self.language]
        forms = place.forms.get(self.language, {})
        if "indecl" in forms:
            forms = dict.fromkeys(("gen", "loc"), forms["indecl"])
        found = {"nom": name, **{case: forms[case] for case in ("gen", "loc") if case in forms}}
        if "loc" in found and self.language == "ru":
            found["loc"] = f"{'во' if _HARD.match(found['loc']) else 'в'} {found['loc']}"
        return found

    def is_place(self, code: str) -> Place | None:
        """The place of a code, where the pack has it."""
        return self._places.get(code)

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

    def amount(self, fact: Fact, noun: Noun) -> dict[str, str]:
        """A number of things, of money or per cent, alone (``nom``) and as whose (``gen``)."""
        value = (fact.worth_of or fact.value).split()[0]
        numbers = [Decimal(part) for part in value.split("/")]
        cases = noun.cases[self.language]
        written = "–".join(figure(number) for number in numbers)
        nouns = self._nouns(numbers[-1], cases)
        money = fact.kind is not FactKind.NUMBER
        bounds = self._words.bounds.get(self.language, {})
        plain = f"{written} {nouns['noun']}"
        if fact.bound and fact.bound in bounds:
            pattern = bounds[fact.bound][1 if money else 0]
            given = {
                **nouns,
                "number": written,
                "number_abl": kazakh_ablative(written),
                "number_dat": kazakh_dative(written),
            }
            # Whose it is, is told of plain numbers only.
            return {"nom": pattern.format_map(given)}
        return {"nom": plain, "gen": f"{written} {nouns['noun_gen']}"}

    def _nouns(self, number: Decimal, cases: Mapping[str, str]) -> dict[str, str]:
        if "many" not in cases:
            return {
                "noun": cases["nom"],
                "noun_gen": cases["gen"],
                "noun_abl": cases.get("abl", ""),
                "noun_dat": cases.get("dat", ""),
            }
        form = plural_form(number, self.language)
        # In the genitive one thing has the form that stands after two.
        whose = "few" if form == "one" or (number % 1 and form == "few") else "many"
        return {"noun": cases[form], "noun_gen": cases[whose]}

    def listed(self, things: Sequence[str]) -> str:
        """Things in one line, the last one joined by a word, unless one of them has a joint too."""
        joint = f" {self._words.joint[self.language]} "
        if any(joint in thing or "," in thing for thing in things):
            return "; ".join(things)
        return joint.join(filter(None, (", ".join(things[:-1]), things[-1])))

    def dates(self, things: Sequence[str]) -> str:
        """Dates in one line, held apart so that no two are read as one."""
        return "; ".join(things)
