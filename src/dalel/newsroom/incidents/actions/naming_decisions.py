"""Records on those whom an incident names: naming decisions, attributions, comments.

Every record is added; the newest about the same person, actor or matter counts.
"""

from datetime import datetime

from dalel.domain.conduct import Attribution, Comment, Person
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.incidents.models import (
    AttributionRow,
    CommentRow,
    IncidentRow,
    NamingDecision,
    StatusReview,
)


def record_person(
    row: IncidentRow, person: Person, *, member: Member, now: datetime, reason: str = ""
) -> None:
    """Keep a naming decision."""
    NamingDecision.objects.create(
        incident=row,
        member=member,
        time=now,
        names=dict(person.names),
        role=person.role,
        stage=person.stage,
        public=person.public,
        consent=person.consent,
        reason=reason,
        matter=person.matter,
    )


def record_attribution(
    row: IncidentRow, attribution: Attribution, *, member: Member, now: datetime
) -> None:
    """Keep who named an actor, and on what basis."""
    AttributionRow.objects.create(
        incident=row,
        member=member,
        time=now,
        actor=attribution.actor,
        basis=attribution.basis,
        by=attribution.by,
        on=attribution.on,
    )


def record_comment(row: IncidentRow, comment: Comment, *, member: Member, now: datetime) -> None:
    """Keep that somebody was asked for a comment."""
    CommentRow.objects.create(
        incident=row,
        member=member,
        time=now,
        whom=comment.whom,
        asked=comment.asked,
        answer=comment.answer,
    )


def record_look(
    row: IncidentRow, *, member: Member, now: datetime, stage: str = "", note: str = ""
) -> None:
    """Keep that somebody looked how the matter stands."""
    StatusReview.objects.create(incident=row, member=member, time=now, stage=stage, note=note)
