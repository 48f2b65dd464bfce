"""The table of autosaved texts: what members typed and have not saved yet."""

from django.db import models

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.sealed_columns import SealedJSON, SealedText
from dalel.newsroom.incidents.models.incident import IncidentRow


class AutosaveRow(models.Model):
    """One member's unsaved text of an incident in one language; it is overwritten and expires.

    ``seen`` is the number of the version that the person edits.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="autosaves")
    incident = models.ForeignKey(IncidentRow, on_delete=models.CASCADE, related_name="autosaves")
    language = models.CharField(max_length=8)
    title = SealedText(blank=True)
    paragraphs = SealedJSON()
    seen = models.PositiveIntegerField()
    time = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["member", "incident", "language"], name="autosave_once_a_language"
            ),
        )

    def __str__(self) -> str:
        return f"{self.member_id} {self.incident_id} {self.language}"
