"""Does the other language say which sentence has to follow an edit, and how it might?"""

import re
from html import unescape

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from dalel.newsroom.incidents.models import AutosaveRow, DraftRow, TextVersionRow
from dalel.pack import default_folder
from newsroom.work_room import KK, RU, Room, room, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_work(settings: Settings, tiny_desk: None) -> Room:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder()})
    at_work = room(language="en")
    at_work.reporter.post(f"/incidents/{at_work.number}/edit/", texts())
    return at_work


def save(at_work: Room, ru: str, kk: str = KK) -> None:
    at_work.reporter.post(f"/incidents/{at_work.number}/edit/", texts(kk, ru, seen=1))


def versions(at_work: Room, kk: str, ru: str) -> dict[str, str]:
    """Both texts as a form has them, seen as they stand now."""
    seen = {
        f"{language}-seen": str(TextVersionRow.objects.filter(language=language).count())
        for language in ("kk", "ru")
    }
    return texts(kk, ru) | seen


def keep(at_work: Room, kk: str, ru: str) -> None:
    at_work.reporter.post(f"/incidents/{at_work.number}/autosave/", versions(at_work, kk, ru))


def saved(at_work: Room, kk: str, ru: str) -> None:
    at_work.reporter.post(f"/incidents/{at_work.number}/edit/", versions(at_work, kk, ru))


def listed(page: str, language: str) -> str:
    """What a language has to follow."""
    found = re.search(rf'<div id="follow-{language}".*?</div>', page, re.DOTALL)
    assert found
    return unescape(re.sub(r"<[^>]+>", "", found[0])).strip()


def edit(at_work: Room) -> str:
    return at_work.page(at_work.reporter, "edit/")


def take(at_work: Room, place: str, kk: str = KK, ru: str = RU) -> None:
    form = texts(kk, ru, seen=2) | {"kk-seen": "1", "follow": place}
    at_work.reporter.post(f"/incidents/{at_work.number}/follow/", form)


def test_texts_that_agree_have_nothing_to_follow(at_work: Room) -> None:
    page = edit(at_work)
    assert listed(page, "kk") == listed(page, "ru") == ""


def test_a_changed_sum_is_proposed_in_the_words_of_the_other_language(at_work: Room) -> None:
    save(at_work, RU.replace("78 640", "80 000"))
    found = listed(edit(at_work), "kk")
    assert "Сот «Толқын» басылымының редакциясына 78 640 теңге айыппұл салды." in found
    assert "78 640 тенге → 80 000 тенге" in found
    assert "редакциясына 80\xa0000 теңге айыппұл салды." in found
    assert listed(edit(at_work), "ru") == ""


def test_a_changed_day_is_proposed_as_the_other_language_says_it(at_work: Room) -> None:
    save(at_work, RU.replace("12 мая", "14 мая"))
    assert "Шешім 2026 жылғы 14 мамырда шықты." in listed(edit(at_work), "kk")


def test_what_is_typed_and_not_saved_has_to_be_followed_too(at_work: Room) -> None:
    form = texts(KK, RU.replace("78 640", "80 000"), seen=1)
    at_work.reporter.post(f"/incidents/{at_work.number}/autosave/", form)
    part = at_work.reporter.get(f"/incidents/{at_work.number}/following/").text
    assert 'hx-swap-oob="true"' in part
    assert "80\xa0000 теңге" in listed(part, "kk")
    assert TextVersionRow.objects.count() == 2


def test_a_sentence_that_was_added_or_taken_out_is_told(at_work: Room) -> None:
    save(at_work, f"{RU} Редакция намерена обжаловать решение.")
    assert "missing here" in (found := listed(edit(at_work), "kk"))
    assert "Редакция намерена обжаловать решение." in found
    at_work.reporter.post(
        f"/incidents/{at_work.number}/edit/", texts(KK, RU.partition(". ")[0] + ".", seen=2)
    )
    assert "still here" in (found := listed(edit(at_work), "kk"))
    assert "Шешім 2026 жылғы 12 мамырда шықты." in found


def test_a_proposal_is_taken_into_the_field_and_saved_by_a_person_alone(at_work: Room) -> None:
    changed = RU.replace("78 640", "80 000")
    save(at_work, changed)
    take(at_work, "kk:0", ru=changed)
    assert TextVersionRow.objects.filter(language="kk").count() == 1
    (kept,) = AutosaveRow.objects.all()
    assert kept.paragraphs == [KK.replace("78 640", "80\xa0000")]
    assert listed(edit(at_work), "kk") == ""


def test_what_was_taken_out_is_taken_out_here(at_work: Room) -> None:
    shorter = RU.partition(". ")[0] + "."
    save(at_work, shorter)
    take(at_work, "kk:0", ru=shorter)
    (kept,) = AutosaveRow.objects.all()
    assert kept.paragraphs == [KK.partition(". ")[0] + "."]


def test_the_drafts_sentence_of_the_same_source_is_proposed(at_work: Room) -> None:
    added = "Редакция намерена обжаловать решение."
    save(at_work, f"{RU} {added}")
    at_work.reporter.post(f"/incidents/{at_work.number}/drafts/ask/", {"job": "draft"})
    row = DraftRow.objects.get()
    place = {"version": 1, "start": 100, "end": 140, "doubted": False}
    row.texts["ru"]["sentences"] = [place | {"text": added}]
    row.texts["kk"]["sentences"] = [place | {"text": "Редакция шешімге шағымданбақ."}]
    row.save()
    assert "Редакция шешімге шағымданбақ." in listed(edit(at_work), "kk")
    take(at_work, "kk:0", ru=f"{RU} {added}")
    (kept,) = AutosaveRow.objects.all()
    assert kept.paragraphs == [f"{KK} Редакция шешімге шағымданбақ."]


def test_who_has_followed_or_confirmed_has_nothing_left_to_follow(at_work: Room) -> None:
    changed = RU.replace("78 640", "80 000")
    save(at_work, changed)
    at_work.editor.post(f"/incidents/{at_work.row.number}/confirm/", {"language": "kk"})
    assert listed(edit(at_work), "kk") == ""


def test_a_sentence_keeps_its_notice_until_its_own_counterpart_is_changed(at_work: Room) -> None:
    changed = RU.replace("78 640", "80 000").replace("12 мая", "14 мая")
    save(at_work, changed)
    assert "80\xa0000" in (found := listed(edit(at_work), "kk"))
    assert "14 мамырда" in found
    day = KK.replace("12 мамырда", "14 мамырда")
    keep(at_work, day, changed)
    assert "80\xa0000" in (found := listed(edit(at_work), "kk"))
    assert "мамырда шықты" not in found
    saved(at_work, day, changed)
    assert "80\xa0000" in (found := listed(edit(at_work), "kk"))
    assert "мамырда шықты" not in found
    saved(at_work, day.replace("78 640", "80 000"), changed)
    page = edit(at_work)
    assert listed(page, "kk") == listed(page, "ru") == ""


def test_unsaved_edits_of_unrelated_sentences_take_no_notice_away(at_work: Room) -> None:
    day = KK.replace("12 мамырда", "13 мамырда")
    keep(at_work, day, RU.replace("78 640", "80 000"))
    page = edit(at_work)
    assert "80\xa0000" in listed(page, "kk")
    assert "13 мая" in (found := listed(page, "ru"))
    assert "оштрафовал" not in found


def test_what_is_changed_once_more_has_to_be_followed_once_more(at_work: Room) -> None:
    save(at_work, RU.replace("78 640", "80 000"))
    saved(at_work, KK.replace("78 640", "80 000"), RU.replace("78 640", "80 000"))
    saved(at_work, KK.replace("78 640", "80 000"), RU.replace("78 640", "90 000"))
    assert "90\xa0000" in listed(edit(at_work), "kk")
    saved(at_work, KK.replace("78 640", "80 000"), RU.replace("78 640", "80 000"))
    assert listed(edit(at_work), "kk") == ""


def test_a_sentence_that_both_languages_got_is_missing_in_neither(at_work: Room) -> None:
    added = f"{RU} Редакция намерена обжаловать решение."
    save(at_work, added)
    saved(at_work, f"{KK} Басылым шағым түсірмек.", added)
    page = edit(at_work)
    assert listed(page, "kk") == listed(page, "ru") == ""


def test_nonsense_takes_nothing(at_work: Room) -> None:
    for place in ("", "kk", "kk:7", "xx:0", "kk:-1"):
        take(at_work, place)
    assert AutosaveRow.objects.count() == 0


def test_the_list_asks_few_questions(
    at_work: Room, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    save(at_work, RU.replace("78 640", "80 000"))
    with django_assert_max_num_queries(14):
        at_work.reporter.get(f"/incidents/{at_work.number}/following/")
