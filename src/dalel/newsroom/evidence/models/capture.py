"""The row of a capture: its place in the archive and in the hash chain."""

from django.db import models

from dalel.domain.evidence import EvidenceClass
from dalel.newsroom.frame.base_models import AppendOnly, choices, one_of


class CaptureRow(AppendOnly, models.Model):
    """Where an exchange lies, byte for byte, and its place in the hash chain.

    Never edited but for its class and the reason for which its body was withheld.
    """

    MOVING = frozenset({"evidence_class", "withheld"})

    link = models.CharField(max_length=64, unique=True)
    chain = models.CharField(max_length=64)
    number = models.PositiveBigIntegerField()
    url = models.TextField(db_index=True)
    time = models.DateTimeField()
    status = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    warc_file = models.CharField(max_length=128)
    warc_offset = models.PositiveBigIntegerField()
    warc_length = models.PositiveBigIntegerField()
    record_id = models.CharField(max_length=64)
    vantage = models.CharField(max_length=64)
    #: Link of the capture that holds the body; empty: this one does.
    body_of = models.CharField(max_length=64, blank=True)
    evidence_class = models.CharField(
        max_length=12, choices=choices(EvidenceClass), default=EvidenceClass.NEWSROOM
    )
    #: Why the body was withheld; empty: it was not.
    withheld = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["chain", "number"], name="capture_once_in_its_chain"),
            one_of("evidence_class", EvidenceClass, "capture_class_known"),
        )

    def __str__(self) -> str:
        return f"{self.url} {self.time:%Y-%m-%d %H:%M}"
