"""Gathers the articles from which a draft is made."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import tzinfo

from dalel.domain.draft import DraftMatter
from dalel.domain.evidence import EvidenceClass
from dalel.domain.states import IncidentState
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.incidents.models import DraftRow, LinkRow
from dalel.newsroom.incidents.queries.incident_sources import incident_sources
from dalel.newsroom.stories.models import MembershipRow
from dalel.newsroom.stories.queries.judged_versions import newest_of


@dataclass(frozen=True, kw_only=True)
class Material:
    """A matter with what may be told of its articles.

    ``versions`` leads from an article to the key of its version, ``classes`` to the class of its
    evidence; ``published`` are those that a published incident cites.
    """

    matter: DraftMatter
    versions: Mapping[str, int]
    classes: Mapping[str, EvidenceClass]
    published: frozenset[str]


def material(
    row: DraftRow, kinds: Mapping[str, str], zone: tzinfo, own: Collection[str]
) -> Material:
    """What a draft is made from: the articles behind its incident or of its story.

    ``own`` are the newsroom's own sources, which prove nothing. What is withheld is not shown.
    """
    incident, story = row.incident, row.story
    keys = (
        [one.article for one in incident_sources(incident.number) if one.article]
        if incident is not None
        else MembershipRow.objects.filter(story=story).values_list("article", flat=True)
    )
    articles = {
        one.canonical: one
        for one in ArticleRow.objects.filter(pk__in=list(keys), withheld="").exclude(
            source__key__in=list(own)
        )
    }
    judged = newest_of(articles, kinds, zone)
    published = LinkRow.objects.filter(canonical__in=articles).exclude(
        incident__state=IncidentState.UNPUBLISHED
    )
    return Material(
        matter=DraftMatter(
            story=incident.number if incident else story.key if story else "",
            articles=tuple(one.article for one in judged),
        ),
        versions={one.article.id: one.version.pk for one in judged},
        classes={name: EvidenceClass(one.evidence_class) for name, one in articles.items()},
        published=frozenset(published.values_list("canonical", flat=True)),
    )
