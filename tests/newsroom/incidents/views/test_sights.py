"""Is what a member saw in the own browser kept scrubbed, and never as a copy of ours?"""

from html import unescape
from pathlib import Path
from typing import Any

import pyrage
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dalel.domain.saved_file import MachineReading
from dalel.newsroom.accounts.models import AuditRow, NewsroomRow
from dalel.newsroom.evidence.models import CaptureRow
from dalel.newsroom.frame.sandbox import tesseract
from dalel.newsroom.incidents.actions import saved_files
from dalel.newsroom.incidents.actions.read_files import FileReader
from dalel.newsroom.incidents.models import MaskRow, SavedFileRow, SavedPageRow, SightRow
from dalel.newsroom.incidents.queries.saved_files import as_sources
from dalel.pack import load
from newsroom.incidents import saved_pictures as made
from newsroom.row_contents import everything
from newsroom.work_room import Room

pytestmark = pytest.mark.django_db
PAGE = """<!DOCTYPE html><html><head><title>Суд оштрафовал «Толқын»</title>
<script>token = "SECRETTOKEN"</script></head><body><p>Вы вошли: Жұлдызай Сарбасова</p>
<article><h1>Суд оштрафовал «Толқын»</h1><p>Суд города оштрафовал редакцию на 91 570 тенге за
статью о паводке, сообщила пресс-служба. Решение вынесено двенадцатого мая и не вступило в силу.</p>
<p>Свидетель с ИИН 850101300123 пояснил, что статью читал. Редакция намерена обжаловать.</p>
</article></body></html>"""
NAME = "Жұлдызай Сарбасова"
SEEN = {"address": "https://tolqyn.kz/a?id=7&access_token=SECRETKEY", "seen": "2026-05-19T10:30"}


@pytest.fixture(autouse=True)
def identity(at_work: Room, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The half of the newsroom's key that is not on the server; no machine reads."""
    monkeypatch.setattr(tesseract, "reads", lambda _languages: False)
    identity = pyrage.x25519.Identity.generate()
    NewsroomRow.objects.update_or_create(pk=1, defaults={"upload_keys": str(identity.to_public())})
    return identity


def add(at_work: Room, content: bytes, name: str = "page.html", **more: str) -> str:
    there = f"/incidents/{at_work.row.number}/files/seen/"
    sent = {"file": SimpleUploadedFile(name, content), **SEEN, **more}
    return unescape(at_work.reporter.post(there, sent, follow=True).text)


def test_a_page_is_kept_scrubbed_and_its_text_stands_behind_the_entry(
    at_work: Room, identity: Any, tmp_path: Path
) -> None:
    captures = CaptureRow.objects.count()
    shown = add(at_work, PAGE.encode(), f"{NAME}.html", names=f"{NAME}\n")
    row = SavedFileRow.objects.get()
    sight = SightRow.objects.get()
    assert (row.kind, row.name, row.reading) == ("html", "", MachineReading.READ)
    assert (sight.address, sight.had_account) == ("https://tolqyn.kz/a?id=7", True)
    assert bytes(sight.names) == b""
    assert "Сохранено участником" in shown
    assert "имена учётной записи: " in shown
    [source] = as_sources(at_work.row.number)
    assert "91 570 тенге" in source.text
    assert "850101300123" not in source.text
    there = f"/incidents/{at_work.row.number}/files/{row.pk}"
    kept = pyrage.decrypt(at_work.reporter.get(f"{there}/original/").content, [identity]).decode()
    assert "91 570" in kept
    # Nowhere: neither in rows, nor in files, nor in what the newsroom's key opens.
    on_disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for word in ("SECRET", "Жұлдызай", "Сарбасова"):
        assert word not in kept
        assert word not in everything()
        assert word.encode() not in on_disk
    deed = AuditRow.objects.latest("pk")
    assert (deed.action, deed.detail) == ("saved what was seen", row.sha256[:12])
    # It is no capture of ours, and there is no picture of it.
    assert CaptureRow.objects.count() == captures
    assert at_work.reporter.get(f"{there}/pages/1/").status_code == 404
    assert "Страница, которую сохранил участник" in at_work.page(at_work.reporter)


def test_it_is_closed_as_it_is_and_taken_once(at_work: Room) -> None:
    add(at_work, PAGE.encode(), names=NAME)
    row = SavedFileRow.objects.get()
    there = f"/incidents/{at_work.row.number}/files/{row.pk}/"
    at_work.reporter.post(there, {"form": "burn"})
    assert SavedFileRow.objects.get().burned is not None
    assert "уже есть" in add(at_work, PAGE.encode(), names=NAME)
    at_work.reporter.post(there, {"form": "boxes", "page": "1", "new": "0 0 5 5"})
    assert not MaskRow.objects.exists()


def test_a_screenshot_under_an_account_leaves_no_original(at_work: Room, tmp_path: Path) -> None:
    given = made.png(made.noise(60, 50), made.chunk(b"tEXt", b"Comment\0SECRET-PLACE"))
    shown = add(at_work, given, "s.png", names=NAME)
    row = SavedFileRow.objects.get()
    assert (row.kind, row.original, row.sealed_sha256) == ("png", "", "")
    assert "оригинал не хранится" in shown
    assert "/original/" not in shown
    there = f"/incidents/{at_work.row.number}/files/{row.pk}/original/"
    assert at_work.reporter.get(there).status_code == 404
    add(at_work, made.png(made.noise(60, 50, 2)), "t.png")
    assert SavedFileRow.objects.latest("pk").original
    assert SightRow.objects.count() == 2


def test_a_machine_that_reads_a_screenshot_hides_the_account_and_forgets_its_names(
    at_work: Room, monkeypatch: pytest.MonkeyPatch, pack_folder: Path
) -> None:
    table = "level\t1\t2\t3\t4\t5\t6\t7\t8\t9\t10\ttext\n" + "\n".join(
        f"5\t1\t1\t1\t1\t{place}\t{x}\t40\t60\t20\t95\t{word}"
        for place, x, word in ((1, 10, "Жұлдызай"), (2, 90, "штраф"), (3, 170, "91"))
    )
    monkeypatch.setattr(tesseract, "reads", lambda _languages: True)
    monkeypatch.setattr(tesseract, "read_picture", lambda _picture, _languages: table)
    add(at_work, made.png(made.noise(400, 300)), "s.png", names=NAME)
    assert bytes(SightRow.objects.get().names)
    assert "Жұлдызай" not in everything()
    FileReader(load(pack_folder)).read_what_waits()
    assert list(MaskRow.objects.values_list("kind", flat=True)) == ["account"]
    assert SavedPageRow.objects.get().text.split() == ["█████", "штраф", "91"]
    assert bytes(SightRow.objects.get().names) == b""


@pytest.mark.parametrize(
    ("content", "more", "why"),
    [
        (b"PK\x03\x04 zip", {}, "Принимаются только PDF"),
        (b"<html>\0PK\x03\x04</html>", {}, "повреждён"),
        (PAGE.encode(), {"address": "file:///etc/passwd"}, "начинается с http"),
        (PAGE.encode(), {"seen": ""}, "когда"),
        (PAGE.encode(), {"names": "\n".join(f"имя{n}" for n in range(30))}, "20 имён"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence(
    at_work: Room, content: bytes, more: dict[str, str], why: str
) -> None:
    assert why in add(at_work, content, **more)
    assert not SavedFileRow.objects.exists()


def test_too_large_a_file_and_no_key_are_refused(
    at_work: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "больше 20 мегабайт" in add(at_work, PAGE.encode() + b" " * saved_files.LARGEST)
    NewsroomRow.objects.update(upload_keys="")
    assert "нет ключа" in add(at_work, PAGE.encode())
    assert not SavedFileRow.objects.exists()


def test_withdrawn_words_take_the_address_along(at_work: Room) -> None:
    add(at_work, PAGE.encode(), address="https://tolqyn.kz/%D1%81%D1%83%D0%B4-zharylkap")
    saved_files.forget({"zharylkap"})
    assert SightRow.objects.get().address == ""
