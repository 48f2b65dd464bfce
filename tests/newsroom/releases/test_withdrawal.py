"""Do withdrawn words leave the channels, and does a survey say so before?"""

from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from dalel.domain.states import IncidentState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.frame.newsroom_key import hold
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import withdrawn_words
from dalel.newsroom.incidents.models import IncidentRow
from dalel.newsroom.incidents.queries.withdrawn_words import withdrawn_digests, word_digest
from dalel.newsroom.releases.actions import build_site
from dalel.newsroom.releases.actions import release_record as publishing
from dalel.newsroom.releases.actions.build_site import SiteBuilder, restored
from dalel.newsroom.releases.actions.release import publish
from dalel.newsroom.releases.actions.withdraw import survey, withdraw_words
from dalel.pack import Pack
from dalel.publish.build import BuildReport, build
from dalel.publish.tree.release_shelf import ReleaseShelf
from newsroom.channel_desk import FIRST, Desk
from publish.probing import contents
from released import TITLES, release

pytestmark = pytest.mark.django_db
#: It stands in the title and the text of the first entry, in one language alone.
WORDS = "blocked by order"


@pytest.fixture
def press(tmp_path: Path) -> SiteBuilder:
    return SiteBuilder(
        site=tmp_path / "site",
        shelf=ReleaseShelf(tmp_path / "releases"),
        key=tmp_path / "key",
        preview=tmp_path / "preview",
    )


@pytest.fixture
def act(now: datetime) -> Act:
    return Act(member=Member.objects.create_user("publisher", role=Role.PUBLISHER), time=now)


def left(press: SiteBuilder, words: str) -> list[str]:
    """The files, also those beside site and shelf, that hold some words."""
    found = contents(press.site.parent)
    return [path for path, content in found.items() if words.encode() in content]


@pytest.mark.parametrize("is_restored", [False, True])
def test_what_is_taken_back_while_a_release_is_built_is_in_nothing_that_is_left(
    press: SiteBuilder,
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
            withdrawn_words.withdraw([WORDS], "danger", act)
            publishing.take_back("XT-2031-0002", IncidentState.WITHDRAWN, "danger", act)
        return report

    assert left(press, WORDS)
    assert left(press, gone)
    monkeypatch.setattr(build_site, "build", slow)
    if is_restored:
        [name] = press.shelf.names()
        restored(name, press, "/", tiny_pack)
        build_site.purge(press)
    else:
        publish(tiny_pack, press, now=act.time)
    assert len(calls) == 2
    assert left(press, WORDS) == []
    assert left(press, gone) == []


def test_a_digest_of_withdrawn_words_takes_the_newsrooms_secret(act: Act) -> None:
    withdrawn_words.withdraw([WORDS], "danger", act)
    [digest] = withdrawn_digests().values()
    assert digest != sha256(WORDS.encode()).hexdigest()
    assert word_digest(WORDS.upper()) == digest
    assert AuditRow.objects.get(action="withdrew words").subject == digest[:12]
    hold(b"a key of another newsroom, of 32")
    assert word_digest(WORDS) != digest


def test_withdrawn_words_leave_what_was_said_in_channels(told: Desk, press: SiteBuilder) -> None:
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
