"""Are people, outlets and cases records of their own that can be mended and found?"""

from pathlib import Path

import pytest
from pytest_django import Settings

from dalel.newsroom.accounts.models import AuditRow, NewsroomRow
from dalel.newsroom.frame.pack_in_force import pack_at
from dalel.newsroom.incidents.models import CaseRow, OutletRow, PersonRow
from dalel.newsroom.incidents.queries.snapshot import take
from newsroom.second_person import approve_all
from newsroom.work_room import CODES, Room, room, texts

pytestmark = pytest.mark.django_db
NAMES = {"name-kk": "Айгүл Нұрланова", "name-ru": "Айгуль Нурланова"}


@pytest.fixture
def at_work(settings: Settings, tiny_desk: None, pack_folder: Path, tmp_path: Path) -> Room:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": pack_folder, "home": tmp_path})
    return room()


def test_a_person_is_called_otherwise_and_leads_to_incidents(at_work: Room) -> None:
    path = f"/incidents/{at_work.number}/people/"
    at_work.reporter.post(path, {"form": "person", "role": "journalist"} | NAMES)
    key = PersonRow.objects.get().pk
    page = at_work.editor.get(f"/people/person/{key}/").text
    assert at_work.number in page
    change = f"/people/person/{key}/change/"
    at_work.reporter.post(change, {"name-kk": "Айгүл"})
    assert PersonRow.objects.get().names["ru"] == "Айгуль Нурланова"
    renamed = NAMES | {"name-ru": "Айгуль Нурлан", "role": "no_such", "note": "<b>x</b>"}
    at_work.reporter.post(change, renamed)
    row = PersonRow.objects.get()
    assert (row.names["ru"], row.role) == ("Айгуль Нурлан", "")
    assert "<b>x</b>" not in at_work.editor.get(f"/people/person/{key}/").text


def test_an_outlet_keeps_its_source_when_its_host_changes(at_work: Room) -> None:
    OutletRow.objects.create(pk=1, names={"kk": "Толқын", "ru": "Толқын"}, source="tolqyn")
    names = {"name-kk": "Толқын", "name-ru": "Толкын", "host": "Tolqyn.test"}
    at_work.reporter.post("/people/outlet/1/change/", names)
    assert OutletRow.objects.get().host == ""
    assert "tolqyn.test" in at_work.reporter.get("/people/outlet/1/").text
    assert approve_all(at_work.reporter) == 0
    assert approve_all(at_work.editor) == 1
    row = OutletRow.objects.get()
    assert (row.names["ru"], row.host, row.source) == ("Толкын", "tolqyn.test", "tolqyn")


@pytest.mark.parametrize(
    ("row", "path"),
    [(PersonRow, "/people/person/1/"), (OutletRow, "/people/outlet/1/"), (CaseRow, "/cases/1/")],
)
def test_a_name_that_lacks_a_language_is_refused_with_what_was_typed(
    at_work: Room, row: type[PersonRow | OutletRow | CaseRow], path: str
) -> None:
    row.objects.create(pk=1, names={"kk": "Толқын", "ru": "Волна"})
    typed = {"name-kk": "Теңіз", "name-ru": " ", "host": "Sea.test", "note": "Из почты."}
    answer = at_work.reporter.post(f"{path}change/", typed | {"role": "journalist"})
    assert answer.status_code == 422
    form = answer.text.split(f'action="{path}change/"')[-1].split("</form>")[0]
    assert 'value="Теңіз"' in form
    assert "Волна" not in form
    assert ('value="Sea.test"' in form) == (row is OutletRow)
    assert ("Из почты." in form) == ('value="journalist" selected' in form) == (row is PersonRow)
    assert form.count('aria-invalid="true" aria-describedby="name-error"') == 1
    assert 'aria-invalid="true"' in form.split('id="name-ru"')[1].split(">")[0]
    assert "название нужно на каждом языке" in form.split('id="name-error"')[1]
    assert ("<details open>" in answer.text) == (row is CaseRow)
    assert 'value="Волна"' in at_work.reporter.get(path).text


def test_an_incident_is_put_in_a_case_that_there_is(at_work: Room) -> None:
    at_work.reporter.post(f"/incidents/{at_work.number}/edit/", texts())
    CaseRow.objects.create(pk=1, names={"kk": "Толқын ісі", "ru": "Дело «Толқын»"})
    at_work.reporter.post("/cases/1/change/", {"incident": at_work.number})
    at_work.reporter.post("/cases/1/change/", {"incident": "KZ-1999-0001"})
    assert CaseRow.objects.get().incidents.count() == 0
    assert approve_all(at_work.editor) == 1
    page = at_work.editor.get("/cases/1/").text
    assert "Суд оштрафовал издание" in page
    at_work.reporter.post("/cases/1/change/", {"name-kk": "Толқын", "name-ru": "Толқын"})
    assert CaseRow.objects.get().names["ru"] == "Дело «Толқын»"
    assert approve_all(at_work.editor) == 1
    assert AuditRow.objects.get(action="renamed a case").detail == "Толқын ісі / Дело «Толқын»"


@pytest.mark.parametrize(
    ("query", "way"),
    [
        ("нурлан", "/people/person/1/"),
        ("НҰРЛ", "/people/person/1/"),
        ("толкын дел", "/cases/1/"),
        ("толк", "/people/outlet/1/"),
    ],
)
def test_names_are_found_beside_words(at_work: Room, query: str, way: str) -> None:
    PersonRow.objects.create(pk=1, names={"kk": "Айгүл Нұрланова", "ru": "Айгуль Нурланова"})
    OutletRow.objects.create(pk=1, names={"kk": "Толқын", "ru": "Толқын"})
    CaseRow.objects.create(pk=1, names={"kk": "Толқын ісі", "ru": "Дело «Толқын»"})
    assert f'href="{way}"' in at_work.editor.get("/search/", {"q": query}).text
    assert 'class="codes named"' not in at_work.editor.get("/search/", {"q": "«»"}).text


def test_a_source_is_found_by_its_name(at_work: Room) -> None:
    assert 'href="/sources/vlast/"' in at_work.editor.get("/search/", {"q": "vlast.kz"}).text


def test_a_release_says_in_plain_words_that_the_imprint_is_missing_and_where_it_is_filled_in(
    at_work: Room, settings: Settings
) -> None:
    settings.DALEL = settings.DALEL.model_copy(
        update={"pack": Path(__file__).parents[4] / "packs" / "kz"}
    )
    at_work.publisher.post("/editions/new/", {"month": "2026-05"})
    page = at_work.publisher.get("/editions/1/").text
    assert "Выходные данные не заполнены" in page
    assert 'href="/newsroom/imprint/"' in page
    assert "Заполняет" not in at_work.reporter.get("/editions/1/").text
    page = at_work.publisher.get("/newsroom/imprint/").text
    assert "Регистрация" in page
    fields = ("registration", "contact", "reply_address", "age_mark")
    form = {f"{name}-{language}": "—" for name in fields for language in ("kk", "ru")}
    typed = form | {"funder-kk": "", "forged-kk": "x"}
    kept = at_work.publisher.post("/newsroom/imprint/", typed, follow=True)
    assert "Выходные данные сохранены" in kept.text
    assert set(NewsroomRow.objects.get().imprint) == set(fields)
    assert "Выходные данные не заполнены" not in at_work.publisher.get("/editions/1/").text
    # What the pack says stays where the newsroom says nothing.
    assert "Правовой медиа-центр" in at_work.publisher.get("/newsroom/imprint/").text
    assert AuditRow.objects.filter(action="changed the imprint").count() == 1


def test_an_imprint_that_lacks_something_is_refused_with_what_was_typed(
    at_work: Room, settings: Settings
) -> None:
    settings.DALEL = settings.DALEL.model_copy(
        update={"pack": Path(__file__).parents[4] / "packs" / "kz"}
    )
    fields = ("registration", "contact", "reply_address", "age_mark")
    form = {f"{name}-{language}": "—" for name in fields for language in ("kk", "ru")}
    typed = {"site_address": "https://monitor.test/", "contact-kk": " ", "contact-ru": "Почта"}
    answer = at_work.publisher.post("/newsroom/imprint/", form | typed)
    assert answer.status_code == 400
    assert "Ничего не сохранено" in answer.text
    field = answer.text.split('id="contact-kk"')[1].split("</p>")[0]
    assert 'aria-invalid="true"' in field
    assert answer.text.count('aria-invalid="true"') == 1
    assert 'value="Почта"' in answer.text
    assert 'value="https://monitor.test/"' in answer.text
    assert not NewsroomRow.objects.exists()


def test_outputs_appear_by_themselves(at_work: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    at_work.publisher.post("/editions/new/", {"month": "2026-05"})
    monkeypatch.setattr(
        "dalel.newsroom.releases.views.editions.OUTPUTS", {"site": None, "data": None}
    )
    page = at_work.publisher.get("/editions/1/").text
    assert "сайт, открытые данные" in page


def test_what_nobody_coded_is_not_sent_away(at_work: Room) -> None:
    """A form of codes with markup in every field is text, and what is no code is refused."""
    form = dict.fromkeys(CODES, "<script>alert(1)</script>")
    answer = at_work.reporter.post(f"/incidents/{at_work.number}/codes/", form)
    assert answer.status_code == 400
    assert "<script>alert" not in answer.text


def test_the_address_of_the_site_is_stated_at_the_desk_and_leads_from_paper_to_the_site(
    at_work: Room, settings: Settings
) -> None:
    settings.DALEL = settings.DALEL.model_copy(
        update={"pack": Path(__file__).parents[4] / "packs" / "kz"}
    )
    at_work.publisher.post("/editions/new/", {"month": "2026-05"})
    assert "без QR-кода" in at_work.publisher.get("/editions/1/").text
    for wrong in ("monitor.test", "ftp://monitor.test/", "https://monitor.test/?a=b", "https://[/"):
        answer = at_work.publisher.post("/newsroom/imprint/", {"site_address": wrong})
        assert answer.status_code == 400
        assert f'value="{wrong}"' in answer.text
    fields = ("registration", "contact", "reply_address", "age_mark")
    whole = {f"{name}-{language}": "—" for name in fields for language in ("kk", "ru")}
    typed = whole | {"site_address": " https://monitor.test/rights "}
    for _time in range(2):
        assert at_work.publisher.post("/newsroom/imprint/", typed).status_code == 302
    assert (
        'value="https://monitor.test/rights/"' in at_work.publisher.get("/newsroom/imprint/").text
    )
    assert "без QR-кода" not in at_work.publisher.get("/editions/1/").text
    assert AuditRow.objects.filter(action="changed the address of the site").count() == 1
    assert take(pack_at(settings.DALEL.pack)).profile.address == "https://monitor.test/rights/"
    at_work.publisher.post("/newsroom/imprint/", whole | {"site_address": ""})
    assert NewsroomRow.objects.get().site_address == ""


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        ("2026-06-30", "2026-06-01", "Период кончается раньше, чем начинается."),
        ("2026-06-01", "", "Последний день: нужна дата"),
    ],
)
def test_a_period_that_is_none_leads_back_to_its_form(
    at_work: Room, start: str, end: str, why: str
) -> None:
    answer = at_work.editor.post("/editions/new/", {"start": start, "end": end})
    assert answer.status_code == 400
    assert "<details open>" in answer.text
    assert f'id="start" name="start" type="date" required value="{start}"' in answer.text
    assert f'name="end" type="date" required value="{end}" aria-invalid="true"' in answer.text
    assert why in answer.text.split('id="period-error"')[1]
