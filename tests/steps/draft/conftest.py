"""What drafts invented stories with the words of Kazakhstan."""

import pytest

from dalel.domain.lexicon import Lexicon
from dalel.newsroom.frame.pack_in_force import lexicon_at, pack_at
from dalel.pack import Pack, default_folder
from dalel.steps.draft import Drafter


@pytest.fixture(scope="session")
def pack() -> Pack:
    return pack_at(default_folder())


@pytest.fixture(scope="session")
def words() -> Lexicon:
    return lexicon_at(default_folder())


@pytest.fixture(scope="session")
def drafter(pack: Pack, words: Lexicon) -> Drafter:
    return Drafter(pack, words)
