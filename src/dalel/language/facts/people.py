"""Recognises persons, bodies and places that no list has.

Russian by natasha's recogniser, Kazakh by the trained field, English by capitals: two or three in
a row that no list knows are a person.
"""

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.language.kazakh_names import find_kazakh_names
from dalel.language.names import skeleton
from dalel.language.names_told import opens
from dalel.language.ordinary import is_opener
from dalel.language.ru.trained_models import threads
from dalel.language.ru.word_vectors import embedding, with_shared_words
from dalel.language.spans import Spans
from dalel.language.wordlist import words

_KINDS: Final = {
    "PER": FactKind.PERSON,
    "ORG": FactKind.ORGANISATION,
    "LOC": FactKind.PLACE,
}
_QUOTED: Final = r"[«“\"][^«»“”\"]{2,60}[»”\"]"
#: A quoted name beside a word for what has names.
_BODY: Final = {
    "kk": re.compile(
        r"(?P<court>(?:(?:Батыс|Шығыс|Солтүстік|Оңтүстік)\s+)?[А-ЯӘҒҚҢӨҰҮІ][\w-]{1,60}\s+"
        r"(?:(?:облыст|қала|аудан)\w+\s+)?(?:мамандандырылған\s+)?"
        r"(?:(?:облыстық|қалалық|аудандық|ауданаралық|әкімшілік|қылмыстық|экономикалық)\s+)+сот\w*)"
        rf"|(?P<name>{_QUOTED})(?:-?\w+)?\s+(?:[\w-]+\s+){{0,2}}?(?:қор|ұйым|компания|агентті|газет|телеарна|арна"
        r"|басылым|портал|журнал|ЖШС|АҚ|бірлесті|орталы|партия|қозғалыс|холдинг|банк|сайт)\w*",
    ),
    "ru": re.compile(
        r"(?P<court>(?!))|(?:(?<!\w)(?:фонд|организаци|компани|агентств|газет|телеканал|канал|издани|портал|журнал"
        rf"|объединени|центр|парти|движени|холдинг|банк|сайт)\w*|ТОО|АО|НПО|ОО|ОФ)\s+(?P<name>{_QUOTED})",
    ),
}  # fmt: skip
#: What begins a sentence with a capital need be no name.
_ORDINARY: Final = re.compile(
    r"[^\W\d_][^\W\d_A-ZА-ЯӘҒҚҢӨҰҮІ]+(?:\s[^\W\d_A-ZА-ЯӘҒҚҢӨҰҮІ]+)*|\w+-[а-яё]+"
)
_CAPITALISED: Final = re.compile(
    r"(?<![\w.@-])(?P<first>[A-Z][a-z]+(?:-[A-Z][a-z]+)?)(?P<rest>(?:\s[A-Z]\.)?(?:\s[A-Z][a-z]+(?:-[A-Z][a-z]+)?){1,4})(?![\w-])"
)
_RUN_WORD: Final = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮІҺ][а-яёәғқңөұүіһ]{2,}(?:-[А-ЯЁӘҒҚҢӨҰҮІҺ][а-яё]+)?")
_RUN: Final = re.compile(rf"(?<![\w-]){_RUN_WORD.pattern}(?: {_RUN_WORD.pattern})+(?![\w-])")
#: English words that begin a sentence or a name that is no person's.
_NO_NAME: Final = frozenset(
    words(
        "The A An In On At By For From With Under After Before As Its His Her Their This That "
        "These Court Law Code Ministry Republic Region District City University Committee "
        "Agency Council Office Center Centre Foundation Fund Party Street Supreme International "
        "National State Police President Prime Minister General Prosecutor House News Media "
        "Radio Television TV Bank January February March April May June July August September "
        "October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday "
        "United Human Rights Security Lab Digital Internet Telegram Instagram Facebook Data "
        "Three Two Some About According"
    )
)
_BODY_WORDS: Final = frozenset(
    words(
        "Court Ministry Committee Agency Council Office Center Centre Foundation Fund Party "
        "University Service Bureau Union Bank Media News Radio Institute Association Group Lab"
    )
)
_FIRST_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: What stands between a word that begins a sentence and the name behind it.
_NEXT_NAME: Final = re.compile(r"[ \u00a0]+(?=[^\W\d_])")
#: Of so many texts the names are kept.
_KEPT: Final = 256


def find_names(
    text: str, language: str, sentences: Sequence[TextSpan], taken: Sequence[TextSpan] = ()
) -> list[Fact]:
    """Persons, bodies and places, but for runs of capitals that meet a span already taken."""
    spans = _RECOGNISERS[language](text, sentences, taken)
    starts = {sentence.start for sentence in sentences}
    told = ((kind, _without_opener(text, span, starts)) for kind, span in spans)
    return [
        _fact(text, language, kind, span)
        for kind, span in told
        if span is not None
        and _is_name(text[span.start : span.end], kind, opens=span.start in starts)
    ]


def _without_opener(text: str, span: TextSpan, starts: Container[int]) -> TextSpan | None:
    """A name without the word that only begins its sentence: Ал Серіков; None of such a word."""
    first = _FIRST_WORD.match(text, span.start, span.end)
    begins = _opens(text, span.start, starts) or opens(text, span.start)
    if first is None or not begins or not is_opener(first[0]):
        return span
    rest = _NEXT_NAME.match(text, first.end(), span.end)
    return TextSpan(start=rest.end(), end=span.end) if rest is not None else None


def _is_name(words: str, kind: FactKind, *, opens: bool) -> bool:
    if kind is FactKind.PERSON:
        return words[0].isupper() and not words.isupper()
    if kind is FactKind.ORGANISATION and opens and _ORDINARY.fullmatch(words):
        return False
    return any(c.isupper() for c in words)


def _fact(text: str, language: str, kind: FactKind, span: TextSpan) -> Fact:
    words = text[span.start : span.end]
    return Fact(kind=kind, span=span, text=words, value=skeleton(words.strip('«»“”"'), language))


def _kazakh(
    text: str, sentences: Sequence[TextSpan], taken: Sequence[TextSpan]
) -> Iterator[tuple[FactKind, TextSpan]]:
    found = list(_bodies(text, "kk"))
    bodies = Spans(span for _, span in found)
    found += [
        (_KINDS[named.kind], named.span)
        for named in find_kazakh_names(text, sentences)
        if not bodies.meet(named.span.start, named.span.end)
    ]
    yield from found
    known = [*taken, *(span for _, span in found)]
    for span in _runs(text, sentences, known):
        yield FactKind.PERSON, span


def _runs(
    text: str, sentences: Sequence[TextSpan], known: Sequence[TextSpan]
) -> Iterator[TextSpan]:
    """Two words with capitals within a sentence, which the model never saw: a person's name."""
    starts = {sentence.start for sentence in sentences}
    there = Spans(known)
    for match in _RUN.finditer(text):
        words = [
            TextSpan(start=word.start(), end=word.end())
            for word in _RUN_WORD.finditer(text, match.start(), match.end())
        ]
        words = words[1:] if _opens(text, match.start(), starts) else words
        words = [word for word in words if not there.meet(word.start, word.end)]
        if len(words) == 2 and words[1].start - words[0].end == 1:
            yield TextSpan(start=words[0].start, end=words[1].end)


def _opens(text: str, start: int, starts: Container[int]) -> bool:
    while start > 0 and text[start - 1] in '«“„"(–— ':
        start -= 1
        if start in starts:
            return True
    return start in starts


def _russian(
    text: str, _sentences: Sequence[TextSpan], _taken: Sequence[TextSpan]
) -> Iterator[tuple[FactKind, TextSpan]]:
    found = list(_bodies(text, "ru"))
    yield from found
    bodies = Spans(span for _, span in found)
    if not any(letter.isupper() for letter in text):
        return
    for kind, place in _recognised(text):
        if not bodies.meet(place.start, place.end):
            yield kind, place


@lru_cache(_KEPT)
def _recognised(text: str) -> tuple[tuple[FactKind, TextSpan], ...]:
    """What natasha takes for names; several checks ask this of one text."""
    with threads().limit(limits=1):
        named = _tagger()(text).spans
    return tuple((_KINDS[each.type], TextSpan(start=each.start, end=each.stop)) for each in named)


def _english(
    text: str, _sentences: Sequence[TextSpan], _taken: Sequence[TextSpan]
) -> Iterator[tuple[FactKind, TextSpan]]:
    for match in _CAPITALISED.finditer(text):
        words = match[0].split()
        skipped = 0
        while words and words[0] in _NO_NAME and words[0] not in _BODY_WORDS:
            skipped += len(words.pop(0)) + 1
        span = TextSpan(start=match.start() + skipped, end=match.end())
        if _BODY_WORDS & set(words):
            yield FactKind.ORGANISATION, span
        elif 1 < len(words) < 4 and not _NO_NAME & set(words):
            yield FactKind.PERSON, span


def _bodies(text: str, language: str) -> Iterator[tuple[FactKind, TextSpan]]:
    for match in _BODY[language].finditer(text):
        group = "name" if match["name"] else "court"
        if group == "court" or _reads_as_name(match["name"]):
            yield FactKind.ORGANISATION, TextSpan(start=match.start(group), end=match.end(group))


def _reads_as_name(quoted: str) -> bool:
    return len(quoted.split()) <= 5 and any(c.isupper() for c in quoted[:3])


_RECOGNISERS: Final = {"kk": _kazakh, "ru": _russian, "en": _english}


@cache
def _tagger() -> Any:
    # A fifth of a second to load: only where a text is Russian.
    from natasha import NewsNERTagger  # noqa: PLC0415

    return with_shared_words(NewsNERTagger(embedding()))
