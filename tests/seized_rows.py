"""Plants known words in every row of a home, as an older Dalel kept them and as they are kept now.

It is imported by a process of its own that knows its settings, and dies when all is planted.
"""

import os
import signal
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final
from unittest import mock
from uuid import uuid4

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.utils import encrypt
from allauth.usersessions.models import UserSession
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.db import models

from dalel.domain.incident import IncidentText
from dalel.domain.notice import NoticeKind
from dalel.domain.public_change import ShowPicture
from dalel.newsroom.accounts import shown_secrets
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import AuditRow, HandoverRow, Member
from dalel.newsroom.accounts.session_store import SessionStore, row_key
from dalel.newsroom.accounts.shown_secrets import app_key
from dalel.newsroom.editions.models import EditionRow, IntroductionRow
from dalel.newsroom.frame.models import NewsroomKeyRow
from dalel.newsroom.frame.sealed_columns import SealedJSON, SealedText
from dalel.newsroom.frame.sealing import seal
from dalel.newsroom.frame.search_index import index
from dalel.newsroom.incidents import models as rows
from dalel.newsroom.incidents.actions import autosave, texts
from dalel.newsroom.incidents.actions.search_rules import index_published
from dalel.newsroom.incidents.queries.findable import text_of_incident
from dalel.newsroom.incidents.queries.saved_files import store
from dalel.newsroom.releases.models import SubscriberRow
from dalel.steps.archive.sealed_files import SealedFiles
from seized_home import planted
from story_rows import kept_article

NOW: Final = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
_FIRST, _LAST = date(2031, 6, 1), date(2031, 6, 9)
_Words = Mapping[str, tuple[str, ...]]


def plant(when: str) -> None:
    """Plant, and die in the middle of it all."""
    is_older = when == "older"
    if is_older:
        _be_older()
    words = planted(when)
    name = words["members' names"]
    member = Member.objects.create(
        username=name[0], name=name[1], role="editor", password=name[2], reads=["ru", "kk"]
    )
    act = Act(member=member, time=NOW)
    _plant_factors(words, member, str if is_older else encrypt)
    _plant_sessions(words, member, is_older=is_older)
    incident = _plant_drafts(words, act)
    if is_older:
        index(text_of_incident(row) for row in incident.versions.all())
    _plant_letters(words, act, incident)
    _plant_sources(words, act, incident, is_older=is_older)
    _plant_decisions(words, act, incident)
    _plant_notes(words, act)
    _plant_file(words, act, incident, is_older=is_older)
    _plant_readable(words, act)
    sys.stdout.write("planted")
    sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGKILL)


def _be_older() -> None:
    """Write in clear, as before columns were sealed; all is looked through at the next start."""
    SealedText.get_prep_value = models.TextField.get_prep_value  # type: ignore[method-assign]
    SealedJSON.get_prep_value = models.JSONField.get_prep_value  # type: ignore[method-assign]
    NewsroomKeyRow.objects.update(rules=0, swept=False)


def _plant_factors(words: _Words, member: Member, sealed: Callable[[str], str]) -> None:
    for kind, field, name in (
        ("totp", "secret", "secrets of second factors"),
        ("recovery_codes", "seed", "seeds of recovery codes"),
    ):
        for secret in words[name]:
            other = Member.objects.create(
                username=f"{member.pk}-{kind}-{Member.objects.count()}", role="reporter"
            )
            Authenticator.objects.create(user=other, type=kind, data={field: sealed(secret)})


def _plant_sessions(words: _Words, member: Member, *, is_older: bool) -> None:
    """Two sessions by their keys, and what a page keeps in one while an app is set up."""
    *keys, secret = words["keys of open sessions, keys of apps being set up"]
    for key in keys:
        store = db.SessionStore(key) if is_older else SessionStore(key)
        # No session is loaded: the key is that of a new one.
        store.clear()
        store[SESSION_KEY] = str(member.pk)
        if is_older:
            store[SECRET_SESSION_KEY] = secret
        else:
            with mock.patch.object(shown_secrets, "generate_totp_secret", return_value=secret):
                assert app_key(store, is_sent=False) == secret
        store.save(must_create=True)
        kept = key if is_older else row_key(key)
        UserSession.objects.create(user_id=member.pk, ip="127.0.0.1", session_key=kept)


def _plant_drafts(words: _Words, act: Act) -> rows.IncidentRow:
    incident = texts.open_incident(1, "XT", act)
    first, second, third = words["drafts and versions in review"]
    text = IncidentText(language="ru", title=first, paragraphs=(f"Сказано: {second}.", third))
    texts.save_text(incident.number, text, seen=0, act=act)
    first, second, third = words["what was typed and not saved"]
    typed = IncidentText(language="ru", title=first, paragraphs=(second, third))
    autosave.keep(incident, [(typed, 1)], act)
    first, second, third = words["machine drafts"]
    made = {"ru": {"title": second, "sentences": [{"text": third}]}}
    rows.DraftRow.objects.create(
        incident=incident, job="draft", asked=NOW, message=first, texts=made
    )
    for one in words["remarks"]:
        rows.RemarkRow.objects.create(incident=incident, member=act.member, time=NOW, text=one)
    return incident


def _plant_letters(words: _Words, act: Act, incident: rows.IncidentRow) -> None:
    first, second, third = words["demands"]
    reply, printed, by = words["replies to demands"]
    number = rows.DemandRow.objects.count() + 1
    rows.DemandRow.objects.create(
        number=number,
        key=str(uuid4()),
        kind="reply",
        party=first,
        claim=second,
        reason=third,
        received=_FIRST,
        due=_LAST,
        incident=incident,
        registered_by=act.member,
        registered=NOW,
        replies={"ru": reply},
        print_texts={"ru": printed},
        print_by={"ru": by},
    )
    first, second, third = words["letters to those concerned and their answers"]
    rows.InquiryRow.objects.create(
        incident=incident,
        whom=first,
        sent=_FIRST,
        due=_LAST,
        answer=second,
        translation=third,
        language="ru",
        member=act.member,
        time=NOW,
    )
    first, second, third = words["lawyers' notes"]
    for told, adviser in ((first, third), (second, "")):
        rows.LegalNoteRow.objects.create(
            incident=incident,
            kind="question",
            words=told,
            adviser=adviser,
            member=act.member,
            time=NOW,
        )


def _plant_sources(words: _Words, act: Act, incident: rows.IncidentRow, *, is_older: bool) -> None:
    first, second, third = words["conversations with sources"]
    rows.ConversationRow.objects.create(
        incident=incident,
        held=_FIRST,
        way="phone",
        described={"ru": first},
        words=second,
        translation=third,
        language="ru",
        member=act.member,
        time=NOW,
        # Names were sealed from the beginning, with another key.
        sealed="" if is_older else seal(second),
    )


def _plant_decisions(words: _Words, act: Act, incident: rows.IncidentRow) -> None:
    first, second, third = words["proposals"]
    rows.ProposalRow.objects.create(
        kind=ShowPicture.kind,
        incident=incident,
        before={"x": first},
        after={"x": [second]},
        member=act.member,
        time=NOW,
        reason=third,
    )
    first, second, third = words["developments and notices"]
    rows.DevelopmentRow.objects.create(
        incident=incident,
        order=1,
        texts={"ru": first},
        author=act.member,
        date_iso="2031-06-01",
        date_precision="day",
    )
    rows.NoticeRow.objects.create(
        incident=incident,
        key=uuid4(),
        kind=NoticeKind.CORRECTION,
        texts={"ru": second},
        by={"ru": third},
        author=act.member,
        written=NOW,
    )
    first, second, third = words["concerns and decisions about them"]
    rows.ConcernRow.objects.create(
        key="k",
        incident=incident,
        rule="x",
        weight="error",
        excerpt=first,
        values={"x": second},
        suggestion=third,
    )
    first, second, third = words["names of people and decisions on naming"]
    rows.PersonRow.objects.create(names={"ru": first}, note=second)
    rows.CommentRow.objects.create(
        incident=incident, whom=third, asked=_FIRST, member=act.member, time=NOW
    )


def _plant_notes(words: _Words, act: Act) -> None:
    edition, _ = EditionRow.objects.get_or_create(
        number=900, defaults={"period_start": _FIRST, "period_end": _LAST}
    )
    before = edition.introductions.count()
    for number, one in enumerate(words["introductions"], before + 1):
        IntroductionRow.objects.create(
            edition=edition, language="en", number=number, text=one, time=NOW
        )
    note = " ".join(words["the handover note"])
    HandoverRow.objects.create(
        number=HandoverRow.objects.count() + 1, text=note, member=act.member, time=NOW
    )
    for one in words["the diary's words"]:
        rows.DiaryRow.objects.create(day=_LAST, kind="hearing", words=one, time=NOW)
    for one in words["questions to hosted models"]:
        rows.SentTextRow.objects.create(
            time=NOW, host="models.test", model="m", job="draft", subject="s", text=one, digest="d"
        )
    topics = words["topics that readers follow"]
    for one, topic in zip(words["readers' addresses"], topics, strict=True):
        SubscriberRow.objects.create(
            address=f"{one}@readers.test",
            language="ru",
            secret=str(uuid4()),
            asked=NOW,
            topic=f"place:{topic}",
        )


def _plant_file(words: _Words, act: Act, incident: rows.IncidentRow, *, is_older: bool) -> None:
    first, second, third = words["saved files: pictures, words, names"]
    files = store()
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"dalel.saved-files")
    older = SealedFiles(files.folder, derive.derive(settings.SECRET_KEY.encode()))
    picture, shown = f"PNG {second}".encode(), f"PNG shown {second}".encode()
    file = rows.SavedFileRow.objects.create(
        incident=incident,
        name=first,
        kind="png",
        size=1,
        sha256="0" * 64,
        chained=uuid4().hex,
        recipients="age1",
        member=act.member,
        time=NOW,
    )
    rows.SavedPageRow.objects.create(
        file=file,
        number=1,
        width=1,
        height=1,
        working=files.put((older if is_older else files).seal(picture)),
        # In clear, as it was.
        shown=files.put(shown if is_older else files.seal(shown)),
        text=third,
    )


def _plant_readable(words: _Words, act: Act) -> None:
    incident = texts.open_incident(1, "XT", act)
    first, second, third = words["published and imported texts"]
    rows.TextVersionRow.objects.create(
        incident=incident,
        language="ru",
        number=1,
        title=first,
        paragraphs=[second, third],
        time=NOW,
        author=act.member,
        state="approved",
        note=" ".join(words["short notes beside versions"]),
    )
    incident.state = "published"
    incident.save()
    index_published(incident)
    first, second, third = words["articles and their claims"]
    kept_article(first, NOW, title=first, text=f"{second} {third}")
    for one in words["the audit log with its reasons"]:
        AuditRow.objects.create(time=NOW, member=act.member, action="x", subject="s", detail=one)
    for one in words["words that were withdrawn"]:
        rows.WithdrawnWordsRow.objects.create(words=one, reason="-", member=act.member, time=NOW)


def told() -> dict[str, Any]:
    """What of it can be read with the key."""
    return {
        "remarks": [row.text for row in rows.RemarkRow.objects.all()],
        "demands": [row.party for row in rows.DemandRow.objects.all()],
        "readers": [row.address for row in SubscriberRow.objects.all()],
        "pictures": [
            store().open(store().get(row.working)).decode()
            for row in rows.SavedPageRow.objects.all()
        ],
    }
