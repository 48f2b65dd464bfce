"""Does a spreadsheet work out nothing that a stranger wrote?"""

import pytest

from dalel.domain.sheet_cells import no_formula


@pytest.mark.parametrize("cell", ["=1+1", "+7 701", "-5", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_looks_like_a_formula_becomes_words(cell: str) -> None:
    assert no_formula(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "1+1", " =1", "orda-nova.test"])
def test_all_else_stays(cell: str) -> None:
    assert no_formula(cell) == cell
