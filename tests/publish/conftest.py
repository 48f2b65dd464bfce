"""Invented snapshots, and sites built of them."""

from dataclasses import replace
from pathlib import Path

import pytest

from dalel.domain.dates import PartialDate, Precision
from dalel.domain.incident import Development, Link
from dalel.domain.snapshot import Snapshot
from dalel.domain.states import IncidentState
from dalel.publish.bench import invented
from dalel.publish.build import build
from publish.probing import with_incident, with_text


def everything() -> Snapshot:
    """A release of forty-five incidents in two editions, with every state and kind of date."""
    snapshot = invented(45)
    step = Development(
        date=PartialDate(iso="2025-03-04", precision=Precision.DAY),
        texts={"kk": "Сот шешімін шығарды.", "ru": "Суд вынес решение."},
        links=snapshot.incidents[0].links,
    )
    snapshot = with_incident(snapshot, 1, developments=(step,))
    snapshot = with_incident(snapshot, 2, state=IncidentState.WITHDRAWN)
    snapshot = with_incident(snapshot, 3, state=IncidentState.RETRACTED)
    snapshot = with_incident(snapshot, 4, state=IncidentState.CORRECTED)
    snapshot = with_incident(snapshot, 5, codes=None, links=())
    snapshot = with_incident(
        snapshot, 6, date=PartialDate(iso="2019-05", precision=Precision.MONTH, year_inferred=True)
    )
    tracked = Link(
        printed="https://oidan.test/a?utm_source=x",
        url="https://oidan.test/a",
        canonical="https://oidan.test/a",
        host="oidan.test",
    )
    snapshot = with_incident(snapshot, 7, links=(tracked,))
    return with_text(snapshot, 8, "kk", title=None)


@pytest.fixture(scope="session")
def release() -> Snapshot:
    """A release with everything in it."""
    return everything()


@pytest.fixture(scope="session")
def whole_site(release: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built release with data and search, for whoever only reads it."""
    site = tmp_path_factory.mktemp("whole") / "site"
    build(release, site)
    return site


@pytest.fixture
def preview(release: Snapshot) -> Snapshot:
    """The same record before anybody approved it, on a site without an address."""
    incidents = tuple(replace(i, approved=frozenset[str]()) for i in release.incidents)
    profile = replace(release.profile, address=None, licence="")
    return replace(release, incidents=incidents, profile=profile, preview=True)


@pytest.fixture
def site(release: Snapshot, tmp_path: Path) -> Path:
    """The built release."""
    build(release, tmp_path / "site")
    return tmp_path / "site"
