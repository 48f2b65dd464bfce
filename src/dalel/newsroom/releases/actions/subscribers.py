"""Newsletter subscribers: signing up, confirming, leaving and expiry.

As little as can be is kept: address, language, topic, and when. Whoever leaves is gone, with the
address; who never confirmed goes after a week.
"""

import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from dalel.domain.errors import DalelError
from dalel.domain.topic import Topic, TopicKind
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.releases.models import SubscriberRow

#: So long the first letter's link lives.
UNCONFIRMED: Final = timedelta(days=7)
#: So many first letters go out in an hour, whoever asks.
_MOST_AN_HOUR: Final = 100
#: Between two first letters to one address, so that nobody is buried in them.
_AGAIN: Final = timedelta(hours=12)
#: So many of them wait for one address at a time, however many topics are asked for in its name.
_MOST_UNANSWERED: Final = 5


class TooManyError(DalelError):
    """More people ask for letters than ask by themselves: somebody's machine does."""

    permanent = False


@dataclass(frozen=True, kw_only=True)
class Subscription:
    """What the reader of a link gets: in which language, and about what; None: everything."""

    language: str
    topic: Topic | None
    is_confirmed: bool


def ask(address: str, language: str, now: datetime, topic: Topic | None = None) -> int | None:
    """Somebody asks for letters; gives the reader to whom a first letter goes, if one does.

    None where the address gets these letters already, or was written to just now.

    :raises TooManyError: when many asked in the last hour; it needs nobody's address to see that.
    """
    address, written = address.lower(), str(topic or "")
    with writing():
        waiting = SubscriberRow.objects.filter(confirmed=None)
        if waiting.filter(asked__gt=now - timedelta(hours=1)).count() >= _MOST_AN_HOUR:
            raise TooManyError
        row = SubscriberRow.objects.filter(
            address=address, language=language, topic=written
        ).first()
        if row is not None and (row.confirmed or row.asked > now - _AGAIN):
            return None
        just_now = waiting.filter(address=address, asked__gt=now - _AGAIN)
        if just_now.count() >= _MOST_UNANSWERED:
            return None
        if row is None:
            row = SubscriberRow(address=address, language=language, topic=written)
        row.asked, row.secret = now, secrets.token_urlsafe(32)
        row.save()
        return row.pk


def subscription_of(secret: str) -> Subscription | None:
    """What the reader of a link gets; None where the link leads nowhere."""
    row = SubscriberRow.objects.filter(secret=secret).first()
    if row is None:
        return None
    topic = Topic.read(row.topic)
    return Subscription(language=row.language, topic=topic, is_confirmed=row.confirmed is not None)


def confirm(secret: str, now: datetime, seen: Iterable[str] = ()) -> bool:
    """The reader pressed the button; False where the link leads nowhere any more.

    ``seen`` names the steps of a followed case that were public by then: no news to this reader.
    """
    with writing():
        row = SubscriberRow.objects.filter(secret=secret).first()
        if row is None:
            return False
        if row.confirmed is None:
            row.confirmed, row.seen = now, sorted(seen)
            row.save(update_fields=["confirmed", "seen"])
    return True


def leave(secret: str) -> bool:
    """The reader wants no more of these letters: nothing of that is kept. Again changes nothing.

    Whether the same address asked for others, which have secrets of their own.
    """
    with writing():
        row = SubscriberRow.objects.filter(secret=secret).first()
        if row is None:
            return False
        row.delete()
        return SubscriberRow.objects.filter(address=row.address).exists()


def confirmed(language: str) -> list[int]:
    """The readers of a language who get letters about everything."""
    return list(_confirmed(language).filter(topic="").values_list("pk", flat=True))


def followers(language: str) -> dict[Topic, list[int]]:
    """The readers of a language by their topic, without those who get everything in it anyway."""
    rows = _confirmed(language)
    whole = set(rows.filter(topic="").values_list("address", flat=True))
    found: dict[Topic, list[int]] = {}
    for key, address, written in rows.exclude(topic="").values_list("pk", "address", "topic"):
        topic = Topic.read(written)
        if topic is not None and address not in whole:
            found.setdefault(topic, []).append(key)
    return found


def of_cases() -> list[SubscriberRow]:
    """Who follows a case, in whatever language."""
    rows = SubscriberRow.objects.filter(confirmed__isnull=False)
    return list(rows.filter(topic__startswith=f"{TopicKind.CASE}:"))


def counts(languages: Collection[str]) -> dict[str, int]:
    """How many read in each language, each address once."""
    return {
        language: _confirmed(language).values("address").distinct().count()
        for language in languages
    }


def expire(now: datetime) -> int:
    """Forget who never confirmed; tells how many."""
    with writing():
        rows = SubscriberRow.objects.filter(confirmed=None, asked__lt=now - UNCONFIRMED)
        count = rows.count()
        rows.delete()
    return count


def _confirmed(language: str) -> "QuerySet[SubscriberRow]":
    return SubscriberRow.objects.filter(language=language, confirmed__isnull=False).order_by("pk")
