"""The row of an address about which the desk still asks the member who sent it."""

from django.db import models

from dalel.domain.pasted_addresses import Hindrance
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.base_models import enum_column


class AskedLinkRow(models.Model):
    """An address that came by a key or a messenger, and is not visited before its sender agrees.

    Only that member sees it. It may hold a key, and is forgotten once it is answered or too old.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="asked_links")
    url = models.TextField()
    canonical = models.TextField()
    why = enum_column(Hindrance, max_length=16)
    note = models.CharField(max_length=200, blank=True)
    #: What sent it in the member's name.
    way = models.CharField(max_length=80, blank=True)
    time = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("time", "pk")
        constraints = (
            models.UniqueConstraint(fields=["member", "canonical"], name="link_asked_about_once"),
        )

    def __str__(self) -> str:
        return f"{self.member_id} {self.why}"
