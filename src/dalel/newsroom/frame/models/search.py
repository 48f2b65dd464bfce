"""The row of the search index."""

from enum import StrEnum

from django.db import models

from dalel.newsroom.frame.base_models import choices, one_of


class Searched(StrEnum):
    """What can be found."""

    ARTICLE = "article"
    INCIDENT = "incident"


class SearchRow(models.Model):
    """The terms of one language's text, of letters and digits, a space between two.

    An index of the database's own kind lies over both columns; ``frame.search_index`` asks it.
    """

    kind = models.CharField(max_length=12, choices=choices(Searched))
    #: The key of the row whose text it is.
    owner = models.PositiveBigIntegerField()
    language = models.CharField(max_length=8, blank=True)
    time = models.DateTimeField()
    stems = models.TextField()
    words = models.TextField()
    #: The rules by which the terms were made; empty for those of before they were numbered.
    rules = models.PositiveSmallIntegerField(null=True, db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "owner", "language"], name="searched_once_a_language"
            ),
            one_of("kind", Searched, "searched_kind_known"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.owner} {self.language}"
