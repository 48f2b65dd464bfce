"""The columns of the open data, and the row that each incident gives.

A file of data speaks one language of publication; codes are the same in all of them, so that files
can be joined by ``number``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dalel.domain.codebook import Codebook
from dalel.domain.incident import Incident
from dalel.publish.data.column_words import MAPPED, MEANINGS
from dalel.publish.views.dates import DateWording
from dalel.publish.views.incident import IncidentView
from dalel.publish.views.record import IndexedSnapshot

#: The kinds of files with rows, by their endings.
ENDINGS: Final = ("csv", "xlsx", "jsonl", "parquet")
#: What stands in a cell.
Value = str | int | bool | tuple[str, ...] | None
Row = Mapping[str, Value]


@dataclass(frozen=True)
class Column:
    """A column: its name, its type in a Frictionless table schema, and what a view says in it.

    Of a ``list`` the members are strings.
    """

    name: str
    type: str
    value: Callable[[IncidentView], Value]


def _codes(name: str) -> Callable[[IncidentView], Value]:
    return lambda view: getattr(view.incident.codes, name, None)


def _code_lists(name: str) -> Callable[[IncidentView], Value]:
    return lambda view: getattr(view.incident.codes, name, ())


def _date(name: str) -> Callable[[IncidentView], Value]:
    return lambda view: getattr(view.incident.date, name, None)


def _day(name: str) -> Callable[[IncidentView], Value]:
    """A bound of the date as a day, which every program can sort and compare."""
    return lambda view: (
        getattr(view.incident.date, name).isoformat() if view.incident.date else None
    )


def _cases(view: IncidentView) -> tuple[str, ...]:
    return tuple(str(one.number) for one in view.record.matters_of.get(view.number, ()))


def _map(tracker: str) -> Callable[[IncidentView], Value]:
    def mapped(view: IncidentView) -> tuple[str, ...]:
        codes = view.incident.codes
        if codes is None:
            return ()
        kinds = view.record.maps
        return tuple(
            dict.fromkeys(
                one
                for code in (codes.event_type, *codes.secondary_event_types)
                for one in kinds.get(code, {}).get(tracker, ())
            )
        )

    return mapped


_COLUMNS: Final = (
    Column("number", "string", lambda v: v.number),
    Column("status", "string", lambda v: v.state),
    Column("url", "string", lambda v: v.url),
    Column("section", "integer", lambda v: v.incident.section),
    Column("section_label", "string", lambda v: v.section_label),
    Column("title", "string", lambda v: v.title),
    Column("text", "string", lambda v: "\n\n".join(v.paragraphs) or None),
    Column("date", "string", _date("iso")),
    Column("date_from", "date", _day("first_day")),
    Column("date_to", "date", _day("last_day")),
    Column(
        "date_precision",
        "string",
        lambda v: v.incident.date.precision.value if v.incident.date else None,
    ),
    Column(
        "year_inferred",
        "boolean",
        lambda v: v.incident.date.year_inferred if v.incident.date else None,
    ),
    Column("event_type", "string", _codes("event_type")),
    Column("event_type_label", "string", lambda v: v.type or None),
    Column("secondary_event_types", "list", _code_lists("secondary_event_types")),
    Column("direction", "string", _codes("direction")),
    Column("severity", "integer", _codes("severity")),
    Column("case_status", "string", _codes("case_status")),
    Column("verification", "string", _codes("verification")),
    Column("rights", "list", _code_lists("rights")),
    Column("actors", "list", _code_lists("actors")),
    Column("actors_established", "list", lambda v: v.incident.established),
    Column("targets", "list", _code_lists("targets")),
    Column("means", "list", _code_lists("means")),
    Column("platforms", "list", _code_lists("platforms")),
    Column("places", "list", _code_lists("places")),
    Column("regions", "list", lambda v: tuple(v.record.regions_of(v.incident))),
    Column("statutes", "list", _code_lists("statutes")),
    Column("codebook_version", "string", _codes("codebook_version")),
    Column("links", "list", lambda v: tuple(link.url for link in v.incident.links)),
    Column("outlets", "list", lambda v: tuple(dict.fromkeys(link.outlet for link in v.links))),
    Column("evidence", "list", lambda v: tuple(one.sha256 for one in v.incident.proofs)),
    Column("related", "list", lambda v: v.incident.related),
    Column("cases", "list", _cases),
    Column("editions", "list", lambda v: tuple(map(str, v.record.editions_of.get(v.number, ())))),
    Column("developments", "integer", lambda v: len(v.incident.developments)),
    Column("provenance", "string", lambda v: v.incident.provenance.value),
    Column("model_began", "boolean", lambda v: v.by_model),
    Column("machine_translated", "boolean", lambda v: v.has_machine_translation),
    Column("published", "datetime", lambda v: v.record.published[v.number].isoformat()),
    Column("updated", "datetime", lambda v: v.incident.updated.isoformat()),
)
#: What is left of an incident that was taken back.
_LEFT: Final = frozenset({"number", "status", "url", "section", "section_label", "updated"})


def columns(codebook: Codebook) -> tuple[Column, ...]:
    """All columns: our own, then one for each other tracker that the codebook maps to."""
    return (
        *_COLUMNS,
        *(
            Column(
                f"map_{tracker.code}",
                "list",
                _map(tracker.code),
            )
            for tracker in codebook.trackers
        ),
    )


def meanings(record: IndexedSnapshot, wording: DateWording) -> Iterator[tuple[Column, str]]:
    """Each column with its meaning in a language."""
    names = {f"map_{one.code}": one.labels[wording.language] for one in record.codebook.trackers}
    for column in columns(record.codebook):
        name = names.get(column.name)
        meaning = wording.words.gettext(MAPPED if name else MEANINGS[column.name])
        yield column, meaning % {"name": name} if name else meaning


def row(view: IncidentView, kinds: tuple[Column, ...]) -> Row:
    """What the columns say of an incident."""
    if view.incident.is_taken_back:
        return {
            column.name: column.value(view)
            if column.name in _LEFT
            else (() if column.type == "list" else None)
            for column in kinds
        }
    return {column.name: column.value(view) for column in kinds}


def ordered(record: IndexedSnapshot) -> list[Incident]:
    """All incidents by number, those that were taken back among them."""
    return [record.by_number[number] for number in sorted(record.by_number)]
