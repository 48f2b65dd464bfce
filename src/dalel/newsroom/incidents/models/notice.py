"""The table of public notices: corrections, replies and reasons for retraction."""

from django.db import models
from django.db.models import Q

from dalel.domain.notice import NoticeKind
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.base_models import AppendOnly, enum_column, one_of
from dalel.newsroom.frame.sealed_columns import SealedJSON
from dalel.newsroom.incidents.models.incident import IncidentRow


class NoticeRow(AppendOnly, models.Model):
    """A correction, somebody's reply, or why an entry was retracted; ``texts`` by language.

    It goes out once somebody who did not write it stands behind it. ``by``: whose reply it is, in
    each language. ``key`` tells a form that is sent twice.
    """

    MOVING = frozenset({"approved", "approved_by_id"})

    incident = models.ForeignKey(IncidentRow, on_delete=models.PROTECT, related_name="notices")
    key = models.UUIDField(unique=True)
    kind = enum_column(NoticeKind, 12)
    texts = SealedJSON()
    by = SealedJSON(default=dict)
    author = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    written = models.DateTimeField()
    approved_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("incident", "written", "pk")
        constraints = (
            one_of("kind", NoticeKind, "notice_kind_known"),
            models.CheckConstraint(
                condition=Q(approved=None, approved_by=None)
                | Q(approved__isnull=False, approved_by__isnull=False),
                name="notice_approved_by_someone",
            ),
        )

    def __str__(self) -> str:
        return f"{self.incident_id} {self.kind}"
