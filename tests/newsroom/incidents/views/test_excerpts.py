"""Does the public read an excerpt of the evidence, and only one that exposes nobody?"""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from dalel.domain.evidence import EvidenceClass
from dalel.domain.incident import Incident
from dalel.newsroom.evidence.actions import withhold_rows
from dalel.newsroom.evidence.models import ArticleRow, ArticleVersionRow, CaptureRow
from dalel.newsroom.frame.pack_in_force import pack_at
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import withdrawn_words
from dalel.newsroom.incidents.actions.check import check_record
from dalel.newsroom.incidents.models import ExcerptRow, IncidentRow
from dalel.newsroom.incidents.queries.excerpts import quotations
from dalel.newsroom.incidents.queries.snapshot import take
from dalel.pack import Pack
from dalel.publish.build import build
from newsroom.edition_steps import approved, write
from newsroom.second_person import approve_all
from newsroom.work_room import CODES, Room, texts

pytestmark = pytest.mark.django_db
_DATED = "Решение вынесено 12 мая 2026 года."
QUOTED = f"Суд города оштрафовал редакцию издания «Толқын» на 78 640 тенге. {_DATED}"
NAMED = f"Суд города оштрафовал журналистку Айгуль Нурланову на 78 640 тенге. {_DATED}"


@pytest.fixture
def pack(pack_folder: Path) -> Pack:
    return pack_at(pack_folder)


def make_public() -> None:
    """The newsroom lets the public know of the copy."""
    ArticleRow.objects.update(evidence_class=EvidenceClass.PUBLIC)
    CaptureRow.objects.update(evidence_class=EvidenceClass.PUBLIC)


def say(words: str) -> None:
    """The newest version of the source says this."""
    first = ArticleVersionRow.objects.get(number=1)
    ArticleVersionRow.objects.create(
        article=first.article,
        number=ArticleVersionRow.objects.count() + 1,
        time=first.time,
        capture=first.capture,
        text=words,
    )


def shown(pack: Pack) -> str | None:
    """The excerpt that a preview shows."""
    [incident] = take(pack).incidents
    [proof] = incident.proofs
    return proof.excerpt


def numbered(at_work: Room) -> None:
    """A reporter's entry that got its number: without one it is in no snapshot."""
    write(at_work)
    IncidentRow.objects.update(number="KZ-2026-0001")
    make_public()


def decide(at_work: Room, **decided: str) -> None:
    """An editor decides how the person is named."""
    path = f"/incidents/{at_work.row.number}/people/"
    person = {"form": "person", "name-kk": "Айгүл Нұрланова", "name-ru": "Айгуль Нурланова"}
    if not at_work.row.persons.exists():
        at_work.reporter.post(path, person | {"role": "journalist"})
    key = str(at_work.row.persons.get().pk)
    form: Mapping[str, str] = {"form": "name", "key": key, "reason": "сама рассказала"}
    at_work.editor.post(path, {**form, **decided})
    approve_all(at_work.publisher)


def test_an_approved_text_shows_the_words_that_prove_it(
    at_work: Room, pack: Pack, tmp_path: Path
) -> None:
    approved(at_work)
    assert take(pack).incidents[0].proofs == ()
    make_public()
    snapshot = replace(take(pack), preview=False)
    [incident] = snapshot.incidents
    assert incident.proofs[0].excerpt == QUOTED
    build(snapshot, tmp_path / "out")
    for language in ("kk", "ru"):
        page = (tmp_path / "out" / language / "i" / incident.number / "index.html").read_text()
        assert f'<blockquote lang="ru">{QUOTED}</blockquote>' in page
    api = (tmp_path / "out/api/v1/incidents" / f"{incident.number}.json").read_text()
    assert json.loads(api)["proofs"][0]["excerpt"] == QUOTED
    # The pack sets how long it may be, and whether there is any.
    assert proof_of(take(replace(pack, excerpt=20)).incidents) == "Суд города…"
    assert proof_of(take(replace(pack, excerpt=0)).incidents) is None
    # A newer version of the page has other words and another digest.
    say("Другое.")
    assert shown(pack) is None


def proof_of(incidents: tuple[Incident, ...]) -> str | None:
    return incidents[0].proofs[0].excerpt


def test_a_draft_decides_nothing_of_what_the_public_reads(at_work: Room, pack: Pack) -> None:
    approved(at_work)
    make_public()
    at_work.reporter.post(
        f"/incidents/{at_work.row.number}/edit/", texts("Басқа мәтін.", "Другой текст.", seen=1)
    )
    [incident] = take(pack).incidents
    told = {(incident.number, ArticleRow.objects.get().canonical): QUOTED}
    assert quotations(released=True) == quotations(released=False) == told


def test_an_excerpt_that_names_whom_nobody_decided_to_name_is_not_shown(
    at_work: Room, pack: Pack
) -> None:
    say(NAMED)
    numbered(at_work)
    assert set(ExcerptRow.objects.values_list("words", "is_cleared")) == {(NAMED, False)}
    assert shown(pack) is None
    decide(at_work, role="journalist", stage="none", public="yes")
    assert shown(pack) == NAMED
    # Once the decision is another one the name goes, also by the check before a release alone.
    decide(at_work, role="minor", stage="none")
    assert shown(pack) is None
    ExcerptRow.objects.update(is_cleared=True, mark="of an earlier check")
    check_record(pack, now=at_work.act().time)
    assert shown(pack) is None


@pytest.mark.parametrize("private", ["+7 701 555 01 01", "ИИН 850101300123"])
def test_an_excerpt_with_private_data_is_not_shown(at_work: Room, pack: Pack, private: str) -> None:
    say(f"Суд города оштрафовал редакцию издания «Толқын», {private}, на 78 640 тенге. {_DATED}")
    numbered(at_work)
    assert shown(pack) is None
    assert not ExcerptRow.objects.filter(is_cleared=True).exists()


def test_a_withdrawn_name_never_comes_back_in_an_excerpt(at_work: Room, pack: Pack) -> None:
    say(NAMED)
    numbered(at_work)
    decide(at_work, role="journalist", stage="none", public="yes")
    assert shown(pack) == NAMED
    # It is withdrawn in its first case, and stands in the excerpt in another one.
    withdrawn_words.withdraw(["Айгуль Нурланова"], "опасность", at_work.act(Role.PUBLISHER))
    assert shown(pack) is None
    at_work.reporter.post(f"/incidents/{at_work.row.number}/codes/", CODES | {"seen": "1"})
    decide(at_work, role="journalist", stage="none", public="yes")
    assert not ExcerptRow.objects.filter(is_cleared=True).exists()
    assert shown(pack) is None


def test_of_withheld_evidence_no_word_is_left(at_work: Room, pack: Pack) -> None:
    approved(at_work)
    make_public()
    withhold_rows.withhold(CaptureRow.objects.get().link, "опасность")
    assert not ExcerptRow.objects.exists()
    assert take(pack).incidents[0].proofs == ()
