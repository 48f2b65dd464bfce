"""The cast of a newsroom, at a desk that stands on the invented country's pack."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from dalel.flow.upkeep.preparing import prepare
from dalel.pack import Pack
from dalel.store.models import Member, Role
from desk.keys import SESAME
from desk.newsroom import Room, room, whole_pack

TINY = Path(__file__).parents[1] / "packs" / "tiny"


@pytest.fixture(autouse=True)
def tiny_desk(settings: Settings) -> None:
    """The desk of the invented country; passwords are hashed fast."""
    settings.DALEL = replace(settings.DALEL, pack=TINY)
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def record(tiny_pack: Pack, now: datetime, db: None) -> None:
    """The bulletin of the invented country is in."""
    prepare(tiny_pack, now=now)


@pytest.fixture
def cast(db: None) -> dict[str, Member]:
    """A member of each role, and one who has left."""
    members = {
        str(role): Member.objects.create_user(
            f"the-{role}", SESAME, name=f"Айгүл ({role})", role=role, language="ru"
        )
        for role in Role
    }
    members["left"] = Member.objects.create_user(
        "the-left", SESAME, role=Role.ADMINISTRATOR, is_active=False
    )
    return members


@pytest.fixture
def reporter(client: Client, cast: dict[str, Member]) -> Client:
    """A reporter who has signed in."""
    client.force_login(cast["reporter"])
    return client


@pytest.fixture(scope="session")
def pack_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack of Kazakhstan as a release can do with it."""
    return whole_pack(tmp_path_factory.mktemp("packs"))


@pytest.fixture
def at_work(settings: Settings, tiny_desk: None, pack_folder: Path, tmp_path: Path) -> Room:
    settings.DALEL = replace(settings.DALEL, pack=pack_folder, home=tmp_path)
    return room()
