"""Doctor checks of delivery: whether each place has the current state of the site."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dalel.cli.command_context import mirrors_of
from dalel.cli.doctor.doctor_finding import Diagnosis

if TYPE_CHECKING:
    from dalel.cli.configuration import Configuration
    from dalel.newsroom.releases.actions.delivery_state import Delivery


def delivery_findings(settings: "Configuration") -> Iterator[Diagnosis]:
    """A line for each place, and what is wrong where something taken back is still read."""
    from django.db import DatabaseError

    try:
        standings = mirrors_of(settings).standings()
    except DatabaseError:
        # The database has a finding of its own.
        return
    for one in standings:
        yield Diagnosis(subject="mirror", state=_told(one), problem=_problem(one))


def _told(one: "Delivery") -> str:
    if one.delivered is None:
        return f"{one.place}: nothing has arrived there yet"
    state = "up to date" if one.is_current else "an earlier release"
    by_hand = "" if one.is_kept else ", sent there by hand: mirrors of dalel.toml does not name it"
    return f"{one.place}: {state}, of {one.delivered:%Y-%m-%d %H:%M} UTC{by_hand}"


def _problem(one: "Delivery") -> str:
    said = []
    if one.holds:
        said.append(
            "what was taken back since can still be read there: "
            + ("dalel releases send" if one.is_kept else f"dalel publish --to {one.place}")
        )
    if one.failing is not None:
        said.append(f"nothing gets there since {one.failing:%Y-%m-%d %H:%M} UTC: {one.error}")
    return f"{one.place}: " + "; ".join(said) if said else ""
