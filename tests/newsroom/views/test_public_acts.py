"""Does nobody alone change what the public reads or counts, whatever they press?"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from dalel.domain.diary import DiaryKind
from dalel.domain.evidence import EvidenceClass
from dalel.domain.incident import Incident
from dalel.domain.snapshot import Snapshot
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions.account_requests import POWERFUL
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.desk.actions import suspension
from dalel.newsroom.evidence.models import ArticleRow, CaptureRow
from dalel.newsroom.figures.queries.measure_material import known
from dalel.newsroom.frame.own_apps import own_apps
from dalel.newsroom.frame.permissions import RULES, Action
from dalel.newsroom.frame.public_acts import ACTS, SHOWN, InPublic
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.models import DiaryRow, ProposalRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.sources.models import SourceRow
from dalel.pack import Pack
from newsroom.access_rules import named_addresses
from newsroom.public_world import FORMS, ONE, World, agree_on_links, public, world
from newsroom.second_person import approve_all
from own_transaction import of_the_test

pytestmark = pytest.mark.django_db
#: What one person alone may change in public, as the table says; such acts have tests of their own.
ALONE = frozenset(
    {
        InPublic.SECOND,
        InPublic.RELEASED,
        InPublic.TAKEN_BACK,
        InPublic.FLASH,
        InPublic.IMPRINT,
    }
)
#: Acts on what this record has not got: texts in work, stories, demands, drafts, the own account
#: and the door. ``test_access`` tries each as every role, too.
ELSEWHERE = frozenset(ACTS) - frozenset(FORMS)


_OURS = re.compile("|".join(f'"{app.label}_' for app in own_apps()))


@pytest.fixture
def there(record: None, tiny_pack: Pack, cast: dict[str, Member]) -> World:
    Member.objects.create_user("the-other")
    Member.objects.create_user("the-brought", brought_by=cast["left"])
    Member.objects.filter(username__startswith="the-").update(reads=["ru", "en"])
    SourceRow.objects.create(key="lake", name="Озеро")
    return world(tiny_pack, datetime.now(UTC))


@contextmanager
def undone() -> Iterator[list[str]]:
    """Whatever happens within is taken back; gives the statements that write rows of ours."""
    written: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        if sql.lstrip().startswith(("INSERT", "UPDATE", "DELETE")) and _OURS.search(sql):
            written.append(sql)
        return execute(sql, params, many, context)

    with of_the_test():
        mark = transaction.savepoint()
        with connection.execute_wrapper(watch):
            yield written
        transaction.savepoint_rollback(mark)


def test_every_address_of_the_desk_is_in_the_table() -> None:
    assert named_addresses() == {name for name, _ in ACTS} | SHOWN
    assert not {name for name, _ in ACTS} & SHOWN


def test_acts_that_this_record_cannot_try_are_few_and_change_nothing_else() -> None:
    assert not {act for act in ELSEWHERE if ACTS[act].changes is InPublic.PROPOSED}
    assert not {act for act in ELSEWHERE if ACTS[act].changes is InPublic.ACCOUNT}


def test_power_over_accounts_is_told_as_the_rules_tell_it() -> None:
    assert RULES[Action.APPROVE] | RULES[Action.RELEASE] | RULES[Action.RUN_ACCOUNTS] == POWERFUL


@pytest.mark.parametrize(
    ("role", "of_few"), [*((role, False) for role in Role), (Role.ADMINISTRATOR, True)]
)
def test_each_role_does_what_the_table_says_and_changes_nothing_public_alone(
    there: World, cast: dict[str, Member], tiny_pack: Pack, role: Role, *, of_few: bool
) -> None:
    member = cast[role]
    if of_few:
        # All came today: a newsroom stays small for a day after one more came.
        Member.objects.update(joined=datetime.now(UTC))
    client = Client(raise_request_exception=True)
    client.force_login(member)
    before = public(tiny_pack)
    wrong = {}
    for name, form in FORMS.items():
        rule = ACTS[name]
        with undone() as written:
            path, data = form(there, member)
            written.clear()
            answer = client.post(path, data)
            found = (answer.status_code, bool(written))
            if role not in rule.doers(of_few=of_few):
                is_right = found == (403, False)
            elif rule.changes in ALONE:
                is_right = found == (302, True)
            else:
                is_right = found[0] in {200, 302} and found[1] and public(tiny_pack) == before
            if not is_right:
                wrong[name] = found
    assert wrong == {}


@pytest.mark.parametrize("who", ["a stranger", "one who has left", "one whose account was closed"])
def test_whoever_does_not_belong_to_the_newsroom_does_nothing(
    there: World, cast: dict[str, Member], who: str
) -> None:
    client = Client()
    if who == "one who has left":
        client.force_login(cast["left"])
    if who == "one whose account was closed":
        client.force_login(cast["editor"])
        suspension.suspend("the-editor", "", Act(member=there.second, time=datetime.now(UTC)))
    for name, form in FORMS.items():
        with undone() as written:
            path, data = form(there, cast["publisher"])
            written.clear()
            answer = client.post(path, data)
            assert (name, answer.status_code, written) == (name, 302, [])
            assert answer["Location"].startswith("/sign-in/")


@pytest.mark.parametrize(
    "name", [name for name, rule in ACTS.items() if rule.changes is InPublic.PROPOSED]
)
def test_what_is_proposed_is_public_once_another_person_approves_it_and_not_before(
    there: World, cast: dict[str, Member], tiny_pack: Pack, name: tuple[str, str]
) -> None:
    proposer, approver, other = (Client() for _ in range(3))
    proposer.force_login(cast["editor"])
    approver.force_login(cast["publisher"])
    other.force_login(cast["reporter"])
    before = public(tiny_pack)
    path, data = FORMS[name](there, cast["editor"])
    proposer.post(path, data)
    [key] = ProposalRow.objects.exclude(pk=there.waiting).values_list("pk", flat=True)
    proposer.post(f"/proposals/{key}/", {"do": "approve"})
    assert other.post(f"/proposals/{key}/", {"do": "approve"}).status_code == 403
    assert public(tiny_pack) == before
    for page in ("/", "/proposals/"):
        assert f'id="proposal-{key}"' in approver.get(page).text
    approver.post(f"/proposals/{key}/", {"do": "approve"})
    assert ProposalRow.objects.get(pk=key).state == "approved"
    assert public(tiny_pack) != before


def test_what_stories_hold_is_counted_once_two_persons_agreed_that_the_entry_cites_it(
    there: World, cast: dict[str, Member], tiny_pack: Pack
) -> None:
    client = Client()
    client.force_login(cast["reporter"])
    before = public(tiny_pack)
    client.post(f"/inbox/{there.behind}/merge/", {"into": there.loose})
    assert public(tiny_pack) == before
    client.post(f"/inbox/{there.loose}/attach/", {"incident": ONE})
    assert public(tiny_pack) == before
    agree_on_links(incident_row(ONE))
    after = public(tiny_pack)
    assert len(of(after, ONE).links) == len(of(before, ONE).links) + 1
    told = [known([of(one, ONE)], UTC)[ONE].reports["lake"] for one in (before, after)]
    assert told[1] < told[0]


def test_a_link_that_one_person_drops_keeps_its_evidence_in_public(
    there: World, cast: dict[str, Member], tiny_pack: Pack
) -> None:
    client = Client()
    client.force_login(cast["reporter"])
    for rows in (ArticleRow.objects, CaptureRow.objects):
        rows.update(evidence_class=EvidenceClass.PUBLIC)
    before = public(tiny_pack)
    assert of(before, ONE).proofs
    for proof in of(before, ONE).proofs:
        client.post(f"/incidents/{ONE}/links/", {"drop": proof.link})
    assert public(tiny_pack) == before


def test_a_public_day_stays_with_its_entry_when_its_story_goes_elsewhere(
    there: World, cast: dict[str, Member], tiny_pack: Pack
) -> None:
    reporter, editor = Client(), Client()
    reporter.force_login(cast["reporter"])
    editor.force_login(cast["editor"])
    row = DiaryRow.objects.create(
        day=date(2040, 3, 1),
        kind=DiaryKind.HEARING,
        words="Слушание",
        article_id=there.article,
        sentence="Слушание состоится 1 марта 2040 года.",
        language="ru",
        read_day=date(2040, 3, 1),
        read_kind=DiaryKind.HEARING,
        time=datetime.now(UTC),
    )
    form = {"day": "2040-03-01", "kind": "hearing", "words": "Слушание", "do": "confirm"}
    reporter.post(f"/diary/{row.pk}/", form)
    approve_all(editor)
    before = public(tiny_pack)
    assert (date(2040, 3, 1), ONE) in {(one.day, one.incident) for one in before.diary}
    reporter.post(f"/inbox/undo/{there.attached}/")
    assert public(tiny_pack) == before


def of(snapshot: Snapshot, number: str) -> Incident:
    return next(one for one in snapshot.incidents if one.number == number)
