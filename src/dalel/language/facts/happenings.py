"""Which outcomes does a text state, and which of them does it deny?

The phrases are the pack's. A denial is the language's: a negative suffix or "жоқ" and "емес" in
Kazakh, "не" in Russian, "not" in English.
"""

import re
from collections.abc import Iterable
from typing import Final

from dalel.domain.evidence import Span
from dalel.domain.facts import Fact, FactKind
from dalel.domain.lexicon import Lexicon
from dalel.language.phrases import compile_phrases

_DENIED_AFTER: Final = {
    "kk": re.compile(r"\s+(?:жоқ|емес)(?!\w)", re.IGNORECASE),
    "ru": re.compile(r"(?!)"),
    "en": re.compile(r"(?!)"),
}
_DENIED_BEFORE: Final = {
    "kk": re.compile(r"(?!)"),
    "ru": re.compile(r"(?<!\w)не\s+(?:был[аио]?\s+|будет\s+|удалось\s+)?$", re.IGNORECASE),
    "en": re.compile(
        r"(?<!\w)(?:not|never|no one was|nobody was|\w+n't)\s+(?:been\s+|be\s+|yet\s+)*$",
        re.IGNORECASE,
    ),
}
_DENIED_INSIDE: Final = {
    "kk": re.compile(
        r"\w+(?:[лнртдсшқкпа-яәіңғүұқөһ])(?:ма|ме|ба|бе|па|пе)(?:ды|ді|ған|ген|й|с|п|у|ыл|іл)\w*$",
        re.IGNORECASE,
    ),
    "ru": re.compile(r"(?<!\w)не\s", re.IGNORECASE),
    "en": re.compile(r"(?<!\w)not\s", re.IGNORECASE),
}


class OutcomeFinder:
    """Finds the outcomes of one language with a country's phrases."""

    def __init__(self, language: str, lexicon: Lexicon) -> None:
        self._language = language
        phrases = lexicon.outcomes.get(language, {})
        compiled = ((code, compile_phrases(patterns)) for code, patterns in phrases.items())
        self._patterns = [(code, pattern) for code, pattern in compiled if pattern]

    def find(self, text: str, taken: Iterable[Span] = ()) -> list[Fact]:
        """The outcomes in order; of two that overlap the longer one counts."""
        spans = list(taken)
        found = [
            self._fact(text, match, code)
            for code, pattern in self._patterns
            for match in pattern.finditer(text)
            if not any(s.start <= match.start() and match.end() <= s.end for s in spans)
        ]
        return _longest(found)

    def _fact(self, text: str, match: re.Match[str], code: str) -> Fact:
        language, start, end = self._language, match.start(), match.end()
        before = _DENIED_BEFORE[language].search(text, max(0, start - 24), start)
        after = _DENIED_AFTER[language].match(text, end)
        inside = _DENIED_INSIDE[language].search(match[0])
        start, end = before.start() if before else start, after.end() if after else end
        return Fact(
            kind=FactKind.OUTCOME,
            span=Span(start=start, end=end),
            text=text[start:end],
            value=code,
            known=True,
            negated=bool(before or after or inside),
        )


def _longest(facts: list[Fact]) -> list[Fact]:
    kept: list[Fact] = []
    for fact in sorted(facts, key=lambda each: each.span.start - each.span.end):
        if not any(k.span.start < fact.span.end and fact.span.start < k.span.end for k in kept):
            kept.append(fact)
    return sorted(kept, key=lambda each: each.span.start)
