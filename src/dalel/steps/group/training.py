"""Training of the pair model from articles that people have put into stories."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

from dalel.domain.article import Article
from dalel.domain.lexicon import Lexicon
from dalel.language.vectors import Vectors
from dalel.steps.group.happening_marks import read_marks
from dalel.steps.group.pair_comparison import Comparing, PairJudge
from dalel.steps.group.pairs import FEATURES
from dalel.steps.group.trees import LEAF, Rows, Trees
from dalel.steps.group.window import Window, WindowEntry

NAME: Final = "pairs"
VERSION: Final = "1"
#: The feature that needs vectors.
MEANING: Final = FEATURES.index("near_meaning")
#: What can only speak for one happening, so that the model learns no accident from few examples.
_FOR: Final = frozenset(
    {"near_meaning", "words", "title_words", "kin", "title_kin", "names", "names_cover", "headline"}
)
_TREES: Final = 250
_UNTRAINED: Final = Trees(
    name=NAME, version=VERSION, trained_on="", features=FEATURES, linked=0.5, base=0.0, depth=0,
    feature=np.zeros((0, 1), np.int16), threshold=np.zeros((0, 1), np.float32),
    left=np.zeros((0, 1), np.int16), right=np.zeros((0, 1), np.int16),
    value=np.zeros((0, 1), np.float32),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class GroupedArticle:
    """An article with the story that a person put it into; None where nobody looked.

    ``matter`` is what must not stand on both sides of a test: a case with all its stages.
    """

    article: Article
    story: str | None
    matter: str


@dataclass(frozen=True, kw_only=True, eq=False)
class PairLesson:
    """Pairs of articles with their features, and which of them are about one happening."""

    told: Sequence[GroupedArticle]
    pairs: NDArray[np.int32]
    rows: Rows
    one: NDArray[np.bool_]

    def part(self, chosen: NDArray[np.bool_]) -> "PairLesson":
        """Those pairs of which both articles are chosen."""
        kept = chosen[self.pairs].all(axis=1)
        return replace(self, pairs=self.pairs[kept], rows=self.rows[kept], one=self.one[kept])


def lesson(
    told: Sequence[GroupedArticle], vectors: Vectors | None, lexicon: Lexicon, spread: float
) -> PairLesson:
    """The pairs that a window of these articles would compare.

    Pairs of which nobody looked at either article teach nothing. An article and its own copy, the
    likest pair there is, is rare among them and so is added.
    """
    window = Window()
    articles = [each.article for each in told]
    entries = [WindowEntry(id=one.id, marks=read_marks(one, lexicon).marks) for one in articles]
    numbers = window.add(entries, vectors)
    copies = [(at, at) for at in numbers if told[at].story]
    pairs = copies + sorted(
        {
            (min(at, other), max(at, other))
            for at, others in window.candidates(numbers)
            for other in others
            if told[at].story or told[other].story
        }
    )
    judge = PairJudge(model=_UNTRAINED, lexicon=lexicon, spread=spread)
    return PairLesson(
        told=told,
        pairs=np.array(pairs, dtype=np.int32).reshape(len(pairs), 2),
        rows=Comparing(window, judge).rows(pairs),
        one=np.array([told[a].story == told[b].story for a, b in pairs]),
    )


def fit(
    lessons: Sequence[PairLesson],
    *,
    with_vectors: bool,
    linked: float,
    trained_on: str,
    seed: int = 0,
) -> Trees:
    """The model that the lessons teach; without vectors it does not look at their feature."""
    rows = np.concatenate([each.rows for each in lessons])
    one = np.concatenate([each.one for each in lessons])
    if not with_vectors:
        rows = rows.copy()
        rows[:, MEANING] = 0
    learner = HistGradientBoostingClassifier(
        max_iter=_TREES,
        learning_rate=0.06,
        max_leaf_nodes=8,
        min_samples_leaf=20,
        l2_regularization=5.0,
        max_features=0.3,
        early_stopping=False,
        monotonic_cst=[int(name in _FOR) for name in FEATURES],
        random_state=seed,
    )
    # So little work is slower on two threads, ten times so on a busy machine.
    with threadpool_limits(1):
        model = learner.fit(rows, one)
    return _exported(model, linked, trained_on, "meaning" if with_vectors else "words")


def _exported(model: Any, linked: float, trained_on: str, kind: str) -> Trees:
    """The trees as arrays; scikit-learn has no public way to its own."""
    nodes = [predictors[0].nodes for predictors in getattr(model, "_predictors")]  # noqa: B009
    size = max(map(len, nodes))

    def column(name: str, dtype: Any, empty: float = 0) -> NDArray[Any]:
        table = np.full((len(nodes), size), empty, dtype=dtype)
        for row, tree in zip(table, nodes, strict=True):
            row[: len(tree)] = tree[name]
        return table

    leaf = column("is_leaf", bool, empty=True)
    return Trees(
        name=f"{NAME} by {kind}",
        version=VERSION,
        trained_on=trained_on,
        features=FEATURES,
        linked=linked,
        base=float(np.ravel(getattr(model, "_baseline_prediction"))[0]),  # noqa: B009
        depth=max(int(tree["depth"].max()) for tree in nodes),
        feature=np.where(leaf, LEAF, column("feature_idx", np.int16)).astype(np.int16),
        threshold=np.where(leaf, 0, column("num_threshold", np.float64)).astype(np.float32),
        left=column("left", np.int16),
        right=column("right", np.int16),
        value=column("value", np.float32),
    )
