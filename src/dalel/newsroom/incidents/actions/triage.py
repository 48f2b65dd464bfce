"""Triage of stories, with its effects on incidents: links, drafted codes and watches.

Decisions themselves are those of ``actions.story_decisions``; here the incident follows: its
links, the machine's draft of its codes, the watch over what it cites.
"""

from collections.abc import Iterable

from django.db.models import Max

from dalel.domain.incident import Codes, Provenance
from dalel.domain.states import IncidentState
from dalel.domain.story_decision import DecisionKind
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.evidence.actions.articles import watch
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.frame.state_moves import move_row
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions import story_decisions
from dalel.newsroom.incidents.actions.metadata import changing
from dalel.newsroom.incidents.actions.story_decisions import By
from dalel.newsroom.incidents.actions.story_ranking import weigh_again
from dalel.newsroom.incidents.actions.texts import SUGGESTED, open_incident
from dalel.newsroom.incidents.models import CodesRow, IncidentRow, LinkRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.records import LISTS, SINGLES
from dalel.newsroom.stories.models import DecisionRow, MembershipRow


def take(
    key: str, section: int, prefix: str, by: By, codes: Codes | None = None, model: str = ""
) -> DecisionRow:
    """Open an incident from a story, with its articles as links and a draft of its codes.

    Raises as ``deciding.take``; then nothing is opened.
    """
    with writing():
        incident = open_incident(section, prefix, Act(member=by.member, time=by.time))
        decision = story_decisions.take(key, incident, by)
        with changing(incident, Act(member=by.member, time=by.time)):
            _cite(decision, incident)
        if codes is not None:
            _draft(incident, codes, model, by)
    return decision


def attach(key: str, number: str, by: By) -> DecisionRow:
    """Put a story to an incident that there is already; it cites the articles from now on.

    :raises NotFoundError: when there is no incident of this number. Raises as ``deciding.take``.
    """
    with writing():
        incident = incident_row(number)
        decision = story_decisions.attach(key, incident, by)
        act = Act(member=by.member, time=by.time)
        with changing(incident, act):
            _cite(decision, incident)
        act.note("attached", incident.number, key)
    return decision


def split(key: str, articles: Iterable[str], by: By) -> DecisionRow:
    """Open a story of its own for some articles. Raises as ``deciding.split``."""
    with writing():
        decision = story_decisions.split(key, articles, by)
        _weigh(decision)
    return decision


def merge(key: str, into: str, by: By) -> DecisionRow:
    """Put a story's articles to another story. Raises as ``deciding.merge``."""
    with writing():
        decision = story_decisions.merge(key, into, by)
        _weigh(decision)
    return decision


def undo(key: int, by: By) -> DecisionRow:
    """Take a decision back, and with it what it had put into an incident.

    An incident that was opened by it and that nobody has worked on since is withdrawn.

    :raises StoryNotFoundError: when there is no such decision. Raises as ``deciding.undo``.
    """
    with writing():
        decision = DecisionRow.objects.select_related("incident").filter(pk=key).first()
        if decision is None:
            raise story_decisions.StoryNotFoundError(f"There is no decision {key}.")
        story_decisions.undo(decision, by)
        incident = decision.incident
        act = Act(member=by.member, time=by.time)
        if incident is not None:
            cited = decision.articles.values_list("canonical", flat=True)
            with changing(incident, act):
                LinkRow.objects.filter(incident=incident, canonical__in=list(cited)).delete()
            if decision.kind == DecisionKind.TAKE and _is_untouched(incident):
                move_row(incident, IncidentState.WITHDRAWN)
        subject = incident.number if incident else decision.story.key
        act.note("took back", subject, decision.kind)
        _weigh(decision)
    return decision


def _cite(decision: DecisionRow, incident: IncidentRow) -> None:
    """Let the incident cite what it does not cite yet; what is new stands with the decision."""
    members = MembershipRow.objects.filter(story=decision.story).select_related("article__source")
    articles = [row.article for row in members.order_by("article__first_kept", "pk")]
    originals = [row for row in articles if not hasattr(row, "reprint_of")] or articles
    there = set(incident.links.values_list("canonical", flat=True))
    new = [row for row in originals if row.canonical not in there]
    last = incident.links.aggregate(last=Max("order"))["last"] or 0
    LinkRow.objects.bulk_create(
        _link(incident, order, row) for order, row in enumerate(new, start=last + 1)
    )
    decision.articles.set(new)
    watch(new, "cited")


def _link(incident: IncidentRow, order: int, row: ArticleRow) -> LinkRow:
    return LinkRow(
        incident=incident,
        order=order,
        printed=row.url,
        url=row.url,
        canonical=row.canonical,
        host=row.canonical.split("/")[2],
        source=row.source.key if row.source else "",
        language=row.language,
    )


def _draft(incident: IncidentRow, codes: Codes, model: str, by: By) -> None:
    """Codes without an author: the machine's, until a person saves some."""
    singles = {name: getattr(codes, name) for name in SINGLES}
    lists = {name: list(getattr(codes, name)) for name in LISTS}
    note = f"{SUGGESTED}: {model}" if model else SUGGESTED
    CodesRow.objects.create(
        incident=incident, number=1, time=by.time, note=note, **singles, **lists
    )


def _is_untouched(incident: IncidentRow) -> bool:
    return not (
        incident.provenance != Provenance.WRITTEN
        or incident.state != IncidentState.UNPUBLISHED
        or incident.versions.exists()
        or incident.links.exists()
        or incident.stories.exists()
        or incident.entries.exists()
        or incident.codes.exclude(author=None).exists()
    )


def _weigh(decision: DecisionRow) -> None:
    weigh_again(key for key in (decision.story_id, decision.other_id) if key is not None)
