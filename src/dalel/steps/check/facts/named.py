"""Findings about names, nationalities and place adjectives that the evidence lacks."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.language.notions import NATION
from dalel.language.ordinary import is_opener, is_ordinary
from dalel.language.spans import Spans
from dalel.steps.check.facts import acting, first_names, naming, places
from dalel.steps.check.facts.evidence import PreparedEvidence
from dalel.steps.check.facts.findings import CheckedClaim, ClaimVerdict, Support, found
from dalel.steps.check.facts.reading import CheckedText, PlacedWord
from dalel.steps.check.facts.runs import Run, runs

_FOUND: Final = 0.9
#: Parts of a country, and whoever keeps the peace in one.
_PARTS: Final = frozenset({"county", "oblast", "street", "village", "police"})
#: Russian verbs that begin a sentence are no names.
_VERB: Final = re.compile(r"(?:л[аио]сь|лся|ется|ются|ится|ятся|уют|ают)$")
#: What stands beside words that are said or written, in which no name is.
_INSCRIBED_BEFORE: Final = re.compile(
    r"(?:надпис|слов|фраз|лозунг|плакат|хештег|пометк|отметк|помет|reading|words?|slogan|saying)\w*\s[«“\"]$",
    re.IGNORECASE,
)
_INSCRIBED_AFTER: Final = re.compile(r"[»”\"]\s+(?:де[гпйд]|жазу|сөз|белгі|ұран)", re.IGNORECASE)
#: Before the English name of a language.
_INTO: Final = frozenset({"in", "into", "from"})
_NOWHERE: Final = 0.85
_APART: Final = 0.7


def names(reading: CheckedText, evidence: PreparedEvidence) -> Iterator[CheckedClaim]:
    """The findings about names that are no known place or body."""
    renamed = list(first_names.renamed(reading, evidence))
    for person, support in renamed:
        fact = _fact(person.run, reading, FactKind.PERSON)
        yield found(fact, ClaimVerdict.UNSUPPORTED, "other_first_name", _FOUND, support)
    others = Spans(person.run.span for person, _ in renamed)
    yield from _named(
        (run for run in runs(reading) if not others.meet(run.span.start, run.span.end)),
        reading,
        evidence,
    )


def _named(
    given: Iterable[Run], reading: CheckedText, evidence: PreparedEvidence
) -> Iterator[CheckedClaim]:
    recognised: list[tuple[FactKind, TextSpan]] | None = None
    for run in given:
        missing = [word for word in run.words if not _is_borne_out(word, evidence)]
        if len(missing) == 1 and reading.language not in evidence.languages:
            missing = [
                each for each in missing if not naming.is_spelt_otherwise(each, run, evidence)
            ]
        if missing:
            if recognised is None:
                recognised = naming.recognised(reading)
            ordinary = [
                word for word in missing if not _is_name(word, reading.language, recognised)
            ]
            missing = [word for word in missing if word not in ordinary]
            rest = tuple(word for word in run.words if word not in ordinary)
            if not missing and rest and rest[-1].end == run.span.end:
                # The rest of a name that a word with the capital of its sentence stands before.
                yield _of(Run(rest), reading, evidence)
            if not missing:
                continue
            yield _missing(run, missing, reading, evidence, recognised)
        elif len(run.words) == 1 and (run.words[0].notions or len(run.words[0].text) == 1):
            continue
        else:
            yield _of(run, reading, evidence)


def _is_borne_out(word: PlacedWord, evidence: PreparedEvidence) -> bool:
    """Whether the evidence has a word of a name; an initial says nothing by itself."""
    return len(word.text) == 1 or naming.is_found(word, evidence)


def _is_name(word: PlacedWord, language: str, recognised: list[tuple[FactKind, TextSpan]]) -> bool:
    """Whether it is a name, and no word with the capital of a sentence or of a body's title."""
    if not word.opens and not word.notions:
        return True
    low = word.text.lower()
    if len(low) == 1 or (word.opens and (is_opener(low) or _VERB.search(low))):
        return False
    if word.opens and language == "ru" and not word.parts and is_ordinary(low):
        return False
    kinds = {kind for kind, span in recognised if span.start <= word.start < span.end}
    if word.notions:
        kinds &= {FactKind.PERSON} if word.opens else {FactKind.PERSON, FactKind.PLACE}
    return bool(kinds)


def _missing(
    run: Run,
    missing: list[PlacedWord],
    reading: CheckedText,
    evidence: PreparedEvidence,
    recognised: list[tuple[FactKind, TextSpan]],
) -> CheckedClaim:
    kind = FactKind.PERSON
    for named, span in recognised:
        if named is FactKind.PLACE and any(span.start <= w.start < span.end for w in missing):
            kind = FactKind.PLACE
    if _names_part(run, reading):
        kind = FactKind.PLACE
    foreign = reading.language not in evidence.languages
    if foreign and (
        all(naming.is_abbreviation(word) for word in missing)
        or _in_title(run, reading)
        or _is_inscribed(run, reading)
    ):
        # Abbreviations and titles are translated: what they stand for cannot be told.
        return found(_fact(run, reading, kind), ClaimVerdict.UNCLEAR, "no_name", _APART)
    words = run.words
    if words[0] not in missing and words[0].opens and words[0].notions:
        run = Run(words[1:])
    return found(_fact(run, reading, kind), ClaimVerdict.UNSUPPORTED, "no_name", _NOWHERE)


def _names_part(run: Run, reading: CheckedText) -> bool:
    """Whether a word for a part of a country follows: Медеуский район, Тобыл ауданы."""
    if any(word.notions & _PARTS for word in run.words[1:]):
        return True
    end = run.span.end
    place = reading.place_from(end)
    return any(
        bool(after.notions & _PARTS) and reading.text[end : after.start].isspace()
        for after in reading.words[place : place + 1]
    )


def _is_inscribed(run: Run, reading: CheckedText) -> bool:
    """Whether a word in quotation marks is something said or written: с надписью «Прощай»."""
    head = reading.text[max(0, run.span.start - 24) : run.span.start]
    tail = reading.text[run.span.end : run.span.end + 24]
    return bool(_INSCRIBED_BEFORE.search(head) or _INSCRIBED_AFTER.match(tail))


def _in_title(run: Run, reading: CheckedText) -> bool:
    """Whether a name is the first word of several in quotation marks: «Сделано ИИ»."""
    span = run.span
    at = bisect_left(reading.quotations, span.start - 1, key=attrgetter("start"))
    return any(
        quoted.start == span.start - 1 and quoted.end > span.end + 1
        for quoted in reading.quotations[at : at + 1]
    )


def _of(run: Run, reading: CheckedText, evidence: PreparedEvidence) -> CheckedClaim:
    fact = _fact(run, reading, FactKind.PERSON)
    named = Run(run.words[1:]) if run.words[0].opens and len(run.words) > 2 else run
    if naming.stands_apart(named, evidence):
        return found(fact, ClaimVerdict.UNSUPPORTED, "apart", _APART)
    if naming.other_bearer(named, reading, evidence):
        return found(fact, ClaimVerdict.UNSUPPORTED, "another_role", _APART)
    return found(fact, ClaimVerdict.SUPPORTED, "same_name", _FOUND, _place(run, evidence))


def _place(run: Run, evidence: PreparedEvidence) -> Support | None:
    key = run.words[-1].key
    for article in evidence.articles:
        for place in article.reading.places_of_keys.get(key, ()):
            word = article.reading.words[place]
            return article.support(TextSpan(start=word.start, end=word.end))
    return None


def _fact(run: Run, reading: CheckedText, kind: FactKind) -> Fact:
    span = run.span
    text = reading.text[span.start : span.end]
    return Fact(kind=kind, span=span, text=text, value=" ".join(w.key for w in run.words))


def exchanged(reading: CheckedText, evidence: PreparedEvidence) -> Iterator[CheckedClaim]:
    """Who acts in the text and is acted upon in the evidence, by the one acted upon in the text."""
    for run in acting.exchanged(reading, evidence):
        fact = _fact(run, reading, FactKind.PERSON)
        yield found(fact, ClaimVerdict.UNSUPPORTED, "exchanged", _APART, _place(run, evidence))


def _is_language(reading: CheckedText, place: int) -> bool:
    """Whether an adjective names a language: на английском языке, in English, орысша."""
    before = reading.words[place - 1].text.lower() if place else ""
    return before in _INTO or any(
        "language" in word.notions for word in reading.words[place + 1 : place + 4]
    )


def nations(reading: CheckedText, evidence: PreparedEvidence) -> Iterator[CheckedClaim]:
    """Peoples and what is theirs (немістің, французский, German) of countries not named."""
    named = evidence.places | {notion.removeprefix(NATION) for notion in evidence.notions}
    for place, word in enumerate(reading.words):
        codes = {
            notion.removeprefix(NATION) for notion in word.notions if notion.startswith(NATION)
        }
        if codes and not codes & named and not _is_language(reading, place):
            fact = Fact(
                kind=FactKind.PLACE,
                span=TextSpan(start=word.start, end=word.end),
                text=word.text,
                value=min(codes),
                known=True,
            )
            yield found(fact, ClaimVerdict.UNSUPPORTED, "nowhere", _NOWHERE)


def adjectives(reading: CheckedText, evidence: PreparedEvidence) -> Iterator[CheckedClaim]:
    """Places named by a Russian adjective (павлодарский) that the evidence does not name."""
    if reading.language != "ru":
        return
    taken = Spans(s.fact.span for s in reading.of_kind(FactKind.PLACE, FactKind.ORGANISATION))
    for place, word in enumerate(reading.words):
        code = places.adjective_place(word, reading.lexicon)
        if code is None or taken.meet(word.start, word.start + 1):
            continue
        if f"{NATION}{code}" in evidence.notions:
            continue
        if _is_language(reading, place):
            continue
        if code not in evidence.places and not places.place_is_found(
            code, evidence, reading.lexicon
        ):
            fact = Fact(
                kind=FactKind.PLACE,
                span=TextSpan(start=word.start, end=word.end),
                text=word.text,
                value=code,
                known=True,
            )
            yield found(fact, ClaimVerdict.UNSUPPORTED, "nowhere", _NOWHERE)
