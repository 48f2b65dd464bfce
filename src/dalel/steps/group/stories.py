"""Stories: articles about the same happening, placed as they come in.

Vectors and rare marks propose, a trained model weighs what two articles share and in what they
contradict each other, average link makes groups. What people decided comes before all of it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from itertools import chain, combinations
from typing import Final

from dalel.domain.article import Article
from dalel.domain.grouping import Constraints, Membership, OneStory, Placements
from dalel.domain.reason import Reason
from dalel.language.vectors import Vectors
from dalel.steps.group.clustering import Groups, link
from dalel.steps.group.happening_marks import ArticleMarks, read_marks
from dalel.steps.group.pair_comparison import Comparing, Pair, PairJudge
from dalel.steps.group.window import Window, WindowEntry

#: A pair that is less likely is forgotten.
_LIKELY: Final = 0.02
#: Articles held together by pairs of this likelihood are compared each with each ...
_HOLDS: Final = 0.2
#: ... unless there are more of them than this.
_MANY: Final = 60
_NOTHING: Final = Constraints()
_BY_PERSON: Final = Reason(code="by_person", weight=1.0)


class Stories:
    """The stories of the open window, into which articles are placed as they come in."""

    def __init__(self, judge: PairJudge) -> None:
        self._judge = judge
        self._window = Window()
        self._likely: dict[int, dict[int, float]] = defaultdict(dict)
        self._story: dict[int, str] = {}
        self._told: dict[str, list[int]] = defaultdict(list)
        self._number: dict[str, int] = {}
        self._read: dict[Article, ArticleMarks] = {}

    def read(self, articles: Iterable[Article]) -> None:
        """Read articles ahead of the next placing, in which then nothing hangs on one text."""
        self._read |= {one: read_marks(one, self._judge.lexicon) for one in articles}

    def remember(
        self, articles: Sequence[Article], vectors: Vectors | None, stories: Mapping[str, str]
    ) -> None:
        """Take in articles that stand in stories; ``stories`` leads from an article to its own."""
        self._take(articles, vectors)
        for article in articles:
            self._settle(self._number[article.id], stories[article.id])

    def place(
        self,
        articles: Sequence[Article],
        vectors: Vectors | None = None,
        constraints: Constraints = _NOTHING,
        touched: Collection[str] = frozenset(),
    ) -> Placements:
        """Find where new articles belong; neither their order nor their ids matter.

        Stories that stand only grow here; ``touched`` are those that a person has changed.
        """
        new = self._take(articles, vectors)
        compared = Comparing(self._window, self._judge)
        together = list(self._known(constraints.together))
        self._learn(compared, self._candidates(new), least=_LIKELY)
        parts = list(self._parts(new, together))
        # Kept whatever it says, so that no pair is compared again with each new article.
        self._learn(compared, (pair for part in parts for pair in self._missing(part)), least=0)
        groups = self._groups(parts, together)
        for one, other in self._known(constraints.apart):
            groups.keep_apart(one, other)
        settled = (at for at, group in groups.members.items() if self._story_of(group))
        doubles = link(groups, self._judge.model.linked, frozenset(settled))
        opened = [group for group in groups.members.values() if not self._story_of(group)]
        for group in groups.members.values():
            name = self._story_of(group) or self._window.entries[min(group)].id
            for at in group:
                self._settle(at, name)
        self._read.clear()
        return Placements(
            memberships=tuple(self._memberships(new, compared, together)),
            opened=frozenset(self._story[group[0]] for group in opened),
            doubles=tuple(self._doubles(doubles, groups, compared, touched)),
        )

    def settle(self, stories: Mapping[str, str]) -> None:
        """Take over in which stories articles stand by now; articles unknown here are passed over.

        Between two calls of ``place`` people move articles, and stories get names of their own.
        """
        for article, story in stories.items():
            at = self._number.get(article)
            if at is not None and self._story.get(at) != story:
                self._leave(at)
                self._settle(at, story)

    def merge(self, gone: str, into: str) -> None:
        """Move what stands in one story into another one."""
        for at in tuple(self._told.get(gone, ())):
            self._leave(at)
            self._settle(at, into)

    def forget(self, before: date) -> None:
        """Let go of the articles of earlier days."""
        for at, entry in self._window.forget(before).items():
            del self._number[entry.id]
            self._leave(at)
            for other in self._likely.pop(at, {}):
                del self._likely[other][at]

    def _take(
        self, articles: Sequence[Article], vectors: Vectors | None
    ) -> dict[int, Mapping[str, str]]:
        """Read articles into the window: by number, how each spells its marks.

        They are numbered by what they say, so that nothing depends on the order they came in.
        """
        order = sorted(range(len(articles)), key=lambda at: _standing(articles[at]))
        readings = [
            self._read.pop(articles[at])
            if articles[at] in self._read
            else read_marks(articles[at], self._judge.lexicon)
            for at in order
        ]
        entries = [
            WindowEntry(id=articles[at].id, marks=reading.marks)
            for at, reading in zip(order, readings, strict=True)
        ]
        numbers = self._window.add(entries, None if vectors is None else vectors[order])
        self._number |= {entry.id: at for at, entry in zip(numbers, entries, strict=True)}
        return {at: reading.spelled for at, reading in zip(numbers, readings, strict=True)}

    def _settle(self, at: int, story: str) -> None:
        if at not in self._story:
            self._story[at] = story
            self._told[story].append(at)

    def _leave(self, at: int) -> None:
        if at in self._story:
            name = self._story.pop(at)
            self._told[name].remove(at)
            if not self._told[name]:
                del self._told[name]

    def _candidates(self, new: Iterable[int]) -> Iterator[Pair]:
        known = set[Pair]()
        for at, others in self._window.candidates(list(new)):
            pairs = {(min(at, other), max(at, other)) for other in others}
            yield from sorted(pairs - known)
            known |= pairs

    def _learn(self, compared: Comparing, pairs: Iterable[Pair], *, least: float) -> None:
        for (one, other), likelihood in compared.likelihoods(pairs):
            if likelihood >= least:
                self._likely[one][other] = self._likely[other][one] = likelihood

    def _known(self, pairs: Iterable[frozenset[str]]) -> Iterator[Pair]:
        for pair in pairs:
            numbers = sorted(self._number[one] for one in pair if one in self._number)
            if len(numbers) == 2:
                yield numbers[0], numbers[1]

    def _parts(self, new: Iterable[int], together: Iterable[Pair]) -> Iterator[list[int]]:
        """The new articles with whatever may be one with them, and the rest of its story."""
        beside: dict[int, set[int]] = defaultdict(set)
        for one, other in together:
            beside[one].add(other)
            beside[other].add(one)
        seen: set[int] = set()
        for at in new:
            part, rest = [], [at]
            while rest:
                one = rest.pop()
                if one not in seen:
                    seen.add(one)
                    part.append(one)
                    rest += beside[one] | set(self._held(one))
            if part:
                yield sorted(part)

    def _held(self, at: int) -> Iterator[int]:
        yield from (other for other, p in self._likely.get(at, {}).items() if p >= _HOLDS)
        if at in self._story:
            yield from self._told[self._story[at]]

    def _missing(self, part: Sequence[int]) -> Iterator[Pair]:
        if len(part) <= _MANY:
            for one, other in combinations(part, 2):
                if other not in self._likely.get(one, {}):
                    yield one, other

    def _groups(self, parts: Iterable[Sequence[int]], together: Iterable[Pair]) -> Groups:
        """What is one already: stories that stand, and what people put together."""
        inside = set(chain.from_iterable(parts))
        likely = {
            (one, other): p
            for one in inside
            for other, p in self._likely.get(one, {}).items()
            if one < other and other in inside
        }
        groups = Groups(sorted(inside), likely)
        first: dict[str, int] = {}
        for at in sorted(inside & self._story.keys()):
            groups.unite(first.setdefault(self._story[at], at), at)
        for one, other in together:
            groups.unite(one, other)
        return groups

    def _story_of(self, group: Iterable[int]) -> str | None:
        """The story of its articles; of several that a person put together, the fullest."""
        found = {self._story[at] for at in group if at in self._story}
        return max(found, key=lambda name: (len(self._told[name]), name), default=None)

    def _memberships(
        self,
        new: Mapping[int, Mapping[str, str]],
        compared: Comparing,
        together: Iterable[Pair],
    ) -> Iterator[Membership]:
        by_person = set(chain.from_iterable(together))
        for at, spelled in new.items():
            story = self._story[at]
            mates = [other for other in self._told[story] if other != at]
            reasons: tuple[Reason, ...] = ()
            if mates:
                nearest = max(mates, key=lambda other: (self._likely[at].get(other, 0.0), -other))
                reasons = compared.reasons(at, nearest, spelled)
            if at in by_person and mates:
                reasons = (_BY_PERSON, *reasons)
            yield Membership(article=self._window.entries[at].id, story=story, reasons=reasons)

    def _doubles(
        self,
        found: Iterable[Pair],
        groups: Groups,
        compared: Comparing,
        touched: Collection[str],
    ) -> Iterator[OneStory]:
        for a, b in found:
            one, other = groups.members[a], groups.members[b]
            pairs = ((self._likely[x].get(y, 0.0), -x, -y) for x in one for y in other)
            _, x, y = max(pairs)
            names = sorted((self._story[one[0]], self._story[other[0]]))
            yield OneStory(
                stories=(names[0], names[1]),
                untouched=not set(names) & set(touched),
                reasons=compared.reasons(-x, -y, {}),
            )


def _standing(article: Article) -> tuple[int, bytes, str]:
    text = f"{article.title}\n{article.text}".encode()
    day = article.day.toordinal() if article.day else 0
    return day, blake2b(text, digest_size=8).digest(), article.id
