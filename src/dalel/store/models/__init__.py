"""The rows, one module a noun. They stay on this floor; others get records."""

from dalel.store.models.article import ArticleLifeRow, ArticleRow, ArticleVersionRow
from dalel.store.models.capture import CaptureRow
from dalel.store.models.codes import CodesRow
from dalel.store.models.concern import ConcernRow
from dalel.store.models.edition import EditionEntryRow, EditionRow, IntroductionRow
from dalel.store.models.finding import FindingRow
from dalel.store.models.imports import ImportRow
from dalel.store.models.incident import (
    DevelopmentLinkRow,
    DevelopmentRow,
    IncidentRow,
    LinkRow,
    TextVersionRow,
)
from dalel.store.models.member import Member, Role
from dalel.store.models.outside_copy import OutsideCopyRow
from dalel.store.models.source import AddressRow, NetworkCountRow, OutageRow, SourceRow

__all__ = [
    "AddressRow",
    "ArticleLifeRow",
    "ArticleRow",
    "ArticleVersionRow",
    "CaptureRow",
    "CodesRow",
    "ConcernRow",
    "DevelopmentLinkRow",
    "DevelopmentRow",
    "EditionEntryRow",
    "EditionRow",
    "FindingRow",
    "ImportRow",
    "IncidentRow",
    "IntroductionRow",
    "LinkRow",
    "Member",
    "NetworkCountRow",
    "OutageRow",
    "OutsideCopyRow",
    "Role",
    "SourceRow",
    "TextVersionRow",
]
