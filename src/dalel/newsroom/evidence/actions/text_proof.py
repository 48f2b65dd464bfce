"""Proof of texts: what a version of an article says is what is read from the body that was kept.

Each body is read once more, in a process of its own. Where something else is read, by another
version of the reader, each line of the text has to be a line of the page all the same.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import tzinfo
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from dalel.domain.article_status import ArticleWords, changes
from dalel.domain.exchange import Answer
from dalel.domain.source import Source
from dalel.domain.standing_words import StandingPage
from dalel.language.letters import decode, legible
from dalel.newsroom.evidence.actions.archive import answer_from
from dalel.newsroom.evidence.actions.extract import words_read
from dalel.newsroom.evidence.models import ArticleVersionRow, CaptureRow
from dalel.newsroom.evidence.queries.captures import record
from dalel.newsroom.evidence.queries.row_proof import Found
from dalel.newsroom.evidence.queries.version_proof import ToldByDalel
from dalel.newsroom.frame.transactions import BATCH
from dalel.newsroom.frame.unread_cells import broken_cells
from dalel.pack import Pack
from dalel.steps.archive.findings import ArchiveFault
from dalel.steps.archive.seals import day_of
from dalel.steps.archive.vault import Vault

_SHORT: Final = 80
_OTHERS: Final = (
    "made by Dalel itself of tables and measurements, withheld since, or their body cannot be had"
)


def hold_texts(
    vault: Vault, pack: Pack, found: Found, tick: Callable[[], None]
) -> Iterator[ArchiveFault]:
    """Hold the title and the text of each version against the body of its capture."""
    found.why = _OTHERS
    dalel, zone = ToldByDalel(pack), ZoneInfo(pack.zone)
    sources = {source.id: source for source in pack.sources}
    shown = _Shown(vault)
    rows = ArticleVersionRow.objects.select_related("capture", "article", "article__source")
    for row in rows.order_by("capture", "pk").iterator(chunk_size=BATCH):
        tick()
        if _may_say_nothing(row):
            what = "it has words, and its body is withheld" if row.title or row.text else ""
        elif dalel.tells(row.article, row.capture) or not shown.look_at(row.capture):
            what = _not_held(row, dalel, found)
        else:
            found.held += 1
            read = partial(_read_now, row, shown.answer, sources, zone)
            what = _wrong(row, shown, read, found)
        if what:
            about = {"capture": row.capture.link, "day": day_of(row.capture.time)}
            yield from found.fault(f"{_name(row)}: {what}", **about)
    yield from found.rest()


def _not_held(row: ArticleVersionRow, dalel: ToldByDalel, found: Found) -> str:
    found.not_held += 1
    if dalel.is_named(row.article, row.capture):
        found.to_see.append(_name(row))
    return ""


def _wrong(
    row: ArticleVersionRow, shown: "_Shown", read: Callable[[], ArticleWords], found: Found
) -> str:
    """What is wrong with the words of a version; empty: nothing is."""
    if broken := broken_cells(row):
        return f"{', '.join(broken)}: the bytes are no text"
    # Versions of before may have control characters that are not read any more.
    wanted = ArticleWords(title=legible(row.title), text=legible(row.text))
    if not changes(read(), wanted):
        return ""
    if not (wanted.title or wanted.text):
        return "it was emptied, and its body is not withheld"
    wrong = list(_not_there(wanted, shown.page))
    if not wrong:
        found.otherwise.append(_name(row))
        return ""
    first = wrong[0] if len(wrong[0]) <= _SHORT else f"{wrong[0][:_SHORT]}…"
    return f"{len(wrong)} lines are not in the page that was kept: {first!r}"


def _not_there(wanted: ArticleWords, page: StandingPage) -> Iterator[str]:
    if not page.has(wanted.title):
        yield wanted.title
    yield from page.missing(wanted.text)


def _may_say_nothing(row: ArticleVersionRow) -> bool:
    """Whether its body is withheld, or it is empty since nothing of its article may be kept."""
    capture = row.capture
    if capture.withheld or (row.article.withheld and not (row.title or row.text)):
        return True
    holder = CaptureRow.objects.filter(link=capture.body_of) if capture.body_of else None
    return holder is not None and holder.exclude(withheld="").exists()


def _name(row: ArticleVersionRow) -> str:
    return f"{row.article.canonical}, version {row.number}"


class _Shown:
    """The body of the last capture that was looked at: several posts stand in one."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._link = ""
        self._is_had = False
        self.answer: Answer
        self._page: StandingPage | None = None

    @property
    def page(self) -> StandingPage:
        """The page in which lines have to stand."""
        if self._page is None:
            self._page = StandingPage(decode(self.answer.last.content, self.answer.last.charset)[0])
        return self._page

    def look_at(self, row: CaptureRow) -> bool:
        """Whether the body can be had; then it is what is looked at."""
        if row.link != self._link:
            self._link = row.link
            answer = None if row.withheld else self._answer(row)
            self._is_had = answer is not None
            if answer is not None:
                self.answer = answer
                self._page = None
        return self._is_had

    def _answer(self, row: CaptureRow) -> Answer | None:
        try:
            return answer_from(self._vault, record(row))
        except ValueError:
            # A class that there is none of: the row is held elsewhere.
            return None


def _read_now(
    row: ArticleVersionRow, answer: Answer, sources: Mapping[str, Source], zone: tzinfo
) -> ArticleWords:
    """What the reader of today reads from the page."""
    article = row.article
    source = sources.get(article.source.key) if article.source else None
    return words_read(answer, article.url, source, zone, is_post=article.is_post)
