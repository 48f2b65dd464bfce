"""Do the pages of names show how each is written, ask who is meant, and hide whom they must?"""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from dalel.domain.conduct import Person
from dalel.newsroom.accounts.models import AuditRow
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import naming_decisions
from dalel.newsroom.incidents.models import (
    NameChoiceRow,
    PersonRow,
    ProposalRow,
    ShownNameRow,
)
from dalel.newsroom.stories.models import MembershipRow
from newsroom.work_room import Room, room
from story_rows import kept_article

pytestmark = pytest.mark.django_db
NAMES = {"kk": "Нұрман Сейдікәрім", "ru": "Нурман Сейдикарим"}
SENT = {"kind": "person", "name-kk": NAMES["kk"], "name-ru": NAMES["ru"]}
STORY = "Суд оштрафовал Нурмана Сейдикарима. Виталий Овчаров и Серик Нурланов вышли из зала."


@pytest.fixture
def at_work(settings: Settings, tiny_desk: None, pack_folder: Path, tmp_path: Path) -> Room:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": pack_folder, "home": tmp_path})
    return room()


def show(at_work: Room, names: dict[str, str] = NAMES) -> None:
    ShownNameRow.objects.create(kind="person", names=names, incident=at_work.row)


def tell(at_work: Room) -> None:
    """The story has another article, with names."""
    now = datetime.now(UTC)
    story = MembershipRow.objects.get().story
    MembershipRow.objects.create(
        article=kept_article("names", now, title="Суд", text=STORY), story=story, time=now
    )


def test_an_editor_finds_confirms_corrects_and_takes_back(at_work: Room) -> None:
    show(at_work)
    page = at_work.editor.get("/names/?q=сейдик").text
    assert NAMES["kk"] in page
    assert "Подтвердить" in page
    assert NAMES["kk"] not in at_work.editor.get("/names/?q=овчаров").text
    at_work.editor.post("/names/choose/", SENT)
    row = NameChoiceRow.objects.get()
    assert row.names == NAMES
    page = at_work.editor.get("/names/").text
    assert "выбрал редактор" in page
    assert page.count(NAMES["kk"]) == 1
    mended = SENT | {
        "key": str(row.pk), "name-kk": "Нұрман Сейдікәрімов", "office-kk": "әкім",
        "office-ru": "аким", "since": "2025-01-01", "until": "2025-12-31",
    }  # fmt: skip
    at_work.editor.post("/names/choose/", mended)
    page = at_work.editor.get("/names/").text
    assert "Нұрман Сейдікәрімов" in page
    assert "01.01.2025 — 31.12.2025" in page
    assert NAMES["kk"] + "<" in page
    at_work.editor.post(f"/names/{row.pk}/drop/")
    assert not NameChoiceRow.objects.exists()
    assert {"chose a name", "dropped a name"} <= set(
        AuditRow.objects.values_list("action", flat=True)
    )


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"name-kk": ""}, "на каждом языке"),
        ({"since": "2025-02-01", "until": "2025-01-01"}, "раньше первого"),
    ],
)
def test_what_lacks_a_language_or_turns_dates_round_is_refused(
    at_work: Room, wrong: dict[str, str], why: str
) -> None:
    answer = at_work.editor.post("/names/choose/", SENT | wrong)
    assert answer.status_code == 422
    assert why in answer.text
    place = 'id="days-error"' if "until" in wrong else 'id="name-error"'
    assert answer.text.index(place) < answer.text.index(why, answer.text.index(place))
    assert answer.text.count("aria-describedby") == 1
    assert NAMES["ru"] in answer.text
    assert not NameChoiceRow.objects.exists()


def test_a_reporter_reads_and_an_editor_decides(at_work: Room) -> None:
    show(at_work)
    page = at_work.reporter.get("/names/").text
    assert NAMES["kk"] in page
    assert "/names/choose/" not in page
    assert "выбирают редакторы и издатели" in page
    assert "выбирают редакторы" not in at_work.editor.get("/names/").text
    assert at_work.reporter.post("/names/choose/", SENT).status_code == 403


def test_names_stand_beside_the_texts_with_how_sure_they_are(at_work: Room) -> None:
    show(at_work)
    tell(at_work)
    assert f"/incidents/{at_work.number}/names/" in at_work.page(at_work.reporter, "edit/")
    page = at_work.page(at_work.reporter, "names/")
    assert f'data-insert="{NAMES["kk"]}" data-into="kk"' in page
    assert 'data-insert="Виталий Овчаров"' in page
    assert "Серік Нұрланов ?" in page
    assert "буква в букву" in page


def test_of_two_persons_of_one_name_the_desk_asks_which(at_work: Room) -> None:
    PersonRow.objects.create(names=NAMES, role="official")
    other = PersonRow.objects.create(names=NAMES | {"kk": "Нурман Сейдикарим"}, role="official")
    tell(at_work)
    page = at_work.page(at_work.reporter, "names/")
    assert "о ком речь" in page
    assert f'value="{other.pk}"' in page
    at_work.reporter.post(f"/incidents/{at_work.number}/names/meant/", {"person": other.pk})
    assert list(at_work.row.persons.all()) == [other]
    page = at_work.page(at_work.reporter, "names/")
    assert "о ком речь" not in page
    assert 'data-insert="Нурман Сейдикарим" data-into="kk"' in page


def test_of_two_offices_of_one_name_both_are_shown_and_the_same_is_kept_once(
    at_work: Room,
) -> None:
    tell(at_work)
    offices = ("министр", "әкім", "әкім")
    sent = [SENT | {"office-kk": office, "office-ru": office} for office in offices]
    *_, answer = [at_work.editor.post("/names/choose/", one) for one in sent]
    rows = list(NameChoiceRow.objects.all())
    assert len(rows) == 2
    assert answer["Location"].endswith(f"?page=1#name-{rows[1].pk}")
    page = at_work.editor.get(answer["Location"]).text
    assert "уже есть в списке" in page
    assert f'id="name-{rows[1].pk}"' in page
    page = at_work.page(at_work.reporter, "names/")
    assert "о ком речь" in page
    assert "министр" in page
    assert "әкім" in page


def test_saving_leads_to_the_row_on_its_page(at_work: Room) -> None:
    for number in range(60):
        name = f"Асанов {'абвгдежзик'[number // 6].upper()}{number}"
        show(at_work, {"kk": name, "ru": name})
    at_work.editor.post("/names/choose/", SENT)
    key = NameChoiceRow.objects.get().pk
    answer = at_work.editor.post("/names/choose/", SENT | {"key": key, "since": "2025-01-01"})
    assert answer["Location"] == f"/names/?page=2#name-{key}"
    assert f'id="name-{key}"' in at_work.editor.get("/names/?page=2").text


def test_who_is_meant_is_proposed_where_the_public_may_read_it(at_work: Room) -> None:
    person = PersonRow.objects.create(names=NAMES, role="official")
    act = at_work.act(Role.EDITOR)
    decided = Person(names=NAMES, role="official", stage="trial")
    naming_decisions.record_person(at_work.row, decided, member=act.member, now=act.time)
    at_work.reporter.post(f"/incidents/{at_work.number}/names/meant/", {"person": person.pk})
    assert ProposalRow.objects.count() == 1
    assert not at_work.row.persons.exists()


def test_whom_the_rule_hides_stands_on_neither_page(at_work: Room) -> None:
    show(at_work)
    tell(at_work)
    PersonRow.objects.create(names=NAMES, role="victim")
    assert "Сейд" not in at_work.editor.get("/names/").text
    page = at_work.page(at_work.reporter, "names/")
    assert "Сейд" not in page
    assert "называть нельзя" in page
    assert "Виталий Овчаров" in page


def test_many_names_are_listed_by_pages(at_work: Room) -> None:
    for number in range(60):
        name = f"Досов{'а' * (number % 5)} {'абвгдежзик'[number // 6].upper()}{number}"
        show(at_work, {"kk": name, "ru": name})
    first, second = (at_work.editor.get(f"/names/?page={page}").text for page in (1, 2))
    assert first.count("plainline") == 50
    assert second.count("plainline") == 10
    assert "?q=&amp;page=2" in first
