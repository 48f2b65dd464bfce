"""Tells followers of a case what becomes public of it outside an edition.

Each reader's row names the steps that are no news: those that were public when the button was
pressed, and those that were told or stood in an edition since. So nobody gets old steps on signing
up, and nothing is told twice, also where a step leaves the case and comes back.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from dalel.domain.message import Lane, MessageKind
from dalel.domain.public_record import PublicCase
from dalel.domain.topic import Topic, TopicKind
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.queries.snapshot import has_released, take
from dalel.newsroom.releases.actions import outbox, subscribers
from dalel.newsroom.releases.models import SubscriberRow
from dalel.pack import Pack
from dalel.publish.messages import case_steps
from dalel.publish.views.record import IndexedSnapshot


def public_steps(pack: Pack, topic: Topic | None) -> tuple[str, ...]:
    """The names of all that is public of a case now; none of any other topic."""
    if topic is None or topic.kind is not TopicKind.CASE or not has_released():
        return ()
    record = IndexedSnapshot(take(pack, released=True), "/")
    return tuple(
        name
        for matter in record.snapshot.matters
        if matter.number == topic.number
        for number, steps in case_steps(record, matter).items()
        for name in (number, *steps)
    )


def tell(record: IndexedSnapshot, now: datetime) -> None:
    """Queue a letter about each new step to each follower of its case, once."""
    matters = {one.number: one for one in record.snapshot.matters}
    with writing():
        for reader in subscribers.of_cases():
            topic = Topic.read(reader.topic)
            if topic is not None and topic.number in matters:
                _tell(record, matters[topic.number], reader, now)


def _tell(
    record: IndexedSnapshot, matter: PublicCase, reader: SubscriberRow, now: datetime
) -> None:
    seen = set(reader.seen)
    there = {
        name for number, steps in case_steps(record, matter).items() for name in (number, *steps)
    }
    if there <= seen:
        return
    for name in _news(record, matter, seen):
        key = f"{Lane.MAIL}:{reader.language}:{MessageKind.STEP}:{name}:{reader.pk}"
        outbox.queue(
            key, Lane.MAIL, MessageKind.STEP, name, reader.language, now=now, reader=reader.pk
        )
    reader.seen = sorted(seen | there)
    reader.save(update_fields=["seen"])


def _news(record: IndexedSnapshot, matter: PublicCase, seen: Iterable[str]) -> Iterator[str]:
    """What is told: a new entry with all its steps at once, and new steps of a known entry.

    An entry that stands in an edition is told by the letter about that.
    """
    known = frozenset(seen)
    for number, steps in case_steps(record, matter).items():
        if number in known:
            yield from (name for name in steps if name not in known)
        elif not record.editions_of.get(number):
            yield number
