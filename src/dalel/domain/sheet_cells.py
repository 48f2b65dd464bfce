"""Cells of tables that are opened in a spreadsheet."""

from typing import Final

#: What a spreadsheet takes for the beginning of a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def no_formula(cell: str) -> str:
    """A cell that a spreadsheet shows and never works out: one that looks so gets an apostrophe.

    OWASP, "CSV injection" (https://owasp.org/www-community/attacks/CSV_Injection).
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
