"""Checks the sentences about a period against the counted and official figures."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import cattrs

from dalel.domain.article import Article
from dalel.domain.edition import Edition
from dalel.domain.errors import DalelError
from dalel.domain.incident import Incident, IncidentText
from dalel.domain.measures import Measures
from dalel.domain.official import Doubt, Official
from dalel.domain.snapshot import Snapshot
from dalel.language.claims.reader_digest import code_digest, reader_digest
from dalel.newsroom.figures.queries import measure_material
from dalel.newsroom.frame.pack_in_force import lexicon_at, pack_at
from dalel.newsroom.frame.proved_once import digest_of, is_proved, note
from dalel.newsroom.frame.searched_in_vain import SearchedInVain
from dalel.newsroom.incidents.queries.cited import cited_by
from dalel.newsroom.incidents.queries.quoted_articles import Quoted, cited_texts, story_texts
from dalel.pack import Pack
from dalel.publish.figures.summary import sheet, summary
from dalel.publish.figures.words import MeasureWords
from dalel.publish.views.dates import wording
from dalel.publish.views.record import IndexedSnapshot
from dalel.steps.check.facts.checking import check_values
from dalel.steps.check.facts.evidence import PreparedEvidence, prepare
from dalel.steps.check.facts.findings import ClaimKind
from dalel.steps.measure.official import official_figures
from dalel.steps.measure.official_series import doubts, joined

_FIGURES: Final = frozenset({ClaimKind.NUMBER, ClaimKind.PERCENT, ClaimKind.MONEY})
#: The check's word for a value that stands nowhere. It doubts others by the words beside them, and
#: those of a table are too alike for that.
_NOWHERE: Final = "nowhere"
#: What checks, and what finds figures, beside what reads.
_CHECKS: Final = "dalel.steps.check"
_MEASURES: Final = "dalel.steps.measure"


class UncountedError(DalelError):
    """A sentence about the figures holds a number that nobody counted."""


def told(pack: Pack, snapshot: Snapshot) -> Measures | None:
    """The measures with their sentences, in every language of labels.

    :raises UncountedError: when the fact check finds a number in them that is not on the sheet.
    """
    if snapshot.measures is None:
        return None
    record = IndexedSnapshot(snapshot, "")
    summaries = {}
    for language in pack.ui_languages:
        words = MeasureWords(record, wording(language))
        for edition in snapshot.editions:
            cells = snapshot.measures.editions[edition.number]
            sentences = summary(edition, cells, words)
            # The day and the name of the period are no figures: they are the question.
            figures = (
                *sheet(cells, words),
                ("", words.wording.period(edition.period_start, edition.period_end)),
            )
            prove(sentences, figures, language, pack.folder)
            summaries[edition.number, language] = sentences
    last = max((edition.period_end for edition in snapshot.editions), default=None)
    as_of = snapshot.measures.board.as_of
    cited = cited_texts(cited_by(snapshot.incidents), ZoneInfo(pack.zone))
    articles = {
        incident.number: tuple(
            (link.url, cited[link.canonical])
            for link in incident.links
            if link.canonical in cited and not incident.is_taken_back
        )
        for incident in snapshot.incidents
    }
    official = official_of(pack, snapshot.incidents, _days(snapshot.editions), articles, as_of)
    return replace(
        snapshot.measures,
        summaries=summaries,
        official=official,
        doubts=doubts(official, (last or as_of).year, as_of),
    )


def official_now(
    pack: Pack, incidents: Sequence[Incident], today: date
) -> tuple[tuple[Official, ...], tuple[Doubt, ...]]:
    """The official figures of these incidents and of all articles of their stories, with doubts."""
    articles = story_texts(ZoneInfo(pack.zone))
    official = official_of(pack, incidents, measure_material.printed(), articles, today)
    return official, doubts(official, today.year, today)


def _days(editions: Iterable[Edition]) -> dict[str, date]:
    """The day as on which entries without a day are read: the last one of their edition."""
    return {number: edition.period_end for edition in editions for number in edition.numbers}


def official_of(
    pack: Pack,
    incidents: Sequence[Incident],
    days: Mapping[str, date],
    articles: Mapping[str, Sequence[tuple[str, Quoted]]],
    as_of: date,
) -> tuple[Official, ...]:
    """The official figures that entries give, then those of their articles.

    An entry is read as on its day, an article as on its own. What both languages of an entry give
    is of one series.
    """
    found: list[Official] = []
    vain = _read_in_vain(pack.folder)

    def read(text: str, language: str, number: str, day: date, source: str) -> None:
        parts = (language, day.isoformat(), "article" if source else "entry", text)
        if vain.is_known(*parts):
            return
        given = _figures_of(text, language, number, pack.folder, day, source)
        found.extend(given)
        if not given:
            vain.note(*parts)

    for one in incidents:
        cited = [article.day for _, article in articles.get(one.number, ())]
        day = _day_of(one, days.get(one.number, as_of), cited)
        for language, text in one.texts.items():
            read(_whole(text), language, one.number, day, "")
    for one in incidents:
        for url, article in articles.get(one.number, ()):
            read(article.text, article.language, one.number, article.day, url)
    vain.keep()
    return joined(found)


def _read_in_vain(folder: Path) -> SearchedInVain:
    """The texts that give no official figure, as texts are read now."""
    rules = json.dumps(
        cattrs.unstructure(pack_at(folder).measures.official), ensure_ascii=False, default=sorted
    )
    reader = (reader_digest(lexicon_at(folder)), code_digest(_MEASURES), rules)
    return SearchedInVain("texts-without-figures", digest_of(reader))


def _day_of(incident: Incident, edition: date, articles: Iterable[date]) -> date:
    """As on which day an entry is read: its own, else that of the last article behind it.

    An edition can print what is half a year old: its own last day is only the latest possible.
    """
    if incident.date:
        return incident.date.first_day
    return min(edition, max(articles, default=edition))


def _whole(text: IncidentText) -> str:
    """Title and summary: a headline gives the number that a summary may round."""
    return f"{text.title.rstrip('.')}.\n\n{text.summary}" if text.title else text.summary


@lru_cache(maxsize=16384)
def _figures_of(
    text: str, language: str, number: str, folder: Path, day: date, source: str
) -> tuple[Official, ...]:
    rules = pack_at(folder).measures.official
    return official_figures(text, language, number, lexicon_at(folder), rules, day, source)


def prove(
    sentences: Iterable[str], figures: Iterable[tuple[str, str]], language: str, folder: Path
) -> None:
    """Hold sentences against the figures that they are to tell.

    :raises UncountedError: naming the first number that is none of them.
    """
    lines = tuple(f"{name}: {value}." for name, value in figures)
    _prove(tuple(sentences), lines, language, folder)


@lru_cache(maxsize=512)
def _prove(sentences: tuple[str, ...], lines: tuple[str, ...], language: str, folder: Path) -> None:
    """A build asks for the same again as long as nothing has changed, and so does the next one."""
    lexicon = lexicon_at(folder)
    proof = digest_of(
        (reader_digest(lexicon), code_digest(_CHECKS), language, *lines, "", *sentences)
    )
    if is_proved(proof):
        return
    table = Article(id="figures", language=language, title="", text="\n".join(lines))
    evidence = PreparedEvidence(articles=(prepare(table, lexicon),))
    for sentence in sentences:
        for found in check_values(sentence, language, evidence, lexicon).findings:
            if found.kind in _FIGURES and found.reason.code == _NOWHERE:
                raise UncountedError(f"“{found.text}” was not counted: {sentence}")
    note(proof)
