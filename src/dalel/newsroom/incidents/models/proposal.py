"""Changes that one member proposed and another one decides."""

from django.db import models
from django.db.models import Q

from dalel.domain.public_change import ChangeKind, ProposalState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.base_models import AppendOnly, choices, one_of
from dalel.newsroom.frame.sealed_columns import SealedJSON, SealedText
from dalel.newsroom.incidents.models.incident import IncidentRow


class ProposalRow(AppendOnly, models.Model):
    """A change of what the public reads: ``after`` proposes it, ``before`` is what stood then.

    Both are records of ``dalel.domain.public_change`` of this kind, as it encodes them.
    """

    MOVING = frozenset({"state", "decided_by_id", "decided", "reason"})

    kind = models.CharField(max_length=16, choices=choices(ChangeKind))
    incident = models.ForeignKey(
        IncidentRow, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    #: None: nothing of the kind stood.
    before = SealedJSON(null=True, blank=True)
    after = SealedJSON()
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="proposals")
    time = models.DateTimeField()
    state = models.CharField(
        max_length=12, choices=choices(ProposalState), default=ProposalState.WAITING
    )
    decided_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided = models.DateTimeField(null=True, blank=True)
    #: Why it was refused.
    reason = SealedText(blank=True)

    class Meta:
        ordering = ("time", "pk")
        indexes = (models.Index(fields=["state", "time"], name="proposal_by_state"),)
        constraints = (
            one_of("kind", ChangeKind, "proposal_kind_known"),
            one_of("state", ProposalState, "proposal_state_known"),
            models.CheckConstraint(
                condition=Q(state=ProposalState.WAITING, decided_by=None, decided=None)
                | (
                    ~Q(state=ProposalState.WAITING)
                    & Q(decided_by__isnull=False, decided__isnull=False)
                ),
                name="proposal_decided_by_someone",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
