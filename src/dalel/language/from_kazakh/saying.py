"""Claims of a Kazakh text said in Russian: as the analyser reads them, else by the only cut."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from dalel.domain.claim import Claim
from dalel.language.from_kazakh.claim_telling import (
    ClaimTelling,
    NotToldError,
    RussianSaying,
    TellingText,
)
from dalel.language.from_kazakh.clauses import KazakhClause, told_clauses
from dalel.language.from_kazakh.cut_telling import CutTelling
from dalel.language.from_kazakh.deeds import RussianDeed, russian_deed
from dalel.language.from_kazakh.segments import segmentations
from dalel.language.kk.deed_words import DeedIndex

#: More ways to cut a sentence are not looked at.
_MOST_CUTS: Final = 400


@dataclass(frozen=True, kw_only=True, eq=False)
class ClaimSayer:
    """What says the claims of one Kazakh text in Russian."""

    text: TellingText
    claims: Sequence[Claim]
    index: DeedIndex

    def sayings(self) -> Iterator[RussianSaying]:
        """The claims that can be said, in order."""
        for clause in told_clauses(self.text.passage, self.claims, self.index):
            deed = russian_deed(clause.claim.deed, clause.claim.lemma)
            if deed is not None:
                said = _said(ClaimTelling(text=self.text, clause=clause, deed=deed))
                yield from said or self._cut(clause, deed)

    def _cut(self, clause: KazakhClause, deed: RussianDeed) -> list[RussianSaying]:
        """What a claim says by the only way to cut the words before its verb."""
        statutes = self.text.passage.statutes
        cuts = segmentations(clause.before, self.text.phrases, statutes)
        found = {
            saying.text: saying
            for cut in islice(cuts, _MOST_CUTS)
            for saying in _said(CutTelling(text=self.text, clause=clause, deed=deed, segments=cut))
        }
        return list(found.values()) if len(found) == 1 else []


def _said(telling: ClaimTelling) -> list[RussianSaying]:
    """What a claim says, in a list; none where it cannot be said."""
    try:
        return [telling.said]
    except NotToldError:
        return []
