"""Comparison of quotations and judging words with the evidence."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact
from dalel.language.facts.quoting import SPEECH, find_quotes
from dalel.language.notions import judgements
from dalel.language.quotes import is_within
from dalel.steps.check.facts.evidence import PreparedArticle, PreparedEvidence
from dalel.steps.check.facts.reading import CheckedText, PlacedWord

#: Words with which somebody judges something, and the judgement: "назвал приговор справедливым".
_CALLED: Final = {
    "ru": re.compile(
        r"(?<!\w)(?:назвал\w*|называ[ею]т|счита[ею]т|сч[её]л\w*|призна\w+\s+(?:реш\w+|приг\w+|действ\w+))\s"
        r"[^.;:]{0,60}?(?P<word>(?<!\w)[а-яё]{5,}(?:ыми?|ими?|ой|ей))(?!\w)",
        re.IGNORECASE,
    ),
    "kk": re.compile(
        r"(?<!\w)(?P<word>[а-яәіңғүұқөһ]{4,})\s+деп\s+(?:ата\w+|бағала\w+|сана\w+|есепте\w+)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?<!\w)(?:called|calls|considers?|described)\s[^.;:]{0,60}?(?:as\s+)?(?P<word>[a-z]{5,})(?=[.,;]|$)",
        re.IGNORECASE,
    ),
}
#: How much of a quotation's words must stand together in the evidence of its language.
_KEPT: Final = 0.8
#: A translated quotation shares at least this much of what can be compared.
_TRANSLATED: Final = 0.34


def quotes(reading: CheckedText) -> list[Fact]:
    """The quotations of a text."""
    return find_quotes(reading.text, reading.language, reading.sentences, [])


def is_spoken(reading: CheckedText, sentence: int, but: TextSpan | None = None) -> bool:
    """Whether a sentence reports, in other words than ``but``, what somebody said."""
    if but is not None and is_within(reading.quotations, but.start, but.end):
        return True
    pattern = SPEECH.get(reading.language)
    span = reading.sentences[sentence]
    said = pattern.finditer(reading.text, span.start, span.end) if pattern else ()
    return any(but is None or each.end() <= but.start or but.end <= each.start() for each in said)


def judge(span: TextSpan, reading: CheckedText, evidence: PreparedEvidence) -> str:
    """``quoted``, ``translated``, ``unlike`` or, where the languages share no word, ``unread``."""
    terms = [word.terms for word in reading.words_in(span) if word.terms]
    if reading.language in evidence.languages:
        best = max(_together(terms, article) for article in evidence.articles)
        return "quoted" if best >= _KEPT else "unlike"
    known = [each for each in terms if any(term.startswith("n:") for term in each)]
    if not known:
        return "unread"
    shared = sum(1 for each in known if each & evidence.terms) / len(known)
    return "translated" if shared >= _TRANSLATED else "unlike"


def _together(terms: Sequence[frozenset[str]], article: PreparedArticle) -> float:
    """The share of the words that some stretch of about their length has."""
    if not terms:
        return 1.0
    words = [word.terms for word in article.reading.words if word.terms]
    size = len(terms) + 2
    best = 0.0
    for start in range(max(1, len(words) - size + 1)):
        window = frozenset().union(*words[start : start + size])
        best = max(best, sum(1 for each in terms if each & window) / len(terms))
    return best


def judged(reading: CheckedText, evidence: PreparedEvidence) -> Iterator[PlacedWord]:
    """Words with which a text lets somebody judge, and which the evidence does not have."""
    pattern = _CALLED.get(reading.language)
    for match in pattern.finditer(reading.text) if pattern else ():
        place = match.start("word")
        at = reading.place_from(place)
        if at == len(reading.words) or reading.words[at].start != place:
            continue
        word, before = reading.words[at], reading.words[at - 1]
        # In Kazakh a noun may stand between: "әділ шара деп атады".
        if reading.language == "kk" and before.notions & judgements():
            word = before
        if _is_not_said(word, reading, evidence):
            yield word


def _is_not_said(word: PlacedWord, reading: CheckedText, evidence: PreparedEvidence) -> bool:
    if not word.terms or word.terms & evidence.terms:
        return False
    # In another language only what is listed as a judgement is known not to stand there.
    return bool(word.notions & judgements()) or reading.language in evidence.languages
