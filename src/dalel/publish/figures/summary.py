"""An edition's figures told in sentences, and the sheet they are checked against.

The sheet of figures is made from the same cells by another way; before anybody reads the sentences
the fact check holds them against it, as it holds an entry against its sources.
"""

from collections.abc import Iterator, Mapping, Set
from statistics import median

from dalel.domain.codebook import Right
from dalel.domain.count_board import ALL, SEVERE, Cell, Kind, Level, Strand, Subject
from dalel.domain.edition import Edition
from dalel.domain.measures import Measures
from dalel.publish.figures.words import MeasureWords


def summary(
    edition: Edition, cells: Mapping[Subject, Cell], words: MeasureWords
) -> tuple[str, ...]:
    """An edition's period in sentences, the most telling first; each stands by itself."""
    whole = cells.get(ALL)
    period = _begun(words.wording.period(edition.period_start, edition.period_end))
    if whole is None:
        nothing = words.gettext(
            "%(period)s: there are no entries, which says nothing about how rights were observed."
        )
        return (nothing % {"period": period},)
    return tuple(
        sentence
        for sentences in (
            _entries(whole, period, words),
            _sections(cells, words),
            _severe(whole, words),
            _matters(whole, words),
            _people(whole, words),
            _levels(cells, words),
        )
        for sentence in sentences
    )


def _begun(sentence: str) -> str:
    """As a sentence begins: Russian months are small, and ``capitalize`` makes the rest so, too."""
    return sentence[:1].upper() + sentence[1:]


def _entries(whole: Cell, period: str, words: MeasureWords) -> Iterator[str]:
    number = words.wording.number
    yield words.ngettext(
        "%(period)s: %(total)s entry.", "%(period)s: %(total)s entries.", whole.total
    ) % {
        "period": period,
        "total": number(whole.total),
    }
    if not whole.coded:
        yield words.gettext("None of them is coded yet.")
        return
    yield words.gettext(
        "Of %(coded)s coded entries %(negative)s narrow rights, %(positive)s widen them, "
        "%(mixed)s do both, and %(neutral)s show no effect yet."
    ) % {
        "coded": number(whole.coded),
        **{
            direction: number(whole.directions.get(direction, 0))
            for direction in ("negative", "positive", "mixed", "neutral")
        },
    }
    yield words.gettext(
        "Rests on two independent sources, a document or a measurement: %(verified)s of %(coded)s."
    ) % {"verified": number(whole.verified), "coded": number(whole.coded)}


def _sections(cells: Mapping[Subject, Cell], words: MeasureWords) -> Iterator[str]:
    """Where most entries stand, and where fewest do; those without any are named, too."""
    sections = [
        (cells[subject].total if subject in cells else 0, words.subject(subject))
        for section in words.record.codebook.sections
        for subject in (Subject(kind=Kind.SECTION, code=str(section.number)),)
    ]
    most, least = max(sections, key=lambda one: one[0]), min(sections, key=lambda one: one[0])
    if most[0] > least[0]:
        yield words.gettext(
            "Most of them stand in the section “%(most)s” (%(most_count)s), fewest in “%(least)s” "
            "(%(least_count)s)."
        ) % {
            "most": most[1],
            "most_count": words.wording.number(most[0]),
            "least": least[1],
            "least_count": words.wording.number(least[0]),
        }


def _severe(whole: Cell, words: MeasureWords) -> Iterator[str]:
    if whole.coded:
        yield words.gettext(
            "Severity %(least)s or %(most)s of %(most)s: %(count)s of %(coded)s."
        ) % {
            "least": SEVERE,
            "most": len(words.record.codebook.severity),
            "count": words.wording.number(whole.severe),
            "coded": words.wording.number(whole.coded),
        }
        yield words.gettext(
            "About rules: %(law)s; about practice: %(practice)s; about remedies: %(remedy)s."
        ) % {strand.value: words.wording.number(whole.strands.get(strand, 0)) for strand in Strand}


def _matters(whole: Cell, words: MeasureWords) -> Iterator[str]:
    number = words.wording.number
    if whole.open_cases or whole.closed_cases:
        yield words.gettext("Legal matters open: %(open)s, settled: %(closed)s.") % {
            "open": number(whole.open_cases),
            "closed": number(whole.closed_cases),
        }
    if whole.remedy_days:
        yield words.gettext(
            "From happening to remedy: %(days)s days (median); known for %(known)s entries."
        ) % {
            "days": number(_days(whole)),
            "known": number(len(whole.remedy_days)),
        }


def _days(whole: Cell) -> int:
    return round(median(whole.remedy_days)) if whole.remedy_days else 0


def _people(whole: Cell, words: MeasureWords) -> Iterator[str]:
    number = words.wording.number
    if whole.people_known:
        yield words.gettext(
            "People affected: %(people)s; known for %(known)s of %(total)s entries."
        ) % {
            "people": number(whole.people),
            "known": number(whole.people_known),
            "total": number(whole.total),
        }
    else:
        yield words.gettext("How many people are affected was established for none of the entries.")


def _levels(cells: Mapping[Subject, Cell], words: MeasureWords) -> Iterator[str]:
    """Of how many rights there is not enough data, and what the others' levels are."""
    number = words.wording.number
    yield words.gettext(
        "There is not enough data for a level of %(unknown)s of %(rights)s rights."
    ) % {"unknown": number(_unknown(cells, words)), "rights": number(len(_rights(words)))}
    for level in reversed(Level):
        codes = [right.code for right in _rights(words) if _level(cells, right.code) is level]
        if codes and level is not Level.UNKNOWN:
            named = "; ".join(words.code("right", code) for code in codes)
            yield f"{words.level(level).capitalize()}: {named}."


def gaps(
    printed: Set[str], cells: Mapping[Subject, Cell], measures: Measures, words: MeasureWords
) -> Iterator[str]:
    """What is not known of the printed entries, in sentences."""
    whole = cells.get(ALL, Cell(subject=ALL, period=None))
    undated = len(printed & set(measures.board.left_out.undated))
    for count, sentence in (
        (whole.uncoded, words.gettext("Entries that are not coded yet: %(count)s.")),
        (
            undated,
            words.gettext(
                "Entries without a date: %(count)s. They count in the edition, but in no quarter "
                "or year."
            ),
        ),
        (
            whole.strands.get(Strand.REMEDY, 0),
            words.gettext(
                "Entries about remedies: %(count)s. They are counted, but no level rests on them."
            ),
        ),
    ):
        if count:
            yield sentence % {"count": words.wording.number(count)}
    if measures.changes.why_not:
        yield words.because(measures.changes.why_not)
    if not any(one.pairs for one in measures.reliability):
        yield words.gettext(
            "No entry has been coded by two people yet, so how far the codes can be relied on is "
            "not known."
        )


def sheet(cells: Mapping[Subject, Cell], words: MeasureWords) -> tuple[tuple[str, str], ...]:
    """The figures, each by its name: a table, and what the sentences are held against."""
    number = words.wording.number
    whole = cells.get(ALL, Cell(subject=ALL, period=None))
    levels = [words.subject(Subject(kind=Kind.RIGHT, code=r.code)) for r in _rights(words)]
    rows: list[tuple[str, int]] = [
        (words.gettext("Entries"), whole.total),
        (words.gettext("Coded entries"), whole.coded),
        (words.gettext("Narrow rights"), whole.directions.get("negative", 0)),
        (words.gettext("Widen rights"), whole.directions.get("positive", 0)),
        (words.gettext("Do both"), whole.directions.get("mixed", 0)),
        (words.gettext("Show no effect yet"), whole.directions.get("neutral", 0)),
        (words.gettext("Verified"), whole.verified),
        (words.gettext("Severe entries"), whole.severe),
        (words.gettext("Called severe from severity"), SEVERE),
        (words.gettext("Levels of severity"), len(words.record.codebook.severity)),
        *((_begun(words.strand(strand)), whole.strands.get(strand, 0)) for strand in Strand),
        (words.gettext("Open matters"), whole.open_cases),
        (words.gettext("Settled matters"), whole.closed_cases),
        *_affected(whole, words),
        *_remedies(whole, words),
        (words.gettext("Rights"), len(levels)),
        (words.gettext("Rights without enough data"), _unknown(cells, words)),
    ]
    for section in words.record.codebook.sections:
        subject = Subject(kind=Kind.SECTION, code=str(section.number))
        rows.append((words.subject(subject), cells[subject].total if subject in cells else 0))
    return tuple((name, number(count)) for name, count in rows)


def _affected(whole: Cell, words: MeasureWords) -> Iterator[tuple[str, int]]:
    """Nought would say that nobody was affected, where nobody knows."""
    if whole.people_known:
        yield words.gettext("People affected"), whole.people
        yield words.gettext("Entries of which that is known"), whole.people_known


def _remedies(whole: Cell, words: MeasureWords) -> Iterator[tuple[str, int]]:
    if whole.remedy_days:
        yield words.gettext("Days to remedy (median)"), _days(whole)
    yield words.gettext("Entries with a remedy"), len(whole.remedy_days)


def _rights(words: MeasureWords) -> tuple[Right, ...]:
    return words.record.codebook.rights


def _level(cells: Mapping[Subject, Cell], code: str) -> Level:
    cell = cells.get(Subject(kind=Kind.RIGHT, code=code))
    return cell.level if cell else Level.UNKNOWN


def _unknown(cells: Mapping[Subject, Cell], words: MeasureWords) -> int:
    return sum(_level(cells, right.code) is Level.UNKNOWN for right in _rights(words))
