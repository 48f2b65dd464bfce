"""Incident numbers on screen: how they are worded, and finding the incident a person means."""

import re
from typing import Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dalel.domain.errors import DalelError, NotFoundError
from dalel.domain.identity import is_provisional, provisional_number
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.typed_input import line
from dalel.newsroom.incidents.models import IncidentRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row

_NUMBER: Final = re.compile(r"[A-Z]{2,8}-(?:\d{4}-\d{4,}|new-\d+)", re.ASCII | re.IGNORECASE)
#: How the words for an incident without a number end.
_COUNT: Final = re.compile(r"\((\d{1,9})\)$", re.ASCII)


class UnknownIncidentError(DalelError):
    """Nobody can say which incident was meant."""

    def __init__(self, given: str) -> None:
        super().__init__(f"There is no incident {given!r}.")
        self.given = given


def called(number: str, *, begins: bool = False) -> str:
    """The number of an incident, in words where it has none yet; ``begins`` a line."""
    if not is_provisional(number):
        return number
    words = _("entry without number (%(count)s)") % {"count": number.rpartition("-")[2]}
    return str(capfirst(words)) if begins else words


def meant(text: str) -> IncidentRow:
    """The incident that a person means by a number, an address of its page, or its words here.

    :raises UnknownIncidentError: when there is none.
    """
    given = line(text)
    try:
        return incident_row(_number(given))
    except NotFoundError as error:
        raise UnknownIncidentError(given[:200]) from error


def _number(given: str) -> str:
    if found := _NUMBER.search(given):
        return found[0].upper().replace("-NEW-", "-new-")
    if counted := _COUNT.search(given):
        return provisional_number(pack().number_prefix, int(counted[1]))
    return given
