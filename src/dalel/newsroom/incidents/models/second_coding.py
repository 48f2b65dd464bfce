"""The table of entries drawn to be coded a second time, with both codings."""

from django.db import models
from django.db.models import Q

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.incidents.models.codes import CodesRow


class SecondCodingRow(models.Model):
    """An entry drawn in a month; ``first`` are the codes that were in force when it was drawn."""

    #: ``2031-06``.
    month = models.CharField(max_length=7)
    first = models.ForeignKey(CodesRow, on_delete=models.PROTECT, related_name="second_codings")
    drawn = models.DateTimeField()
    #: The second person's answers, by variable.
    answers = models.JSONField(null=True, blank=True)
    coder = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    coded = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-month", "pk")
        constraints = (
            models.UniqueConstraint(fields=["first"], name="codes_doubled_once"),
            models.CheckConstraint(
                condition=Q(answers=None, coder=None, coded=None)
                | Q(answers__isnull=False, coder__isnull=False, coded__isnull=False),
                name="second_coding_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.month} {self.first_id}"
