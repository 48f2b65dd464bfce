"""Does every output say what a machine wrote, in the language of the page, and of nothing else?"""

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree, html

from dalel.domain.snapshot import Snapshot
from dalel.publish.build import build
from dalel.publish.tree.snapshot_file import frozen, thawed
from publish.probing import with_text

TRANSLATED = {
    "kk": "Мәтіннің бір бөлігін машина аударған, редактор оқып шыққан.",
    "ru": "Часть текста переведена машиной и прочитана редактором.",
}
ATOM = {"a": "http://www.w3.org/2005/Atom"}
#: Which incident of the invented release is translated: it is new, and in an edition.
PLACE = 0


@pytest.fixture(scope="module", params=["kk", "ru"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def number(release: Snapshot) -> str:
    return release.incidents[PLACE].number


@pytest.fixture(scope="module")
def labelled(release: Snapshot, language: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    changed = with_text(release, PLACE, language, by_model=True, has_machine_translation=True)
    site = tmp_path_factory.mktemp("labelled") / "site"
    build(thawed(frozen(changed)), site)
    return site


def other(language: str) -> str:
    return "ru" if language == "kk" else "kk"


def test_the_page_of_the_entry_says_so_in_its_language_alone(
    labelled: Path, language: str, number: str
) -> None:
    page: Any = html.fromstring((labelled / f"{language}/i/{number}/index.html").read_text("utf-8"))
    (told,) = page.xpath("//*[@data-made-with='translation']/text()")
    assert told == TRANSLATED[language]
    (described,) = page.xpath("//script[@type='application/ld+json']/text()")
    assert TRANSLATED[language] in described
    spoken = (labelled / f"{other(language)}/i/{number}/index.html").read_text("utf-8")
    assert "data-made-with" not in spoken
    assert not any(words in spoken for words in TRANSLATED.values())


def test_entries_that_people_wrote_bear_no_label(
    labelled: Path, language: str, release: Snapshot
) -> None:
    written = release.incidents[9].number
    page = (labelled / f"{language}/i/{written}/index.html").read_text("utf-8")
    assert "data-made-with" not in page
    assert "creditText" not in page


def test_feeds_say_it_of_the_entry_and_of_no_other(
    labelled: Path, language: str, number: str
) -> None:
    tree: Any = etree.fromstring((labelled / f"{language}/feed.xml").read_bytes())
    (entry,) = tree.xpath("//a:entry[a:category[@term='machine-translation']]", namespaces=ATOM)
    assert number in (entry.findtext("a:id", namespaces=ATOM) or "")
    assert (entry.findtext("a:content", namespaces=ATOM) or "").endswith(TRANSLATED[language])
    assert b"begun-by-language-model" not in (labelled / f"{language}/feed.xml").read_bytes()
    items = json.loads((labelled / f"{language}/feed.json").read_text("utf-8"))["items"]
    (item,) = [one for one in items if "_machine" in one]
    assert number in item["id"]
    assert item["_machine"] == {"translated": True, "label": TRANSLATED[language]}
    assert item["content_text"].endswith(TRANSLATED[language])


def test_the_data_have_it_as_a_column(labelled: Path, language: str, number: str) -> None:
    lines = (labelled / f"{language}/data/incidents.jsonl").read_text("utf-8").splitlines()
    marked = {row["number"] for row in map(json.loads, lines) if row.get("machine_translated")}
    assert marked == {number}
    (told,) = labelled.glob(f"api/v1/**/{number}.json")
    by_language = json.loads(told.read_text("utf-8"))
    assert '"machine_translated": true' in json.dumps(by_language)
    package = (labelled / f"{language}/data/datapackage.json").read_text("utf-8")
    assert "machine_translated" in package


def test_printed_editions_say_it(labelled: Path, language: str) -> None:
    found = 0
    for name in ("bulletin.txt", "bulletin.html.txt", "bulletin.html"):
        texts = [one.read_text("utf-8") for one in labelled.glob(f"{language}/e/*/{name}")]
        found += sum(text.count(TRANSLATED[language]) for text in texts)
        assert any(TRANSLATED[language] in text for text in texts)
    assert found == 3
    words = [
        ZipFile(one).read("word/document.xml").decode()
        for one in labelled.glob(f"{language}/e/*/*.docx")
    ]
    assert sum(text.count(TRANSLATED[language]) for text in words) == 1


def test_a_snapshot_of_before_has_no_translations(release: Snapshot) -> None:
    kept = frozen(release).replace(b'"has_machine_translation": false', b'"unknown_then": false')
    kept = kept.replace(b'"has_machine_translation":false', b'"unknown_then":false')
    texts = [text for one in thawed(kept).incidents for text in one.texts.values()]
    assert texts
    assert not any(text.has_machine_translation for text in texts)
