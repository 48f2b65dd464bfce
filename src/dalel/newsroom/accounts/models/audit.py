"""The row of the audit log: one act of a member."""

from django.db import models

from dalel.newsroom.accounts.models.member import Member
from dalel.newsroom.frame.base_models import AppendOnly


class AuditRow(AppendOnly, models.Model):
    """One act of a person at the desk; only ever added to.

    ``action`` is a word of the program, ``subject`` names what it was done to, as people call it.
    """

    time = models.DateTimeField(db_index=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="acts")
    action = models.CharField(max_length=48)
    subject = models.CharField(max_length=200)
    detail = models.TextField(blank=True)

    class Meta:
        ordering = ("-time", "-pk")
        indexes = (models.Index(fields=["subject", "time"], name="audit_by_subject"),)

    def __str__(self) -> str:
        return f"{self.member_id} {self.action} {self.subject}"
