"""Agreement of language versions: stale texts, and confirming that a text still agrees."""

from datetime import datetime

from dalel.domain.errors import DalelError
from dalel.domain.states import VersionState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions import sentence_memory
from dalel.newsroom.incidents.models import ConfirmationRow, TextVersionRow


class NothingToConfirmError(DalelError):
    """There is no text in this language."""


class CannotReadError(DalelError):
    """The member does not read this language."""


def confirm(number: str, language: str, *, member: Member, now: datetime) -> None:
    """Record that somebody who reads the language found its text to agree with the others.

    :raises NothingToConfirmError: when the incident has no text in the language.
    :raises CannotReadError: when the member does not read it.
    """
    with writing():
        versions = TextVersionRow.objects.filter(incident__number=number, language=language)
        newest = versions.exclude(state=VersionState.SUPERSEDED).order_by("number").last()
        if newest is None:
            raise NothingToConfirmError(f"{number} has no text in {language}.")
        if language not in member.reads:
            raise CannotReadError(f"{member} is not entered as a reader of {language}.")
        ConfirmationRow.objects.create(version=newest, member=member, time=now)
        sentence_memory.remember(newest.incident)
        Act(member=member, time=now).note("confirmed a language", number, language)
