"""How did this newsroom say it before? Approved texts, and sentences of them in two languages.

Pairs are those that the memory of sentences has from incidents: approved or printed in both
languages, and not forgotten since. What came with a file is nobody's example.
"""

import re
from collections import Counter
from typing import Final

from dalel.domain.errors import NotFoundError
from dalel.domain.incident import IncidentText, TextVersion
from dalel.domain.states import SHOWN, VersionState
from dalel.language.fold import fold
from dalel.language.stems import stem
from dalel.newsroom.incidents.models import TextVersionRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.records import text_record, version_record
from dalel.newsroom.incidents.queries.sentence_memory import living_pairs
from dalel.steps.draft import TranslationPair

#: So many pairs are looked through, the latest first.
_PAIRS: Final = 3000
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
    """The pairs of sentences of incidents in two languages, the latest first, in one query."""
    first, second = sorted((source, target))
    rows = living_pairs().filter(
        incident__isnull=False, first_language=first, second_language=second
    )
    return tuple(
        TranslationPair(source=row.texts[source], target=row.texts[target])
        for row in rows.order_by("-time", "pk")[:_PAIRS]
    )


def _words(text: str, language: str) -> frozenset[str]:
    found = (match[0] for match in _WORD.finditer(text))
    return frozenset(fold(stem(word, language)) for word in found if len(word) >= _SHORTEST)
