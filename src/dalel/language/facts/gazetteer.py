"""Finds the pack's known places and bodies in text, in any grammatical case.

Names are looked up word by word in a table of first words, so the cost does not grow with the
number of names.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.domain.lexicon import Alias
from dalel.language.endings import NOUN_ENDING, stems

_WORD: Final = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_ENDING: Final = re.compile(rf"-?(?:(?:[лдт][ае]р)?{NOUN_ENDING}|[лдт][ыі][қк]\w*)")
#: An English name that something belongs to.
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_BETWEEN: Final = re.compile(r",?[\s\u00a0]+")
#: Endings of a Russian name in its cases, adjectives included.
_RUSSIAN_ENDING: Final = re.compile(
    r"(?:(?<=ск|ов|ев|ин)(?:ий|ого|ому|им|ом|ая|ой|ую|ое)|ы[хе]|[аио]?(?:ей|ем|ой|ом|ью|ям|ях|ями|ами)|[аеиоуыюяйь]{1,2})$"
)
_LAST_SOUND: Final = re.compile(r"(?:ем|[аеиоуыюяйь])$")
_SHORTEST: Final = 4
_NOUN_ENDED: Final = re.compile(r"(?:[аеиоуыюяь]|[оеё][вмй]|[ая]м|[ая]х|[ая]ми|ью|ей)?")
#: Words that show a name to be that of a town; before or after it, by language.
_BEFORE: Final = {
    "ru": re.compile(r"(?:\bг\.\s?|\bгород\w{0,3}\s+)$", re.IGNORECASE),
    "en": re.compile(r"(?:town|city) of\s+$", re.IGNORECASE),
}
_AFTER: Final = {
    "kk": re.compile(r"\s+(?:қ\.|қаласы\w*)", re.IGNORECASE),
    "en": re.compile(r"\s+(?:city|town)\b", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class _Entry:
    code: str
    rest: tuple[str, ...]
    marked: bool
    exact: bool


class Gazetteer:
    """Names of one kind in one language, ready to be found."""

    def __init__(self, language: str, kind: FactKind, aliases: Iterable[Alias]) -> None:
        self._language, self._kind = language, kind
        self._entries: dict[str, list[_Entry]] = defaultdict(list)
        for alias in aliases:
            for name in alias.names.get(language, ()):
                self._add(alias, name)
        for entries in self._entries.values():
            entries.sort(key=lambda entry: -len(entry.rest))
        self._longest = max(map(len, self._entries), default=0)

    def _add(self, alias: Alias, name: str) -> None:
        words = _WORD.findall(name)
        if not words:
            return
        *head, last = words
        exact = len(words) == 1 and name.isupper()
        for ending in stems(last) if self._language == "kk" else (last,):
            keys = [*(self._key(word) for word in head), self._key(ending)]
            entry = _Entry(alias.code, tuple(keys[1:]), name in alias.marked, exact)
            if entry not in self._entries[keys[0]]:
                self._entries[keys[0]].append(entry)

    def _key(self, word: str) -> str:
        if self._language == "ru" and not word.isupper() and len(word) > 4:
            low = word.lower()
            bare = _RUSSIAN_ENDING.sub("", low)
            # Of a short name only one sound is an ending: Семей, Семее are no семья.
            return bare if len(bare) >= _SHORTEST else _LAST_SOUND.sub("", low)
        return _POSSESSIVE.sub("", word.lower())

    def find(self, text: str) -> list[Fact]:
        """The longest names in order; a name begins with a capital."""
        words = list(_WORD.finditer(text))
        capital = [word[0][0].isupper() for word in words]
        facts, place = [], 0
        while place < len(words):
            size = 0
            if any(capital[place : place + 2]):
                size, fact = self._at(text, words, place)
                if fact is not None:
                    facts.append(fact)
            place += max(1, size)
        return facts

    def _at(self, text: str, words: Sequence[re.Match[str]], place: int) -> tuple[int, Fact | None]:
        for key, whole in self._keys(words[place][0]):
            for entry in self._entries.get(key, ()):
                last = place + len(entry.rest)
                if last >= len(words) or (entry.rest and not whole):
                    continue
                if not entry.rest and not words[place][0][0].isupper():
                    continue
                if entry.exact and not words[place][0].startswith(key.upper()):
                    continue
                if self._follows(text, words[place : last + 1], entry.rest):
                    fact = self._fact(text, words[place].start(), words[last].end(), entry)
                    if fact is not None:
                        return len(entry.rest) + 1, fact
        return 0, None

    def _keys(self, word: str) -> list[tuple[str, bool]]:
        """Keys under which a word may stand, and whether nothing was taken off it."""
        if self._language != "kk":
            return [(self._key(word), True)]
        low = word.lower()
        cuts = range(min(len(low), self._longest), 1, -1)
        return [
            (low[:cut], cut == len(low))
            for cut in cuts
            if low[:cut] in self._entries and (cut == len(low) or _ENDING.fullmatch(low, cut))
        ]

    def _follows(self, text: str, words: Sequence[re.Match[str]], rest: tuple[str, ...]) -> bool:
        for at, key in enumerate(rest, 1):
            if not _BETWEEN.fullmatch(text, words[at - 1].end(), words[at].start()):
                return False
            word = words[at][0].lower()
            if self._language != "kk":
                same = self._key(words[at][0]) == key or (
                    # Соединенных Штатов: a further word of a name may have any ending.
                    self._language == "ru"
                    and len(key) >= _SHORTEST
                    and word.startswith(key)
                    and _NOUN_ENDED.fullmatch(word, len(key)) is not None
                )
            elif at == len(rest):
                same = word.startswith(key) and bool(_ENDING.fullmatch(word, len(key)))
            else:
                same = word == key
            if not same:
                return False
        return True

    def _fact(self, text: str, start: int, end: int, entry: _Entry) -> Fact | None:
        before = _BEFORE.get(self._language)
        after = _AFTER.get(self._language)
        head = before.search(text, max(0, start - 12), start) if before else None
        tail = after.match(text, end) if after else None
        if self._kind is FactKind.PLACE:
            if entry.marked and not head and not tail:
                return None
            start = head.start() if head else start
            end = tail.end() if tail else end
        return Fact(
            kind=self._kind,
            span=TextSpan(start=start, end=end),
            text=text[start:end],
            value=entry.code,
            known=True,
        )
