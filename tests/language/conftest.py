import pytest

from dalel.domain.lexicon import Lexicon
from dalel.pack import Pack, default_folder
from dalel.pack.lexicon import lexicon


@pytest.fixture(scope="session")
def kz_lexicon(kz_pack: Pack) -> Lexicon:
    """The words of Kazakhstan's pack."""
    return lexicon(default_folder(), kz_pack)
