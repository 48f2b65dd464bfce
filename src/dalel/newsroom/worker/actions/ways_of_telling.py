"""The ways by which members are told that something waits; another way is one more line here.

A way is told how much waits, in whose language, and where the desk is; nothing that names an entry
ever comes to it.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import TypeAlias

from dalel.domain.message import NotSentError
from dalel.domain.reminder import ReminderWay
from dalel.newsroom.accounts.models import ReminderRow
from dalel.outside import telegram
from dalel.outside.channels import Channels
from dalel.outside.mail import MailServer, hand_in
from dalel.outside.telegram import Bot


@dataclass(frozen=True, kw_only=True)
class ReminderNote:
    """What is said: a subject, and some lines with the link; ``key`` tells notes apart."""

    subject: str
    text: str
    key: str


#: How one member is told, and when. It raises ``NotSentError`` when the note was surely not taken,
#: ``UnknownFateError`` when nobody knows.
WayOfTelling: TypeAlias = Callable[[ReminderRow, ReminderNote, datetime], None]


def ways_of_telling(
    channels: Channels, members_bot: Bot | None = None
) -> Mapping[ReminderWay, WayOfTelling]:
    """The ways that are set here; without any nobody is told."""
    ways: dict[ReminderWay, WayOfTelling] = {}
    if channels.mail is not None and channels.sender:
        ways[ReminderWay.MAIL] = _ByMail(server=channels.mail, sender=channels.sender)
    if members_bot is not None:
        ways[ReminderWay.TELEGRAM] = _ByBot(bot=members_bot)
    return ways


@dataclass(frozen=True, kw_only=True, repr=False)
class _ByBot:
    bot: Bot

    def __call__(self, reminder: ReminderRow, note: ReminderNote, now: datetime) -> None:
        account = reminder.account
        if account is None:
            # Disconnected since it was written.
            raise NotSentError("no account is connected", passing=False)
        asyncio.run(telegram.tell(self.bot, account, note.text))


@dataclass(frozen=True, kw_only=True, repr=False)
class _ByMail:
    server: MailServer
    sender: str

    def __call__(self, reminder: ReminderRow, note: ReminderNote, now: datetime) -> None:
        mail = EmailMessage()
        mail["From"] = Address(addr_spec=self.sender)
        mail["To"] = Address(addr_spec=reminder.address)
        mail["Subject"] = note.subject
        mail["Date"] = format_datetime(now)
        mail["Message-ID"] = f"<{note.key}@{self.sender.rpartition('@')[2]}>"
        # No "I am away" answers a machine (RFC 3834).
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(note.text)
        hand_in(self.server, mail, self.sender, reminder.address)
