"""Proposes, approves and retracts public notices, and carries them through to the site."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from dalel.domain.errors import DalelError
from dalel.domain.incident import IncidentText
from dalel.domain.states import IncidentState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.incidents.models import IncidentRow
from dalel.newsroom.incidents.queries.check_material import checkable
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.inspection import inspector_of
from dalel.newsroom.releases.actions import notices, release_record
from dalel.newsroom.releases.actions.build_site import Later, Out, purge
from dalel.newsroom.releases.actions.notices import NewNotice
from dalel.newsroom.releases.actions.release import renew
from dalel.pack import Pack


class ExposingError(DalelError):
    """The words would expose somebody; ``told`` are the words."""

    def __init__(self, told: str) -> None:
        super().__init__(f"would expose somebody: {told}")
        self.told = told


def propose(number: str, new: NewNotice, *, act: Act, pack: Pack) -> None:
    """Write a correction or a reply, which waits for a second person.

    :raises ExposingError: when it names what no text may.
    :raises DalelError: as the store's own ``propose``.
    """
    _look(number, new, pack, act.time)
    notices.propose(number, new, pack.languages, act)


def approve(number: str, key: UUID, out: Out, *, act: Act, pack: Pack, alone: bool) -> None:
    """Stand behind a notice: page, feeds, documents and messages tell it from now on."""
    notices.approve(number, key, act, alone=alone)
    renew(pack, out, now=act.time)


def retract(number: str, new: NewNotice, reason: str, out: Out, *, act: Act, pack: Pack) -> None:
    """Take an entry's text back everywhere and say why.

    :raises ExposingError: when the public reason names what no text may.
    """
    _look(number, new, pack, act.time)
    notices.retract(number, new, reason, pack.languages, act)
    _rid(pack, out, act.time)


def withdraw(number: str, reason: str, out: Out, *, act: Act, pack: Pack) -> None:
    """Let an entry disappear everywhere; its address keeps a neutral note."""
    release_record.take_back(number, IncidentState.WITHDRAWN, reason, act)
    _rid(pack, out, act.time)


def _rid(pack: Pack, out: Out, now: datetime) -> None:
    """Build without what was taken back; where that is done later, what is kept is rid of it now.

    The builder is asked first: a build that runs gives way, and lets go of what is cleared then.
    """
    renew(pack, out, now=now, is_urgent=True)
    if isinstance(out, Later):
        purge(out.press)


def _look(number: str, new: NewNotice, pack: Pack, now: datetime) -> None:
    row = incident_row(number)
    zone = ZoneInfo(pack.zone)
    found = checkable(IncidentRow.objects.filter(pk=row.pk), zone)
    inspector = inspector_of(pack)
    for language, text in _said(new).items():
        said = IncidentText(language=language, title=None, paragraphs=(text,))
        for one in found:
            for concern in inspector.exposed(said, one.known, now.astimezone(zone).date()):
                if concern.holds_back:
                    raise ExposingError(concern.excerpt)


def _said(new: NewNotice) -> Mapping[str, str]:
    return {
        language: f"{new.by[language]}: {text}" if new.by.get(language) else text
        for language, text in new.texts.items()
        if text
    }
