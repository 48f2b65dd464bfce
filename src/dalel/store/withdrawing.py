"""Which words were withdrawn from everything that the public gets?"""

from dalel.domain.errors import DalelError
from dalel.domain.withdrawing import SHORTEST, word_digest
from dalel.store.editing import Act
from dalel.store.models import WithdrawnWordsRow
from dalel.store.transactions import writing


class TooShortError(DalelError):
    """So few letters stand in too many words; give the whole name or passage."""


def words() -> tuple[str, ...]:
    """All words that were withdrawn."""
    return tuple(WithdrawnWordsRow.objects.order_by("words").values_list("words", flat=True))


def digests() -> tuple[str, ...]:
    """How the withdrawn words are told apart without repeating them."""
    return tuple(map(word_digest, words()))


def withdraw(what: str, reason: str, act: Act) -> None:
    """Withdraw a name, a passage or an address from everything that the public gets.

    What is written down of the act has the digest of the words, not the words.

    :raises TooShortError: when the words would take too much with them.
    """
    if len(what.strip()) < SHORTEST:
        raise TooShortError
    with writing():
        WithdrawnWordsRow.objects.get_or_create(
            words=what.strip(),
            defaults={"reason": reason, "member": act.member, "time": act.time},
        )
        act.note("withdrew words", word_digest(what.strip())[:12], reason)
