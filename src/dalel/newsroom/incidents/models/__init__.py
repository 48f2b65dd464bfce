"""The rows of incidents."""

from dalel.newsroom.incidents.models.autosave import AutosaveRow
from dalel.newsroom.incidents.models.bulletin_import import ImportRow
from dalel.newsroom.incidents.models.case import CaseRow
from dalel.newsroom.incidents.models.channel_post import ChannelPostRow
from dalel.newsroom.incidents.models.codes import CodesRow
from dalel.newsroom.incidents.models.concern import ConcernDecisionRow, ConcernRow, EditionWaiverRow
from dalel.newsroom.incidents.models.conduct import (
    AttributionRow,
    CommentRow,
    ConfirmationRow,
    NamingDecision,
    StatusReview,
)
from dalel.newsroom.incidents.models.conversation import ConversationRow
from dalel.newsroom.incidents.models.demand import DemandRow
from dalel.newsroom.incidents.models.diary import DiaryReadRow, DiaryRow, FeedAddressRow
from dalel.newsroom.incidents.models.draft import DraftJob, DraftRow, ModelUseRow
from dalel.newsroom.incidents.models.edition_entry import EditionEntryRow
from dalel.newsroom.incidents.models.excerpt import ExcerptRow
from dalel.newsroom.incidents.models.flash import FlashRow
from dalel.newsroom.incidents.models.guest import GuestAnswer, GuestEntryRow, GuestReadingRow
from dalel.newsroom.incidents.models.holder import HolderRow
from dalel.newsroom.incidents.models.incident import (
    DevelopmentLinkRow,
    DevelopmentRow,
    IncidentRow,
    LinkRow,
    TextVersionRow,
)
from dalel.newsroom.incidents.models.inquiry import InquiryRow
from dalel.newsroom.incidents.models.legal_note import LegalNoteRow
from dalel.newsroom.incidents.models.likeness import LikenessRow
from dalel.newsroom.incidents.models.metadata import MetadataRow
from dalel.newsroom.incidents.models.names import NameChoiceRow, ShownNameRow
from dalel.newsroom.incidents.models.notice import NoticeRow
from dalel.newsroom.incidents.models.party import OutletRow, PersonRow
from dalel.newsroom.incidents.models.proposal import ProposalRow
from dalel.newsroom.incidents.models.remark import RemarkRow
from dalel.newsroom.incidents.models.saved_file import (
    MaskRow,
    SavedFileRow,
    SavedPageRow,
    SavedTextRow,
    ShownPictureRow,
    SightRow,
)
from dalel.newsroom.incidents.models.second_coding import SecondCodingRow
from dalel.newsroom.incidents.models.seen_versions import SeenVersionsRow
from dalel.newsroom.incidents.models.sent import SentTextRow
from dalel.newsroom.incidents.models.sentence_pair import (
    ForgottenPairRow,
    PairOrigin,
    SentencePairRow,
)
from dalel.newsroom.incidents.models.several import (
    DeskMarkRow,
    MarkKind,
    SeveralItemRow,
    SeveralRow,
)
from dalel.newsroom.incidents.models.support import SupportRow
from dalel.newsroom.incidents.models.video import VideoRow
from dalel.newsroom.incidents.models.withdrawn_words import WithdrawnWordsRow

__all__ = [
    "AttributionRow",
    "AutosaveRow",
    "CaseRow",
    "ChannelPostRow",
    "CodesRow",
    "CommentRow",
    "ConcernDecisionRow",
    "ConcernRow",
    "ConfirmationRow",
    "ConversationRow",
    "DemandRow",
    "DeskMarkRow",
    "DevelopmentLinkRow",
    "DevelopmentRow",
    "DiaryReadRow",
    "DiaryRow",
    "DraftJob",
    "DraftRow",
    "EditionEntryRow",
    "EditionWaiverRow",
    "ExcerptRow",
    "FeedAddressRow",
    "FlashRow",
    "ForgottenPairRow",
    "GuestAnswer",
    "GuestEntryRow",
    "GuestReadingRow",
    "HolderRow",
    "ImportRow",
    "IncidentRow",
    "InquiryRow",
    "LegalNoteRow",
    "LikenessRow",
    "LinkRow",
    "MarkKind",
    "MaskRow",
    "MetadataRow",
    "ModelUseRow",
    "NameChoiceRow",
    "NamingDecision",
    "NoticeRow",
    "OutletRow",
    "PairOrigin",
    "PersonRow",
    "ProposalRow",
    "RemarkRow",
    "SavedFileRow",
    "SavedPageRow",
    "SavedTextRow",
    "SecondCodingRow",
    "SeenVersionsRow",
    "SentTextRow",
    "SentencePairRow",
    "SeveralItemRow",
    "SeveralRow",
    "ShownNameRow",
    "ShownPictureRow",
    "SightRow",
    "StatusReview",
    "SupportRow",
    "TextVersionRow",
    "VideoRow",
    "WithdrawnWordsRow",
]
