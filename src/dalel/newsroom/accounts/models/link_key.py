"""The row of a key with which a device adds links in a member's name, and can do nothing else."""

from django.db import models

from dalel.newsroom.accounts.models.member import Member


class LinkKeyRow(models.Model):
    """A key for adding links; only its digest is kept, and it ends by itself."""

    digest = models.CharField(max_length=64, unique=True)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="link_keys")
    #: What it is for, in the member's words; the audit log tells by it which key added what.
    name = models.CharField(max_length=64)
    time = models.DateTimeField()
    expires = models.DateTimeField()
    last_used = models.DateTimeField(null=True, blank=True)
    #: When it was withdrawn, by its owner or with the account.
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-time", "-pk")

    def __str__(self) -> str:
        return f"{self.member_id} {self.name}"
