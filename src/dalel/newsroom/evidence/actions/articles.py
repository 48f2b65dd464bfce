"""Writes articles, their versions and judgements on their life, and schedules recaptures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from dalel.domain.article_status import ArticleWords, Judgement, changes
from dalel.domain.public_address import public_address
from dalel.domain.retry_policy import recapture_at
from dalel.domain.states import ArticleState, move
from dalel.newsroom.evidence.models import ArticleLifeRow, ArticleRow, ArticleVersionRow, CaptureRow
from dalel.newsroom.evidence.queries import cited_addresses
from dalel.newsroom.frame.models.search import Searched
from dalel.newsroom.frame.search_index import Text, index
from dalel.newsroom.frame.transactions import BATCH
from dalel.newsroom.sources.models import SourceRow


@dataclass(frozen=True, kw_only=True)
class ArticleReading:
    """An article as one capture tells it."""

    canonical: str
    url: str
    words: ArticleWords
    time: datetime
    language: str = ""
    published_iso: str = ""
    published: datetime | None = None
    author: str = ""
    image: str = ""
    is_post: bool = False
    digest: str = ""
    etag: str = ""
    last_modified: str = ""
    #: Whose archive it is out of, and when that one had captured it.
    archive: str = ""
    archived: datetime | None = None


def write(
    reading: ArticleReading, source: SourceRow | None, capture: CaptureRow, judgement: Judgement
) -> ArticleVersionRow | None:
    """Keep what a capture tells: a new article, a new version of it, or nothing new (None).

    Of an article that is withheld nothing more is kept.
    """
    about = {
        "url": reading.url,
        "source": source,
        "language": reading.language,
        "published_iso": reading.published_iso,
        "published": reading.published,
        "author": reading.author,
        "image": public_address(reading.image) or "",
        "is_post": reading.is_post,
        "digest": reading.digest,
        "first_kept": reading.time,
        # What an archive shows says nothing of how the page stands now.
        "last_looked": reading.archived or reading.time,
        "archive": reading.archive,
        "archived": reading.archived,
        "etag": reading.etag,
        "last_modified": reading.last_modified,
    }
    row, is_new = ArticleRow.objects.get_or_create(canonical=reading.canonical, defaults=about)
    if row.withheld:
        return None
    if is_new:
        _live(row, judgement, reading.time, capture)
        return _add(row, 1, reading, capture, ())
    newest = row.versions.order_by("-number").first()
    changed = changes(words_of(newest), reading.words) if newest else ()
    judge(row, judgement, reading.time, capture)
    for name in ("digest", "etag", "last_modified"):
        setattr(row, name, getattr(reading, name))
    row.save(update_fields=["digest", "etag", "last_modified"])
    if newest is None or not changed:
        return None
    return _add(row, newest.number + 1, reading, capture, changed)


def judge(
    row: ArticleRow, judgement: Judgement, time: datetime, capture: CaptureRow | None
) -> bool:
    """Note how an article stands; a row is added only when that is not as before.

    Without a capture nothing can be said but that it is unreachable.
    """
    row.last_looked = time
    is_proved = capture is not None or judgement.state is ArticleState.UNREACHABLE
    is_other = row.state != judgement.state and is_proved
    if is_other:
        row.state = move(ArticleState(row.state), judgement.state)
        _live(row, judgement, time, capture)
    row.save(update_fields=["last_looked", "state"])
    return is_other


def looked(row: ArticleRow, time: datetime) -> None:
    """Note that its address answered, which says nothing of how the article stands."""
    row.last_looked = time
    row.save(update_fields=["last_looked"])


def words_of(version: ArticleVersionRow) -> ArticleWords:
    """What a version says."""
    return ArticleWords(title=version.title, text=version.text)


def first_words(row: ArticleRow) -> ArticleWords:
    """What an article said when it was first kept."""
    return words_of(row.versions.order_by("number")[0])


def newest_words(row: ArticleRow) -> ArticleWords:
    """What an article says in its newest version."""
    return words_of(row.versions.order_by("-number")[0])


def find(canonical: str) -> ArticleRow | None:
    """The article of a canonical address."""
    return ArticleRow.objects.filter(canonical=canonical).first()


def to_recapture() -> Any:
    """The articles that are to be captured again, for claiming."""
    return ArticleRow.objects.filter(withheld="").select_related("source")


def posts_of(source: SourceRow) -> dict[str, str]:
    """The posts that we have of a channel: address to digest; what is gone is left out."""
    rows = ArticleRow.objects.filter(source=source, is_post=True)
    return dict(rows.exclude(state=ArticleState.REMOVED).values_list("url", "digest"))


def watch_cited() -> int:
    """Have the articles behind incidents captured again; gives how many were not so far."""
    cited = sorted({canonical for canonical, _, _ in cited_addresses.cited()})
    count = 0
    for start in range(0, len(cited), BATCH):
        some = cited[start : start + BATCH]
        # An article is cited by its own address, or by one that led to it.
        named = Q(canonical__in=some) | Q(findings__canonical__in=some)
        count += watch(ArticleRow.objects.filter(named, watched_for="").distinct(), "cited")
    return count


def watch(rows: Iterable[ArticleRow], reason: str) -> int:
    """Have articles captured again at the ages that ``domain.retry_policy`` names, and say why.

    Gives how many were not watched so far. What is withheld is left out.
    """
    new = [row for row in rows if not (row.watched_for or row.withheld)]
    for row in new:
        row.watched_for = reason
        row.next_at = recapture_at(row.first_kept, row.last_looked)
        row.save(update_fields=["watched_for", "next_at"])
    return len(new)


def _add(
    row: ArticleRow,
    number: int,
    reading: ArticleReading,
    capture: CaptureRow,
    changed: tuple[str, ...],
) -> ArticleVersionRow:
    found_by = Text(
        kind=Searched.ARTICLE,
        owner=row.pk,
        language=row.language,
        time=row.known_since,
        text=f"{reading.words.title}\n{reading.words.text}",
    )
    index([found_by])
    return ArticleVersionRow.objects.create(
        article=row,
        number=number,
        time=reading.time,
        capture=capture,
        title=reading.words.title,
        text=reading.words.text,
        changed=list(changed),
    )


def _live(
    row: ArticleRow, judgement: Judgement, time: datetime, capture: CaptureRow | None
) -> None:
    ArticleLifeRow.objects.create(
        article=row, time=time, state=judgement.state, reason=judgement.reason, capture=capture
    )
