"""Do withdrawn words leave the channels, and does a survey say so before?"""

from datetime import datetime
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import override_settings

from dalel.domain.states import IncidentState
from dalel.flow.public import pressing
from dalel.flow.public.pressing import Press, restored
from dalel.flow.public.releasing import publish
from dalel.flow.public.withdrawing import survey, withdraw_words
from dalel.pack import Pack
from dalel.publish import BuildReport, build
from dalel.publish.tree.keeping import Shelf
from dalel.store.acting import Act
from dalel.store.incidents import withdrawing
from dalel.store.models import AuditRow, IncidentRow, Member, Role, WithdrawnWordsRow
from dalel.store.public import publishing
from flow.saying import FIRST, Desk
from publish.probing import contents
from released import TITLES, release

pytestmark = pytest.mark.django_db
#: It stands in the title and the text of the first entry, in one language alone.
WORDS = "blocked by order"


@pytest.fixture
def press(tmp_path: Path) -> Press:
    return Press(
        site=tmp_path / "site",
        shelf=Shelf(tmp_path / "releases"),
        key=tmp_path / "key",
        preview=tmp_path / "preview",
    )


@pytest.fixture
def act(now: datetime) -> Act:
    return Act(member=Member.objects.create_user("publisher", role=Role.PUBLISHER), time=now)


def left(press: Press, words: str) -> list[str]:
    """The files, also those beside site and shelf, that hold some words."""
    found = contents(press.site.parent)
    return [path for path, content in found.items() if words.encode() in content]


@pytest.mark.parametrize("is_restored", [False, True])
def test_what_is_taken_back_while_a_release_is_built_is_in_nothing_that_is_left(
    press: Press,
    act: Act,
    tiny_pack: Pack,
    monkeypatch: pytest.MonkeyPatch,
    *,
    is_restored: bool,
) -> None:
    release(act.time)
    publish(tiny_pack, press, now=act.time)
    calls: list[BuildReport] = []
    _, gone = TITLES["XT-2031-0002"]

    def slow(*given: Any, **more: Any) -> BuildReport:
        report = build(*given, **more)
        calls.append(report)
        if len(calls) == 1:
            # Somebody else withdraws what is being put up at this moment.
            withdrawing.withdraw([WORDS], "danger", act)
            publishing.take_back("XT-2031-0002", IncidentState.WITHDRAWN, "danger", act)
        return report

    assert left(press, WORDS)
    assert left(press, gone)
    monkeypatch.setattr(pressing, "build", slow)
    if is_restored:
        [name] = press.shelf.names()
        restored(name, press, "/", tiny_pack)
        pressing.purge(press)
    else:
        publish(tiny_pack, press, now=act.time)
    assert len(calls) == 2
    assert left(press, WORDS) == []
    assert left(press, gone) == []


def test_a_digest_of_withdrawn_words_takes_the_newsrooms_secret(act: Act) -> None:
    withdrawing.withdraw([WORDS], "danger", act)
    [digest] = withdrawing.withdrawn().values()
    assert digest != sha256(WORDS.encode()).hexdigest()
    assert withdrawing.word_digest(WORDS.upper()) == digest
    assert AuditRow.objects.get(action="withdrew words").subject == digest[:12]
    with override_settings(SECRET_KEY="of another newsroom"):  # noqa: S106
        assert withdrawing.word_digest(WORDS) != digest


def test_what_the_log_held_of_words_is_keyed_when_the_program_is_renewed(act: Act) -> None:
    for words in (WORDS, "ОСОБЕ слово"):
        WithdrawnWordsRow.objects.create(
            words=words, reason="danger", member=act.member, time=act.time
        )
        act.note("withdrew words", sha256(words.casefold().encode()).hexdigest()[:12], "danger")
    act.note("withdrew words", "0123456789ab", "of words that are no more")
    act.note("approved", "0123456789ab")
    migration = import_module("dalel.store.migrations.0022_withdraw")
    with connection.cursor() as cursor:
        migration.key_digests(apps, SimpleNamespace(connection=connection, execute=cursor.execute))
    told = list(AuditRow.objects.order_by("pk").values_list("subject", "detail"))
    assert told == [
        (withdrawing.word_digest(WORDS)[:12], "danger"),
        (withdrawing.word_digest("ОСОБЕ слово")[:12], "danger"),
        ("—", "of words that are no more"),
        ("0123456789ab", ""),
    ]


def test_withdrawn_words_leave_what_was_said_in_channels(told: Desk, press: Press) -> None:
    before = told.about(FIRST)
    assert any(WORDS in post.text for post in told.read("en"))
    found = survey([WORDS.upper()], told.pack, press)
    [entry] = found.entries
    assert (entry.number, set(entry.texts)) == (FIRST, {"en"})
    # The entry's posts in each language and the digest of each.
    assert found.posts == 4
    assert told.about(FIRST) == before
    act = told.act("publisher", Role.PUBLISHER)
    done = withdraw_words([WORDS.upper()], "danger", told.pack, press, act=act)
    assert (done.posts, done.left, done.trouble) == (2, 0, None)
    told.send()
    assert not any(WORDS in post.text for post in told.read("en"))
    assert told.about(FIRST)[0].is_picture == before[0].is_picture
    assert IncidentRow.objects.filter(number=FIRST, state="published").exists()
    assert not survey([WORDS], told.pack, press).is_anywhere
