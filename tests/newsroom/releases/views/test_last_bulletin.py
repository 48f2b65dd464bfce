"""Is a past bulletin looked at without a trace, and kept as an edition when somebody says so?"""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dalel.newsroom.accounts.models import AuditRow
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.frame.long_works import LongWorkState, SeenWork, long_works
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import texts as editing
from dalel.newsroom.incidents.actions.import_versions import NewVersions
from dalel.newsroom.incidents.actions.texts import ApprovalRefusedError
from dalel.newsroom.incidents.models import ImportRow, IncidentRow, LinkRow, TextVersionRow
from dalel.newsroom.incidents.queries.inspection import Inspector
from dalel.pack import Pack
from newsroom.printed_bulletins import printed, small
from newsroom.work_room import Room

pytestmark = pytest.mark.django_db
LOOK = "/editions/bulletin/"
KEEP = "/editions/bulletin/keep/"


def sent(*texts: str | bytes, name: str = "secret-source.txt") -> list[SimpleUploadedFile]:
    """Files as a browser sends them."""
    return [
        SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text) for text in texts
    ]


def look(client: Client, *texts: str | bytes, name: str = "bulletin.txt") -> str:
    return client.post(LOOK, {"file": sent(*texts, name=name)}).text


def seen(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split('name="seen" value="')[1:]]


def keep(client: Client, *texts: str, digests: list[str] | None = None) -> str:
    page = look(client, *texts)
    fields = {
        "file": sent(*texts),
        "seen": seen(page) if digests is None else digests,
        "start": "2026-01-01",
        "end": "2026-01-31",
    }
    return client.post(KEEP, fields, follow=True).text


def in_kazakh(pack: Pack) -> str:
    entries = [("«Бұхта» сайты ашылмады", "Сайт күні бойы ашылмады.", "https://bay.test/1")]
    return printed(pack, "kk", {1: entries})


def rows() -> tuple[int, ...]:
    models = (EditionRow, IncidentRow, TextVersionRow, LinkRow, ImportRow, AuditRow)
    return tuple(model.objects.count() for model in models)


def test_a_look_tells_entries_defects_and_lines_and_leaves_nothing(
    at_work: Room, kz_pack: Pack
) -> None:
    before = rows()
    page = look(at_work.reporter, small(kz_pack))
    assert "Сайт «Бухта» недоступен" in page
    assert "https://bay.test/3" in page
    assert "строка 5" in page
    assert page.count('class="defect"') > 3
    assert rows() == before


def test_a_reporter_looks_and_does_not_keep(at_work: Room, kz_pack: Pack) -> None:
    page = look(at_work.reporter, small(kz_pack))
    assert "Сохранить как выпуск" not in page
    answer = at_work.reporter.post(KEEP, {"file": sent(small(kz_pack)), "seen": seen(page)})
    assert answer.status_code == 403
    assert not ImportRow.objects.exists()


def test_two_languages_become_one_entry(at_work: Room, kz_pack: Pack) -> None:
    page = look(at_work.editor, small(kz_pack), in_kazakh(kz_pack))
    assert "«Бұхта» сайты ашылмады" in page
    assert "2 записи только на одном языке" in page
    assert "3 записи" in page


def test_two_files_in_one_language_are_refused(at_work: Room, kz_pack: Pack) -> None:
    assert "оба файла на одном языке" in look(at_work.editor, small(kz_pack), small(kz_pack))


def test_it_is_kept_as_drafts_of_who_brought_it(at_work: Room, kz_pack: Pack) -> None:
    page = keep(at_work.editor, small(kz_pack), in_kazakh(kz_pack))
    edition = EditionRow.objects.get()
    assert "3 новые записи" in page
    assert edition.entries.count() == 3
    assert edition.period_start.isoformat() == "2026-01-01"
    version = TextVersionRow.objects.filter(language="ru", note="imported").first()
    assert version is not None
    assert version.author == at_work.members[Role.EDITOR]
    # A name of a file may tell what is not for the record.
    assert set(ImportRow.objects.values_list("file", flat=True)) == {"kk.txt", "ru.txt"}
    assert AuditRow.objects.filter(action="imported a bulletin", subject="edition 1").exists()


def test_who_kept_it_does_not_approve_it(at_work: Room, kz_pack: Pack) -> None:
    keep(at_work.editor, small(kz_pack), in_kazakh(kz_pack))
    number = str(IncidentRow.objects.get(links__canonical__contains="bay.test/1").number)
    editing.send_to_review(number, at_work.act(Role.REPORTER))
    with pytest.raises(ApprovalRefusedError):
        editing.approve(number, "ru", 1, act=at_work.act(Role.EDITOR), prefix="KZ")


def test_kept_twice_it_is_one_edition(at_work: Room, kz_pack: Pack) -> None:
    keep(at_work.editor, small(kz_pack))
    before = rows()
    assert "Ничего нового" in keep(at_work.editor, small(kz_pack))
    assert rows() == before


def test_what_is_in_the_record_is_told(at_work: Room, kz_pack: Pack) -> None:
    keep(at_work.editor, small(kz_pack))
    page = look(at_work.reporter, small(kz_pack))
    assert "3 записи уже есть в реестре" in page
    assert "Уже есть в реестре:" in page


def test_other_files_than_those_looked_at_are_not_kept(at_work: Room, kz_pack: Pack) -> None:
    page = keep(at_work.editor, small(kz_pack), digests=["0" * 64])
    assert "Это не те файлы" in page
    assert not EditionRow.objects.exists()


def test_an_empty_edition_of_the_period_is_taken(at_work: Room, kz_pack: Pack) -> None:
    EditionRow.objects.create(number=4, period_start="2026-01-01", period_end="2026-01-31")
    keep(at_work.editor, small(kz_pack))
    assert EditionRow.objects.get().number == 4


def test_a_period_that_ends_before_it_begins_is_told(at_work: Room, kz_pack: Pack) -> None:
    page = look(at_work.editor, small(kz_pack))
    period = {"start": "2026-02-01", "end": "2026-01-01"}
    told = {"file": sent(small(kz_pack)), "seen": seen(page), **period}
    assert 'role="alert"' in at_work.editor.post(KEEP, told).text
    assert not EditionRow.objects.exists()


def test_pasted_text_is_read_with_its_lines(at_work: Room, kz_pack: Pack) -> None:
    page = at_work.reporter.post(LOOK, {"text": "\n\n" + small(kz_pack)}).text
    assert "Сайт «Бухта» недоступен" in page
    assert "строка 7" in page


def test_a_day_to_come_that_has_passed_is_stale(at_work: Room, kz_pack: Pack) -> None:
    text = "Судебное заседание назначено на 12 мая 2021 года."
    page = look(at_work.reporter, small(kz_pack, text=text))
    assert 'id="stale"' in page
    assert "12 мая 2021" in page.split('id="stale"')[1]


def bomb() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w>" + b"A" * (300 * 2**20))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "a.txt", "нет текста"),
        (b"%PDF-1.7 and more", "a.pdf", "такие файлы не читаются"),
        (b"MZ\x90\x00", "a.exe", "такие файлы не читаются"),
        (b"\x00\x01\x02\x03" * 50, "a.txt", "буквы не читаются"),
        (b"PK\x03\x04broken", "a.docx", "повреждён"),
        (b"x" * (16 * 2**20 + 5), "a.txt", "больше 16 МБ"),
        ("1. Что-то\n".encode(), "a.txt", "ни один раздел не найден"),
        (b"no markup here", "a.html", "HTML прочесть нельзя"),
    ],
)
def test_what_is_no_bulletin_is_told_in_words(
    at_work: Room, content: bytes, name: str, reason: str
) -> None:
    assert reason in look(at_work.reporter, content, name=name)


def test_a_zip_bomb_is_not_unpacked(at_work: Room) -> None:
    assert "при распаковке больше" in look(at_work.reporter, bomb(), name="a.docx")


def test_an_entry_without_a_link_names_its_line(at_work: Room, kz_pack: Pack) -> None:
    lines = small(kz_pack).replace("<https://bay.test/3>", "")
    page = look(at_work.reporter, lines)
    assert "строка" in page
    assert "нет ссылки" in page


def test_the_way_leads_there_from_the_editions(at_work: Room) -> None:
    assert f'href="{LOOK}"' in at_work.reporter.get("/editions/").text


def works(at_work: Room) -> list[SeenWork]:
    return list(long_works(settings.DALEL.home))


def test_keeping_shows_itself_to_who_keeps_and_says_when_it_is_done(
    at_work: Room, kz_pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen_meanwhile: list[tuple[str, str, str]] = []
    inspect = Inspector.inspect

    def looked(self: Inspector, *args: Any, **named: Any) -> Any:
        by_keeper, by_other = (
            one.get("/builds/", HTTP_HX_REQUEST="true").text
            for one in (at_work.editor, at_work.reporter)
        )
        seen_meanwhile.append((by_keeper, by_other, works(at_work)[0].step))
        return inspect(self, *args, **named)

    monkeypatch.setattr(Inspector, "inspect", looked)
    keep(at_work.editor, small(kz_pack))
    by_keeper, by_other, step = seen_meanwhile[0]
    assert step == "checking"
    assert "Бюллетень сохраняется" in by_keeper
    assert "every 1s" in by_keeper
    # It is kept already, and is checked to its end.
    assert "works/" not in by_keeper
    assert "Бюллетень" not in by_other
    page = at_work.editor.get("/").text
    assert "Бюллетень сохранён" in page
    assert "every 1s" not in page
    assert f'href="/editions/{EditionRow.objects.get().number}/"' in page


def test_keeping_that_is_cancelled_keeps_nothing(
    at_work: Room, kz_pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, before = small(kz_pack), rows()
    add = NewVersions.add_text

    def cancelled(self: NewVersions, *args: Any) -> Any:
        key = works(at_work)[0].key
        assert at_work.reporter.post(f"/works/{key}/cancel/").status_code == 403
        assert at_work.editor.post(f"/works/{key}/cancel/").status_code == 302
        return add(self, *args)

    monkeypatch.setattr(NewVersions, "add_text", cancelled)
    page = keep(at_work.editor, text)
    assert "ничего из него не сохранено" in page
    assert rows() == before
    assert works(at_work)[0].state is LongWorkState.CANCELLED
