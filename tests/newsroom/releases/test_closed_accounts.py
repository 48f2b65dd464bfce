"""Does nothing reach the public any more by the word of a closed account?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from dalel.domain.dates import PartialDate, Precision
from dalel.domain.incident import Codes, IncidentText
from dalel.domain.states import EditionState, IncidentState, VersionState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.desk.actions import suspension
from dalel.newsroom.editions.models import EditionRow, IntroductionRow
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import approve_metadata, cases, metadata
from dalel.newsroom.incidents.actions import texts as editing
from dalel.newsroom.incidents.models import (
    DevelopmentRow,
    EditionEntryRow,
    IncidentRow,
    TextVersionRow,
)
from dalel.newsroom.incidents.queries.snapshot import take
from dalel.newsroom.releases.actions import editions
from dalel.newsroom.releases.queries import release_times
from dalel.pack import Pack

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
_MINUTES = count()
TOOK_BACK = "took an approval back"
CODES = Codes(
    codebook_version="1",
    event_type="blocking",
    direction="restricts",
    severity=2,
    severity_reason="",
    case_status="none",
    verification="V2",
)


def by(member: Member) -> Act:
    return Act(member=member, time=NOW + timedelta(minutes=next(_MINUTES)))


@pytest.fixture
def cast(db: None) -> dict[str, Member]:
    roles = {"aliya": Role.REPORTER, "saule": Role.EDITOR, "dana": Role.EDITOR}
    return {
        name: Member.objects.create_user(name, role=role, reads=["ru", "kk"])
        for name, role in roles.items()
    }


def written(act: Act, *, text: str = "Не открывается.", number: str = "", seen: int = 0) -> str:
    """An incident, or a newer version of its text, in review; gives its number."""
    number = number or editing.open_incident(1, "XT", act).number
    told = IncidentText(language="ru", title="Сайт недоступен", paragraphs=(text,))
    editing.save_text(number, told, seen=seen, act=act)
    if not seen:
        editing.save_codes(number, CODES, seen=0, act=act)
    editing.send_to_review(number, act)
    return number


def approved(number: str, member: Member, version: int = 1) -> str:
    return editing.approve(number, "ru", version, act=by(member), prefix="XT").number


def public(number: str) -> None:
    """Readers have it from now on."""
    IncidentRow.objects.filter(number=number).update(state=IncidentState.PUBLISHED)
    release_times.note_release(NOW + timedelta(minutes=next(_MINUTES)))


def states(number: str) -> tuple[list[str], list[str]]:
    """How far the versions of its text, and of its codes, have come."""
    row = IncidentRow.objects.get(number=number)
    texts, codes = row.versions.order_by("number"), row.codes.order_by("number")
    return [one.state for one in texts], [one.state for one in codes]


def close(cast: dict[str, Member]) -> int:
    return suspension.suspend("saule", "", by(cast["dana"])).texts


def taken_back() -> set[tuple[str, str]]:
    return set(AuditRow.objects.filter(action=TOOK_BACK).values_list("subject", "detail"))


def test_texts_and_codes_that_it_wrote_are_drafts_again(cast: dict[str, Member]) -> None:
    mine, other = written(by(cast["saule"])), written(by(cast["aliya"]))
    assert close(cast) == 2
    assert states(mine) == ([VersionState.DRAFT], [VersionState.DRAFT])
    assert states(other) == ([VersionState.IN_REVIEW], [VersionState.IN_REVIEW])


def test_what_it_approved_and_nobody_read_waits_for_another(cast: dict[str, Member]) -> None:
    mine = approved(written(by(cast["aliya"])), cast["saule"])
    other = approved(written(by(cast["aliya"])), cast["dana"])
    assert close(cast) == 2
    assert states(mine) == ([VersionState.IN_REVIEW], [VersionState.IN_REVIEW])
    assert states(other) == ([VersionState.APPROVED], [VersionState.APPROVED])
    assert taken_back() == {(mine, "ru 1"), (mine, "1")}
    approved(mine, cast["dana"])
    assert states(mine) == ([VersionState.APPROVED], [VersionState.APPROVED])


def test_what_readers_have_stays_and_a_correction_that_they_have_not_does_not(
    cast: dict[str, Member],
) -> None:
    read = approved(written(by(cast["aliya"])), cast["saule"])
    mended = approved(written(by(cast["aliya"])), cast["dana"])
    public(read)
    public(mended)
    approved(written(by(cast["aliya"]), text="Иначе.", number=mended, seen=1), cast["saule"], 2)
    assert close(cast) == 1
    assert states(read)[0] == [VersionState.APPROVED]
    assert states(mended)[0] == [VersionState.SUPERSEDED, VersionState.IN_REVIEW]


def test_a_published_incident_without_any_release_since_is_unread(cast: dict[str, Member]) -> None:
    number = approved(written(by(cast["aliya"])), cast["saule"])
    IncidentRow.objects.filter(number=number).update(state=IncidentState.PUBLISHED)
    assert close(cast) == 2


@pytest.mark.parametrize(
    ("before", "after"), [(True, VersionState.IN_REVIEW), (False, VersionState.APPROVED)]
)
def test_what_a_released_issue_holds_is_read_before_its_site_is_built(
    cast: dict[str, Member], *, before: bool, after: VersionState
) -> None:
    issue = editions.open_edition(date(2031, 5, 1), date(2031, 5, 31), by(cast["dana"]))
    released = by(cast["dana"]).time
    number = approved(written(by(cast["aliya"])), cast["saule"])
    row = EditionRow.objects.get(number=issue)
    row.state = EditionState.RELEASED
    row.released = released if before else by(cast["dana"]).time
    row.save()
    EditionEntryRow.objects.create(
        edition=row, incident=IncidentRow.objects.get(number=number), section=1, order=1
    )
    IncidentRow.objects.filter(number=number).update(state=IncidentState.PUBLISHED)
    close(cast)
    assert states(number)[0] == [after]


def test_an_older_approval_gives_way_to_the_version_that_waits(cast: dict[str, Member]) -> None:
    number = approved(written(by(cast["aliya"])), cast["saule"])
    written(by(cast["aliya"]), text="Иначе.", number=number, seen=1)
    close(cast)
    assert states(number)[0] == [VersionState.SUPERSEDED, VersionState.IN_REVIEW]


def test_who_approved_it_anew_stands_for_it(cast: dict[str, Member]) -> None:
    number = approved(written(by(cast["aliya"])), cast["saule"])
    close(cast)
    approved(number, cast["dana"])
    suspension.ask_restoring("saule", by(cast["aliya"]))
    suspension.confirm_restoring("saule", by(cast["dana"]))
    assert close(cast) == 0
    assert states(number)[0] == [VersionState.APPROVED]


@pytest.mark.parametrize("what", ["codes", "frame"])
def test_what_is_said_beside_a_public_text_does_not_come_out_unapproved(
    cast: dict[str, Member], tiny_pack: Pack, what: str
) -> None:
    number = approved(written(by(cast["aliya"])), cast["dana"])
    public(number)
    row = IncidentRow.objects.get(number=number)
    if what == "codes":
        editing.save_codes(number, replace(CODES, severity=5), seen=1, act=by(cast["aliya"]))
    else:
        with metadata.changing(row, by(cast["aliya"])):
            IncidentRow.objects.filter(pk=row.pk).update(section=2)
    editing.send_to_review(number, by(cast["aliya"]))
    waits = approve_metadata.asked(number, by(cast["saule"]))
    approve_metadata.approve(number, codes=waits.codes, frame=waits.frame, act=by(cast["saule"]))
    assert number not in take(tiny_pack, released=True).held
    assert close(cast) == 1
    [why] = take(tiny_pack, released=True).held[number]
    assert "lost their approval" in why
    waits = approve_metadata.asked(number, by(cast["dana"]))
    approve_metadata.approve(number, codes=waits.codes, frame=waits.frame, act=by(cast["dana"]))
    assert number not in take(tiny_pack, released=True).held


def test_an_approved_development_waits_for_another(cast: dict[str, Member]) -> None:
    number = approved(written(by(cast["aliya"])), cast["dana"])
    public(number)
    for order, text in ((1, "Суд начался."), (2, "Суд окончен.")):
        day = PartialDate(iso=f"2031-06-0{order}", precision=Precision.DAY)
        cases.add_development(number, day, {"ru": text}, (), by(cast["aliya"]))
        cases.approve_development(number, order, by(cast["saule"]))
        if order == 1:
            public(number)
    assert close(cast) == 1
    kept, back = DevelopmentRow.objects.order_by("order")
    assert (kept.approved_by, back.approved_by) == (cast["saule"], None)
    cases.approve_development(number, 2, by(cast["dana"]))


@pytest.mark.parametrize(
    ("state", "after"),
    [
        (EditionState.FROZEN, VersionState.IN_REVIEW),
        (EditionState.RELEASED, VersionState.APPROVED),
    ],
)
def test_an_approved_introduction_waits_unless_the_issue_is_out(
    cast: dict[str, Member], state: EditionState, after: VersionState
) -> None:
    number = editions.open_edition(date(2031, 5, 1), date(2031, 5, 31), by(cast["dana"]))
    editions.save_introduction(number, "ru", "В мае было тихо.", seen=0, act=by(cast["aliya"]))
    editions.approve_introduction(number, "ru", 1, act=by(cast["saule"]))
    release_times.note_release(by(cast["dana"]).time)
    EditionRow.objects.update(state=state, released=NOW)
    close(cast)
    assert IntroductionRow.objects.get().state == after
    assert AuditRow.objects.filter(action=TOOK_BACK, subject=f"edition {number}").exists() is (
        state is EditionState.FROZEN
    )


def test_what_was_rewritten_since_is_left_alone(cast: dict[str, Member]) -> None:
    number = approved(written(by(cast["aliya"])), cast["saule"])
    written(by(cast["aliya"]), text="Иначе.", number=number, seen=1)
    approved(number, cast["dana"], 2)
    close(cast)
    assert list(TextVersionRow.objects.order_by("number").values_list("state", flat=True)) == [
        VersionState.SUPERSEDED,
        VersionState.APPROVED,
    ]
