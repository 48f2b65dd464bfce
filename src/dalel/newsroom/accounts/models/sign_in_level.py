"""The row that counts wrong tries at the door; it tells neither names nor addresses."""

from django.db import models

from dalel.newsroom.accounts.models.member import Member


class SignInLevelRow(models.Model):
    """How often was tried of late: from an address, at a name, or by a browser that is known."""

    #: Keyed digest of what is counted: whoever reads the table learns no address and no name.
    digest = models.CharField(max_length=64, unique=True)
    #: Whose account is tried, where the row counts all who try it; such rows outlive a flood.
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    level = models.FloatField()
    time = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-time", "-pk")

    def __str__(self) -> str:
        return f"{self.level} {self.time}"
