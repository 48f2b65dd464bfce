"""What does a bulletin change in an edition that holds it already?"""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from docx import Document

from dalel.domain.states import EditionState, IncidentState, VersionState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.figures.queries.measures import measured
from dalel.newsroom.incidents.actions.import_bulletin import import_bulletin
from dalel.newsroom.incidents.actions.import_edition import EditionClosedError, EntriesMissingError
from dalel.newsroom.incidents.models import (
    ConcernRow,
    EditionEntryRow,
    ImportRow,
    IncidentRow,
    TextVersionRow,
)
from dalel.newsroom.incidents.queries.snapshot import take
from dalel.pack import Pack
from dalel.publish.documents.bulletin import bulletin
from dalel.publish.documents.word import word
from dalel.publish.views.dates import wording
from dalel.publish.views.record import IndexedSnapshot
from newsroom.printed_bulletins import printed, save, small
from newsroom.row_contents import everything

pytestmark = pytest.mark.django_db


def test_a_changed_text_becomes_a_new_draft_beside_the_old_one(
    tiny_pack: Pack, tmp_path: Path, now: datetime
) -> None:
    import_bulletin(save(tmp_path, small(tiny_pack)), pack=tiny_pack, now=now)
    later = now + timedelta(days=1)
    changed = small(tiny_pack, text="Сайт «Бухта» не открывался два дня.")
    report = import_bulletin(save(tmp_path, changed), pack=tiny_pack, now=later)
    assert (report.new_incidents, report.new_versions) == (0, 1)
    versions = TextVersionRow.objects.filter(incident__number="XT-2031-0001").order_by("number")
    assert [(row.number, row.state) for row in versions] == [
        (1, VersionState.SUPERSEDED),
        (2, VersionState.DRAFT),
    ]
    assert IncidentRow.objects.get(number="XT-2031-0001").updated == later
    assert IncidentRow.objects.get(number="XT-2031-0002").updated == now


def test_an_older_file_imported_again_brings_its_text_back_as_a_third_version(
    tiny_pack: Pack, tmp_path: Path, now: datetime
) -> None:
    first = save(tmp_path, small(tiny_pack), "first.txt")
    second = save(tmp_path, small(tiny_pack, text="Другой текст о бухте."), "second.txt")
    for day, file in enumerate((first, second, first)):
        import_bulletin(file, pack=tiny_pack, now=now + timedelta(days=day))
    newest = TextVersionRow.objects.filter(incident__number="XT-2031-0001").latest("number")
    assert newest.number == 3
    assert newest.paragraphs == ["Сайт «Бухта» не открывался весь день."]


def test_what_a_member_wrote_is_left_alone(tiny_pack: Pack, tmp_path: Path, now: datetime) -> None:
    import_bulletin(save(tmp_path, small(tiny_pack)), pack=tiny_pack, now=now)
    incident = IncidentRow.objects.get(number="XT-2031-0001")
    TextVersionRow.objects.create(
        incident=incident,
        language="ru",
        number=2,
        title="Своими словами",
        paragraphs=["Так написал редактор."],
        author=Member.objects.create_user("aigul", role="editor"),
        time=now,
    )
    changed = small(tiny_pack, text="Сайт «Бухта» не открывался два дня.")
    report = import_bulletin(save(tmp_path, changed), pack=tiny_pack, now=now)
    assert report.kept == ("XT-2031-0001",)
    assert TextVersionRow.objects.filter(incident=incident).latest("number").number == 2


def test_an_approved_text_stays_approved_beside_the_new_draft(
    tiny_pack: Pack, tmp_path: Path, now: datetime
) -> None:
    import_bulletin(save(tmp_path, small(tiny_pack)), pack=tiny_pack, now=now)
    TextVersionRow.objects.update(state=VersionState.APPROVED)
    changed = small(tiny_pack, text="Сайт «Бухта» не открывался два дня.")
    import_bulletin(save(tmp_path, changed), pack=tiny_pack, now=now)
    versions = TextVersionRow.objects.filter(incident__number="XT-2031-0001").order_by("number")
    assert [row.state for row in versions] == [VersionState.APPROVED, VersionState.DRAFT]


def test_a_file_without_some_entries_of_the_edition_is_refused(
    tiny_pack: Pack, tmp_path: Path, now: datetime
) -> None:
    import_bulletin(save(tmp_path, small(tiny_pack)), pack=tiny_pack, now=now)
    before = everything()
    shorter = printed(
        tiny_pack,
        "ru",
        {
            1: [
                ("Сайт «Бухта» недоступен", "Он не открывался.", "https://bay.test/1"),
                ("Форум садоводов открылся", "Форум снова работает.", "https://bay.test/2"),
            ]
        },
    )
    with pytest.raises(EntriesMissingError, match=r"XT-2031-0003.*--edition"):
        import_bulletin(save(tmp_path, shorter), pack=tiny_pack, now=now)
    assert everything() == before


def test_our_own_document_lacks_what_was_taken_back_and_moves_nothing(
    tiny_pack: Pack, tmp_path: Path, now: datetime
) -> None:
    import_bulletin(save(tmp_path, small(tiny_pack)), pack=tiny_pack, now=now)
    IncidentRow.objects.filter(number="XT-2031-0001").update(state=IncidentState.RETRACTED)
    record = IndexedSnapshot(measured(tiny_pack, take(tiny_pack)), "")
    file = tmp_path / "bulletin.docx"
    file.write_bytes(word(bulletin(record, record.editions[0], wording("ru"))))
    report = import_bulletin(file, pack=tiny_pack, now=now)
    assert (report.entries, report.new_incidents, report.new_versions) == (2, 0, 0)
    assert any("XT-2031-0001" in head for head in report.passed_over)
    rows = EditionEntryRow.objects.order_by("section", "order")
    assert [(row.incident.number, row.section, row.order) for row in rows] == [
        ("XT-2031-0001", 1, 1),
        ("XT-2031-0002", 1, 2),
        ("XT-2031-0003", 2, 1),
    ]


def test_a_closed_edition_takes_no_change_but_the_same_file_is_no_change(
    tiny_pack: Pack, tmp_path: Path, now: datetime
) -> None:
    file = save(tmp_path, small(tiny_pack), "first.txt")
    import_bulletin(file, pack=tiny_pack, now=now)
    EditionRow.objects.update(state=EditionState.FROZEN)
    before = everything()
    import_bulletin(file, pack=tiny_pack, now=now)
    with pytest.raises(EditionClosedError, match="frozen"):
        import_bulletin(save(tmp_path, small(tiny_pack, text="Иначе.")), pack=tiny_pack, now=now)
    assert everything() == before


def test_entries_that_change_places_keep_their_numbers(
    tiny_pack: Pack, tmp_path: Path, now: datetime
) -> None:
    entries = [
        ("Сайт «Бухта» недоступен", "Он не открывался.", "https://bay.test/1"),
        ("Форум садоводов открылся", "Форум снова работает.", "https://bay.test/2"),
    ]
    import_bulletin(save(tmp_path, printed(tiny_pack, "ru", {1: entries})), pack=tiny_pack, now=now)
    import_bulletin(
        save(tmp_path, printed(tiny_pack, "ru", {1: entries[::-1]})), pack=tiny_pack, now=now
    )
    placed = EditionEntryRow.objects.order_by("order").values_list("incident__number", flat=True)
    assert list(placed) == ["XT-2031-0002", "XT-2031-0001"]


def test_importing_twice_changes_nothing(tiny_pack: Pack, tmp_path: Path, now: datetime) -> None:
    file = save(tmp_path, small(tiny_pack))
    import_bulletin(file, pack=tiny_pack, now=now)
    before = everything()
    report = import_bulletin(file, pack=tiny_pack, now=now + timedelta(days=1))
    assert everything() == before
    assert (report.edition, report.new_incidents, report.new_versions) == (1, 0, 0)


def test_the_same_text_from_another_file_changes_only_the_note_of_imports(
    tiny_pack: Pack, tmp_path: Path, now: datetime
) -> None:
    import_bulletin(save(tmp_path, small(tiny_pack)), pack=tiny_pack, now=now)
    before = everything()
    document = Document()
    for line in small(tiny_pack).split("\n"):
        document.add_paragraph(line)
    document.save(str(tmp_path / "bulletin.docx"))
    import_bulletin(tmp_path / "bulletin.docx", pack=tiny_pack, now=now + timedelta(days=1))
    after = everything()
    assert len(after.pop("ImportRow")) == len(before.pop("ImportRow")) + 1
    # Lines of a document are counted differently; a concern is the same on any line.
    assert {row[1] for row in after.pop("ConcernRow")} == {
        row[1] for row in before.pop("ConcernRow")
    }
    assert after == before


def test_concerns_are_kept_once_and_resolved_when_the_defect_is_gone(
    tiny_pack: Pack, tmp_path: Path, now: datetime
) -> None:
    untitled = printed(
        tiny_pack, "ru", {1: [(None, "Сайт не открывался весь день.", "https://bay.test/1")]}
    )
    import_bulletin(save(tmp_path, untitled), pack=tiny_pack, now=now)
    missing = ConcernRow.objects.get(rule="title_missing")
    assert missing.state == "open"
    titled = untitled.replace("Сайт не", "Сайт «Бухта» недоступен\nСайт не")
    import_bulletin(save(tmp_path, titled), pack=tiny_pack, now=now)
    missing.refresh_from_db()
    assert missing.state == "resolved"
    import_bulletin(save(tmp_path, untitled), pack=tiny_pack, now=now)
    missing.refresh_from_db()
    assert missing.state == "open"


def test_two_entries_that_share_a_link_stay_two(
    tiny_pack: Pack, tmp_path: Path, now: datetime
) -> None:
    twice = printed(
        tiny_pack,
        "ru",
        {
            1: [
                ("Сайт «Бухта» недоступен", "Он не открывался.", "https://bay.test/1"),
                ("Сайт «Мыс» недоступен", "И он не открывался.", "https://bay.test/1"),
            ]
        },
    )
    file = save(tmp_path, twice)
    import_bulletin(file, pack=tiny_pack, now=now)
    assert IncidentRow.objects.count() == 2
    ImportRow.objects.all().delete()
    report = import_bulletin(file, pack=tiny_pack, now=now)
    assert (report.new_incidents, report.new_versions) == (0, 0)
