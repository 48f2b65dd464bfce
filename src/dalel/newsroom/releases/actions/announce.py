"""Queues the announcements of a release and the updates to earlier ones.

Only rows are queued here, in the transaction that makes something public; the words are made of the
release when a message goes.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256

from dalel.domain.edition import Edition
from dalel.domain.incident import Incident
from dalel.domain.message import ChannelPost, Lane, MessageDeed, MessageKind, Voices
from dalel.domain.notice import NoticeKind, named
from dalel.domain.snapshot import Snapshot
from dalel.domain.states import GONE, MessageState
from dalel.newsroom.incidents.queries.snapshot import has_released, take
from dalel.newsroom.releases.actions import case_steps, outbox, subscribers
from dalel.newsroom.releases.models import MessageRow
from dalel.newsroom.releases.queries import messages
from dalel.pack import Pack
from dalel.publish.messages import NOTICE_MARK, in_channel, told_of
from dalel.publish.views.dates import wording
from dalel.publish.views.record import IndexedSnapshot


def announce_edition(snapshot: Snapshot, number: int, voices: Voices, now: datetime) -> None:
    """Queue a post of each entry that was not posted yet, a digest, and a letter to each reader.

    Who follows a topic gets one where the edition has entries of it, and whoever gets the whole
    letter gets no narrower one beside it. A site that has no address has nothing to which a message
    could lead, and is silent.
    """
    if not snapshot.profile.address:
        return
    record = IndexedSnapshot(snapshot, "/")
    edition = next(one for one in record.editions if one.number == number)
    for language in sorted(voices.channels):
        for incident in record.printed_in(edition):
            if incident.state not in GONE:
                _queue_post(incident.number, language, now)
        _queue(Lane.TELEGRAM, MessageKind.DIGEST, str(number), language, now)
    for language in sorted(voices.letters):
        for reader in _readers(record, edition, language):
            _queue(Lane.MAIL, MessageKind.LETTER, str(number), language, now, reader=reader)


def announce_incident(snapshot: Snapshot, number: str, voices: Voices, now: datetime) -> None:
    """Queue the posts of one incident, as a flash wants it."""
    if snapshot.profile.address:
        for language in sorted(voices.channels):
            _queue_post(number, language, now)


def keep_true(pack: Pack, now: datetime) -> None:
    """Queue what makes true again what was said: changed, noticed, retracted, withdrawn."""
    said = messages.posts()
    editions = bool(said) or any(messages.letters().values())
    if not (editions or subscribers.of_cases()) or not has_released():
        return
    snapshot = take(pack, released=True)
    record = IndexedSnapshot(snapshot, "/")
    changes: dict[str, list[MessageRow]] = {}
    for change in messages.changes():
        if change.of:
            changes.setdefault(change.of.key, []).append(change)
    for message in said:
        _keep(record, message, changes.get(message.key, []), now)
    known = {message.key for message in said}
    for incident in snapshot.incidents:
        _tell_notices(record, incident, known, now)
    case_steps.tell(record, now)


def digest_of(said: ChannelPost) -> str:
    """Tells whether the words of a message changed."""
    return sha256(f"{said.html}\0{said.page}".encode()).hexdigest()


def _keep(
    record: IndexedSnapshot, message: MessageRow, changes: list[MessageRow], now: datetime
) -> None:
    said = in_channel(record, message.kind, message.subject, wording(message.language), drawn=False)
    if said is None:
        _take_back(message, changes, now)
        return
    if message.state is not MessageState.SENT or _is_pending(changes):
        # What is still to go says then what holds then.
        return
    told = next((one.told for one in reversed(changes) if one.told), message.told)
    if digest_of(said) != told:
        _change(message, MessageDeed.EDIT, f"edit:{len(changes) + 1}", now)


def _take_back(message: MessageRow, changes: Iterable[MessageRow], now: datetime) -> None:
    if message.state is MessageState.QUEUED:
        outbox.call_off(message.key)
    elif not any(one.deed is MessageDeed.REMOVE for one in changes):
        _change(message, MessageDeed.REMOVE, "remove", now)


def _is_pending(changes: Iterable[MessageRow]) -> bool:
    return any(one.state is MessageState.QUEUED for one in changes)


def _change(message: MessageRow, deed: MessageDeed, mark: str, now: datetime) -> None:
    outbox.queue(
        f"{message.key}:{mark}",
        message.lane,
        message.kind,
        message.subject,
        message.language,
        now=now,
        deed=deed,
        of=message.key,
    )


def _tell_notices(
    record: IndexedSnapshot, incident: Incident, known: set[str], now: datetime
) -> None:
    """A notice is heard where the entry was: in the channel, and by those who got it by mail."""
    for name, notice in named(incident.notices).items():
        subject = f"{incident.number}{NOTICE_MARK}{name}"
        for language in record.profile.languages:
            post = _key(Lane.TELEGRAM, MessageKind.INCIDENT, incident.number, language)
            if notice.kind is NoticeKind.REPLY and post in known:
                _queue(Lane.TELEGRAM, MessageKind.NOTICE, subject, language, now)
            editions = record.editions_of[incident.number]
            for reader in messages.readers_of(incident.number, editions, language):
                _queue(Lane.MAIL, MessageKind.NOTICE, subject, language, now, reader=reader)


def _readers(record: IndexedSnapshot, edition: Edition, language: str) -> Iterator[int]:
    yield from subscribers.confirmed(language)
    for topic, following in subscribers.followers(language).items():
        if told_of(record, edition, topic):
            yield from following


def _queue_post(number: str, language: str, now: datetime) -> None:
    _queue(Lane.TELEGRAM, MessageKind.INCIDENT, number, language, now)


def _queue(
    lane: Lane,
    kind: MessageKind,
    subject: str,
    language: str,
    now: datetime,
    *,
    reader: int | None = None,
) -> None:
    key = _key(lane, kind, subject, language)
    if reader is not None:
        key = f"{key}:{reader}"
    outbox.queue(key, lane, kind, subject, language, now=now, reader=reader)


def _key(lane: Lane, kind: MessageKind, subject: str, language: str) -> str:
    return f"{lane}:{language}:{kind}:{subject}"
