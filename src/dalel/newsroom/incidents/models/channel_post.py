"""The table of posts of the newsroom's own channel that became drafts."""

from django.db import models

from dalel.newsroom.incidents.models.incident import IncidentRow


class ChannelPostRow(models.Model):
    """A post, by the number of its channel and its own there, and the incident that it became.

    Its words are those of the incident's first version and not kept a second time. ``asked`` are
    addresses that it cites and that are not visited before a person says so.
    """

    channel = models.BigIntegerField()
    number = models.BigIntegerField()
    incident = models.ForeignKey(
        IncidentRow, on_delete=models.PROTECT, related_name="channel_posts"
    )
    asked = models.JSONField(default=list, blank=True)
    time = models.DateTimeField()

    class Meta:
        ordering = ("-time", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["channel", "number"], name="channel_post_once"),
        )

    def __str__(self) -> str:
        return f"{self.channel}/{self.number}"
