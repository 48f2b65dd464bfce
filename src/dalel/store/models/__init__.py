"""The rows, one module a noun. They stay on this floor; others get records."""

from dalel.store.models.codes import CodesRow
from dalel.store.models.concern import ConcernRow
from dalel.store.models.edition import EditionEntryRow, EditionRow, IntroductionRow
from dalel.store.models.imports import ImportRow
from dalel.store.models.incident import (
    DevelopmentLinkRow,
    DevelopmentRow,
    IncidentRow,
    LinkRow,
    TextVersionRow,
)
from dalel.store.models.member import Member, Role

__all__ = [
    "CodesRow",
    "ConcernRow",
    "DevelopmentLinkRow",
    "DevelopmentRow",
    "EditionEntryRow",
    "EditionRow",
    "ImportRow",
    "IncidentRow",
    "IntroductionRow",
    "LinkRow",
    "Member",
    "Role",
    "TextVersionRow",
]
