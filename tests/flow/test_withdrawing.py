"""Do withdrawn words leave the channels, and does a survey say so before?"""

from pathlib import Path

import pytest

from dalel.flow.public.pressing import Press
from dalel.flow.public.withdrawing import survey, withdraw_words
from dalel.publish.tree.keeping import Shelf
from dalel.store.models import IncidentRow, Role
from flow.saying import FIRST, Desk

pytestmark = pytest.mark.django_db
#: It stands in the title and the text of the first entry, in one language alone.
WORDS = "blocked by order"


def test_withdrawn_words_leave_what_was_said_in_channels(told: Desk, tmp_path: Path) -> None:
    press = Press(
        site=told.site,
        shelf=Shelf(tmp_path / "releases"),
        key=tmp_path / "key",
        preview=tmp_path / "preview",
    )
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
