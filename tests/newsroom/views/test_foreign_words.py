"""Is what others wrote ever anything but text: of a source, of a colleague, of who demands?"""

import ast
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client

import dalel
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.desk.actions import suspension
from dalel.newsroom.incidents.actions import remarks
from dalel.newsroom.incidents.actions.story_ranking import weigh_again
from dalel.newsroom.stories.actions.open_story import open_story
from dalel.newsroom.stories.models import MembershipRow
from newsroom.work_room import CODES, RU, room, texts
from story_rows import judge, kept_article

ROOT = Path(dalel.__path__[0])
EVIL = '<evil-tag onclick="x()">Весть</evil-tag><script>x()</script>"\'><img src=x onerror=x()>'
#: The only places that call something markup: a picture that the library draws of a key, what our
#: own templates made of the public pages, charts of our own figures, and what a post to the channel
#: says, whose every word was escaped.
MARKED = {
    "newsroom/frame/templating.py",
    "newsroom/figures/views/figures.py",
    "publish/messages/channel.py",
    "publish/views/shell.py",
    "publish/figures/chart_views.py",
}


class _Tags(HTMLParser):
    """Collects what a browser would run or draw."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if (
            tag in {"evil-tag", "iframe", "object"}
            or names.get("src") == "x"
            or (tag == "script" and "src" not in names and names.get("type") != "application/json")
        ):
            self.found.append(tag)
        self.found += [name for name in names if name.startswith("on")]
        self.found += [
            str(value) for value in names.values() if str(value).startswith("javascript:")
        ]


def run(page: str) -> list[str]:
    tags = _Tags()
    tags.feed(page)
    return tags.found


def test_what_is_called_markup_is_made_by_us() -> None:
    marked = set()
    for file in ROOT.rglob("*.py"):
        names = {
            node.id if isinstance(node, ast.Name) else node.attr
            for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.Name | ast.Attribute)
        }
        if names & {"Markup", "mark_safe", "format_html", "SafeString"}:
            marked.add(str(file.relative_to(ROOT)))
    assert marked == MARKED


@pytest.mark.django_db
@pytest.mark.usefixtures("tiny_desk")
def test_words_of_a_source_are_text_on_every_page(client: Client, cast: dict[str, Member]) -> None:
    now = datetime.now(UTC) - timedelta(hours=5)
    article = kept_article("evil", now, title=EVIL, text=f"{EVIL}\n\n{EVIL}")
    story = open_story([article], taken=now, is_touched=False)
    MembershipRow.objects.create(article=article, story=story, time=now)
    judge(story)
    weigh_again([story.pk])
    client.force_login(cast["editor"])
    shown = 0
    for path in (
        "/",
        "/inbox/",
        f"/inbox/{story.key}/",
        f"/articles/{article.pk}/",
        "/search/?q=весть",
        "/diary/",
    ):
        page = client.get(path).text
        assert (path, run(page)) == (path, [])
        shown += "&lt;evil-tag" in page
    assert shown >= 3


@pytest.mark.django_db
@pytest.mark.usefixtures("tiny_desk")
def test_words_of_a_source_are_text_beside_the_editor_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsroom.work_room.ARTICLE", f"{RU}\n\n{EVIL}")
    at_work = room(prefix="XT", language="en")
    path = f"/incidents/{at_work.number}"
    at_work.reporter.post(f"{path}/links/", {"url": "https://lake.test/court"})
    at_work.reporter.post(f"{path}/codes/", CODES)
    at_work.reporter.post(f"{path}/edit/", texts(EVIL, EVIL))
    remarks.add(at_work.number, EVIL, at_work.act())
    shown = 0
    for tail in ("", "edit/", "people/", "difference/?language=ru"):
        page = at_work.page(at_work.reporter, tail)
        assert (tail, run(page)) == (tail, [])
        shown += "&lt;evil-tag" in page
    assert shown >= 2


@pytest.mark.django_db
@pytest.mark.usefixtures("record")
def test_words_of_members_and_of_who_demands_are_text(
    client: Client, cast: dict[str, Member]
) -> None:
    client.force_login(cast["administrator"])
    form = {"key": "5b0a3a30-0f4e-4c2c-9f0c-111111111111", "kind": "correction", "party": EVIL}
    form |= {"received": "2031-06-01", "incident": "XT-2031-0001", "claim": EVIL}
    client.post("/newsroom/demands/new/", form)
    client.post("/newsroom/demands/1/decide/", {"verdict": "upheld", "reason": EVIL})
    client.post("/newsroom/demands/1/reply/", {"ru": EVIL, "en": EVIL})
    client.post("/newsroom/invitations/", {"note": EVIL, "role": "editor", "reads": ["ru"]})
    Member.objects.filter(username="the-reporter").update(name=EVIL)
    act = Act(member=cast["editor"], time=datetime.now(UTC))
    suspension.suspend("the-reporter", EVIL, act)
    pages = {
        path: client.get(path).text
        for path in (
            "/newsroom/",
            "/newsroom/members/the-reporter/",
            "/newsroom/invitations/",
            "/newsroom/requests/",
            "/proposals/",
            "/newsroom/audit/",
            "/newsroom/audit/?subject=%3Cevil-tag%3E",
            "/newsroom/demands/",
            "/newsroom/demands/1/",
        )
    }
    assert {path: run(page) for path, page in pages.items()} == {path: [] for path in pages}
    assert sum("&lt;evil-tag" in page for page in pages.values()) >= 5
