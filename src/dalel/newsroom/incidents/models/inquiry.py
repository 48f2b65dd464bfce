"""The table of letters to those of whom entries speak, and of what they answered."""

from django.db import models
from django.db.models import F, Q

from dalel.domain.conduct import InquiryState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.base_models import choices, one_of
from dalel.newsroom.frame.sealed_columns import SealedJSON, SealedText
from dalel.newsroom.incidents.models.diary import DiaryRow
from dalel.newsroom.incidents.models.incident import IncidentRow


class InquiryRow(models.Model):
    """Somebody was asked by letter; the letter itself is not kept.

    ``answer`` is as it came, in ``language``; ``translation`` is the newsroom's, for the other
    languages. ``whom`` and these are empty once something in them was withdrawn.
    """

    incident = models.ForeignKey(IncidentRow, on_delete=models.PROTECT, related_name="inquiries")
    whom = SealedText(blank=True)
    sent = models.DateField()
    due = models.DateField()
    state = models.CharField(
        max_length=12, choices=choices(InquiryState), default=InquiryState.WAITING
    )
    answer = SealedText(blank=True)
    language = models.CharField(max_length=8, blank=True)
    translation = SealedText(blank=True)
    #: What the public reads of it, as two persons let it out; None: nothing.
    told = SealedJSON(null=True, blank=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    time = models.DateTimeField()
    #: The day of the deadline in the diary.
    day = models.ForeignKey(
        DiaryRow, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("incident", "sent", "pk")
        indexes = (models.Index(fields=["state", "due"], name="inquiry_by_due"),)
        constraints = (
            one_of("state", InquiryState, "inquiry_state_known"),
            models.CheckConstraint(condition=Q(due__gte=F("sent")), name="inquiry_due_after_sent"),
        )

    def __str__(self) -> str:
        return f"{self.incident_id} {self.sent}"
