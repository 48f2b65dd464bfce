"""Training of the classifier from judged articles, with calibrated scores.

Multinomial regression with a quadratic penalty; sorted input and one solver make the same model
from the same examples on one machine. Scores are calibrated on articles that the judge of that
score has not seen: a fold of whole cases is judged by what the other folds taught.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from dalel.steps.classify.article_reader import ArticleReader, ClassifiedReading
from dalel.steps.classify.examples import OTHERS, Example, NoTrainingError
from dalel.steps.classify.features import Row, Vocabulary, meaning, row, vocabulary
from dalel.steps.classify.weights import NAME, VERSION, ArticleJudge, Model, SoftmaxHead

_KINDS_STRENGTH: Final = 2.0
_TYPES_STRENGTH: Final = 4.0
_FOLDS: Final = 3
#: A score below which all but this share of our articles lies above is not worth a vector.
_MAY_BE_LOST: Final = 0.005
_LOWEST_FLOOR: Final = 0.02
_TINY: Final = 1e-6
#: By which rule an article that is none of ours, and of no stated kind, is about what.
_OTHER_BY_RULE: Final = (
    ("abroad_only", "foreign"),
    ("abroad_first", "foreign"),
    ("fraud_on_consumers", "advice"),
    ("ordinary_crime", "crime"),
    ("law_elsewhere", "politics"),
    ("advertising", "technology"),
)


@dataclass(frozen=True, kw_only=True)
class _Lesson:
    """Examples with all that is seen of them."""

    examples: Sequence[Example]
    readings: Sequence[ClassifiedReading]
    vectors: NDArray[np.float32] | None

    def part(self, chosen: Sequence[int]) -> "_Lesson":
        return _Lesson(
            examples=[self.examples[at] for at in chosen],
            readings=[self.readings[at] for at in chosen],
            vectors=None if self.vectors is None else self.vectors[list(chosen)],
        )


def learn(
    examples: Iterable[Example],
    reader: ArticleReader,
    vectors: NDArray[np.float32] | None = None,
    *,
    trained_from: str,
    vectors_by: str = "",
) -> Model:
    """The model that these examples teach; ``vectors`` has a row for each of them, in order.

    :raises NoTrainingError: when the examples do not show both ours and others.
    """
    known = list(examples)
    if len({example.relevant for example in known}) < 2:
        raise NoTrainingError("articles of ours and of others are needed to learn from")
    order = sorted(range(len(known)), key=lambda at: (known[at].group, known[at].article.id))
    lesson = _Lesson(
        examples=known,
        readings=[reader.read(example.article) for example in known],
        vectors=vectors,
    ).part(order)
    lexical, scores = _calibrated(replace(lesson, vectors=None))
    full = _calibrated(lesson)[0] if vectors is not None else None
    return Model(
        name=f"{NAME} {VERSION}",
        trained_from=trained_from,
        vectors=vectors_by,
        vocabulary=vocabulary(lesson.readings),
        lexical=lexical,
        full=full,
        floor=_floor(lesson, scores),
    )


def _calibrated(lesson: _Lesson) -> tuple[ArticleJudge, Row]:
    """A judge taught by all of the lesson, and the scores of judges that had not seen them."""
    fold = np.array([_fold(example.group) for example in lesson.examples])
    odds = np.zeros(len(fold), dtype=np.float32)
    for held in range(_FOLDS):
        seen = np.flatnonzero(fold != held)
        unseen = np.flatnonzero(fold == held)
        if not len(seen):
            continue
        taught = lesson.part(list(seen))
        words = vocabulary(taught.readings)
        judge = _judge(taught, words)
        for at in unseen:
            one = lesson.part([int(at)])
            likely = ours(judge, one.readings[0], words, _vector(one))
            odds[at] = np.log((likely + _TINY) / (1 - likely + _TINY))
    truth = np.array([example.relevant for example in lesson.examples])
    line = LogisticRegression(C=1e3).fit(odds[:, None], truth)
    judge = replace(
        _judge(lesson, vocabulary(lesson.readings)),
        slope=float(line.coef_[0, 0]),
        offset=float(line.intercept_[0]),
    )
    return judge, np.asarray(line.predict_proba(odds[:, None])[:, 1], dtype=np.float32)


def _fold(group: str) -> int:
    return hashlib.sha256(group.encode()).digest()[0] % _FOLDS


def _vector(lesson: _Lesson) -> Row | None:
    return None if lesson.vectors is None else lesson.vectors[0]


def ours(
    judge: ArticleJudge, reading: ClassifiedReading, words: Vocabulary, vector: Row | None
) -> float:
    """How likely a judge holds it that an article is ours, not calibrated."""
    places, values = row(reading, words, with_meaning=vector is not None)
    sense = None if vector is None else meaning(vector)
    kinds = judge.kinds.likelihood(places, values, sense)
    types = judge.types.likelihood(places, values, sense)
    return float(
        (
            sum(p for kind, p in zip(judge.kinds.classes, kinds, strict=True) if kind.isdigit())
            + sum(p for name, p in zip(judge.types.classes, types, strict=True) if "@" in name)
        )
        / 2
    )


def _judge(lesson: _Lesson, words: Vocabulary) -> ArticleJudge:
    rows = _rows(lesson, words)
    kinds = [(at, _kind(one, seen), one.weight) for at, one, seen in _each(lesson)]
    types = [
        (at, name, one.weight / len(names))
        for at, one, seen in _each(lesson)
        for names in [_types(one, seen)]
        for name in names
    ]
    return ArticleJudge(
        kinds=_head(rows, kinds, _KINDS_STRENGTH), types=_head(rows, types, _TYPES_STRENGTH)
    )


def _each(lesson: _Lesson) -> Iterable[tuple[int, Example, ClassifiedReading]]:
    return zip(range(len(lesson.examples)), lesson.examples, lesson.readings, strict=True)


def _kind(example: Example, reading: ClassifiedReading) -> str:
    if example.relevant:
        return str(example.section)
    if example.other in OTHERS:
        return example.other
    return next((kind for rule, kind in _OTHER_BY_RULE if rule in reading.rules), OTHERS[-1])


def _types(example: Example, reading: ClassifiedReading) -> list[str]:
    """What the head of types learns: a decision without an event type teaches it the section."""
    if not example.relevant:
        return [_kind(example, reading)]
    return [f"{code}@{example.section}" for code in example.event_types or ("",)]


def _rows(lesson: _Lesson, words: Vocabulary) -> Any:
    with_meaning = lesson.vectors is not None
    lines = [row(reading, words, with_meaning=with_meaning) for reading in lesson.readings]
    ends = np.cumsum([0, *(len(places) for places, _ in lines)])
    seen = csr_matrix(
        (
            np.concatenate([values for _, values in lines]),
            np.concatenate([places for places, _ in lines]),
            ends,
        ),
        shape=(len(lines), words.size),
    )
    if lesson.vectors is None:
        return seen
    return hstack([seen, csr_matrix(np.stack([meaning(v) for v in lesson.vectors]))]).tocsr()


def _head(rows: Any, targets: Sequence[tuple[int, str, float]], strength: float) -> SoftmaxHead:
    classes = sorted({name for _, name, _ in targets})
    if len(classes) < 2:
        # A newsroom's first decisions may all be of one kind; then there is nothing to tell apart.
        nothing = np.zeros((rows.shape[1], 1), dtype=np.float32)
        return SoftmaxHead(
            classes=tuple(classes), weights=nothing, bias=np.zeros(1, dtype=np.float32)
        )
    fit = LogisticRegression(C=strength, max_iter=400)
    fit.fit(
        rows[[at for at, _, _ in targets]].astype(np.float64),
        [name for _, name, _ in targets],
        sample_weight=[weight for _, _, weight in targets],
    )
    weights, bias = fit.coef_, fit.intercept_
    if len(classes) == 2:
        # Of two classes the library keeps only the second one's line.
        weights, bias = np.vstack([0 * weights, weights]), np.array([0.0, *bias])
    return SoftmaxHead(
        classes=tuple(str(name) for name in fit.classes_),
        weights=np.ascontiguousarray(weights.T, dtype=np.float32),
        bias=bias.astype(np.float32),
    )


def _floor(lesson: _Lesson, scores: Row) -> float:
    truth = np.array([example.relevant for example in lesson.examples])
    return max(_LOWEST_FLOOR, float(np.quantile(scores[truth], _MAY_BE_LOST)))
