"""Kazakh articles told in Russian: words beside their sentences, and claims said surely."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dalel.domain.article import Article
from dalel.domain.claim import When
from dalel.domain.draft import DraftSentence, SentencePlace, SourceSentence
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.domain.lexicon import Lexicon
from dalel.domain.names import NO_NAMES, KnownNames, NameKind, Sureness
from dalel.language.annotation import LazyPassage
from dalel.language.claims.reading import claims_of
from dalel.language.from_kazakh.claim_telling import RussianSaying, TellingText
from dalel.language.from_kazakh.phrases import CalledPerson, KazakhPhrases, in_place
from dalel.language.from_kazakh.saying import ClaimSayer
from dalel.language.from_kazakh.values import said_amount
from dalel.language.from_kazakh.words import KazakhWords
from dalel.language.kk.cases import Case
from dalel.language.kk.deed_words import deed_index
from dalel.language.kk.sentence_words import Word, WordKind, split
from dalel.language.name_book import NameBesideText, NameBook
from dalel.language.names_offered import names_offered
from dalel.language.spans import covering, without_overlaps
from dalel.pack import Pack
from dalel.pack.places import PlaceKind
from dalel.steps.draft.speaking import Speaker

SOURCE: Final = "kk"
TARGET: Final = "ru"
_DATED: Final = frozenset({"day", "month", "year"})
#: A date that counts from another one is not known by the day of the article.
_COUNTED_FROM: Final = re.compile(
    r"бұрын|кейін|соң|дейін|қарай|қараған|бастап|бері|сол|осы күн|келесі|ертең"
)
#: Of a year, and not in it: 2022 жылғы жазбалар.
_OF_YEAR: Final = re.compile(r"^\d{4} жыл(?:ғы|дың|дағы)$")
_REACH: Final = 12
_WORDS: Final = 2
_DIVISIONS: Final = ("облыс", "аудан", "ауыл")
_FAMILY: Final = re.compile(r"(?:[оеё]в|[иы]н)а?$")
#: Several provisions in one.
_SEVERAL: Final = re.compile(r",|\bжәне\b|\b[мбп]ен\b|баптар|[–—]")


@dataclass(frozen=True, kw_only=True)
class _Beside:
    """Words of a sentence and their Russian."""

    span: TextSpan
    said: str


@dataclass(frozen=True, kw_only=True, eq=False)
class KazakhText:
    """A Kazakh text with all that is read of it once."""

    article: Article
    passage: LazyPassage
    names: Sequence[NameBesideText]
    phrases: KazakhPhrases


class _Names(Speaker):
    """The Russian names of a pack, and those of places abroad that its lexicon has."""

    def __init__(self, language: str, pack: Pack, lexicon: Lexicon) -> None:
        super().__init__(language, pack, lexicon)
        self._abroad = {one.code: one.names.get(language, ()) for one in lexicon.places}

    def place(self, code: str) -> dict[str, str]:
        """A place in its cases, or its first name alone."""
        own = super().place(code)
        name = next(iter(self._abroad.get(code, ())), "")
        return own or ({"nom": name} if name else {})


class KazakhTeller:
    """What says in Russian what Kazakh articles tell."""

    def __init__(self, pack: Pack, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._names = _Names(TARGET, pack, lexicon)
        self._words = KazakhWords(pack.dictionary)
        self._aliases = _first_names(pack, lexicon)

    def read(
        self, articles: Sequence[Article], names: KnownNames = NO_NAMES
    ) -> tuple[KazakhText, ...]:
        """The Kazakh articles, with names as they are known, and nobody who is hidden."""
        return tuple(self._read(one, names) for one in articles if one.language == SOURCE)

    def _read(self, article: Article, names: KnownNames) -> KazakhText:
        passage = LazyPassage(
            text=article.text, language=SOURCE, lexicon=self._lexicon, published=article.day
        )
        book = NameBook(names)
        told = tuple(book.beside(article.text, SOURCE, TARGET))
        offered = tuple(names_offered(article.text, SOURCE, told))
        phrases = KazakhPhrases(
            words=self._words,
            names=self._names,
            facts=(*passage.statutes, *passage.names),
            persons=tuple(_persons(told, offered)),
            aliases=self._aliases,
        )
        return KazakhText(article=article, passage=passage, names=offered, phrases=phrases)

    def beside(
        self,
        texts: Sequence[KazakhText],
        sentences: Sequence[DraftSentence],
        said: Mapping[SentencePlace, str] | None = None,
    ) -> tuple[SourceSentence, ...]:
        """Sentences of a Kazakh draft, each with its words in Russian.

        ``said`` is how the machine tells them, by their places.
        """
        read = {text.article.id: text for text in texts}
        told = said or {}
        return tuple(
            SourceSentence(
                text=read[one.article].article.text[one.span.start : one.span.end],
                article=one.article,
                span=one.span,
                words=tuple(self._words_of(read[one.article], one.span)),
                said=" ".join(
                    text
                    for (article, span), text in told.items()
                    if article == one.article and span.meets(one.span)
                ),
            )
            for one in sentences
            if one.article in read
        )

    def tell(self, text: KazakhText) -> Iterator[RussianSaying]:
        """What an article tells that can be said in Russian, sentence by sentence."""
        yield from ClaimSayer(
            text=TellingText(passage=text.passage, phrases=text.phrases, date=self.date),
            claims=claims_of(text.passage),
            index=deed_index(self._lexicon.deeds),
        ).sayings()

    def _words_of(self, text: KazakhText, span: TextSpan) -> Iterator[tuple[str, str]]:
        found = sorted(self._found(text, span), key=lambda one: one.span.start - one.span.end)
        kept = sorted(without_overlaps(found, lambda one: one.span), key=lambda one: one.span.start)
        seen: set[str] = set()
        whole = text.article.text
        for one in kept:
            words = whole[one.span.start : one.span.end]
            if words not in seen and words != one.said:
                seen.add(words)
                yield words, one.said

    def _found(self, text: KazakhText, span: TextSpan) -> Iterator[_Beside]:
        """All that can be said, the surest first; what meets a longer one gives way later."""
        yield from self._dates(text, span)
        yield from self._named(text, span)
        for words in _rows(text, span):
            yield from self._offices(text, words)
            yield from self._terms(words)
        yield from self._amounts(text, span)

    def _dates(self, text: KazakhText, span: TextSpan) -> Iterator[_Beside]:
        for when in text.passage.dates:
            follows = text.passage.text[when.span.end : when.span.end + _REACH]
            bounded = _COUNTED_FROM.match(follows.strip().lower())
            adjective = _OF_YEAR.search(when.words.lower()) is not None
            apart = bounded or adjective
            if _holds(span, when.span) and not apart and (said := self.date(when)):
                yield _Beside(span=when.span, said=said)

    def date(self, when: When) -> str:
        """A day, month or year as an answer to "when"; empty where it is another date."""
        plain = when.iso is not None and "/" not in when.iso and when.precision in _DATED
        if not plain or when.iso is None or _COUNTED_FROM.search(when.words.lower()):
            return ""
        return self._names.date(when.iso).get("on", "")

    def _named(self, text: KazakhText, span: TextSpan) -> Iterator[_Beside]:
        for fact in text.passage.statutes:
            several = _SEVERAL.search(fact.text)
            if (
                not several
                and _holds(span, fact.span)
                and (said := self._names.statute(fact.value))
            ):
                yield _Beside(span=fact.span, said=said)
        for fact in text.passage.names:
            if _holds(span, fact.span) and (said := self._called(text, fact)):
                yield _Beside(span=fact.span, said=said)
        yield from self._shown(text, span)

    def _shown(self, text: KazakhText, span: TextSpan) -> Iterator[_Beside]:
        """Names of persons and titles whose Russian form is sure, in whatever case."""
        whole = text.article.text
        for name in text.names:
            if name.rendered.is_sure and name.called != name.rendered.words:
                for match in re.finditer(rf"(?<!\w){re.escape(name.told.words)}(?!\w)", whole):
                    found = TextSpan(start=match.start(), end=match.end())
                    if _holds(span, found):
                        yield _Beside(span=found, said=name.rendered.words)

    def _called(self, text: KazakhText, fact: Fact) -> str:
        """A place or a body of the pack by its first name, which is what the text has."""
        if not fact.known or fact.kind not in (FactKind.PLACE, FactKind.ORGANISATION):
            return ""
        said = text.phrases.named(fact)
        follows = text.passage.text[fact.span.end : fact.span.end + _REACH].strip().lower()
        if said is None or (fact.kind is FactKind.PLACE and follows.startswith(_DIVISIONS)):
            # Қарағанды облыстары are of a region, not of a town.
            return ""
        part_case, phrase = said
        if fact.kind is FactKind.PLACE and part_case in (Case.LOC, Case.ATTR):
            return in_place(phrase)
        return phrase.words

    def _offices(self, text: KazakhText, words: Sequence[Word]) -> Iterator[_Beside]:
        """Phrases that hold a name: a title with its person, a court with its town."""
        for size in range(min(8, len(words)), 1, -1):
            for at in range(len(words) - size + 1):
                row = words[at : at + size]
                if said := text.phrases.named_phrase(row):
                    yield _Beside(span=_covered(row), said=said.words)

    def _terms(self, words: Sequence[Word]) -> Iterator[_Beside]:
        for at, found in self._words.terms([word.text for word in words]):
            row = words[at : at + found.size]
            said = found.phrase()
            if said is not None:
                yield _Beside(span=_covered(row), said=said.words)

    def _amounts(self, text: KazakhText, span: TextSpan) -> Iterator[_Beside]:
        for amount in text.passage.amounts:
            if (
                _holds(span, amount.span)
                and amount.unit != "count"
                and (said := said_amount(amount))
            ):
                yield _Beside(span=amount.span, said=said)


def _persons(
    told: Sequence[NameBesideText], offered: Sequence[NameBesideText]
) -> Iterator[CalledPerson]:
    """Those whose Russian form is sure, and others by the rule, whose sentences are no draft."""
    sure = {one.told.words for one in offered if one.rendered.is_sure}
    for one in told:
        rendered, words = one.rendered, one.called.split()
        is_guess = rendered.sure is Sureness.RULE and one.told.is_certain
        guessed = is_guess and len(words) == _WORDS and _FAMILY.search(words[-1].lower())
        known = one.told.words in sure
        if one.told.kind is NameKind.PERSON and rendered.words and (known or guessed):
            yield CalledPerson(
                words=one.told.words, called=one.called, russian=rendered.words, sure=known
            )


def _first_names(pack: Pack, lexicon: Lexicon) -> Mapping[str, Sequence[str]]:
    """What places are called in Kazakh, and the first name of each body, by their codes.

    A further name of a body may be an older one, of which its Russian name says something else.
    """
    bodies = {one.code: one.names.get(SOURCE, ())[:1] for one in lexicon.organisations}
    places = {one.code: list(one.names.get(SOURCE, ())) for one in lexicon.places}
    for one in pack.places:
        if one.kind is PlaceKind.CITY:
            places[one.code] += [f"{name} қаласы" for name in places.get(one.code, ())]
    return {**places, **bodies}


def _rows(text: KazakhText, span: TextSpan) -> Iterator[Sequence[Word]]:
    """The words of a sentence between marks, dates and amounts."""
    passage = text.passage
    row: list[Word] = []
    for word in split(passage.text, span, passage.amounts, passage.dates):
        if word.kind in (WordKind.MARK, WordKind.TIME):
            if row:
                yield row
            row = []
        else:
            row.append(word)
    if row:
        yield row


def _covered(words: Sequence[Word]) -> TextSpan:
    return covering(word.span for word in words)


def _holds(span: TextSpan, inner: TextSpan) -> bool:
    return span.start <= inner.start and inner.end <= span.end
