"""Which words were withdrawn from everything that the public gets?"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from unicodedata import normalize

from django.utils.crypto import salted_hmac

from dalel.domain.errors import DalelError
from dalel.domain.withdrawing import SHORTEST, finder
from dalel.store.acting import Act
from dalel.store.incidents import excerpts
from dalel.store.models import CastRow, OutletRow, PersonRow, WithdrawnWordsRow
from dalel.store.releases import owe
from dalel.store.transactions import writing


class TooShortError(DalelError):
    """So few letters stand in too many words; give the whole name or passage."""


class RepeatedWordsError(DalelError):
    """The reason repeats the words, and it stays written down: say it without them."""


@dataclass(frozen=True, kw_only=True)
class Withdrawn:
    """That something was withdrawn, by whom and why, and how many words or passages.

    What it was is not told.
    """

    time: datetime
    member: str
    reason: str
    count: int


def words() -> tuple[str, ...]:
    """All words that were withdrawn."""
    return tuple(WithdrawnWordsRow.objects.order_by("words").values_list("words", flat=True))


def withdrawn() -> Mapping[str, str]:
    """All words that were withdrawn, each with the digest by which it is told apart."""
    return {one: word_digest(one) for one in words()}


def word_digest(words: str) -> str:
    """How withdrawn words are told apart without repeating them.

    A name has so few letters that anybody finds it by trying, who can work its digest out. So it
    takes the secret of this newsroom to do that; a new secret only makes everything be made anew.
    """
    return salted_hmac("dalel.withdrawn", words.casefold(), algorithm="sha256").hexdigest()


def withdraw(what: Collection[str], reason: str, act: Act) -> None:
    """Withdraw names, passages or addresses from everything that the public gets.

    What is written down of the act has the digests of the words, not the words. The same again
    changes nothing.

    :raises TooShortError: when the words would take too much with them.
    :raises RepeatedWordsError: when the reason repeats them.
    """
    wanted = meant(what)
    if finder((*wanted, *words())).search(reason):
        raise RepeatedWordsError
    with writing():
        excerpts.forget(wanted)
        for one in wanted:
            _, is_new = WithdrawnWordsRow.objects.get_or_create(
                words=one, defaults={"reason": reason, "member": act.member, "time": act.time}
            )
            if is_new:
                owe(act.time)
                act.note("withdrew words", word_digest(one)[:12], reason)


def meant(what: Collection[str]) -> tuple[str, ...]:
    """The words as they are looked for, each once.

    :raises TooShortError: when there are none, or they would take too much with them.
    """
    composed = (normalize("NFC", one) for one in what)
    wanted = tuple(dict.fromkeys(" ".join(one.split()) for one in composed if one.strip()))
    if not wanted or any(len(one) < SHORTEST for one in wanted):
        raise TooShortError
    return wanted


def acts() -> tuple[Withdrawn, ...]:
    """What was withdrawn so far, the latest first."""
    rows = WithdrawnWordsRow.objects.select_related("member").order_by("-time", "pk")
    counted = Counter((row.time, str(row.member), row.reason) for row in rows)
    return tuple(
        Withdrawn(time=time, member=member, reason=reason, count=count)
        for (time, member, reason), count in counted.items()
    )


def called() -> tuple[Mapping[str, str], ...]:
    """How everybody and every outlet on record is called, by language."""
    rows = (
        row
        for model in (PersonRow, OutletRow, CastRow)
        for row in model.objects.values_list("names", flat=True)
    )
    return tuple(rows)
