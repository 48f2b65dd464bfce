"""How did this newsroom say it before? Sentences of approved texts in two languages.

Pairs are those of incidents whose texts are approved in both languages and have as many sentences;
what people approved is confirmed, and nothing else is remembered.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from dalel.domain.errors import NotFoundError
from dalel.domain.incident import IncidentText, TextVersion
from dalel.domain.states import GONE, SHOWN, VersionState
from dalel.domain.withdrawal import finder
from dalel.language.fold import fold
from dalel.language.sentences import sentences
from dalel.language.stems import stem
from dalel.newsroom.incidents.models import TextVersionRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.records import text_record, version_record
from dalel.newsroom.incidents.queries.withdrawn_words import withdrawn_words
from dalel.steps.draft import TranslationPair

#: So many approved texts are looked through, the latest first.
_TEXTS: Final = 1000
_WORD: Final = re.compile(r"[^\W_]+")
_SHORTEST: Final = 4


def approved(number: str, language: str) -> tuple[IncidentText, bool]:
    """The approved text of an incident in a language, and whether the public has the incident.

    :raises NotFoundError: when none is approved.
    """
    rows = TextVersionRow.objects.filter(
        incident__number=number, language=language, state=VersionState.APPROVED
    )
    row = rows.select_related("incident").order_by("-number").first()
    if row is None:
        raise NotFoundError(f"No text of {number} is approved in {language}.")
    public = row.incident.state in SHOWN
    return text_record(row), public


def newest(number: str, language: str) -> TextVersion | None:
    """The newest version of a text, or None.

    :raises NotFoundError: when there is no incident of this number.
    """
    rows = TextVersionRow.objects.filter(incident=incident_row(number), language=language)
    row = rows.order_by("-number").first()
    return version_record(row) if row else None


def approved_in(number: str) -> frozenset[str]:
    """The languages in which an incident has an approved text."""
    rows = TextVersionRow.objects.filter(incident__number=number, state=VersionState.APPROVED)
    return frozenset(rows.values_list("language", flat=True))


def pairs_like(text: IncidentText, language: str, limit: int) -> tuple[TranslationPair, ...]:
    """Pairs of sentences that share most words with a text, those with rare words first."""
    wanted = _words(f"{text.title or ''} {text.summary}", text.language)
    pairs = [pair for pair in pairs_of(text.language, language) if pair.source not in text.summary]
    known = [_words(pair.source, text.language) for pair in pairs]
    often = Counter(word for words in known for word in words)
    weighed = [
        (sum(1 / often[word] for word in words & wanted), -at) for at, words in enumerate(known)
    ]
    best = sorted((weight for weight in weighed if weight[0] > 0), reverse=True)[:limit]
    return tuple(pairs[-at] for _, at in best)


def pairs_of(source: str, target: str) -> tuple[TranslationPair, ...]:
    """All pairs of sentences of approved texts in two languages, in one query."""
    standing = TextVersionRow.objects.exclude(incident__state__in=list(GONE))
    rows = standing.filter(state=VersionState.APPROVED, language__in=[source, target])
    texts: dict[int, dict[str, IncidentText]] = {}
    withdrawn = withdrawn_words()
    finds = finder(withdrawn)
    for row in rows.order_by("-time", "-pk")[:_TEXTS]:
        texts.setdefault(row.incident_id, {}).setdefault(row.language, text_record(row))
    return tuple(
        pair
        for both in texts.values()
        if source in both and target in both
        for pair in _aligned(both[source], both[target])
        if not (withdrawn and finds.search(f"{pair.source}\n{pair.target}"))
    )


def _aligned(one: IncidentText, other: IncidentText) -> Iterator[TranslationPair]:
    """Title with title, sentence with sentence where both have as many."""
    if one.title and other.title:
        yield TranslationPair(source=one.title, target=other.title)
    for left, right in zip(one.paragraphs, other.paragraphs, strict=False):
        mine, theirs = _split(left), _split(right)
        if len(mine) == len(theirs):
            yield from (
                TranslationPair(source=a, target=b) for a, b in zip(mine, theirs, strict=True)
            )


def _split(paragraph: str) -> Sequence[str]:
    return [paragraph[span.start : span.end] for span in sentences(paragraph)]


def _words(text: str, language: str) -> frozenset[str]:
    found = (match[0] for match in _WORD.finditer(text))
    return frozenset(fold(stem(word, language)) for word in found if len(word) >= _SHORTEST)
