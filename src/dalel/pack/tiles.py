"""The tile map: the position of each region's tile.

A map of equal tiles: what it shows is how many, not how large, and no boundary is drawn.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

#: So many columns and rows the style of the site knows.
MOST: Final = 12


@dataclass(frozen=True, kw_only=True)
class TileMap:
    """Column and row of each region's tile, counted from 1 at the upper left, by its code."""

    tiles: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def problems(tiles: TileMap, regions: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Regions without a tile, tiles of no region, two on one place, as (key, problem)."""
    taken: dict[tuple[int, ...], str] = {}
    for code, place in tiles.tiles.items():
        if code not in regions:
            yield f"tiles.{code}", "places.json has no such region"
        if len(place) != 2 or not all(1 <= number <= MOST for number in place):
            yield f"tiles.{code}", f"wanted column and row, each from 1 to {MOST}"
        if place in taken:
            yield f"tiles.{code}", f"{taken[place]} stands there already"
        taken[place] = code
    if tiles.tiles:
        for code in sorted(regions - tiles.tiles.keys()):
            yield f"tiles.{code}", "this region has no tile"
