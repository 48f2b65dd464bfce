"""The table of demands made on the newsroom and of their outcome."""

from datetime import date
from typing import Final
from uuid import UUID, uuid5

from django.db import models
from django.db.models import Q

from dalel.domain.demand import Pressure, Verdict, pressure
from dalel.domain.states import DemandState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.base_models import enum_column, one_of
from dalel.newsroom.frame.sealed_columns import SealedJSON, SealedText
from dalel.newsroom.incidents.models.incident import IncidentRow, TextVersionRow

#: A demand's public reply has one key for ever, so that a press twice makes one.
_REPLIES: Final = UUID("5b0c2f0e-6d1f-4d52-9a4e-2f6f0e1d7a90")


class DemandRow(models.Model):
    """One demand. Who made it is confidential: it stands here and nowhere else."""

    number = models.PositiveIntegerField(unique=True)
    #: The form's own mark, so that a form sent twice is one demand.
    key = models.CharField(max_length=36, unique=True)
    kind = models.CharField(max_length=32)
    party = SealedText()
    claim = SealedText()
    received = models.DateField()
    due = models.DateField(db_index=True)
    incident = models.ForeignKey(IncidentRow, on_delete=models.PROTECT, related_name="demands")
    #: The version that is challenged; None: the entry as a whole.
    version = models.ForeignKey(
        TextVersionRow, null=True, blank=True, on_delete=models.PROTECT, related_name="demands"
    )
    state = enum_column(DemandState, 12, default=DemandState.RECEIVED)
    verdict = enum_column(Verdict, 16, blank=True)
    reason = SealedText(blank=True)
    decided_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided = models.DateTimeField(null=True, blank=True)
    #: The text of the reply by language.
    replies = SealedJSON(default=dict, blank=True)
    answered = models.DateTimeField(null=True, blank=True)
    #: The answer of who made the demand, to be printed: its text, and whose it is, by language.
    print_texts = SealedJSON(default=dict, blank=True)
    print_by = SealedJSON(default=dict, blank=True)
    #: Nothing of the incident expires while this stands.
    is_held = models.BooleanField(default=False)
    registered_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    registered = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = (
            one_of("state", DemandState, "demand_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["decided", "answered"])
                | (~Q(verdict="") & Q(decided_by__isnull=False)),
                name="demand_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answered__isnull=False),
                name="demand_answered_has_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.state}"

    @property
    def notice(self) -> UUID:
        """The key of the public reply that is made of it."""
        return uuid5(_REPLIES, self.key)

    @property
    def is_over(self) -> bool:
        """Whether it is answered or taken back."""
        return self.state in {DemandState.ANSWERED, DemandState.WITHDRAWN}

    def pressure(self, today: date) -> Pressure:
        """How pressing it is."""
        return pressure(self.state, self.due, today)
