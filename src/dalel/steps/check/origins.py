"""Checks of entries that came from the newsroom's own channel."""

from collections.abc import Iterator

from dalel.domain.channel_history import ChannelOrigin
from dalel.domain.concern import Concern, Weight
from dalel.domain.incident import Incident


def check_origin(incident: Incident, origin: ChannelOrigin | None) -> Iterator[Concern]:
    """An entry for which only our own post speaks, and a day that may be that of the post alone."""
    if origin is None:
        return
    own, day = origin.post.lower(), ".".join(reversed(origin.day.split("-")))
    if all(link.url.lower().endswith(own) for link in incident.links):
        yield Concern(
            rule="find_original",
            weight=Weight.ERROR,
            excerpt="",
            field="link",
            values={"day": day, "post": origin.post},
        )
    if incident.date is not None and incident.date.iso == origin.day:
        yield Concern(
            rule="day_of_post",
            weight=Weight.WARNING,
            excerpt="",
            field="date",
            values={"day": day, "post": origin.post},
        )
