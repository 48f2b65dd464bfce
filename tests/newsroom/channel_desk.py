"""A newsroom that speaks in channels, and what its readers see."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from bot_api import BotApi, Said
from dalel.domain.notice import NoticeKind
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.releases.actions.notices import NewNotice
from dalel.newsroom.releases.actions.send import Sender
from dalel.newsroom.releases.models import MessageRow
from dalel.pack import Pack
from released import PLACES


@dataclass
class Desk:
    """A newsroom that speaks in channels, the clock it goes by, and what its readers see."""

    pack: Pack
    api: BotApi
    sender: Sender
    now: datetime
    site: Path

    def clock(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def send(self, rounds: int = 40) -> None:
        """Rounds until nothing is left to be done now."""
        while rounds and self.sender.send(self.clock).total():
            rounds -= 1

    def act(self, name: str = "publisher", role: Role = Role.PUBLISHER) -> Act:
        member = Member.objects.filter(username=name).first()
        made = member or Member.objects.create_user(name, role=role, reads=["ru", "en"])
        return Act(member=made, time=self.clock())

    def read(self, language: str) -> list[Said]:
        return self.api.standing(PLACES[language])

    def about(self, number: str, language: str = "en") -> list[Said]:
        return [one for one in self.read(language) if one.text.startswith(number)]


def states() -> dict[str, str]:
    return dict(MessageRow.objects.values_list("key", "state"))


def notice(kind: NoticeKind, text: str = "said", by: str = "") -> NewNotice:
    return NewNotice(
        key=uuid4(),
        kind=kind,
        texts={"ru": f"по-русски {text}", "en": f"in English {text}"},
        by={"ru": by, "en": by} if by else {},
    )


#: The entry that tests are about.
FIRST = "XT-2031-0001"
