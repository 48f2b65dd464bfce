"""Loads what was joined out of web archives into the inbox, as a backlog.

Each article is kept as evidence like any other. What was judged and joined is taken over as it is:
the news does not wait until the past is judged once more.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from itertools import islice
from typing import Any, Final
from zoneinfo import ZoneInfo

import cattrs

from dalel.bulk.foreign_records import ForeignArchive, RecordPlace
from dalel.bulk.joined_rows import JoinedRow
from dalel.domain.classification import Classification, SuggestedCode
from dalel.domain.errors import UnreadableError
from dalel.domain.grouping import Reprint
from dalel.domain.reason import Reason
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.evidence.actions import foreign_pages
from dalel.newsroom.evidence.actions.archive import Keeping
from dalel.newsroom.evidence.actions.collection_run import silent
from dalel.newsroom.evidence.actions.foreign_pages import ForeignPage
from dalel.newsroom.evidence.models import ArticleRow, ArticleVersionRow
from dalel.newsroom.frame.item_failure import Flaw, ItemWork
from dalel.newsroom.frame.sandbox.pool import pool
from dalel.newsroom.frame.transactions import BATCH, writing
from dalel.newsroom.stories.actions import judging_queue
from dalel.newsroom.stories.actions.open_story import open_story
from dalel.newsroom.stories.actions.placement import grow
from dalel.newsroom.stories.models import MembershipRow, StoryRow
from dalel.newsroom.stories.models.kept_reasons import reasons_out
from dalel.outside.http import Policy
from dalel.pack import Pack

#: So many articles are kept in one transaction.
_AT_ONCE: Final = 40
_LONGEST_MODEL: Final = 64


@dataclass(frozen=True, kw_only=True)
class LoadWish:
    """Which articles are loaded; no sections: all. Reprints are only counted unless wished."""

    sections: frozenset[int] = frozenset()
    since: date | None = None
    until: date | None = None
    limit: int | None = None
    reprints: bool = False

    def takes(self, row: JoinedRow) -> bool:
        """Whether an article is wished, be it a reprint or not."""
        day = row.day
        return (
            (not self.sections or row.section in self.sections)
            and (self.since is None or (day is not None and day >= self.since))
            and (self.until is None or (day is not None and day <= self.until))
        )


@dataclass(frozen=True, kw_only=True)
class LoadReport:
    """What became of the articles that were wished; ``failed`` by reason.

    ``examples`` tells by reason which article was the first, and of which archive.
    """

    loaded: int = 0
    known: int = 0
    reprints: int = 0
    stories: int = 0
    failed: Mapping[str, int] = field(default_factory=dict)
    examples: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Loading:
    """With what articles are loaded; ``name``: what is loaded, for the log of acts."""

    archive: ForeignArchive
    keeping: Keeping
    policy: Policy
    pack: Pack
    act: Act
    name: str
    now: Callable[[], datetime]
    told: Callable[[str, int], None] = silent


def load(rows: Iterable[Mapping[str, Any]], wish: LoadWish, this: Loading) -> LoadReport:
    """Load joined articles that are not here yet.

    Killed and begun again it goes on where it was; a second time it brings nothing.

    :raises AccountClosedError: when the account of who acts was closed.
    :raises StorageError: when an archive cannot be reached.
    """
    load = _Load(wish, this)
    wanted = load.wanted(JoinedRow(**row) for row in rows)
    while batch := list(islice(wanted, load.room())):
        load.take(batch)
        this.told("load", len(batch))
    load.tell_reprints()
    return load.report()


class _Load:
    def __init__(self, wish: LoadWish, this: Loading) -> None:
        self._wish = wish
        self._this = this
        self._zone: tzinfo = ZoneInfo(this.pack.zone)
        self._counts = Counter[str]()
        self._failed = Counter[str]()
        self._examples: dict[str, str] = {}
        #: The key of the story here, by what the joined file calls it.
        self._stories: dict[str, str] = {}
        #: Reprints that are here and not told as such, by their canonical address.
        self._untold: dict[str, Reprint] = {}
        self._is_noted = False

    def wanted(self, rows: Iterable[JoinedRow]) -> Iterator[JoinedRow]:
        """Articles that are wished; of reprints perhaps only how many there are."""
        passed = list[JoinedRow]()
        for row in rows:
            takes = self._wish.takes(row)
            self._counts["reprints"] += takes and bool(row.reprint_of)
            if takes and (self._wish.reprints or not row.reprint_of):
                yield row
            elif row.reprint_of:
                passed.append(row)
            if len(passed) == BATCH:
                self._find_untold({one.canonical: one for one in passed})
                passed.clear()
        self._find_untold({one.canonical: one for one in passed})

    def report(self) -> LoadReport:
        """What became of them."""
        return LoadReport(
            loaded=self._counts["loaded"],
            known=self._counts["known"],
            reprints=self._counts["reprints"],
            stories=self._counts["stories"],
            failed=dict(sorted(self._failed.items())),
            examples=self._examples,
        )

    def take(self, batch: Sequence[JoinedRow]) -> None:
        """Read, keep and place some articles."""
        known = foreign_pages.known((row.url for row in batch), self._this.pack.addresses)
        self._learn(batch, known)
        self._find_untold({known[row.url]: row for row in batch if known.get(row.url)})
        # A file that somebody put together may name an article twice.
        new = list({row.url: row for row in batch if row.url not in known}.values())
        self._counts["known"] += len(batch) - len(new)
        read: list[tuple[JoinedRow, ForeignPage]] = []
        for row, page in zip(new, pool().map(self._page, new), strict=True):
            if isinstance(page, Flaw):
                self._fail(row, page.reason)
            else:
                read.append((row, page))
        if not read:
            return
        kept, beside = foreign_pages.keep([page for _, page in read], self._this.keeping)
        with writing():
            self._note(read[0][1])
            kept.write_rows()
            foreign_pages.keep_beside(beside)
            for row, page in read:
                with ItemWork(f"Loading {row.url}", quiet=True) as item, writing():
                    self._write(row, page, kept.row(page.exchange))
                if item.failed:
                    self._fail(row, item.flaw.reason)

    def tell_reprints(self) -> None:
        """Note whom those repeat that came before their original, in this run or an earlier one."""
        for found in self._untold.values():
            with writing():
                _is_told(found, self._this.now())

    def _find_untold(self, rows: Mapping[str, JoinedRow]) -> None:
        """Note which reprints, by their canonical address here, came before what they repeat."""
        own = {name: row for name, row in rows.items() if row.reprint_of}
        here = ArticleRow.objects.filter(canonical__in=own, reprint_of=None).exclude(archive="")
        for name in here.values_list("canonical", flat=True):
            self._untold[name] = _reprint(own[name], name)

    def _fail(self, row: JoinedRow, reason: str) -> None:
        self._failed[reason] += 1
        self._examples.setdefault(reason, f"{row.url} in {row.input}")

    def room(self) -> int:
        """How many may be taken next."""
        limit = self._wish.limit
        return _AT_ONCE if limit is None else min(_AT_ONCE, limit - self._counts["loaded"])

    def _note(self, page: ForeignPage) -> None:
        """Write down once who brings in something new."""
        if not self._is_noted:
            self._this.act.note("loaded an archive", self._this.name[:200], page.exchange.vantage)
            self._is_noted = True

    def _page(self, row: JoinedRow) -> ForeignPage | Flaw:
        place = RecordPlace(
            input=row.input, offset=row.offset, length=row.length, sha256=row.sha256, url=row.url
        )
        this = self._this
        with ItemWork(f"Reading {row.url}", quiet=True) as item:
            if not _is_sound(row, this.pack):
                raise UnreadableError("its section, type or score is none that judging gives")
            record = this.archive.read(place)
            return foreign_pages.page_of(record, this.policy, this.pack, self._zone, this.now())
        return item.flaw

    def _learn(self, batch: Sequence[JoinedRow], known: Mapping[str, str]) -> None:
        """In which stories those stand here that are known: others of theirs come beside them."""
        found = MembershipRow.objects.filter(article__canonical__in=set(known.values()))
        stories = dict(found.values_list("article__canonical", "story__key"))
        for row in batch:
            if (key := stories.get(known.get(row.url, ""))) is not None:
                self._stories.setdefault(row.story, key)

    def _write(self, row: JoinedRow, page: ForeignPage, capture: Any) -> None:
        this = self._this
        if capture is None:
            raise UnreadableError("it cannot be archived")
        version = foreign_pages.write(page, capture, this.pack, this.now())
        if version is None:
            self._counts["known"] += 1
            return
        judging_queue.write_classifications([(version, _judged(row))])
        judging_queue.note_placed([version.pk])
        self._place(row, version)
        self._counts["loaded"] += 1

    def _place(self, row: JoinedRow, version: ArticleVersionRow) -> None:
        article = version.article
        if row.reprint_of:
            found = _reprint(row, article.canonical)
            if _is_told(found, self._this.now()):
                return
            self._untold[found.article] = found
        story, is_new = self._story(row, article)
        MembershipRow.objects.create(
            article=article,
            story=story,
            reasons=reasons_out(() if row.reprint_of else _reasons(row.reasons)),
            model=row.model[:_LONGEST_MODEL] or "archive",
            time=self._this.now(),
        )
        self._counts["stories"] += is_new

    def _story(self, row: JoinedRow, article: ArticleRow) -> tuple[StoryRow, bool]:
        key = self._stories.get(row.story)
        there = StoryRow.objects.filter(key=key).first() if key else None
        # A person may have put it into another one meanwhile.
        while there is not None and there.merged_into is not None:
            there = there.merged_into
        if there is not None:
            grow(there, article)
            return there, False
        story = open_story([article], taken=self._this.now(), is_touched=False)
        self._stories[row.story] = story.key
        return story, True


def _is_sound(row: JoinedRow, pack: Pack) -> bool:
    codes = pack.codebook
    has_section = row.section is None or row.section in codes.section_by_number
    has_type = not row.event_type or row.event_type in codes.term_by_code["event_type"]
    return has_section and has_type and (row.score is None or 0 <= row.score <= 1)


def _judged(row: JoinedRow) -> Classification:
    codes = (SuggestedCode(code=row.event_type, score=row.score or 0.0),) if row.event_type else ()
    return Classification(
        relevant=True,
        score=row.score or 0.0,
        section=row.section,
        event_types=codes,
        model=row.model[:_LONGEST_MODEL] or "archive",
    )


def _reprint(row: JoinedRow, canonical: str) -> Reprint:
    return Reprint(article=canonical, original=row.reprint_of, reasons=_reasons(row.reasons))


def _is_told(found: Reprint, now: datetime) -> bool:
    """Note whom an article repeats, when that is here, and does not repeat it in turn."""
    originals = ArticleRow.objects.filter(canonical=found.original)
    if not originals.exclude(reprint_of__original__canonical=found.article).exists():
        return False
    judging_queue.write_reprints([found], now)
    return True


def _reasons(told: str) -> tuple[Reason, ...]:
    try:
        return tuple(cattrs.structure(json.loads(told), list[Reason]))
    except (ValueError, TypeError, KeyError, AttributeError, cattrs.BaseValidationError):
        return ()
