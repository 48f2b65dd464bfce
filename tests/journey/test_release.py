"""Does one approved edition reach every output, and do the same bytes come out a second time?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from dalel.domain.concern import Weight
from dalel.domain.states import ConcernState, EditionState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions.members import member_row
from dalel.newsroom.accounts.actions.new_account import add_account
from dalel.newsroom.accounts.actions.newsroom import state_imprint
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import write
from dalel.newsroom.incidents.actions.concern_decisions import waive_rule
from dalel.newsroom.incidents.actions.import_bulletin import import_past
from dalel.newsroom.incidents.actions.texts import send_to_review
from dalel.newsroom.incidents.models import ConcernRow, IncidentRow
from dalel.newsroom.releases.actions import editions
from dalel.newsroom.releases.actions.build_site import SiteBuilder
from dalel.newsroom.releases.actions.release import publish, release
from dalel.pack import Pack
from dalel.publish.tree.release_shelf import ReleaseShelf
from own_transaction import of_the_test
from publish.probing import contents

pytestmark = [
    pytest.mark.slow,
    pytest.mark.late,
    pytest.mark.typesets,
    # The database is made ready only when a test asks for it.
    pytest.mark.django_db,
]

NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
_DATA = [f"data/incidents.{ending}" for ending in ("csv", "xlsx", "jsonl", "parquet", "zip")]
_OF_THE_EDITION = ["bulletin-1-{}.docx", "bulletin-1-{}.pdf", "bulletin.html", "bulletin.txt"]
_OF_AN_ENTRY = ["index.html", "card.png", "square.png"]


@dataclass(frozen=True, kw_only=True)
class Twice:
    """The files of a release, and of the same record built into an empty folder."""

    released: dict[str, bytes]
    again: dict[str, bytes]
    numbers: tuple[str, ...]


@pytest.fixture(scope="module")
def twice(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    kz_pack: Pack,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Twice]:
    home = tmp_path_factory.mktemp("newsroom")
    press = SiteBuilder(
        site=home / "site",
        shelf=ReleaseShelf(home / "releases"),
        key=home / "key",
        preview=home / "preview",
    )
    with django_db_blocker.unblock(), of_the_test():
        release_a_test_copy(kz_pack, press)
        again = SiteBuilder(
            site=home / "again", shelf=press.shelf, key=press.key, preview=press.preview
        )
        publish(kz_pack, again, now=NOW)
        yield Twice(
            released=contents(press.site),
            again=contents(again.site),
            numbers=tuple(IncidentRow.objects.values_list("number", flat=True)),
        )
        transaction.set_rollback(True)


def release_a_test_copy(pack: Pack, press: SiteBuilder) -> None:
    """Two invented accounts approve the pack's bulletin and release it with an invented imprint."""
    for folder, past in pack.bulletins.items():
        import_past(folder, past, pack=pack, now=NOW)
    for username, role in (("editor", Role.EDITOR), ("publisher", Role.PUBLISHER)):
        add_account(username, role=role, reads=pack.languages)
    editor = Act(member=member_row("editor"), time=NOW)
    publisher = Act(member=member_row("publisher"), time=NOW)
    invented = dict.fromkeys(pack.languages, "desk@rights.test")
    state_imprint(dict.fromkeys(pack.profile.imprint.fields, invented), publisher)
    numbers = list(IncidentRow.objects.values_list("number", flat=True))
    for number in numbers:
        send_to_review(number, editor)
        write.recheck(number, pack, now=NOW)
    held = ConcernRow.objects.filter(state=ConcernState.OPEN, weight=Weight.ERROR)
    for rule in set(held.values_list("rule", flat=True)):
        waive_rule(1, rule, member=editor.member, reason="a test copy", now=NOW)
    for language, act in zip(pack.languages, (editor, publisher), strict=True):
        editions.approve_introduction(1, language, 1, act=act)
        for number in numbers:
            write.approve(number, language, 1, act=act, pack=pack, alone=False)
    editions.set_state(1, EditionState.FROZEN, editor)
    release(1, pack, press, act=publisher)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_edition_reaches_every_output(twice: Twice, language: str) -> None:
    edition = [f"e/1/{name.format(language)}" for name in (*_OF_THE_EDITION, *_DATA)]
    entries = [f"i/{number}/{name}" for number in twice.numbers for name in _OF_AN_ENTRY]
    assert len(entries) == 38 * len(_OF_AN_ENTRY)
    for path in ("feed.xml", "feed.json", *_DATA, *edition, *entries):
        assert twice.released[f"{language}/{path}"], path


def test_beside_it_stand_its_mirror_and_its_signature(twice: Twice) -> None:
    assert {"mirror.zip", "manifest.json.minisig", "minisign.pub"} <= twice.released.keys()


def test_a_second_build_gives_the_same_bytes(twice: Twice) -> None:
    assert twice.again.keys() == twice.released.keys()
    assert [path for path in twice.again if twice.again[path] != twice.released[path]] == []
