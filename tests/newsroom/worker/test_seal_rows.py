"""Is what an older Dalel kept in clear sealed, whenever that is cut off?"""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from cryptography.fernet import Fernet
from django.core import serializers
from django.db import connection

from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.frame import newsroom_key, sealing
from dalel.newsroom.frame.append_only import free_table, set_guards
from dalel.newsroom.frame.models import NewsroomKeyRow
from dalel.newsroom.incidents.models import (
    ConversationRow,
    IncidentRow,
    PersonRow,
    RemarkRow,
    WithdrawnWordsRow,
)
from dalel.newsroom.incidents.queries.withdrawn_words import older_word_digest, word_digest
from dalel.newsroom.releases.models import SubscriberRow
from dalel.newsroom.worker.actions import seal_rows
from dalel.newsroom.worker.actions.seal_rows import seal_all

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def older(tmp_path: Path, settings: Any) -> Path:
    """A home of before, with a word of each kind in clear."""
    settings.DALEL = settings.DALEL.model_copy(update={"home": tmp_path, "key_file": None})
    member = Member.objects.create(username="aliya", role="editor")
    incident = IncidentRow.objects.create(number="XT-1", section=1, updated=NOW)
    RemarkRow.objects.create(incident=incident, member=member, time=NOW, text="sealed:no, plain")
    PersonRow.objects.create(names={"ru": "Айгуль"}, note="")
    Authenticator.objects.create(user=member, type="totp", data={"secret": "ABCD"})
    SubscriberRow.objects.create(address="a@x.test", language="ru", secret="s", asked=NOW)  # noqa: S106
    key = Fernet.generate_key()
    (tmp_path / "source-key").write_bytes(key)
    ConversationRow.objects.create(
        incident=incident,
        held=date(2031, 6, 1),
        way="phone",
        language="ru",
        words="Было так",
        member=member,
        time=NOW,
        sealed=Fernet(key).encrypt(b"Jane").decode(),
    )
    WithdrawnWordsRow.objects.create(words="Жанна", reason="-", member=member, time=NOW)
    told = older_word_digest("Жанна")[:12]
    AuditRow.objects.create(time=NOW, member=member, action="withdrew words", subject=told)
    free_table(ConversationRow)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE incidents_remarkrow SET text = 'Скажем потом'")
        cursor.execute("""UPDATE incidents_personrow SET names = '{"ru": "Айгуль"}'""")
        cursor.execute("UPDATE incidents_conversationrow SET words = 'Было так'")
        cursor.execute("UPDATE incidents_withdrawnwordsrow SET reason = '-'")
        cursor.execute("UPDATE releases_subscriberrow SET address = 'a@x.test'")
    set_guards(using="default")
    newsroom_key.hold(None)
    return tmp_path


def raw(table: str, column: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT CAST({column} AS TEXT) FROM {table}")  # noqa: S608 - our own words.
        return str(cursor.fetchone()[0])


PLACES = (
    ("incidents_remarkrow", "text"),
    ("incidents_personrow", "names"),
    ("incidents_conversationrow", "words"),
    ("incidents_conversationrow", "sealed"),
    ("releases_subscriberrow", "address"),
    ("mfa_authenticator", "data"),
)
_GUARDS = {
    "sqlite": "SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger' "
    "AND name LIKE 'incidents_conversationrow%'",
    "postgresql": "SELECT COUNT(*) FROM pg_trigger WHERE NOT tgisinternal "
    "AND tgrelid = 'incidents_conversationrow'::regclass",
}


def proved(home: Path) -> None:
    assert all("sealed:1" in raw(*place) for place in PLACES)
    assert RemarkRow.objects.get().text == "Скажем потом"
    assert PersonRow.objects.get().names == {"ru": "Айгуль"}
    assert PersonRow.objects.get().note == ""
    row = ConversationRow.objects.get()
    assert row.words == "Было так"
    assert sealing.unsealed(row.sealed) == "Jane"
    assert decrypt(Authenticator.objects.get().data["secret"]) == "ABCD"
    assert SubscriberRow.objects.get(address="a@x.test").address == "a@x.test"
    assert AuditRow.objects.get().subject == word_digest("Жанна")[:12]
    assert not (home / "source-key").exists()
    # Guards are set again.
    with connection.cursor() as cursor:
        cursor.execute(_GUARDS[connection.vendor])
        assert cursor.fetchone()[0] == 2


def test_all_that_was_in_clear_is_sealed_once(older: Path) -> None:
    assert seal_all(older)
    proved(older)
    before = [raw(*place) for place in PLACES]
    assert not seal_all(older)
    NewsroomKeyRow.objects.update(rules=0)
    assert seal_all(older)
    assert [raw(*place) for place in PLACES] == before


@pytest.mark.parametrize(
    "step",
    ["_seal_columns", "_seal_sources", "_seal_factors", "_seal_files", "_key_digests", "_sweep"],
)
def test_what_was_cut_off_goes_on(older: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as cut:
        cut.setattr(seal_rows, step, _cut_off)
        with pytest.raises(KeyboardInterrupt):
            seal_all(older)
    # Until it goes on, all is read as it was.
    assert RemarkRow.objects.get().text == "Скажем потом"
    newsroom_key.hold(None)
    assert seal_all(older)
    proved(older)


def test_a_file_of_rows_holds_what_is_sealed_and_is_loaded_without_the_key(older: Path) -> None:
    seal_all(older)
    rows = [*PersonRow.objects.all(), *RemarkRow.objects.all(), *SubscriberRow.objects.all()]
    file = serializers.serialize("jsonl", rows)
    assert "Скажем" not in file
    assert "x.test" not in file
    RemarkRow.objects.all().delete()
    (older / "newsroom-key").rename(older / "away")
    newsroom_key.hold(None)
    for loaded in serializers.deserialize("jsonl", file):
        loaded.save()
    (older / "away").rename(older / "newsroom-key")
    assert RemarkRow.objects.get().text == "Скажем потом"
    assert PersonRow.objects.get().names == {"ru": "Айгуль"}
    assert SubscriberRow.objects.get().address == "a@x.test"


def _cut_off(*_args: Any) -> None:
    raise KeyboardInterrupt
