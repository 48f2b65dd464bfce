"""The table of which versions of an incident a member has seen."""

from django.db import models

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.incidents.models.incident import IncidentRow


class SeenVersionsRow(models.Model):
    """What a member saw last of an incident: numbers of versions, no words; it is overwritten.

    ``texts`` holds the number of a version by language; 0 stands for what was not there.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    incident = models.ForeignKey(IncidentRow, on_delete=models.CASCADE, related_name="+")
    texts = models.JSONField(default=dict)
    codes = models.PositiveIntegerField(default=0)
    frame = models.PositiveIntegerField(default=0)
    time = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["member", "incident"], name="seen_once_a_member"),
        )

    def __str__(self) -> str:
        return f"{self.member_id} {self.incident_id}"
