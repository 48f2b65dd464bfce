"""The row of the newsroom's key: the key of all sealed columns, itself locked."""

from enum import StrEnum

from django.db import models

from dalel.newsroom.frame.base_models import enum_column, one_of


class KeyWay(StrEnum):
    """What opens the newsroom's key."""

    FILE = "file"
    PASSPHRASE = "passphrase"  # noqa: S105 - a way, no secret.


class NewsroomKeyRow(models.Model):
    """The one row (``pk`` 1): what seals columns, locked with a key that is not in the database.

    ``salt`` and ``cost`` are those of a passphrase (Argon2id). ``rules`` tells by which rules rows
    and files were sealed already, and ``swept`` whether what was deleted then was written over.
    """

    way = enum_column(KeyWay, 12)
    salt = models.CharField(max_length=64, blank=True)
    cost = models.JSONField(default=dict, blank=True)
    locked = models.CharField(max_length=200)
    rules = models.PositiveSmallIntegerField(default=0)
    swept = models.BooleanField(default=False)

    class Meta:
        constraints = (
            one_of("way", KeyWay, "newsroom_key_way_known"),
            models.CheckConstraint(condition=models.Q(pk=1), name="newsroom_key_is_one"),
        )

    def __str__(self) -> str:
        return str(self.way)
