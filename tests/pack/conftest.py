import shutil
from pathlib import Path

import pytest

TINY = Path(__file__).parents[1] / "packs" / "tiny"


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the tiny pack, to be broken."""
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))
