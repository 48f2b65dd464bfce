"""Where nothing is watched, the desk says so in red and offers the act that mends it."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from dalel.domain.source import AddressKind
from dalel.domain.states import SourceState
from dalel.newsroom.accounts.models import AuditRow, Member, NewsroomRow
from dalel.newsroom.accounts.queries.newsroom_settings import contact
from dalel.newsroom.evidence.queries.watch_lacks import WatchLack, watch_lack
from dalel.newsroom.evidence.watch_progress import noted
from dalel.newsroom.sources.models import AddressRow, SourceRow

pytestmark = pytest.mark.django_db
PAGES = ("/", "/inbox/", "/sources/")
RED = 'class="notice danger" id="unwatched"'


@pytest.fixture(autouse=True)
def bare(settings: Settings, tmp_path: Path) -> None:
    """A home in which nothing was watched, and settings that name no contact."""
    settings.DALEL = settings.DALEL.model_copy(update={"home": tmp_path, "contact": ""})


@pytest.fixture
def lake() -> SourceRow:
    """A source that is on, with an address at which it is read."""
    source = SourceRow.objects.create(key="lake", name="Озеро")
    AddressRow.objects.create(source=source, url="http://lake.test/", kind=AddressKind.FEED)
    return source


@pytest.mark.parametrize("page", PAGES)
def test_without_a_contact_every_room_says_so_in_red_and_takes_one(
    client: Client, cast: dict[str, Member], lake: SourceRow, page: str
) -> None:
    client.force_login(cast["administrator"])
    text = client.get(page).text
    assert RED in text
    assert 'action="/newsroom/contact/"' in text
    assert "обычно" not in text.split('id="quiet"')[-1].split("</section>")[0]
    typed = {"contact": " desk@lake.test ", "next": page}
    answer = client.post("/newsroom/contact/", typed)
    assert (answer.status_code, answer.headers["Location"]) == (302, page)
    assert contact() == "desk@lake.test"
    assert RED not in client.get(page).text


def test_who_may_not_set_it_reads_who_does(reporter: Client, lake: SourceRow) -> None:
    text = reporter.get("/").text
    assert RED in text
    assert "Его указывает издатель или администратор." in text
    assert "/newsroom/contact/" not in text
    assert reporter.post("/newsroom/contact/", {"contact": "a@b.test"}).status_code == 403
    assert contact() == ""


@pytest.mark.parametrize("page", PAGES)
def test_without_a_source_that_is_on_every_room_says_so_in_red(
    reporter: Client, lake: SourceRow, settings: Settings, page: str
) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"contact": "desk@lake.test"})
    assert RED not in reporter.get(page).text
    SourceRow.objects.update(state=SourceState.PAUSED)
    text = reporter.get(page).text
    assert RED in text
    assert "Ни один источник не включён." in text
    assert "Тревог нет" not in text
    assert ("Откройте любой из списка ниже" in text) is (page == "/sources/")


def test_before_the_first_pass_the_sources_of_the_pack_are_on(settings: Settings) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"contact": "desk@lake.test"})
    assert watch_lack() is None


def test_the_sample_press_needs_no_contact(lake: SourceRow, tmp_path: Path) -> None:
    assert watch_lack() is WatchLack.CONTACT
    with noted(tmp_path):
        pass
    assert watch_lack() is None


@pytest.mark.parametrize(
    "typed",
    [
        "desk",
        "desk@",
        "ftp://lake.test/",
        "https://",
        "https://сайт.қаз/",
        "desk@lake.test\r\nX: y",
        "javascript://lake.test/%0a",
        f"https://lake.test/{'a' * 200}",
    ],
)
def test_what_is_no_contact_is_refused_and_stays_in_its_field(
    client: Client, cast: dict[str, Member], typed: str
) -> None:
    client.force_login(cast["publisher"])
    answer = client.post("/newsroom/contact/", {"contact": typed})
    assert answer.status_code == 400
    assert 'aria-invalid="true"' in answer.text
    assert contact() == ""


def test_the_contact_is_kept_with_who_set_it_and_the_settings_outrank_it(
    client: Client, cast: dict[str, Member], settings: Settings
) -> None:
    client.force_login(cast["publisher"])
    for typed in ("https://lake.test/desk", "https://lake.test/desk"):
        client.post("/newsroom/contact/", {"contact": typed})
    noted_acts = AuditRow.objects.filter(action="changed the contact address")
    assert [(row.member, row.detail) for row in noted_acts] == [
        (cast["publisher"], "https://lake.test/desk")
    ]
    settings.DALEL = settings.DALEL.model_copy(update={"contact": "file@lake.test"})
    assert contact() == "file@lake.test"
    assert "file@lake.test" in client.get("/newsroom/contact/").text
    settings.DALEL = settings.DALEL.model_copy(update={"contact": ""})
    client.post("/newsroom/contact/", {"contact": ""})
    assert NewsroomRow.objects.get().contact == ""
    assert contact() == ""
