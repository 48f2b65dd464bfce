"""Do the programs that others use to check such files find them right?"""

import json
import shutil
import subprocess
from collections import Counter
from datetime import date
from importlib.metadata import files
from pathlib import Path
from typing import Any

import duckdb
import feedparser
import frictionless
import jsonschema
import openapi_spec_validator
import pytest
import yaml
from lxml import etree

from dalel.domain.public_seal import PublicSeal
from dalel.domain.snapshot import Snapshot
from dalel.publish.build import build
from dalel.publish.data.columns import columns
from dalel.publish.tree.signing import signer
from publish.conftest import everything
from publish.grammars import ATOM, JSON_FEED
from publish.printing import NASTY
from publish.probing import with_everything_beside, with_text
from publish.test_imprint import stating

pytestmark = [pytest.mark.slow, pytest.mark.late]
_FORMATS = jsonschema.FormatChecker()


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    """A release with everything in it, one title of it nasty."""
    whole = stating(with_everything_beside(everything()))
    return with_text(whole, 0, "kk", title=f"=1+1 {NASTY}")


@pytest.fixture
def site(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.getbasetemp() / "validated"
    if not folder.exists():
        seals = (PublicSeal(day=date(2026, 1, 31), link="ab" * 32),)
        build(snapshot, folder / "site", signer=signer(folder / "release.key"), seals=seals)
    return folder / "site"


def schema_of(package: str, end: str) -> dict[str, Any]:
    """A schema that lies in a package from PyPI."""
    [file] = [one for one in files(package) or () if str(one).endswith(end)]
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def test_frictionless_finds_the_data_packages_valid(site: Path, snapshot: Snapshot) -> None:
    for language in ("kk", "ru"):
        for folder, count in (("data", 45), ("e/1/data", 40), ("e/2/data", 5)):
            package = frictionless.Package(site / language / folder / "datapackage.json")
            assert package.get_resource("incidents-parquet").bytes
            # To read Parquet it would need pandas; DuckDB reads it below.
            package.remove_resource("incidents-parquet")
            report = package.validate()
            assert report.valid, report.flatten(["name", "message"])
            assert {task.name for task in report.tasks} == {
                "incidents-csv",
                "incidents-xlsx",
                "incidents-jsonl",
            }
            assert [task.stats["rows"] for task in report.tasks] == [count] * 3
            assert package.licenses[0]["name"] == "CC-BY-4.0"


def test_frictionless_finds_a_changed_file_out(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(site / "ru/data", folder)
    with (folder / "incidents.csv").open("ab") as stream:
        stream.write(b"one more\r\n")
    report = frictionless.Package(folder / "datapackage.json").get_resource("incidents-csv")
    assert not report.validate().valid


def test_duckdb_reads_parquet_with_the_types_of_the_columns(site: Path, snapshot: Snapshot) -> None:
    file = site / "ru/data/incidents.parquet"
    found = duckdb.read_parquet(str(file))
    kinds = {
        "string": "VARCHAR",
        "integer": "INTEGER",
        "boolean": "BOOLEAN",
        "date": "DATE",
        "datetime": "TIMESTAMP WITH TIME ZONE",
        "list": "VARCHAR[]",
    }
    wanted = [(column.name, kinds[column.type]) for column in columns(snapshot.codebook)]
    assert list(zip(found.columns, map(str, found.types), strict=True)) == wanted
    counted = dict(found.aggregate("status, count(*)", "status").fetchall())
    assert counted == Counter(one.state.value for one in snapshot.incidents)
    assert counted["withdrawn"] == counted["retracted"] == 1


def test_minisign_proves_the_release_and_refuses_a_changed_one(site: Path, tmp_path: Path) -> None:
    program = shutil.which("minisign")
    if program is None:
        pytest.skip("needs Debian's minisign")
    for name in ("manifest.json", "manifest.json.minisig", "minisign.pub"):
        shutil.copy(site / name, tmp_path / name)

    def proved() -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603
            [program, "-Vm", "manifest.json", "-p", "minisign.pub"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    good = proved()
    assert good.returncode == 0, good.stderr
    assert "file:manifest.json" in good.stdout
    content = (tmp_path / "manifest.json").read_bytes()
    (tmp_path / "manifest.json").write_bytes(content.replace(b'"bytes": 1', b'"bytes": 2', 1))
    assert proved().returncode != 0
    (tmp_path / "manifest.json").write_bytes(content)
    signer(tmp_path / "other.key")
    (tmp_path / "minisign.pub").write_bytes(signer(tmp_path / "other.key").public)
    assert proved().returncode != 0


def test_every_feed_is_as_the_standards_say(site: Path) -> None:
    grammar = etree.RelaxNG(etree.fromstring(ATOM))
    checker = jsonschema.Draft202012Validator(JSON_FEED, format_checker=_FORMATS)
    feeds = sorted(site.rglob("feed.xml"))
    # Of everything, of each section, of the region and of the case.
    assert len(feeds) == 2 * (1 + 5 + 1 + 1)
    for path in feeds:
        tree = etree.fromstring(path.read_bytes())
        assert grammar.validate(tree), (path, grammar.error_log)
        entries = tree.findall("{*}entry")
        for entry in entries:
            kinds = [link.get("rel") for link in entry.findall("{*}link")]
            assert kinds.count("alternate") == 1
        read = feedparser.parse(path.read_bytes())
        assert not read.bozo
        assert len(read.entries) == len(entries)
        checker.validate(json.loads(path.with_name("feed.json").read_bytes()))
    assert "2026-01-31 abab" in (site / "kk/feed.xml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<title>", "<subject>"),
        ("<id>tag:", "<id>"),
        ('rel="alternate"', 'rel="next best"'),
        ("+00:00</updated>", "</updated>"),
        ('<content type="text">', '<content type="html">'),
    ],
)
def test_the_grammar_of_feeds_refuses_what_is_wrong(site: Path, old: str, new: str) -> None:
    grammar = etree.RelaxNG(etree.fromstring(ATOM))
    text = (site / "kk/feed.xml").read_text("utf-8")
    assert old in text
    wrong = text.replace(old, new).replace(
        "</title>", "</subject>" if "subject" in new else "</title>"
    )
    assert not grammar.validate(etree.fromstring(wrong.encode()))


def test_the_description_of_the_api_is_valid_and_every_file_is_as_described(site: Path) -> None:
    root = site / "api/v1"
    described = json.loads((root / "openapi.json").read_bytes())
    openapi_spec_validator.validate(described)
    parts = {"components": described["components"]}
    checked = 0
    for address, path in described["paths"].items():
        answer = path["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        validator = jsonschema.Draft202012Validator(answer | parts, format_checker=_FORMATS)
        for file in root.glob(address.lstrip("/").replace("{number}", "*")):
            validator.validate(json.loads(file.read_bytes()))
            checked += 1
    assert checked == sum(1 for _ in root.rglob("*.json")) - 1


def test_what_cites_the_data_is_as_the_schemas_say(site: Path) -> None:
    metadata = json.loads((site / "data/datacite.json").read_bytes())
    schema = schema_of("datacite", "datacite-v4.5.json")
    jsonschema.validators.validator_for(schema)(schema).validate(metadata)
    citation = yaml.safe_load((site / "data/CITATION.cff").read_text("utf-8"))
    schema = schema_of("cffconvert", "1.2.0/schema.json")
    jsonschema.Draft7Validator(schema, format_checker=_FORMATS).validate(citation)


def test_the_sitemap_names_only_pages_that_are_there(site: Path) -> None:
    tree = etree.fromstring((site / "sitemap.xml").read_bytes())
    places = [str(node.text) for node in tree.iter("{*}loc")]
    assert len(places) > 100
    lost = [
        place
        for place in places
        if not (site / place.removeprefix("https://monitor.test/") / "index.html").exists()
    ]
    assert lost == []
