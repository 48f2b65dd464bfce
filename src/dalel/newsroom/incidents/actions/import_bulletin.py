"""Import of a past bulletin as incidents of an edition.

File → lines → entries → counterparts in the other language → codes where the pack has them → rows.
Nothing is written before everything is understood.
"""

import hashlib
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dalel.domain.concern import Concern
from dalel.domain.incident import IncidentText
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.incidents.actions.check import check_edition
from dalel.newsroom.incidents.actions.import_edition import edition_of, is_noted, write_edition
from dalel.newsroom.incidents.bulletin_merge import Merged, merge
from dalel.newsroom.incidents.incoming_bulletin import IncomingEdition, IncomingEntry, IncomingFile
from dalel.newsroom.incidents.queries.bulletin_file import (
    OpenedBulletin,
    content_of,
    file_at,
    open_bulletin,
)
from dalel.pack import Pack
from dalel.pack.past_editions import PastEdition
from dalel.steps.bulletins.lint import RULES


@dataclass(frozen=True, kw_only=True)
class ImportReport:
    """What was found in the files, and what of it was new.

    ``sections`` counts entries by section; ``concerns`` counts what the lint found by rule;
    ``without_counterpart`` counts entries that stand in one of two files only; ``kept`` names
    incidents of which a member wrote the newest version, so that the import left them alone;
    ``passed_over`` names what a document of our own holds beside its entries.
    """

    edition: int
    languages: tuple[str, ...]
    entries: int
    sections: Mapping[int, int]
    links: int
    tracking_removed: int
    joined_paragraphs: int
    untitled: int
    without_counterpart: int
    concerns: Mapping[str, int]
    new_incidents: int
    new_versions: int
    kept: tuple[str, ...]
    passed_over: tuple[str, ...] = ()


def import_bulletin(
    file: Path,
    *,
    pack: Pack,
    now: datetime,
    language: str | None = None,
    pair_with: Path | None = None,
    edition: int | None = None,
) -> ImportReport:
    """Bring a past bulletin in, with its counterpart in another language if there is one.

    Without ``edition`` it goes into the edition that has most of its links, else into a new one,
    whose period is the month of ``now``. The entries have no codes until a person gives them.

    :raises FileRefusedError: when a file is not understood.
    :raises EntriesMissingError: when the edition holds entries that the file has not.
    :raises EditionClosedError: when the edition is no longer open.
    """
    first = open_bulletin(file_at(file), pack, language=language)
    opened = [first]
    if pair_with is not None:
        others = [spoken for spoken in pack.languages if spoken != first.bulletin.language]
        second = others[0] if others else None
        opened.append(open_bulletin(file_at(pair_with), pack, language=second))
    period = _month(now.astimezone(ZoneInfo(pack.zone)))
    return import_opened(opened, pack=pack, period=period, now=now, edition=edition)


def import_opened(
    opened: Sequence[OpenedBulletin],
    *,
    pack: Pack,
    period: tuple[date, date],
    now: datetime,
    edition: int | None = None,
    by: Act | None = None,
) -> ImportReport:
    """Bring in a bulletin that was opened, in one or two languages.

    Without ``edition`` it goes into the edition that has most of its links, else into a new one of
    this period. ``by`` is the member who brings it in: the texts count as by that member's hand,
    since nobody else has vouched for what stands in the file.

    :raises EntriesMissingError: when the edition holds entries that the file has not.
    :raises EditionClosedError: when the edition is no longer open.
    """
    merged = merge([one.bulletin for one in opened])
    number = edition or edition_of([entry.links[0].canonical for entry in merged if entry.links])
    incoming = _incoming(opened, merged, pack, number, period)
    return _written(incoming, opened, merged, pack, now, by)


def import_past(
    folder: Path, past: PastEdition, *, pack: Pack, now: datetime
) -> ImportReport | None:
    """Bring in a past edition that the pack carries; None when its files are in already.

    The pack's codes, dates and further languages come with it, all of them drafts.

    :raises FileRefusedError: when its bulletin is not understood.
    :raises EntriesMissingError: when the edition holds entries that the files have not.
    :raises EditionClosedError: when the edition is no longer open.
    """
    files = [_file(folder / name, language) for language, name in past.files.items()]
    files.append(_file(folder / "edition.json", ""))
    if is_noted(past.number, files):
        return None
    codes = {place: entry.codes for place, entry in past.entries.items()}
    opened = [
        open_bulletin(file_at(folder / name), pack, language=language, codes=codes)
        for language, name in past.files.items()
    ]
    merged = merge([one.bulletin for one in opened])
    incoming = _incoming(opened, merged, pack, past.number, (past.period_start, past.period_end))
    introduction = {
        language: "\n\n".join(paragraphs) for language, paragraphs in past.introduction.items()
    }
    enriched = replace(
        incoming,
        files=tuple(files),
        entries=tuple(_enriched(entry, past) for entry in incoming.entries),
        introduction=introduction | dict(incoming.introduction),
    )
    return _written(enriched, opened, merged, pack, now)


def _file(path: Path, language: str) -> IncomingFile:
    digest = hashlib.sha256(content_of(path)).hexdigest()
    return IncomingFile(name=path.name, language=language, sha256=digest)


def _enriched(entry: IncomingEntry, past: PastEdition) -> IncomingEntry:
    """An entry with what the pack knows about it; what is printed outranks the pack."""
    known = past.entries.get(entry.place)
    if known is None:
        return entry
    texts = {
        language: IncidentText(language=language, title=text.title, paragraphs=text.paragraphs)
        for language, text in known.texts.items()
    }
    first, *rest = entry.links or (None,)
    if first is not None and known.source_language:
        first = replace(first, language=known.source_language)
    return replace(
        entry,
        texts=texts | dict(entry.texts),
        links=tuple(link for link in (first, *rest) if link is not None),
        date=known.date,
        codes=known.codes,
        related=known.related,
    )


def _incoming(
    opened: Iterable[OpenedBulletin],
    merged: Iterable[Merged],
    pack: Pack,
    number: int | None,
    period: tuple[date, date],
) -> IncomingEdition:
    """What the writer gets, with each concern beside the entry it is about."""
    places = {place: entry.place for entry in merged for place in entry.places}
    about: dict[str | None, list[Concern]] = {}
    for one in opened:
        for concern in one.concerns:
            place = places[one.bulletin.language, concern.entry] if concern.entry else None
            about.setdefault(place, []).append(concern)
    return IncomingEdition(
        number=number,
        number_prefix=pack.number_prefix,
        period_start=period[0],
        period_end=period[1],
        files=tuple(
            IncomingFile(name=one.name, language=one.bulletin.language, sha256=one.sha256)
            for one in opened
        ),
        entries=tuple(
            IncomingEntry(
                section=entry.section,
                order=entry.order,
                texts=entry.texts,
                links=entry.links,
                concerns=tuple(about.get(entry.place, ())),
            )
            for entry in merged
        ),
        introduction={
            one.bulletin.language: "\n\n".join(
                paragraph.text for paragraph in one.bulletin.introduction
            )
            for one in opened
            if one.bulletin.introduction
        },
        concerns=tuple(about.get(None, ())),
        rules=frozenset(RULES),
    )


def _month(now: datetime) -> tuple[date, date]:
    last = monthrange(now.year, now.month)[1]
    return date(now.year, now.month, 1), date(now.year, now.month, last)


def _written(
    incoming: IncomingEdition,
    opened: Sequence[OpenedBulletin],
    merged: tuple[Merged, ...],
    pack: Pack,
    now: datetime,
    by: Act | None = None,
) -> ImportReport:
    written = write_edition(incoming, now=now, by=by)
    check_edition(written.edition, pack, now=now)
    printed = [entry for one in opened for entry in one.bulletin.entries]
    paragraphs = [paragraph for entry in printed for paragraph in entry.paragraphs]
    links = [printed_link.link for entry in printed for printed_link in entry.links]
    return ImportReport(
        edition=written.edition,
        languages=tuple(one.bulletin.language for one in opened),
        entries=len(merged),
        sections=dict(sorted(Counter(entry.section for entry in merged).items())),
        links=len(links),
        tracking_removed=sum(link.url != link.printed for link in links),
        joined_paragraphs=sum(len(paragraph.lines) > 1 for paragraph in paragraphs),
        untitled=sum(entry.title is None for entry in printed),
        without_counterpart=sum(len(entry.places) < len(opened) for entry in merged),
        concerns=dict(
            sorted(Counter(concern.rule for one in opened for concern in one.concerns).items())
        ),
        new_incidents=written.incidents,
        new_versions=written.versions,
        kept=written.kept,
        passed_over=tuple(head for one in opened for head in one.bulletin.passed_over),
    )
