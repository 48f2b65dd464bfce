"""Does every file of a release say who made it, or lie beside one that does?"""

import io
import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pyarrow.parquet as pq
import pytest

from dalel.domain.errors import IncompleteReleaseError
from dalel.domain.snapshot import Imprint, Snapshot
from dalel.pack import Pack
from dalel.publish.bench import invented
from dalel.publish.build import build
from dalel.publish.documents.cards import blank_card
from dalel.publish.tree.signing import signer
from dalel.publish.views.dates import wording
from dalel.publish.views.imprint import maker, signature
from dalel.publish.views.record import IndexedSnapshot
from publish.measured import measures_of
from publish.test_network_data import COUNT

#: What must be found of each field, by language.
STATED = {
    "publisher": {"kk": "Ойдан редакциясы", "ru": "Редакция «Ойдан»"},
    "registration": {"kk": "№ 17-ОЙ куәлік", "ru": "Свидетельство № 17-ОЙ"},
    "contact": {"kk": "hat@oidan.test", "ru": "hat@oidan.test"},
    "reply_address": {"kk": "jauap@oidan.test", "ru": "jauap@oidan.test"},
    "funder": {"kk": "Ойдан қоры", "ru": "Фонд «Ойдан»"},
    "age_mark": {"kk": "16+", "ru": "16+"},
}
#: What the issue wants in every output; the rest of the imprint has a page of its own.
WANTED = ("publisher", "registration", "funder", "age_mark")
#: What is no output by itself: it serves the pages, or proves the files.
FURNITURE = (
    "static/",
    "pagefind/",
    "entries/",
    "sw.js",
    "robots.txt",
    "sitemap.xml",
    "minisign.pub",
)
PROOFS = ("manifest.json", "manifest.json.minisig")
Reads = Callable[[Path], str]


def stating(snapshot: Snapshot, **fields: dict[str, str]) -> Snapshot:
    """The snapshot with a whole imprint, each field of it required."""
    imprint = Imprint(fields=STATED | fields, required=tuple(STATED))
    return replace(snapshot, profile=replace(snapshot.profile, imprint=imprint))


def _plain(path: Path) -> str:
    return path.read_text("utf-8")


def _unfolded(path: Path) -> str:
    """A calendar as it was before its lines were folded (RFC 5545, 3.1) and its marks escaped."""
    return _plain(path).replace("\r\n ", "").replace("\n ", "").replace("\\", "")


def _escaped(path: Path) -> str:
    return json.dumps(json.loads(path.read_bytes()), ensure_ascii=False)


def _workbook(path: Path) -> str:
    rows = openpyxl.load_workbook(path)["imprint"].iter_rows(values_only=True)
    return "\n".join(str(cell) for row in rows for cell in row)


def _metadata(path: Path) -> str:
    return str(pq.read_schema(path).metadata[b"imprint"], "utf-8")


def _word(path: Path) -> str:
    document = docx.Document(io.BytesIO(path.read_bytes()))
    feet = [section.footer for section in document.sections]
    lines = [*document.paragraphs, *(line for foot in feet for line in foot.paragraphs)]
    return "\n".join(line.text for line in lines)


def _paper(path: Path) -> str:
    done = subprocess.run(  # noqa: S603
        ["pdftotext", "-layout", str(path), "-"],  # noqa: S607
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


def _packed(path: Path) -> str:
    with ZipFile(path) as packed:
        return packed.read("README.txt").decode()


def _whole_site(path: Path) -> str:
    with ZipFile(path) as packed:
        files = json.loads((path.parent / "manifest.json").read_bytes())["files"]
        assert set(packed.namelist()) - set(PROOFS) == set(files) - {"mirror.zip"}
        return packed.read("data/README.txt").decode()


def _beside(*names: str) -> Reads:
    """Reads the first of these files that lies beside one."""
    return lambda path: _plain(
        next(one for name in names if (one := path.with_name(name)).exists())
    )


#: By the end of a file's path, the first that fits: where its imprint is read.
READS: dict[str, Reads] = {
    "mirror.zip": _whole_site,
    "ooni/counts.csv": _beside("datapackage.json"),
    "ooni/counts.jsonl": _beside("datapackage.json"),
    ".zip": _packed,
    ".html": _plain,
    "feed.xml": _plain,
    ".json": _escaped,
    ".txt": _plain,
    ".ics": _unfolded,
    ".csv": _beside("README.txt"),
    ".jsonl": _beside("README.txt"),
    ".cff": _beside("README.txt"),
    ".xlsx": _workbook,
    ".parquet": _metadata,
    ".docx": _word,
    ".pdf": _paper,
    # A picture has room for little, see below; its page or a notice stands beside it.
    ".png": _beside("index.html", "README.txt"),
    ".svg": _beside("README.txt"),
}


@pytest.mark.slow
@pytest.mark.late
@pytest.mark.typesets
def test_every_file_of_a_release_says_who_made_it(kz_pack: Pack, tmp_path: Path) -> None:
    site = tmp_path / "site"
    bare = invented(3)
    counted = replace(measures_of(bare, kz_pack), network=(COUNT,))
    build(stating(replace(bare, measures=counted)), site, signer=signer(tmp_path / "release.key"))
    files = [path for path in sorted(site.rglob("*")) if path.is_file()]
    silent, unknown = [], []
    for path in files:
        name = path.relative_to(site).as_posix()
        if name.startswith(FURNITURE) or name in PROOFS:
            continue
        read = next((READS[end] for end in READS if name.endswith(end)), None)
        if read is None:
            unknown.append(name)
            continue
        told = " ".join(read(path).split())
        own = name.partition("/")[0]
        for language in (own,) if own in {"kk", "ru"} else ("kk", "ru"):
            lost = [field for field in WANTED if STATED[field][language] not in told]
            if lost:
                silent.append(f"{name}: {language}: {', '.join(lost)}")
    assert unknown == [], "say where the imprint of this kind of file is read"
    assert silent == []
    ends = {next(end for end in READS if str(path).endswith(end)) for path in files
            if any(str(path).endswith(end) for end in READS)}  # fmt: skip
    assert ends == set(READS)


@pytest.mark.parametrize("field", STATED)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_an_empty_required_field_stops_the_release_and_is_named(
    field: str, language: str, tmp_path: Path
) -> None:
    empty = stating(invented(1), **{field: STATED[field] | {language: ""}})
    with pytest.raises(IncompleteReleaseError, match=f"imprint: {field} is not stated"):
        build(empty, tmp_path / "site")
    assert not (tmp_path / "site").exists()
    build(replace(empty, preview=True), tmp_path / "site")


def test_where_there_is_little_room_publisher_and_age_mark_stand() -> None:
    record = IndexedSnapshot(stating(invented(1)), "/")
    assert signature(record, wording("ru")) == "Редакция «Ойдан» · 16+"
    assert maker(record, wording("ru")) == (
        "Редакция «Ойдан» · Регистрация: Свидетельство № 17-ОЙ · Финансирование: Фонд «Ойдан»"
        " · Возрастная маркировка: 16+"
    )
    unstated = replace(record.snapshot.profile, imprint=Imprint(fields={}, required=()))
    bare = IndexedSnapshot(replace(record.snapshot, profile=unstated), "/")
    assert signature(bare, wording("ru")) == "Мониторинг прав"


@pytest.mark.slow
def test_a_card_shows_the_age_mark() -> None:
    snapshot = stating(invented(1))
    bare = stating(invented(1), age_mark={})
    drawn = [
        blank_card(IndexedSnapshot(one, "/"), "XX-2020-0001", wording("ru"))
        for one in (snapshot, bare)
    ]
    assert drawn[0] != drawn[1]
