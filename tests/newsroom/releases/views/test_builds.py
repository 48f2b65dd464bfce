"""The desk tells how far builds are, who may end one or ask again, and builds nothing itself."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from dalel.domain.states import BuildState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.incidents.models import EditionEntryRow
from dalel.newsroom.releases.actions import build_queue
from dalel.newsroom.releases.actions.build_queue import DAMAGED, DIED, KILLED
from dalel.newsroom.releases.actions.builder import place
from dalel.newsroom.releases.models import BuildKind, BuildRow
from dalel.publish.tree.folder_lock import locked
from newsroom.edition_steps import approved, issue
from newsroom.work_room import Room

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
#: As it is before the tests of the desk let all be built at once.
WANT = build_queue.want


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch, built_at_once: None) -> None:
    """Nobody builds: what is asked for stays in the queue."""
    monkeypatch.setattr(build_queue, "want", WANT)


@pytest.fixture
def enter(client: Client, cast: dict[str, Member]) -> Callable[[str], Client]:
    def entered(role: str) -> Client:
        client.force_login(cast[role])
        return client

    return entered


def row(kind: BuildKind, state: BuildState, **told: object) -> BuildRow:
    now = datetime.now(UTC)
    given = {"asked": now, "edition": 1, **told}
    if state is BuildState.RUNNING:
        given = {"started": now, "lease_until": now + timedelta(seconds=30), **given}
    elif state is not BuildState.WANTED:
        given = {"ended": now, **given}
    return BuildRow.objects.create(place=place(), kind=kind, state=state, **given)


@pytest.mark.usefixtures("queue", "record")
def test_a_press_of_preview_asks_for_one_and_the_page_looks_again(
    enter: Callable[[str], Client],
) -> None:
    reporter = enter("reporter")
    reporter.post("/editions/1/preview/")
    shown = reporter.post("/editions/1/preview/", follow=True).text
    [asked] = BuildRow.objects.all()
    assert (asked.kind, asked.state, asked.edition) == ("preview", "wanted", 1)
    assert asked.member is not None
    assert 'hx-get="/builds/"' in shown
    assert f"/builds/{asked.pk}/cancel/" in shown
    part = reporter.get("/builds/", headers={"HX-Request": "true"}).text
    assert part.startswith('<section class="builds"')
    # Without JavaScript the page says how to look again.
    assert "<noscript>" in part
    assert "<h1>" in reporter.get("/builds/").text


@pytest.mark.usefixtures("queue")
def test_a_release_is_made_at_once_and_its_build_left_to_the_builder(at_work: Room) -> None:
    approved(at_work)
    path = issue(at_work)
    BuildRow.objects.all().delete()
    at_work.publisher.post(f"{path}/release/")
    [asked] = BuildRow.objects.all()
    assert (asked.kind, asked.is_urgent, asked.edition) == ("readers", False, 1)
    form = {"state": "withdrawn", "reason": "опасность"}
    at_work.publisher.post(f"/incidents/{at_work.row.number}/take-back/", form)
    asked.refresh_from_db()
    assert asked.is_urgent
    shown = at_work.publisher.get(f"/incidents/{at_work.row.number}/notices/").text
    assert "Сайт ждёт сборки." in shown
    # What takes something away is not cancelled.
    assert "/cancel/" not in shown


@pytest.mark.usefixtures("record")
def test_it_is_said_how_far_a_build_is_and_how_long_it_still_takes(
    enter: Callable[[str], Client], settings: Any, tmp_path: Path
) -> None:
    editor = enter("editor")
    running = row(
        BuildKind.PREVIEW,
        BuildState.RUNNING,
        step="documents",
        share=0.25,
        started=datetime.now(UTC) - timedelta(minutes=1),
    )
    shown = editor.get("/editions/1/").text
    assert 'value="25"' in shown
    assert "Документы; осталось примерно 4 минуты" in shown
    BuildRow.objects.update(share=0.9)
    assert "осталось меньше минуты" in editor.get("/editions/").text
    BuildRow.objects.update(share=0.01, step="reading")
    assert ">Читаются записи</span>" in editor.get("/").text
    long_ago = datetime.now(UTC) - timedelta(hours=1)
    # Before it can be said of this one: as long as others of its kind took.
    took = {"started": long_ago, "ended": long_ago + timedelta(minutes=5, seconds=50)}
    before = row(BuildKind.PREVIEW, BuildState.DONE, asked=long_ago, **took)
    assert "Читаются записи; осталось примерно 5 минут" in editor.get("/").text
    BuildRow.objects.filter(pk=before.pk).update(ended=long_ago + timedelta(seconds=30))
    assert ">Читаются записи</span>" in editor.get("/").text
    BuildRow.objects.filter(pk=before.pk).delete()
    waiting = row(BuildKind.SITE, BuildState.WANTED, asked=long_ago)
    shown = editor.get("/builds/").text
    assert "Сайт ждёт сборки." in shown
    # It waits its turn behind the one that runs.
    assert "собирать некому" not in shown
    BuildRow.objects.filter(pk=waiting.pk).delete()
    BuildRow.objects.update(lease_until=datetime.now(UTC))
    assert "собирать некому" in editor.get("/flash/").text
    build_queue.finish(running.pk, datetime.now(UTC), pages=7)
    settings.DALEL = settings.DALEL.model_copy(update={"home": tmp_path})
    page = settings.DALEL.preview_folder / "ru" / "e" / "1" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>Шолу</p>", "utf-8")
    shown = editor.get("/builds/").text
    assert 'href="/preview/ru/e/1/index.html"' in shown
    assert "hx-get" not in shown
    # It says of when it is, and whether what it prints changed since.
    as_of = "В ней записи показаны по состоянию на"
    assert as_of in shown
    assert "соберите её заново" not in shown
    act = Act(member=Member.objects.get(username="the-editor"), time=datetime.now(UTC))
    act.note("wrote", "XT-2031-0099", "ru 2")
    assert "соберите её заново" not in editor.get("/builds/").text
    entry = EditionEntryRow.objects.filter(edition__number=1)[0].incident.number
    act.note("wrote", entry, "ru 2")
    shown = editor.get("/builds/").text
    assert as_of in shown
    assert "соберите её заново" in shown
    # It went with what was taken back: nobody is led to nothing, nor told where it lay.
    page.unlink()
    assert "готова" not in editor.get("/builds/").text
    for path in ("/preview/ru/e/1/index.html", "/released/ru/nothing.html"):
        gone = editor.get(path)
        assert gone.status_code == 404
        assert "Этой страницы нет" in gone.text
        assert str(tmp_path) not in gone.text


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_preview_opens_in_the_language_of_the_desk(
    at_work: Room, settings: Any, language: str
) -> None:
    for one in ("kk", "ru"):
        page = settings.DALEL.preview_folder / one / "e" / "1" / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text("<p>Шолу</p>", "utf-8")
    Member.objects.update(language=language)
    row(BuildKind.PREVIEW, BuildState.DONE, started=datetime.now(UTC))
    assert f'href="/preview/{language}/e/1/index.html"' in at_work.editor.get("/builds/").text


@pytest.mark.usefixtures("record")
def test_an_end_is_told_with_its_reason_until_it_is_no_news(
    enter: Callable[[str], Client], settings: Any, tmp_path: Path
) -> None:
    publisher = enter("publisher")
    settings.DALEL = settings.DALEL.model_copy(update={"home": tmp_path})
    site = settings.DALEL.site_folder
    site.mkdir(parents=True)
    (site / "manifest.json").touch()
    for kind, state, told, expected in (
        (BuildKind.SITE, BuildState.DONE, {"pages": 3}, "Сайт для читателей собран: 3 страницы."),
        (BuildKind.READERS, BuildState.DONE, {"pages": 1, "left": 0}, "ни в одном файле"),
        (BuildKind.READERS, BuildState.DONE, {"pages": 1, "left": 2}, "2 файла"),
        (
            BuildKind.READERS,
            BuildState.FAILED,
            {"error": KILLED},
            "Её прервали извне, возможно, не хватило памяти",
        ),
        (BuildKind.READERS, BuildState.FAILED, {"error": DIED}, "Программа остановилась"),
        (BuildKind.SITE, BuildState.FAILED, {"error": DAMAGED}, "База данных повреждена"),
        (BuildKind.SITE, BuildState.FAILED, {"error": "imprint: it is empty"}, "Выходные данные"),
        (BuildKind.PREVIEW, BuildState.FAILED, {"error": "No space left"}, "No space left"),
        (BuildKind.SITE, BuildState.CANCELLED, {}, "у читателей прежний сайт"),
        (BuildKind.PREVIEW, BuildState.CANCELLED, {}, "Предварительная версия отменена."),
        (BuildKind.PREVIEW, BuildState.WANTED, {}, "ждёт очереди"),
    ):
        row(kind, state, **told)
        assert expected in publisher.get("/builds/").text, expected
    BuildRow.objects.exclude(state="wanted").update(ended=datetime.now(UTC) - timedelta(hours=1))
    shown = publisher.get("/builds/").text
    assert "прежний сайт" not in shown
    BuildRow.objects.update(state="failed", error="No space left")
    assert "No space left" in publisher.get("/builds/").text


@pytest.mark.usefixtures("record")
def test_before_the_first_site_nobody_is_said_to_have_a_former_one(
    enter: Callable[[str], Client], settings: Any, tmp_path: Path
) -> None:
    publisher = enter("publisher")
    settings.DALEL = settings.DALEL.model_copy(update={"home": tmp_path})
    row(BuildKind.SITE, BuildState.FAILED, error=DIED)
    assert "у читателей его пока нет" in publisher.get("/builds/").text
    row(BuildKind.SITE, BuildState.CANCELLED)
    assert "у читателей сайта пока нет" in publisher.get("/builds/").text


@pytest.mark.parametrize(
    ("role", "kind", "may_end"),
    [
        ("reporter", BuildKind.PREVIEW, True),
        ("reporter", BuildKind.SITE, False),
        ("editor", BuildKind.READERS, False),
        ("publisher", BuildKind.READERS, True),
        ("administrator", BuildKind.PREVIEW, False),
    ],
)
@pytest.mark.usefixtures("queue")
def test_who_may_end_a_build_may_ask_for_it_again(
    enter: Callable[[str], Client], role: str, kind: BuildKind, *, may_end: bool
) -> None:
    member, running = enter(role), row(kind, BuildState.RUNNING)
    shown = member.get("/builds/").text
    assert (f"/builds/{running.pk}/cancel/" in shown) is may_end
    ended = member.post(f"/builds/{running.pk}/cancel/")
    running.refresh_from_db()
    assert (ended.status_code, running.state == "cancelled") == (302 if may_end else 403, may_end)
    BuildRow.objects.update(state="cancelled", ended=datetime.now(UTC))
    shown = member.get("/builds/").text
    assert (f"/builds/{running.pk}/again/" in shown) is may_end
    for _ in range(2):
        member.post(f"/builds/{running.pk}/again/", {"next": "/editions/"})
    assert BuildRow.objects.filter(state="wanted", kind=kind).count() == int(may_end)
    assert member.post(f"/builds/{running.pk + 99}/again/").status_code in {403, 404}


def test_the_desk_serves_all_pages_without_drawing_anything_itself() -> None:
    """Whoever imports the desk has loaded no chart drawer's threads into a process that serves."""
    views = Path(sys.modules["dalel.newsroom.frame.context"].__file__ or "").parent
    lines = [
        line
        for file in views.rglob("*.py")
        for line in file.read_text("utf-8").splitlines()
        if "import" in line
    ]
    drawn = {"vl_convert", "typst", "charts import svg\n", "documents.paper", "documents.word"}
    assert [line for line in lines if any(one in line for one in drawn)] == []


@pytest.mark.usefixtures("record")
def test_a_builder_that_is_started_again_is_waited_for(
    enter: Callable[[str], Client], settings: Any, tmp_path: Path
) -> None:
    publisher = enter("publisher")
    settings.DALEL = settings.DALEL.model_copy(update={"home": tmp_path})
    late = datetime.now(UTC) - timedelta(minutes=2)
    running = row(BuildKind.SITE, BuildState.RUNNING, lease_until=late)
    assert "собирать некому" in publisher.get("/builds/").text
    with locked(tmp_path / "up.lock"):
        assert "Программа сборки перезапускается" in publisher.get("/builds/").text
        BuildRow.objects.filter(pk=running.pk).update(lease_until=late - timedelta(hours=1))
        assert "собирать некому" in publisher.get("/builds/").text
