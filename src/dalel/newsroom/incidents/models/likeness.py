"""The incidents that a story looks like."""

from django.db import models

from dalel.newsroom.incidents.models.incident import IncidentRow
from dalel.newsroom.stories.models import StoryRow


class LikenessRow(models.Model):
    """A story looks like an incident that there is already; a suggestion, made anew by each run."""

    story = models.ForeignKey(StoryRow, on_delete=models.CASCADE, related_name="likenesses")
    incident = models.ForeignKey(IncidentRow, on_delete=models.PROTECT, related_name="+")
    reasons = models.JSONField(default=list)
    strength = models.FloatField()

    class Meta:
        ordering = ("-strength", "pk")
        constraints = (
            models.UniqueConstraint(fields=["story", "incident"], name="likeness_once_a_pair"),
        )

    def __str__(self) -> str:
        return f"{self.story_id} like {self.incident_id}"
