"""Are saved files kept so that nobody here opens them, and hidden before anybody reads them?"""

import hashlib
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import pyrage
import pytest
from django.core.files import uploadhandler
from django.core.files.uploadedfile import SimpleUploadedFile

from dalel.domain.saved_file import MachineReading, MaskState
from dalel.newsroom.accounts.models import AuditRow, NewsroomRow
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.frame.sandbox import tesseract
from dalel.newsroom.incidents.actions import withdrawn_words
from dalel.newsroom.incidents.actions.read_files import FileReader
from dalel.newsroom.incidents.actions.saved_files import drop_unused
from dalel.newsroom.incidents.models import (
    ConversationRow,
    MaskRow,
    SavedFileRow,
    SavedPageRow,
    SavedTextRow,
    TextVersionRow,
)
from dalel.newsroom.incidents.queries.saved_files import FOLDER, as_sources, store
from dalel.pack import Pack, load
from newsroom.incidents import saved_pictures as made
from newsroom.row_contents import everything
from newsroom.work_room import RU, Room, texts

pytestmark = pytest.mark.django_db
#: What a machine reads on a page of 400 by 300 pixels.
TABLE = "level\t1\t2\t3\t4\t5\t6\t7\t8\t9\t10\ttext\n" + "\n".join(
    f"5\t1\t1\t1\t{line}\t{place}\t{x}\t{y}\t{width}\t20\t95\t{word}"
    for line, place, x, y, width, word in (
        (1, 1, 10, 40, 80, "Свидетель"),
        (1, 2, 100, 40, 60, "Иванов"),
        (1, 3, 170, 40, 80, "пояснил."),
        (2, 1, 10, 80, 40, "ИИН"),
        (2, 2, 60, 80, 120, "850101300123"),
        (3, 1, 10, 120, 60, "Штраф"),
        (3, 2, 80, 120, 60, "91"),
        (3, 3, 150, 120, 60, "570"),
        (3, 4, 220, 120, 60, "тенге."),
    )
)


@pytest.fixture
def identity(at_work: Room) -> Any:
    """The half of the newsroom's key that is not on the server."""
    identity = pyrage.x25519.Identity.generate()
    NewsroomRow.objects.update_or_create(pk=1, defaults={"upload_keys": str(identity.to_public())})
    return identity


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that reads the table in every picture."""
    monkeypatch.setattr(tesseract, "reads", lambda _languages: True)
    monkeypatch.setattr(tesseract, "read_picture", lambda _picture, _languages: TABLE)


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a program that reads."""
    monkeypatch.setattr(tesseract, "reads", lambda _languages: False)


@pytest.fixture
def pack(pack_folder: Path) -> Pack:
    return load(pack_folder)


def add(at_work: Room, content: bytes, name: str = "scan.png") -> str:
    page = f"/incidents/{at_work.row.number}/files/"
    sent = {"file": SimpleUploadedFile(name, content)}
    return unescape(at_work.reporter.post(page, sent, follow=True).text)


def act(at_work: Room, **sent: object) -> str:
    key = SavedFileRow.objects.latest("pk").pk
    page = f"/incidents/{at_work.row.number}/files/{key}/"
    return unescape(at_work.reporter.post(page, sent, follow=True).text)


def picture(at_work: Room, page: int = 1) -> bytes:
    key = SavedFileRow.objects.latest("pk").pk
    return at_work.reporter.get(
        f"/incidents/{at_work.row.number}/files/{key}/pages/{page}/"
    ).content


def on_disk(home: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in home.rglob("*") if path.is_file())


def test_without_a_key_no_file_is_taken_and_the_page_says_where_to_set_it(at_work: Room) -> None:
    page = add(at_work, made.png(made.noise(20, 20)))
    assert "нет ключа" in page
    assert "/newsroom/upload-key/" not in page
    assert "/newsroom/upload-key/" in at_work.page(at_work.publisher, "files/")
    assert not SavedFileRow.objects.exists()


def test_the_original_is_opened_with_the_other_half_of_the_key_and_nowhere_here(
    at_work: Room, identity: Any, by_hand: None, tmp_path: Path
) -> None:
    given = made.png(made.noise(60, 50), made.chunk(b"tEXt", b"Comment\0SECRET-PLACE"))
    page = add(at_work, given, "Приговор Иванова.png")
    assert "Приговор Иванова.png" in page
    row = SavedFileRow.objects.get()
    assert row.sha256 == hashlib.sha256(given).hexdigest()
    answer = at_work.reporter.get(f"/incidents/{at_work.row.number}/files/{row.pk}/original/")
    assert answer["Content-Disposition"] == f'attachment; filename="{row.sha256[:12]}.age"'
    assert pyrage.decrypt(answer.content, [identity]) == given
    kept = on_disk(tmp_path)
    assert b"SECRET-PLACE" not in kept
    assert given not in kept
    assert str(identity).encode() not in kept
    assert b"SECRET-PLACE" not in picture(at_work)
    assert (made.pixels_of(picture(at_work)) == made.noise(60, 50)).all()
    # What is written down of it names no file.
    deed = AuditRow.objects.latest("pk")
    assert (deed.action, deed.detail) == ("saved a file", row.sha256[:12])


def test_a_large_file_never_becomes_a_file_of_the_system(
    at_work: Room, identity: Any, by_hand: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_args: object, **_named: object) -> None:
        raise AssertionError

    monkeypatch.setattr(uploadhandler, "TemporaryUploadedFile", never)
    large = made.png(made.noise(1100, 1100))
    assert len(large) > 3_000_000
    add(at_work, large)
    assert SavedFileRow.objects.get().size == len(large)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
        ("a.png", b"<html><script>1</script>"),
        ("a.jpg", b"GIF89a"),
        ("a.pdf", b"PK\x03\x04"),
        ("a.png", b""),
    ],
)
def test_other_kinds_are_refused_whatever_their_names_say(
    at_work: Room, identity: Any, by_hand: None, name: str, content: bytes, tmp_path: Path
) -> None:
    assert "Принимаются только PDF" in add(at_work, content, name)
    assert not SavedFileRow.objects.exists()
    assert not (tmp_path / FOLDER).exists()


def test_bombs_and_files_too_large_are_refused_with_a_sentence(
    at_work: Room, identity: Any, by_hand: None
) -> None:
    assert "50 миллионов пикселей" in add(at_work, made.claims_size(1, 10**9))
    assert "больше 20 мегабайт" in add(at_work, b"%PDF-1.4" + bytes(21 * 2**20))
    assert "Выберите файл" in unescape(
        at_work.reporter.post(f"/incidents/{at_work.row.number}/files/", {}).text
    )
    assert not SavedFileRow.objects.exists()


def test_a_document_with_the_name_of_a_picture_is_a_document_and_the_same_is_taken_once(
    at_work: Room, identity: Any, by_hand: None
) -> None:
    given = made.document("Үкім", "Екінші бет")
    add(at_work, given, "scan.png")
    assert SavedFileRow.objects.get().kind == "pdf"
    assert SavedPageRow.objects.count() == 2
    assert "уже есть" in add(at_work, given, "other.pdf")
    assert SavedFileRow.objects.count() == 1


def test_files_are_chained_so_that_none_is_taken_out_unseen(
    at_work: Room, identity: Any, by_hand: None
) -> None:
    for seed in (1, 2):
        add(at_work, made.png(made.noise(20, 20, seed)))
    first, second = SavedFileRow.objects.order_by("pk")
    told = f"{first.chained}\n{second.sha256}\n{second.sealed_sha256}"
    assert second.chained == hashlib.sha256(told.encode()).hexdigest()
    assert second.sealed_sha256 == hashlib.sha256(store().get(second.original)).hexdigest()


def test_until_the_machine_has_read_it_nobody_sees_it_and_then_only_what_may_be_seen(
    at_work: Room, identity: Any, machine: None, pack: Pack, tmp_path: Path
) -> None:
    page = add(at_work, made.png(made.noise(400, 300)))
    assert "data-sheet" not in page
    key = SavedFileRow.objects.get().pk
    here = f"/incidents/{at_work.row.number}/files/{key}/"
    assert at_work.reporter.get(f"{here}pages/1/").status_code == 404
    assert FileReader(pack).read_what_waits() == 1
    page = act(at_work, form="by-hand")
    assert "распознано машиной" in page
    assert "Иванов" not in page
    assert "850101300123" not in page
    assert "Свидетель █████ пояснил." in page
    assert "Штраф 91 570 тенге." in page
    out = made.pixels_of(picture(at_work))
    assert (out[80:100, 60:180] == 0).all()
    assert (out[40:60, 100:160] == 0).all()
    assert (out[120:140] != 0).all()
    # Nothing that is hidden stands open in the store or on the disk.
    assert "Иванов" not in str(everything())
    assert b"850101300123" not in on_disk(tmp_path)
    assert "850101300123" not in str(everything())


def test_whoever_does_not_wait_is_written_down_and_goes_before_the_machine(
    at_work: Room, identity: Any, machine: None, pack: Pack
) -> None:
    add(at_work, made.png(made.noise(400, 300)))
    page = act(at_work, form="by-hand")
    assert "никто не искал" in page
    assert FileReader(pack).read_what_waits() == 0
    assert AuditRow.objects.filter(action="did not wait for the machine reading").exists()


def test_a_machine_that_breaks_says_so_and_the_file_is_hidden_by_hand(
    at_work: Room, identity: Any, machine: None, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(at_work, made.png(made.noise(40, 30)))

    def breaks(*_args: object) -> str:
        raise RuntimeError

    monkeypatch.setattr(tesseract, "read_picture", breaks)
    FileReader(pack).read_what_waits()
    assert SavedFileRow.objects.get().reading == MachineReading.FAILED
    assert "не смогла прочитать" in act(at_work, form="by-hand")


def test_uncovering_takes_a_reason_and_is_written_down(
    at_work: Room, identity: Any, machine: None, pack: Pack
) -> None:
    add(at_work, made.png(made.noise(400, 300)))
    FileReader(pack).read_what_waits()
    mask = MaskRow.objects.get(kind="witness")
    for unseen in (" ", "\u200b\u202e", "\u2060"):
        assert "почему это можно" in act(at_work, form="uncover", mask=mask.pk, reason=unseen)
    mask.refresh_from_db()
    assert mask.state == MaskState.HIDDEN
    page = act(at_work, form="uncover", mask=mask.pk, reason="Он выступал в эфире.")
    assert "Свидетель Иванов пояснил." in page
    assert "850101300123" not in page
    deed = AuditRow.objects.latest("pk")
    assert deed.action == "uncovered a part of a file"
    assert "Он выступал в эфире." in deed.detail
    given = made.noise(400, 300)
    assert (made.pixels_of(picture(at_work))[42:58, 102:158] == given[42:58, 102:158]).all()
    assert "Свидетель █████" in act(at_work, form="cover", mask=mask.pk)


def test_boxes_are_added_and_made_larger_but_never_moved_off(
    at_work: Room, identity: Any, by_hand: None
) -> None:
    add(at_work, made.png(made.noise(400, 300)))
    act(at_work, form="boxes", page=1, new=["10 20 50 60", ""])
    mask = MaskRow.objects.get()
    assert (made.pixels_of(picture(at_work))[20:80, 10:60] == 0).all()
    name = f"place-{mask.pk}"
    assert "только увеличить" in act(at_work, **{"form": "boxes", "page": 1, name: "11 20 50 60"})
    act(at_work, **{"form": "boxes", "page": 1, name: "0 0 9000 90"})
    mask.refresh_from_db()
    assert (mask.x, mask.y, mask.width, mask.height) == (0, 0, 400, 90)
    for wrong in ("1 2 3", "a b c d", "-1 2 3 4", "1e9 1 1 1"):
        assert "четыре числа" in act(at_work, form="boxes", page=1, new=wrong)
    act(at_work, form="boxes", page=1, new="900 900 10 10")
    assert MaskRow.objects.count() == 1


def test_burning_in_leaves_nothing_under_the_boxes(
    at_work: Room, identity: Any, machine: None, pack: Pack, django_capture_on_commit_callbacks: Any
) -> None:
    given = made.noise(400, 300)
    add(at_work, made.png(given))
    with django_capture_on_commit_callbacks(execute=True):
        FileReader(pack).read_what_waits()
        act(at_work, form="boxes", page=1, new="300 200 20 20")
    before = SavedPageRow.objects.get().working
    with django_capture_on_commit_callbacks(execute=True):
        assert "Под чёрными полями" in act(at_work, form="burn")
    page = SavedPageRow.objects.get()
    files = store()
    kept = files.open(files.get(page.working))
    assert kept == files.open(files.get(page.shown)) == picture(at_work)
    out = made.pixels_of(kept)
    assert (out[200:220, 300:320] == 0).all()
    assert (out[80:100, 60:180] == 0).all()
    # No layer, no text, no time: size and pixels alone.
    assert {kept[at + 4 : at + 8] for at in chunks(kept)} == {b"IHDR", b"IDAT", b"IEND"}
    assert b"850101300123" not in files.open(bytes(page.words))
    assert before not in dict(files.names())
    assert set(MaskRow.objects.values_list("state", flat=True)) == {MaskState.BURNED}
    for mask in MaskRow.objects.all():
        act(at_work, form="uncover", mask=mask.pk, reason="Покажите.")
    assert (made.pixels_of(picture(at_work)) == out).all()
    # What was overlooked is burned in afterwards.
    with django_capture_on_commit_callbacks(execute=True):
        act(at_work, form="boxes", page=1, new="0 0 30 30")
        act(at_work, form="burn")
    again = made.pixels_of(picture(at_work))
    assert (again[:30, :30] == 0).all()
    assert np.array_equal(again[200:220, 300:320], out[200:220, 300:320])


def chunks(content: bytes) -> list[int]:
    places, at = [], 8
    while at < len(content):
        places.append(at)
        at += 12 + int.from_bytes(content[at : at + 4], "big")
    return places


def test_a_corrected_text_is_a_version_and_loses_numbers_of_persons(
    at_work: Room, identity: Any, machine: None, pack: Pack
) -> None:
    add(at_work, made.png(made.noise(400, 300)))
    FileReader(pack).read_what_waits()
    page = act(at_work, form="text", seen=0, text="Штраф 91 570 тенге, ИИН 850101300123.")
    assert "были скрыты" in page
    assert SavedTextRow.objects.get().text == "Штраф 91 570 тенге, ИИН █████."
    # Who wrote on an old page does not write over it.
    act(at_work, form="text", seen=0, text="Другое.")
    assert SavedTextRow.objects.count() == 1


def test_the_text_of_a_file_is_evidence_like_that_of_an_article(
    at_work: Room, identity: Any, machine: None, pack: Pack
) -> None:
    more = f"{RU} Редакция удалила 412 публикаций."
    page = f"/incidents/{at_work.row.number}/edit/"
    at_work.reporter.post(page, texts(ru=more))
    assert "412" in concerns(at_work)
    add(at_work, made.png(made.noise(40, 30)))
    FileReader(pack).read_what_waits()
    key = SavedFileRow.objects.get().pk
    assert [one.version for one in as_sources(at_work.row.number)] == [-key]
    act(
        at_work,
        form="text",
        seen=0,
        text="Суд постановил. Редакция удалила 412 публикаций.",
    )
    at_work.reporter.post(page, texts(ru=f"{more} Это всё.", seen=1))
    assert TextVersionRow.objects.filter(language="ru").count() == 2
    assert "412" not in concerns(at_work)


def concerns(at_work: Room) -> str:
    return " ".join(at_work.row.concerns.filter(state="open").values_list("excerpt", flat=True))


def test_withdrawn_words_leave_names_and_texts_of_files(
    at_work: Room, identity: Any, machine: None, pack: Pack
) -> None:
    add(at_work, made.png(made.noise(400, 300)), "Ермек Нұрланов.png")
    FileReader(pack).read_what_waits()
    act(at_work, form="text", seen=0, text="Ермек Нұрланов оштрафован.")
    SavedPageRow.objects.update(text="Ермек Нұрланов")
    withdrawn_words.withdraw(["Ермек Нұрланов"], "По решению суда.", at_work.act(Role.PUBLISHER))
    assert SavedFileRow.objects.get().name == ""
    assert SavedTextRow.objects.get().text == ""
    assert SavedPageRow.objects.get().text == ""
    act(at_work, form="text", seen=1, text="Нурлан Ермек Нұрлановқа дейін.")
    assert not any("Нұрланов" in row.text for row in SavedTextRow.objects.all())


def test_files_of_another_entry_are_not_shown_here(
    at_work: Room, identity: Any, by_hand: None
) -> None:
    add(at_work, made.png(made.noise(20, 20)))
    key = SavedFileRow.objects.get().pk
    for tail in (f"{key + 1}/", f"{key}/pages/2/", f"{key + 1}/original/", f"{key + 1}/pages/1/"):
        here = f"/incidents/{at_work.row.number}/files/{tail}"
        assert at_work.reporter.get(here).status_code == 404


def test_pictures_that_no_row_names_are_swept_after_a_day(
    at_work: Room, identity: Any, by_hand: None
) -> None:
    add(at_work, made.png(made.noise(20, 20)))
    kept = dict(store().names())
    lost = store().put(b"left by an act that was cut off")
    time = dict(store().names())[lost]
    assert drop_unused(time + 10) == 0
    assert drop_unused(time + 90_000) == 1
    assert set(dict(store().names())) == set(kept)


def test_keys_are_set_or_made_once_and_the_half_that_opens_is_kept_nowhere(
    at_work: Room, tmp_path: Path
) -> None:
    client = at_work.publisher
    here = "/newsroom/upload-key/"
    wrong = client.post(here, {"form": "state", "keys": "age1nothing"})
    assert wrong.status_code == 400
    assert NewsroomRow.objects.filter(upload_keys__gt="").count() == 0
    identity = pyrage.x25519.Identity.generate()
    client.post(here, {"form": "state", "keys": f" {identity.to_public()} "})
    assert NewsroomRow.objects.get().upload_keys == str(identity.to_public())
    shown = client.post(here, {"form": "make"}).text
    secret = shown.partition("<code>")[2].partition("</code>")[0]
    assert secret.startswith("AGE-SECRET-KEY-")
    public = str(pyrage.x25519.Identity.from_str(secret).to_public())
    assert NewsroomRow.objects.get().upload_keys.split() == [str(identity.to_public()), public]
    assert secret not in client.get(here).text
    assert secret not in str(everything())
    assert secret.encode() not in on_disk(tmp_path)
    assert at_work.reporter.get(here).status_code == 403


def test_the_page_that_waits_tells_how_far_the_machine_is_and_loads_itself_again(
    at_work: Room, identity: Any, machine: None, pack: Pack
) -> None:
    page = add(at_work, made.document("Үкім", "Екінші бет"))
    assert "сделанная из него" not in page
    assert "страница 1 из 2" in page
    key = SavedFileRow.objects.get().pk
    here = f"/incidents/{at_work.row.number}/files/{key}/"
    asked = at_work.reporter.get(here, headers={"HX-Request": "true"})
    assert "HX-Refresh" not in asked
    assert 'hx-trigger="every 2s"' in asked.text
    assert "<html" not in asked.text
    SavedFileRow.objects.update(time=datetime.now(UTC) - timedelta(minutes=5))
    assert "За две минуты ничего не прочитано" in at_work.reporter.get(here).text
    SavedPageRow.objects.filter(number=1).update(words=b"read")
    page = at_work.reporter.get(here).text
    assert "страница 2 из 2" in page
    assert "За две минуты" not in page
    FileReader(pack).read_what_waits()
    assert at_work.reporter.get(here, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_what_is_burned_in_is_neither_asked_for_nor_burned_in_again(
    at_work: Room, identity: Any, by_hand: None
) -> None:
    page = add(at_work, made.png(made.noise(60, 50)))
    assert "Скройте вручную" in page
    act(at_work, form="boxes", page=1, new="10 10 20 20")
    page = act(at_work, form="burn")
    assert "Скройте вручную" not in page
    assert 'value="burn"' not in page
    page = act(at_work, form="boxes", page=1, new="30 30 10 10")
    assert "скрыто 1 место" in page
    assert 'value="burn"' in page


def test_a_file_closed_as_it_is_tells_of_no_boxes(
    at_work: Room, identity: Any, machine: None, pack: Pack
) -> None:
    add(at_work, made.png(made.noise(60, 50)))
    FileReader(pack).read_what_waits()
    MaskRow.objects.all().delete()
    SavedPageRow.objects.update(words=b"", text="")
    page = act(at_work, form="burn")
    assert "Под чёрными полями" not in page
    assert "скрытого в копиях" not in page
    assert page.count("Оставлено как есть") == 3
    assert "распознано машиной" not in page
    assert "Машина не нашла в нём текста" in page


def test_files_and_conversations_are_counted_among_the_evidence(
    at_work: Room, identity: Any, machine: None
) -> None:
    before = evidence_count(at_work.page(at_work.reporter))
    add(at_work, made.png(made.noise(60, 50)), "Приговор Иванова.png")
    note = ConversationRow.objects.create(
        incident=at_work.row,
        held=date(2026, 5, 12),
        way="phone",
        described={"ru": "Сотрудница"},
        words="Нас оштрафовали.",
        language="ru",
        member=at_work.members[Role.EDITOR],
        time=datetime.now(UTC),
    )
    key = SavedFileRow.objects.get().pk
    for tail in ("", "edit/"):
        page = unescape(at_work.page(at_work.reporter, tail))
        assert evidence_count(page) == before + 2
        told = page.partition('id="attached"')[2].partition("</ul>")[0]
        assert f"/incidents/{at_work.row.number}/files/{key}/" in told
        assert f"/incidents/{at_work.row.number}/conversations/#note-{note.pk}" in told
        assert "PNG" in told
        assert "12.05.2026" in told
        assert str(at_work.members[Role.EDITOR]) in told
        assert "ждёт распознавания" in told
        assert not [one for one in ("Иванова", "Сотрудница", "оштрафовали") if one in told]
    ConversationRow.objects.filter(pk=note.pk).update(
        withdrawn=datetime.now(UTC), withdrawn_by=at_work.members[Role.EDITOR], words=""
    )
    assert evidence_count(at_work.page(at_work.reporter)) == before + 1


def evidence_count(page: str) -> int:
    return int(page.partition('id="proof"')[2].partition("<small>")[2].partition("<")[0])
