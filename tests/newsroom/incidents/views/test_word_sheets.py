"""Do entries leave as a Word file, and come back as versions and comments when somebody says so?"""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from dalel.domain.states import IncidentState, VersionState
from dalel.newsroom.accounts.models import AuditRow
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.frame import long_works
from dalel.newsroom.frame.long_works import LongWork, LongWorkState
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import texts as editing
from dalel.newsroom.incidents.actions import withdrawn_words
from dalel.newsroom.incidents.models import (
    ConcernRow,
    EditionEntryRow,
    IncidentRow,
    RemarkRow,
    TextVersionRow,
)
from dalel.steps.bulletins.sheet_reader import read_sheet
from newsroom.work_room import KK, RU, Room, texts
from returned_documents import Returned, zipped

pytestmark = pytest.mark.django_db
WORD = "/word/"


def wrote(at_work: Room, **changed: str) -> None:
    """The reporter writes both texts."""
    at_work.reporter.post(f"/incidents/{at_work.row.number}/edit/", texts() | changed)


def taken(client: Client, *numbers: str) -> bytes:
    answer = client.post(f"{WORD}take/", {"entries": numbers})
    assert answer.status_code == 200
    return answer.content


def sheet(at_work: Room) -> Returned:
    """The sheet of the one entry, which has a title and a paragraph in both languages."""
    wrote(at_work)
    return Returned(taken(at_work.reporter, at_work.row.number))


def sent(content: bytes, name: str = "back.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def look(client: Client, content: bytes, name: str = "back.docx") -> str:
    return client.post(WORD, {"file": sent(content, name)}).text


def ticks(page: str, *, all_of_them: bool = False) -> list[str]:
    """What is ticked on a page that was looked at, or could be."""
    found = re.findall(r'name="take" value="(\w+)"( checked)?', page)
    return [key for key, checked in found if checked or all_of_them]


def keep(client: Client, content: bytes, keys: list[str] | None = None) -> str:
    page = look(client, content)
    chosen = ticks(page) if keys is None else keys
    return client.post(f"{WORD}keep/", {"file": sent(content), "take": chosen}).text


def newest(at_work: Room, language: str) -> TextVersionRow:
    return TextVersionRow.objects.filter(incident=at_work.row, language=language).latest("number")


def test_entries_leave_with_their_texts_and_nothing_else(at_work: Room) -> None:
    wrote(at_work)
    at_work.reporter.post(f"/incidents/{at_work.row.number}/remarks/", {"text": "Только для нас."})
    content = taken(at_work.reporter, at_work.row.number)
    rows = read_sheet(content, "a.docx").rows
    assert [row.cells[1].paragraphs for row in rows] == [
        ("Суд оштрафовал издание «Толқын»",),
        (RU,),
    ]
    assert rows[1].cells[0].paragraphs == (KK,)
    whole = b"".join(Returned(content).parts.values()).decode(errors="replace")
    for sealed in ("Только для нас", "court.test", "the-reporter", "Айгүл", "http://court"):
        assert sealed not in whole
    assert AuditRow.objects.filter(
        action="took out a Word file", subject=at_work.row.number, detail="kk 1, ru 1"
    ).exists()


def test_an_entry_without_a_number_is_named_in_both_languages(at_work: Room) -> None:
    whole = sheet(at_work).parts["word/document.xml"].decode()
    assert "нөмірсіз жазба" in whole
    assert "запись без номера" in whole
    assert "Бұл мәтіндер жарияланбаған" in whole
    assert "Эти тексты не опубликованы" in whole


def test_nothing_ticked_leaves_nothing(at_work: Room) -> None:
    answer = at_work.reporter.post(f"{WORD}take/", {}, follow=True)
    assert "Отметьте хотя бы одну запись" in answer.text
    assert not AuditRow.objects.filter(action="took out a Word file").exists()


def test_retracted_entries_and_withdrawn_words_stay(at_work: Room) -> None:
    wrote(at_work)
    withdrawn_words.withdraw(["Толқын"], "просьба редакции", at_work.act(Role.PUBLISHER))
    page = at_work.reporter.get(WORD).text
    assert "изъяты слова" in page
    assert "disabled" in page
    refused = at_work.reporter.post(f"{WORD}take/", {"entries": at_work.row.number}, follow=True)
    assert "Отметьте хотя бы одну запись" in refused.text
    IncidentRow.objects.update(state=IncidentState.WITHDRAWN)
    assert "отозвана" in at_work.reporter.get(WORD).text


def test_a_sheet_as_it_left_offers_nothing(at_work: Room) -> None:
    page = look(at_work.reporter, sheet(at_work).saved())
    assert "Ничего нового" in page
    assert ticks(page, all_of_them=True) == []


def test_a_look_shows_the_difference_and_keeps_nothing(at_work: Room) -> None:
    back = sheet(at_work)
    back.track(1, 2, "оштрафовал", "наказал")
    back.comment(1, 1, "Дәйек керек.")
    before = TextVersionRow.objects.count()
    page = look(at_work.reporter, back.saved())
    assert "<del>оштрафовал " in page
    assert "<ins>наказал " in page
    assert "Айман Заңгер" in page
    assert "Дәйек керек." in page
    assert (TextVersionRow.objects.count(), RemarkRow.objects.count()) == (before, 0)


def test_what_is_ticked_becomes_a_version_and_a_remark(at_work: Room) -> None:
    back = sheet(at_work)
    back.track(1, 2, "78 640", "87 640")
    back.comment(1, 1, "Дәйек керек.")
    page = keep(at_work.editor, back.saved())
    assert "1 текст" in page
    assert "1 комментарий" in page
    version = newest(at_work, "ru")
    assert version.paragraphs == [RU.replace("78 640", "87 640")]
    assert version.author == at_work.members[Role.EDITOR]
    assert (version.number, version.state) == (2, VersionState.DRAFT)
    assert version.note == "from a Word file"
    assert newest(at_work, "kk").number == 1
    remark = RemarkRow.objects.get()
    assert remark.member == at_work.members[Role.EDITOR]
    assert remark.text == f"Word · Айман Заңгер · 1 kk · «{KK}»\nДәйек керек."
    # What the other language does not say any more is told, as after any save.
    assert ConcernRow.objects.filter(incident=at_work.row, state="open").exists()
    assert AuditRow.objects.filter(action="brought back a Word file").count() == 1


def test_who_brought_it_does_not_approve_it(at_work: Room) -> None:
    back = sheet(at_work)
    back.type_over(1, 2, "Совсем другой текст.")
    keep(at_work.editor, back.saved())
    editing.send_to_review(at_work.number, at_work.act())
    with pytest.raises(editing.ApprovalRefusedError):
        editing.approve(at_work.number, "ru", 2, act=at_work.act(Role.EDITOR), prefix="KZ")


def test_the_same_file_twice_brings_nothing_new(at_work: Room) -> None:
    back = sheet(at_work)
    back.type_over(1, 2, "Первый.", "Второй.")
    back.comment(1, 1, "Дәйек керек.")
    assert "Весь файл" in keep(at_work.reporter, back.saved())
    before = (TextVersionRow.objects.count(), RemarkRow.objects.count())
    assert "Ничего нового" in look(at_work.reporter, back.saved())
    keep(at_work.reporter, back.saved())
    assert (TextVersionRow.objects.count(), RemarkRow.objects.count()) == before
    assert newest(at_work, "ru").paragraphs == ["Первый.", "Второй."]


def test_what_is_not_ticked_is_left_and_offered_again(at_work: Room) -> None:
    back = sheet(at_work)
    back.type_over(0, 2, "Новый заголовок")
    back.type_over(1, 2, "Новый текст.")
    page = look(at_work.reporter, back.saved())
    first, second = ticks(page)
    left = keep(at_work.reporter, back.saved(), [second])
    assert newest(at_work, "ru").title == "Суд оштрафовал издание «Толқын»"
    assert newest(at_work, "ru").paragraphs == ["Новый текст."]
    assert "Новый заголовок" in left
    assert len(ticks(left)) == 1
    assert ticks(left) != [first]


def test_a_passage_that_the_desk_changed_too_is_a_conflict(at_work: Room) -> None:
    back = sheet(at_work)
    wrote(at_work, **texts(ru="Редакция дописала.", seen=1))
    back.type_over(1, 2, "Юрист поправил.")
    page = look(at_work.reporter, back.saved())
    assert "data-conflict" in page
    assert "Редакция дописала." in page
    assert ticks(page) == []
    assert "Ничего не отмечено" in keep(at_work.reporter, back.saved())
    assert newest(at_work, "ru").paragraphs == ["Редакция дописала."]
    keep(at_work.reporter, back.saved(), ticks(page, all_of_them=True))
    assert newest(at_work, "ru").paragraphs == ["Юрист поправил."]


def test_a_change_elsewhere_goes_beside_what_the_desk_did(at_work: Room) -> None:
    back = sheet(at_work)
    wrote(at_work, **texts(ru=f"{RU}\n\nНовый абзац.", seen=1))
    back.type_over(0, 2, "Иной заголовок")
    assert "в других местах" in look(at_work.reporter, back.saved())
    keep(at_work.reporter, back.saved())
    assert newest(at_work, "ru").title == "Иной заголовок"
    assert newest(at_work, "ru").paragraphs == [RU, "Новый абзац."]


def test_what_was_shown_before_somebody_changed_it_is_not_kept(at_work: Room) -> None:
    back = sheet(at_work)
    back.type_over(1, 2, "Юрист поправил.")
    shown = ticks(look(at_work.reporter, back.saved()))
    wrote(at_work, **texts(ru="Редакция дописала.", seen=1))
    assert "Ничего не сохранено" in keep(at_work.reporter, back.saved(), shown)
    assert newest(at_work, "ru").paragraphs == ["Редакция дописала."]


def test_a_translation_comes_back_as_the_first_text(at_work: Room) -> None:
    wrote(at_work)
    TextVersionRow.objects.filter(language="kk").delete()
    back = Returned(taken(at_work.reporter, at_work.row.number))
    back.type_over(0, 1, "Сот айыппұл салды")
    back.type_over(1, 1, "Бірінші.", "Екінші.")
    keep(at_work.reporter, back.saved())
    assert newest(at_work, "kk").number == 1
    assert newest(at_work, "kk").paragraphs == ["Бірінші.", "Екінші."]


def test_an_emptied_cell_is_ticked_only_where_it_was_tracked(at_work: Room) -> None:
    back = sheet(at_work)
    back.type_over(1, 2)
    page = look(at_work.reporter, back.saved())
    assert "будет убран" in page
    assert ticks(page) == []
    back = Returned(taken(at_work.reporter, at_work.row.number))
    back.track(1, 2, RU, "")
    assert len(ticks(look(at_work.reporter, back.saved()))) == 1


def test_what_has_no_place_is_told_and_not_offered(at_work: Room) -> None:
    back = sheet(at_work)
    back.merge(0)
    back.drop_row(1)
    page = look(at_work.reporter, back.saved())
    assert "объединены или разделены" in page
    assert "Строка удалена" in page
    assert RU[:40] in page
    assert ticks(page, all_of_them=True) == []


def test_a_row_without_a_code_and_an_unknown_entry_are_told(at_work: Room) -> None:
    back = sheet(at_work)
    back.type_over(1, 0, "1.1 стёрто")
    assert "Строка без кода" in look(at_work.reporter, back.saved())
    back = Returned(taken(at_work.reporter, at_work.row.number))
    TextVersionRow.objects.all().delete()
    assert "такой версии" in look(at_work.reporter, back.saved())


def test_a_row_that_was_put_in_becomes_a_paragraph(at_work: Room) -> None:
    back = sheet(at_work)
    back.add_row(1, "Қосымша.", "Добавлено.")
    page = keep(at_work.reporter, back.saved())
    assert "2 текста" in page
    assert newest(at_work, "ru").paragraphs == [RU, "Добавлено."]
    assert newest(at_work, "kk").paragraphs == [KK, "Қосымша."]


def test_a_sheet_that_left_before_the_number_was_given_comes_back(at_work: Room) -> None:
    back = sheet(at_work)
    IncidentRow.objects.filter(pk=at_work.row.pk).update(number="KZ-2026-0001")
    back.type_over(1, 2, "После номера.")
    keep(at_work.reporter, back.saved())
    assert newest(at_work, "ru").paragraphs == ["После номера."]


def test_a_title_that_is_too_long_is_not_kept(at_work: Room) -> None:
    back = sheet(at_work)
    back.type_over(0, 2, "слово " * 80)
    assert 'role="alert"' in keep(at_work.reporter, back.saved())
    assert newest(at_work, "ru").number == 1


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"%PDF-1.7", "a.pdf", "возвращается только файл Word"),
        (b"PK\x03\x04broken", "a.docx", "повреждён"),
        (b"PK" + b"x" * (16 * 2**20), "a.docx", "больше 16 МБ"),
        (b"", "a.docx", "возвращается только файл Word"),
    ],
)
def test_what_is_no_word_file_is_told_in_words(
    at_work: Room, content: bytes, name: str, why: str
) -> None:
    assert why in look(at_work.reporter, content, name)


def test_macros_entities_and_bombs_are_not_opened(at_work: Room) -> None:
    parts = sheet(at_work).parts
    hostile = {
        "макросы": {"word/vbaProject.bin": b"x"},
        "сущности": {"word/b.xml": b'<!DOCTYPE w [<!ENTITY a "ha">]><w/>'},
        "при распаковке": {"word/media/a.bin": bytes(260 * 2**20)},
    }
    for why, more in hostile.items():
        assert why in look(at_work.reporter, zipped({**parts, **more}))


def test_the_entries_of_an_edition_are_ticked_in_its_order(at_work: Room) -> None:
    wrote(at_work)
    edition = EditionRow.objects.create(
        number=4, period_start="2026-11-01", period_end="2026-11-30"
    )
    EditionEntryRow.objects.create(edition=edition, incident=at_work.row, section=5, order=1)
    assert re.search(
        r'name="entries" value="[^"]+" checked', at_work.reporter.get("/word/?edition=4").text
    )
    assert "checked" not in at_work.reporter.get(WORD).text
    assert 'href="/word/?edition=4"' in at_work.reporter.get("/editions/4/").text


def test_ways_lead_there_from_the_list_and_from_an_entry(at_work: Room) -> None:
    wrote(at_work)
    assert 'href="/word/"' in at_work.reporter.get("/incidents/").text
    assert 'href="/word/?section=5"' in at_work.reporter.get("/incidents/?section=5").text.replace(
        "&amp;page=1", ""
    )
    number = at_work.row.number
    assert f'href="/word/?number={number}"' in at_work.page(at_work.reporter)
    assert "checked" in at_work.reporter.get(f"/word/?number={number}").text


def test_keeping_a_file_shows_how_far_it_is(
    at_work: Room, settings: Settings, tmp_path: Path
) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"home": tmp_path})
    back = sheet(at_work)
    back.track(1, 2, "78 640", "87 640")
    content = back.saved()
    page = at_work.reporter.get(WORD).text
    assert 'data-works="works"' in page
    assert 'hx-trigger="begun"' in page
    keep(at_work.reporter, content)
    [work] = long_works.long_works(tmp_path)
    assert (work.kind, work.state) == (LongWork.WORD, LongWorkState.DONE)
    assert (work.step, work.total) == ("writing", 1)
    assert work.member == at_work.members[Role.REPORTER].pk
