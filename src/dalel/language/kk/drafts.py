"""The clauses of a sentence on their way to claims: what each says, and who says so."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dalel.domain.claim import Mode
from dalel.language.kk.attachment import Clause
from dalel.language.kk.chunks import Chunk
from dalel.language.kk.roles import Slots


@dataclass(eq=False)
class ClaimDraft:
    """A claim that is being read."""

    clause: Clause
    slots: Slots
    deed: str
    mode: Mode = Mode.DONE
    negated: bool = False
    voice: Chunk | None = None
    cues: list[int] = field(default_factory=list)
    #: Nothing is claimed: only its complement is, or it is of no content.
    dropped: bool = False
    unsure: set[str] = field(default_factory=set)
    #: The places of words that show it beside its own.
    shown: list[int] = field(default_factory=list)
    #: Whether the verb that it depends on has set its mode.
    settled: bool = False
    #: What is said within what it says.
    below: list["ClaimDraft"] = field(default_factory=list)


def of_clause(drafts: Sequence[ClaimDraft], clause: Clause | None) -> list[ClaimDraft]:
    """The drafts of a clause; several where it tells of several."""
    return [draft for draft in drafts if draft.clause is clause]
