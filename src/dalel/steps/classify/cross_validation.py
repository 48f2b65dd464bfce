"""Cross-validation of the classifier on articles that its lesson does not show."""

import hashlib
from collections.abc import Callable, Collection, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dalel.domain.article import Article
from dalel.domain.lexicon import Lexicon
from dalel.pack import Pack
from dalel.pack.coding import Coding
from dalel.pack.cues import Cues
from dalel.steps.classify.article_reader import ArticleReader, ClassifiedReading
from dalel.steps.classify.classifier import OURS, ArticleJudgement, Classifier
from dalel.steps.classify.code_suggestions import Coder
from dalel.steps.classify.examples import Example
from dalel.steps.classify.model_store import Skill
from dalel.steps.classify.training import learn

FOLDS: Final = 5


class OnceReader(ArticleReader):
    """Reads each article once, however often it is asked for."""

    def __init__(self, pack: Pack, lexicon: Lexicon, cues: Cues) -> None:
        super().__init__(pack, lexicon, cues)
        self._kept: dict[Article, ClassifiedReading] = {}

    def read(self, article: Article) -> ClassifiedReading:
        """What is seen of an article."""
        if article not in self._kept:
            self._kept[article] = super().read(article)
        return self._kept[article]


def unseen(
    examples: Sequence[Example],
    vectors: NDArray[np.float32] | None,
    reader: ArticleReader,
    known: Collection[int],
    told: Callable[[str, int], None],
) -> tuple[ArticleJudgement, ...]:
    """Each example as judged by what the ``known`` ones of other cases teach, in five folds.

    :raises NoTrainingError: when those of a fold do not show both ours and others.
    """
    fold = [_fold(example.group) for example in examples]
    found: dict[int, ArticleJudgement] = {}
    for held in range(FOLDS):
        asked = [at for at, one in enumerate(fold) if one == held]
        lesson = [at for at in sorted(known) if fold[at] != held]
        model = learn(
            [examples[at] for at in lesson],
            reader,
            None if vectors is None else vectors[lesson],
            trained_from="measured",
        )
        classifier = Classifier(model, reader, Coder(Coding()))
        articles = [examples[at].article for at in asked]
        passed = classifier.sift(articles)
        for at, article, is_in in zip(asked, articles, passed, strict=True):
            vector = vectors[at] if vectors is not None and is_in else None
            found[at] = classifier.judge(article, vector)
        told("measure", 1)
    return tuple(found[at] for at in range(len(examples)))


def skill(examples: Sequence[Example], found: Sequence[ArticleJudgement]) -> Skill:
    """The figures of judgements beside what people decided."""
    pairs = list(zip(examples, found, strict=True))
    ours = [(example, one) for example, one in pairs if example.relevant]
    said = sum(one.score >= OURS for _, one in pairs)
    hits = sum(one.score >= OURS for _, one in ours)
    right = sum(one.score >= OURS and _section(one) == example.section for example, one in ours)
    return Skill(
        articles=len(pairs),
        precision=hits / said if said else 1.0,
        recall=hits / len(ours) if ours else 1.0,
        f1=2 * hits / (said + len(ours)) if said + len(ours) else 1.0,
        section=right / len(ours) if ours else 1.0,
    )


def _section(found: ArticleJudgement) -> int | None:
    return max(found.sections, key=lambda one: (found.sections[one], -one), default=None)


def _fold(group: str) -> int:
    # Another byte than that of the folds in which scores are calibrated: the two must not agree.
    return hashlib.sha256(group.encode()).digest()[1] % FOLDS
