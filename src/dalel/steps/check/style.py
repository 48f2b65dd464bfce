"""The style check: terms, dates, abbreviations, marks, letters, lengths and sources."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dalel.domain.concern import Concern, Weight
from dalel.domain.evidence import TextSpan
from dalel.domain.incident import Incident, IncidentText
from dalel.language.dates import DateFinder, FoundDate
from dalel.language.scripts import mixed_words
from dalel.language.terms import WrongWords
from dalel.language.undisguised import undisguise
from dalel.pack.conduct import Conduct
from dalel.steps.check.passages import TITLE, Passage, passages_of

_ABBREVIATION: Final = re.compile(r"(?<![\w@./-])[A-ZА-ЯЁӘҒҚҢӨҰҮІҺ]{2,6}(?![\w@/]|\.\w)")
_NUMERIC: Final = re.compile(r"[\d.\-/]+")
#: Marks that are none of the house's; in English they are right.
_FOREIGN_MARKS: Final = re.compile(r"[\"“”]")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]*@[\w.-]+|[\w-]+(?:\.[\w-]+)+")
_ROMAN: Final = re.compile(r"[IVXLCІХ]+")


@dataclass(frozen=True, kw_only=True)
class House:
    """What the house knows of a language: wrong words, dates, abbreviations.

    ``explained`` leads from an abbreviation to its full forms, ``months`` from a month's number to
    the word of a full date.
    """

    language: str
    words: Sequence[WrongWords]
    dates: DateFinder
    months: Mapping[int, str]
    explained: Mapping[str, tuple[str, ...]]
    conduct: Conduct


def check_style(text: IncidentText, house: House) -> Iterator[Concern]:
    """Wrong terms, dates, abbreviations, marks and letters; too long a title or summary."""
    passages = tuple(passages_of(text))
    whole = "\n".join(passage.text for passage in passages)
    for passage in passages:
        yield from _terms(passage, house)
        yield from _dates(passage, house)
        yield from _letters(passage)
        yield from _marks(passage)
        yield from _length(passage, house.conduct)
    yield from _abbreviations(passages, whole, house)


def check_sources(
    incident: Incident, conduct: Conduct, kinds: Mapping[str, str]
) -> Iterator[Concern]:
    """An entry coded as known from several sources, or officially, that cites one outlet."""
    codes, links = incident.codes, incident.links
    if codes is None or codes.verification in conduct.one_source:
        return
    sources = {link.source or link.host for link in links}
    is_primary = any(kinds.get(link.source or "") in conduct.primary_kinds for link in links)
    if len(sources) < 2 and not is_primary:
        yield Concern(
            rule="one_link",
            weight=Weight.WARNING,
            excerpt=links[0].url if links else "",
            field="link",
            values={"verification": codes.verification},
        )


def _terms(passage: Passage, house: House) -> Iterator[Concern]:
    for words in house.words:
        for span in words.find(passage.text):
            yield passage.concern("term_wrong", Weight.WARNING, span, suggestion=words.rule.right)
            break


def _dates(passage: Passage, house: House) -> Iterator[Concern]:
    """Dates in figures, and a year behind its day in Kazakh, which puts it first."""
    for found in house.dates.find(passage.text):
        if found.day is None or found.month is None or found.year is None:
            continue
        span = TextSpan(start=found.start, end=found.end)
        is_figures = _NUMERIC.fullmatch(found.text) is not None
        is_turned = house.language == "kk" and not found.text.startswith(str(found.year))
        if (is_figures or is_turned) and not passage.is_quoted(span):
            right = _in_words(found, house)
            yield passage.concern("date_style", Weight.NOTE, span, suggestion=right)


def _in_words(found: FoundDate, house: House) -> str | None:
    month = house.months.get(found.month or 0)
    if month is None:
        return None
    if house.language == "kk":
        return f"{found.year} жылғы {found.day} {month}"
    return f"{found.day} {month} {found.year}" + (" года" if house.language == "ru" else "")


def _letters(passage: Passage) -> Iterator[Concern]:
    """Letters of another alphabet within a word, and characters that nobody sees."""
    veiled = _ADDRESS.sub(lambda match: " " * len(match[0]), passage.text)
    for word in mixed_words(veiled):
        span = TextSpan(start=word.start, end=word.end)
        yield passage.concern("letters_mixed", Weight.ERROR, span, suggestion=word.right or None)
    readable = undisguise(passage.text)
    if readable.places is not None:
        hidden = next(i for i, place in enumerate([*readable.places, -1]) if i != place)
        span = TextSpan(start=max(0, hidden - 10), end=min(len(passage.text), hidden + 10))
        yield passage.concern("letters_hidden", Weight.ERROR, span)


def _marks(passage: Passage) -> Iterator[Concern]:
    match = _FOREIGN_MARKS.search(passage.text) if passage.language != "en" else None
    # Inner marks „“ stand within outer ones.
    if match is not None and not (match[0] == "“" and "„" in passage.text):
        end = min(len(passage.text), match.start() + 30)
        yield passage.concern("marks", Weight.NOTE, TextSpan(start=match.start(), end=end))


def _length(passage: Passage, conduct: Conduct) -> Iterator[Concern]:
    style = conduct.style
    limit = style.title_length if passage.field == TITLE else style.summary_length
    if len(passage.text) > limit:
        length = str(len(passage.text))
        yield passage.concern("length", Weight.NOTE, length=length, limit=str(limit))


def _abbreviations(passages: Sequence[Passage], whole: str, house: House) -> Iterator[Concern]:
    """Abbreviations without their words: neither in brackets beside them nor in the text."""
    style = house.conduct.style
    seen = {*style.known.get(house.language, ()), *style.shared}
    folded = whole.casefold()
    for passage in passages:
        veiled = _ADDRESS.sub(lambda match: " " * len(match[0]), passage.text)
        for match in _ABBREVIATION.finditer(veiled):
            form, span = match[0], TextSpan(start=match.start(), end=match.end())
            if form in seen or _ROMAN.fullmatch(form) or passage.is_quoted(span):
                continue
            seen.add(form)
            full = house.explained.get(form, ())
            if f"({form}" in whole or f"{form} (" in whole:
                continue
            if not any(words.casefold() in folded for words in full):
                right = f"{full[0]} ({form})" if full else None
                of = "known" if full else "unknown"
                yield passage.concern("abbreviation", Weight.NOTE, span, suggestion=right, of=of)
