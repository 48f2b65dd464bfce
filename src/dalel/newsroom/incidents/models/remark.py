"""The table of members' internal comments on incidents."""

from django.db import models
from django.db.models import Q

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.sealed_columns import SealedText
from dalel.newsroom.incidents.models.incident import IncidentRow


class RemarkRow(models.Model):
    """A comment of the newsroom, never public; it expires unless the incident is held."""

    incident = models.ForeignKey(IncidentRow, on_delete=models.CASCADE, related_name="remarks")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    time = models.DateTimeField(db_index=True)
    text = SealedText()

    class Meta:
        ordering = ("incident", "time", "pk")
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="remark_says_something"),)

    def __str__(self) -> str:
        return f"{self.incident_id} {self.time}"
