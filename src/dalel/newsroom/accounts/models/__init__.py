"""The rows of accounts."""

from dalel.newsroom.accounts.models.account_request import AccountRequestRow
from dalel.newsroom.accounts.models.admission import InvitationRow, NewsroomRow, SuspensionRow
from dalel.newsroom.accounts.models.audit import AuditRow
from dalel.newsroom.accounts.models.desk_session import DeskSession, HandoverRow, SavedSearchRow
from dalel.newsroom.accounts.models.link_key import LinkKeyRow
from dalel.newsroom.accounts.models.member import Member
from dalel.newsroom.accounts.models.reminder import ReminderRow
from dalel.newsroom.accounts.models.sign_in_level import SignInLevelRow, WrongTriesRow
from dalel.newsroom.accounts.models.telegram_tie import MembersBotRow, TelegramTieRow

__all__ = [
    "AccountRequestRow",
    "AuditRow",
    "DeskSession",
    "HandoverRow",
    "InvitationRow",
    "LinkKeyRow",
    "Member",
    "MembersBotRow",
    "NewsroomRow",
    "ReminderRow",
    "SavedSearchRow",
    "SignInLevelRow",
    "SuspensionRow",
    "TelegramTieRow",
    "WrongTriesRow",
]
