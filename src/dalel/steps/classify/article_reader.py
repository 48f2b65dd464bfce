"""Reading an article for classification: its marks, facts and stems."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from dalel.domain.article import Article
from dalel.domain.facts import Fact, FactKind
from dalel.domain.lexicon import Lexicon
from dalel.language.facts.extracting import LANGUAGES, extract_facts
from dalel.language.sentences import sentences
from dalel.pack import Pack
from dalel.pack.cues import Cues
from dalel.pack.places import PlaceKind
from dalel.steps.classify.cues import CueFinder
from dalel.steps.classify.rules import touched
from dalel.steps.classify.words import words

#: How much of a text is read: news says what it is about at the start.
ENOUGH: Final = 1_500
_KINDS: Final = frozenset(
    {FactKind.OUTCOME, FactKind.PLACE, FactKind.ORGANISATION, FactKind.STATUTE}
)
#: Only dates hang on the day, and none are asked for.
_ANY_DAY: Final = date(2000, 1, 1)
_COUNTRY_CODE: Final = 2


@dataclass(frozen=True, kw_only=True)
class ClassifiedReading:
    """Marks by sentence (the title first), facts, and counted stems of words.

    ``shown`` has the words that show a mark, ``forms`` the word as it stands for each stem.
    Marks are cues of the pack, outcomes (``=fined``, denied ``=not_fined``), known bodies
    (``b:knb``), ``@home`` and ``@abroad``.
    """

    language: str
    text: str
    marks: tuple[frozenset[str], ...]
    shown: Mapping[str, str]
    facts: tuple[Fact, ...]
    words: Mapping[str, int]
    forms: Mapping[str, str]
    day: date | None = None
    source_kind: str | None = None

    @cached_property
    def rules(self) -> frozenset[str]:
        """The codebook's rules that the article touches."""
        return touched(self.marks)

    @cached_property
    def every_mark(self) -> frozenset[str]:
        """The marks of all sentences."""
        return frozenset[str]().union(*self.marks)

    def of(self, kind: FactKind) -> tuple[Fact, ...]:
        """The facts of one kind."""
        return tuple(fact for fact in self.facts if fact.kind is kind)


class ArticleReader:
    """Reads articles with the words of one country."""

    def __init__(self, pack: Pack, lexicon: Lexicon, cues: Cues) -> None:
        self._lexicon = lexicon
        self._finders = {language: CueFinder(language, cues) for language in LANGUAGES}
        regions = (place for place in pack.places if place.kind is PlaceKind.REGION)
        self._home = {place.within for place in regions}

    def read(self, article: Article) -> ClassifiedReading:
        """What is seen of an article; one in a language we do not read shows little."""
        language = article.language
        title, text = article.title.strip(), article.text[:ENOUGH]
        whole = f"{title}\n\n{text}"
        # The title ends without a full stop, so it is a sentence by its place.
        starts = [0, *(span.start + len(title) + 2 for span in sentences(text))]
        marks = [set[str]() for _ in starts]
        shown: dict[str, str] = {}
        facts = extract_facts(whole, language, self._lexicon, _ANY_DAY, _KINDS)
        for mark, place, form in (*self._cues(whole, language), *self._facts(facts)):
            marks[max(0, bisect_right(starts, place) - 1)].add(mark)
            shown.setdefault(mark, form)
        found = [*words(title, language), *words(text, language)]
        return ClassifiedReading(
            language=language,
            text=whole,
            marks=tuple(map(frozenset, marks)),
            shown=shown,
            facts=facts,
            words=Counter(stem for stem, _ in found),
            forms=dict(reversed(found)),
            day=article.day,
            source_kind=article.source_kind,
        )

    def _cues(self, text: str, language: str) -> list[tuple[str, int, str]]:
        finder = self._finders.get(language)
        return list(finder.find(text)) if finder else []

    def _facts(self, facts: tuple[Fact, ...]) -> list[tuple[str, int, str]]:
        found = []
        for fact in facts:
            if fact.kind is FactKind.OUTCOME:
                mark = f"=not_{fact.value}" if fact.negated else f"={fact.value}"
                found.append((mark, fact.span.start, fact.text))
            elif fact.kind is FactKind.PLACE and fact.known:
                is_abroad = len(fact.value) == _COUNTRY_CODE and fact.value not in self._home
                found.append(("@abroad" if is_abroad else "@home", fact.span.start, fact.text))
            elif fact.kind is FactKind.ORGANISATION and fact.known:
                found.append((f"b:{fact.value}", fact.span.start, fact.text))
        return found
