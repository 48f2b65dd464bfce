"""Explanations of a verdict: what each feature of an article contributed to it.

A judge is linear, so what each mark, word or the meaning adds to one kind of news above the others
can be read off its weights. Rules and provisions are told one by one; cues and words together, as
the text has them.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dalel.domain.facts import FactKind
from dalel.domain.reason import Reason
from dalel.steps.classify.article_reader import ClassifiedReading
from dalel.steps.classify.features import FeatureRow, Row, Vocabulary
from dalel.steps.classify.weights import ArticleJudge, SoftmaxHead

_MOST_RULES: Final = 3
_MOST_WORDS: Final = 6
_LEAST: Final = 0.15


class Weigher:
    """Tells what spoke for a verdict on one article."""

    def __init__(
        self, words: Vocabulary, judge: ArticleJudge, reading: ClassifiedReading, seen: FeatureRow
    ) -> None:
        self._judge = judge
        self._reading = reading
        self._places, self._values, self._sense = seen.places, seen.values, seen.sense
        self._names = [words.names[place] for place in seen.places]

    def for_section(self, section: int) -> tuple[Reason, ...]:
        """What spoke for a section, the heaviest first."""
        return self._told(self._judge.kinds, {str(section)})

    def for_type(self, code: str) -> tuple[Reason, ...]:
        """What spoke for an event type, in whichever section."""
        head = self._judge.types
        return self._told(head, {name for name in head.classes if name.startswith(f"{code}@")})

    def against(self) -> tuple[Reason, ...]:
        """What the article is about if it is not ours, and what spoke for that."""
        head = self._judge.kinds
        likely = head.likelihood(self._places, self._values, self._sense)
        others = [
            (float(share), kind)
            for share, kind in zip(likely, head.classes, strict=True)
            if not kind.isdigit()
        ]
        if not others:
            return ()
        share, kind = max(others)
        return (Reason(code=f"about_{kind}", weight=share), *self._told(head, {kind}))

    def _told(self, head: SoftmaxHead, chosen: set[str]) -> tuple[Reason, ...]:
        mine = np.array([name in chosen for name in head.classes])
        if not mine.any() or mine.all():
            return ()
        added = self._values * _gain(head.weights[self._places], mine)
        parts = [
            (float(weight), name)
            for weight, name in zip(added, self._names, strict=True)
            if weight > _LEAST
        ]
        parts.sort(key=lambda part: (-part[0], part[1]))
        reasons = [*self._rules(parts), *self._statutes(parts), *self._words(parts)]
        if self._sense is not None:
            weight = float(self._sense @ _gain(head.weights[-len(self._sense) :], mine))
            if weight > _LEAST:
                reasons.append(Reason(code="near_meaning", weight=weight))
        return tuple(sorted(reasons, key=lambda reason: -reason.weight))

    def _rules(self, parts: Iterable[tuple[float, str]]) -> Iterator[Reason]:
        rules = [(weight, name[2:]) for weight, name in parts if name.startswith("r:")]
        return (Reason(code=name, weight=weight) for weight, name in rules[:_MOST_RULES])

    def _statutes(self, parts: Iterable[tuple[float, str]]) -> Iterator[Reason]:
        weight = sum(weight for weight, name in parts if name.startswith("s:"))
        cited = dict.fromkeys(fact.text for fact in self._reading.of(FactKind.STATUTE))
        if weight and cited:
            yield Reason(code="cites", values={"statutes": "; ".join(cited)}, weight=weight)

    def _words(self, parts: Iterable[tuple[float, str]]) -> Iterator[Reason]:
        shown: dict[str, float] = {}
        for weight, name in parts:
            head, _, mark = name.partition(":")
            if head in {"t", "c"} and mark in self._reading.shown:
                form = self._reading.shown[mark]
            elif head == "w" and mark in self._reading.forms:
                form = self._reading.forms[mark]
            else:
                continue
            shown[form.lower()] = shown.get(form.lower(), 0.0) + weight
        heaviest = sorted(shown.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_WORDS]
        if heaviest:
            yield Reason(
                code="words",
                values={"words": ", ".join(form for form, _ in heaviest)},
                weight=sum(weight for _, weight in heaviest),
            )


def _gain(weights: NDArray[np.float32], mine: NDArray[np.bool_]) -> Row:
    """How much more a feature adds to the chosen classes than to the others."""
    return np.asarray(weights[:, mine].mean(axis=1) - weights[:, ~mine].mean(axis=1))
