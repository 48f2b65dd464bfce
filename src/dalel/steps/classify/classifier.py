"""The classifier: relevance, section and event type of an article."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from dalel.domain.article import Article
from dalel.domain.classification import Classification, SuggestedCode
from dalel.domain.lexicon import Lexicon
from dalel.pack import Pack
from dalel.pack.coding import coding
from dalel.pack.cues import cues
from dalel.steps.classify.article_reader import ArticleReader, ClassifiedReading
from dalel.steps.classify.code_suggestions import Coder
from dalel.steps.classify.features import FeatureRow, Row, feature_row
from dalel.steps.classify.model_store import SHIPPED
from dalel.steps.classify.reasons import Weigher
from dalel.steps.classify.weights import ArticleJudge, Model, read

Name = TypeVar("Name", int, str)

#: Where a pack keeps what was learnt from its training articles.
MODEL: Final = SHIPPED
#: From this score on an article is ours.
OURS: Final = 0.5
_TYPES: Final = 5
#: What is seen of so many articles at most is kept between their sifting and their classification.
_KEPT: Final = 400


@dataclass(frozen=True, kw_only=True)
class ArticleJudgement:
    """How likely it is that an article is ours, and if so each section and each event type."""

    score: float
    sections: dict[int, float]
    event_types: dict[str, float]


@dataclass(frozen=True, kw_only=True)
class _Seen:
    """An article as one judge sees it: read, in numbers, and judged by them."""

    reading: ClassifiedReading
    row: FeatureRow
    judge: ArticleJudge
    judgement: ArticleJudgement


class Classifier:
    """Judges articles by a model and the words of its country.

    What is sifted is kept until it is classified, so that each article is read once.
    """

    def __init__(self, model: Model, reader: ArticleReader, coder: Coder) -> None:
        self.model = model
        self._reader = reader
        self._coder = coder
        self._sifted: dict[Article, _Seen] = {}

    @property
    def name(self) -> str:
        """Model, version and training data, to be kept beside what was suggested."""
        return f"{self.model.name} ({self.model.trained_from})"

    def sift(self, articles: Sequence[Article]) -> tuple[bool, ...]:
        """Which articles are worth a vector: those that words alone do not rule out."""
        self._sifted.clear()
        return tuple(self._is_worth(article) for article in articles)

    def classify(
        self,
        articles: Sequence[Article],
        vectors: Sequence[Row | None] | NDArray[np.float32] | None = None,
    ) -> tuple[Classification, ...]:
        """Suggestions for each article, in order.

        ``vectors`` has one for each article, of the model's kind and centred by language, or None
        for an article without: that one is judged by its words alone.
        """
        given = [None] * len(articles) if vectors is None else list(vectors)
        found = tuple(
            self._one(self._seen(article, vector))
            for article, vector in zip(articles, given, strict=True)
        )
        self._sifted.clear()
        return found

    def judge(self, article: Article, vector: Row | None = None) -> ArticleJudgement:
        """The bare likelihoods."""
        return self._seen(article, vector).judgement

    def _is_worth(self, article: Article) -> bool:
        seen = self._judged(self.model.lexical, self._reader.read(article), None)
        if len(self._sifted) < _KEPT:
            self._sifted[article] = seen
        return seen.judgement.score >= self.model.floor

    def _seen(self, article: Article, vector: Row | None) -> _Seen:
        judge, kept = self._judge_for(vector), self._sifted.get(article)
        if kept is not None and judge is kept.judge:
            return kept
        reading = kept.reading if kept is not None else self._reader.read(article)
        return self._judged(judge, reading, vector)

    def _judge_for(self, vector: Row | None) -> ArticleJudge:
        has_meaning = vector is not None and self.model.full is not None and bool(np.any(vector))
        return self.model.full if has_meaning and self.model.full else self.model.lexical

    def _judged(self, judge: ArticleJudge, reading: ClassifiedReading, vector: Row | None) -> _Seen:
        with_meaning = judge is self.model.full
        seen = feature_row(reading, self.model.vocabulary, vector if with_meaning else None)
        sections, types = defaultdict[int, float](float), defaultdict[str, float](float)
        kinds = judge.kinds.likelihood(seen.places, seen.values, seen.sense)
        for kind, likely in zip(judge.kinds.classes, kinds, strict=True):
            if kind.isdigit():
                sections[int(kind)] += float(likely) / 2
        for name, likely in zip(
            judge.types.classes,
            judge.types.likelihood(seen.places, seen.values, seen.sense),
            strict=True,
        ):
            code, at, section = name.partition("@")
            if at:
                sections[int(section)] += float(likely) / 2
                types[code] += float(likely)
        ours = min(1.0, sum(sections.values()))
        judgement = ArticleJudgement(
            score=judge.score(ours),
            sections=_shares(sections),
            event_types=_shares({code: likely for code, likely in types.items() if code}),
        )
        return _Seen(reading=reading, row=seen, judge=judge, judgement=judgement)

    def _one(self, seen: _Seen) -> Classification:
        found = seen.judgement
        relevant = found.score >= OURS
        section = max(found.sections, key=lambda one: (found.sections[one], -one))
        weigher = Weigher(self.model.vocabulary, seen.judge, seen.reading, seen.row)
        if not relevant:
            return Classification(
                relevant=False,
                score=found.score,
                section=None,
                reasons=weigher.against(),
                model=self.name,
            )
        likeliest = sorted(found.event_types.items(), key=lambda pair: (-pair[1], pair[0]))
        event_types = tuple(
            SuggestedCode(code=code, score=score, reasons=weigher.for_type(code))
            for code, score in likeliest[:_TYPES]
        )
        return self._coder.coded(
            Classification(
                relevant=True,
                score=found.score,
                section=section,
                event_types=event_types,
                reasons=weigher.for_section(section),
                model=self.name,
            ),
            seen.reading,
        )


def _shares(parts: Mapping[Name, float]) -> dict[Name, float]:
    total = sum(parts.values()) or 1.0
    return {name: part / total for name, part in parts.items()}


def load_classifier(
    folder: Path, pack: Pack, lexicon: Lexicon, model: Path | None = None
) -> Classifier:
    """The classifier of the pack in ``folder``, with its own model or one the newsroom trained.

    :raises ModelError: when there is no model or it cannot be read.
    """
    reader = ArticleReader(pack, lexicon, cues(folder))
    return Classifier(
        read(model or folder / MODEL), reader, Coder(coding(folder, pack.codebook), lexicon)
    )
