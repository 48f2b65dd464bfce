"""Splits a listing of words at white space."""


def words(listing: str) -> tuple[str, ...]:
    """The words of a listing, which white space parts."""
    return tuple(listing.split())
