"""Says a changed value in the words in which another language has the old one."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from dalel.domain.claim import Amount, is_money
from dalel.domain.lexicon import Lexicon
from dalel.language.claims.placed_values import PlacedValue, ValueKind
from dalel.language.figures import figure, plural_form
from dalel.pack import Pack
from dalel.steps.draft.speaking import Speaker

_SPACE: Final = re.compile(r"\s+")


class ValueRenderer:
    """What says values in a language of a country's pack, in the form of words that stand there."""

    def __init__(self, language: str, pack: Pack, lexicon: Lexicon) -> None:
        self._language = language
        self._speaker = Speaker(language, pack, lexicon)

    def render(self, words: str, was: PlacedValue, now: PlacedValue) -> str | None:
        """The new value in the place of words that tell the old one; None where it is not sure."""
        if was.amount is not None and now.amount is not None:
            return self._amount(words, was.amount, now.amount)
        if was.when is not None and now.when is not None:
            old, new = (self._speaker.date(each.when.iso or "") for each in (was, now) if each.when)
            return _in_form(words, old, new)
        if was.kind is ValueKind.PLACE:
            old, new = (self._speaker.place(each.key[0]) for each in (was, now))
            return _in_form(words, old, new)
        if was.kind is ValueKind.LAW:
            told = [self._speaker.statute(each.key[0]) for each in (was, now)]
            return told[1] if told[0] is not None and _same(words, told[0]) else None
        return None

    def _amount(self, words: str, was: Amount, now: Amount) -> str | None:
        """The words with another numeral: only where nothing beside it has to change."""
        plain = (was.bound, was.share_of, was.each, was.change) == (
            now.bound,
            now.share_of,
            now.each,
            now.change,
        )
        if not plain or was.upper is not None or now.upper is not None:
            return None
        if not is_money(was.unit) and self._agrees_otherwise(was.value, now.value):
            return None
        for numeral in _numerals(was.value):
            spaced = r"\s".join(map(re.escape, numeral.split()))
            found = re.search(rf"(?<![\d,]){spaced}(?![\d,]|\s\d|-\w)", words)
            if found is not None:
                return words[: found.start()] + figure(now.value) + words[found.end() :]
        return None

    def _agrees_otherwise(self, was: Decimal, now: Decimal) -> bool:
        return plural_form(was, self._language) != plural_form(now, self._language)


def _numerals(value: Decimal) -> Iterable[str]:
    """How a number may stand: in the house's way, and in digits alone."""
    yield figure(value)
    plain = f"{value.normalize():f}"
    yield f"{int(value):,}".replace(",", " ") if value == int(value) else plain.replace(".", ",")
    yield plain


def _in_form(words: str, old: Mapping[str, str], new: Mapping[str, str]) -> str | None:
    """The new words in the form in which the old ones stand."""
    form = next((name for name, told in old.items() if _same(told, words)), None)
    return new.get(form) if form is not None else None


def _same(one: str, other: str) -> bool:
    return _SPACE.sub(" ", one).casefold() == _SPACE.sub(" ", other).casefold()
