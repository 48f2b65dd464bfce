"""Is every file found that holds some words, also a packed one?"""

import gzip
import json
import os
from pathlib import Path
from urllib.parse import quote
from zipfile import ZipFile

import pyarrow as pa
import pyarrow.parquet as pq

from dalel.domain.withdrawal import MARKUP, finder
from dalel.publish.tree.word_survey import FileKind, holdings

WORDS = finder(("«Берег» & Ко", "Айгүл Нұрланова"), MARKUP)


def test_words_are_found_in_files_of_every_kind_and_each_file_once(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "kk").mkdir(parents=True)
    (site / "kk/index.html").write_text("<p>«Берег» &amp; Ко, АЙГҮЛ\n НҰРЛАНОВАҒА", "utf-8")
    (site / "kk/feed.xml").write_text("<title>Айгүл&#160;Нұрланова</title>", "utf-8")
    (site / "kk/card.png").write_bytes(b"drawn")
    (site / "data.csv").write_text("ничего", "utf-8")
    (site / "kk/link.html").write_text("<a>Айгүл</a> <b>Нұрланова</b>", "utf-8")
    far = quote("Айгүл Нұрланова")
    (site / "kk/far.html").write_text(f'<a href="https://far.test/{far}">', "utf-8")
    (site / "escaped.json").write_text(json.dumps("Айгүл Нұрланова"), "utf-8")
    told = {"title": ["Айгүл Нұрлановаға", None], "tags": [["Берег", "«Берег» & Ко"], []]}
    pq.write_table(pa.table(told), site / "data.parquet")
    (site / "0.pf_fragment").write_bytes(gzip.compress("Айгүл Нұрланова".encode()))
    with ZipFile(site / "mirror.zip", "w") as packed:
        packed.write(site / "kk/index.html", "kk/index.html")
        packed.write(site / "kk/card.png", "kk/card.png")
        packed.write(site / "data.parquet", "data.parquet")
    twin = tmp_path / ".site.next"
    twin.mkdir()
    os.link(site / "kk/feed.xml", twin / "feed.xml")
    (tmp_path / ".site.inputs.json").write_text("Айгүл Нұрланова", "utf-8")
    found = {one.path: one for one in holdings([site, twin, tmp_path / "nothing"], WORDS)}
    assert {path: (one.kind, one.count) for path, one in found.items()} == {
        "site/kk/index.html": (FileKind.PAGE, 2),
        "site/kk/feed.xml": (FileKind.FEED, 1),
        "site/0.pf_fragment": (FileKind.SEARCH, 1),
        "site/kk/link.html": (FileKind.PAGE, 1),
        "site/kk/far.html": (FileKind.PAGE, 1),
        "site/escaped.json": (FileKind.DATA, 1),
        "site/data.parquet": (FileKind.DATA, 2),
        "site/mirror.zip": (FileKind.ARCHIVE, 4),
        ".site.inputs.json": (FileKind.DATA, 1),
    }
    assert found["site/kk/index.html"].beside == ("site/kk/card.png",)
