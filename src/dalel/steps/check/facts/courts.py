"""Courts in a text whose level the evidence never names.

A court of a district, of a town and of a region are three instances. Where the evidence also speaks
of a court without its level, that one may be meant, and nothing is said.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.language.spans import Spans
from dalel.steps.check.facts.evidence import PreparedArticle, PreparedEvidence
from dalel.steps.check.facts.reading import CheckedText

#: What may stand between a level and its court, but no other level: Алматы қаласының Медеу аудандық
#: соты is the court of a district.
_BETWEEN_KK: Final = r"(?:(?!аудан|қала|облыс)[\w№-]+\s+){0,2}?"
_BETWEEN_RU: Final = r"(?:(?!район|город|област)[\w№-]+\s+){0,2}?"
#: How each level is written, in any case.
_LEVELS: Final[Mapping[str, Mapping[str, str]]] = {
    "kk": {
        "district": rf"аудан(?:дық|ының)\s+{_BETWEEN_KK}сот\w*",
        "town": rf"қала(?:лық|сының)\s+{_BETWEEN_KK}сот\w*",
        "region": rf"облыс(?:тық|ының)\s+{_BETWEEN_KK}сот\w*",
        "supreme": r"жоғарғы\s+сот\w*",
    },
    "ru": {
        "district": rf"районн\w+\s+{_BETWEEN_RU}суд(?:\w{{0,2}})(?!\w)|райсуд\w*",
        "town": rf"городск\w+\s+{_BETWEEN_RU}суд(?:\w{{0,2}})(?!\w)|горсуд\w*",
        "region": rf"областн\w+\s+{_BETWEEN_RU}суд(?:\w{{0,2}})(?!\w)|облсуд\w*",
        "supreme": r"верховн\w+\s+суд(?:\w{0,2})(?!\w)",
    },
}
#: How evidence may leave the court out: решение районного, аудандықтың шешімі.
_ALONE: Final[Mapping[str, tuple[str, ...]]] = {
    "district": ("аудандық", "районн", "райсуд"),
    "town": ("қалалық", "городск", "горсуд"),
    "region": ("облыстық", "областн", "облсуд"),
    "supreme": ("жоғарғы", "верховн"),
}
_PATTERNS: Final = {
    language: re.compile(
        "|".join(rf"(?P<{level}>(?<!\w)(?:{form}))" for level, form in levels.items()),
        re.IGNORECASE,
    )
    for language, levels in _LEVELS.items()
}
#: A court without its level: a name beside it, an instance, or any before a level is named.
_BARE: Final = {
    "kk": re.compile(r"(?<!\w)сот(?:ы|та|қа|тың|тан|ына|ында|ының|ынан)?(?!\w)", re.IGNORECASE),
    "ru": re.compile(r"(?<!\w)суд(?:а|у|ом|е)?(?!\w)", re.IGNORECASE),
}
_NAMED: Final = {
    "kk": re.compile(r"[А-ЯӘІҢҒҮҰҚӨҺ][\w-]+\s+$"),
    "ru": re.compile(r"(?!)"),
}
_NAMED_AFTER: Final = {
    "kk": re.compile(r"(?!)"),
    "ru": re.compile(r"\s+(?:город[ае]\s+|в\s+)?[А-ЯЁ]"),
}
_INSTANCE: Final = re.compile(r"(?<!\w)(?:апелляц|кассац|коллеги|алқа|инстанц|саты)", re.IGNORECASE)
#: How far before a court a name may begin.
_REACH: Final = 30


def unknown_courts(reading: CheckedText, evidence: PreparedEvidence) -> Iterator[TextSpan]:
    """The courts of a text whose level the evidence never names, though it names others."""
    mine = list(_levels(reading.text, reading.language))
    if not mine:
        return
    theirs = {
        level
        for article in evidence.articles
        for level, _ in _levels(article.reading.text, article.reading.language)
    }
    if not theirs or any(map(_has_another, evidence.articles)):
        return
    words = {word.text.lower() for each in evidence.articles for word in each.reading.words}
    for level, span in mine:
        if level not in theirs and not any(word.startswith(_ALONE[level]) for word in words):
            yield span


def _levels(text: str, language: str) -> Iterator[tuple[str, TextSpan]]:
    pattern = _PATTERNS.get(language)
    for match in pattern.finditer(text) if pattern else ():
        yield match.lastgroup or "", TextSpan(start=match.start(), end=match.end())


def _has_another(article: PreparedArticle) -> bool:
    """Whether an article speaks of a court, or an instance, whose level it does not tell."""
    text, language = article.reading.text, article.reading.language
    bare = _BARE.get(language)
    if bare is None or _INSTANCE.search(text):
        return True
    spans = [span for _, span in _levels(text, language)]
    levels = Spans(spans)
    first = min((span.start for span in spans), default=len(text))
    return any(
        _is_another(text, match, language) or len(article.title) <= match.start() < first
        for match in bare.finditer(text)
        if not levels.meet(match.start(), match.start() + 1)
    )


def _is_another(text: str, match: re.Match[str], language: str) -> bool:
    before = text[max(0, match.start() - _REACH) : match.start()]
    after = _NAMED_AFTER[language].match(text, match.end())
    return bool(_NAMED[language].search(before) or after)
