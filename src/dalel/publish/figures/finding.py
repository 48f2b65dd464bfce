"""The finding of the home page: how each right stands in the latest edition, and how sure that is.

Everything here is counted from the cells of the edition's measures; nothing is concluded that a
rule of the pack does not give.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dalel.domain.count_board import ALL, Cell, Kind, Level, Subject
from dalel.domain.edition import Edition
from dalel.domain.measures import Measures
from dalel.publish.figures.chart_findings import change_finding
from dalel.publish.figures.words import MeasureWords

#: From the gravest on; of what is not known nothing is said here.
_LEVELS: Final = (Level.GRAVE, Level.VIOLATED, Level.PRESSED, Level.OBSERVED)


@dataclass(frozen=True, kw_only=True)
class RightFinding:
    """How one right stands: its level, the rule that gives it, and its entries by direction.

    ``before`` is its level in the edition before, in words; empty where none is known.
    """

    code: str
    name: str
    level: Level
    level_word: str
    because: str
    total: int
    directions: Mapping[str, int]
    before: str = ""


@dataclass(frozen=True, kw_only=True)
class RightsFinding:
    """What an edition shows of the rights.

    ``headline`` is one sentence, ``change`` what became of it or why nobody can tell, ``sure`` what
    it rests on. ``rights`` are those with a level, the gravest first; ``unknown`` the names of the
    others.
    """

    headline: str
    change: str
    sure: str
    rights: tuple[RightFinding, ...]
    unknown: tuple[str, ...]


def finding(
    edition: Edition, before: Edition | None, measures: Measures, words: MeasureWords
) -> RightsFinding | None:
    """What an edition shows of the rights; None when it counts no entry.

    ``before`` is the edition before it, with which its levels are compared.
    """
    cells = measures.editions.get(edition.number, {})
    whole = cells.get(ALL)
    if whole is None or not whole.total:
        return None
    earlier = measures.editions.get(before.number, {}) if before else {}
    codes = [right.code for right in words.record.codebook.rights]
    rights = [_right(code, cells, earlier, words) for code in codes if _level(cells, code)]
    return RightsFinding(
        headline=_headline([right.level for right in rights], len(codes), words),
        change=_change(measures, words),
        sure=_sure(whole, words),
        rights=tuple(sorted(rights, key=lambda right: (_LEVELS.index(right.level), -right.total))),
        unknown=tuple(words.code("right", code) for code in codes if not _level(cells, code)),
    )


def _level(cells: Mapping[Subject, Cell], code: str) -> Level | None:
    """The level of a right; None where there is not enough data."""
    cell = cells.get(Subject(kind=Kind.RIGHT, code=code))
    return cell.level if cell and cell.level is not Level.UNKNOWN else None


def _right(
    code: str,
    cells: Mapping[Subject, Cell],
    earlier: Mapping[Subject, Cell],
    words: MeasureWords,
) -> RightFinding:
    cell = cells[Subject(kind=Kind.RIGHT, code=code)]
    before = _level(earlier, code)
    return RightFinding(
        code=code,
        name=words.code("right", code),
        level=cell.level,
        level_word=words.level(cell.level),
        because=words.because(cell.because),
        total=cell.total,
        directions=cell.directions,
        before=words.level(before) if before else "",
    )


def _headline(levels: list[Level], of: int, words: MeasureWords) -> str:
    """How many rights stand at the gravest level that any right has."""
    for level in _LEVELS:
        count = levels.count(level)
        if not count:
            continue
        sentence = {
            Level.GRAVE: words.ngettext(
                "Gravely violated: %(count)s right of %(of)s",
                "Gravely violated: %(count)s rights of %(of)s",
                count,
            ),
            Level.VIOLATED: words.ngettext(
                "Violated: %(count)s right of %(of)s",
                "Violated: %(count)s rights of %(of)s",
                count,
            ),
            Level.PRESSED: words.ngettext(
                "Under pressure: %(count)s right of %(of)s",
                "Under pressure: %(count)s rights of %(of)s",
                count,
            ),
            Level.OBSERVED: words.ngettext(
                "Observed: %(count)s right of %(of)s",
                "Observed: %(count)s rights of %(of)s",
                count,
            ),
        }[level]
        return sentence % {"count": words.wording.number(count), "of": words.wording.number(of)}
    return words.gettext("This record cannot tell yet how rights are observed")


def _change(measures: Measures, words: MeasureWords) -> str:
    """What has become more or less; why nobody can tell, where nothing can be compared."""
    changes = measures.changes
    if changes.why_not or not changes.trends:
        why = f" {words.because(changes.why_not)}" if changes.why_not else ""
        return words.gettext("Whether it is getting worse this record cannot tell yet.") + why
    whole, *others = changes.trends
    changed = [one for one in others if one.rises or one.falls]
    if whole.rises or whole.falls or not changed:
        return f"{change_finding(whole, words)}."
    return "; ".join(
        f"{words.subject(one.subject)}: "
        + (words.gettext("more than before") if one.rises else words.gettext("fewer than before"))
        for one in changed
    )


def _sure(whole: Cell, words: MeasureWords) -> str:
    number = words.wording.number
    return words.gettext(
        "Of %(coded)s coded entries %(negative)s narrow rights and %(positive)s widen them. On two "
        "independent sources, a document or a measurement rest %(verified)s of %(coded)s."
    ) % {
        "coded": number(whole.coded),
        "negative": number(whole.directions.get("negative", 0)),
        "positive": number(whole.directions.get("positive", 0)),
        "verified": number(whole.verified),
    }
