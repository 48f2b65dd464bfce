"""Gathers the articles from which a draft is made."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from dalel.domain.draft import DraftMatter
from dalel.domain.evidence import EvidenceClass
from dalel.domain.model_policy import ModelChoice, may_see
from dalel.domain.names import KnownNames
from dalel.domain.states import IncidentState
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.incidents.models import DraftRow, LinkRow
from dalel.newsroom.incidents.queries.incident_sources import incident_sources
from dalel.newsroom.stories.models import MembershipRow
from dalel.newsroom.stories.queries.judged_versions import newest_of
from dalel.pack import Pack


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

    def may_show(self, choice: ModelChoice, article: str) -> bool:
        """Whether a model may be shown an article; what is none of these is our own text."""
        kind = self.classes.get(article)
        if kind is None:
            return choice.is_own
        return may_see(choice, kind, published=article in self.published)

    def knowing(self, names: KnownNames) -> "Material":
        """The same with names that are known, and those that must not be told."""
        return replace(self, matter=replace(self.matter, names=names))


def material(row: DraftRow, pack: Pack) -> Material:
    """What a draft is made from: the articles behind its incident or of its story.

    The newsroom's own sources prove nothing. What is withheld is not shown.
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
            source__key__in=list(pack.own_sources)
        )
    }
    kinds = {source.id: source.kind for source in pack.sources}
    judged = newest_of(articles, kinds, ZoneInfo(pack.zone))
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
