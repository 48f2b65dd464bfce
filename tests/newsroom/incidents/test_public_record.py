"""Whom, and what else beside the incidents, does the public see? And whom never?"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dalel.domain.conduct import Basis
from dalel.domain.diary import DiaryKind
from dalel.domain.incident import Incident
from dalel.domain.states import DiaryState, IncidentState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.incidents.actions import diary, withdrawn_words
from dalel.newsroom.incidents.models import (
    AttributionRow,
    CaseRow,
    DiaryRow,
    IncidentRow,
    NamingDecision,
    OutletRow,
    PersonRow,
)
from dalel.newsroom.incidents.queries import related as public
from dalel.newsroom.incidents.queries.snapshot import take
from dalel.newsroom.stories.models import StoryRow
from dalel.pack import Pack
from dalel.publish.bench import invented
from story_rows import story_of

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
NAMES = {"kk": "Айгүл Ойдан", "ru": "Айгуль Ойдан"}
ONE, TWO = "XX-2020-0001", "XX-2020-0002"


@pytest.fixture(autouse=True)
def rows() -> None:
    """Two incidents, the second one happened first; and somebody who decides."""
    Member.objects.create(username="aliya", name="Әлия")
    for number, day in ((ONE, "2031-05-02"), (TWO, "2031-05-01")):
        IncidentRow.objects.create(
            number=number,
            section=1,
            state=IncidentState.PUBLISHED,
            updated=NOW,
            date_iso=day,
            date_precision="day",
        )


def incident(status: str | None, number: str = ONE) -> Incident:
    """An incident as the public sees it, its matter at some status."""
    one = replace(invented(1).incidents[0], number=number)
    assert one.codes is not None
    return replace(one, codes=replace(one.codes, case_status=status) if status else None)


def person(*numbers: str, names: dict[str, str] = NAMES) -> PersonRow:
    row = PersonRow.objects.create(names=names)
    row.incidents.set(IncidentRow.objects.filter(number__in=numbers or (ONE,)))
    return row


def decide(
    role: str,
    stage: str,
    *,
    public: bool = False,
    consent: bool = False,
    number: str = ONE,
    names: dict[str, str] = NAMES,
    later: int = 0,
) -> None:
    """Write down a naming decision."""
    NamingDecision.objects.create(
        incident=IncidentRow.objects.get(number=number),
        member=Member.objects.get(),
        time=NOW + timedelta(hours=later),
        names=names,
        role=role,
        stage=stage,
        public=public,
        consent=consent,
    )


def listed(pack: Pack, incidents: Iterable[Incident]) -> dict[int, list[str]]:
    """The incidents for which each person stands in lists, by the person's number."""
    found = public.persons(incidents, pack.naming)
    return {one.number: [named.incident for named in one.named] for one in found}


ALL_SAID = {"public": True, "consent": True}
CASES: tuple[tuple[str, str, str, dict[str, bool], str | None, bool], ...] = (
    # who, in which stage by the decision, what the person did, status of the matter, in lists?
    ("an official, for what he does in office", "official", "charge", {}, "charge", True),
    ("an official whose judgment is final", "official", "final", {}, "final", True),
    ("an official acquitted since the decision", "official", "trial", {}, "acquitted", False),
    ("an official acquitted, before the codes say so", "official", "acquitted", {}, "trial", False),
    ("an official whose case was dropped", "official", "charge", {}, "terminated", False),
    ("an official whose conviction is spent", "official", "spent", {}, "final", False),
    ("an official of a matter without codes", "official", "none", {}, None, True),
    ("an official of a matter of unheard-of status", "official", "trial", {}, "no_such", True),
    ("an outlet, whatever becomes of its case", "outlet", "acquitted", {}, "acquitted", True),
    ("a journalist who spoke of the case", "journalist", "trial", {"public": True}, "trial", True),
    ("the same after the end of it", "journalist", "trial", {"public": True}, "terminated", False),
    ("a journalist who only agreed", "journalist", "trial", {"consent": True}, "trial", False),
    ("a journalist who did neither", "journalist", "trial", {}, "trial", False),
    ("a journalist finally judged, unheard", "journalist", "final", {}, "final", False),
    ("an activist who spoke of it", "public_figure", "charge", {"public": True}, "charge", True),
    ("an activist acquitted", "public_figure", "charge", ALL_SAID, "acquitted", False),
    ("a private person", "private_person", "charge", {}, "charge", False),
    ("a private person who agreed", "private_person", "charge", ALL_SAID, "charge", False),
    ("a victim", "victim", "none", {}, "not_applicable", False),
    ("a victim who agreed to be named", "victim", "none", ALL_SAID, "not_applicable", False),
    ("a witness", "witness", "trial", {}, "trial", False),
    ("a witness, even one who agreed", "witness", "trial", ALL_SAID, "trial", False),
    ("a relative, even one who agreed", "relative", "trial", ALL_SAID, "trial", False),
    ("a child", "minor", "none", {}, "not_applicable", False),
    ("a child, even one who spoke in public and agreed", "minor", "none", ALL_SAID, None, False),
)  # fmt: skip


@pytest.mark.parametrize(
    ("role", "stage", "said", "status", "is_listed"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_in_lists_stands(
    kz_pack: Pack,
    role: str,
    stage: str,
    said: dict[str, bool],
    status: str | None,
    *,
    is_listed: bool,
) -> None:
    row = person()
    decide(role, stage, public="public" in said, consent="consent" in said)
    assert listed(kz_pack, [incident(status)]) == ({row.number: [ONE]} if is_listed else {})


def test_every_role_of_the_pack_is_in_the_table(kz_pack: Pack) -> None:
    assert {case[1] for case in CASES} == set(kz_pack.naming.roles)


def test_nobody_stands_in_lists_of_whom_nothing_was_decided(kz_pack: Pack) -> None:
    person()
    assert listed(kz_pack, [incident("charge")]) == {}


def test_a_decision_holds_for_its_incident_only(kz_pack: Pack) -> None:
    row = person(ONE, TWO)
    decide("official", "charge", number=TWO)
    seen = [incident("charge"), incident("charge", TWO)]
    assert listed(kz_pack, seen) == {row.number: [TWO]}


def test_the_newest_decision_counts(kz_pack: Pack) -> None:
    row = person()
    decide("witness", "trial", later=2)
    decide("official", "trial", later=1)
    assert listed(kz_pack, [incident("trial")]) == {}
    decide("official", "trial", later=3)
    assert listed(kz_pack, [incident("trial")]) == {row.number: [ONE]}


def test_a_decision_about_another_spelling_is_about_somebody_else(kz_pack: Pack) -> None:
    person()
    decide("official", "charge", names={"kk": "Айгүл Ойданқызы", "ru": "Айгуль Ойдан"})
    assert listed(kz_pack, [incident("charge")]) == {}


def test_whose_incident_the_public_does_not_see_is_not_seen(kz_pack: Pack) -> None:
    person(TWO)
    decide("official", "charge", number=TWO)
    assert listed(kz_pack, [incident("charge")]) == {}


def test_what_is_printed_of_a_person_is_the_role_and_the_stage_of_today(kz_pack: Pack) -> None:
    person()
    decide("official", "complaint")
    [one] = public.persons([incident("trial")], kz_pack.naming)
    assert one.names == NAMES
    assert one.named[0].role == kz_pack.naming.roles["official"]
    assert one.named[0].stage == kz_pack.naming.stages["trial"]


def test_a_name_that_is_withdrawn_leaves_every_list(kz_pack: Pack) -> None:
    person()
    decide("official", "charge")
    case = CaseRow.objects.create(names={"kk": "Айгүл Ойданның ісі", "ru": "Дело"})
    case.incidents.set(IncidentRow.objects.filter(number=ONE))
    assert [one.names for one in take(kz_pack, released=True).persons] == [NAMES]
    act = Act(member=Member.objects.get(), time=NOW)
    withdrawn_words.withdraw(["Айгүл Ойдан"], "in danger", act)
    snapshot = take(kz_pack, released=True)
    assert snapshot.persons == ()
    assert [dict(one.names) for one in snapshot.matters] == [{"kk": "[…] ісі", "ru": "Дело"}]


def test_a_case_leads_to_what_the_public_sees_of_it_by_date() -> None:
    case = CaseRow.objects.create(names=NAMES)
    case.incidents.set(IncidentRow.objects.all())
    CaseRow.objects.create(names={"kk": "Ішкі іс"}).incidents.set(
        IncidentRow.objects.filter(number=TWO)
    )
    assert [one.incidents for one in public.matters({ONE, TWO})] == [(TWO, ONE), (TWO,)]
    assert [one.incidents for one in public.matters({ONE})] == [(ONE,)]
    assert public.matters(()) == ()


def test_an_outlet_is_listed_for_what_the_public_sees_of_it() -> None:
    outlet = OutletRow.objects.create(names=NAMES, host="oidan.test", source="oidan")
    outlet.incidents.set(IncidentRow.objects.all())
    OutletRow.objects.create(names={"kk": "Ешкім"}, host="nobody.test")
    [one] = public.outlets({ONE})
    assert (one.host, one.source, one.incidents) == ("oidan.test", "oidan", (ONE,))
    assert public.outlets(()) == ()


def day(number: int, state: DiaryState, **more: object) -> None:
    """Write down a day to come; one that was decided has somebody who did, and a second one."""
    decided = {"member": Member.objects.get(), "decided": NOW}
    day = date(2031, 7, number)
    if state is DiaryState.CONFIRMED:
        decided |= {"public_day": day, "public_kind": DiaryKind.HEARING}
    DiaryRow.objects.create(
        day=day, kind=DiaryKind.HEARING, state=state, time=NOW, **decided, **more
    )


def test_only_days_that_somebody_confirmed_of_what_the_public_sees_are_told() -> None:
    one, two = IncidentRow.objects.get(number=ONE), IncidentRow.objects.get(number=TWO)
    day(1, DiaryState.CONFIRMED, incident=one)
    day(2, DiaryState.PROPOSED, incident=one)
    day(3, DiaryState.CONFIRMED, incident=two)
    day(4, DiaryState.CONFIRMED)
    assert [found.day.day for found in public.diary({ONE})] == [1]
    assert [found.day.day for found in public.diary({ONE, TWO})] == [1, 3]


def test_a_day_of_an_article_is_told_with_the_incident_for_which_two_agreed_on_it() -> None:
    story = story_of(("a",), NOW - timedelta(hours=9))
    article = ArticleRow.objects.get(membership__story=story)
    day(5, DiaryState.CONFIRMED, article=article, sentence="Сот 5 шілдеде болады.")
    assert public.diary({ONE}) == ()
    act = Act(member=Member.objects.get(), time=NOW)
    key = DiaryRow.objects.get(article=article).pk
    diary.show(key, ONE, date(2031, 7, 5), DiaryKind.HEARING, act)
    StoryRow.objects.filter(pk=story.pk).update(
        state="taken", incident=IncidentRow.objects.get(number=TWO)
    )
    [found] = public.diary({ONE})
    assert (found.day.day, found.incident) == (5, ONE)
    assert public.diary({TWO}) == ()


def test_who_is_only_alleged_is_told_apart_from_who_is_established() -> None:
    for actor, basis in (
        ("ministry", Basis.SIGNED),
        ("ministry", Basis.ALLEGED),
        ("hackers", Basis.ALLEGED),
    ):
        AttributionRow.objects.create(
            incident=IncidentRow.objects.get(number=ONE),
            member=Member.objects.get(),
            time=NOW,
            actor=actor,
            basis=basis,
            by="Ойдан",
        )
    assert public.attributed() == {ONE: (frozenset({"ministry"}), frozenset({"hackers"}))}
