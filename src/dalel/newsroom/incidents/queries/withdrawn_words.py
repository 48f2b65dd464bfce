"""Words withdrawn from everything that the public gets: which, and by what acts."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.crypto import salted_hmac

from dalel.domain.withdrawal import finder
from dalel.language.name_forms import forms
from dalel.newsroom.frame.sealing import keyed_digest
from dalel.newsroom.incidents.models import NamingDecision, OutletRow, PersonRow, WithdrawnWordsRow

#: The languages whose forms of a name are known.
_BENDING: Final = ("kk", "ru")


@dataclass(frozen=True, kw_only=True)
class WithdrawalRecord:
    """That something was withdrawn, by whom and why, and how many words or passages.

    What it was is not told.
    """

    time: datetime
    member: str
    reason: str
    count: int


def withdrawn_words() -> tuple[str, ...]:
    """All words that were withdrawn."""
    return tuple(WithdrawnWordsRow.objects.order_by("words").values_list("words", flat=True))


def stand_in(texts: Mapping[str, str], words: Collection[str]) -> bool:
    """Whether one of these words stands in texts, by language: a name in whatever form or part."""
    finds = finder(tuple(words))
    return bool(words) and any(
        finds.search(text) or any(True for _ in forms(text, language, words))
        for language, text in texts.items()
    )


def stand_in_text(text: str, words: Collection[str]) -> bool:
    """The same of a text that may be in any language in which names bend."""
    return stand_in(dict.fromkeys(_BENDING, text), words)


def withdrawn_digests() -> Mapping[str, str]:
    """All words that were withdrawn, each with the digest by which it is told apart."""
    return {one: word_digest(one) for one in withdrawn_words()}


def word_digest(words: str) -> str:
    """How withdrawn words are told apart without repeating them.

    A name has so few letters that anybody finds it by trying, who can work its digest out. So it
    takes the secret of this newsroom to do that; a new secret only makes everything be made anew.
    """
    return keyed_digest("withdrawn", words.casefold())


def older_word_digest(words: str) -> str:
    """The digest of before the newsroom had a key: of what is not known any more, it stays."""
    return salted_hmac("dalel.withdrawn", words.casefold(), algorithm="sha256").hexdigest()


def withdrawals() -> tuple[WithdrawalRecord, ...]:
    """What was withdrawn so far, the latest first."""
    rows = WithdrawnWordsRow.objects.select_related("member").order_by("-time", "pk")
    counted = Counter((row.time, str(row.member), row.reason) for row in rows)
    return tuple(
        WithdrawalRecord(time=time, member=member, reason=reason, count=count)
        for (time, member, reason), count in counted.items()
    )


def names_on_record() -> tuple[Mapping[str, str], ...]:
    """How everybody and every outlet on record is called, by language."""
    rows = (
        row
        for model in (PersonRow, OutletRow, NamingDecision)
        for row in model.objects.values_list("names", flat=True)
    )
    return tuple(rows)
