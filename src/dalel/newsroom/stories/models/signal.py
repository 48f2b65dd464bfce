"""A measurement that was put before people as a story."""

from django.db import models

from dalel.newsroom.stories.models.story import StoryRow


class SignalRow(models.Model):
    """A measurement that was put before people as a story; ``key`` is its kind, subject and day."""

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=16)
    day = models.DateField(db_index=True)
    #: None: there were too many that week, so it waits here, counted.
    story = models.ForeignKey(
        StoryRow, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    figures = models.JSONField(default=dict)

    class Meta:
        ordering = ("day", "key")

    def __str__(self) -> str:
        return self.key
