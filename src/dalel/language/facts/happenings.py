"""Finds outcomes stated in text, and whether each is denied.

The phrases are the pack's. A denial is the language's: a negative suffix or "жоқ" and "емес" in
Kazakh, "не" in Russian, "not" in English.
"""

import re
from collections.abc import Iterable
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.domain.lexicon import Lexicon
from dalel.language.facts.not_done import (
    ALSO_NOT,
    CLAUSE_JOINED,
    NOT_DONE,
    NOT_HAPPENED,
    REFUSED,
)
from dalel.language.numbers.numerals import numerals
from dalel.language.phrases import PhraseIndex
from dalel.language.spans import Spans, without_overlaps

_DENIED_AFTER: Final = {
    "kk": re.compile(r"\s+(?:жоқ|емес)(?!\w)|(?<=[дт][ае]н)\s+бас\s+тарт\w*", re.IGNORECASE),
    "ru": re.compile(
        rf"(?:{ALSO_NOT})?\s+(?:(?:(?!{CLAUSE_JOINED}\s)[\w«»\"-]+|\([^()]{{0,40}}\))\s+){{0,4}}"
        rf"не\s+(?:план|буд|собира|намер|предусм|рассматр|предпола|стоит|{NOT_HAPPENED})\w*",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\s+(?:[\w-]+\s+){0,2}(?:is|was|are|were)\s*(?:not|n't)\s+"
        r"(?:planned|on the|foreseen|considered)",
        re.IGNORECASE,
    ),
}
#: A noun of action or an infinitive is denied by what follows it: бұғаттау жоспарда жоқ, удалять
#: видео отказался.
_ACTION: Final = {
    "kk": re.compile(r"у(?:[ыдғнм]\w*)?$", re.IGNORECASE),
    "ru": re.compile(r"ть(?:ся)?$", re.IGNORECASE),
    "en": re.compile(r"(?!)"),
}
_ACTION_DENIED: Final = {
    "kk": re.compile(
        r"\s+(?:[\w-]+\s+){0,2}?(?:жоқ|емес|(?:жоспарлан|көздел|қарастырыл|ойла|қарал)(?:ма|ме)\w*)(?!\w)"
        r"|\s+(?:туралы|жөніндегі)\s+(?:[\w-]+\s+){0,2}"
        r"(?:қабыл(?:да|дан)[мб]а|қанағаттандыр(?:ыл)?ма|бас\s+тарт)\w*",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        rf"\s+(?:(?!{CLAUSE_JOINED}\s)[\w«»-]+\s+){{0,2}}?(?:{REFUSED}|не\s+(?:{NOT_DONE})(?!\w))",
        re.IGNORECASE,
    ),
    "en": re.compile(r"(?!)"),
}
_DENIED_BEFORE: Final = {
    "kk": re.compile(r"(?!)"),
    "ru": re.compile(
        rf"(?<!\w){REFUSED}\s+"
        rf"(?:(?:[\w«»-]+\s+){{0,2}}в\s+(?:(?!{CLAUSE_JOINED}\s)[\w«»-]+\s+){{0,3}})?$"
        rf"|(?<!\w)не\s+(?:(?:{NOT_DONE}|был[аио]?|буд[еу]т|план\w+|собира\w+|намер\w+)\s+)?$"
        r"|(?<!\w)нет\s+(?:план\w+|намерен\w+)\s+$",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?<!\w)(?:not|never|no one was|nobody was|\w+n't)\s+"
        r"(?:been\s+|be\s+|yet\s+|plan(?:ning)? to\s+|going to\s+)*$"
        r"|(?<!\w)no plans? to\s+(?:be\s+)?$|(?<!\w)(?:refus|declin)\w+\s+to\s+$",
        re.IGNORECASE,
    ),
}
_DENIED_INSIDE: Final = {
    "kk": re.compile(
        r"(?<!\w)(?!қама|мәртебе)\w+(?:[лнртдсшқкпа-яәіңғүұқөһ])(?:ма|ме|ба|бе|па|пе)(?:ды|ді|ған|ген|й|с|п|у|ыл|іл)\w*$|\sжоқ$",
        re.IGNORECASE,
    ),
    "ru": re.compile(r"(?<!\w)не\s+(?:[\w-]+\s+)?[\w-]+$|\sнет$", re.IGNORECASE),
    "en": re.compile(r"(?<!\w)not\s|^no\s", re.IGNORECASE),
}


#: How far before an outcome its denial may begin.
_REACH: Final = 60
_UNTIL: Final = re.compile(r"(?<!\w)пока\s+(?:[\w«»-]+\s+){0,3}$", re.IGNORECASE)
_FUTURE: Final = re.compile(r"(?:[еёи]т|[уюая]т)(?:ся)?$", re.IGNORECASE)
#: What was not done wholly was done: "толық бұғатталмаған" tells of a blocking.
_NOT_WHOLLY: Final = re.compile(r"(?<!\w)(?:толық(?:тай)?|толығымен)\s+$", re.IGNORECASE)

#: Marks a phrase whose own denial belongs to what it says: "!не открыва*".
_OWN: Final = "!"


def is_until(text: str, start: int, word: str) -> bool:
    """Whether a Russian "не" before a word says until when: пока сайт не восстановят."""
    return bool(_FUTURE.search(word)) and bool(_UNTIL.search(text, max(0, start - _REACH), start))


class OutcomeFinder:
    """Finds the outcomes of one language with a country's phrases."""

    def __init__(self, language: str, lexicon: Lexicon) -> None:
        self._language = language
        phrases = lexicon.outcomes.get(language, {})
        words = numerals(language)
        # A phrase that holds its own denial goes before one of the same length that is denied.
        self._phrases = PhraseIndex(
            (
                ((code, denying), _by_denial(patterns, denying=denying))
                for denying in (True, False)
                for code, patterns in phrases.items()
            ),
            words,
        )

    def find(self, text: str, taken: Iterable[TextSpan] = ()) -> list[Fact]:
        """The outcomes in order; of two that overlap the longer one counts.

        What is ``taken`` is asked for only where there is an outcome that it may hold.
        """
        phrases = list(self._phrases.find(text))
        spans = Spans(taken if phrases else ())
        found = [
            self._fact(text, match, code, own_denial=denying)
            for (code, denying), match in phrases
            if not spans.hold(match.start(), match.end())
        ]
        return _longest(found)

    def _fact(self, text: str, match: re.Match[str], code: str, *, own_denial: bool) -> Fact:
        language, start, end = self._language, match.start(), match.end()
        before = _DENIED_BEFORE[language].search(text, max(0, start - _REACH), start)
        if before and language == "ru" and is_until(text, before.start(), match[0]):
            before = None
        after = _DENIED_AFTER[language].match(text, end)
        if after is None and _ACTION[language].search(match[0]):
            after = _ACTION_DENIED[language].match(text, end)
        inside = None if own_denial else _DENIED_INSIDE[language].search(match[0])
        if inside and language == "kk" and _NOT_WHOLLY.search(text, max(0, start - 24), start):
            inside = None
        start, end = before.start() if before else start, after.end() if after else end
        return Fact(
            kind=FactKind.OUTCOME,
            span=TextSpan(start=start, end=end),
            text=text[start:end],
            value=code,
            known=True,
            negated=bool(before or after or inside),
        )


def _by_denial(patterns: Iterable[str], *, denying: bool) -> list[str]:
    """The phrases that are marked to hold a denial of their own, or those that are not."""
    return [each.removeprefix(_OWN) for each in patterns if each.startswith(_OWN) == denying]


def _longest(facts: list[Fact]) -> list[Fact]:
    """Of those that meet the longest ones; each is held only against its neighbours."""
    kept: list[Fact] = []
    group: list[Fact] = []
    reach = 0
    for fact in sorted(facts, key=lambda each: each.span.start):
        if group and fact.span.start >= reach:
            kept += _longest_of(group)
            group = []
        group.append(fact)
        reach = max(reach, fact.span.end)
    return kept + _longest_of(group)


def _longest_of(facts: list[Fact]) -> list[Fact]:
    longest_first = sorted(facts, key=lambda each: each.span.start - each.span.end)
    return without_overlaps(longest_first, lambda fact: fact.span)
