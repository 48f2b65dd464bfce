"""The row of a link that a member added by hand."""

from django.db import models

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.evidence.models.finding import FindingRow


class AddedLinkRow(models.Model):
    """Who brought in an address, and when; the address itself stands in the finding alone.

    What a member brought in is put to a story whatever the machine thinks of it.
    """

    finding = models.OneToOneField(FindingRow, on_delete=models.CASCADE, related_name="added")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    time = models.DateTimeField(db_index=True)
    #: What the member wrote beside it, on one line; only colleagues read it.
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-time", "-pk")

    def __str__(self) -> str:
        return f"{self.member_id} {self.finding_id}"
