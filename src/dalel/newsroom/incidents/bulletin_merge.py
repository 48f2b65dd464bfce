"""Merges the entries of a bulletin in one or two languages into incidents."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dalel.domain.bulletin import Bulletin, BulletinEntry
from dalel.domain.incident import IncidentText, Link
from dalel.steps.bulletins import pair


@dataclass(frozen=True, kw_only=True)
class Merged:
    """An entry in every language in which it was printed.

    ``places`` tells where it stood, as language and ``section.order``.
    """

    section: int
    order: int
    texts: Mapping[str, IncidentText]
    links: tuple[Link, ...]
    places: tuple[tuple[str, str], ...]

    @property
    def place(self) -> str:
        """Where it stands in the edition: ``2.3``."""
        return f"{self.section}.{self.order}"


def merge(bulletins: Sequence[Bulletin]) -> tuple[Merged, ...]:
    """The entries of one bulletin, or of two that are each other's counterpart.

    The first bulletin gives the order; what only the second has comes last in its section.
    """
    first = bulletins[0]
    languages = tuple(bulletin.language for bulletin in bulletins)
    if len(bulletins) == 1:
        return tuple(_merged(languages, (entry,), entry.order) for entry in first.entries)
    taken = Counter(entry.section for entry in first.entries)
    merged: list[Merged] = []
    for found in pair(*bulletins):
        if found.first is not None:
            merged.append(_merged(languages, (found.first, found.second), found.first.order))
        elif found.second is not None:
            taken[found.second.section] += 1
            merged.append(_merged(languages, (None, found.second), taken[found.second.section]))
    return tuple(sorted(merged, key=lambda entry: (entry.section, entry.order)))


def _merged(
    languages: tuple[str, ...], entries: tuple[BulletinEntry | None, ...], order: int
) -> Merged:
    printed = {
        language: entry
        for language, entry in zip(languages, entries, strict=True)
        if entry is not None
    }
    links = [link.link for entry in printed.values() for link in entry.links]
    return Merged(
        section=next(iter(printed.values())).section,
        order=order,
        texts={language: _text(language, entry) for language, entry in printed.items()},
        # The other language often cites the same page.
        links=tuple({link.canonical: link for link in reversed(links)}.values())[::-1],
        places=tuple(
            (language, f"{entry.section}.{entry.order}") for language, entry in printed.items()
        ),
    )


def _text(language: str, entry: BulletinEntry) -> IncidentText:
    return IncidentText(
        language=language,
        title=entry.title,
        paragraphs=tuple(paragraph.text for paragraph in entry.paragraphs),
    )
