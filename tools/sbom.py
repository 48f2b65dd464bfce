"""Writes the bill of materials of the program: CycloneDX 1.6, from the lock and what is installed.

``python tools/sbom.py`` writes ``dalel.cdx.json``, which every wheel carries in
``dist-info/sboms`` (PEP 770); ``--check`` only says whether the file that is there still holds.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import (
    ExternalReference,
    ExternalReferenceType,
    HashAlgorithm,
    HashType,
    Property,
    XsUri,
)
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, License, LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.spdx import is_supported_id
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

ROOT: Final = Path(__file__).parents[1]
FILE: Final = ROOT / "dalel.cdx.json"
_LICENCES: Final = tomllib.loads((ROOT / "tests/house/licences.toml").read_text("utf-8"))
_VENDORED: Final = ("src/dalel/publish/vendor", "src/dalel/publish/documents/vendor")
_OURS: Final = "dalel"
_HEAD: Final = re.compile(r"(?m)([\w.-]+)(?:\[[^]]*\])?==([^\s;]+)(?: ; (.*?))?(?: \\)?$")
_VIA: Final = re.compile(r"    #(?: via|  ) (\w[\w.-]*(?: \(pyproject\.toml(?::\w+)?\))?)")
_HTMX: Final = re.compile(r'version:"([\d.]+)"')
_HASH: Final = re.compile(r'\{\s+("alg": "SHA-256"),\s+("content": "\w+")\s+\}')


@dataclass(frozen=True, kw_only=True)
class LockedPackage:
    """A package as the lock file names it."""

    name: str
    version: str
    #: For which machines it is; empty: for all.
    marker: str
    #: SHA-256 of each archive that may be installed.
    digests: tuple[str, ...]
    #: Who asks for it: names of packages, ``dalel``, or ``dalel:build``.
    parents: frozenset[str]

    @property
    def ref(self) -> str:
        """Its address as a package (https://github.com/package-url/purl-spec)."""
        return PackageURL("pypi", None, self.name, self.version).to_string()


def locked(text: str) -> Iterator[LockedPackage]:
    """The packages of a lock file that ``uv pip compile`` wrote."""
    for block in re.split(r"(?m)^(?=[\w.-]+(?:\[[^]]*\])?==)", text):
        head = _HEAD.match(block)
        if head is None:
            continue
        yield LockedPackage(
            name=_plain(head[1]),
            version=head[2],
            marker=head[3] or "",
            digests=tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", block)),
            parents=frozenset(map(_parent, _VIA.findall(block))),
        )


def _parent(said: str) -> str:
    name, _, where = said.partition(" (pyproject.toml")
    return f"{name}{where.rstrip(')')}" if where else _plain(name)


def _plain(name: str) -> str:
    """A package's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def needed(packages: Iterable[LockedPackage]) -> set[str]:
    """The names of those that a running program needs; the rest only builds it."""
    every = tuple(packages)
    found = {_OURS}
    while more := {one.name for one in every if one.parents & found} - found:
        found |= more
    return found


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def licences(name: str) -> list[License]:
    """A package's licences by SPDX, as it says itself or as was looked up by hand."""
    if checked := _LICENCES["checked"].get(name):
        return [_licence(checked["licence"])]
    one = _installed(name)
    about: Mapping[str, Any] = one.metadata.json if one else {}
    if expression := about.get("license_expression"):
        return [_licence(str(expression))]
    said = [
        text.rpartition(" :: ")[2]
        for text in about.get("classifier", ())
        if text.startswith("License :: ") and not text.endswith("OSI Approved")
    ]
    free = str(about.get("license", "")).strip().removesuffix(".")
    names = said or [free] if len(free) < 80 else said
    return [_licence(_LICENCES["spdx"].get(word, word)) for word in names if word]


def _licence(words: str) -> License:
    if is_supported_id(words):
        return DisjunctiveLicense(id=words)
    if " OR " in words or " AND " in words:
        return LicenseExpression(words)
    return DisjunctiveLicense(name=words)


def _sha256(digest: str) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_256, content=digest)


def _package(one: LockedPackage, run_time: set[str]) -> Component:
    purl = PackageURL.from_string(one.ref)
    archives = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(one.ref),
        comment="the archives that the lock file admits",
        hashes=[_sha256(digest) for digest in one.digests],
    )
    scope = ComponentScope.REQUIRED if one.name in run_time else ComponentScope.EXCLUDED
    return Component(
        type=ComponentType.LIBRARY,
        name=one.name,
        version=one.version,
        purl=purl,
        bom_ref=one.ref,
        scope=scope,
        licenses=licences(one.name),
        external_references=[archives],
        properties=[Property(name="python:marker", value=one.marker)] if one.marker else [],
        components=list(_inside(one)),
    )


def _inside(one: LockedPackage) -> Iterator[Component]:
    """What a package brings along and a reader's or a member's browser runs."""
    if one.name == "django-htmx" and (here := _installed(one.name)):
        file = Path(str(here.locate_file("django_htmx/static/django_htmx/htmx-2.min.js")))
        version = _HTMX.search(file.read_text("utf-8"))
        if version:
            yield _npm("htmx.org", version[1], "0BSD", ())
    if one.name == "pagefind-bin":
        purl = PackageURL("cargo", None, "pagefind", one.version)
        yield Component(
            type=ComponentType.APPLICATION,
            name="pagefind",
            version=one.version,
            purl=purl,
            bom_ref=purl.to_string(),
            licenses=[_licence("MIT")],
        )


def _npm(name: str, version: str, licence: str, files: Iterable[Component]) -> Component:
    group, _, bare = name.rpartition("/")
    purl = PackageURL("npm", group or None, bare, version)
    return Component(
        type=ComponentType.LIBRARY,
        group=group or None,
        name=bare,
        version=version,
        purl=purl,
        bom_ref=purl.to_string(),
        licenses=[_licence(licence)],
        components=files,
    )


def vendored() -> Iterator[Component]:
    """The typefaces in the tree, each file with its digest, and the model of Kazakh names."""
    for folder in _VENDORED:
        for one in tomllib.loads((ROOT / folder / "VENDORED.toml").read_text("utf-8"))["package"]:
            files = [
                Component(
                    type=ComponentType.FILE,
                    name=f"{folder}/{path}",
                    bom_ref=f"{folder}/{path}",
                    hashes=[_sha256(digest)],
                )
                for path, digest in one["sha256"].items()
            ]
            yield _npm(one["name"], one["version"], one["licence"], files)
    model = "src/dalel/language/models/kazakh_names.crfsuite"
    yield Component(
        type=ComponentType.MACHINE_LEARNING_MODEL,
        name=model,
        bom_ref=model,
        description="names in Kazakh texts, trained from KazNERD",
        hashes=[_sha256(sha256((ROOT / model).read_bytes()).hexdigest())],
        licenses=[_licence("CC-BY-4.0")],
    )


def bill(lock: str) -> str:
    """The bill of materials as JSON; the same lock gives the same bytes."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    packages = list(locked(lock))
    run_time = needed(packages)
    by_name: dict[str, list[Component]] = {}
    for one in packages:
        by_name.setdefault(one.name, []).append(_package(one, run_time))
    ours = Component(
        type=ComponentType.APPLICATION,
        name=_OURS,
        version=project["version"],
        purl=PackageURL("pypi", None, _OURS, project["version"]),
        bom_ref=_OURS,
        licenses=[_licence(project["license"])],
    )
    others = list(vendored())
    every = [one for found in by_name.values() for one in found] + others
    bom = Bom(components=every, serial_number=uuid5(NAMESPACE_URL, f"{project['version']} {lock}"))
    bom.metadata.component = ours
    asked = [
        child
        for one in packages
        if one.parents & {_OURS, f"{_OURS}:build"}
        for child in by_name[one.name]
    ]
    bom.register_dependency(ours, [*asked, *others])
    for name, parents in by_name.items():
        children = {one.name for one in packages if name in one.parents}
        for parent in parents:
            bom.register_dependency(parent, [one for child in children for one in by_name[child]])
    made = json.loads(JsonV1Dot6(bom).output_as_string())
    # A time of making would make each run differ; the lock and the version say which state it is.
    del made["metadata"]["timestamp"]
    return _HASH.sub(r"{\1, \2}", json.dumps(made, ensure_ascii=False, indent=1)) + "\n"


def fault(text: str) -> str:
    """What CycloneDX's own schema says is wrong; empty where nothing is."""
    found = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    return "" if found is None else str(found)


def main(arguments: list[str]) -> int:
    """Write the file, or say whether it still holds."""
    made = bill((ROOT / "requirements.lock").read_text("utf-8"))
    if wrong := fault(made):
        print(f"The bill of materials is not CycloneDX 1.6: {wrong}")
        return 1
    if arguments == ["--check"]:
        if FILE.exists() and FILE.read_text("utf-8") == made:
            return 0
        print(f"{FILE.name} is not that of the lock file: run python tools/sbom.py")
        return 1
    FILE.write_text(made, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
