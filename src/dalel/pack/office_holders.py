"""Who holds a public office of the state, since when and until when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dalel.domain.codebook import Labels


@dataclass(frozen=True, kw_only=True)
class OfficeHolder:
    """A person in an office; a day that is not known for sure is None.

    ``called`` are phrases for the office by language, one of which beside the name tells that the
    holder is meant; where ``alone`` the full name by itself tells it.
    """

    names: Labels
    office: Labels
    called: Mapping[str, tuple[str, ...]]
    since: date | None = None
    until: date | None = None
    alone: bool = False

    def holds_on(self, day: date | None) -> bool:
        """Whether the office was held on a day; of no day nothing is known against it."""
        return day is None or (
            (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
        )


@dataclass(frozen=True, kw_only=True)
class OfficeHolders:
    """``office_holders.toml``: those whom the pack knows."""

    holders: tuple[OfficeHolder, ...] = ()


def problems(
    known: tuple[OfficeHolder, ...], languages: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """What is wrong: a language without a word, a family name missing, days in the wrong order."""
    for place, one in enumerate(known):
        key = f"holders.[{place}]"
        for language in languages:
            if len(one.names.get(language, "").split()) <= 1:
                yield f"{key}.names.{language}", "wanted first and last name"
            if not one.office.get(language):
                yield f"{key}.office.{language}", "no word"
            if not one.called.get(language):
                yield f"{key}.called.{language}", "no phrase"
        if one.since and one.until and one.until < one.since:
            yield f"{key}.until", "before since"
