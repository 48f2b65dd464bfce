"""The row of a video that a member asked to keep."""

from django.db import models
from django.db.models import Q

from dalel.domain.media import MediaProblem
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.base_models import Due, WorkKind, choices
from dalel.newsroom.incidents.models.incident import IncidentRow


class VideoRow(Due):
    """A video behind a link of an entry: asked for, then kept as a capture, or why it was not.

    ``capture`` is the link of the capture in its hash chain, of class "newsroom" and never public.
    ``text`` are its captions; emptied once words in them were withdrawn.
    """

    WORK = WorkKind.VIDEO

    incident = models.ForeignKey(IncidentRow, on_delete=models.PROTECT, related_name="videos")
    url = models.TextField()
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    time = models.DateTimeField()
    problem = models.CharField(max_length=16, choices=choices(MediaProblem), blank=True)
    kept = models.DateTimeField(null=True, blank=True)
    capture = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    title = models.TextField(blank=True)
    size = models.PositiveBigIntegerField(default=0)
    seconds = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    is_automatic = models.BooleanField(default=False)

    class Meta:
        ordering = ("incident", "time", "pk")
        constraints = (
            models.UniqueConstraint(fields=["incident", "url"], name="video_once_an_entry"),
            models.CheckConstraint(
                condition=Q(kept__isnull=True) | ~Q(sha256=""), name="video_kept_with_digest"
            ),
        )

    def __str__(self) -> str:
        return self.url
