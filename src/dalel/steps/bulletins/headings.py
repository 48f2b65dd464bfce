"""Recognition of the section headings of a bulletin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dalel.domain.codebook import Codebook
from dalel.domain.errors import BulletinError
from dalel.language.fold import distance, fold
from dalel.steps.bulletins.lines import Line

#: "1. Title", "1) Title", "II. Title", "Section 1: Title", "1-бөлім. Title".
_NUMBERED: Final = re.compile(
    r"(?:[^\W\d_]+\s+|[§№]\s*)?(?P<number>\d{1,2}|[IVX]{1,5})(?:\s*-\s*[^\W\d_]+)?"
    r"\s*[.):–—-]*\s*(?P<title>\S.*)"
)
_LONGEST: Final = 200
#: A slip in every so many letters of a title is forgiven.
_LETTERS_A_SLIP: Final = 10
_SHORTEST_PART: Final = 8


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A section's heading; ``index`` is its place among the lines."""

    section: int
    index: int
    line: int


def find_headings(lines: Sequence[Line], codebook: Codebook) -> tuple[Heading, ...]:
    """The headings of all sections of the codebook, in order of print.

    A heading has the title of a section in any language. With a number before it, or marked as a
    heading by the document, slips of a letter in ten are forgiven, and with the right number the
    first words of the title will do. A table of contents is passed over.

    :raises BulletinError: when a heading's number and title disagree, or a section has no heading
        or two.
    """
    titles = {
        (section.number, fold(label))
        for section in codebook.sections
        for label in section.labels.values()
    }
    found = [
        Heading(section=section, index=index, line=line.number)
        for index, line in enumerate(lines)
        if (section := _section(line, titles)) is not None
    ]
    headings = _without_contents(found, lines)
    _check(headings, codebook)
    return headings


def _section(line: Line, titles: set[tuple[int, str]]) -> int | None:
    if not line.text or len(line.text) > _LONGEST or line.addresses:
        return None
    match = _NUMBERED.fullmatch(line.text)
    if match is None:
        return _titled(fold(line.text), titles, forgiving=line.heading)
    number = _value(match["number"])
    title = fold(match["title"])
    section = _titled(title, titles, forgiving=True)
    if section is None and len(title) >= _SHORTEST_PART:
        parts = {n for n, whole in titles if n == number and whole.startswith(f"{title} ")}
        section = min(parts, default=None)
    if section is not None and section != number:
        raise BulletinError(
            f"the heading has number {match['number']}, but its title is that of section"
            f" {section}: {line.text}",
            line=line.number,
        )
    return section


def _titled(title: str, titles: set[tuple[int, str]], *, forgiving: bool) -> int | None:
    best: tuple[int, int] | None = None
    for number, whole in titles:
        limit = len(whole) // _LETTERS_A_SLIP if forgiving else 0
        slips = distance(title, whole, limit)
        if slips <= limit and (best is None or slips < best[0]):
            best = (slips, number)
    return best[1] if best else None


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in number]
    return sum(
        -value if value < after else value
        for value, after in zip(values, [*values[1:], 0], strict=True)
    )


def _without_contents(found: list[Heading], lines: Sequence[Line]) -> tuple[Heading, ...]:
    """Without headings that stand again further down and have nothing under them here."""
    kept = []
    for place, heading in enumerate(found):
        later = found[place + 1 :]
        again = any(other.section == heading.section for other in later)
        if again and not any(line.text for line in lines[heading.index + 1 : later[0].index]):
            continue
        kept.append(heading)
    return _without_last_of_contents(kept, lines)


def _without_last_of_contents(kept: list[Heading], lines: Sequence[Line]) -> tuple[Heading, ...]:
    """The last line of a table of contents has the bulletin's opening under it, and no link."""
    if kept and any(other.section == kept[0].section for other in kept[1:]):
        under = lines[kept[0].index + 1 : kept[1].index]
        if not any(line.addresses for line in under):
            kept = kept[1:]
    return tuple(kept)


def _check(headings: tuple[Heading, ...], codebook: Codebook) -> None:
    seen: dict[int, int] = {}
    for heading in headings:
        if heading.section in seen:
            raise BulletinError(
                f"section {heading.section} begins here a second time, first on line"
                f" {seen[heading.section]}",
                line=heading.line,
            )
        seen[heading.section] = heading.line
    if not seen:
        first = min(codebook.sections, key=lambda section: section.number)
        raise BulletinError(
            "no section begins anywhere; a heading looks like"
            f" «{first.number}. {next(iter(first.labels.values()))}»"
        )
    for section in sorted(codebook.sections, key=lambda section: section.number):
        if section.number not in seen:
            after = [h.line for h in headings if h.section > section.number]
            raise BulletinError(
                f"section {section.number} «{next(iter(section.labels.values()))}» has no heading",
                line=min(after, default=max(seen.values())),
            )
