"""Is an entry approved only where something that is kept stands behind it?"""

from datetime import UTC, date, datetime, timedelta

import pytest

from dalel.domain.rendering import RenderWish, ShutKind
from dalel.domain.states import VersionState
from dalel.newsroom.evidence.models import (
    AskedRenderingRow,
    CaptureRow,
    FindingRow,
    OutsideCopyRow,
    RenderingRow,
)
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.models import (
    ConversationRow,
    LinkRow,
    SavedFileRow,
    SavedPageRow,
    TextVersionRow,
)
from dalel.newsroom.incidents.queries.incidents import incident
from dalel.newsroom.incidents.queries.kept_evidence import is_kept_behind
from newsroom.edition_steps import approve, let_stand
from newsroom.incidents.views.test_entry_review import approve_all, shown
from newsroom.work_room import CODES, Room, texts

pytestmark = pytest.mark.django_db

NEVER_FETCHED = "https://lake.test/never-fetched"


def sent(at_work: Room, *addresses: str) -> None:
    """An entry in review that cites these addresses."""
    path = f"/incidents/{at_work.number}"
    for address in addresses:
        at_work.reporter.post(f"{path}/links/", {"url": address})
    at_work.reporter.post(f"{path}/codes/", CODES)
    at_work.reporter.post(f"{path}/edit/", texts())
    at_work.reporter.post(f"{path}/review/")
    let_stand(at_work)


def approved(at_work: Room) -> bool:
    approve_all(at_work, shown(at_work.page(at_work.editor)))
    return {*TextVersionRow.objects.values_list("state", flat=True)} == {VersionState.APPROVED}


def test_an_address_that_was_never_fetched_is_no_evidence_and_the_page_says_what_to_do(
    at_work: Room,
) -> None:
    sent(at_work, NEVER_FETCHED)
    page = at_work.page(at_work.editor)
    assert "Ссылки ещё не загружены" in page
    assert "Загрузить сейчас" in page
    assert f"/incidents/{at_work.number}/files/" in page
    assert not approved(at_work)
    approve(at_work, "ru")
    assert VersionState.APPROVED not in TextVersionRow.objects.values_list("state", flat=True)


def test_fetch_now_asks_the_worker_for_the_cited_address(at_work: Room) -> None:
    sent(at_work, NEVER_FETCHED)
    form = {"to": at_work.number, "text": NEVER_FETCHED}
    at_work.editor.post("/links/", form | {"agreed": NEVER_FETCHED})
    assert FindingRow.objects.get().canonical == NEVER_FETCHED
    assert LinkRow.objects.count() == 1


def test_without_any_evidence_the_page_says_so(at_work: Room) -> None:
    sent(at_work)
    assert "не сохранено ничего" in at_work.page(at_work.editor)
    assert not approved(at_work)


def test_a_link_that_was_captured_is_evidence(at_work: Room) -> None:
    sent(at_work, NEVER_FETCHED, "https://lake.test/court")
    assert approved(at_work)


def test_a_wall_in_place_of_the_page_is_no_evidence_until_a_browser_gets_past_it(
    at_work: Room,
) -> None:
    sent(at_work, NEVER_FETCHED)
    now = datetime.now(UTC)
    capture = CaptureRow.objects.create(
        url=NEVER_FETCHED,
        time=now,
        status=200,
        sha256="0" * 64,
        warc_file="w.warc.gz",
        warc_offset=0,
        warc_length=1,
        record_id="urn:wall",
        chain="wall",
        number=1,
        link="e" * 64,
        vantage="direct",
    )
    asked = AskedRenderingRow.objects.create(
        canonical=NEVER_FETCHED, url=NEVER_FETCHED, why=RenderWish.CITED, asked=now
    )
    visit = {"asked": asked, "final_url": NEVER_FETCHED, "page": capture}
    assert is_kept_behind(incident(at_work.number).reading.incident)
    RenderingRow.objects.create(time=now, shut=ShutKind.CONSENT, **visit)
    assert not is_kept_behind(incident(at_work.number).reading.incident)
    assert not approved(at_work)
    RenderingRow.objects.create(time=now + timedelta(days=1), **visit)
    assert is_kept_behind(incident(at_work.number).reading.incident)


def test_a_copy_in_an_outside_archive_is_evidence(at_work: Room) -> None:
    sent(at_work, NEVER_FETCHED)
    row = OutsideCopyRow.objects.create(canonical=NEVER_FETCHED, url=NEVER_FETCHED)
    assert not approved(at_work)
    row.address = "https://archive.test/1"
    row.save()
    assert approved(at_work)


def test_a_saved_file_is_evidence_once_its_text_was_read(at_work: Room) -> None:
    sent(at_work)
    file = SavedFileRow.objects.create(
        incident=at_work.row,
        name="ruling.pdf",
        kind="pdf",
        size=9,
        sha256="1" * 64,
        original="o",
        sealed_sha256="2" * 64,
        chained="3" * 64,
        recipients="age1",
        member=at_work.members[Role.REPORTER],
        time=datetime.now(UTC),
    )
    page = SavedPageRow.objects.create(file=file, number=1, width=9, height=9)
    assert not approved(at_work)
    page.text = "Постановление суда"
    page.save()
    let_stand(at_work)
    assert approved(at_work)


@pytest.mark.parametrize(
    ("may_quote", "until", "is_evidence"),
    [
        (True, None, True),
        (True, timedelta(days=30), True),
        (True, timedelta(days=-30), False),
        (False, None, False),
    ],
)
def test_a_conversation_is_evidence_as_long_as_it_may_be_quoted(
    at_work: Room, *, may_quote: bool, until: timedelta | None, is_evidence: bool
) -> None:
    sent(at_work)
    today = datetime.now(UTC).date()
    ConversationRow.objects.create(
        incident=at_work.row,
        held=date(2026, 5, 12),
        way="phone",
        sealed="sealed",
        described={"kk": "қызметкер", "ru": "сотрудник"},
        words="Нас оштрафовали.",
        language="ru",
        may_quote=may_quote,
        until=today + until if until else None,
        member=at_work.members[Role.REPORTER],
        time=datetime.now(UTC),
    )
    let_stand(at_work)
    assert is_kept_behind(incident(at_work.number).reading.incident) is is_evidence
    assert approved(at_work) is is_evidence
