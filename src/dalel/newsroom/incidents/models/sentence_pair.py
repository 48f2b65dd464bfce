"""Tables of the memory of sentences: pairs in two languages, and digests of forgotten ones."""

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from dalel.newsroom.frame.base_models import choices, one_of
from dalel.newsroom.incidents.models.incident import IncidentRow


class PairOrigin(StrEnum):
    """Where a pair comes from."""

    APPROVED = "approved"
    BULLETIN = "bulletin"
    FILE = "file"


class SentencePairRow(models.Model):
    """One sentence in two languages, ``first_language`` before the other by the alphabet.

    ``terms`` are those of both, a space between two; an index of the database's own kind lies over
    them, which ``queries.sentence_memory`` asks. ``incident`` is where it was said, ``file`` the
    name of the file that it came with.
    """

    first_language = models.CharField(max_length=8)
    second_language = models.CharField(max_length=8)
    first = models.TextField()
    second = models.TextField()
    terms = models.TextField()
    #: Of both sentences and languages: an incident, and all files together, have a pair once.
    digest = models.CharField(max_length=64, db_index=True)
    origin = models.CharField(max_length=12, choices=choices(PairOrigin))
    incident = models.ForeignKey(
        IncidentRow, null=True, blank=True, on_delete=models.PROTECT, related_name="pairs"
    )
    file = models.CharField(max_length=200, blank=True)
    time = models.DateTimeField()

    class Meta:
        ordering = ("-time", "-pk")
        indexes = (models.Index(fields=["time", "id"], name="pair_by_time"),)
        constraints = (
            one_of("origin", PairOrigin, "pair_origin_known"),
            models.CheckConstraint(
                condition=Q(first_language__lt=F("second_language")), name="pair_languages_ordered"
            ),
            models.CheckConstraint(
                condition=Q(origin=str(PairOrigin.FILE), incident=None)
                | (~Q(origin=str(PairOrigin.FILE)) & Q(incident__isnull=False)),
                name="pair_of_file_or_incident",
            ),
            models.UniqueConstraint(fields=["digest", "incident"], name="pair_once_an_incident"),
            models.UniqueConstraint(
                fields=["digest"], condition=Q(incident=None), name="pair_once_among_files"
            ),
        )

    def __str__(self) -> str:
        return f"{self.origin} {self.pk}"

    @property
    def texts(self) -> dict[str, str]:
        """The sentence by language."""
        return {self.first_language: self.first, self.second_language: self.second}


class ForgottenPairRow(models.Model):
    """A pair that is never offered again: its digest, made with the secret of this newsroom."""

    digest = models.CharField(max_length=64, unique=True)
    time = models.DateTimeField()

    class Meta:
        ordering = ("time", "pk")

    def __str__(self) -> str:
        return f"{self.time} {self.pk}"
