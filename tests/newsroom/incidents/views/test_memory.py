"""Is the memory of sentences offered beside the text, searched, filled and emptied at the desk?"""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import texts as editing
from dalel.newsroom.incidents.actions.sentence_memory import import_sentences
from dalel.newsroom.incidents.forms import memory as limits
from dalel.newsroom.incidents.models import SentencePairRow, TextVersionRow
from newsroom.work_room import Room, texts

pytestmark = pytest.mark.django_db
KK = "Сот басылымның редакциясына 43 252 теңге айыппұл салды."
RU = "Суд оштрафовал редакцию издания на 43 252 тенге."
UNIT = '<tu><tuv xml:lang="kk"><seg>{}</seg></tuv><tuv xml:lang="ru"><seg>{}</seg></tuv></tu>'
TMX = f'<tmx version="1.4"><header srclang="kk"/><body>{UNIT}</body></tmx>'


@pytest.fixture
def filled(at_work: Room) -> Room:
    import_sentences(TMX.format(KK, RU).encode(), "bulletin.tmx", ("kk", "ru"), datetime.now(UTC))
    return at_work


def nearest(at_work: Room, text: str, language: str = "kk") -> str:
    address = f"/incidents/{at_work.number}/nearest/"
    answer = at_work.reporter.post(address, {"language": language, "text": text})
    assert answer.status_code == 200
    return answer.text


def upload(client: Client, content: bytes, name: str = "a.tmx") -> str:
    sent = SimpleUploadedFile(name, content)
    return client.post("/memory/import/", {"file": sent}, follow=True).text


def test_the_like_is_offered_with_per_cent_place_and_what_differs(filled: Room) -> None:
    page = nearest(filled, "Сот басылымның редакциясына 78 640 теңге айыппұл салды.")
    assert "совпадает на" in page
    assert "bulletin.tmx" in page
    assert '<mark class="differs" data-kind="number">43 252</mark>' in page
    assert f'data-insert="{RU}" data-into="ru"' in page
    assert page.count('data-kind="number">43 252</mark>') == 2


def test_it_is_offered_from_the_other_language_too(filled: Room) -> None:
    assert f'data-insert="{KK}" data-into="kk"' in nearest(filled, RU.replace("43", "44"), "ru")


def test_nothing_is_offered_for_what_nobody_said(filled: Room) -> None:
    page = nearest(filled, "Спутник орбитаға шықты.")
    assert "В памяти нет похожего предложения." in page
    assert "data-insert" not in page


def test_asking_writes_nothing(filled: Room) -> None:
    nearest(filled, KK)
    assert not TextVersionRow.objects.exists()


def test_approved_sentences_are_offered_with_a_link_to_the_entry(at_work: Room) -> None:
    edit = f"/incidents/{at_work.number}/edit/"
    at_work.reporter.post(edit, texts())
    assert "data-insert" not in nearest(at_work, "Шешім 2026 жылғы 12 мамырда шыққан.")
    at_work.reporter.post(f"/incidents/{at_work.number}/review/")
    for language in ("kk", "ru"):
        editing.approve(at_work.row.number, language, 1, act=at_work.act(Role.EDITOR), prefix="KZ")
        at_work.number = at_work.row.number
    page = nearest(at_work, "Шешім 2026 жылғы 13 мамырда шықты.")
    assert f'href="/incidents/{at_work.row.number}/"' in page
    assert 'data-insert="Решение вынесено 12 мая 2026 года."' in page


def test_the_editor_has_the_panel_and_a_way_without_script(at_work: Room) -> None:
    page = at_work.page(at_work.reporter, "edit/")
    assert 'id="nearest"' in page
    assert 'href="/memory/"' in page


def test_the_memory_is_searched_without_script(filled: Room) -> None:
    assert RU in filled.reporter.get("/memory/?q=айыппұлы").text
    assert RU in filled.reporter.get("/memory/?q=редакцией").text
    page = filled.reporter.get("/memory/?q=спутник").text
    assert RU not in page
    assert "Нет пары, в которой есть все эти слова." in page
    # Who only writes sees no way to change it.
    assert "/memory/export/" not in page


def test_a_file_comes_in_and_goes_out(at_work: Room) -> None:
    page = upload(at_work.editor, TMX.format(KK, RU).encode("utf-16"))
    assert "a.tmx: новых пар — 1, уже известных — 0." in page
    answer = at_work.editor.get("/memory/export/")
    assert answer["Content-Disposition"].startswith('attachment; filename="dalel-memory-')
    assert RU in answer.getvalue().decode()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<tmx><body>", "a.tmx не загружен: файл повреждён или обрывается"),
        (b"<xliff/>", "a.tmx не загружен: это не файл TMX"),
        (b'<!DOCTYPE tmx [<!ENTITY a "b">]><tmx/>', "a.tmx не загружен: в файле объявлены"),
        (b"x", "a.tmx не загружен: файл повреждён"),
    ],
)
def test_what_cannot_be_taken_is_told_plainly(at_work: Room, content: bytes, told: str) -> None:
    assert told in upload(at_work.editor, content)
    assert not SentencePairRow.objects.exists()


def test_a_broken_file_is_told_in_kazakh(at_work: Room) -> None:
    at_work.members[Role.EDITOR].language = "kk"
    at_work.members[Role.EDITOR].save()
    assert "a.tmx енгізілмеді: файл бүлінген не толық емес" in upload(at_work.editor, b"<tmx>")


def test_no_file_and_one_too_large_are_told(at_work: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dalel.newsroom.incidents.views.memory.LARGEST_UPLOAD", 10)
    assert limits.LARGEST_UPLOAD > 10
    page = at_work.editor.post("/memory/import/", follow=True).text
    assert "Файл не выбран, ничего не изменилось." in page
    assert "Без этого ограничения" in upload(at_work.editor, b"<tmx></tmx>")


def test_a_pair_is_forgotten(filled: Room) -> None:
    (row,) = SentencePairRow.objects.all()
    assert filled.reporter.post(f"/memory/{row.pk}/forget/").status_code == 403
    page = filled.editor.post(f"/memory/{row.pk}/forget/", follow=True).text
    assert "Эта пара больше не предлагается" in page
    assert RU not in page
    assert "data-insert" not in nearest(filled, KK)


def test_markup_in_a_file_stays_words(at_work: Room) -> None:
    evil = "&lt;script&gt;alert(1)&lt;/script&gt; сот шешім шығарды &quot;&gt;"
    upload(at_work.editor, TMX.format(evil, "Суд решил &lt;img src=x&gt;").encode())
    for page in (
        at_work.editor.get("/memory/").text,
        nearest(at_work, "<script>alert(2)</script> сот шешім шығарды"),
    ):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "сот шешім шығарды" in page


def test_many_pairs_stand_on_pages(at_work: Room) -> None:
    units = "".join(UNIT.format(f"{KK} {place}-бет", f"{RU} Стр. {place}") for place in range(25))
    upload(at_work.editor, TMX.replace(UNIT, units).encode())
    first = at_work.reporter.get("/memory/").text
    second = at_work.reporter.get("/memory/?page=2").text
    assert first.count("data-row") == 20
    assert second.count("data-row") == 5
    assert 'rel="next"' in first
    assert 'rel="prev"' in second
