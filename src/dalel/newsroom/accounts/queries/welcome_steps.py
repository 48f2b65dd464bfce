"""What a new newsroom has still to say of itself."""

from datetime import datetime
from enum import StrEnum

from dalel.domain.bulletin_rhythm import Rhythm
from dalel.domain.snapshot import Imprint
from dalel.newsroom.accounts.models import InvitationRow, Member, NewsroomRow
from dalel.newsroom.accounts.queries.newsroom_settings import contact_of_settings, stated_in


class WelcomeStep(StrEnum):
    """A question of the welcome; none has to be answered."""

    CONTACT = "contact"
    NAME = "name"
    LANGUAGE = "language"
    RHYTHM = "rhythm"
    COLLEAGUE = "colleague"


def open_steps(member: Member, imprint: Imprint, now: datetime) -> tuple[WelcomeStep, ...]:
    """What is neither done nor put aside; ``imprint`` is that of the pack."""
    row = NewsroomRow.objects.first() or NewsroomRow()
    others = Member.objects.filter(is_active=True).exclude(pk=member.pk)
    links = InvitationRow.objects.filter(member=None, used=None, expires__gt=now)
    done = {
        WelcomeStep.CONTACT: bool(contact_of_settings() or row.contact),
        WelcomeStep.NAME: all(stated_in(imprint, row).fields.get("publisher", {}).values()),
        WelcomeStep.LANGUAGE: bool(member.language),
        WelcomeStep.RHYTHM: bool(row.rhythm),
        WelcomeStep.COLLEAGUE: others.exists() or links.exists(),
    }
    return tuple(step for step in WelcomeStep if not done[step] and step not in row.put_aside)


def rhythm() -> Rhythm | None:
    """How often the bulletin comes out; None: nobody said."""
    row = NewsroomRow.objects.first()
    return Rhythm(row.rhythm) if row and row.rhythm else None
