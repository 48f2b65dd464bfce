"""Do members see what the record comes to, and is an editor's word kept with its reason?"""

from io import BytesIO

import pytest
from django.test import Client
from docx import Document
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from dalel.domain.count_board import Kind, Level, Period, Subject
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.figures.models import EffectRow
from dalel.newsroom.figures.queries import standing_overrides
from newsroom.second_person import approved_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]
SPEECH = Subject(kind=Kind.RIGHT, code="expression")
PLACE = {"kind": "right", "code": "expression", "period": "2031-Q2"}


@pytest.fixture
def editor(client: Client, cast: dict[str, Member]) -> Client:
    client.force_login(cast["editor"])
    return client


def test_the_page_shows_board_and_reports(editor: Client) -> None:
    shown = editor.get("/measures/").text
    assert "Положение" not in shown
    assert "данных недостаточно" in shown
    assert "/measures/report/1.docx" in shown
    assert "Цифры показывают записи этого реестра" in shown
    assert 'href="/measures/attention/"' in shown


def test_the_page_costs_few_queries(
    editor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(30):
        editor.get("/measures/")


def test_a_level_is_set_with_a_reason_and_given_back_by_two(
    editor: Client, cast: dict[str, Member]
) -> None:
    answer = editor.post("/measures/level/", PLACE | {"level": "violated", "why": "Суд."})
    assert answer.url == "/measures/?quarter=2031-Q2"  # type: ignore[attr-defined]
    assert standing_overrides.overruled() == {}
    assert "Суд." in editor.get("/measures/").text
    assert approved_by(cast["publisher"]) == 1
    kept = standing_overrides.overruled()[SPEECH, Period.named("2031-Q2")]
    assert (kept.level, kept.why) == (Level.VIOLATED, "Суд.")
    assert AuditRow.objects.filter(action="set a level").count() == 1
    editor.post("/measures/level/", PLACE | {"level": "", "why": "Отменено."})
    assert approved_by(cast["publisher"]) == 1
    assert standing_overrides.overruled() == {}


@pytest.mark.parametrize(
    "typed",
    [
        {"level": "violated", "why": ""},
        {"level": "unheard of", "why": "x"},
        {"level": "violated", "why": "x", "period": "soon"},
        {"level": "violated", "why": "x", "kind": "?"},
    ],
)
def test_a_level_without_its_parts_is_refused_and_what_was_typed_stays(
    editor: Client, typed: dict[str, str]
) -> None:
    answer = editor.post("/measures/level/", PLACE | typed)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert standing_overrides.overruled() == {}


def test_sentences_of_one_editor_wait_for_another_and_are_kept_by_language(
    editor: Client, cast: dict[str, Member]
) -> None:
    editor.post("/measures/sentences/", PLACE | {"ru": "Две фразы.", "en": " "})
    assert standing_overrides.sentences() == {}
    assert approved_by(cast["editor"]) == 0
    assert approved_by(cast["publisher"]) == 1
    assert standing_overrides.sentences() == {
        (SPEECH, Period.named("2031-Q2")): {"ru": "Две фразы."}
    }
    assert editor.post("/measures/sentences/", {"period": "x"}).status_code == 422


def test_who_was_affected_is_recorded_with_its_ground_by_two(
    editor: Client, cast: dict[str, Member]
) -> None:
    path = "/incidents/XT-2031-0001/effect/"
    assert editor.get(path).status_code == 200
    assert editor.post(f"{path}record/", {"people": "-1", "note": "x"}).status_code == 422
    typed = {"people": "1500", "remedied": "2031-06-01", "note": "Отчёт регулятора."}
    assert editor.post(f"{path}record/", typed).status_code == 302
    assert not EffectRow.objects.exists()
    assert approved_by(cast["publisher"]) == 1
    assert EffectRow.objects.get().people == 1500
    assert editor.post("/incidents/XT-1999-1/effect/record/", typed).status_code == 404


@pytest.mark.slow
def test_the_report_opens_in_both_forms_and_is_the_same_each_time(editor: Client) -> None:
    word, again = (editor.get("/measures/report/1.docx").content for _ in range(2))
    assert word == again
    text = "\n".join(paragraph.text for paragraph in Document(BytesIO(word)).paragraphs)
    assert "Цифры показывают записи этого реестра" in text
    sheets, twice = (editor.get("/measures/report/1.xlsx").content for _ in range(2))
    assert sheets == twice
    book = load_workbook(BytesIO(sheets))
    assert book.worksheets[1]["A1"].value == "Раздел или право"
    assert isinstance(book.worksheets[1]["C2"].value, int)
    assert editor.get("/measures/report/1.pdf").status_code == 404
