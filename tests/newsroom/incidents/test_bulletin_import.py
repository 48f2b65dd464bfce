"""Does a past bulletin become incidents, once and whole?"""

from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from dalel.domain.incident import Provenance
from dalel.domain.states import VersionState
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.incidents.actions.import_bulletin import import_bulletin, import_past
from dalel.newsroom.incidents.models import EditionEntryRow, IncidentRow, LinkRow, TextVersionRow
from dalel.newsroom.incidents.queries.bulletin_file import FileRefusedError
from dalel.pack import Pack
from newsroom.printed_bulletins import printed, save, small
from newsroom.row_contents import everything

pytestmark = pytest.mark.django_db


def test_a_bulletin_becomes_incidents_of_a_new_edition(
    tiny_pack: Pack, tmp_path: Path, now: datetime
) -> None:
    report = import_bulletin(save(tmp_path, small(tiny_pack)), pack=tiny_pack, now=now)
    assert (report.edition, report.entries, report.links) == (1, 3, 3)
    assert report.sections == {1: 2, 2: 1}
    assert (report.new_incidents, report.new_versions) == (3, 3)
    numbers = IncidentRow.objects.values_list("number", "section", "provenance")
    assert list(numbers) == [
        ("XT-2031-0001", 1, Provenance.IMPORTED),
        ("XT-2031-0002", 1, Provenance.IMPORTED),
        ("XT-2031-0003", 2, Provenance.IMPORTED),
    ]
    version = TextVersionRow.objects.get(incident__number="XT-2031-0001")
    assert version.title == "Сайт «Бухта» недоступен"
    assert version.paragraphs == ["Сайт «Бухта» не открывался весь день."]
    assert (version.number, version.state, version.author) == (1, VersionState.DRAFT, None)
    edition = EditionRow.objects.get()
    assert (str(edition.period_start), str(edition.period_end)) == ("2031-06-01", "2031-06-30")


def test_another_bulletin_becomes_the_next_edition_with_numbers_that_go_on(
    tiny_pack: Pack, tmp_path: Path, now: datetime
) -> None:
    import_bulletin(save(tmp_path, small(tiny_pack)), pack=tiny_pack, now=now)
    other = printed(
        tiny_pack, "ru", {1: [("Сайт «Мыс» открылся", "Он снова виден.", "https://cape.test/9")]}
    )
    report = import_bulletin(save(tmp_path, other), pack=tiny_pack, now=now)
    assert report.edition == 2
    entry = EditionEntryRow.objects.get(edition__number=2)
    assert entry.incident.number == "XT-2031-0004"


def test_the_edition_can_be_named(tiny_pack: Pack, tmp_path: Path, now: datetime) -> None:
    report = import_bulletin(save(tmp_path, small(tiny_pack)), pack=tiny_pack, now=now, edition=7)
    assert report.edition == 7


def test_a_counterpart_in_another_language_adds_its_texts_and_links(
    tiny_pack: Pack, tmp_path: Path, now: datetime
) -> None:
    english = printed(
        tiny_pack,
        "en",
        {
            1: [
                ("The Bay cannot be reached", "It did not open all day.", "https://bay.test/1"),
                ("The gardeners' forum is back", "It works again.", "https://bay.test/en/2"),
            ],
            3: [("A court spoke", "The verdict is out.", "https://court.test/5")],
        },
    )
    report = import_bulletin(
        save(tmp_path, small(tiny_pack)),
        pack=tiny_pack,
        now=now,
        pair_with=save(tmp_path, english, "english.txt"),
    )
    assert report.languages == ("ru", "en")
    assert (report.entries, report.without_counterpart) == (4, 2)
    both = IncidentRow.objects.get(number="XT-2031-0002")
    assert set(both.versions.values_list("language", flat=True)) == {"ru", "en"}
    assert both.links.count() == 2
    assert IncidentRow.objects.get(number="XT-2031-0001").links.count() == 1


def test_the_past_edition_of_a_pack_brings_codes_dates_and_languages(
    tiny_pack: Pack, now: datetime
) -> None:
    [(folder, past)] = tiny_pack.bulletins.items()
    report = import_past(folder, past, pack=tiny_pack, now=now)
    assert report is not None
    assert report.edition == past.number
    incident = IncidentRow.objects.get(number="XT-2031-0001")
    assert incident.date == past.entries["1.1"].date
    assert incident.codes.get().event_type == "block"
    assert set(incident.versions.values_list("language", flat=True)) == {"ru", "en"}
    assert [row.number for row in incident.related.all()]
    assert incident.links.get().language == "ru"
    assert set(EditionRow.objects.get().introductions.values_list("language", flat=True)) == {
        "ru",
        "en",
    }
    before = everything()
    assert import_past(folder, past, pack=tiny_pack, now=now) is None
    again = import_bulletin(folder / "ru.txt", pack=tiny_pack, now=now)
    assert again.edition == past.number
    assert everything() == before


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02\xff\xfe\x00" * 400, ""),
        ("Просто текст без разделов.\n".encode(), ""),
        (b"PK\x03\x04 no document", ""),
    ],
    ids=["empty", "binary", "no sections", "a broken archive"],
)
def test_a_file_that_is_not_understood_leaves_no_trace(
    tiny_pack: Pack, tmp_path: Path, now: datetime, content: bytes, reason: str
) -> None:
    file = tmp_path / "bulletin.txt"
    file.write_bytes(content)
    before = everything()
    with pytest.raises(FileRefusedError, match=rf"bulletin\.txt: .*{reason}"):
        import_bulletin(file, pack=tiny_pack, now=now)
    assert everything() == before


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16", "utf-8-sig"])
def test_other_encodings_give_the_same_texts(
    tiny_pack: Pack, tmp_path: Path, now: datetime, encoding: str
) -> None:
    file = tmp_path / "bulletin.txt"
    file.write_bytes(small(tiny_pack).encode(encoding))
    import_bulletin(file, pack=tiny_pack, now=now)
    titles = TextVersionRow.objects.order_by("pk").values_list("title", flat=True)
    assert next(iter(titles)) == "Сайт «Бухта» недоступен"


def test_a_failure_in_the_middle_of_writing_leaves_no_trace(
    tiny_pack: Pack, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything()
    monkeypatch.setattr(LinkRow.objects, "bulk_create", _break)
    with pytest.raises(RuntimeError, match="the disk is full"):
        import_bulletin(save(tmp_path, small(tiny_pack)), pack=tiny_pack, now=now)
    assert everything() == before


def test_no_statement_writes_more_than_two_hundred_rows(
    tiny_pack: Pack, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [
        (f"Событие номер {n} в порту", f"Текст о событии {n}.", f"https://bay.test/{n}")
        for n in range(450)
    ]
    file = save(tmp_path, printed(tiny_pack, "ru", {1: entries}))
    sizes: list[int] = []

    def count(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        if sql.startswith('INSERT INTO "incidents_textversionrow"'):
            sizes.append(sql.count("(%s"))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        import_bulletin(file, pack=tiny_pack, now=now)
    assert sizes
    assert max(sizes) <= 200
    assert TextVersionRow.objects.count() == 450


def _break(*_arguments: object, **_options: object) -> None:
    raise RuntimeError("the disk is full")


def test_a_missing_file_is_named(tiny_pack: Pack, tmp_path: Path, now: datetime) -> None:
    with pytest.raises(FileRefusedError, match="nowhere"):
        import_bulletin(tmp_path / "nowhere.txt", pack=tiny_pack, now=now)


def test_the_number_of_queries_does_not_grow_with_the_entries(
    tiny_pack: Pack,
    tmp_path: Path,
    now: datetime,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    entries = [
        (f"Событие номер {n} в порту", f"Текст о событии {n}.", f"https://bay.test/{n}")
        for n in range(150)
    ]
    file = save(tmp_path, printed(tiny_pack, "ru", {1: entries}))
    with django_assert_max_num_queries(75):
        import_bulletin(file, pack=tiny_pack, now=now)
