"""Evidence as prepared articles that claims are compared with.

An article is prepared once, when it comes in, and kept: comparing is then looking up.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from operator import itemgetter
from typing import Final

from dalel.domain.article import Article
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import FactKind
from dalel.domain.lexicon import Lexicon
from dalel.language.annotation import LazyPassage
from dalel.language.claims.read_texts import ReadEvidence, ReadText, read_passage, read_text
from dalel.language.claims.stored_readings import unpacked
from dalel.steps.check.facts.findings import Support
from dalel.steps.check.facts.plain import Plain, plain
from dalel.steps.check.facts.reading import CheckedText, Statement, read
from dalel.steps.check.facts.runs import bearers
from dalel.steps.check.facts.values import is_plain_sum

#: What joins title and text for reading, so that the title ends as a sentence.
_JOINT: Final = ".\n\n"
#: When nothing says when an article was published.
_UNDATED: Final = date(2025, 12, 31)


@dataclass(frozen=True, kw_only=True)
class PreparedArticle:
    """An article read for checking.

    ``title`` is that of the article with what joins it to the text; ``dated`` says whether the day
    of publication was known; ``kept`` are the bytes of its claims, where they were read before.
    """

    id: str
    title: str
    plain: Plain
    reading: CheckedText
    dated: bool
    kept: bytes = b""

    @cached_property
    def read(self) -> ReadText:
        """The claims of the article, and its values with their places; read where none is kept."""
        reading = self.reading
        passage = LazyPassage(
            text=reading.text,
            language=reading.language,
            lexicon=reading.lexicon,
            published=reading.day if self.dated else None,
        )
        # Bytes that are damaged, or of other words, are as good as none.
        with suppress(ValueError):
            return unpacked(self.kept, passage)
        return read_passage(passage, self.id)

    @cached_property
    def bearers(self) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        """The names before which roles stand: their skeletons and the roles."""
        return bearers(self.reading)

    def support(self, span: TextSpan) -> Support:
        """A stretch of the reading as a place in the article."""
        given, head = self.plain.given(span), len(self.title)
        text = self.reading.text[span.start : span.end]
        if given.start < head:
            return Support(article=self.id, field="title", span=given, text=text)
        place = TextSpan(start=given.start - head, end=given.end - head)
        return Support(article=self.id, field="text", span=place, text=text)


def prepare(
    article: Article, lexicon: Lexicon, *, day: date = _UNDATED, kept: bytes = b""
) -> PreparedArticle:
    """Read an article for checking; ``day`` stands for that of publication where it is unknown.

    ``kept`` are its claims as bytes, if the worker read them already.
    """
    seen = plain(_title(article) + article.text)
    reading = read(seen.text, article.language, lexicon, article.day or day)
    return PreparedArticle(
        id=article.id,
        title=_title(article),
        plain=seen,
        reading=reading,
        dated=article.day is not None,
        kept=kept,
    )


def read_article(article: Article, lexicon: Lexicon) -> ReadText:
    """What ``prepare`` gives as read, for whoever needs nothing else of an article."""
    text = plain(_title(article) + article.text).text
    return read_text(text, article.language, lexicon, article.day, article.id)


def _title(article: Article) -> str:
    """The title with what joins it to the text."""
    return article.title + _JOINT if article.title else ""


#: A statement of an article, and which of all it is.
_Placed = tuple[int, tuple[PreparedArticle, Statement]]


@dataclass(frozen=True, kw_only=True, eq=False)
class PreparedEvidence:
    """The prepared articles that a text rests on; known by its identity."""

    articles: tuple[PreparedArticle, ...]

    def statements(self, *kinds: FactKind) -> Iterator[tuple[PreparedArticle, Statement]]:
        """What the articles state, of some kinds."""
        for article in self.articles:
            for statement in article.reading.of_kind(*kinds):
                yield article, statement

    def sums_near(
        self, unit: str | None, value: Decimal, share: Decimal
    ) -> Iterator[tuple[PreparedArticle, Statement]]:
        """What may tell a sum: what is no plain sum, and the plain ones at most a share apart.

        Plain is a sum of one value in one currency. They come in the order of the articles.
        """
        values, sums = self._sums.get(unit, ((), ()))
        low = bisect_left(values, value * (1 - share))
        high = bisect_right(values, value * (1 + share))
        for _, placed in sorted((*self._no_sums, *sums[low:high]), key=itemgetter(0)):
            yield placed

    @cached_property
    def _of_money(self) -> tuple[_Placed, ...]:
        return tuple(enumerate(self.statements(FactKind.MONEY, FactKind.NUMBER)))

    @cached_property
    def _no_sums(self) -> tuple[_Placed, ...]:
        return tuple(each for each in self._of_money if not is_plain_sum(each[1][1].fact))

    @cached_property
    def _sums(self) -> dict[str | None, tuple[tuple[Decimal, ...], tuple[_Placed, ...]]]:
        """The plain sums by currency, from the least on, with their values."""
        by_unit: dict[str | None, list[tuple[Decimal, _Placed]]] = {}
        for each in self._of_money:
            fact = each[1][1].fact
            if is_plain_sum(fact):
                by_unit.setdefault(fact.unit, []).append((Decimal(fact.value), each))
        for placed in by_unit.values():
            placed.sort(key=itemgetter(0))
        return {
            unit: (tuple(value for value, _ in placed), tuple(each for _, each in placed))
            for unit, placed in by_unit.items()
        }

    def support(self, source: str, span: TextSpan) -> Support | None:
        """A stretch of the article of this id as a place in it."""
        return next((each.support(span) for each in self.articles if each.id == source), None)

    @cached_property
    def read(self) -> ReadEvidence:
        """The claims and values of all articles."""
        return ReadEvidence(texts=[article.read for article in self.articles])

    @cached_property
    def day(self) -> date:
        """The latest day of publication."""
        return self.known_day or _UNDATED

    @cached_property
    def known_day(self) -> date | None:
        """The latest day of publication, where one is known."""
        days = [article.reading.day for article in self.articles if article.dated]
        return max(days, default=None)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The skeletons of all words."""
        return _union(article.reading.keys for article in self.articles)

    @cached_property
    def sorted_keys(self) -> tuple[str, ...]:
        """The skeletons of all words in the order of the alphabet."""
        return tuple(sorted(self.keys))

    @cached_property
    def name_keys(self) -> tuple[str, ...]:
        """The skeletons of words with a capital, longer than initials."""
        keys = _union(article.reading.name_keys for article in self.articles)
        return tuple(sorted(key for key in keys if len(key) > 2))

    @cached_property
    def notions(self) -> frozenset[str]:
        """The notions of all words."""
        return _union(article.reading.notions for article in self.articles)

    @cached_property
    def terms(self) -> frozenset[str]:
        """The terms of all words."""
        return _union(article.reading.terms for article in self.articles)

    @cached_property
    def places(self) -> frozenset[str]:
        """The codes of the places that are named."""
        return frozenset(s.fact.value for _, s in self.statements(FactKind.PLACE))

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages of the articles."""
        return frozenset(article.reading.language for article in self.articles)


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)
