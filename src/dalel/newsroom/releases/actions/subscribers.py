"""Newsletter subscribers: signing up, confirming, leaving and expiry.

As little as can be is kept: address, language, and when. Whoever leaves is gone, with the address;
who never confirmed goes after a week.
"""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from dalel.domain.errors import DalelError
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.releases.models import SubscriberRow

#: So long the first letter's link lives.
UNCONFIRMED: Final = timedelta(days=7)
#: So many first letters go out in an hour, whoever asks.
_MOST_AN_HOUR: Final = 100
#: Between two first letters to one address, so that nobody is buried in them.
_AGAIN: Final = timedelta(hours=12)


class TooManyError(DalelError):
    """More people ask for letters than ask by themselves: somebody's machine does."""

    permanent = False


def ask(address: str, language: str, now: datetime) -> int | None:
    """Somebody asks for letters; gives the reader to whom a first letter goes, if one does.

    None where the address gets letters already, or was written to just now.

    :raises TooManyError: when many asked in the last hour; it needs nobody's address to see that.
    """
    with writing():
        recent = SubscriberRow.objects.filter(confirmed=None, asked__gt=now - timedelta(hours=1))
        if recent.count() >= _MOST_AN_HOUR:
            raise TooManyError
        row = SubscriberRow.objects.filter(address=address.lower(), language=language).first()
        if row is None:
            row = SubscriberRow(address=address.lower(), language=language)
        elif row.confirmed or row.asked > now - _AGAIN:
            return None
        row.asked, row.secret = now, secrets.token_urlsafe(32)
        row.save()
        return row.pk


def language_of(secret: str) -> str | None:
    """In which language the reader of a link reads; None where the link leads nowhere."""
    rows = SubscriberRow.objects.filter(secret=secret)
    return rows.values_list("language", flat=True).first()


def confirm(secret: str, now: datetime) -> bool:
    """The reader pressed the button; False where the link leads nowhere any more."""
    with writing():
        row = SubscriberRow.objects.filter(secret=secret).first()
        if row is None:
            return False
        if row.confirmed is None:
            row.confirmed = now
            row.save(update_fields=["confirmed"])
    return True


def leave(secret: str) -> None:
    """The reader wants no more letters: nothing of him or her is kept. Again changes nothing."""
    with writing():
        SubscriberRow.objects.filter(secret=secret).delete()


def confirmed(language: str) -> list[int]:
    """The readers of a language."""
    rows = SubscriberRow.objects.filter(language=language, confirmed__isnull=False)
    return list(rows.values_list("pk", flat=True))


def counts(languages: Collection[str]) -> dict[str, int]:
    """How many read in each language."""
    return {language: len(confirmed(language)) for language in languages}


def expire(now: datetime) -> int:
    """Forget who never confirmed; tells how many."""
    with writing():
        rows = SubscriberRow.objects.filter(confirmed=None, asked__lt=now - UNCONFIRMED)
        count = rows.count()
        rows.delete()
    return count
