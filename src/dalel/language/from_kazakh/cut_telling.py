"""A claim told by the segments of the words before its verb."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from dalel.domain.claim import Mention
from dalel.language.from_kazakh.claim_telling import ClaimTelling, NotToldError
from dalel.language.from_kazakh.phrases import in_place
from dalel.language.from_kazakh.segments import Segment
from dalel.language.kk.cases import Case
from dalel.language.ru.noun_phrases import RussianPhrase


@dataclass(frozen=True, kw_only=True, eq=False)
class CutTelling(ClaimTelling):
    """A claim by the segments of the words before its verb."""

    segments: Sequence[Segment]

    def _check(self) -> None:
        used = [self._doers, self._done_to, self._places]
        values = [one for one in self.segments if one.phrase is None]
        if sum(map(len, used)) + len(values) < len(self.segments) or any(
            len(one) > 1 for one in used
        ):
            raise NotToldError
        if bool(self._doers) == self._is_borne and not self.deed.subject:
            raise NotToldError
        if self._may_be_one():
            raise NotToldError

    def _may_be_one(self) -> bool:
        """Whether an office and a name side by side may be of one: Үкімет басшысы Ерлан Бековті."""
        return any(
            first.phrase is not None
            and first.phrase.person
            and first.case is Case.NOM
            and second.phrase is not None
            and second.words[0].text[:1].isupper()
            and second.phrase.person
            for first, second in pairwise(self.segments)
        )

    @cached_property
    def _ways(self) -> frozenset[tuple[Case, str]]:
        """How the one it is done to stands."""
        predicate = self.clause.clause.predicate
        if self._is_borne:
            told = predicate.words.roles.get("patient", ("nom",))
            return frozenset({(Case.NOM, ""), *(_way(one) for one in told if one != "acc")})
        return frozenset(map(_way, predicate.words.roles.get("patient", ("acc",))))

    @cached_property
    def _doers(self) -> list[Segment]:
        return [] if self._is_borne else [one for one in self._phrases if one.case is Case.NOM]

    @cached_property
    def _done_to(self) -> list[Segment]:
        ways = self._ways
        return [
            one
            for one in self._phrases
            if (one.case, one.postposition) in ways and one not in self._doers
        ]

    @cached_property
    def _places(self) -> list[Segment]:
        return [
            one
            for one in self._phrases
            if one.case is Case.LOC and one not in self._done_to and not one.postposition
        ]

    @property
    def _phrases(self) -> list[Segment]:
        return [one for one in self.segments if one.phrase is not None]

    @property
    def _recipient_mention(self) -> Mention | None:
        return None

    @cached_property
    def _agent(self) -> RussianPhrase | None:
        doer = self._doers[0].phrase if self._doers else None
        if doer is not None and not (doer.person or doer.body):
            raise NotToldError
        return doer

    @cached_property
    def _patient(self) -> RussianPhrase | None:
        said = self._done_to[0].phrase if self._done_to else None
        return self._fitting(said) if said is not None else None

    @cached_property
    def _voice(self) -> RussianPhrase | None:
        return None

    @cached_property
    def _amounts(self) -> list[str]:
        return [self._amount(one.amount) for one in self.segments if one.amount is not None]

    @cached_property
    def _when(self) -> str:
        told = [one.when for one in self.segments if one.when is not None]
        if not told:
            return ""
        if len(told) > 1:
            raise NotToldError
        return self._day(told[0])

    @cached_property
    def _where(self) -> str:
        place = self._places[0].phrase if self._places else None
        if place is None:
            return ""
        at = self.text.phrases.place_at(self._places[0].words)
        if at is None and not (place.named and place.body):
            raise NotToldError
        return in_place(at or place)

    @cached_property
    def _law(self) -> str:
        laws = [one.law for one in self.segments if one.law is not None]
        if not laws:
            return ""
        if len(laws) > 1:
            raise NotToldError
        return self._provision(laws[0])


def _way(told: str) -> tuple[Case, str]:
    """A way of the table of deeds: dat+қатысты."""
    case, _, post = told.partition("+")
    return Case(case), post
