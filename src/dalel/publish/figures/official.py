"""Views of official figures: series with their entries, articles and doubts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from urllib.parse import urlsplit

from dalel.domain.dates import PartialDate, Precision
from dalel.domain.official import Doubt, Official
from dalel.publish.figures.chart_figures import decimal
from dalel.publish.figures.views import EntryLink, entry_links
from dalel.publish.figures.words import MeasureWords
from dalel.publish.views.dates import DateWording
from dalel.publish.views.render import clean

#: From so many percent on.
_TIMES: Final = 200
_PRECISIONS: Final = {4: Precision.YEAR, 7: Precision.MONTH}


@dataclass(frozen=True, kw_only=True)
class ArticleLink:
    """A way to an article: its address, and the outlet's name or host."""

    url: str
    name: str


@dataclass(frozen=True, kw_only=True)
class OfficialView:
    """A value of a series: what it counts, for when, from what it grew, who gives it, the doubts.

    ``quotes`` are the sentences; to the public those of entries, others are read in the articles.
    """

    what: str
    value: str
    period: str
    growth: str
    base: str
    bodies: str
    quotes: tuple[str, ...]
    doubts: tuple[str, ...]
    entries: tuple[EntryLink, ...]
    articles: tuple[ArticleLink, ...]


def official_views(
    figures: Iterable[Official],
    doubts: Iterable[Doubt],
    words: MeasureWords,
    *,
    inside: bool = False,
) -> tuple[OfficialView, ...]:
    """The values of the series together, the earliest period first.

    A value that several entries, articles and languages give stands once, in the words of this
    language where it has any. The public reads what is given in its own language, with all that
    give the same; ``inside`` the newsroom the rest is shown, too, and sentences of articles.
    """
    found: dict[tuple[object, ...], list[Official]] = {}
    for figure in sorted(figures, key=lambda one: one.language != words.wording.language):
        key = figure.series, figure.period, figure.value, figure.unit
        found.setdefault(key, []).append(figure)
    shown = [
        same for same in found.values() if inside or same[0].language == words.wording.language
    ]
    first_seen: dict[tuple[str, ...], int] = {}
    names: dict[tuple[str, ...], str] = {}
    for same in shown:
        first, series = same[0], same[0].series
        first_seen.setdefault(series, len(first_seen))
        # The shortest has the fewest endings.
        names[series] = min(names.get(series, first.what), first.what, key=len)
    doubtful = tuple(doubts)
    return tuple(
        _view(same, names[same[0].series], doubtful, words, inside=inside)
        for same in sorted(shown, key=lambda same: (first_seen[same[0].series], same[0].period))
    )


def _view(
    same: Sequence[Official],
    what: str,
    doubts: Sequence[Doubt],
    words: MeasureWords,
    *,
    inside: bool,
) -> OfficialView:
    """Figures that say the same, in words."""
    figure, wording = same[0], words.wording
    grown = [one for one in same if one.growth is not None]
    based = [one.base for one in grown if one.base]
    own = wording.language
    # A body once, not in each language.
    named = [one for one in same if one.language == own and one.bodies] or same
    quoted = [one for one in same if inside or (not one.source and one.language == own)]
    return OfficialView(
        what=clean(what),
        value=_value_words(figure, wording),
        period=_period_words(figure.period, words),
        growth=", ".join(dict.fromkeys(_growth_words(one.growth, wording) for one in grown)),
        base=_base_words(based[0], wording) if based else "",
        bodies=", ".join(dict.fromkeys(clean(body) for one in named for body in one.bodies)),
        quotes=tuple(dict.fromkeys(clean(one.quote) for one in quoted)),
        doubts=tuple(
            dict.fromkeys(words.because(one.reason) for one in doubts if one.official in same)
        ),
        entries=entry_links(dict.fromkeys(one.entry for one in same), words),
        articles=tuple(
            ArticleLink(url=clean(url), name=_outlet(url, words))
            for url in dict.fromkeys(one.source for one in same if one.source)
        ),
    )


def _value_words(figure: Official, wording: DateWording) -> str:
    """``> 86 000 000`` where the text says "more than", and ``≈`` where it rounds."""
    least, most = figure.bounds or (figure.value, figure.value)
    # A zero that is given exactly is not "less than zero".
    sign = "> " if most is None else "" if least == most else "< " if not least else "≈ "
    value = f"{sign}{decimal(float(figure.value), wording)} {figure.unit}"
    return value.strip().replace(" ", "\u00a0")


def _growth_words(growth: Decimal | None, wording: DateWording) -> str:
    """``+18,4 %``; what more than tripled is told in times, as it is in news."""
    if growth is None:
        return ""
    if growth >= _TIMES:
        return f"×\u00a0{decimal(float(growth / 100 + 1), wording)}"
    sign = "+" if growth > 0 else ""
    return f"{sign}{decimal(float(growth), wording)}\u00a0%"


def _base_words(base: tuple[int, int], wording: DateWording) -> str:
    low, high = base
    if low == high:
        return wording.number(low)
    return f"{wording.number(low)}–{wording.number(high)}"


def _outlet(url: str, words: MeasureWords) -> str:
    host = (urlsplit(url).hostname or url).removeprefix("www.")
    source = next((one for one in words.record.snapshot.sources if one.host == host), None)
    return source.name(words.wording.language) if source else host


def _period_words(iso: str, words: MeasureWords) -> str:
    if not iso:
        return ""
    precision = Precision.INTERVAL if "/" in iso else _PRECISIONS[len(iso)]
    return words.wording.known(PartialDate(iso=iso, precision=precision))
