"""Queries on articles: latest ones, versions with their differences, and judgements."""

import difflib
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models.functions import Coalesce

from dalel.domain.errors import NotFoundError
from dalel.domain.exchange import FROM_ARCHIVE
from dalel.domain.states import ArticleState
from dalel.newsroom.evidence.models import ArticleLifeRow, ArticleRow, ArticleVersionRow

#: A word with the spaces and marks behind it.
_WORDS: Final = re.compile(r"\w+\W*|\W+")
#: Paragraphs that have less in common are another one each.
_AKIN: Final = 0.5
#: Longer ones are not compared word by word: that would take too long.
_MOST_WORDS: Final = 1500
#: So many of a source's latest articles are listed.
LISTED: Final = 50


@dataclass(frozen=True, kw_only=True)
class ArticleLine:
    """An article in a list; ``key`` leads to its page at the desk and nowhere else."""

    key: int
    title: str
    language: str
    state: ArticleState
    first_kept: datetime
    versions: int


@dataclass(frozen=True, kw_only=True)
class DiffPiece:
    """A stretch beside the version before: ``kind`` is "same", "gone" or "new".

    A paragraph that was changed in places is "changed", and ``parts`` are its stretches.
    """

    kind: str
    text: str
    parts: tuple["DiffPiece", ...] = ()


@dataclass(frozen=True, kw_only=True)
class VersionView:
    """What an article said from ``time`` on; ``pieces`` compare it with the version before.

    ``title_before`` is the headline of that version where it was another one.
    """

    number: int
    time: datetime
    title: str
    title_before: str | None
    changed: tuple[str, ...]
    pieces: tuple[DiffPiece, ...]
    capture: str


@dataclass(frozen=True, kw_only=True)
class ArticleView:
    """All that is kept of an article, the newest first; ``withheld``: why its texts are gone.

    ``published_on`` is the day, where only that is known.
    """

    url: str
    source: str
    language: str
    published_at: datetime | None
    published_on: date | None
    author: str
    state: ArticleState
    first_kept: datetime
    #: Out of whose archive it was loaded, and when that one had captured it; empty: we asked.
    archive: str
    archived: datetime | None
    last_looked: datetime
    withheld: str
    versions: tuple[VersionView, ...]
    life: tuple[ArticleLifeRow, ...]


def latest(source: str) -> tuple[ArticleLine, ...]:
    """The latest articles of a source, by its id."""
    rows = ArticleRow.objects.filter(source__key=source).prefetch_related("versions")
    return tuple(
        ArticleLine(
            key=row.pk,
            title=versions[-1].title,
            language=row.language,
            state=ArticleState(row.state),
            first_kept=row.first_kept,
            versions=len(versions),
        )
        for row in rows.order_by(Coalesce("archived", "first_kept").desc(), "-pk")[:LISTED]
        if (versions := list(row.versions.all()))
    )


def article(key: int) -> ArticleView:
    """An article.

    :raises NotFoundError: when there is none of this key.
    """
    row = ArticleRow.objects.filter(pk=key).select_related("source").first()
    if row is None:
        raise NotFoundError(f"There is no article {key}.")
    versions = list(row.versions.select_related("capture").order_by("number"))
    before: list[ArticleVersionRow | None] = [None, *versions[:-1]]
    return ArticleView(
        url=row.url,
        source=row.source.name if row.source else "",
        language=row.language,
        published_at=row.published,
        published_on=date.fromisoformat(row.published_iso[:10]) if row.published_iso else None,
        author=row.author,
        state=ArticleState(row.state),
        first_kept=row.first_kept,
        archive=row.archive.removeprefix(FROM_ARCHIVE),
        archived=row.archived,
        last_looked=row.last_looked,
        withheld=row.withheld,
        versions=tuple(_view(new, old) for old, new in zip(before, versions, strict=True))[::-1],
        life=tuple(row.life.select_related("capture").order_by("-time", "-pk")),
    )


def difference(old: str, new: str) -> tuple[DiffPiece, ...]:
    """Two texts paragraph by paragraph, in the order in which one reads them."""
    before, after = old.split("\n\n"), new.split("\n\n")
    pieces: list[DiffPiece] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, start_after, end_after in matcher.get_opcodes():
        if tag == "equal":
            pieces += [DiffPiece(kind="same", text=text) for text in after[start_after:end_after]]
        elif end - start == end_after - start_after:
            pairs = zip(before[start:end], after[start_after:end_after], strict=True)
            pieces += [piece for one, other in pairs for piece in _changed(one, other)]
        else:
            pieces += [DiffPiece(kind="gone", text=text) for text in before[start:end]]
            pieces += [DiffPiece(kind="new", text=text) for text in after[start_after:end_after]]
    return tuple(pieces)


def _changed(old: str, new: str) -> tuple[DiffPiece, ...]:
    """A paragraph and the one in its place: word by word where they have most in common."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    if max(len(before), len(after)) > _MOST_WORDS or matcher.ratio() < _AKIN:
        return DiffPiece(kind="gone", text=old), DiffPiece(kind="new", text=new)
    parts: list[DiffPiece] = []
    for tag, start, end, start_after, end_after in matcher.get_opcodes():
        gone, fresh = "".join(before[start:end]), "".join(after[start_after:end_after])
        if tag == "equal":
            parts.append(DiffPiece(kind="same", text=fresh))
            continue
        parts += [DiffPiece(kind="gone", text=gone)] if gone else []
        parts += [DiffPiece(kind="new", text=fresh)] if fresh else []
    return (DiffPiece(kind="changed", text=new, parts=tuple(parts)),)


def _view(row: ArticleVersionRow, before: ArticleVersionRow | None) -> VersionView:
    return VersionView(
        number=row.number,
        time=row.time,
        title=row.title,
        title_before=before.title if before and before.title != row.title else None,
        changed=tuple(row.changed),
        pieces=difference(before.text if before else row.text, row.text),
        capture=row.capture.link,
    )
