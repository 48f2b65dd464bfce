"""Views of official figures: series with their entries, articles and doubts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from urllib.parse import urlsplit

from dalel.domain.dates import PartialDate, Precision
from dalel.domain.measure_rules import OfficialRules
from dalel.domain.official import Doubt, Official
from dalel.publish.figures.chart_figures import decimal
from dalel.publish.figures.views import EntryLink, entry_links
from dalel.publish.figures.words import MeasureWords
from dalel.publish.views.dates import DateWording
from dalel.publish.views.render import clean

#: From so many percent on.
_TIMES: Final = 200
_MILLION: Final = Decimal(1_000_000)
_BILLION: Final = 1000 * _MILLION
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
    ``rounded`` are the same value as other sentences round it, ``cited`` what the entries rest on
    where no article of theirs was read.
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
    rounded: tuple[str, ...] = ()
    cited: tuple[ArticleLink, ...] = ()


def official_views(
    figures: Iterable[Official],
    doubts: Iterable[Doubt],
    words: MeasureWords,
    *,
    inside: bool = False,
) -> tuple[OfficialView, ...]:
    """The values of the series together, the earliest period first.

    A value that several entries, articles and languages give stands once, in the words of this
    language where it has any, and to the public also where some of them round it. The public reads
    what is given in its own language, with all that give the same; ``inside`` the newsroom the
    rest is shown, too, and sentences of articles.
    """
    found: dict[tuple[object, ...], list[Official]] = {}
    for figure in sorted(figures, key=lambda one: one.language != words.wording.language):
        key = figure.series, figure.period, figure.value, figure.unit
        found.setdefault(key, []).append(figure)
    shown = [
        same for same in found.values() if inside or same[0].language == words.wording.language
    ]
    shown = shown if inside else _once(shown)
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


def _once(groups: Sequence[Sequence[Official]]) -> list[list[Official]]:
    """Values of which one is the other one rounded become one, the exacter figures first."""
    kept: list[list[Official]] = []
    for same in sorted(groups, key=lambda same: _width(same[0])):
        whole = next((one for one in kept if _rounds(same[0], one[0])), None)
        if whole is None:
            kept.append(list(same))
        else:
            whole.extend(same)
    first = [same[0] for same in groups]
    return sorted(kept, key=lambda same: min(first.index(one) for one in same if one in first))


def _width(figure: Official) -> Decimal:
    """How much the words leave open."""
    least, most = figure.bounds or (figure.value, figure.value)
    return Decimal("Infinity") if most is None else most - least


def _rounds(coarse: Official, fine: Official) -> bool:
    """Whether one figure gives the other one, rounded or cut to fewer digits."""
    of_one = (coarse.series, coarse.period, coarse.unit) == (fine.series, fine.period, fine.unit)
    if not of_one or not coarse.period or not fine.value or not coarse.value:
        return False
    if not coarse.may_be_of(fine) or not coarse.agrees_with(fine):
        return False
    digits = Decimal(1).scaleb(coarse.value.normalize().adjusted() - _significant(coarse) + 1)
    cut = (fine.value // digits) * digits
    return coarse.value in {cut, cut + digits} and abs(coarse.value - fine.value) < digits


def _significant(figure: Official) -> int:
    """How many digits a value has before its noughts."""
    return len(figure.value.normalize().as_tuple().digits)


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
        what=_label(figure, words) or clean(what),
        value=_value_words(figure, wording),
        rounded=tuple(
            dict.fromkeys(
                told
                for one in same
                if (told := _value_words(one, wording)) != _value_words(figure, wording)
            )
        ),
        period=_period_words(figure.period, words),
        growth=", ".join(dict.fromkeys(_growth_words(one.growth, wording) for one in grown)),
        base=_base_words(based[0], wording) if based else "",
        bodies=", ".join(dict.fromkeys(clean(body) for one in named for body in one.bodies)),
        quotes=tuple(dict.fromkeys(clean(one.quote) for one in quoted)),
        doubts=tuple(
            dict.fromkeys(words.because(one.reason) for one in doubts if one.official in same)
        ),
        entries=entry_links(dict.fromkeys(one.entry for one in same), words),
        articles=_links((one.source for one in same if one.source), words),
        cited=_links((_cited(one.entry, words) for one in same if not one.source), words),
    )


def _links(addresses: Iterable[str], words: MeasureWords) -> tuple[ArticleLink, ...]:
    """Ways to these articles, each once."""
    return tuple(
        ArticleLink(url=clean(url), name=_outlet(url, words))
        for url in dict.fromkeys(addresses)
        if url
    )


def _cited(number: str, words: MeasureWords) -> str:
    """The address that an entry cites first; empty where it cites none."""
    incident = words.record.by_number.get(number)
    return incident.links[0].url if incident and incident.links else ""


def _label(figure: Official, words: MeasureWords) -> str:
    """What is counted, about what and where, as the pack calls it; empty where it has no name."""
    snapshot, language = words.record.snapshot, words.wording.language
    rules = snapshot.measures.rules.official if snapshot.measures else OfficialRules()
    thing = rules.things.get(figure.thing)
    name = thing.labels.get(language, "") if thing else ""
    if not name:
        return ""
    known = {**snapshot.places, **rules.topic_labels}
    about = [
        label
        for code in figure.series
        if (label := known.get(code, {}).get(language)) and code != figure.thing
    ]
    told = f"{name}: {', '.join(about)}" if about else name
    return told[0].upper() + told[1:]


def _value_words(figure: Official, wording: DateWording) -> str:
    """``> 86 000 000`` where the text says "more than", and ``≈`` where it rounds."""
    least, most = figure.bounds or (figure.value, figure.value)
    # A zero that is given exactly is not "less than zero".
    sign = "> " if most is None else "" if least == most else "< " if not least else "≈ "
    value = f"{sign}{_short(figure.value, wording)} {_unit(figure.unit, wording)}"
    return value.strip().replace(" ", "\u00a0")


def _short(value: Decimal, wording: DateWording) -> str:
    """``86,3 млн``, ``16,4 млрд`` where that leaves nothing out; else all digits."""
    gettext = wording.words.gettext
    for size, words in (
        (_BILLION, gettext("%(number)s bn")),
        (_MILLION, gettext("%(number)s mn")),
    ):
        if value >= size and value * 10 % size == 0:
            return words % {"number": decimal(float(value / size), wording)}
    return decimal(float(value), wording)


def _unit(code: str, wording: DateWording) -> str:
    """A currency as news writes it; one that is not known stands as its code."""
    gettext = wording.words.gettext
    names = {"KZT": gettext("tenge"), "USD": gettext("US dollars"), "EUR": gettext("euros")}
    return names.get(code, code)


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
    if low > _MILLION and low != high:
        # So many digits would say more than the growth does.
        tenth = wording.words.gettext("%(number)s mn")
        ends = (decimal(end / int(_MILLION), wording) for end in (low, high))
        return tenth % {"number": "–".join(dict.fromkeys(ends))}
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
