"""Words withdrawn from everything that the public gets: withdrawing, listing and matching."""

from collections.abc import Collection
from unicodedata import normalize

from dalel.domain.errors import DalelError
from dalel.domain.withdrawal import SHORTEST, finder
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.evidence.actions import added_links, asked_links
from dalel.newsroom.frame.pending_builds import owe
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions import (
    channel_links,
    conversations,
    excerpts,
    inquiries,
    legal_advice,
    name_memory,
    saved_files,
    sent_texts,
    sentence_memory,
    shown_pictures,
    videos,
)
from dalel.newsroom.incidents.models import WithdrawnWordsRow
from dalel.newsroom.incidents.queries.withdrawn_words import withdrawn_words, word_digest


class TooShortError(DalelError):
    """So few letters stand in too many words; give the whole name or passage."""


class RepeatedWordsError(DalelError):
    """The reason repeats the words, and it stays written down: say it without them."""


def withdraw(what: Collection[str], reason: str, act: Act) -> None:
    """Withdraw names, passages or addresses from everything that the public gets.

    What is written down of the act has the digests of the words, not the words. The same again
    changes nothing.

    :raises TooShortError: when the words would take too much with them.
    :raises RepeatedWordsError: when the reason repeats them.
    """
    wanted = meant(what)
    if finder((*wanted, *withdrawn_words())).search(reason):
        raise RepeatedWordsError
    with writing():
        excerpts.forget(wanted)
        sent_texts.forget(wanted)
        name_memory.forget(wanted)
        inquiries.forget(wanted)
        conversations.forget(wanted)
        legal_advice.forget(wanted)
        shown_pictures.forget(wanted)
        saved_files.forget(wanted)
        videos.forget(wanted)
        sentence_memory.forget_words(wanted)
        added_links.forget_words(wanted)
        channel_links.forget(wanted)
        asked_links.forget_words(wanted)
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
