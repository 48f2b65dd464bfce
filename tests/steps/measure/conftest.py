"""The words by which figures are read."""

import pytest

from dalel.domain.lexicon import Lexicon
from dalel.pack import Pack, default_folder
from dalel.pack.lexicon import lexicon


@pytest.fixture(scope="module")
def words(kz_pack: Pack) -> Lexicon:
    return lexicon(default_folder(), kz_pack)
