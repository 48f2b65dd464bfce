"""Finds quotations in text, with their speakers.

Words in marks are a quotation where they make a statement and a verb of speech or a colon stands
beside them; names, titles and single words in marks are none.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.language.quotes import quotations

#: Verbs of speech by language.
SPEECH: Final = {
    "kk": re.compile(
        r"(?<!\w)(?:де(?:ді|йді|ген|п|лінген)|айт\w+|мәлімде\w+|хабарла\w+|жаз(?:ды|ған|ады)"
        r"|түсіндір\w+|пікірінше|ойынша|атап\s+өтті|ескерт\w+|сөзінше|баяндады|келтірді)(?!\w)",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"(?<!\w)(?:сказа\w+|заяви\w+|сообщи\w+|поясни\w+|отмети\w+|по\s+(?:словам|мнению)|говор\w+"
        r"|объясни\w+|подчеркну\w+|расска\w+|счита\w+|написа\w+|добави\w+|ответи\w+|отвеча\w+"
        r"|цитиру\w+|утвержда\w+|предупреди\w+|призна\w+)(?!\w)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?<!\w)(?:said|says?|told|tells|wrote|writes|according to|added|stated|explained|asked"
        r"|replied|argued|argues|warned|noted)(?!\w)",
        re.IGNORECASE,
    ),
}
_COLON: Final = re.compile(r":\s*$")
#: How far before and after the marks a verb of speech may stand.
_REACH: Final = 90
_FEWEST_WORDS: Final = 4
_LAW: Final = re.compile(r"\s*(?:-\s*)?(?:заң|кодекс|жоба|бағдарлама|форум|конкурс)", re.IGNORECASE)
_TITLE_BEFORE: Final = re.compile(
    r"(?:закон\w*|законопроект\w*|книг\w+|фильм\w*|стать\w+|программ\w+|проект\w*|называ\w+|назва\w+"
    r"|концепци\w+|law|article|film|book)\s*$",
    re.IGNORECASE,
)


def find_quotes(
    text: str, language: str, sentences: Sequence[TextSpan], names: Iterable[Fact]
) -> list[Fact]:
    """The quotations, with the person named nearest in their sentence as the speaker."""
    persons = _Persons(fact for fact in names if fact.kind is FactKind.PERSON)
    facts = []
    for span in quotations(text):
        words = text[span.start + 1 : span.end - 1].strip()
        if _is_speech(text, language, span, words):
            speaker = persons.nearest(span, _around(span, sentences))
            facts.append(
                Fact(
                    kind=FactKind.QUOTE,
                    span=span,
                    text=text[span.start : span.end],
                    value=words,
                    speaker=speaker.text if speaker else None,
                )
            )
    return facts


def _is_speech(text: str, language: str, span: TextSpan, words: str) -> bool:
    if len(words.split()) < _FEWEST_WORDS or _LAW.match(text, span.end):
        return False
    before = text[max(0, span.start - _REACH) : span.start]
    if _TITLE_BEFORE.search(before):
        return False
    if _COLON.search(before):
        return True
    after = text[span.end : span.end + _REACH]
    speech = SPEECH[language]
    return speech.search(after) is not None or speech.search(before) is not None


def _around(span: TextSpan, sentences: Sequence[TextSpan]) -> TextSpan:
    first = bisect_right(sentences, span.start, key=_end)
    stop = bisect_left(sentences, span.end, key=_start)
    touching = (sentences[first], sentences[stop - 1]) if first < stop else (span, span)
    start, end = touching[0].start, touching[1].end
    # What follows a quotation that ends in a full stop is still its sentence.
    after = bisect_left(sentences, end, key=_start)
    return TextSpan(start=start, end=sentences[after].end if after < len(sentences) else end)


def _start(span: TextSpan) -> int:
    return span.start


def _end(span: TextSpan) -> int:
    return span.end


class _Persons:
    """The persons of a text, who stand apart from one another."""

    def __init__(self, persons: Iterable[Fact]) -> None:
        self._persons = sorted(enumerate(persons), key=lambda each: each[1].span.start)
        self._starts = [person.span.start for _, person in self._persons]

    def nearest(self, span: TextSpan, around: TextSpan) -> Fact | None:
        """Who stands nearest to a quotation, outside it; of two as near who was read first."""
        before = bisect_left(self._starts, span.start) - 1
        after = bisect_left(self._starts, span.end)
        beside = [
            (_distance(person.span, span), order, person)
            for at in (before, after)
            if 0 <= at < len(self._persons)
            for order, person in [self._persons[at]]
            if around.start <= person.span.start < around.end
        ]
        return min(beside, key=lambda each: each[:2])[2] if beside else None


def _distance(one: TextSpan, other: TextSpan) -> int:
    return one.start - other.end if one.start >= other.end else other.start - one.end
