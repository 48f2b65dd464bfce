"""Can people write an incident, are they told what is wrong, and is nothing they typed lost?"""

from time import process_time

import pytest
from django.core.exceptions import ObjectDoesNotExist
from pytest_django import DjangoAssertNumQueries, Settings

from dalel.domain.incident import MOST_PARAGRAPHS, IncidentText
from dalel.domain.states import VersionState
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import autosave
from dalel.newsroom.incidents.actions import texts as editing
from dalel.newsroom.incidents.models import AutosaveRow, ConcernRow, SupportRow, TextVersionRow
from dalel.pack import default_folder
from dalel.steps.check.facts.checking import LONGEST
from newsroom.work_room import KK, RU, WRONG_KK, Room, room, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_work(settings: Settings, tiny_desk: None) -> Room:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder()})
    return room()


def save(at_work: Room, form: dict[str, str]) -> str:
    return at_work.reporter.post(f"/incidents/{at_work.number}/edit/", form, follow=True).text


def newest(language: str) -> TextVersionRow:
    row = TextVersionRow.objects.filter(language=language).order_by("number").last()
    if row is None:
        raise ObjectDoesNotExist
    return row


def test_the_article_of_the_story_stands_beside_the_text(at_work: Room) -> None:
    page = at_work.page(at_work.reporter, "edit/")
    assert "Суд города оштрафовал редакцию" in page
    assert "https://lake.test/court" in page


def test_saving_adds_a_version_in_each_language(at_work: Room) -> None:
    save(at_work, texts())
    assert newest("kk").paragraphs == [KK]
    assert newest("ru").title == "Суд оштрафовал издание «Толқын»"
    assert newest("ru").state == VersionState.DRAFT
    assert AutosaveRow.objects.count() == 0


def test_an_autosave_is_no_version_and_comes_back(at_work: Room) -> None:
    path = f"/incidents/{at_work.number}/autosave/"
    answer = at_work.reporter.post(path, texts(), headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert TextVersionRow.objects.count() == 0
    assert KK in at_work.page(at_work.reporter, "edit/")
    assert KK not in at_work.page(at_work.editor, "edit/")
    assert "Айгүл (reporter)" in at_work.page(at_work.editor, "edit/")
    at_work.reporter.post(f"/incidents/{at_work.number}/discard/")
    assert KK not in at_work.page(at_work.reporter, "edit/")


def test_what_is_typed_back_as_it_was_is_kept_no_longer(at_work: Room) -> None:
    save(at_work, texts())
    path = f"/incidents/{at_work.number}/autosave/"
    at_work.reporter.post(path, texts(ru=RU + " И ещё.", seen=1))
    assert [row.language for row in AutosaveRow.objects.all()] == ["ru"]
    at_work.reporter.post(path, texts(seen=1))
    assert AutosaveRow.objects.count() == 0


def test_the_checks_speak_while_one_types_and_write_nothing(at_work: Room) -> None:
    path = f"/incidents/{at_work.number}/autosave/"
    answer = at_work.reporter.post(path, texts(kk=WRONG_KK)).text
    assert "87 640" in answer
    assert 'id="live-kk"' in answer
    assert ConcernRow.objects.count() == 0
    assert "87 640" not in at_work.reporter.post(path, texts()).text


def test_a_wrong_sum_is_kept_as_a_concern_and_goes_when_it_is_mended(at_work: Room) -> None:
    save(at_work, texts(kk=WRONG_KK))
    held = ConcernRow.objects.filter(state="open")
    assert {row.rule for row in held if "87 640" in row.excerpt} == {"fact", "parity"}
    save(at_work, texts(seen=1))
    assert not any("640" in row.excerpt for row in ConcernRow.objects.filter(state="open"))


def test_a_suggestion_is_taken_into_what_is_typed_and_not_saved(at_work: Room) -> None:
    wrong = RU.replace("12 мая", "13 мая")
    answer = at_work.reporter.post(f"/incidents/{at_work.number}/autosave/", texts(ru=wrong)).text
    assert 'name="mend"' in answer
    key = answer.split('name="mend" value="')[1].split('"')[0]
    page = at_work.reporter.post(
        f"/incidents/{at_work.number}/edit/", texts(ru=wrong) | {"mend": key}
    ).text
    assert RU in page
    assert TextVersionRow.objects.count() == 0


def test_a_figure_and_its_source_point_at_each_other(at_work: Room) -> None:
    save(at_work, texts())
    assert SupportRow.objects.filter(kind="money", verdict="supported").count() == 2
    page = at_work.page(at_work.reporter)
    light = (
        page.split(">78 640 тенге</a>")[0].rsplit('data-lights="', 1)[1].split('"')[0].split()[0]
    )
    assert f'href="#source-{light}"' in page
    assert f'id="source-{light}"' in page.split('class="source"')[1]


def test_the_second_of_two_sees_both_texts_and_keeps_what_was_typed(at_work: Room) -> None:
    save(at_work, texts())
    at_work.editor.post(
        f"/incidents/{at_work.number}/edit/", texts(ru=RU + " Штраф не уплачен.", seen=1)
    )
    answer = at_work.reporter.post(
        f"/incidents/{at_work.number}/edit/", texts(ru=RU + " Редакция обжалует.", seen=1)
    )
    assert answer.status_code == 409
    assert "<del>" in answer.text
    assert "Штраф не уплачен." in answer.text
    assert "Редакция обжалует." in answer.text
    assert newest("ru").paragraphs == [RU + " Штраф не уплачен."]
    kept = autosave.typed(at_work.number, at_work.members[Role.REPORTER])
    assert kept["ru"].text.paragraphs == (RU + " Редакция обжалует.",)


def test_an_edit_of_one_language_marks_the_other_until_somebody_confirms(at_work: Room) -> None:
    save(at_work, texts())
    save(at_work, texts(ru=RU.replace("города", "области"), seen=1))
    save(at_work, texts(ru=RU + " Редакция обжалует решение.", seen=1) | {"ru-seen": "1"})
    mark = 'name="language" value="kk" data-key="v"'
    assert mark in at_work.page(at_work.editor)
    at_work.editor.post(f"/incidents/{at_work.number}/confirm/", {"language": "kk"})
    assert mark not in at_work.page(at_work.editor)


@pytest.mark.parametrize(
    "nasty",
    [
        "<script>alert(1)</script>",
        "{{ 7*7 }}{% raw %}",
        "a\x00b\x1bc\u202edef",
        "'; DROP TABLE incidents_incidentrow; --",
    ],
)
def test_what_is_typed_is_text_and_nothing_else(at_work: Room, nasty: str) -> None:
    page = save(at_work, texts(ru=nasty))
    assert "<script>alert" not in page
    assert newest("ru").paragraphs[0].startswith(("&lt;", "<script", "{{", "abcdef", "';"))
    for shown in (page, at_work.page(at_work.editor, "edit/")):
        assert shown.count("<script") == shown.count('<script src="/static/')


def test_a_text_longer_than_any_entry_is_refused_and_still_there(at_work: Room) -> None:
    answer = at_work.reporter.post(
        f"/incidents/{at_work.number}/edit/", texts(ru="Слово " * 20_000)
    )
    assert answer.status_code == 413
    assert answer.text.count("Слово") >= 20_000
    assert TextVersionRow.objects.count() == 0
    live = at_work.reporter.post(
        f"/incidents/{at_work.number}/autosave/", texts(ru="Слово " * 20_000)
    )
    assert live.status_code == 200
    assert AutosaveRow.objects.count() == 0


def test_a_form_that_comes_twice_makes_one_version(at_work: Room) -> None:
    save(at_work, texts())
    save(at_work, texts())
    assert TextVersionRow.objects.count() == 2


def test_no_page_of_the_work_asks_more_than_thirty_times_but_that_of_review(
    at_work: Room, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    save(at_work, texts(kk=WRONG_KK))
    at_work.reporter.post(f"/incidents/{at_work.number}/review/")
    # The first click of a session writes down that it began.
    at_work.editor.get("/people/")
    for tail in ("", "edit/", "codes/", "record/", "people/", "difference/?language=ru"):
        # The entry's own page also tells who holds it, what changed since, and what waits next.
        with django_assert_max_num_queries(30 if tail else 40):
            assert at_work.editor.get(f"/incidents/{at_work.number}/{tail}").status_code == 200
    # One of them asks for sealed sources, so that no name of theirs is kept.
    with django_assert_max_num_queries(35):
        at_work.reporter.post(f"/incidents/{at_work.number}/autosave/", texts(seen=1))


@pytest.mark.parametrize(
    ("title", "paragraph", "seconds"),
    [
        ("Ұ " * 149, "Текст.", 3),
        ("Ұ" * 300, "Текст.", 3),
        ("Заголовок", "Ұ" * 99_900, 3),
        ("Заголовок", "1" * 99_900, 3),
        ("Заголовок", "а." * 49_900, 3),
        # Fifty thousand words are read one by one: about five seconds, twenty before.
        ("Заголовок", "« " * 49_900, 10),
    ],
    ids=["words", "title", "letters", "digits", "dots", "marks"],
)
def test_no_text_however_odd_keeps_the_desk_busy(
    at_work: Room, title: str, paragraph: str, seconds: int
) -> None:
    save(at_work, texts())
    form = texts(seen=1) | {"ru-title": title, "ru-paragraph": paragraph}
    # The first page of a process compiles its templates.
    at_work.reporter.get(f"/incidents/{at_work.number}/edit/")
    before = process_time()
    page = save(at_work, form)
    assert process_time() - before < seconds
    is_word_too_long = any(len(word) > 200 for word in f"{title} {paragraph}".split())
    assert ("длиннее 200 знаков" in page) == is_word_too_long
    assert (newest("ru").number == 1) == is_word_too_long


def test_a_title_that_is_none_is_told_with_all_that_was_typed(at_work: Room) -> None:
    path = f"/incidents/{at_work.number}/edit/"
    answer = at_work.reporter.post(path, texts() | {"ru-title": "Ұ" * 20_000})
    assert answer.status_code == 413
    assert "20000" in answer.text
    assert "не больше 300" in answer.text
    assert "Ұ" * 20_000 in answer.text
    assert KK in answer.text
    assert TextVersionRow.objects.count() == 0
    path = f"/incidents/{at_work.number}/autosave/"
    assert "не больше 300" in at_work.reporter.post(path, texts() | {"ru-title": "Ұ" * 301}).text
    assert AutosaveRow.objects.count() == 0


@pytest.mark.parametrize("count", [MOST_PARAGRAPHS, MOST_PARAGRAPHS + 1])
def test_more_paragraphs_than_any_text_has_are_refused_and_still_there(
    at_work: Room, count: int
) -> None:
    is_kept = count == MOST_PARAGRAPHS
    pasted = "\n\n".join("а" * count)
    answer = at_work.reporter.post(f"/incidents/{at_work.number}/edit/", texts(ru=pasted))
    assert TextVersionRow.objects.exists() == is_kept
    if not is_kept:
        assert answer.status_code == 413
        assert f"{count} абзац" in answer.text
        assert answer.text.count('name="ru-paragraph"') == 2
        assert pasted in answer.text
        assert KK in answer.text
    live = at_work.reporter.post(f"/incidents/{at_work.number}/autosave/", texts(ru=pasted))
    assert live.status_code == 200
    assert (f"{count} абзац" in live.text) != is_kept


def test_a_text_that_came_in_in_too_many_paragraphs_stands_in_one_box(at_work: Room) -> None:
    pasted = IncidentText(language="ru", title=None, paragraphs=tuple("а" * 3_000))
    editing.save_text(at_work.number, pasted, seen=0, act=at_work.act())
    page = at_work.page(at_work.reporter, "edit/")
    assert page.count('name="ru-paragraph"') == 2
    save(at_work, texts(seen=1))
    assert newest("ru").paragraphs == [RU]


@pytest.mark.parametrize("path", ["edit/", "autosave/", "codes/"])
def test_more_fields_than_any_form_has_are_told_in_the_members_language(
    at_work: Room, path: str
) -> None:
    form = {**texts(), "ru-paragraph": ["а"] * 3_000}
    answer = at_work.reporter.post(f"/incidents/{at_work.number}/{path}", form)
    assert answer.status_code == 400
    assert "ничего не сохранено" in answer.text
    assert 'lang="ru"' in answer.text
    assert 'href="/"' in answer.text


def test_a_text_that_is_longer_than_the_checks_read_says_so(at_work: Room) -> None:
    read = "Слово. " * (LONGEST // 7)
    rest = "Потом суд оштрафовал другую редакцию на 99 640 тенге."
    save(at_work, texts(ru=f"{read}\n\n{RU}\n\n{rest}"))
    [row] = ConcernRow.objects.filter(rule="unproven", language="ru")
    assert row.weight == "error"
    assert row.excerpt
    assert row.excerpt in f"{RU}\n\n{rest}"
    assert not any("99 640" in row.excerpt for row in ConcernRow.objects.all())
    assert "только первые 8000 знаков" in at_work.page(at_work.editor)
    save(at_work, texts(seen=1))
    assert not ConcernRow.objects.filter(rule="unproven", state="open").exists()


def test_no_number_of_sums_in_both_languages_keeps_the_desk_busy(at_work: Room) -> None:
    sums = [f"{number % 990 + 10} {number * 7 % 900 + 100}" for number in range(1_000)]
    russian = " ".join(f"Выделено {each} тенге." for each in sums)
    kazakh = " ".join(f"{each} теңге бөлінді." for each in sums)
    # What is loaded once a process is no work of the sums.
    save(at_work, texts())
    before = process_time()
    save(at_work, texts(kk=kazakh, ru=russian, seen=1))
    # About six seconds; twice that before only near sums were compared.
    assert process_time() - before < 30
