"""Sends queued messages to readers, each at most once and with every outcome recorded.

For each: its words are made, the row is ``sending`` in the database, only then is anybody called,
and the answer goes into the row. Whoever dies in between leaves a row of which nobody knows, and a
person decides.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event
from typing import Final
from urllib.parse import quote

from dalel.domain.errors import DalelError
from dalel.domain.message import (
    ChannelPost,
    Lane,
    Letter,
    MessageDeed,
    MessageKind,
    NotSentError,
    UnknownFateError,
)
from dalel.domain.states import MessageState
from dalel.domain.topic import Topic
from dalel.newsroom.accounts.queries.newsroom_settings import profile_of
from dalel.newsroom.frame.item_failure import Flaw, ItemWork
from dalel.newsroom.frame.pending_builds import owed
from dalel.newsroom.incidents.queries.snapshot import has_released, take
from dalel.newsroom.releases.actions import outbox, subscribers
from dalel.newsroom.releases.actions.announce import digest_of
from dalel.newsroom.releases.models import MessageRow, SubscriberRow
from dalel.newsroom.releases.queries import messages
from dalel.outside import telegram
from dalel.outside.channels import Channels
from dalel.outside.mail import hand_in
from dalel.outside.telegram import Bot, CannotDeleteError
from dalel.pack import Pack
from dalel.publish.documents.cards import blank_card
from dalel.publish.messages import (
    NOTICE_MARK,
    as_mail,
    confirmation,
    edition_letter,
    in_channel,
    notice_letter,
    step_letter,
    told_of,
)
from dalel.publish.views.dates import wording
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.structured import publisher

#: Twenty posts a minute are too many in one channel (https://core.telegram.org/bots/faq).
PACE: Final = timedelta(seconds=3.5)
#: After a round that failed as a whole the next one comes so much later.
REST: Final = timedelta(minutes=1)
#: So many letters go in one round.
_LETTERS: Final = 50
_LOG: Final = logging.getLogger(__name__)


class Sender:
    """Sends what waits. It keeps the release that it speaks of until anybody does anything."""

    def __init__(self, pack: Pack, channels: Channels) -> None:
        self.pack = pack
        self.channels = channels
        self.voices = channels.voices(pack.languages)
        self._record: IndexedSnapshot | None = None
        self._stand = -1

    def send(self, clock: Callable[[], datetime]) -> Counter[MessageState]:
        """One round: at most one message in each channel, and some letters; tells what came of it.

        Nothing goes before anything is released, and nothing of a site without an address. What
        leads to the site waits until it stands there; what takes something back does not.
        """
        done: Counter[MessageState] = Counter()
        cut_off = outbox.find_cut_off(clock())
        if cut_off:
            done[MessageState.UNCERTAIN] += cut_off
        channels = messages.waiting(
            Lane.TELEGRAM, self.voices.channels, clock(), len(self.pack.languages)
        )
        letters = messages.waiting(Lane.MAIL, self.voices.letters, clock(), _LETTERS)
        is_owed = bool(owed())
        for message in [*channels, *letters]:
            if is_owed and _leads_to_the_site(message):
                continue
            record = self._now()
            if record is None:
                break
            state = self._go(message, record, clock)
            if state is not None:
                done[state] += 1
        return done

    def _now(self) -> IndexedSnapshot | None:
        """What is public now. A withdrawal that came a moment ago counts."""
        stand = outbox.stand()
        if stand != self._stand or self._record is None:
            self._record = None
            if profile_of(self.pack.profile).address and has_released():
                self._record = IndexedSnapshot(take(self.pack, released=True), "/")
            self._stand = stand
        return self._record

    def _go(
        self, message: MessageRow, record: IndexedSnapshot, clock: Callable[[], datetime]
    ) -> MessageState | None:
        call = self._call(message, record, clock())
        if call is None:
            outbox.call_off(message.key)
            return None
        if not outbox.claim(message.key, self._stand, clock(), _entries(message, record)):
            return None
        try:
            if isinstance(call, Flaw):
                raise NotSentError(call.reason, passing=True)
            place, told = _called(call, message.key)
        except NotSentError as error:
            outbox.mark_failed(message.key, error, clock())
            _LOG.warning("%s was not sent: %s", message.key, error)
            return MessageState.FAILED
        except UnknownFateError as error:
            outbox.mark_uncertain(message.key, str(error))
            _LOG.warning("%s may have been sent or not: %s", message.key, error)
            return MessageState.UNCERTAIN
        outbox.mark_sent(message.key, place=place, told=told, now=clock())
        return MessageState.SENT

    def _call(
        self, message: MessageRow, record: IndexedSnapshot, now: datetime
    ) -> Callable[[], tuple[str, str]] | Flaw | None:
        """Whom to call with what; None where there is nothing to say."""
        with ItemWork(f"The words of {message.key}") as item:
            if message.lane is Lane.TELEGRAM:
                return self._in_channel(message, record)
            return self._by_mail(message, record, now)
        return item.flaw

    def _in_channel(
        self, message: MessageRow, record: IndexedSnapshot
    ) -> Callable[[], tuple[str, str]] | None:
        bot = self.channels.bot
        if bot is None:
            return None
        said = in_channel(
            record, message.kind, message.subject, wording(message.language), drawn=True
        )
        before = message.of.place if message.of else ""
        if message.deed is MessageDeed.REMOVE:
            number = message.subject.partition(NOTICE_MARK)[0]
            blank = _blank(record, number, message.language)
            return lambda: (_remove(bot, before, blank), "")
        if said is None:
            return None
        if message.deed is MessageDeed.EDIT:
            return lambda: (_edit(bot, before, said), digest_of(said))
        channel = self.channels.places[message.language]
        return lambda: (asyncio.run(telegram.post(bot, channel, said)), digest_of(said))

    def _by_mail(
        self, message: MessageRow, record: IndexedSnapshot, now: datetime
    ) -> Callable[[], tuple[str, str]] | None:
        server, reader = self.channels.mail, message.recipient
        letter = self._letter(message, reader, record) if reader else None
        if server is None or reader is None or letter is None:
            return None
        mail = as_mail(
            letter,
            sender=self.channels.sender,
            recipient=reader.address,
            name=publisher(record, wording(message.language)),
            now=now,
            key=_identity(message),
        )

        def call() -> tuple[str, str]:
            hand_in(server, mail, self.channels.sender, reader.address)
            return str(mail["Message-ID"]), ""

        return call

    def _letter(
        self, message: MessageRow, reader: SubscriberRow, record: IndexedSnapshot
    ) -> Letter | None:
        words, topic = wording(message.language), Topic.read(reader.topic)
        leave = f"{self.channels.door}/letters/leave/{reader.secret}/"
        match message.kind:
            case MessageKind.CONFIRMATION:
                door = f"{self.channels.door}/letters/confirm/{reader.secret}/"
                return confirmation(record, words, door, topic)
            case MessageKind.LETTER:
                return edition_letter(record, int(message.subject), words, leave, topic)
            case MessageKind.STEP if topic is not None:
                return step_letter(record, message.subject, words, leave, topic)
            case MessageKind.NOTICE:
                number, _, name = message.subject.partition(NOTICE_MARK)
                return notice_letter(record, number, name, words, leave, topic)
            case _:
                return None


def send_on(
    sender: Sender, stop: Event, clock: Callable[[], datetime], *, pace: timedelta = PACE
) -> None:
    """Send round after round, until ``stop`` is set."""
    while not stop.is_set():
        with ItemWork("A round of messages") as item:
            sender.send(clock)
            subscribers.expire(clock())
        stop.wait((REST if item.failed else pace).total_seconds())


def _called(call: Callable[[], tuple[str, str]], key: str) -> tuple[str, str]:
    """Where the message stands, and what was told.

    :raises UnknownFateError: also when the call stumbled over what we do not know by name.
    """
    with ItemWork(f"Sending {key}", passing=(DalelError,)) as item:
        return call()
    raise UnknownFateError(item.flaw.reason)


def _entries(message: MessageRow, record: IndexedSnapshot) -> str:
    """The numbers of the entries in a letter about a topic; empty for every other message."""
    topic = Topic.read(message.recipient.topic) if message.recipient else None
    if topic is None or message.kind is not MessageKind.LETTER:
        return ""
    edition = next((one for one in record.editions if str(one.number) == message.subject), None)
    return " ".join(one.number for one in told_of(record, edition, topic)) if edition else ""


def _leads_to_the_site(message: MessageRow) -> bool:
    return message.deed is MessageDeed.POST and message.kind is not MessageKind.CONFIRMATION


def _blank(record: IndexedSnapshot, number: str, language: str) -> ChannelPost:
    words = wording(language)
    return ChannelPost(
        html=f"{number}\n\n{words.words.gettext('This entry was withdrawn.')}",
        picture=blank_card(record, number, words),
    )


def _remove(bot: Bot, place: str, blank: ChannelPost) -> str:
    """Take a message back; where that is no longer possible, it says nothing any more."""
    _need(place)
    try:
        asyncio.run(telegram.remove(bot, place))
    except CannotDeleteError:
        asyncio.run(telegram.edit(bot, place, blank))
    return place


def _edit(bot: Bot, place: str, said: ChannelPost) -> str:
    _need(place)
    asyncio.run(telegram.edit(bot, place, said))
    return place


def _need(place: str) -> None:
    if not place:
        raise NotSentError(
            "it is not known where the message stands: change it by hand", passing=False
        )


def _identity(message: MessageRow) -> str:
    """A mail's id from the message's key: a letter that goes twice is recognised as one."""
    return quote(message.key, safe="").replace("%", "-")
