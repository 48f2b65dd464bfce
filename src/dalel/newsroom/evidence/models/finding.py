"""The row of a finding: an address that a collector saw."""

from typing import Self

from django.db import models

from dalel.domain.states import FindingState
from dalel.newsroom.evidence.models.article import ArticleRow
from dalel.newsroom.frame.base_models import Due, WorkKind, choices, failing_index, one_of
from dalel.newsroom.sources.models import SourceRow


class FindingRow(Due):
    """An address to be fetched; whoever sees the page again, at any of its addresses, adds none."""

    WORK = WorkKind.FETCH
    SOURCE = "source"

    canonical = models.TextField(unique=True)
    url = models.TextField()
    #: None: no source brought it, an incident cites it.
    source = models.ForeignKey(
        SourceRow, null=True, blank=True, on_delete=models.PROTECT, related_name="findings"
    )
    seen = models.DateTimeField()
    title = models.TextField(blank=True)
    published = models.DateTimeField(null=True, blank=True)
    #: It came with the very first look at its address, so it says nothing of the usual yield.
    is_backlog = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=choices(FindingState), default=FindingState.NEW)
    reason = models.TextField(blank=True)
    #: What it became. A page that has moved on has another address than its article.
    article = models.ForeignKey(
        ArticleRow, null=True, blank=True, on_delete=models.PROTECT, related_name="findings"
    )

    class Meta:
        ordering = ("seen", "pk")
        indexes = (
            models.Index(fields=["source", "seen", "is_backlog"], name="finding_by_source"),
            failing_index("finding_failing"),
        )
        constraints = (one_of("state", FindingState, "finding_state_known"),)

    def __str__(self) -> str:
        return self.url

    @classmethod
    def open_work(cls) -> models.QuerySet[Self]:
        return cls.objects.filter(state=FindingState.NEW)
