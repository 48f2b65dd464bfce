"""Are incidents checked when they should be, and do the concerns stay in order?"""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dalel.domain.conduct import Attribution, Basis, Comment, Person
from dalel.domain.errors import IncompleteReleaseError, NotFoundError
from dalel.domain.states import ArticleState, ConcernState, VersionState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.editions.models import IntroductionRow
from dalel.newsroom.evidence.models import ArticleLifeRow, ArticleRow
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import naming_decisions
from dalel.newsroom.incidents.actions.check import (
    check_edition,
    check_incident,
    check_record,
    checked,
)
from dalel.newsroom.incidents.actions.concern_decisions import decide, waive_rule
from dalel.newsroom.incidents.actions.import_bulletin import import_bulletin
from dalel.newsroom.incidents.actions.language_agreement import (
    CannotReadError,
    NothingToConfirmError,
    confirm,
)
from dalel.newsroom.incidents.models import CodesRow, ConcernRow, IncidentRow, TextVersionRow
from dalel.newsroom.incidents.queries.incidents import incident as read
from dalel.newsroom.incidents.queries.snapshot import take
from dalel.newsroom.incidents.queries.stale_texts import stale_texts
from dalel.newsroom.releases.actions.release import publish
from dalel.newsroom.worker.actions.prepare import prepare
from dalel.pack import Pack
from newsroom.printed_bulletins import printed, save, small

pytestmark = pytest.mark.django_db
FIRST = "XT-2031-0001"


@pytest.fixture
def record(tiny_pack: Pack, now: datetime) -> None:
    prepare(tiny_pack, now=now)


@pytest.fixture
def editor() -> Member:
    return Member.objects.create_user("the-editor", role=Role.EDITOR, reads=["ru", "en"])


def rules(number: str = FIRST) -> set[str]:
    return {c.rule for c in read(number).concerns if c.state is ConcernState.OPEN}


def edit(number: str, language: str, paragraph: str, *, member: Member, now: datetime) -> None:
    """A person writes a new version, as the desk will."""
    row = IncidentRow.objects.get(number=number)
    newest = row.versions.filter(language=language).order_by("number").last()
    TextVersionRow.objects.create(
        incident=row,
        language=language,
        number=newest.number + 1 if newest else 1,
        title="Новый заголовок",
        paragraphs=[paragraph],
        author=member,
        time=now,
    )


@pytest.mark.usefixtures("record")
def test_an_import_checks_what_it_brings(tiny_pack: Pack, now: datetime) -> None:
    kept = ConcernRow.objects.count()
    assert "actor_alleged" in rules()
    assert not check_edition(1, tiny_pack, now=now)
    assert not check_record(tiny_pack, now=now)
    assert ConcernRow.objects.count() == kept


def test_a_private_number_in_an_imported_text_holds_it_back(
    tiny_pack: Pack, tmp_path: Path, now: datetime
) -> None:
    text = "Пишите на saule.omar@pochta.test, сайт «Бухта» закрыт."
    file = save(tmp_path, small(tiny_pack, text=text))
    import_bulletin(file, pack=tiny_pack, now=now)
    [first, *others] = checked()
    assert first.holds_back
    assert "private_detail" in {concern.rule for concern in first.concerns}
    assert not any(other.holds_back for other in others)


@pytest.mark.usefixtures("record")
def test_editing_brings_new_concerns_and_resolves_old_ones(
    tiny_pack: Pack, now: datetime, editor: Member
) -> None:
    later = now + timedelta(hours=1)
    edit(FIRST, "ru", "Пишите на saule@pochta.test.", member=editor, now=later)
    assert check_incident(FIRST, tiny_pack, now=later)
    assert "private_detail" in rules()
    edit(FIRST, "ru", "Пишите нам.", member=editor, now=later + timedelta(hours=1))
    assert check_incident(FIRST, tiny_pack, now=later)
    assert "private_detail" not in rules()


@pytest.mark.usefixtures("record")
def test_a_naming_decision_answers_an_open_name(
    tiny_pack: Pack, now: datetime, editor: Member
) -> None:
    later = now + timedelta(hours=1)
    edit(FIRST, "ru", "Даурен Омаров подал в суд.", member=editor, now=later)
    check_incident(FIRST, tiny_pack, now=later)
    assert "name_undecided" in rules()
    row = IncidentRow.objects.get(number=FIRST)
    who = Person(names={"ru": "Даурен Омаров"}, role="private_person", stage="open")
    naming_decisions.record_person(row, who, member=editor, now=later)
    check_incident(FIRST, tiny_pack, now=later)
    assert "name_form" in rules()
    assert "name_undecided" not in rules()
    named = Person(names={"ru": "Даурен Омаров"}, role="official", stage="open")
    naming_decisions.record_person(row, named, member=editor, now=later + timedelta(hours=1))
    check_incident(FIRST, tiny_pack, now=later)
    assert not {"name_form", "name_undecided"} & rules()


@pytest.mark.usefixtures("record")
def test_what_people_record_about_a_matter_reaches_its_checks(
    tiny_pack: Pack, now: datetime, editor: Member
) -> None:
    row = IncidentRow.objects.get(number=FIRST)
    codes = row.codes.order_by("number").last()
    assert isinstance(codes, CodesRow)
    assert "actor_alleged" in rules()
    for actor in codes.actors:
        found = Attribution(actor=actor, basis=Basis.ADMITTED, by="сама поликлиника")
        naming_decisions.record_attribution(row, found, member=editor, now=now)
    asked = Comment(whom="поликлиника", asked=now.date())
    naming_decisions.record_comment(row, asked, member=editor, now=now)
    naming_decisions.record_look(row, member=editor, now=now, stage="final", note="решение в силе")
    check_incident(FIRST, tiny_pack, now=now)
    assert "actor_alleged" not in rules()


@pytest.mark.usefixtures("record")
def test_a_cited_page_that_went_since_holds_the_entry_back_until_somebody_looks(
    tiny_pack: Pack, now: datetime, editor: Member
) -> None:
    row = IncidentRow.objects.get(number=FIRST)
    link = row.links.first()
    assert link is not None
    later = now + timedelta(days=2)
    article = ArticleRow.objects.create(
        canonical=link.canonical,
        url=link.url,
        state=ArticleState.REMOVED,
        first_kept=now,
        last_looked=later,
    )
    ArticleLifeRow.objects.create(
        article=article, time=later, state=ArticleState.REMOVED, reason="gone"
    )
    check_incident(FIRST, tiny_pack, now=later)
    assert "source_since" in rules()
    looked = later + timedelta(days=1)
    naming_decisions.record_look(row, member=editor, now=looked)
    check_incident(FIRST, tiny_pack, now=looked)
    assert "source_since" not in rules()


def test_what_of_the_real_bulletin_was_stale_when_printed_is_held_back_and_nothing_said_twice(
    kz_pack: Pack, now: datetime
) -> None:
    prepare(kz_pack, now=now)
    blocking = {"planned_past", "status_old", "status_undated", "stage_superseded"}

    held = ConcernRow.objects.filter(weight="error", incident__isnull=False)
    asked = held.filter(rule__in=blocking)
    places = asked.values_list("incident__entries__section", "incident__entries__order")
    entries = [f"{section}.{order}" for section, order in places]
    # A deadline, a hearing, two cases and four acts that had gone on by then.
    assert {"2.3", "4.2", "4.4", "4.6", "4.7", "5.5", "5.6", "5.7"} <= {*entries}
    assert len(entries) <= 16
    # How an entry stands is asked once, and whether a person may be named once a person.
    assert len({*entries}) == len(entries)
    assert held.filter(rule="name_undecided").count() == 12
    assert held.count() <= 30
    # What the lint has found is not said twice.
    kazakh = ConcernRow.objects.filter(language="kk")
    linted, again = (
        {(row.incident_id, row.excerpt.casefold()) for row in kazakh.filter(rule=rule)}
        for rule in ("term", "term_wrong")
    )
    assert linted
    assert not linted & again


def test_what_was_only_told_of_a_printed_entry_holds_it_back_once_it_is_written_here(
    kz_pack: Pack, now: datetime
) -> None:
    prepare(kz_pack, now=now)
    told = ConcernRow.objects.filter(rule="comment_not_sought", weight="warning")
    row = told.order_by("pk")[0]
    assert row.incident is not None
    number = row.incident.number
    editor = Member.objects.create_user("the-editor", role=Role.EDITOR, reads=["kk", "ru"])
    decide(number, row.key, ConcernState.WAIVED, member=editor, reason="Old.", now=now)
    edit(number, "ru", "Сайт не открывается.", member=editor, now=now)
    check_incident(number, kz_pack, now=now + timedelta(hours=1))
    row.refresh_from_db()
    assert (row.weight, row.state) == ("error", "open")


def test_an_unknown_incident_is_named(tiny_pack: Pack, now: datetime) -> None:
    with pytest.raises(NotFoundError, match="XT-2031-0099"):
        check_incident("XT-2031-0099", tiny_pack, now=now)


@pytest.mark.usefixtures("record")
def test_editing_one_language_makes_the_other_stale_until_a_reader_of_it_confirms(
    now: datetime, editor: Member
) -> None:
    rows = IncidentRow.objects.filter(number=FIRST)
    stranger = Member.objects.create_user("the-stranger", role=Role.EDITOR, reads=["en"])
    assert stale_texts(rows)[FIRST] == frozenset()
    edit(FIRST, "en", "It is open again.", member=editor, now=now + timedelta(hours=1))
    assert stale_texts(rows)[FIRST] == {"ru"}
    assert read(FIRST).stale == {"ru"}
    with pytest.raises(CannotReadError):
        confirm(FIRST, "ru", member=stranger, now=now + timedelta(hours=2))
    with pytest.raises(NothingToConfirmError):
        confirm(FIRST, "kk", member=editor, now=now + timedelta(hours=2))
    confirm(FIRST, "ru", member=editor, now=now + timedelta(hours=2))
    assert stale_texts(rows)[FIRST] == frozenset()


@pytest.mark.usefixtures("record")
def test_nothing_is_released_while_an_error_is_open_or_a_language_is_stale(
    tiny_pack: Pack, now: datetime, tmp_path: Path, editor: Member
) -> None:
    later = now + timedelta(hours=1)
    edit(FIRST, "ru", "Пишите на saule@pochta.test.", member=editor, now=later)
    for rows in (TextVersionRow, CodesRow, IntroductionRow):
        newest = {}
        for row in rows.objects.order_by("number"):
            owner = getattr(row, "incident_id", None) or getattr(row, "edition_id", None)
            newest[owner, getattr(row, "language", "")] = row.pk
        rows.objects.exclude(pk__in=newest.values()).update(state=VersionState.SUPERSEDED)
        rows.objects.filter(pk__in=newest.values()).update(state=VersionState.APPROVED)
    assert not take(tiny_pack).preview
    with pytest.raises(IncompleteReleaseError) as refused:
        publish(tiny_pack, tmp_path / "site", now=later)
    assert f"{FIRST}: 1 open concern of weight error" in str(refused.value)
    assert f"{FIRST}: the text in en is not confirmed" in str(refused.value)
    assert not (tmp_path / "site").exists()
    errors = ConcernRow.objects.filter(weight="error", state=ConcernState.OPEN)
    for rule in set(errors.values_list("rule", flat=True)):
        waive_rule(1, rule, member=editor, reason="проверено", now=later)
    confirm(FIRST, "en", member=editor, now=later + timedelta(hours=1))
    assert publish(tiny_pack, tmp_path / "site", now=later).pages > 0


def test_the_number_of_queries_does_not_grow_with_the_incidents(
    tiny_pack: Pack, tmp_path: Path, now: datetime
) -> None:
    def queries(edition: int, count: int) -> int:
        entries = [
            (
                f"Событие номер {n} в порту",
                f"Текст о событии {n}.",
                f"https://bay.test/{edition}/{n}",
            )
            for n in range(count)
        ]
        file = save(tmp_path, printed(tiny_pack, "ru", {1: entries}))
        import_bulletin(file, pack=tiny_pack, now=now, edition=edition)
        with CaptureQueriesContext(connection) as asked:
            check_edition(edition, tiny_pack, now=now)
        return len(asked)

    # One more where the lock of what is written is a statement of its own.
    most = 35 if connection.vendor == "postgresql" else 34
    assert queries(5, 3) == queries(6, 60) <= most
