"""Reading of archived pages: extraction, relevance, claims and print, as the newsroom does it."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

from dalel.bulk.archive_records import ArchivedPage
from dalel.bulk.orders import Order, places_of
from dalel.bulk.pack_hosts import PackHosts
from dalel.bulk.page_rows import PageRow
from dalel.domain.addresses import canonical_url, host_of
from dalel.domain.article import MOST_READ, Article
from dalel.domain.errors import DalelError
from dalel.domain.extraction import Extraction, PageKind, Published, Selectors, shortened
from dalel.domain.lexicon import Lexicon
from dalel.domain.source import Source
from dalel.language.claims.claim_records import claim_record
from dalel.language.claims.reading import read_claims
from dalel.language.letters import legible
from dalel.language.vectors import Embedder, bundled
from dalel.pack import Pack, load
from dalel.pack.lexicon import lexicon
from dalel.steps.classify.classifier import OURS, Classifier, load_classifier
from dalel.steps.extract.article import read, with_language
from dalel.steps.group.prints import Print, print_of

FAILED: Final = "failed"
_LONGEST_REASON: Final = 300
#: So many rows wait for so many vectors. More at once are no faster on one core, and take memory:
#: sixty 140 MB more than twelve.
_WAITING: Final = 400
_TOGETHER: Final = 8


class Hand(Protocol):
    """Remembers which page is being read, should it end the process."""

    def holding(self, offset: int) -> AbstractContextManager[None]:
        """While it lasts, the page at this offset is read."""
        ...

    def is_alone(self, offset: int) -> bool:
        """Whether a page is to be read in a process of its own."""
        ...

    def read_alone(self, page: ArchivedPage) -> PageRow:
        """The row of such a page."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class PageDraft:
    """A page of which all is known but what needs a vector; ``article`` is None where that is all.

    ``sifted``: words alone do not rule it out.
    """

    row: PageRow
    article: Article | None = None


class PageReader:
    """Reads archived pages by a pack, its lexicon and its classifier."""

    def __init__(
        self,
        pack: Pack,
        words: Lexicon,
        classifier: Classifier,
        embedder: Embedder | None,
    ) -> None:
        self.hosts = PackHosts(pack)
        self._pack = pack
        self._zone = ZoneInfo(pack.zone)
        self._words = words
        self._classifier = classifier
        self._embedder = embedder
        named = [classifier.name, *([embedder.name] if embedder else [])]
        self._model = " + ".join(named)

    def rows(self, pages: Iterator[ArchivedPage], hand: "Hand") -> Iterator[PageRow]:
        """A row for each page, in their order."""
        waiting: list[PageDraft] = []
        for page in pages:
            if hand.is_alone(page.offset):
                waiting.append(PageDraft(row=hand.read_alone(page)))
            else:
                with hand.holding(page.offset):
                    waiting.append(self.draft(page))
            vectored = sum(one.article is not None for one in waiting)
            if vectored >= _TOGETHER or len(waiting) >= _WAITING:
                yield from self.finished(waiting, hand)
                waiting.clear()
        yield from self.finished(waiting, hand)

    def row(self, page: ArchivedPage, hand: "Hand") -> PageRow:
        """The row of one page."""
        return next(iter(self.finished([self.draft(page)], hand)))

    def unread(self, page: ArchivedPage, reason: str) -> PageRow:
        """The row of a page that is not read, and why."""
        return replace(self._begun(page)[0], state=FAILED, reason=reason)

    def draft(self, page: ArchivedPage) -> PageDraft:
        """A page as far as it is read without vectors; what goes wrong becomes its reason."""
        row, source = self._begun(page)
        if page.broken:
            return PageDraft(row=replace(row, state=FAILED, reason=page.broken))
        try:
            return self._read(page, row, source)
        # One page of a stranger never ends the work on all others.
        except Exception as error:  # noqa: BLE001
            return PageDraft(row=_failed(row, error))

    def finished(self, drafts: Sequence[PageDraft], hand: "Hand") -> Iterator[PageRow]:
        """The rows of drafts, their vectors made together."""
        vectors = iter(self._vectors([one.article for one in drafts if one.article is not None]))
        for one in drafts:
            if one.article is None:
                yield one.row
                continue
            vector = next(vectors)
            with hand.holding(one.row.offset):
                try:
                    row = self._judged(one.row, one.article, vector)
                except Exception as error:  # noqa: BLE001 - as above
                    row = _failed(one.row, error)
            yield row

    def _vectors(self, articles: Sequence[Article]) -> Iterable[Any]:
        if self._embedder is None or not articles:
            return [None] * len(articles)
        return self._embedder.vectors(articles)

    def _begun(self, page: ArchivedPage) -> tuple[PageRow, Source | None]:
        source = self.hosts.source_of(page.url)
        return PageRow(
            input=page.input,
            offset=page.offset,
            length=page.length,
            record_id=page.record_id,
            url=page.url,
            canonical=canonical_url(page.url, self._pack.addresses.of_what_was_fetched),
            host=host_of(page.url),
            source=source.id if source else "",
            captured=page.captured,
            status=page.status,
            sha256=hashlib.sha256(page.content).hexdigest() if page.content else "",
            state=PageKind.EMPTY.value,
        ), source

    def _read(self, page: ArchivedPage, row: PageRow, source: Source | None) -> PageDraft:
        found = self._extracted(page, source)
        row = replace(
            row,
            state=found.kind.value,
            reason=legible(found.reason or "")[:_LONGEST_REASON],
            title=found.title,
            published=found.published.iso if found.published else "",
            day=self._day(found.published, page.captured),
        )
        if found.kind is not PageKind.ARTICLE:
            return PageDraft(row=row)
        article = Article(
            id=row.canonical,
            language=with_language(found).language or "other",
            title=row.title,
            text=found.text[:MOST_READ],
            day=row.day,
            source_kind=source.kind if source else None,
        )
        # The score by words alone, for which `sift` asks too: the text is prepared once.
        score = self._classifier.judge(article).score
        sifted = score >= self._classifier.model.floor
        row = replace(
            row,
            language=article.language,
            model=self._model,
            sifted=sifted,
            score=score,
            text=found.text,
        )
        if sifted or score >= OURS:
            return PageDraft(row=row, article=article)
        return PageDraft(row=replace(row, text=""))

    def _extracted(self, page: ArchivedPage, source: Source | None) -> Extraction:
        return shortened(
            read(
                page.content,
                zone=self._zone,
                url=page.url,
                charset=page.charset,
                now=page.captured,
                selectors=source.selectors if source else Selectors(),
            )
        )

    def _day(self, published: Published | None, captured: datetime | None) -> date | None:
        """As the newsroom dates an article: without a day of its own that of its capture."""
        time = published.time if published else captured
        if time is not None and time.tzinfo is not None:
            return time.astimezone(self._zone).date()
        return published.day if published else None

    def _judged(self, row: PageRow, article: Article, vector: Any) -> PageRow:
        vectored = vector if row.sifted else None
        [found] = self._classifier.classify([article], [vectored])
        row = replace(
            row,
            score=found.score,
            vector=None if vectored is None else tuple(map(float, vectored)),
        )
        if not found.relevant:
            return replace(row, text="")
        taken = print_of(article)
        return replace(
            row,
            relevant=True,
            section=found.section,
            event_type=found.event_types[0].code if found.event_types else "",
            claims=self._claims(article),
            print_length=taken.length,
            print_digest=taken.digest,
            print_stems=tuple(sorted(taken.stems)),
            print_numbers=_placed(taken, "numbers"),
            print_names=_placed(taken, "names"),
        )

    def _claims(self, article: Article) -> str:
        claims = read_claims(article.text, article.language, self._words, article.day)
        deeds = self._words.deeds
        told = [claim_record(claim, article.text, deeds) for claim in claims]
        return json.dumps(told, ensure_ascii=False)


@cache
def reader_of(order: Order) -> PageReader:
    """The reader that was ordered, prepared once a process.

    :raises DalelError: when pack or model are not here, or are others than those ordered.
    """
    return _prepared(*places_of(order), bool(order.meaning))


@lru_cache(maxsize=2)
def _prepared(folder: Path, model: Path | None, has_meaning: bool) -> PageReader:  # noqa: FBT001
    pack = load(folder)
    words = lexicon(folder, pack)
    classifier = load_classifier(folder, pack, words, model)
    return PageReader(pack, words, classifier, bundled() if has_meaning else None)


def _placed(taken: Print, of: str) -> tuple[dict[str, str], ...]:
    # In the order of the text, as where reprints are looked for without a file between.
    places = getattr(taken, of).items()
    return tuple(
        {"value": value, "before": before, "after": after} for value, (before, after) in places
    )


def _failed(row: PageRow, error: Exception) -> PageRow:
    told = str(error).strip().splitlines()
    named = f"{type(error).__name__}: {told[0]}" if told else type(error).__name__
    words = told[0] if told and isinstance(error, DalelError) else named
    return replace(row, state=FAILED, reason=legible(words)[:_LONGEST_REASON], text="")
