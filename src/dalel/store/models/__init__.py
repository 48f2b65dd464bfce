"""The rows, one module a noun. They stay on this floor; others get records."""

from dalel.store.models.article import ArticleLifeRow, ArticleRow, ArticleVersionRow
from dalel.store.models.audit import AuditRow
from dalel.store.models.autosave import AutosaveRow
from dalel.store.models.capture import CaptureRow
from dalel.store.models.case import CaseRow
from dalel.store.models.codes import CodesRow
from dalel.store.models.concern import ConcernDecisionRow, ConcernRow, EditionWaiverRow
from dalel.store.models.conduct import (
    AttributionRow,
    CastRow,
    CommentRow,
    ConfirmationRow,
    LookRow,
)
from dalel.store.models.delivery import DeliveryRow
from dalel.store.models.demand import DemandRow
from dalel.store.models.desk import HandoverRow, SavedSearchRow, VisitRow
from dalel.store.models.diary import DiaryReadRow, DiaryRow, FeedAddressRow
from dalel.store.models.door import InvitationRow, NewsroomRow, SuspensionRow
from dalel.store.models.draft import DraftJob, DraftRow, ModelUseRow
from dalel.store.models.edition import EditionEntryRow, EditionRow, IntroductionRow
from dalel.store.models.excerpt import ExcerptRow
from dalel.store.models.finding import FindingRow
from dalel.store.models.flash import FlashRow
from dalel.store.models.frame import FrameRow
from dalel.store.models.imports import ImportRow
from dalel.store.models.incident import (
    DevelopmentLinkRow,
    DevelopmentRow,
    IncidentRow,
    LinkRow,
    TextVersionRow,
)
from dalel.store.models.measure import (
    AttentionRow,
    EffectRow,
    LevelRow,
    SentencesRow,
    SignalRow,
)
from dalel.store.models.member import Member, Role
from dalel.store.models.message import MessageRow, SubscriberRow
from dalel.store.models.notice import NoticeRow
from dalel.store.models.outside_copy import OutsideCopyRow
from dalel.store.models.party import OutletRow, PersonRow
from dalel.store.models.release import OwedRow, ReleaseRow
from dalel.store.models.remark import RemarkRow
from dalel.store.models.search import SearchRow
from dalel.store.models.second_coding import SecondCodingRow
from dalel.store.models.source import AddressRow, NetworkCountRow, OutageRow, SourceRow
from dalel.store.models.story import (
    ClassificationRow,
    ConstraintRow,
    DecisionRow,
    DoubleRow,
    LikenessRow,
    MembershipRow,
    ReprintRow,
    StoryRow,
    TurnRow,
    VectorRow,
)
from dalel.store.models.support import SupportRow
from dalel.store.models.withdrawn import WithdrawnWordsRow

__all__ = [
    "AddressRow",
    "ArticleLifeRow",
    "ArticleRow",
    "ArticleVersionRow",
    "AttentionRow",
    "AttributionRow",
    "AuditRow",
    "AutosaveRow",
    "CaptureRow",
    "CaseRow",
    "CastRow",
    "ClassificationRow",
    "CodesRow",
    "CommentRow",
    "ConcernDecisionRow",
    "ConcernRow",
    "ConfirmationRow",
    "ConstraintRow",
    "DecisionRow",
    "DeliveryRow",
    "DemandRow",
    "DevelopmentLinkRow",
    "DevelopmentRow",
    "DiaryReadRow",
    "DiaryRow",
    "DoubleRow",
    "DraftJob",
    "DraftRow",
    "EditionEntryRow",
    "EditionRow",
    "EditionWaiverRow",
    "EffectRow",
    "ExcerptRow",
    "FeedAddressRow",
    "FindingRow",
    "FlashRow",
    "FrameRow",
    "HandoverRow",
    "ImportRow",
    "IncidentRow",
    "IntroductionRow",
    "InvitationRow",
    "LevelRow",
    "LikenessRow",
    "LinkRow",
    "LookRow",
    "Member",
    "MembershipRow",
    "MessageRow",
    "ModelUseRow",
    "NetworkCountRow",
    "NewsroomRow",
    "NoticeRow",
    "OutageRow",
    "OutletRow",
    "OutsideCopyRow",
    "OwedRow",
    "PersonRow",
    "ReleaseRow",
    "RemarkRow",
    "ReprintRow",
    "Role",
    "SavedSearchRow",
    "SearchRow",
    "SecondCodingRow",
    "SentencesRow",
    "SignalRow",
    "SourceRow",
    "StoryRow",
    "SubscriberRow",
    "SupportRow",
    "SuspensionRow",
    "TextVersionRow",
    "TurnRow",
    "VectorRow",
    "VisitRow",
    "WithdrawnWordsRow",
]
