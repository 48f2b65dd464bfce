"""Names that the newsroom knows in several languages, without those that must not be told.

A person is told only where the naming rule has the full name printed: by the decision in the
incident at hand, else by all that were made in others, else by the usual role of one who neither
went public nor agreed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from dalel.domain.dates import PartialDate, Precision
from dalel.domain.lexicon import Lexicon
from dalel.domain.names import KnownName, KnownNames, NameKind, Sureness
from dalel.domain.states import GONE
from dalel.language.fold import fold
from dalel.language.name_book import NameBesideText, NameBook, merged, names_of
from dalel.language.names_offered import names_offered
from dalel.newsroom.incidents.models import (
    NameChoiceRow,
    OutletRow,
    PersonRow,
    ShownNameRow,
    TextVersionRow,
)
from dalel.newsroom.incidents.queries.hidden_names import (
    NamesKey,
    is_full,
    names_key,
    naming_outcomes,
)
from dalel.newsroom.incidents.queries.incident_sources import incident_sources
from dalel.newsroom.incidents.queries.withdrawn_words import withdrawn_words
from dalel.pack import Pack
from dalel.pack.naming_rules import Naming, PersonStanding

#: Whoever nobody has said anything about.
_PRIVATE: Final = "private_person"
_NO_STAGE: Final = "none"


@dataclass(frozen=True, kw_only=True)
class RememberedName:
    """A name as the page of names lists it.

    ``key`` is that of an editor's choice, 0 of what was only shown; ``times`` counts what has
    shown it; ``person`` is the key of who of the registry bears it.
    """

    kind: NameKind
    names: Mapping[str, str]
    sure: Sureness
    key: int = 0
    times: int = 0
    person: int = 0
    office: Mapping[str, str] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    member: str = ""
    time: datetime | None = None

    @property
    def first(self) -> PartialDate | None:
        """The first day, as pages tell it."""
        return _told_day(self.since)

    @property
    def last(self) -> PartialDate | None:
        """The last day, as pages tell it."""
        return _told_day(self.until)


def _told_day(day: date | None) -> PartialDate | None:
    return None if day is None else PartialDate(iso=day.isoformat(), precision=Precision.DAY)


def known_names(pack: Pack, lexicon: Lexicon | None = None, number: str = "") -> KnownNames:
    """All names that may be told, in an incident or in general, and those that must not be.

    ``number`` is that of the incident; with the lexicon also bodies and places of the country.
    """
    persons = _Persons(pack.naming, number)
    known = [
        *_chosen(persons),
        *persons.known(),
        *_outlets(),
        *(
            KnownName(kind=NameKind.OUTLET, names=one.names, sure=Sureness.SHOWN)
            for one in pack.sources
            if len(one.names) > 1
        ),
        *_shown(),
        *(names_of(lexicon) if lexicon is not None else ()),
    ]
    return KnownNames(known=merged(known), hidden=_not_to_be_told(persons))


def _not_to_be_told(persons: "_Persons") -> tuple[str, ...]:
    return (*persons.hidden(), *withdrawn_words())


def names_beside(
    number: str, texts: Mapping[str, str], book: NameBook, languages: Iterable[str]
) -> tuple[tuple[str, str, tuple[NameBesideText, ...]], ...]:
    """The names of an incident's articles and texts: from which language, into which, and what.

    ``texts`` are those of the incident itself, by language.
    """
    told: dict[str, str] = defaultdict(str)
    for one in incident_sources(number):
        told[one.language] += f"{one.title}\n{one.text}\n"
    for language, text in texts.items():
        told[language] += f"{text}\n"
    spoken = tuple(languages)
    return tuple(
        (
            source,
            target,
            tuple(names_offered(told[source], source, book.beside(told[source], source, target))),
        )
        for source in spoken
        for target in spoken
        if source != target and source in told
    )


def remembered(pack: Pack, words: str = "") -> tuple[RememberedName, ...]:
    """The names that were chosen or shown, by name; those of which each word begins a part."""
    hidden = NameBook(KnownNames(hidden=_not_to_be_told(_Persons(pack.naming, ""))))
    wanted = fold(words).split()
    found = [
        one
        for one in (*_choices(), *_counted())
        if _begins(one.names, wanted) and not _hides(hidden, one)
    ]
    chosen = {names_key(one.names) for one in found if one.key}
    rows = [one for one in found if one.key or names_key(one.names) not in chosen]
    return tuple(sorted(rows, key=lambda one: [name.casefold() for name in one.names.values()]))


def texts_of(number: str) -> dict[str, str]:
    """The newest texts of an incident, by language."""
    rows = TextVersionRow.objects.filter(incident__number=number).order_by("number")
    return {row.language: "\n".join([row.title or "", *row.paragraphs]) for row in rows}


def told_persons(pack: Pack) -> frozenset[int]:
    """The keys of persons of the registry who may be named, as far as anybody has decided."""
    return _Persons(pack.naming, "").told


def office_holders(pack: Pack) -> tuple[Mapping[str, str], ...]:
    """The names of persons of the registry whom the rule names in full, whatever the incident.

    These are the holders of offices; what was decided of anybody in some incident outranks it.
    """
    offices = [
        role
        for role in pack.naming.roles
        if is_full(
            PersonStanding(role=role, stage=_NO_STAGE, public=False, consent=False), pack.naming
        )
    ]
    names = list(
        PersonRow.objects.filter(role__in=offices).order_by("pk").values_list("names", flat=True)
    )
    if not names:
        return ()
    hidden = {names_key(one.names) for one in naming_outcomes(pack.naming) if not one.is_full}
    return tuple(one for one in names if names_key(one) not in hidden)


class _Persons:
    """The persons on record, by what each is called, and whether the name may be told."""

    def __init__(self, naming: Naming, number: str) -> None:
        self._naming = naming
        self.rows: dict[int, PersonRow] = {row.pk: row for row in PersonRow.objects.all()}
        self.here: frozenset[int] = (
            frozenset(
                PersonRow.objects.filter(incidents__number=number).values_list("pk", flat=True)
            )
            if number
            else frozenset()
        )
        self._decided: dict[NamesKey, dict[str, bool]] = defaultdict(dict)
        for one in naming_outcomes(naming):
            self._decided[names_key(one.names)][one.number] = one.is_full
        self._number = number
        self.told = frozenset(
            key for key, row in self.rows.items() if self._may_tell(names_key(row.names), row.role)
        )

    def _may_tell(self, names: NamesKey, role: str) -> bool:
        """Whether a person of these names may be named."""
        decided = self._decided.get(names, {})
        if self._number in decided:
            return decided[self._number]
        if decided:
            return all(decided.values())
        known = role if role in self._naming.roles else _PRIVATE
        standing = PersonStanding(role=known, stage=_NO_STAGE, public=False, consent=False)
        return is_full(standing, self._naming)

    def known(self) -> Iterator[KnownName]:
        """The persons who may be named."""
        for key, row in self.rows.items():
            if key in self.told:
                yield KnownName(
                    kind=NameKind.PERSON,
                    names=row.names,
                    sure=Sureness.SHOWN,
                    key=f"person {key}",
                    is_here=key in self.here,
                )

    def hidden(self) -> Iterator[str]:
        """The names of those who may not be."""
        named = {names_key(row.names): row.names for row in self.rows.values()}
        told = {names_key(self.rows[key].names) for key in self.told}
        for key, names in named.items():
            if key not in told:
                yield from names.values()
        for key in self._decided.keys() - named.keys():
            if not self._may_tell(key, ""):
                yield from (name for _, name in key)


def _chosen(persons: _Persons) -> Iterator[KnownName]:
    for row in NameChoiceRow.objects.all():
        if row.person_id is not None and row.person_id not in persons.told:
            continue
        yield KnownName(
            kind=NameKind(row.kind),
            names=row.names,
            sure=Sureness.CHOSEN,
            key=f"person {row.person_id}" if row.person_id else "",
            office=row.office,
            since=row.since,
            until=row.until,
            is_here=row.person_id in persons.here,
        )


def _outlets() -> Iterator[KnownName]:
    for key, names in OutletRow.objects.values_list("pk", "names"):
        yield KnownName(kind=NameKind.OUTLET, names=names, sure=Sureness.SHOWN, key=f"outlet {key}")


def _shown() -> Iterator[KnownName]:
    for one in _counted():
        yield KnownName(kind=one.kind, names=one.names, sure=Sureness.SHOWN)


def _counted() -> tuple[RememberedName, ...]:
    """What texts have shown, each once, with how often."""
    found: dict[tuple[str, NamesKey], RememberedName] = {}
    rows = ShownNameRow.objects.exclude(incident__state__in=list(GONE))
    for kind, names in rows.values_list("kind", "names"):
        known = found.setdefault(
            (kind, names_key(names)),
            RememberedName(kind=NameKind(kind), names=names, sure=Sureness.SHOWN),
        )
        found[kind, names_key(names)] = replace(known, times=known.times + 1)
    return tuple(found.values())


def _choices() -> Iterator[RememberedName]:
    for row in NameChoiceRow.objects.select_related("member"):
        yield RememberedName(
            kind=NameKind(row.kind),
            names=row.names,
            sure=Sureness.CHOSEN,
            key=row.pk,
            person=row.person_id or 0,
            office=row.office,
            since=row.since,
            until=row.until,
            member=str(row.member),
            time=row.time,
        )


def _hides(book: NameBook, one: RememberedName) -> bool:
    """Whether a name must not be told, in any of its languages."""
    return any(book.hides(name, one.kind, language) for language, name in one.names.items())


def _begins(names: Mapping[str, str], wanted: Iterable[str]) -> bool:
    parts = [part for name in names.values() for part in fold(name).split()]
    return all(any(part.startswith(word) for part in parts) for word in wanted)
