"""Addresses that are cited: by entries as they stand now, or by versions that the public reads."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import date

from django.db.models import Q

from dalel.domain.incident import Incident
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.incidents.models import LinkRow


def cited_by(incidents: Iterable[Incident]) -> frozenset[str]:
    """The addresses that these versions of incidents cite, as identities of pages."""
    return frozenset(link.canonical for one in incidents for link in one.links)


def published_days(cited: AbstractSet[str]) -> dict[str, date]:
    """The days on which cited pages say that they were published, by canonical address."""
    rows = ArticleRow.objects.filter(at_cited(cited, "canonical")).exclude(published_iso="")
    told = rows.values_list("canonical", "published_iso")
    return {canonical: date.fromisoformat(iso[:10]) for canonical, iso in told}


def at_cited(cited: AbstractSet[str], *fields: str) -> Q:
    """The rows one of whose ``fields`` is an address that is cited now, or one of these.

    Few of these are cited by an approved version alone: only they are asked for by name, since a
    database takes no endless list.
    """
    now = LinkRow.objects.values("canonical")
    earlier = cited - set(now.values_list("canonical", flat=True))
    found = Q()
    for field in fields:
        found |= Q(**{f"{field}__in": now}) | Q(**{f"{field}__in": sorted(earlier)})
    return found
