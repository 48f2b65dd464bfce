"""The open window of articles as a worker remembers it between passes.

A pass asks the rows only for what changed since the last one, by keys; texts are read of what was
not compared yet. So a pass that brings nothing costs the same in a large window as in a small one.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Final

from dalel.domain.article import Article
from dalel.domain.grouping import Reprint
from dalel.language.vectors import Vectors
from dalel.newsroom.stories.actions import placement
from dalel.newsroom.stories.queries import judged_versions, kept_vectors
from dalel.newsroom.stories.queries.judged_versions import JudgedKeys, JudgedVersion
from dalel.newsroom.stories.queries.standing_marks import StandingMark, standing_mark
from dalel.steps.group.pair_comparison import PairJudge
from dalel.steps.group.reprints import Reprints
from dalel.steps.group.shared_vectors import SharedVectors
from dalel.steps.group.stories import Stories

#: So long an article waits for others about the same happening.
WINDOW: Final = timedelta(days=120)
#: So long a text waits for its reprints.
_REPRINTED: Final = timedelta(days=8)


class Memory:
    """The open window as a worker remembers it, brought up to what others and people did since.

    ``model`` is the name of the model whose vectors are kept; empty where there is none.
    """

    def __init__(
        self, judge: PairJudge, kinds: Mapping[str, str], zone: tzinfo, model: str = ""
    ) -> None:
        self._judge = judge
        self._kinds = kinds
        self._zone = zone
        self._model = model
        self.lose()

    def lose(self) -> None:
        """Begin anew, with what the rows tell."""
        self.stories = Stories(self._judge)
        self._reprints = Reprints()
        self._shared = SharedVectors()
        self._compared: set[str] = set()
        self._known = JudgedKeys()
        self._standing: dict[str, str] = {}
        self._mark: StandingMark | None = None

    def refresh(
        self, vectors: Callable[[Sequence[JudgedVersion]], Vectors | None], now: datetime
    ) -> None:
        """Take in what is known since the window began and not remembered yet."""
        self.stories.forget((now - WINDOW).date())
        for texts in (self._reprints, self._shared):
            texts.forget((now - _REPRINTED).date())
        self._compare_judged(now - _REPRINTED)
        # Whoever places something after this line is seen the next time.
        mark = standing_mark()
        if mark != self._mark:
            self._remember(vectors, placement.standing(now - WINDOW))
            self._mark = mark

    def read(self, found: Iterable[Article], ours: Iterable[Article]) -> None:
        """Read articles, and those of ours also for their stories, before they are compared."""
        self._reprints.read(found)
        self.stories.read(ours)

    def standing_for(self, found: Sequence[JudgedVersion]) -> dict[int, int]:
        """By version that whose vector stands for it: a reprint needs none of its own."""
        prints = self._reprints.prints([one.article for one in found])
        keys = (one.version.pk for one in found)
        return self._shared.standing_for(dict(zip(keys, prints, strict=True)))

    def compare(self, found: Sequence[Article]) -> tuple[Reprint, ...]:
        """The reprints among articles that are not compared yet."""
        fresh = [article for article in found if article.id not in self._compared]
        self._compared |= {article.id for article in fresh}
        return self._reprints.add(fresh)

    def settle(self, standing: Mapping[str, str]) -> None:
        """Note in which stories articles stand."""
        self.stories.settle(standing)
        self._standing |= standing

    def _compare_judged(self, since: datetime) -> None:
        """Compare what others judged since then, or this worker before it lost its memory."""
        judged, self._known = judged_versions.judged_since(since, self._known)
        fresh = [key for key, article in judged.items() if article not in self._compared]
        having = kept_vectors.having(self._model, fresh) if self._model else frozenset()
        found = judged_versions.with_texts(fresh, self._kinds, self._zone)
        kept = [one for one in found if one.version.pk in having]
        prints = self._reprints.prints([one.article for one in kept])
        self._shared.know({one.version.pk: own for one, own in zip(kept, prints, strict=True)})
        self.compare([one.article for one in found])

    def _remember(
        self,
        vectors: Callable[[Sequence[JudgedVersion]], Vectors | None],
        standing: Mapping[str, str],
    ) -> None:
        names = standing.keys() - self._standing.keys()
        if fresh := judged_versions.newest_of(names, self._kinds, self._zone):
            rows = vectors(fresh)
            self.stories.remember([one.article for one in fresh], rows, standing)
        self.settle(standing)
