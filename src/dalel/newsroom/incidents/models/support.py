"""The table of support: passages of sources that back or contradict passages of a text."""

from django.db import models
from django.db.models import F, Q


class SupportRow(models.Model):
    """Which stretch of which article bears out a stretch of a text, or speaks against it.

    ``field`` is ``title`` or ``summary`` of the version, ``source_field`` ``title`` or ``text`` of
    the article's version; both spans count characters in their field. Without an article the
    check found nothing.
    """

    version = models.ForeignKey(
        "incidents.TextVersionRow", on_delete=models.CASCADE, related_name="supports"
    )
    field = models.CharField(max_length=8)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    verdict = models.CharField(max_length=12)
    article = models.ForeignKey(
        "evidence.ArticleVersionRow",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="supports",
    )
    source_field = models.CharField(max_length=8, blank=True)
    source_start = models.PositiveIntegerField(default=0)
    source_end = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("version", "field", "start", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="support_has_width"),
        )

    def __str__(self) -> str:
        return f"{self.version_id} {self.field} {self.start}"
