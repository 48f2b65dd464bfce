"""Do pictures stand beside their entries with words for who does not see them, and go with them?"""

import json
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from dalel.domain.picture import PictureFile, PictureRights, PublicPicture
from dalel.domain.snapshot import Snapshot
from dalel.domain.states import IncidentState
from dalel.publish.bench import invented
from dalel.publish.build import build
from dalel.publish.tree.snapshot_file import frozen, thawed
from dalel.publish.web_pictures import web_pictures
from publish.probing import ask, with_incident

FIRST = "XX-2020-0001"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files of a picture in both sizes."""
    kept = tmp_path / "kept"
    kept.mkdir()
    for size in web_pictures(drawn(1500, 900)):
        (kept / sha256(size.content).hexdigest()).write_bytes(size.content)
    return kept


@pytest.fixture
def shown(folder: Path) -> Snapshot:
    """Three entries, one with a picture."""
    large, small = (
        PictureFile(name=sha256(one.content).hexdigest(), width=one.width, height=one.height)
        for one in web_pictures(drawn(1500, 900))
    )
    picture = PublicPicture(
        large=large,
        small=small,
        alt={"kk": "Сот <залы>", "ru": "Зал & суд"},
        credit={"kk": "Сурет: редакция", "ru": "Фото: редакция"},
        rights=PictureRights.OWN,
    )
    return with_incident(invented(3), 0, pictures=(picture,))


def drawn(width: int, height: int) -> bytes:
    out = BytesIO()
    Image.linear_gradient("L").resize((width, height)).save(out, "PNG")
    return out.getvalue()


def figure(site: Path, language: str = "ru") -> list[html.HtmlElement]:
    page = (site / language / "i" / FIRST / "index.html").read_bytes()
    found: list[html.HtmlElement] = ask(html.fromstring(page), "//figure[@class='picture']")
    return found


def test_a_page_shows_it_with_words_and_in_the_size_that_a_screen_needs(
    shown: Snapshot, folder: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    build(shown, site, pictures=folder)
    for language, alt in (("ru", "Зал & суд"), ("kk", "Сот <залы>")):
        (one,) = figure(site, language)
        (image,) = ask(one, "img")
        assert image.get("alt") == alt
        assert image.get("loading") == "lazy"
        assert (image.get("width"), image.get("height")) == ("1280", "768")
        page = site / language / "i" / FIRST
        for part in image.get("srcset").split(", "):
            path, width = part.split(" ")
            with Image.open(page / path) as found:
                assert f"{found.width}w" == width
    told = json.loads((site / f"api/v1/incidents/{FIRST}.json").read_text("utf-8"))
    (picture,) = told["pictures"]
    assert (site / picture["address"]).is_file()
    assert picture["credit"]["ru"] == "Фото: редакция"


def test_what_was_taken_off_is_gone_from_the_site_and_from_a_release_put_up_again(
    shown: Snapshot, folder: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    build(shown, site, pictures=folder)
    assert len(list((site / "pictures").iterdir())) == 2
    for path in folder.iterdir():
        path.unlink()
    build(thawed(frozen(shown)), site, pictures=folder)
    assert figure(site) == []
    assert not (site / "pictures").exists()


def test_an_entry_that_is_withdrawn_takes_its_pictures_along(
    shown: Snapshot, folder: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    build(shown, site, pictures=folder)
    build(with_incident(shown, 0, state=IncidentState.WITHDRAWN), site, pictures=folder)
    assert not (site / "pictures").exists()


def test_a_damaged_file_is_not_published(shown: Snapshot, folder: Path, tmp_path: Path) -> None:
    large = shown.incidents[0].pictures[0].large
    (folder / large.name).write_bytes(b"other")
    site = tmp_path / "site"
    build(shown, site, pictures=folder)
    assert len(list((site / "pictures").iterdir())) == 1


def test_a_name_that_leads_out_of_the_folder_is_none(
    shown: Snapshot, folder: Path, tmp_path: Path
) -> None:
    (picture,) = shown.incidents[0].pictures
    astray = replace(picture, large=replace(picture.large, name="../../etc/hostname"))
    site = tmp_path / "site"
    build(with_incident(shown, 0, pictures=(astray,)), site, pictures=folder)
    assert figure(site) == []


def test_a_small_picture_is_not_made_larger_and_glass_becomes_white() -> None:
    out = BytesIO()
    Image.new("RGBA", (300, 200), (0, 0, 0, 0)).save(out, "PNG")
    large, small = web_pictures(out.getvalue())
    assert (large.width, large.height) == (small.width, small.height) == (300, 200)
    with Image.open(BytesIO(large.content)) as made:
        assert made.getpixel((5, 5)) == (255, 255, 255)
        assert not made.getexif()
