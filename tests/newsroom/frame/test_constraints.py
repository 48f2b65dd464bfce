"""What do the rows themselves refuse?"""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from dalel.domain.dates import PartialDate, Precision
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.editions.models import EditionRow, IntroductionRow
from dalel.newsroom.frame.append_only import set_guards
from dalel.newsroom.frame.base_models import AppendOnly
from dalel.newsroom.incidents.models import (
    CodesRow,
    EditionEntryRow,
    ImportRow,
    IncidentRow,
    LinkRow,
    TextVersionRow,
)

pytestmark = pytest.mark.django_db
TIME = datetime(2031, 5, 1, tzinfo=UTC)


@pytest.fixture
def incident() -> IncidentRow:
    return IncidentRow.objects.create(number="XT-2031-0001", section=1, updated=TIME)


@pytest.fixture
def edition() -> EditionRow:
    return EditionRow.objects.create(
        number=1, period_start=date(2031, 5, 1), period_end=date(2031, 5, 31)
    )


@pytest.fixture
def version(incident: IncidentRow) -> TextVersionRow:
    return TextVersionRow.objects.create(
        incident=incident, language="ru", number=1, title="Т", paragraphs=["П"], time=TIME
    )


@pytest.fixture
def codes(incident: IncidentRow) -> CodesRow:
    return CodesRow.objects.create(incident=incident, number=1, time=TIME, **CODES)


CODES = {
    "codebook_version": "1",
    "event_type": "block",
    "direction": "negative",
    "severity": 3,
    "case_status": "none",
    "verification": "V1",
}


def refused() -> transaction.Atomic:
    """A place in which the database may refuse without ending the test's own transaction."""
    return transaction.atomic()


def test_migrations_are_complete() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


@pytest.mark.parametrize(
    ("column", "value"),
    [("title", "Другой"), ("paragraphs", '["Другой"]'), ("language", "en"), ("number", 9)],
)
def test_a_written_version_is_never_edited_even_by_sql(
    version: TextVersionRow, column: str, value: str | int
) -> None:
    with (
        pytest.raises(IntegrityError, match="never edited"),
        refused(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE incidents_textversionrow SET {column} = %s", [value])  # noqa: S608
    version.refresh_from_db()
    assert (version.title, version.paragraphs) == ("Т", ["П"])


def test_only_the_state_of_a_version_moves(version: TextVersionRow) -> None:
    version.state = "in review"
    version.save(update_fields=["state"])
    version.title = "Другой"
    with pytest.raises(IntegrityError, match="never edited"), refused():
        version.save()


def test_codes_and_introductions_are_never_edited_either(
    codes: CodesRow, edition: EditionRow
) -> None:
    opening = IntroductionRow.objects.create(
        edition=edition, language="ru", number=1, text="Вот.", time=TIME
    )
    codes.severity = 5
    opening.text = "Иначе."
    for row in (codes, opening):
        with pytest.raises(IntegrityError, match="never edited"), refused():
            row.save()


def test_the_guards_are_set_again_after_a_table_was_made_anew(version: TextVersionRow) -> None:
    with connection.cursor() as cursor:
        for row in (row for row in apps.get_models() if issubclass(row, AppendOnly)):
            table = row._meta.db_table  # noqa: SLF001 - documented by Django
            place = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {table}_append_only{place}")
    set_guards(using="default")
    set_guards(using="default")
    version.title = "Другой"
    with pytest.raises(IntegrityError, match="never edited"), refused():
        version.save()


def test_a_number_is_given_once(incident: IncidentRow) -> None:
    with pytest.raises(IntegrityError), refused():
        IncidentRow.objects.create(number=incident.number, section=2, updated=TIME)


@pytest.mark.parametrize(
    "columns",
    [
        {"section": 0},
        {"state": "lost"},
        {"provenance": "dreamt"},
        {"number": ""},
        {"date_iso": "2031-05"},
        {"date_precision": "day"},
        {"year_inferred": True},
    ],
    ids=str,
)
def test_an_impossible_incident_is_refused(columns: dict[str, object]) -> None:
    whole = {"number": "XT-2031-0009", "section": 1, "updated": TIME} | columns
    with pytest.raises(IntegrityError), refused():
        IncidentRow.objects.create(**whole)


@pytest.mark.parametrize("columns", [{"number": 1}, {"number": 2, "title": ""}], ids=str)
def test_an_impossible_version_is_refused(
    version: TextVersionRow, columns: dict[str, object]
) -> None:
    whole = {"incident": version.incident, "language": "ru", "paragraphs": [], "time": TIME}
    with pytest.raises(IntegrityError), refused():
        TextVersionRow.objects.create(**whole | columns)


def test_one_text_of_a_language_is_approved(version: TextVersionRow) -> None:
    version.state = "approved"
    version.save(update_fields=["state"])
    with pytest.raises(IntegrityError), refused():
        TextVersionRow.objects.create(
            incident=version.incident,
            language="ru",
            number=2,
            paragraphs=[],
            time=TIME,
            state="approved",
        )


@pytest.mark.parametrize(
    "columns", [{"severity": 6}, {"severity": -1}, {"codebook_version": ""}], ids=str
)
def test_impossible_codes_are_refused(incident: IncidentRow, columns: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), refused():
        CodesRow.objects.create(incident=incident, number=1, time=TIME, **CODES | columns)


@pytest.mark.parametrize(
    "columns",
    [
        {"number": 0},
        {"period_end": date(2030, 1, 1)},
        {"state": "released"},
        {"state": "half open"},
    ],
    ids=str,
)
def test_an_impossible_edition_is_refused(columns: dict[str, object]) -> None:
    whole = {"number": 3, "period_start": date(2031, 1, 1), "period_end": date(2031, 1, 31)}
    with pytest.raises(IntegrityError), refused():
        EditionRow.objects.create(**whole | columns)


def test_a_place_in_print_is_taken_once(incident: IncidentRow, edition: EditionRow) -> None:
    EditionEntryRow.objects.create(edition=edition, incident=incident, section=1, order=1)
    other = IncidentRow.objects.create(number="XT-2031-0002", section=1, updated=TIME)
    with pytest.raises(IntegrityError), refused():
        EditionEntryRow.objects.create(edition=edition, incident=other, section=1, order=1)
    with pytest.raises(IntegrityError), refused():
        EditionEntryRow.objects.create(edition=edition, incident=incident, section=1, order=2)


def test_a_member_has_a_known_role_and_a_name_of_their_own() -> None:
    Member.objects.create_user("aigul", name="Айгүл")
    with pytest.raises(ValidationError):
        Member.objects.create_user("aigul")
    with pytest.raises(ValidationError):
        Member.objects.create_user("serik", role="king")


def test_a_date_that_is_taken_away_leaves_nothing(incident: IncidentRow) -> None:
    when = PartialDate(iso="2031-05", precision=Precision.MONTH, year_inferred=True)
    incident.date = when
    incident.save()
    incident.refresh_from_db()
    assert incident.date == when
    incident.date = None
    incident.save()
    assert (incident.date_iso, incident.date_precision, incident.year_inferred) == ("", "", False)


def test_rows_say_what_they_are(
    incident: IncidentRow, edition: EditionRow, version: TextVersionRow, codes: CodesRow
) -> None:
    link = LinkRow(incident=incident, order=1, url="https://bay.test/1")
    note = ImportRow(edition=edition, language="ru", file="bulletin.txt")
    entry = EditionEntryRow(edition=edition, incident=incident, section=2, order=3)
    opening = IntroductionRow(edition=edition, language="ru", number=1)
    assert [str(row) for row in (incident, edition, link, note)] == [
        "XT-2031-0001",
        "1",
        "https://bay.test/1",
        "bulletin.txt (ru)",
    ]
    assert str(entry).endswith("2.3")
    assert str(version).endswith("ru 1")
    assert str(codes).endswith("1: block")
    assert str(opening).endswith("ru 1")
