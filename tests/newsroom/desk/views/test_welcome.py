"""A new newsroom is welcomed: each answer is saved by itself, and what is open stands on Today."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from dalel.newsroom.accounts.models import Member, NewsroomRow
from dalel.newsroom.accounts.queries.newsroom_settings import contact, stated
from dalel.newsroom.evidence.watch_progress import noted
from dalel.newsroom.frame.context import pack
from newsroom.first_desk import first_account

pytestmark = pytest.mark.django_db
#: The invented pack names its publisher.
OPEN = ["contact", "language", "rhythm", "colleague"]
STEPS = [*OPEN, "name"]


@pytest.fixture(autouse=True)
def bare(settings: Settings, tmp_path: Path) -> None:
    """A home in which nothing was watched, and settings that name no contact."""
    settings.DALEL = settings.DALEL.model_copy(update={"home": tmp_path, "contact": ""})


@pytest.fixture
def alone(client: Client) -> Client:
    """The first account of a newsroom, which has signed in."""
    first_account()
    client.force_login(Member.objects.get())
    return client


def open_on(text: str) -> list[str]:
    return [step for step in STEPS if f'href="/welcome/#step-{step}"' in text]


@pytest.mark.parametrize(("language", "greeting"), [("ru", "Добро пожаловать"), ("en", "Welcome")])
def test_a_new_newsroom_opens_on_the_welcome_in_the_language_of_the_browser(
    alone: Client, language: str, greeting: str
) -> None:
    asked = {"Accept-Language": language}
    assert alone.get("/", headers=asked).headers["Location"] == "/welcome/"
    assert f"<h1>{greeting}</h1>" in alone.get("/welcome/", headers=asked).text
    # Once: then Today is Today, and has what is open.
    assert open_on(alone.get("/").text) == OPEN


def test_each_answer_is_saved_by_itself_and_leaves_today(alone: Client) -> None:
    alone.get("/")
    alone.post("/welcome/name/", {"name-ru": "Озеро", "name-en": "Lake"})
    imprint = stated(pack().profile.imprint)
    assert {"ru": "Озеро", "en": "Lake"}.items() <= imprint.fields["publisher"].items()
    assert contact() == ""
    wrong = alone.post("/newsroom/contact/", {"contact": "аа бб", "next": "/welcome/"}).text
    # The page stands where the form was sent from; its own form says where it goes.
    assert '<form method="post" action="/newsroom/contact/">' in wrong
    alone.post("/newsroom/contact/", {"contact": "desk@lake.test", "next": "/welcome/"})
    alone.post("/welcome/rhythm/", {"rhythm": "month"})
    alone.post("/language/", {"language": "ru", "next": "/welcome/"})
    assert open_on(alone.get("/").text) == ["colleague"]
    answer = alone.post("/welcome/aside/", {"step": "colleague", "next": "/"})
    assert answer.headers["Location"] == "/"
    assert 'id="open-steps"' not in alone.get("/").text


def test_the_name_leaves_the_rest_of_the_imprint(alone: Client) -> None:
    NewsroomRow.objects.create(pk=1, imprint={"contact": {"ru": "Почта"}})
    alone.post("/welcome/name/", {"name-ru": "Озеро"})
    assert NewsroomRow.objects.get().imprint == {
        "contact": {"ru": "Почта"},
        "publisher": {"ru": "Озеро"},
    }


def test_an_emptied_name_is_refused_at_its_field(alone: Client) -> None:
    first, *others = pack().languages
    sent = {f"name-{first}": "Озеро", **{f"name-{one}": " " for one in others}}
    answer = alone.post("/welcome/name/", sent)
    assert answer.status_code == 422
    assert answer.text.count('aria-describedby="name-lacks"') == len(others)
    assert 'value="Озеро"' in answer.text
    assert not NewsroomRow.objects.filter(imprint__publisher__isnull=False).exists()


def test_who_may_not_open_the_welcome_reads_who_may_and_the_way_back(
    client: Client, cast: dict[str, Member]
) -> None:
    client.force_login(cast["editor"])
    answer = client.get("/welcome/")
    assert answer.status_code == 403
    assert "издатель, администратор" in answer.text
    assert 'href="/"' in answer.text


def test_the_period_proposes_the_days_of_a_new_edition(
    client: Client, cast: dict[str, Member]
) -> None:
    client.force_login(cast["publisher"])
    assert 'name="start" type="date" required value=""' in client.get("/editions/").text
    client.post("/welcome/rhythm/", {"rhythm": "month"})
    text = client.get("/editions/").text
    assert text.split('name="start" type="date" required value="')[1][8:10] == "01"


def test_a_newsroom_with_colleagues_opens_on_today(client: Client, cast: dict[str, Member]) -> None:
    client.force_login(cast["administrator"])
    assert client.get("/").status_code == 200
    client.force_login(cast["reporter"])
    assert open_on(client.get("/").text) == []
    assert client.get("/welcome/").status_code == 403


def test_the_sample_says_that_some_outlets_fail_on_purpose(alone: Client, tmp_path: Path) -> None:
    words = "отказывают нарочно"
    asked = {"Accept-Language": "ru"}
    assert words not in alone.get("/welcome/", headers=asked).text
    with noted(tmp_path):
        pass
    assert words in alone.get("/welcome/", headers=asked).text
