"""Do readers see a picture only as two persons saw it, and is it gone at once when one says so?"""

from datetime import UTC, datetime
from html import unescape
from typing import Any

import pyrage
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dalel.domain.errors import NotFoundError
from dalel.domain.picture import PictureRights
from dalel.domain.public_change import ShowPicture, decode
from dalel.newsroom.accounts.models import AuditRow, NewsroomRow
from dalel.newsroom.frame.models import PendingBuild
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.frame.sandbox import tesseract
from dalel.newsroom.incidents.actions import proposals, shown_pictures, withdrawn_words
from dalel.newsroom.incidents.actions.saved_files import drop_unused
from dalel.newsroom.incidents.actions.shown_pictures import (
    PictureWords,
    SpeechlessPictureError,
    UnsafePictureError,
)
from dalel.newsroom.incidents.models import ProposalRow, SavedFileRow, ShownPictureRow
from dalel.newsroom.incidents.queries.saved_files import public_pictures, store
from newsroom.incidents import saved_pictures as made
from newsroom.work_room import Room

pytestmark = pytest.mark.django_db
WORDS = {
    "alt-kk": "Бұғатталған беттің ескертуі",
    "alt-ru": "Уведомление о блокировке страницы",
    "credit-kk": "Сурет: редакция",
    "credit-ru": "Фото: редакция",
    "rights": "own",
    "is_safe": "yes",
}


@pytest.fixture(autouse=True)
def _kept(at_work: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture of an entry, closed as it is."""
    key = str(pyrage.x25519.Identity.generate().to_public())
    NewsroomRow.objects.update_or_create(pk=1, defaults={"upload_keys": key})
    monkeypatch.setattr(tesseract, "reads", lambda _languages: False)
    add(at_work, made.png(made.noise(1600, 800)))
    act(at_work, form="burn")


def add(at_work: Room, content: bytes) -> None:
    page = f"/incidents/{at_work.row.number}/files/"
    at_work.reporter.post(page, {"file": SimpleUploadedFile("scan.png", content)})


def here(at_work: Room) -> str:
    return f"/incidents/{at_work.row.number}/files/{SavedFileRow.objects.latest('pk').pk}/"


def act(at_work: Room, **sent: object) -> str:
    return unescape(at_work.reporter.post(here(at_work), sent, follow=True).text)


def show(at_work: Room) -> None:
    assert "Ждёт второго" in act(at_work, form="show", **WORDS)
    proposals.approve(ProposalRow.objects.latest("pk").pk, at_work.act(Role.EDITOR))


def names() -> set[str]:
    row = ShownPictureRow.objects.get()
    return {row.large, row.small}


def there() -> set[str]:
    return {name for name, _ in store().names()}


def test_two_persons_let_a_picture_out_in_two_sizes_without_anything_beside_the_pixels(
    at_work: Room,
) -> None:
    act(at_work, form="show", **WORDS)
    assert public_pictures() == {}
    (proposal,) = ProposalRow.objects.filter(kind="picture")
    page = unescape(at_work.editor.get("/proposals/").text)
    assert f'src="{here(at_work)}pages/1/"' in page
    assert "Уведомление о блокировке страницы" in page
    assert "Фото: редакция" in page
    with pytest.raises(proposals.OwnProposalError):
        proposals.approve(proposal.pk, at_work.act(Role.REPORTER))
    proposals.approve(proposal.pk, at_work.act(Role.EDITOR))
    ((picture,),) = public_pictures().values()
    assert picture.alt["ru"] == "Уведомление о блокировке страницы"
    assert picture.rights is PictureRights.OWN
    sizes = [(one.width, one.height) for one in (picture.large, picture.small)]
    assert sizes == [(1280, 640), (640, 320)]
    content = store().get(picture.large.name)
    assert content.startswith(b"\xff\xd8\xff\xe0")
    assert b"Exif" not in content
    assert len(store().get(picture.small.name)) < len(content)


@pytest.mark.parametrize("lacking", ["alt-kk", "credit-ru", "rights", "is_safe"])
def test_without_words_rights_or_a_look_at_the_faces_nothing_is_proposed(
    at_work: Room, lacking: str
) -> None:
    page = act(at_work, form="show", **{key: WORDS[key] for key in WORDS if key != lacking})
    assert 'role="alert"' in page
    assert not ProposalRow.objects.exists()
    # What was typed stands there again.
    typed = [words for name, words in WORDS.items() if name[:3] != "is_" and name != lacking]
    assert all(words in page for words in typed)


def test_the_act_itself_refuses_what_the_form_would(at_work: Room) -> None:
    whole = {"kk": "сурет", "ru": "снимок"}
    number, key = at_work.row.number, SavedFileRow.objects.latest("pk").pk
    for alt, is_safe, error in (
        (whole, False, UnsafePictureError),
        ({**whole, "kk": ""}, True, SpeechlessPictureError),
    ):
        told = PictureWords(alt=alt, credit=whole, rights=PictureRights.FREE, is_safe=is_safe)
        with pytest.raises(error):
            shown_pictures.propose_picture(number, key, told, at_work.act())


def test_a_document_and_what_is_not_closed_are_never_shown(at_work: Room) -> None:
    assert 'id="show"' in at_work.reporter.get(here(at_work)).text
    add(at_work, made.png(made.noise(60, 50, seed=2)))
    assert 'id="show"' not in at_work.reporter.get(here(at_work)).text
    act(at_work, form="show", **WORDS)
    add(at_work, made.document("Үкім"))
    act(at_work, form="burn")
    assert 'id="show"' not in at_work.reporter.get(here(at_work)).text
    act(at_work, form="show", **WORDS)
    assert not ProposalRow.objects.exists()


def test_one_person_takes_it_off_at_once(
    at_work: Room, django_capture_on_commit_callbacks: Any
) -> None:
    show(at_work)
    files = names()
    assert files <= there()
    PendingBuild.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        assert "Снято" in act(at_work, form="take-off")
    assert public_pictures() == {}
    assert not files & there()
    assert PendingBuild.objects.exists()
    assert AuditRow.objects.filter(action="took a picture off").exists()
    with pytest.raises(NotFoundError):
        shown_pictures.take_off(
            at_work.row.number, SavedFileRow.objects.latest("pk").pk, at_work.act()
        )


def test_a_new_box_takes_the_picture_off_and_ends_what_waits(at_work: Room) -> None:
    show(at_work)
    act(at_work, form="show", **{**WORDS, "alt-ru": "Другие слова"})
    waiting = ProposalRow.objects.latest("pk")
    act(at_work, form="boxes", page="1", new="10 10 200 100")
    assert not ShownPictureRow.objects.exists()
    assert proposals.approve(waiting.pk, at_work.act(Role.EDITOR)) == "stale"
    assert not ShownPictureRow.objects.exists()


def test_withdrawn_words_take_it_off_and_are_not_proposed_again(at_work: Room) -> None:
    show(at_work)
    withdrawn_words.withdraw(["редакция"], "по просьбе", at_work.act(Role.PUBLISHER))
    assert not ShownPictureRow.objects.exists()
    assert "изъят" in act(at_work, form="show", **WORDS)
    assert ProposalRow.objects.count() == 1


def test_its_files_are_not_swept_away_as_litter(at_work: Room) -> None:
    show(at_work)
    drop_unused(datetime.now(UTC).timestamp() + 200_000)
    assert names() <= there()


def test_what_is_proposed_comes_back_from_its_row_as_it_was(at_work: Room) -> None:
    act(at_work, form="show", **WORDS)
    row = ProposalRow.objects.latest("pk")
    change = decode(ShowPicture.kind, row.after)
    assert isinstance(change, ShowPicture)
    assert change.rights is PictureRights.OWN
    assert change.credits["kk"] == "Сурет: редакция"
