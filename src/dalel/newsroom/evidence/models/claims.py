"""The row of the claims that one version of an article makes."""

from django.db import models

from dalel.newsroom.evidence.models.article import ArticleVersionRow
from dalel.newsroom.frame.base_models import Due, WorkKind


class ClaimsRow(Due):
    """What a version of an article says, read for comparing; made anew by every other reader.

    It is drawn from the version's text, and goes when that is withheld.
    """

    WORK = WorkKind.READ
    SOURCE = "version__article__source"

    version = models.OneToOneField(
        ArticleVersionRow, on_delete=models.CASCADE, related_name="claims"
    )
    #: The digest of the reader that read it, or is to.
    reader = models.CharField(max_length=32, db_index=True)
    #: As ``language.claims.stored_readings`` writes it; empty: it was not read yet.
    reading = models.BinaryField(default=bytes)

    def __str__(self) -> str:
        return f"{self.version_id}"

    @property
    def work_name(self) -> str:
        return str(self.version.article.url)
