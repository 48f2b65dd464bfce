"""The entries of an edition that lead its leaflet and its pictures, chosen by a rule."""

from typing import Final

from dalel.domain.edition import Edition
from dalel.domain.incident import Incident
from dalel.publish.views.dates import DateWording
from dalel.publish.views.record import IndexedSnapshot

#: So many entries at most; the rule, in words, stands on the page that shows them.
MOST: Final = 6


def leading_entries(record: IndexedSnapshot, edition: Edition) -> tuple[Incident, ...]:
    """The severest first, of equals the latest first; what has no date comes behind, by number.

    What is not coded, stands no more, or has no title in one of the languages is passed over.
    """
    found = sorted(
        (one for one in record.printed_in(edition) if _can_lead(record, one)),
        key=lambda incident: incident.number,
    )
    found.sort(key=lambda incident: incident.date.iso if incident.date else "", reverse=True)
    found.sort(key=_severity, reverse=True)
    return tuple(found[:MOST])


def edition_count(record: IndexedSnapshot, edition: Edition, wording: DateWording) -> str:
    """How many entries an edition has, and how many restrict rights or widen them."""
    entries = record.printed_in(edition)
    count = len(entries)
    told = wording.words.ngettext("%(shown)s incident", "%(shown)s incidents", count) % {
        "shown": wording.number(count)
    }
    directions = [one.codes.direction for one in entries if one.codes]
    if not directions:
        return told
    return wording.words.gettext(
        "%(told)s: %(negative)s restrict rights, %(positive)s widen them"
    ) % {
        "told": told,
        "negative": wording.number(directions.count("negative")),
        "positive": wording.number(directions.count("positive")),
    }


def _can_lead(record: IndexedSnapshot, incident: Incident) -> bool:
    titles = (incident.texts.get(language) for language in record.profile.languages)
    return bool(incident.codes and all(text and text.title for text in titles))


def _severity(incident: Incident) -> int:
    return incident.codes.severity if incident.codes else 0
