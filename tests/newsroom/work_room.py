"""A newsroom of three with one story behind one incident, on the pack of Kazakhstan."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.test import Client

from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import story_decisions
from dalel.newsroom.incidents.actions import texts as editing
from dalel.newsroom.incidents.actions.story_decisions import By
from dalel.newsroom.incidents.models import IncidentRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.stories.actions.open_story import open_story
from dalel.newsroom.stories.models import MembershipRow
from dalel.pack import default_folder
from newsroom.keys import secured
from story_rows import kept_article

ARTICLE = (
    "Суд города оштрафовал редакцию издания «Толқын» на 78 640 тенге. "
    "Решение вынесено 12 мая 2026 года.\n\n"
    "Редакция намерена обжаловать решение."
)
RU = "Суд оштрафовал редакцию издания «Толқын» на 78 640 тенге. Решение вынесено 12 мая 2026 года."
KK = (
    "Сот «Толқын» басылымының редакциясына 78 640 теңге айыппұл салды. "
    "Шешім 2026 жылғы 12 мамырда шықты."
)
WRONG_KK = KK.replace("78 640", "87 640")


@dataclass
class Room:
    """The clients of three members, and the number of the incident they work on."""

    reporter: Client
    editor: Client
    publisher: Client
    members: dict[Role, Member]
    number: str

    @property
    def row(self) -> IncidentRow:
        """The incident as it stands."""
        return incident_row(self.number)

    def page(self, who: Client, tail: str = "") -> str:
        """A page of the incident."""
        return who.get(f"/incidents/{self.row.number}/{tail}", follow=True).text

    def act(self, role: Role = Role.REPORTER) -> Act:
        return Act(member=self.members[role], time=datetime.now(UTC))


def room(*, prefix: str = "KZ", language: str = "ru") -> Room:
    """Three members who read Kazakh and Russian, and an incident taken from a story."""
    members = {
        role: Member.objects.create_user(
            f"the-{role}", name=f"Айгүл ({role})", role=role, language=language, reads=["kk", "ru"]
        )
        for role in (Role.REPORTER, Role.EDITOR, Role.PUBLISHER)
    }
    secured(members[Role.PUBLISHER], members[Role.EDITOR])
    clients = {role: Client() for role in members}
    for role, client in clients.items():
        client.force_login(members[role])
    now = Act(member=members[Role.REPORTER], time=datetime.now(UTC))
    article = kept_article("court", now.time, title="Суд оштрафовал «Толқын»", text=ARTICLE)
    story = open_story([article], taken=now.time, is_touched=False)
    MembershipRow.objects.create(article=article, story=story, time=now.time)
    incident = editing.open_incident(5, prefix, now)
    story_decisions.take(story.key, incident, By(member=now.member, time=now.time))
    return Room(
        reporter=clients[Role.REPORTER],
        editor=clients[Role.EDITOR],
        publisher=clients[Role.PUBLISHER],
        members=members,
        number=incident.number,
    )


CODES = {
    "section": "5",
    "date": "2026-05-12",
    "event_type": "administrative_case",
    "direction": "negative",
    "case_status": "first_instance",
    "verification": "V1",
    "severity": "3",
    "seen": "0",
}


def texts(kk: str = KK, ru: str = RU, *, seen: int = 0) -> dict[str, str]:
    """The form of the texts as a browser sends it."""
    return {
        "kk-seen": str(seen),
        "kk-title": "Сот «Толқын» басылымына айыппұл салды",
        "kk-paragraph": kk,
        "ru-seen": str(seen),
        "ru-title": "Суд оштрафовал издание «Толқын»",
        "ru-paragraph": ru,
    }


def whole_pack(folder: Path) -> Path:
    """The pack of Kazakhstan with an imprint that a release can do with, in a folder."""
    pack = folder / "kz"
    shutil.copytree(default_folder(), pack, ignore=shutil.ignore_patterns("bulletins"))
    about = pack / "pack.toml"
    filled = about.read_text("utf-8").replace('kk = ""', 'kk = "—"').replace('ru = ""', 'ru = "—"')
    about.write_text(filled.replace('en = ""', 'en = "—"'), "utf-8")
    return pack
