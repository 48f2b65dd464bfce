"""Finds what came in about an incident's matter since it was last written or reviewed.

Articles of its stories, and what is told of later happenings of the same case. A fixed number of
queries gives it for any number of incidents.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Min
from django.db.models.functions import Coalesce

from dalel.newsroom.incidents.models import CaseRow, CodesRow, IncidentRow, LinkRow, TextVersionRow
from dalel.newsroom.stories.models import MembershipRow


@dataclass
class Since:
    """What is newer, by the key of the incident's row: addresses, and case statuses told later."""

    urls: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    stages: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


def since(seen: Mapping[int, datetime]) -> Since:
    """What came after the time at which each incident's text was written or last looked at.

    The incidents are told by the keys of their rows.
    """
    later = _later(seen.keys())
    found = Since()
    _add_articles(later, seen, found)
    _add_incidents(later, seen, found)
    return found


def _later(keys: Collection[int]) -> dict[int, set[int]]:
    """For each incident those of its case, or related to it, that did not happen before it."""
    through = CaseRow.incidents.through.objects
    cases = dict[int, set[int]]()
    tied = through.filter(caserow__incidents__in=keys).values_list("caserow_id", "incidentrow_id")
    for case, incident in tied:
        cases.setdefault(case, set()).add(incident)
    related = IncidentRow.related.through.objects.filter(from_incidentrow__in=keys)
    pairs = set(related.values_list("from_incidentrow_id", "to_incidentrow_id"))
    pairs |= {(one, other) for case in cases.values() for one in case for other in case}
    days = dict(
        IncidentRow.objects.filter(pk__in={key for pair in pairs for key in pair}).values_list(
            "pk", "date_iso"
        )
    )
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        if one != other and days[one] <= days[other]:
            found[one].add(other)
    return found


def _add_articles(
    later: Mapping[int, set[int]], seen: Mapping[int, datetime], found: Since
) -> None:
    """Articles of the stories, without reprints and what is cited already."""
    owners = _owners(seen, later)
    cited = defaultdict[int, set[str]](set)
    for incident, url in LinkRow.objects.filter(incident__in=seen).values_list(
        "incident_id", "canonical"
    ):
        cited[incident].add(url)
    kept = MembershipRow.objects.filter(
        story__incident__in=owners, article__reprint_of=None
    ).order_by("article__first_kept", "article__pk")
    # What comes late out of an archive is as old as its capture.
    known = Coalesce("article__archived", "article__first_kept")
    for incident, canonical, url, time in kept.values_list(
        "story__incident_id", "article__canonical", "article__url", known
    ):
        for owner in owners[incident]:
            if owner in seen and time > seen[owner] and canonical not in cited[owner]:
                found.urls[owner].append(url)


def _owners(keys: Iterable[int], later: Mapping[int, set[int]]) -> dict[int, set[int]]:
    """For each incident whose stories count, the incidents for which they do."""
    owners: dict[int, set[int]] = defaultdict(set)
    for key in keys:
        for incident in {key, *later.get(key, ())}:
            owners[incident].add(key)
    return owners


def _add_incidents(
    later: Mapping[int, set[int]], seen: Mapping[int, datetime], found: Since
) -> None:
    """Links and statuses of later incidents that were written since."""
    keys = {other for others in later.values() for other in others}
    born = dict(
        TextVersionRow.objects.filter(incident__in=keys)
        .values("incident")
        .annotate(first=Min("time"))
        .values_list("incident", "first")
    )
    urls: dict[int, list[str]] = defaultdict(list)
    links = LinkRow.objects.filter(incident__in=keys).order_by("incident", "order")
    for incident, url in links.values_list("incident_id", "url"):
        urls[incident].append(url)
    codes = CodesRow.objects.filter(incident__in=keys).exclude(case_status="").order_by("number")
    statuses = dict(codes.values_list("incident_id", "case_status"))
    for one, others in later.items():
        for other in sorted(others):
            if one in seen and other in born and born[other] > seen[one]:
                found.urls[one] += urls[other]
            if other in statuses:
                found.stages[one].append(statuses[other])
