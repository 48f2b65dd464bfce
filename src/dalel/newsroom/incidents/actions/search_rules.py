"""Indexes again what search finds by terms of older rules, until nothing is left.

What is withheld or gone meanwhile is not brought back: each text is read where it is indexed, in
one transaction.
"""

from typing import Final

from dalel.language.search_terms import RULES
from dalel.newsroom.evidence.models import ArticleVersionRow
from dalel.newsroom.frame.models import SearchRow
from dalel.newsroom.frame.models.search import Searched
from dalel.newsroom.frame.search_index import Text, index
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.models import IncidentRow
from dalel.newsroom.incidents.queries.findable import published_texts, text_of_incident

#: So many texts a transaction, some tenths of a second: who writes meanwhile hardly waits.
_TEXTS: Final = 25
#: So many texts a call.
_MOST: Final = 1_000


def index_again(most: int = _MOST) -> int:
    """Index texts again whose terms are of older rules; tells of how many rows.

    A thousand at a time, the latest first: it is called again and again, and may be cut off.
    """
    done = 0
    while keys := _outdated(min(_TEXTS, most - done)):
        with writing():
            texts = {row.pk: _text(row) for row in SearchRow.objects.filter(pk__in=keys)}
            index(text for text in texts.values() if text is not None)
            gone = [key for key, text in texts.items() if text is None]
            SearchRow.objects.filter(pk__in=gone).delete()
        done += len(texts)
    return done


def index_published(incident: IncidentRow) -> None:
    """Index what readers have of an incident by now; what is in work is never indexed."""
    newest = {row.language: row for row in published_texts([incident.pk])}
    index(text_of_incident(row) for row in newest.values())


def _outdated(most: int) -> list[int]:
    """The keys of the latest rows of older rules.

    One rule after the other: an index has these keys in order, so that no row is read, and where
    nothing is left nobody waits.
    """
    for rules in (None, *range(1, RULES)):
        rows = SearchRow.objects.filter(rules=rules).order_by("-pk")
        if keys := list(rows.values_list("pk", flat=True)[:most]):
            return keys
    return []


def _text(row: SearchRow) -> Text | None:
    """What stands now of the text that a row is of; None when it says nothing any more."""
    if row.kind == Searched.INCIDENT:
        written = published_texts([row.owner]).filter(language=row.language)
        newest = written.last()
        return text_of_incident(newest) if newest else None
    versions = ArticleVersionRow.objects.filter(article=row.owner).order_by("-number")
    version = versions.first()
    if version is None or not version.text:
        return None
    return Text(
        kind=Searched.ARTICLE,
        owner=row.owner,
        language=row.language,
        time=row.time,
        text=f"{version.title}\n{version.text}",
    )
