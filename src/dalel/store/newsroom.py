"""What does the newsroom ask of its members?"""

from collections.abc import Iterable

from django.db import transaction

from dalel.store.editing import Act
from dalel.store.models import Member, NewsroomRow, Role
from dalel.store.sessions import end_sessions, has_factor, with_factor


def second_factor_roles() -> frozenset[Role]:
    """The roles that sign in with a second factor."""
    row = NewsroomRow.objects.first()
    return frozenset(Role(role) for role in row.second_factor) if row else frozenset()


def ask_second_factor_of(roles: Iterable[Role], act: Act) -> int:
    """Ask these roles for a second factor from now on.

    Who has one of these roles and no second factor is signed out, but for whoever asks; tells how
    many.
    """
    asked = sorted({str(role) for role in roles})
    with transaction.atomic():
        NewsroomRow.objects.update_or_create(pk=1, defaults={"second_factor": asked})
        lacking = Member.objects.filter(is_active=True, role__in=asked)
        lacking = lacking.exclude(pk__in=with_factor()).exclude(pk=act.member.pk)
        end_sessions(lacking)
        act.note("asked for second factors", "newsroom", ", ".join(asked))
    return lacking.count()


def lacks_factor(member: Member) -> bool:
    """Whether the member has to set a second factor up before anything else."""
    return Role(member.role) in second_factor_roles() and not has_factor(member)
