"""Does every entry have its picture, with nothing in it but what is seen?"""

import struct
from dataclasses import replace
from pathlib import Path

import pytest

from dalel.domain.snapshot import Snapshot
from dalel.domain.states import IncidentState
from dalel.publish.bench import invented
from dalel.publish.build import build
from dalel.publish.documents.cards import (
    SHAPES,
    SQUARE,
    WIDE,
    blank_card,
    card,
    card_path,
    works,
)
from dalel.publish.letters import OMITTED
from dalel.publish.views.dates import wording
from dalel.publish.views.record import IndexedSnapshot
from publish.printing import NASTY
from publish.probing import with_incident, with_text

pytestmark = pytest.mark.slow


@pytest.fixture
def snapshot() -> Snapshot:
    return invented(4)


def chunks(picture: bytes) -> dict[bytes, bytes]:
    """The chunks of a PNG (W3C, Portable Network Graphics, section 5)."""
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    found, place = {}, 8
    while place < len(picture):
        (length,) = struct.unpack(">I", picture[place : place + 4])
        kind = picture[place + 4 : place + 8]
        found[kind] = picture[place + 8 : place + 8 + length]
        place += 12 + length
    return found


@pytest.mark.parametrize("title", ["Ә", "Қ" * 1000, "сөз " * 250, NASTY, None])
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_whatever_the_title_a_card_has_its_size_and_no_metadata(
    snapshot: Snapshot, shape: object, title: str | None
) -> None:
    found = WIDE if shape is WIDE else SQUARE
    record = IndexedSnapshot(with_text(snapshot, 0, "kk", title=title), "/")
    made = card(record, record.snapshot.incidents[0], wording("kk"), found)
    assert made == card(record, record.snapshot.incidents[0], wording("kk"), found)
    kinds = chunks(made)
    assert struct.unpack(">II", kinds[b"IHDR"][:8]) == (found.width, found.height)
    assert not {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"} & set(kinds)


def test_letters_of_all_scripts_and_pictures_are_drawn_and_others_are_left_out(
    snapshot: Snapshot,
) -> None:
    def drawn(title: str) -> bytes:
        record = IndexedSnapshot(with_text(snapshot, 0, "kk", title=title), "/")
        return card(record, record.snapshot.incidents[0], wording("kk"))

    for shown in ("🕊", "👩🏽‍💻", "قازاقستان", "שלום"):
        assert len({drawn(shown), drawn(OMITTED), drawn("\ue000"), drawn(shown * 2)}) == 3
    assert drawn("Қытай 中国网 сайты") == drawn("Қытай 上海市 сайты") != drawn("Қытай сайты")


def test_a_card_differs_by_language_and_a_preview_is_marked(snapshot: Snapshot) -> None:
    incident = snapshot.incidents[0]
    plain = card(IndexedSnapshot(snapshot, "/"), incident, wording("kk"))
    assert plain != card(IndexedSnapshot(snapshot, "/"), incident, wording("ru"))
    assert plain != card(
        IndexedSnapshot(replace(snapshot, preview=True), "/"), incident, wording("kk")
    )
    assert plain != blank_card(IndexedSnapshot(snapshot, "/"), incident.number, wording("kk"))


@pytest.mark.typesets
def test_a_site_has_cards_and_documents_and_what_is_taken_back_loses_its_cards(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    out, number = tmp_path / "site", snapshot.incidents[0].number
    build(snapshot, out)
    assert all((out / card_path("ru", number, shape)).exists() for shape in SHAPES)
    assert (out / "kk/e/1/bulletin-1-kk.docx").exists()
    assert (out / "ru/e/1/bulletin-1-ru.pdf").exists()
    page = (out / f"kk/i/{number}/index.html").read_text()
    assert f'content="https://monitor.test/kk/i/{number}/card.png"' in page
    assert 'href="bulletin-1-kk.pdf"' in (out / "kk/e/1/index.html").read_text()
    for state in (IncidentState.RETRACTED, IncidentState.WITHDRAWN):
        build(with_incident(snapshot, 0, state=state), out)
        assert not list(out.glob(f"*/i/{number}/*.png"))


def test_a_card_is_the_same_picture_alone_and_among_others_whatever_they_say(
    snapshot: Snapshot,
) -> None:
    for place, title in enumerate(("Ә", "Қ" * 1000, NASTY)):
        snapshot = with_text(snapshot, place, "kk", title=title)
    record = IndexedSnapshot(snapshot, "/")
    made = list(works(record))
    for work in made:
        work.plan()
    files = dict(file for work in made for file in work.render())
    for incident in snapshot.incidents:
        for shape in SHAPES:
            path = card_path("kk", incident.number, shape)
            assert files[path] == card(record, incident, wording("kk"), shape)


def test_only_what_is_seen_on_a_card_makes_it_anew(snapshot: Snapshot) -> None:
    def inputs(one: Snapshot) -> list[str]:
        return [work.inputs for work in works(IndexedSnapshot(one, "/"))]

    before = inputs(snapshot)
    other = inputs(with_text(snapshot, 2, "ru", title="Другой заголовок"))
    assert [place for place in range(4) if other[place] != before[place]] == [2]
    assert inputs(replace(snapshot, editions=(), sources=())) == before
    title = {**snapshot.profile.title, "kk": "Басқа атау"}
    renamed = inputs(replace(snapshot, profile=replace(snapshot.profile, title=title)))
    assert not set(renamed) & set(before)
