"""The sentence that the figures of a chart bear; where they bear none, it says so.

A finding is counted from the same cells as the chart under it, and claims nothing of what happened
outside the record.
"""

from collections.abc import Mapping, Sequence

from dalel.domain.change import Trend
from dalel.domain.count_board import ALL, SEVERE, Cell, Kind, Level, Subject
from dalel.publish.figures.chart_figures import decimal
from dalel.publish.figures.words import MeasureWords

#: Something that is counted, and how often: ``("Journalist", 13)``.
Count = tuple[str, int]


def effect_finding(cells: Mapping[Subject, Cell], least: int, words: MeasureWords) -> str:
    """Whether most of an edition's entries narrow rights, or widen them.

    Below ``least`` coded entries nothing is said of most.
    """
    whole = _whole(cells)
    narrow, widen = whole.directions.get("negative", 0), whole.directions.get("positive", 0)
    if whole.coded < least:
        return _untold(
            words.gettext(
                "This record cannot tell yet whether rights are narrowed or widened: "
                "coded entries %(count)s"
            ),
            whole.coded,
            words,
        )
    if 2 * narrow > whole.coded:
        sentence = words.gettext("Most entries narrow rights: %(narrow)s of %(of)s")
    elif 2 * widen > whole.coded:
        sentence = words.gettext("Most entries widen rights: %(widen)s of %(of)s")
    else:
        sentence = words.gettext(
            "Neither prevails: %(narrow)s of %(of)s entries narrow rights, %(widen)s widen them"
        )
    number = words.wording.number
    return sentence % {
        "narrow": number(narrow),
        "widen": number(widen),
        "of": number(whole.coded),
    }


def sections_finding(cells: Mapping[Subject, Cell], least: int, words: MeasureWords) -> str:
    """In which section most entries of an edition stand."""
    counted = [
        (words.subject(subject), cell.coded)
        for subject, cell in cells.items()
        if subject.kind is Kind.SECTION
    ]
    return most_finding(
        counted,
        _whole(cells).coded,
        least,
        words.gettext("The section with most entries: %(most)s (%(count)s of %(of)s)"),
        words,
    )


def severity_finding(cells: Mapping[Subject, Cell], words: MeasureWords) -> str:
    """How many of an edition's coded entries are severe."""
    whole = _whole(cells)
    return words.gettext("Severe entries: %(count)s of %(of)s") % {
        "count": words.wording.number(whole.severe),
        "of": words.wording.number(whole.coded),
    }


def severity_measure(words: MeasureWords) -> str:
    """Which entries are called severe."""
    return words.gettext("Severe is %(least)s or %(most)s of %(most)s.") % {
        "least": SEVERE,
        "most": len(words.record.codebook.severity),
    }


def most_finding(
    counted: Sequence[Count], whole: int, least: int, sentence: str, words: MeasureWords
) -> str:
    """Which of some things stands in most entries; those that share the place are all named.

    ``sentence`` asks for ``most``, ``count`` and ``of``.
    """
    if whole < least or not counted:
        return _untold(
            words.gettext("This record cannot tell yet which is most frequent: entries %(count)s"),
            whole,
            words,
        )
    top = max(count for _, count in counted)
    return sentence % {
        "most": ", ".join(name for name, count in counted if count == top),
        "count": words.wording.number(top),
        "of": words.wording.number(whole),
    }


def levels_finding(levels: Sequence[Level], words: MeasureWords) -> str:
    """How many rights have which level, the gravest first, and of how many nothing can be said."""
    number = words.wording.number
    told = [
        f"{words.level(level)}\u00a0– {number(count)}"
        for level in reversed(Level)
        if level is not Level.UNKNOWN and (count := levels.count(level))
    ]
    if not told:
        return words.gettext("This record cannot tell yet how far any right is observed")
    if unknown := levels.count(Level.UNKNOWN):
        told.append(
            words.gettext("this record cannot tell yet – %(count)s") % {"count": number(unknown)}
        )
    return words.gettext("Of %(of)s rights: %(told)s") % {
        "of": number(len(levels)),
        "told": "; ".join(told),
    }


def quarters_finding(untold: int, rows: int, kind: Kind, words: MeasureWords) -> str:
    """Of how many rights, or sections, no quarter has enough entries for a level."""
    if not untold:
        return words.gettext("By quarter")
    sentence = (
        words.gettext("By quarter this record cannot tell yet of sections: %(count)s of %(of)s")
        if kind is Kind.SECTION
        else words.gettext("By quarter this record cannot tell yet of rights: %(count)s of %(of)s")
    )
    return sentence % {"count": words.wording.number(untold), "of": words.wording.number(rows)}


def change_finding(trend: Trend, words: MeasureWords) -> str:
    """Whether the same sources told of more than before, by the test of the figures."""
    if not trend.rises and not trend.falls:
        return words.gettext(
            "This record cannot tell of a rise or a fall: the difference may be chance"
        )
    sentence = (
        words.gettext("More entries than before: %(ratio)s times the earlier rate")
        if trend.rises
        else words.gettext("Fewer entries than before: %(ratio)s times the earlier rate")
    )
    if trend.ratio is None:
        return words.gettext("More entries than before: earlier there were none")
    return sentence % {"ratio": decimal(trend.ratio, words.wording)}


def _whole(cells: Mapping[Subject, Cell]) -> Cell:
    return cells.get(ALL, Cell(subject=ALL, period=None))


def _untold(sentence: str, count: int, words: MeasureWords) -> str:
    return sentence % {"count": words.wording.number(count)}
