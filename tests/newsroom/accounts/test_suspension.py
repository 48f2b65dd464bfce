"""Does an account close at once, and open only by two?"""

from datetime import UTC, datetime, timedelta
from importlib import import_module
from itertools import count

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction

from dalel.domain.errors import NotFoundError
from dalel.domain.incident import IncidentText
from dalel.domain.membership import AccountBarredError, MembershipBar
from dalel.domain.states import EditionState, VersionState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions import invitations, members, newsroom, sessions
from dalel.newsroom.accounts.actions.invitations import LinkDeadError
from dalel.newsroom.accounts.models import AuditRow, Member, ReminderRow, SuspensionRow
from dalel.newsroom.accounts.session_store import row_key
from dalel.newsroom.desk.actions import suspension
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import diary, texts
from dalel.newsroom.incidents.models import IncidentRow
from newsroom.keys import SESAME

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
NEW = SESAME[::-1]
_MINUTES = count()


def by(member: Member) -> Act:
    return Act(member=member, time=NOW + timedelta(minutes=next(_MINUTES)))


@pytest.fixture
def cast(db: None) -> dict[str, Member]:
    roles = {"aliya": Role.REPORTER, "saule": Role.EDITOR, "dana": Role.EDITOR}
    roles |= {"marat": Role.PUBLISHER, "timur": Role.ADMINISTRATOR}
    return {
        name: Member.objects.create_user(name, SESAME, role=role, reads=["ru", "kk"])
        for name, role in roles.items()
    }


def signed_in(member: Member) -> str:
    """A session as the door makes one; gives its key."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(member.pk)
    store.save()
    key = str(store.session_key)
    UserSession.objects.create(user_id=member.pk, ip="127.0.0.1", session_key=row_key(key))
    return key


def in_review(number: int, act: Act) -> IncidentRow:
    row = texts.open_incident(number, "XT", act)
    text = IncidentText(language="ru", title="Сайт недоступен", paragraphs=("Не открывается.",))
    texts.save_text(row.number, text, seen=0, act=act)
    texts.send_to_review(row.number, act)
    return row


def state(incident: IncidentRow) -> str:
    return incident.versions.get().state


def test_everything_of_a_closed_account_ends_at_once(cast: dict[str, Member]) -> None:
    saule = cast["saule"]
    others = signed_in(cast["dana"])
    for _ in range(2):
        signed_in(saule)
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=saule, type=kind, data={})
    link = invitations.link_for("saule", by(cast["timur"]))
    made = invitations.link_for("aliya", by(saule))
    calendar = diary.new_address(saule, NOW)
    ReminderRow.objects.create(member=saule, is_on=True, address="saule@post.test", confirmed=NOW)
    closed = suspension.suspend("saule", "телефон пропал", by(cast["dana"]))
    saule.refresh_from_db()
    assert (closed.sessions, closed.factors) == (2, 1)
    assert not saule.is_active
    assert not saule.has_usable_password()
    assert not Authenticator.objects.exists()
    assert [row.session_key for row in Session.objects.all()] == [row_key(others)]
    assert [row.session_key for row in UserSession.objects.all()] == [row_key(others)]
    for dead in (link, made):
        with pytest.raises(LinkDeadError):
            invitations.invitation(dead, NOW)
    Member.objects.update(is_active=True)
    assert diary.owner(calendar) is None
    assert not ReminderRow.objects.exists()
    row = AuditRow.objects.get(action="suspended")
    assert (row.member, row.subject, row.detail) == (cast["dana"], "saule", "телефон пропал")


def test_what_a_closed_account_wrote_waits_no_longer(cast: dict[str, Member]) -> None:
    incident = in_review(1, by(cast["aliya"]))
    other = in_review(1, by(cast["dana"]))
    assert suspension.suspend("aliya", "", by(cast["saule"])).texts == 1
    assert state(incident) == VersionState.DRAFT
    assert state(other) == VersionState.IN_REVIEW


def test_what_it_scheduled_is_not_released(cast: dict[str, Member]) -> None:
    Member.objects.filter(username="dana").update(role=Role.PUBLISHER)
    for number, who in ((1, "marat"), (2, "dana")):
        EditionRow.objects.create(
            number=number,
            period_start=NOW.date(),
            period_end=NOW.date(),
            state=EditionState.SCHEDULED,
            scheduled=NOW,
            scheduled_by=cast[who],
        )
    assert suspension.suspend("marat", "", by(cast["saule"])).releases == 1
    states = EditionRow.objects.order_by("number").values_list("state", flat=True)
    assert list(states) == [EditionState.FROZEN, EditionState.SCHEDULED]


def test_the_last_publisher_stays(cast: dict[str, Member]) -> None:
    with pytest.raises(AccountBarredError) as barred:
        suspension.suspend("marat", "", by(cast["saule"]))
    assert barred.value.bar is MembershipBar.LAST_PUBLISHER
    Member.objects.filter(username="dana").update(role=Role.PUBLISHER)
    suspension.suspend("marat", "", by(cast["saule"]))
    with pytest.raises(AccountBarredError) as again:
        suspension.suspend("marat", "", by(cast["saule"]))
    assert again.value.bar is MembershipBar.ALREADY_CLOSED


def test_two_persons_open_it_again_and_both_are_written_down(cast: dict[str, Member]) -> None:
    suspension.suspend("aliya", "", by(cast["saule"]))
    suspension.ask_restoring("aliya", by(cast["saule"]))
    suspension.ask_restoring("aliya", by(cast["dana"]))
    with pytest.raises(AccountBarredError) as barred:
        suspension.confirm_restoring("aliya", by(cast["saule"]))
    assert barred.value.bar is MembershipBar.SAME_PERSON
    suspension.confirm_restoring("aliya", by(cast["dana"]))
    [past] = members.past_suspensions("aliya")
    assert (past.by, past.asked_by, past.confirmed_by) == ("saule", "saule", "dana")
    assert members.colleague("aliya").is_active
    assert members.colleague("aliya").suspension is None
    assert set(AuditRow.objects.values_list("action", flat=True)) == {
        "suspended",
        "asked to restore",
        "restored",
    }


def test_nobody_opens_an_account_alone_unasked_or_their_own(cast: dict[str, Member]) -> None:
    bars = []
    suspension.suspend("aliya", "", by(cast["saule"]))
    for act, who, name in (
        (suspension.confirm_restoring, "dana", "aliya"),
        (suspension.ask_restoring, "aliya", "aliya"),
        (suspension.ask_restoring, "dana", "saule"),
        (suspension.confirm_restoring, "dana", "saule"),
    ):
        with pytest.raises(AccountBarredError) as barred:
            act(name, by(cast[who]))
        bars.append(barred.value.bar)
    assert bars == [
        MembershipBar.NOT_ASKED,
        MembershipBar.OWN_ACCOUNT,
        MembershipBar.NOT_CLOSED,
        MembershipBar.NOT_CLOSED,
    ]
    suspension.ask_restoring("aliya", by(cast["saule"]))
    with pytest.raises(AccountBarredError) as own:
        suspension.confirm_restoring("aliya", by(cast["aliya"]))
    assert own.value.bar is MembershipBar.OWN_ACCOUNT


def test_the_database_itself_wants_two_persons(cast: dict[str, Member]) -> None:
    suspension.suspend("aliya", "", by(cast["saule"]))
    row = SuspensionRow.objects.get()
    row.asked_by = row.confirmed_by = cast["saule"]
    row.ended = NOW
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        SuspensionRow.objects.create(member=cast["aliya"], by=cast["dana"], time=NOW)


def test_the_last_of_a_role_keeps_it(cast: dict[str, Member]) -> None:
    for name, bar in (
        ("marat", MembershipBar.LAST_PUBLISHER),
        ("timur", MembershipBar.LAST_ADMINISTRATOR),
    ):
        with pytest.raises(AccountBarredError) as barred:
            members.change(name, name="", role=Role.EDITOR, reads=[], act=by(cast["timur"]))
        assert barred.value.bar is bar
        members.change(
            name, name="Тұрар", role=Role(cast[name].role), reads=["en"], act=by(cast["timur"])
        )
        assert members.colleague(name).reads == ("en",)


def test_a_new_role_signs_out_a_new_name_does_not(cast: dict[str, Member]) -> None:
    signed_in(cast["aliya"])
    members.change("aliya", name="Әлия", role=Role.REPORTER, reads=[], act=by(cast["timur"]))
    assert Session.objects.count() == 1
    members.change("aliya", name="Әлия", role=Role.EDITOR, reads=[], act=by(cast["timur"]))
    assert Session.objects.count() == 0
    assert "reporter" in AuditRow.objects.latest("pk").detail


def test_a_stricter_rule_signs_out_who_lacks_a_factor(cast: dict[str, Member]) -> None:
    Authenticator.objects.create(user=cast["saule"], type=Authenticator.Type.TOTP, data={})
    Authenticator.objects.create(user=cast["dana"], type=Authenticator.Type.RECOVERY_CODES, data={})
    kept = {row_key(signed_in(cast[name])) for name in ("saule", "aliya", "timur")}
    signed_in(cast["dana"])
    asked = (Role.EDITOR, Role.ADMINISTRATOR)
    assert newsroom.ask_second_factor_of(asked, by(cast["timur"])) == 1
    assert {row.session_key for row in Session.objects.all()} == kept
    assert newsroom.lacks_factor(cast["dana"])
    assert not newsroom.lacks_factor(cast["saule"])
    assert not newsroom.lacks_factor(cast["aliya"])


def test_second_factors_can_be_taken_away(cast: dict[str, Member]) -> None:
    Authenticator.objects.create(user=cast["aliya"], type=Authenticator.Type.TOTP, data={})
    signed_in(cast["aliya"])
    assert members.colleague("aliya").has_factor
    assert members.reset_factors("aliya", by(cast["timur"])) == 1
    assert not members.colleague("aliya").has_factor
    assert Session.objects.count() == 0


def test_sessions_that_are_over_are_forgotten(cast: dict[str, Member]) -> None:
    old, live = signed_in(cast["aliya"]), signed_in(cast["aliya"])
    Session.objects.filter(session_key=row_key(old)).update(expire_date=NOW - timedelta(days=1))
    Session.objects.filter(session_key=row_key(live)).update(expire_date=NOW + timedelta(days=1))
    assert sessions.forget_ended(NOW) == 1
    [left] = sessions.sessions(cast["aliya"], live)
    assert left.is_current
    assert not sessions.end_session(cast["saule"], left.key)
    assert sessions.end_session(cast["aliya"], left.key)
    assert Session.objects.count() == 0


def test_a_link_works_once_and_not_for_long(cast: dict[str, Member]) -> None:
    act = by(cast["timur"])
    secret = invitations.invite("жаңа", Role.REPORTER, ["kk"], act)
    assert invitations.invitation(secret, act.time).role == Role.REPORTER
    late = act.time + invitations.VALID
    with pytest.raises(LinkDeadError):
        invitations.invitation(secret, late)
    made = invitations.accept(secret, username="nur", name="Нұр", password=SESAME, now=act.time)
    assert (made.role, made.reads, made.check_password(SESAME)) == (
        Role.REPORTER,
        ["kk"],
        True,
    )
    with pytest.raises(LinkDeadError):
        invitations.accept(secret, username="nur2", name="", password=SESAME, now=act.time)
    assert not Member.objects.filter(username="nur2").exists()


def test_a_withdrawn_link_is_dead(cast: dict[str, Member]) -> None:
    act = by(cast["timur"])
    secret = invitations.invite("", Role.EDITOR, [], act)
    [offer] = invitations.open_invitations(act.time)
    invitations.withdraw(offer.pk, act)
    invitations.withdraw(offer.pk, act)
    assert invitations.open_invitations(act.time) == ()
    with pytest.raises(LinkDeadError):
        invitations.invitation(secret, act.time)


def test_a_new_link_to_an_account_kills_the_one_before(cast: dict[str, Member]) -> None:
    first = invitations.link_for("aliya", by(cast["timur"]))
    second = invitations.link_for("aliya", by(cast["timur"]))
    with pytest.raises(LinkDeadError):
        invitations.invitation(first, NOW)
    invitations.accept(second, username="", name="", password=NEW, now=NOW)
    cast["aliya"].refresh_from_db()
    assert cast["aliya"].check_password(NEW)


def test_who_is_not_there_is_named(cast: dict[str, Member]) -> None:
    with pytest.raises(NotFoundError, match="nobody"):
        suspension.suspend("nobody", "", by(cast["saule"]))
