"""Decides which imported texts and codes become new versions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from typing import Any, Final, TypeVar

from dalel.domain.decided_codes import DECIDABLE
from dalel.domain.incident import Codes, IncidentText, Provenance
from dalel.domain.states import VersionState, move
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.editions.models import EditionRow, IntroductionRow
from dalel.newsroom.frame.base_models import AddedVersion
from dalel.newsroom.frame.search_index import index
from dalel.newsroom.frame.transactions import BATCH
from dalel.newsroom.incidents.models import CodesRow, IncidentRow, TextVersionRow
from dalel.newsroom.incidents.queries.findable import text_of_incident
from dalel.newsroom.incidents.queries.records import (
    LISTS,
    SINGLES,
    codes_record,
    text_record,
    undecided_fields,
)

#: How a version is marked that an import wrote, whoever brought the file in.
NOTE: Final = str(Provenance.IMPORTED)

V = TypeVar("V", bound=AddedVersion)


class Outcome(Enum):
    """What became of an incoming text."""

    ADDED = auto()
    SAME = auto()
    KEPT = auto()


def outcome(newest: AddedVersion | None, *, is_same: bool) -> Outcome:
    """What to do beside the newest version: a person's version is never overtaken."""
    if newest is None:
        return Outcome.ADDED
    if is_same:
        return Outcome.SAME
    is_written = newest.author_id is not None and newest.note != NOTE
    return Outcome.KEPT if is_written else Outcome.ADDED


@dataclass
class NewVersions:
    """The versions that an import adds, and the incidents that it changes or leaves alone.

    ``author`` is the member who brings the file in, None at the command line.
    """

    time: datetime
    author: Member | None = None
    texts: list[TextVersionRow] = field(default_factory=list)
    codes: list[CodesRow] = field(default_factory=list)
    introductions: list[IntroductionRow] = field(default_factory=list)
    overtaken: list[AddedVersion] = field(default_factory=list)
    changed: set[int] = field(default_factory=set)
    kept: set[int] = field(default_factory=set)

    def add_text(
        self, incident: IncidentRow, text: IncidentText, newest: TextVersionRow | None
    ) -> None:
        """Bring in one language's text of an incident."""
        is_same = newest is not None and text_record(newest) == text
        if self._decide(incident, newest, is_same=is_same):
            self.texts.append(
                TextVersionRow(
                    incident=incident,
                    language=text.language,
                    title=text.title,
                    paragraphs=list(text.paragraphs),
                    **self._columns(newest),
                )
            )

    def add_codes(self, incident: IncidentRow, codes: Codes, newest: CodesRow | None) -> None:
        """Bring in the codes of an incident; who coded the file decided them."""
        is_same = (
            newest is not None and codes_record(newest) == codes and not undecided_fields(newest)
        )
        if self._decide(incident, newest, is_same=is_same):
            singles = {name: getattr(codes, name) for name in SINGLES}
            lists = {name: list(getattr(codes, name)) for name in LISTS}
            self.codes.append(
                CodesRow(
                    incident=incident,
                    decided=list(DECIDABLE),
                    **singles,
                    **lists,
                    **self._columns(newest),
                )
            )

    def add_introduction(
        self, edition: EditionRow, language: str, text: str, newest: IntroductionRow | None
    ) -> None:
        """Bring in the opening text of an edition in one language."""
        is_same = newest is not None and newest.text == text
        if outcome(newest, is_same=is_same) is Outcome.ADDED:
            self._overtake(newest)
            self.introductions.append(
                IntroductionRow(
                    edition=edition, language=language, text=text, **self._columns(newest)
                )
            )

    def write(self) -> None:
        """Mark what was overtaken, then add the new versions."""
        for row in self.overtaken:
            row.save(update_fields=["state"])
        TextVersionRow.objects.bulk_create(self.texts, batch_size=BATCH)
        index(text_of_incident(row) for row in self.texts)
        CodesRow.objects.bulk_create(self.codes, batch_size=BATCH)
        IntroductionRow.objects.bulk_create(self.introductions, batch_size=BATCH)

    def _decide(self, incident: IncidentRow, newest: AddedVersion | None, *, is_same: bool) -> bool:
        decided = outcome(newest, is_same=is_same)
        if decided is Outcome.KEPT:
            self.kept.add(incident.pk)
        if decided is Outcome.ADDED:
            self._overtake(newest)
            self.changed.add(incident.pk)
        return decided is Outcome.ADDED

    def _overtake(self, newest: AddedVersion | None) -> None:
        """A draft gives way to the new one; what is approved stays so until the next approval."""
        if newest and newest.state in {VersionState.DRAFT, VersionState.IN_REVIEW}:
            newest.state = move(VersionState(newest.state), VersionState.SUPERSEDED)
            self.overtaken.append(newest)

    def _columns(self, newest: AddedVersion | None) -> Mapping[str, Any]:
        return {
            "number": newest.number + 1 if newest else 1,
            "author": self.author,
            "time": self.time,
            "note": NOTE,
            "state": VersionState.DRAFT,
        }


def newest_texts(edition: EditionRow) -> dict[tuple[int, str], TextVersionRow]:
    """The newest version of each text in an edition, by incident and language."""
    rows = TextVersionRow.objects.filter(incident__entries__edition=edition).order_by("number")
    return {(row.incident_id, row.language): row for row in rows}


def newest_codes(edition: EditionRow) -> dict[int, CodesRow]:
    """The newest codes of each incident in an edition."""
    rows = CodesRow.objects.filter(incident__entries__edition=edition).order_by("number")
    return {row.incident_id: row for row in rows}


def newest_introductions(edition: EditionRow) -> dict[str, IntroductionRow]:
    """The newest opening text of an edition in each language."""
    rows: Iterable[IntroductionRow] = edition.introductions.order_by("number")
    return {row.language: row for row in rows}
