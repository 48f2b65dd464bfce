"""Does one act approve an entry as it was shown, or nothing of it, and who holds each entry?"""

import re
from datetime import UTC, datetime

import pytest

from dalel.domain.incident import IncidentText
from dalel.domain.public_change import ProposalState
from dalel.domain.states import VersionState
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions.texts import open_incident, save_text, send_to_review
from dalel.newsroom.incidents.models import (
    CodesRow,
    ConcernRow,
    HolderRow,
    MetadataRow,
    ProposalRow,
    SeenVersionsRow,
    TextVersionRow,
)
from dalel.newsroom.incidents.queries.incidents import incident
from dalel.newsroom.incidents.queries.review_queue import QueuedEntry, following
from dalel.newsroom.incidents.queries.seen_versions import shown_versions, versions_in
from dalel.newsroom.incidents.review_panel import review_panel
from newsroom.edition_steps import approve, let_stand, write
from newsroom.work_room import CODES, RU, Room, texts

pytestmark = pytest.mark.django_db


def shown(page: str) -> dict[str, list[str]]:
    """What the page says that it shows, as all of its forms have it."""
    form = page.split("/seen/")[1].split("</form>")[0]
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'name="([\w-]+)" value="(\d+)"', form):
        fields.setdefault(name, []).append(value)
    return fields


def approve_all(at_work: Room, form: dict[str, list[str]]) -> str:
    path = f"/incidents/{at_work.row.number}/approve/all/"
    return at_work.editor.post(path, form, follow=True).text


def states() -> set[str]:
    rows = (TextVersionRow, CodesRow, MetadataRow)
    return {
        state
        for model in rows
        for state in model.objects.exclude(state=VersionState.SUPERSEDED).values_list(
            "state", flat=True
        )
    }


def propose_attribution(at_work: Room) -> None:
    form = {"form": "attribution", "actor": "court", "basis": "alleged", "by": "Суд"}
    at_work.reporter.post(f"/incidents/{at_work.row.number}/people/", form)


def test_one_act_approves_texts_codes_frame_and_proposals(at_work: Room) -> None:
    write(at_work)
    propose_attribution(at_work)
    let_stand(at_work)
    form = shown(at_work.page(at_work.editor))
    assert {*form} == {"text-kk", "text-ru", "codes", "frame", "proposal"}
    answer = approve_all(at_work, form)
    assert f"Утверждено: {at_work.row.number}" in answer
    assert states() == {VersionState.APPROVED}
    assert at_work.row.number.startswith("KZ-2026-")
    assert ProposalRow.objects.get().state == ProposalState.APPROVED


def test_what_changed_since_is_refused_and_nothing_is_half_approved(at_work: Room) -> None:
    write(at_work)
    let_stand(at_work)
    form = shown(at_work.page(at_work.editor))
    propose_attribution(at_work)
    assert "это изменил кто-то другой" in approve_all(at_work, form)
    form = shown(at_work.page(at_work.editor))
    at_work.reporter.post(f"/incidents/{at_work.number}/edit/", texts(ru=RU + " Ещё.", seen=1))
    at_work.reporter.post(f"/incidents/{at_work.number}/review/")
    let_stand(at_work)
    assert "это изменил кто-то другой" in approve_all(at_work, form)
    assert states() == {VersionState.IN_REVIEW}
    assert ProposalRow.objects.get().state == ProposalState.WAITING


def test_what_is_saved_while_the_page_is_made_is_not_taken_for_shown(at_work: Room) -> None:
    write(at_work)
    record = incident(at_work.number)
    assert versions_in(record) == shown_versions(at_work.number)
    at_work.reporter.post(f"/incidents/{at_work.number}/edit/", texts(ru=RU + " Ещё.", seen=1))
    panel = review_panel(record, at_work.act(Role.EDITOR), (), None)
    assert panel.shown.texts == {"kk": 1, "ru": 1}
    assert panel.shown != shown_versions(at_work.number)


def test_who_had_a_hand_in_a_part_is_told_in_which(at_work: Room) -> None:
    write(at_work)
    path = f"/incidents/{at_work.number}"
    form = shown(at_work.page(at_work.editor)) | {"text-ru": ["2"]}
    at_work.editor.post(f"{path}/edit/", texts(ru=RU + " Ещё.", seen=1))
    at_work.reporter.post(f"{path}/review/")
    let_stand(at_work)
    at_work.editor.post(f"{path}/confirm/", {"language": "kk"})
    page = at_work.page(at_work.editor).split("review-panel")[1].split("</section>")[0]
    assert "/approve/all/" not in page
    assert "<b>Русский</b>: Часть написали вы" in page
    assert "<b>Қазақша</b>" not in page
    refused = approve_all(at_work, form)
    assert "Ничего не утверждено." in refused
    assert "Русский: Часть написали вы" in refused
    assert VersionState.APPROVED not in states()


def test_a_proposal_of_ones_own_holds_all_back(at_work: Room) -> None:
    write(at_work)
    form = {"form": "attribution", "actor": "court", "basis": "alleged", "by": "Суд"}
    at_work.editor.post(f"/incidents/{at_work.row.number}/people/", form)
    let_stand(at_work)
    refused = approve_all(at_work, shown(at_work.page(at_work.editor)))
    assert "Ничего не утверждено." in refused
    assert "Кто, как утверждают, это сделал: Часть написали вы" in refused
    assert VersionState.APPROVED not in states()
    assert ProposalRow.objects.get().state == ProposalState.WAITING


def test_open_concerns_hold_all_back_unless_what_is_proposed_answers_them(at_work: Room) -> None:
    write(at_work)
    assert ConcernRow.objects.filter(state="open", weight="error").exists()
    page = at_work.page(at_work.editor)
    assert "/approve/all/" not in page
    assert "Мешают открытые замечания" in page.split('id="why-not-all"')[1].split("</ul>")[0]
    propose_attribution(at_work)
    form = shown(at_work.page(at_work.editor))
    refused = approve_all(at_work, form)
    assert "Ничего не утверждено." in refused
    assert states() == {VersionState.IN_REVIEW}
    assert ProposalRow.objects.get().state == ProposalState.WAITING


def test_an_entry_without_codes_says_so_before_it_is_approved(at_work: Room) -> None:
    path = f"/incidents/{at_work.number}"
    at_work.reporter.post(f"{path}/links/", {"url": "https://lake.test/court"})
    at_work.reporter.post(f"{path}/edit/", texts())
    at_work.reporter.post(f"{path}/review/")
    CodesRow.objects.all().delete()
    let_stand(at_work)
    assert "Кодов ещё нет" in at_work.page(at_work.editor)
    at_work.editor.post(f"{path}/approve/", {"language": "ru", "version": "1"})
    assert VersionState.APPROVED not in states()


def test_the_second_person_sees_what_changed_and_the_whole_one_press_away(at_work: Room) -> None:
    write(at_work)
    path = f"/incidents/{at_work.number}"
    sent = shown(at_work.page(at_work.editor))
    at_work.editor.post(f"{path}/send-back/", sent | {"reason": ["Нет второго источника"]})
    assert SeenVersionsRow.objects.get().texts == {"kk": 1, "ru": 1}
    at_work.reporter.post(f"{path}/edit/", texts(ru=RU + " Второй источник есть.", seen=1))
    at_work.reporter.post(f"{path}/review/")
    page = at_work.page(at_work.editor)
    assert "<ins>года. Второй источник есть.</ins>" in page
    assert "?whole=1" in page
    assert "<ins>" not in at_work.page(at_work.editor, "?whole=1")
    assert "<ins>" not in at_work.page(at_work.publisher)


def test_nobody_is_taken_to_have_seen_what_is_not_there(at_work: Room) -> None:
    write(at_work)
    form = {"text-kk": ["999999999"], "text-ru": ["1"], "codes": ["77"], "frame": ["77"]}
    at_work.editor.post(f"/incidents/{at_work.number}/seen/", form)
    kept = SeenVersionsRow.objects.get()
    assert kept.texts == {"kk": 1, "ru": 1}
    assert (kept.codes, kept.frame) < (77, 77)
    assert at_work.editor.get(f"/incidents/{at_work.number}/").status_code == 200


def test_each_entry_says_who_holds_it(at_work: Room) -> None:
    def panel() -> str:
        return at_work.page(at_work.editor).split('class="holders"')[1].split("</p>")[0]

    path = f"/incidents/{at_work.number}"
    assert 'data-holder="reporter"' in panel()
    write(at_work)
    assert 'data-holder="second reader"' in panel()
    at_work.reporter.post(f"{path}/holder/", {"holder": "lawyer"})
    assert 'data-holder="lawyer"' in panel()
    assert 'data-holder="second reader"' not in panel()
    assert "у юриста" in at_work.editor.get("/waiting/").text
    at_work.reporter.post(f"{path}/holder/", {"holder": ""})
    assert not HolderRow.objects.exists()
    assert 'data-holder="second reader"' in panel()
    comment = {"form": "comment", "whom": "Министерство", "asked": "2026-05-14", "answer": ""}
    at_work.reporter.post(f"{path}/people/", comment)
    assert "Министерство" in panel()
    at_work.reporter.post(f"{path}/people/", comment | {"answer": "Ответили."})
    assert "Министерство" not in panel()
    assert "/waiting/#on-second-reader" in at_work.editor.get("/").text


def test_nobody_hands_an_entry_to_whom_the_record_tells(at_work: Room) -> None:
    path = f"/incidents/{at_work.number}/holder/"
    assert at_work.reporter.post(path, {"holder": "second reader"}).status_code == 400
    assert not HolderRow.objects.exists()


def test_the_queue_has_what_the_member_could_approve(at_work: Room) -> None:
    write(at_work)
    assert at_work.row.number in at_work.editor.get("/waiting/").text
    queue = at_work.editor.get("/waiting/").text.split('id="queue"')[1].split("</section>")[0]
    assert at_work.number in queue
    member = at_work.members[Role.EDITOR]
    member.reads = []
    member.save()
    queue = at_work.editor.get("/waiting/").text.split('id="queue"')[1].split("</section>")[0]
    assert at_work.number not in queue


def test_after_one_entry_comes_the_next_and_round_to_the_first(at_work: Room) -> None:
    entries = [
        QueuedEntry(number=number, titles={}, authors=(), since=datetime(2026, 5, day, tzinfo=UTC))
        for day, number in enumerate(("KZ-new-1", "KZ-new-2", "KZ-new-3"), start=1)
    ]
    assert following(entries, "KZ-new-2") == entries[2]
    assert following(entries, "KZ-new-3") == entries[0]
    assert following(entries, "KZ-new-9") == entries[0]
    assert following(entries[:1], "KZ-new-1") is None
    write(at_work)
    other = open_incident(5, "KZ", at_work.act()).number
    text = IncidentText(language="ru", title="Другая запись", paragraphs=("Текст.",))
    save_text(other, text, seen=0, act=at_work.act())
    send_to_review(other, at_work.act())
    let_stand(at_work)
    page = at_work.page(at_work.editor)
    assert "Ещё 1 запись ждёт проверки" in page
    answer = approve_all(at_work, shown(page))
    assert "Утверждено: KZ-2026-0001" in answer
    assert "Другая запись" in answer.split("<main")[1]


def cite(at_work: Room, address: str = "https://lake.test/second") -> None:
    at_work.reporter.post(f"/incidents/{at_work.row.number}/links/", {"url": address})


def test_a_link_added_after_sending_is_shown_and_approved_with_the_rest(at_work: Room) -> None:
    write(at_work)
    seen = shown(at_work.page(at_work.editor))
    cite(at_work)
    let_stand(at_work)
    assert "это изменил кто-то другой" in approve_all(at_work, seen)
    form = shown(at_work.page(at_work.editor))
    assert form["frame"] != seen["frame"]
    answer = approve_all(at_work, form)
    assert f"Утверждено: {at_work.row.number}" in answer
    assert states() == {VersionState.APPROVED}
    frame = MetadataRow.objects.get(state=VersionState.APPROVED)
    assert [one["canonical"] for one in frame.links][-1] == "https://lake.test/second"


def test_a_first_link_added_after_sending_waits_with_the_rest(at_work: Room) -> None:
    path = f"/incidents/{at_work.number}"
    at_work.reporter.post(f"{path}/codes/", CODES)
    at_work.reporter.post(f"{path}/edit/", texts())
    at_work.reporter.post(f"{path}/review/")
    cite(at_work, "https://lake.test/court")
    let_stand(at_work)
    assert approve_all(at_work, shown(at_work.page(at_work.editor))).count("Утверждено: ")
    assert states() == {VersionState.APPROVED}


def test_a_text_alone_takes_no_link_along_that_was_added_after_sending(at_work: Room) -> None:
    write(at_work)
    cite(at_work)
    let_stand(at_work)
    for language in ("kk", "ru"):
        approve(at_work, language)
    newest = MetadataRow.objects.order_by("-number")[0]
    assert newest.state == VersionState.IN_REVIEW
    assert {*TextVersionRow.objects.values_list("state", flat=True)} == {VersionState.APPROVED}
    form = {"codes": "0", "frame": str(newest.number)}
    at_work.editor.post(f"/incidents/{at_work.row.number}/record/approve/", form)
    assert states() == {VersionState.APPROVED}


def test_codes_changed_and_not_sent_hold_all_back_and_it_is_said_before(at_work: Room) -> None:
    write(at_work)
    changed = CODES | {"seen": "1", "severity": "4", "severity_reason": "Иначе."}
    at_work.reporter.post(f"/incidents/{at_work.number}/codes/", changed)
    assert CodesRow.objects.order_by("-number")[0].state == VersionState.DRAFT
    let_stand(at_work)
    page = at_work.page(at_work.editor)
    assert "На проверку не отправлено." in page
    approve_all(at_work, shown(page))
    assert VersionState.APPROVED not in states()
