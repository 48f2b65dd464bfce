"""What is said in public about an incident, beside its text?"""

from django.db import models
from django.db.models import Q

from dalel.domain.notice import NoticeKind
from dalel.store.models.columns import choices, one_of
from dalel.store.models.incident import IncidentRow
from dalel.store.models.member import Member


class NoticeRow(models.Model):
    """A correction, somebody's reply, or why an entry was retracted; ``texts`` by language.

    It goes out once somebody who did not write it stands behind it. ``by``: whose reply it is, in
    each language. ``key`` tells a form that is sent twice.
    """

    incident = models.ForeignKey(IncidentRow, on_delete=models.PROTECT, related_name="notices")
    key = models.UUIDField(unique=True)
    kind = models.CharField(max_length=12, choices=choices(NoticeKind))
    texts = models.JSONField()
    by = models.JSONField(default=dict)
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
