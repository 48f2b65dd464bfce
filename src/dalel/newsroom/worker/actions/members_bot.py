"""The bot to which members send links: reading what came, adding links, answering.

Nothing is kept or logged of who wrote, nor of words; of a stranger not even a number. How far it
has read is written down with what a message did: a worker that is killed neither loses nor doubles.
"""

import asyncio
import logging
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _

from dalel.domain.errors import DalelError
from dalel.domain.message import NotSentError, UnknownFateError
from dalel.domain.pasted_addresses import addresses_in
from dalel.newsroom.accounts.act import AccountClosedError, Act
from dalel.newsroom.accounts.actions import telegram_ties
from dalel.newsroom.accounts.models import Member, MembersBotRow
from dalel.newsroom.evidence.actions.asked_links import TooManyAskedError
from dalel.newsroom.frame import labels, typed_input
from dalel.newsroom.frame.item_failure import ItemWork
from dalel.newsroom.frame.locale import spoken
from dalel.newsroom.frame.transactions import DatabaseBusyError, writing
from dalel.newsroom.incidents.actions import add_links
from dalel.newsroom.incidents.actions.add_links import AnsweredLink, LinkAnswer
from dalel.newsroom.incidents.link_answer_labels import sentence
from dalel.outside import telegram
from dalel.outside.telegram import Bot
from dalel.outside.telegram_messages import BotMessage, SentKind, message_of, number_of
from dalel.pack import Pack

#: So long Telegram waits for a message before it answers, in seconds: no end waits longer.
POLL: Final = 5
#: So long one worker reads, unless it goes on; the others wait as long.
LEASE: Final = timedelta(minutes=2)
_OTHERS: Final = 30.0
#: After a failure, in seconds; doubled up to the last.
_PAUSE: Final = 5.0
_LONGEST_PAUSE: Final = 300.0
#: Telegram keeps no update for longer than a day, and begins to count anew after a quiet week.
_FORGETS: Final = timedelta(days=2)
#: So many addresses are taken from one message.
_MOST: Final = 50
#: How often one person, and all strangers together, are answered within how long.
_OF_ONE: Final = 30
_OF_ONE_STRANGER: Final = 1
_CODES_OF_ONE: Final = 5
_OF_STRANGERS: Final = 30
_WITHIN: Final = timedelta(minutes=10)
_STRANGERS_WITHIN: Final = timedelta(hours=12)
_REMEMBERED: Final = 5_000
_LOG: Final = logging.getLogger(__name__)


@dataclass
class _Often:
    """Who was heard how often lately; in memory alone."""

    most: int
    within: timedelta
    heard: dict[int, deque[datetime]] = field(default_factory=dict)

    def is_too_often(self, who: int, now: datetime) -> bool:
        """Whether this is once too often; else it counts."""
        if len(self.heard) > _REMEMBERED:
            self.heard.clear()
        times = self.heard.setdefault(who, deque())
        while times and times[0] <= now - self.within:
            times.popleft()
        if len(times) >= self.most:
            return True
        times.append(now)
        return False


@dataclass
class MembersBot:
    """The bot, the newsroom's pack, where its desk stands (empty: nobody said), and who reads."""

    bot: Bot
    pack: Pack
    desk: str
    worker: str
    clock: Callable[[], datetime]
    is_ending: Callable[[], bool] = lambda: False
    failures: int = 0
    _members: _Often = field(default_factory=lambda: _Often(_OF_ONE, _WITHIN))
    _codes: _Often = field(default_factory=lambda: _Often(_CODES_OF_ONE, _WITHIN))
    _strangers: _Often = field(default_factory=lambda: _Often(_OF_ONE_STRANGER, _STRANGERS_WITHIN))
    _crowd: _Often = field(default_factory=lambda: _Often(_OF_STRANGERS, _WITHIN))

    def round(self) -> float:
        """Read and answer what came; tells how many seconds to wait before the next time."""
        try:
            row = self._claimed()
            if row is None:
                return _OTHERS
            if not row.name:
                self._ask_name()
            found = asyncio.run(telegram.updates(self.bot, row.after, POLL))
            for update in found:
                if self.is_ending():
                    break
                self._take(update)
        except (NotSentError, UnknownFateError, DatabaseBusyError) as error:
            return self._pause(error)
        self.failures = 0
        return 0.0

    def _pause(self, error: DalelError) -> float:
        wait = error.wait if isinstance(error, NotSentError) else None
        if not self.failures:
            _LOG.warning("The bot of members does not answer: %s", error)
        pause: float = min(_PAUSE * 2.0 ** min(self.failures, 10), _LONGEST_PAUSE)
        self.failures += 1
        return max(pause, wait.total_seconds() if wait else 0.0)

    def _claimed(self) -> MembersBotRow | None:
        """The row, if no other worker reads now."""
        now = self.clock()
        with writing():
            row, _new = MembersBotRow.objects.get_or_create(pk=1)
            is_free = row.lease_until is None or row.lease_until <= now
            if not is_free and row.lease_by != self.worker:
                return None
            row.lease_by, row.lease_until = self.worker, now + LEASE
            if row.moved is not None and row.moved < now - _FORGETS:
                row.after = 0
            row.save(update_fields=["lease_by", "lease_until", "after"])
        return row

    def give_back(self) -> None:
        """Let another worker read at once."""
        with writing():
            MembersBotRow.objects.filter(pk=1, lease_by=self.worker).update(lease_until=None)

    def _ask_name(self) -> None:
        name = asyncio.run(telegram.name_of(self.bot))
        MembersBotRow.objects.filter(pk=1).update(name=name[:64])

    def _take(self, update: object) -> None:
        number = number_of(update)
        if number is None:
            return
        said: tuple[int, str] | None = None
        with ItemWork("", passing=(DatabaseBusyError,), quiet=True) as item, writing():
            if not self._moved_on(number):
                return
            try:
                said = self._answer(update)
            except Exception as error:
                _log(error)
                raise
        if item.failed:
            said = None
            with writing():
                self._moved_on(number)
        if said is not None:
            self._tell(*said)

    def _moved_on(self, number: int) -> bool:
        """Whether this update is read for the first time; it is, from now on."""
        row = MembersBotRow.objects.get(pk=1)
        if number < row.after:
            return False
        row.after, row.moved = number + 1, self.clock()
        row.save(update_fields=["after", "moved"])
        return True

    def _tell(self, person: int, words: str) -> None:
        try:
            asyncio.run(telegram.tell(self.bot, person, words))
        except (NotSentError, UnknownFateError) as error:
            _LOG.info("An answer to a member was not taken: %s", error)

    def _answer(self, update: object) -> tuple[int, str] | None:
        """To whom what is said; None: nothing is said."""
        message = message_of(update)
        if message is None:
            return None
        now = self.clock()
        member = telegram_ties.owner(message.sender)
        if member is None:
            words = self._to_stranger(message, now)
            return (message.sender, words) if words else None
        if self._members.is_too_often(message.sender, now):
            return None
        with translation.override(self._language(member.language)):
            return message.sender, self._to_member(message, member, now)

    def _language(self, wanted: str) -> str:
        known = spoken()
        return next(one for one in (wanted, *self.pack.languages, *known) if one in known)

    def _to_stranger(self, message: BotMessage, now: datetime) -> str:
        command, _space, code = message.text.strip().partition(" ")
        if message.kind is SentKind.WORDS and command == "/start" and code:
            if self._codes.is_too_often(message.sender, now) or self._crowd.is_too_often(0, now):
                return ""
            member = telegram_ties.tie(message.sender, code.strip().lower(), now)
            if member is not None:
                with translation.override(self._language(member.language)):
                    connected = _("This Telegram account is connected with the desk.")
                    return f"{connected}\n\n{_help()}"
        if self._strangers.is_too_often(message.sender, now) or self._crowd.is_too_often(1, now):
            return ""
        with translation.override(self._language(message.language)):
            return _(
                "This bot answers only those who connected it with a code that still works. "
                "Nothing that you sent was kept. Messages to bots are not end-to-end encrypted."
            )

    def _to_member(self, message: BotMessage, member: Member, now: datetime) -> str:
        if message.kind is SentKind.FORWARD:
            return _(
                "Not taken: only posts of public channels are. Who wrote this, and what, was not "
                "kept."
            )
        if message.kind is SentKind.OTHER:
            return _("Not taken: send addresses of pages, or forward a post of a public channel.")
        if message.kind is SentKind.WORDS and message.text.lstrip().startswith("/"):
            return _help()
        addresses, left = addresses_in(typed_input.clean(message.text), _MOST)
        if not addresses:
            return _("No address was found in this. /help tells what can be sent.")
        act = Act(member=member, time=now, way="telegram")
        try:
            if message.kind is SentKind.CHANNEL_POST:
                # A visit tells Telegram alone, which knows of it from the message.
                found = add_links.add(addresses, addresses, self.pack, act)
            else:
                found = add_links.bring(addresses, self.pack, act)
        except (TooManyAskedError, AccountClosedError) as error:
            return " ".join(labels.explained(error))
        return self._told(found, left)

    def _told(self, found: tuple[AnsweredLink, ...], left: int) -> str:
        lines = [sentence(found, left)]
        lines += [
            f"{one.host or one.url[:80]}: {labels.label(one.hindrance)}"
            for one in found
            if one.hindrance is not None
        ]
        if self.desk and any(one.answer is LinkAnswer.ASKED for one in found):
            lines.append(f"{self.desk}/links/")
        return "\n".join(lines)


def _log(error: Exception) -> None:
    """Write a failure down without its words: they may be those of the message."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    kind = type(error).__name__
    _LOG.error("A message to the bot of members failed: %s\n%s", kind, frames)


def _help() -> str:
    taken = _(
        "Send addresses of pages, or forward posts of public channels: they stand in the inbox in "
        "your name. Photos, files, voice, and what private people or groups wrote are not taken."
    )
    danger = _(
        "Messages to bots are not end-to-end encrypted: Telegram can read them. Never use the bot "
        "for sources or for anything that must stay secret."
    )
    return f"{taken}\n\n{danger}"


def read_on(bot: MembersBot, stop: Event) -> None:
    """Read and answer until ``stop`` is set."""
    while not stop.is_set():
        stop.wait(bot.round())
    bot.give_back()
