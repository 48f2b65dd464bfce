"""The examination of the bot to which members send links: whether it answers."""

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dalel.cli.doctor.doctor_finding import Diagnosis
from dalel.domain.message import NotSentError, UnknownFateError
from dalel.outside.telegram import name_of

if TYPE_CHECKING:
    from dalel.cli.configuration import Configuration


def members_bot_findings(settings: "Configuration") -> Iterator[Diagnosis]:
    """A line where such a bot is set: its name, or why it does not answer."""
    bot = settings.bot_of_members
    if bot is None:
        return
    try:
        name = asyncio.run(name_of(bot))
    except (NotSentError, UnknownFateError) as error:
        yield Diagnosis(subject="members_bot", state="", advice=f"the bot does not answer: {error}")
        return
    from dalel.newsroom.accounts.models import TelegramTieRow

    tied = TelegramTieRow.objects.filter(account__isnull=False).count()
    yield Diagnosis(subject="members_bot", state=f"@{name} answers; {tied} members use it")
    if not settings.desk_address:
        yield Diagnosis(
            subject="members_bot",
            state="",
            advice="desk_address is not set: the bot cannot say where its questions wait",
        )
