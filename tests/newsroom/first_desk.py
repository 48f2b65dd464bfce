"""The first account of a newsroom, alone with one story that came in."""

from datetime import UTC, datetime
from pathlib import Path

from django.test import Client
from pytest_django import Settings

from dalel.newsroom.accounts.actions.new_account import NewAccount, add_account
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.models import ConcernRow, IncidentRow, TextVersionRow
from dalel.newsroom.stories.actions.open_story import open_story
from dalel.newsroom.stories.models import MembershipRow
from newsroom.edition_steps import ISSUE_TEXTS
from newsroom.work_room import ARTICLE, CODES, WRONG_KK, texts
from story_rows import kept_article


def first_account() -> NewAccount:
    """An administrator with a password that the machine made up."""
    return add_account("the-first", role=Role.ADMINISTRATOR, reads=["kk", "ru"])


class Desk:
    """One member at the desk, who takes the story and brings it up to a release."""

    def __init__(self, username: str) -> None:
        self.client = Client()
        self.client.force_login(Member.objects.get(username=username))

    @property
    def path(self) -> str:
        return f"/incidents/{IncidentRow.objects.get().number}"

    def writes(self) -> None:
        self.client.post(f"{self.path}/links/", {"url": "https://lake.test/court"})
        self.client.post(f"{self.path}/codes/", CODES | {"seen": "1"})
        self.client.post(f"{self.path}/edit/", texts(WRONG_KK))
        assert "87 640" in self.page()
        self.client.post(f"{self.path}/edit/", texts(seen=1))
        self.client.post(f"{self.path}/confirm/", {"language": "ru"})
        self.client.post(f"{self.path}/review/")

    def page(self) -> str:
        return self.client.get(f"{self.path}/", follow=True).text

    def approves(self) -> None:
        for row in ConcernRow.objects.filter(state="open", weight="error"):
            waived = {"state": "waived", "reason": "проверено по телефону"}
            self.client.post(f"{self.path}/concerns/{row.key}/", waived)
        for language in ("kk", "ru"):
            newest = TextVersionRow.objects.filter(language=language).latest("number")
            form = {"language": language, "version": str(newest.number)}
            self.client.post(f"{self.path}/approve/", form)

    def introduces(self, other: Client) -> None:
        for language, text in ISSUE_TEXTS.items():
            form = {"language": language, "seen": "0", "text": text}
            self.client.post("/editions/1/introduction/", form)
            seen = {"language": language, "seen": "1", "approve": "1"}
            other.post("/editions/1/introduction/", seen)

    def releases(self) -> str:
        return self.client.post("/editions/1/release/", follow=True).text


def first_desk(settings: Settings, pack: Path, home: Path) -> Desk:
    """The account of the first start, and a story that came in, which it takes."""
    settings.DALEL = settings.DALEL.model_copy(update={"pack": pack, "home": home})
    account = first_account()
    Member.objects.update(language="ru")
    now = datetime.now(UTC)
    article = kept_article("court", now, title="Суд оштрафовал «Толқын»", text=ARTICLE)
    story = open_story([article], taken=now, is_touched=False)
    MembershipRow.objects.create(article=article, story=story, time=now)
    desk = Desk(account.username)
    assert desk.client.post(f"/inbox/{story.key}/take/").status_code == 302
    return desk
