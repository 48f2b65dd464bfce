"""Do the figures of a record say what its rows say?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dalel.domain.attention import Choice
from dalel.domain.conduct import Attribution, Basis, Person
from dalel.domain.count_board import ALL, Kind, Level, Period, Subject
from dalel.domain.measures import Measures
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.figures.actions import overrides
from dalel.newsroom.figures.queries import measure_material, standing_overrides
from dalel.newsroom.figures.queries.measures import (
    levels,
    measured,
    measures,
    needing_attention,
    silences,
)
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import naming_decisions
from dalel.newsroom.incidents.models import CaseRow, IncidentRow, OutletRow
from dalel.newsroom.incidents.queries.snapshot import newest, take
from dalel.newsroom.sources.models import NetworkCountRow, OutageRow, SourceRow
from dalel.newsroom.stories.models import DecisionRow, ReprintRow, StoryRow
from dalel.newsroom.worker.actions.prepare import prepare
from dalel.pack import Pack
from story_rows import kept_article

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Almaty")


@pytest.fixture
def record(tiny_pack: Pack) -> None:
    """The tiny pack's bulletin as incidents."""
    prepare(tiny_pack, now=NOW)


@pytest.fixture
def act() -> Act:
    """An editor, and when."""
    member = Member.objects.create(username="the-editor", role=Role.EDITOR)
    return Act(member=member, time=NOW)


def of(pack: Pack) -> Measures:
    found = measured(pack, take(pack)).measures
    assert found is not None
    return found


@pytest.mark.usefixtures("record")
def test_the_same_record_gives_the_same_figures(tiny_pack: Pack) -> None:
    assert of(tiny_pack) == of(tiny_pack)


def test_an_empty_record_has_figures_too(tiny_pack: Pack) -> None:
    found = of(tiny_pack)
    assert (found.board.cells, found.attention, found.threats.entries) == ({}, (), 0)
    assert found.changes.why_not is not None


@pytest.mark.usefixtures("record")
def test_figures_are_as_of_what_the_record_knows(tiny_pack: Pack) -> None:
    (edition,) = take(tiny_pack).editions
    assert of(tiny_pack).board.as_of == min(edition.period_end, NOW.date())


@pytest.mark.usefixtures("record")
def test_what_is_read_for_the_desk_gives_the_figures_of_the_whole_snapshot(
    tiny_pack: Pack, act: Act
) -> None:
    IncidentRow.objects.filter(number="XT-2031-0002").update(state="retracted")
    row = IncidentRow.objects.get(number="XT-2031-0001")
    naming_decisions.record_look(row, member=act.member, now=NOW, stage="trial")
    overrides.set_level((ALL, Period.named("2031-Q2")), Level.VIOLATED, "So.", act)
    snapshot, later = take(tiny_pack), NOW + timedelta(days=400)
    day = later.astimezone(ZONE).date()
    whole = measures(tiny_pack, snapshot.incidents, snapshot.editions, day)
    board = levels(tiny_pack, newest(), day)
    assert (board.board, board.overruled) == (whole.board, whole.overruled)
    ends = [edition.period_end for edition in snapshot.editions]
    changes, lines = needing_attention(tiny_pack, newest(), ends, later)
    assert (changes, lines) == (whole.changes, whole.attention)
    assert lines


@pytest.mark.usefixtures("record")
def test_an_editors_word_stands_until_it_is_taken_back(tiny_pack: Pack, act: Act) -> None:
    place = (Subject(kind=Kind.RIGHT, code="expression"), Period.named("2031-Q2"))
    overrides.set_level(place, Level.VIOLATED, " The court said so. ", act)
    overrides.set_sentences(place, {"ru": " Две. ", "en": ""}, act)
    overrides.choose("severity:x", Choice.PINNED, "Look.", act)
    found = of(tiny_pack)
    assert found.level(*place) is Level.VIOLATED
    assert found.overruled[place].why == "The court said so."
    assert found.sentences[place] == {"ru": "Две."}
    assert standing_overrides.choices() == {"severity:x": Choice.PINNED}
    overrides.set_level(place, None, "It was quashed.", act)
    overrides.set_sentences(place, {"ru": ""}, act)
    overrides.choose("severity:x", None, "Seen.", act)
    found = of(tiny_pack)
    assert found.level(*place) is Level.UNKNOWN
    assert (found.sentences, standing_overrides.choices()) == ({}, {})


def test_nobody_overrules_without_a_reason(act: Act) -> None:
    with pytest.raises(overrides.ReasonMissingError):
        overrides.set_level((ALL, Period.named("2031")), Level.OBSERVED, " ", act)
    with pytest.raises(overrides.ReasonMissingError):
        overrides.choose("x", Choice.PINNED, "", act)


@pytest.mark.usefixtures("record")
def test_what_people_found_out_is_counted(tiny_pack: Pack, act: Act) -> None:
    row = IncidentRow.objects.get(number="XT-2031-0001")
    overrides.record_effect(
        row.number, people=1500, remedied=date(2031, 6, 1), note="the regulator's report", act=act
    )
    signed = Attribution(actor="court", basis=Basis.SIGNED, by="the order", on=None)
    naming_decisions.record_attribution(row, signed, member=act.member, now=NOW)
    naming_decisions.record_look(row, member=act.member, now=NOW, stage="trial")
    case = CaseRow.objects.create(names={"ru": "Дело", "en": "A case"})
    case.incidents.add(row)
    known = measure_material.known(newest(), ZONE)[row.number]
    assert (known.effect.people, known.effect.remedied) == (1500, date(2031, 6, 1))
    assert known.attributions == (signed,)
    assert known.steps == ((NOW.astimezone(ZONE).date(), "trial"),)
    assert measure_material.cases() == ((row.number,),)
    (edition,) = take(tiny_pack).editions
    assert of(tiny_pack).editions[edition.number][ALL].people == 1500


@pytest.mark.usefixtures("record")
def test_only_who_may_be_listed_is_named_as_hit(tiny_pack: Pack, act: Act) -> None:
    one, two = IncidentRow.objects.order_by("number")[:2]
    for row in (one, two):
        for name, role, public in (
            ("Журналистов А.", "journalist", True),
            ("Тихий Б.", "private_person", False),
            ("Безролев В.", "nobody_knows", False),
        ):
            person = Person(names={"ru": name, "en": name}, role=role, stage="none", public=public)
            naming_decisions.record_person(row, person, member=act.member, now=NOW)
    outlet = OutletRow.objects.create(names={"ru": "Бухта", "en": "The Cove"})
    outlet.incidents.set([one, two])
    names = of(tiny_pack).names
    assert "Тихий Б." not in names
    assert "Безролев В." not in names
    assert names["Бухта"] == {"ru": "Бухта", "en": "The Cove"}


@pytest.mark.usefixtures("record")
def test_who_told_of_an_entry_and_when_is_known_from_what_it_cites_and_who_repeats_that() -> None:
    source, other = (SourceRow.objects.create(key=key) for key in ("lake", "hill"))
    row = IncidentRow.objects.order_by("number")[0]
    cited = kept_article("cited", NOW)
    cited.source = source
    cited.published = NOW - timedelta(days=2)
    cited.save()
    link = row.links.get(order=1)
    link.canonical = cited.canonical
    link.save()
    repeated = kept_article("repeated", NOW)
    repeated.source = other
    repeated.save()
    ReprintRow.objects.create(article=repeated, original=cited, time=NOW)
    told_by = measure_material.known(newest(), ZONE)[row.number].reports
    assert told_by == {
        "lake": (NOW - timedelta(days=2)).astimezone(ZONE).date(),
        "hill": NOW.astimezone(ZONE).date(),
    }


@pytest.mark.usefixtures("record")
def test_figures_of_cited_articles_are_read_beside_those_of_entries(
    tiny_pack: Pack, kz_pack: Pack
) -> None:
    pack = replace(tiny_pack, folder=kz_pack.folder)
    row = IncidentRow.objects.order_by("number")[0]
    said = "В 2030 году было 90 жалоб, на 12,5 % больше. На улицу вышли 300 человек."
    for name, text in (("cited", said), ("sealed", said), ("elsewhere", said)):
        article = kept_article(name, NOW, text=text)
        if name == "sealed":
            article.evidence_class = "sealed"
            article.save()
        if name != "elsewhere":
            link = row.links.get(order=1)
            link.pk, link.order = None, 10 + len(name)
            link.canonical = link.url = article.canonical
            link.save()
    found = of(pack).official
    ours = [one for one in found if one.source]
    assert [(one.entry, one.source, int(one.value)) for one in ours] == [
        (row.number, "https://lake.test/cited", 90)
    ]
    assert ours[0].base == (80, 80)


@pytest.mark.usefixtures("record")
def test_counts_are_handed_on_of_watched_sites_and_days_that_are_over(tiny_pack: Pack) -> None:
    source = SourceRow.objects.create(key="ooni")
    host = tiny_pack.watched_sites[0]
    today = take(tiny_pack).time.astimezone(ZoneInfo(tiny_pack.zone)).date()
    for subject, back in ((host, 1), (f"www.{host}", 2), ("other.test", 1), (host, 0), (host, 99)):
        NetworkCountRow.objects.create(
            source=source,
            day=today - timedelta(days=back),
            country="XT",
            subject=subject,
            network="AS1",
            measured=9,
            anomalies=1,
            confirmed=0,
            failures=0,
        )
    network = of(tiny_pack).network
    assert [(one.subject, (today - one.day).days) for one in network] == [
        (f"www.{host}", 2),
        (host, 1),
    ]


def test_a_long_outage_ends_one_time_of_watching_and_begins_another() -> None:
    start = datetime(2031, 1, 1, tzinfo=UTC)
    source = SourceRow.objects.create(key="lake", first_look=start)
    for begin, days in ((20, 2), (40, 30)):
        OutageRow.objects.create(
            source=source,
            started=start + timedelta(days=begin),
            ended=start + timedelta(days=begin + days),
            error_kind="timeout",
            error="",
            vantage="direct",
        )
    SourceRow.objects.create(key="paused", first_look=start, last_look=NOW, state="paused")
    SourceRow.objects.create(key="never")
    down = SourceRow.objects.create(key="down", first_look=start)
    OutageRow.objects.create(source=down, started=NOW, error_kind="x", error="", vantage="direct")
    found = {(one.source, str(one.since), str(one.until)) for one in measure_material.watches(ZONE)}
    assert found == {
        ("lake", "2031-01-01", "2031-02-10"),
        ("lake", "2031-03-12", "None"),
        ("paused", "2031-01-01", "2031-06-02"),
        ("down", "2031-01-01", "2031-06-02"),
    }
    assert silences(NOW, ZONE) == ()


@pytest.mark.usefixtures("record")
def test_what_people_kept_of_suggestions_is_counted_by_month(tiny_pack: Pack, act: Act) -> None:
    row = IncidentRow.objects.order_by("number")[0]
    row.codes.update(state="approved")
    codes = row.codes.get()
    for key, section, event in (("a", row.section, codes.event_type), ("b", 3, "leak")):
        story = StoryRow.objects.create(
            key=key,
            # What became of it afterwards changes nothing of what was kept.
            state="rejected",
            opened=NOW,
            newest=NOW,
            section=section,
            event_type=event,
        )
        DecisionRow.objects.create(
            story=story, kind="take", before="new", incident=row, member=act.member, time=NOW
        )
    found = {(one.variable, one.kept, one.of) for one in of(tiny_pack).suggested}
    assert found == {("section", 1, 2), ("event_type", 1, 2)}


@pytest.mark.usefixtures("record")
def test_the_desk_sees_what_is_silent(tiny_pack: Pack) -> None:
    snapshot = take(tiny_pack)
    found = measures(tiny_pack, snapshot.incidents, snapshot.editions, NOW.date())
    assert found.board.as_of == NOW.date()
