"""Are the feeds what RFC 4287 and JSON Feed 1.1 ask for?"""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from dalel.domain.snapshot import Snapshot
from dalel.publish.build import build
from publish.probing import ask

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def feeds(site: Path) -> list[Path]:
    return sorted(site.rglob("feed.xml"))


@pytest.mark.parametrize("kind", ["release", "preview"])
def test_every_feed_has_what_the_format_wants(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    snapshot: Snapshot = request.getfixturevalue(kind)
    build(snapshot, tmp_path)
    assert len(feeds(tmp_path)) == 2 * (1 + 5)
    ids = []
    for path in feeds(tmp_path):
        tree = etree.fromstring(path.read_bytes())
        assert tree.tag == "{http://www.w3.org/2005/Atom}feed"
        for node in (tree, *tree.findall("a:entry", ATOM)):
            for wanted in ("id", "title", "updated"):
                assert len(node.findall(f"a:{wanted}", ATOM)) == 1
                assert node.findtext(f"a:{wanted}", namespaces=ATOM)
            assert node.findall("a:link[@rel='alternate']", ATOM)
        assert tree.findtext("a:author/a:name", namespaces=ATOM)
        entry_ids = [node.text for node in tree.findall("a:entry/a:id", ATOM)]
        assert len(set(entry_ids)) == len(entry_ids)
        ids.append(tree.findtext("a:id", namespaces=ATOM))
    assert len(set(ids)) == len(ids)


def test_ids_are_tags_of_host_and_number(site: Path) -> None:
    tree = etree.fromstring((site / "kk/feed.xml").read_bytes())
    assert tree.findtext("a:id", namespaces=ATOM) == "tag:monitor.test,2026:kk/"
    entry = tree.findtext("a:entry/a:id", namespaces=ATOM)
    assert entry == "tag:monitor.test,2026:kk/i/XX-2020-0001/"


def test_a_feed_names_itself_where_the_site_has_an_address(site: Path) -> None:
    tree = etree.fromstring((site / "ru/s/2/feed.xml").read_bytes())
    own = ask(tree, "string(a:link[@rel='self']/@href)", namespaces=ATOM)
    assert own == "https://monitor.test/ru/s/2/feed.xml"


def test_a_feed_of_a_site_without_an_address_links_to_files(
    preview: Snapshot, tmp_path: Path
) -> None:
    build(preview, tmp_path)
    tree = etree.fromstring((tmp_path / "ru/s/2/feed.xml").read_bytes())
    assert not tree.findall("a:link[@rel='self']", ATOM)
    for address in ask(tree, ".//a:link[@rel='alternate']/@href", namespaces=ATOM):
        assert (tmp_path / "ru/s/2" / address).resolve().is_file()
    assert "Предварительная версия" in ask(tree, "string(a:subtitle)", ATOM)


def test_a_feed_is_as_new_as_its_newest_entry(site: Path) -> None:
    tree = etree.fromstring((site / "kk/feed.xml").read_bytes())
    updated = [node.text for node in tree.findall("a:entry/a:updated", ATOM)]
    assert tree.findtext("a:updated", namespaces=ATOM) == updated[0]
    assert updated == sorted(updated, key=str, reverse=True)
    assert len(updated) == 30


@pytest.mark.parametrize("kind", ["release", "preview"])
def test_the_json_feed_says_the_same_as_the_atom_feed(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    build(request.getfixturevalue(kind), tmp_path)
    for path in feeds(tmp_path):
        made = json.loads(path.with_name("feed.json").read_bytes())
        assert made["version"] == "https://jsonfeed.org/version/1.1"
        assert made["title"]
        assert made["items"]
        tree = etree.fromstring(path.read_bytes())
        titles = [node.text for node in tree.findall("a:entry/a:title", ATOM)]
        assert [item["title"] for item in made["items"]] == titles
        for item in made["items"]:
            assert {"id", "url", "content_text", "date_modified"} <= item.keys()
            assert item["content_text"]
            datetime.fromisoformat(item["date_modified"])
        assert ("feed_url" in made) is (kind == "release")
        assert ("user_comment" in made) is (kind == "preview")


def test_a_feed_reader_reads_every_feed(site: Path) -> None:
    for path in feeds(site):
        read = feedparser.parse(path.read_bytes())
        assert not read.bozo, read.bozo_exception
        assert read.version == "atom10"
        assert read.feed.title
        assert all(entry.link and entry.updated_parsed for entry in read.entries)


def test_what_was_taken_back_takes_its_own_place_in_the_feed(site: Path) -> None:
    read = feedparser.parse((site / "ru/feed.xml").read_bytes())
    by_title = {entry.title: entry for entry in read.entries}
    assert "изъята" in by_title["XX-2020-0003"].content[0].value
    assert "отозвана" in by_title["XX-2020-0004"].content[0].value


def test_a_feed_says_who_is_responsible(release: Snapshot, tmp_path: Path) -> None:
    fields = dict(release.profile.imprint.fields)
    stated = {"kk": "Тіркеу куәлігі 1", "ru": "Свидетельство 1", "en": "Certificate 1"}
    imprint = replace(release.profile.imprint, fields={**fields, "registration": stated})
    build(replace(release, profile=replace(release.profile, imprint=imprint)), tmp_path)
    tree = etree.fromstring((tmp_path / "ru/feed.xml").read_bytes())
    assert "Свидетельство 1" in str(tree.findtext("a:rights", namespaces=ATOM))
    assert "Свидетельство 1" in (tmp_path / "ru/e/1/bulletin.txt").read_text()
    assert "Свидетельство 1" in (tmp_path / "ru/i/XX-2020-0001/index.html").read_text()
