"""Does an answer that means harm, or is only broken, end a pass or stay as rubbish in the rows?"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dalel.newsroom.evidence.models import ArticleRow, FindingRow
from dalel.pack import Pack
from small_press import HILL, LAKE, SmallPress, page, small_press

pytestmark = pytest.mark.django_db
_BROKEN = "A\\u0000B\\ud800"


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> Iterator[SmallPress]:
    with small_press(tiny_pack, tmp_path) as open_one:
        yield open_one


def linked_data(**fields: object) -> str:
    said = json.dumps({"@type": "NewsArticle", **fields}).replace("AB", _BROKEN)
    return f'<script type="application/ld+json">{said}</script>'


@pytest.mark.parametrize(
    ("entry", "url", "title"),
    [
        ({"title": "A\0B\ud800"}, "/one", "AB"),
        ({"url": f"http://{LAKE}/a\0b\ud800"}, "/ab", "t"),
        ({"url": f"http://{LAKE}/{'a' * 1900}"}, f"/{'a' * 1900}", "t"),
        ({"url": f"http://{LAKE}/{'ж' * 300}"}, f"/{'ж' * 300}", "t"),
        ({"date_published": "9999-12-31T23:59:59-14:00"}, "/one", "t"),
    ],
)
def test_a_feeds_letters_are_cleaned(
    press: SmallPress, entry: dict[str, str], url: str, title: str
) -> None:
    item = {"url": f"http://{LAKE}/one", "title": "t", **entry}
    said = {"version": "https://jsonfeed.org/version/1.1", "title": "f", "items": [item]}
    press.pages[f"{LAKE}/rss"] = json.dumps(said)
    press.run()
    found = FindingRow.objects.get(source__key="lake")
    assert (found.url, found.title) == (f"http://{LAKE}{url}", title)


@pytest.mark.parametrize("url", [f"http://{LAKE}/{'a' * 5000}", f"http://{LAKE}/{'ж' * 1900}"])
def test_an_endless_address_is_none(press: SmallPress, url: str) -> None:
    said = {"version": "https://jsonfeed.org/version/1.1", "items": [{"url": url}]}
    press.pages[f"{LAKE}/rss"] = json.dumps(said)
    report = press.run()
    assert report.sources["lake"].found == 0
    assert report.sources["hill"].articles == 1


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        (linked_data(headline="AB"), {"title": "AB"}),
        (linked_data(author=["AB Name"]), {"author": "AB Name"}),
        (linked_data(image=[{"url": "http://x.test/AB"}]), {"image": "http://x.test/AB"}),
        (
            linked_data(image=[{"url": "https://me:secret@x.test/a.jpg"}]),
            {"image": "https://x.test/a.jpg"},
        ),
        (linked_data(image=[{"url": "http://127.0.0.1/a.jpg"}]), {"image": ""}),
        (linked_data(image=[{"url": "http://me:secret@192.168.0.1/a.jpg"}]), {"image": ""}),
        (linked_data(image=[{"url": "http://localhost:8000/a.jpg"}]), {"image": ""}),
        (
            linked_data(datePublished="2031-05-01T00:00:00.5+05:00:30.123456"),
            {"published_iso": "2031-05-01T00:00:00+05:00"},
        ),
    ],
)
def test_what_a_page_says_of_itself_is_cleaned(
    press: SmallPress, head: str, fields: dict[str, str]
) -> None:
    shown = page("").replace("<h1></h1>", "").replace("<title></title>", "")
    press.pages[f"{LAKE}/one"] = shown.replace("<head>", f"<head>{head}")
    press.run()
    article = ArticleRow.objects.get(source__key="lake")
    version = article.versions.get()
    kept = {"title": version.title, "author": article.author, "image": article.image}
    kept["published_iso"] = article.published_iso
    assert {name: kept[name] for name in fields} == fields


def test_a_text_that_only_linked_data_gives_is_cleaned(press: SmallPress) -> None:
    head = linked_data(headline="T", articleBody="AB says a sentence. " * 40)
    press.pages[f"{LAKE}/one"] = f"<html><head>{head}</head><body></body></html>"
    press.run()
    text = ArticleRow.objects.get(source__key="lake").versions.get().text
    assert text.startswith("AB says a sentence. AB")
    assert ArticleRow.objects.filter(source__key=HILL.removesuffix(".test")).exists()
