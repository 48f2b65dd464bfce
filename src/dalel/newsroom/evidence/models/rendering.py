"""Rows of the pages that a browser shows: those asked for, and what each visit gave."""

from django.db import models

from dalel.domain.rendering import RenderedKind, RenderWish, ShutKind, StopReason
from dalel.newsroom.evidence.models.capture import CaptureRow
from dalel.newsroom.frame.base_models import (
    AppendOnly,
    Due,
    WorkKind,
    choices,
    enum_column,
    one_of,
)
from dalel.newsroom.sources.models import SourceRow


class AskedRenderingRow(Due):
    """An address that a browser is to show, and why; its ``error`` says why it did not."""

    WORK = WorkKind.RENDER
    SOURCE = "source"

    canonical = models.TextField(unique=True)
    url = models.TextField()
    source = models.ForeignKey(
        SourceRow, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    why = enum_column(RenderWish, max_length=8)
    asked = models.DateTimeField()

    class Meta:
        ordering = ("asked", "pk")
        constraints = (one_of("why", RenderWish, "rendering_wish_known"),)

    def __str__(self) -> str:
        return self.url


class RenderingRow(AppendOnly, models.Model):
    """What one visit by a browser gave; only added, never edited.

    Where it is ``shut`` it shows a wall and is no capture of the page.
    """

    asked = models.ForeignKey(
        AskedRenderingRow, on_delete=models.PROTECT, related_name="renderings"
    )
    time = models.DateTimeField()
    final_url = models.TextField()
    #: The exchange that gave the page itself.
    page = models.ForeignKey(CaptureRow, on_delete=models.PROTECT, related_name="renderings")
    shut = models.CharField(max_length=12, choices=choices(ShutKind), blank=True)
    stopped = models.CharField(max_length=12, choices=choices(StopReason), blank=True)
    problem = models.TextField(blank=True)
    #: How often the page was not given what it wanted, by why.
    refused = models.JSONField(default=dict)

    class Meta:
        ordering = ("asked", "time", "pk")

    def __str__(self) -> str:
        return f"{self.asked_id} {self.time:%Y-%m-%d %H:%M}"


class RenderedPartRow(AppendOnly, models.Model):
    """Something that was kept of a visit: a picture, the document, an exchange with its parts."""

    rendering = models.ForeignKey(RenderingRow, on_delete=models.PROTECT, related_name="parts")
    #: Empty: an exchange that the page caused.
    kind = models.CharField(max_length=12, choices=choices(RenderedKind), blank=True)
    capture = models.ForeignKey(CaptureRow, on_delete=models.PROTECT, related_name="rendered")
    #: In bytes, as it was kept.
    size = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("rendering", "pk")

    def __str__(self) -> str:
        return f"{self.rendering_id} {self.kind}"
