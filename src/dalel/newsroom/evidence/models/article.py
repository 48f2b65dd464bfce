"""Rows of an article, its versions and the judgements on its life."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from dalel.domain.evidence import EvidenceClass
from dalel.domain.states import ArticleState
from dalel.newsroom.evidence.models.capture import CaptureRow
from dalel.newsroom.frame.base_models import (
    AppendOnly,
    Due,
    WorkKind,
    choices,
    enum_column,
    failing_index,
    one_of,
)
from dalel.newsroom.sources.models import SourceRow


class ArticleRow(Due):
    """A page or post; its identity is the canonical address, never title or text.

    It is due when it is to be captured again.
    """

    WORK = WorkKind.RECAPTURE
    SOURCE = "source"

    canonical = models.TextField(unique=True)
    url = models.TextField()
    source = models.ForeignKey(
        SourceRow, null=True, blank=True, on_delete=models.PROTECT, related_name="articles"
    )
    language = models.CharField(max_length=8, blank=True)
    #: As exactly as it is known, in ISO 8601; ``published`` only where the time of day is.
    published_iso = models.CharField(max_length=40, blank=True)
    published = models.DateTimeField(null=True, blank=True)
    author = models.TextField(blank=True)
    image = models.TextField(blank=True)
    #: A post is read from its channel's preview; its own page shows nothing of it.
    is_post = models.BooleanField(default=False)
    #: A post's digest as its collector made it.
    digest = models.CharField(max_length=64, blank=True)
    state = models.CharField(
        max_length=12, choices=choices(ArticleState), default=ArticleState.LIVE
    )
    first_kept = models.DateTimeField()
    last_looked = models.DateTimeField()
    #: Why it is captured again, such as "cited"; empty: it is not.
    watched_for = models.TextField(blank=True)
    recaptures = models.PositiveSmallIntegerField(default=0)
    evidence_class = models.CharField(
        max_length=12, choices=choices(EvidenceClass), default=EvidenceClass.NEWSROOM
    )
    #: Why nothing that it says may be kept any more; empty: it may.
    withheld = models.TextField(blank=True)
    #: Out of whose archive it was loaded, as the vantage of its capture names it, and when that one
    #: had captured it, as it says; empty: we asked for the page ourselves.
    archive = models.CharField(max_length=64, blank=True)
    archived = models.DateTimeField(null=True, blank=True)
    etag = models.TextField(blank=True)
    last_modified = models.TextField(blank=True)

    class Meta:
        ordering = ("-first_kept", "pk")
        indexes = (
            models.Index(fields=["source", "first_kept"], name="article_by_source"),
            failing_index("article_failing"),
            models.Index(
                fields=["source", "first_kept"], condition=Q(is_post=True), name="post_by_source"
            ),
        )
        constraints = (
            one_of("state", ArticleState, "article_state_known"),
            one_of("evidence_class", EvidenceClass, "article_class_known"),
            models.CheckConstraint(
                condition=Q(archive="", archived=None)
                | (~Q(archive="") & Q(archived__isnull=False)),
                name="article_of_an_archive_has_its_time",
            ),
        )

    def __str__(self) -> str:
        return self.canonical

    @property
    def known_since(self) -> datetime:
        """Since when it is known: what comes late out of an archive is no news."""
        return self.archived or self.first_kept


class ArticleVersionRow(AppendOnly, models.Model):
    """What an article said from one capture on; only added, never edited.

    Title and text are emptied when the body is withheld.
    """

    MOVING = frozenset({"title", "text"})
    ONLY_EMPTIED = frozenset({"title", "text"})

    article = models.ForeignKey(ArticleRow, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    time = models.DateTimeField()
    capture = models.ForeignKey(CaptureRow, on_delete=models.PROTECT, related_name="versions")
    title = models.TextField(blank=True)
    text = models.TextField()
    #: What differs from the version before: "headline", "text", both; nothing in the first.
    changed = models.JSONField(default=list)

    class Meta:
        ordering = ("article", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["article", "number"], name="article_version_numbered_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="article_version_counts"),
        )

    def __str__(self) -> str:
        return f"{self.article_id} {self.number}"


class ArticleLifeRow(AppendOnly, models.Model):
    """How an article came to stand so, with the evidence; only added, never edited."""

    article = models.ForeignKey(ArticleRow, on_delete=models.PROTECT, related_name="life")
    time = models.DateTimeField()
    state = enum_column(ArticleState, 12)
    reason = models.TextField()
    #: None: nothing came back that could be kept.
    capture = models.ForeignKey(
        CaptureRow, null=True, blank=True, on_delete=models.PROTECT, related_name="judgements"
    )

    class Meta:
        ordering = ("article", "time", "pk")
        constraints = (one_of("state", ArticleState, "article_life_state_known"),)

    def __str__(self) -> str:
        return f"{self.article_id} {self.state}"
