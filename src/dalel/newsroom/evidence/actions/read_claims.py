"""Reads what the evidence claims, once for all checks: who did what, and every value.

Read are the newest versions of articles that are watched: those that incidents cite and those of
open stories. Another reader, by its digest, reads all of them anew.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef

from dalel.domain.lexicon import Lexicon
from dalel.language.claims.reader_digest import reader_digest
from dalel.language.claims.stored_readings import packed
from dalel.newsroom.evidence.models import ArticleVersionRow, ClaimsRow
from dalel.newsroom.evidence.queries.kept_claims import as_evidence
from dalel.newsroom.frame import row_claims
from dalel.newsroom.frame.item_failure import ItemWork
from dalel.newsroom.frame.transactions import BATCH, writing
from dalel.steps.check.facts.evidence import read_article

#: So long a pass reads; the next one goes on, and the desk reads what it needs meanwhile.
LONGEST: Final = timedelta(minutes=2)
#: So many are claimed together: what comes to nothing with a worker is tried one by one.
_TOGETHER: Final = 20


def read_claims(
    lexicon: Lexicon, worker: str, now: Callable[[], datetime], is_over: Callable[[], bool]
) -> int:
    """Read what was not read yet, until ``is_over``; gives how many articles were.

    One that cannot be read is tried again later, or rests.
    """
    reader, until, count = reader_digest(lexicon), now() + LONGEST, 0
    enrol(reader, now())
    rows = ClaimsRow.objects.filter(reader=reader).select_related("version__article")
    while taken := row_claims.claim(rows, worker, now(), _TOGETHER):
        for place, row in enumerate(taken):
            if is_over() or now() >= until:
                _let_go(taken[place:])
                return count
            count += _read(row, lexicon, now())
    return count


def enrol(reader: str, now: datetime) -> None:
    """Have all read that no row stands for yet, and all that another reader read."""
    newer = ArticleVersionRow.objects.filter(
        article=OuterRef("article"), number__gt=OuterRef("number")
    )
    unread = ArticleVersionRow.objects.filter(~Exists(newer), claims=None).exclude(text="")
    watched = unread.exclude(article__watched_for="").order_by("pk")
    with writing():
        ClaimsRow.objects.bulk_create(
            [
                ClaimsRow(version_id=key, reader=reader, next_at=now)
                for key in watched.values_list("pk", flat=True)
            ],
            batch_size=BATCH,
        )
        ClaimsRow.objects.exclude(reader=reader).update(
            reader=reader,
            reading=b"",
            next_at=now,
            lease_until=None,
            lease_by="",
            alone=False,
            attempts=0,
            deaths=0,
            error="",
            failing_since=None,
        )


def _let_go(rows: Iterable[ClaimsRow]) -> None:
    with writing():
        for row in filter(row_claims.is_mine, rows):
            row_claims.let_go(row)


def _read(row: ClaimsRow, lexicon: Lexicon, now: datetime) -> bool:
    version = row.version
    with ItemWork(f"Reading {row.work_name}") as item:
        article = as_evidence(
            version.pk,
            language=version.article.language,
            title=version.title,
            text=version.text,
            published_iso=version.article.published_iso,
        )
        row.reading = packed(read_article(article, lexicon))
    with writing():
        # It may have been withheld meanwhile.
        if not row_claims.is_mine(row):
            return False
        if item.failed:
            row_claims.fail(row, item.flaw.reason, now)
            return False
        row.save(update_fields=["reading"])
        ClaimsRow.objects.filter(version__article=version.article).exclude(pk=row.pk).delete()
        row_claims.finish(row, None)
    return True
