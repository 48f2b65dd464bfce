"""Does the site stand at every place as it stands here, and what does not get there?

Nothing is queued: what stands here is compared with what arrived at each place last. So a release,
a correction and a withdrawal all reach them, whatever was cut off in between.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from threading import Event
from typing import Final

from dalel.domain.errors import DalelError
from dalel.flow.public.delivering import (
    DeliveryRunningError,
    NothingBuiltError,
    PreviewStaysError,
    deliver,
    release_at,
)
from dalel.flow.public.pressing import taken_back
from dalel.outside.mirrors import Delivered, SiteChangedError, shown
from dalel.publish.tree.keeping import built_without
from dalel.store.public import deliveries
from dalel.store.public.deliveries import Delivery

#: So often the site is compared with what arrived.
PAUSE: Final = timedelta(seconds=5)
_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Mirrors:
    """The newsroom's site, and the places that are kept up to date with it.

    ``options`` is what object stores ask for.
    """

    site: Path
    places: tuple[str, ...] = ()
    options: Mapping[str, str]

    def standings(self) -> list[Delivery]:
        """How each place stands, also those to which somebody sent by hand."""
        if not (self.places or deliveries.is_any_known()):
            return []
        names = [shown(place) for place in self.places]
        return deliveries.deliveries(names, _state(self.site), taken_back())

    def send(self, place: str, now: Callable[[], datetime]) -> Delivered:
        """Send the site to a place, and write down what came of it.

        :raises DalelError: as ``deliver``.
        """
        state, without = _state(self.site), built_without(self.site)
        try:
            done = deliver(self.site, place, self.options)
        except (DeliveryRunningError, NothingBuiltError, PreviewStaysError, SiteChangedError):
            raise
        except DalelError as error:
            # Who sends by hand reads it at once.
            if place in self.places:
                deliveries.failed(shown(place), state, str(error), now())
            raise
        deliveries.arrived(shown(place), state, without, now())
        return done

    def bring(self, now: Callable[[], datetime]) -> Mapping[str, DalelError | None]:
        """Send the site to each place whose turn it is; tells for each what went wrong.

        Nothing goes before anything is released.
        """
        done: dict[str, DalelError | None] = {}
        for place in self.places:
            state = _state(self.site)
            if not state or not deliveries.is_due(shown(place), state, now()):
                continue
            try:
                self.send(place, now)
            except (DeliveryRunningError, SiteChangedError):
                # The next round sees what is to be sent then.
                continue
            except DalelError as error:
                done[shown(place)] = error
            else:
                done[shown(place)] = None
        return done


def bring_on(
    mirrors: Mirrors, stop: Event, now: Callable[[], datetime], *, pause: timedelta = PAUSE
) -> None:
    """Keep every place up to date, until ``stop`` is set."""
    while mirrors.places and not stop.is_set():
        for place, error in mirrors.bring(now).items():
            if error is not None:
                _LOG.warning("The site does not get to %s: %s", place, error)
        stop.wait(pause.total_seconds())


def _state(site: Path) -> str:
    """The digest of the release that stands in the folder; empty: there is none."""
    try:
        return sha256(release_at(site)).hexdigest()
    except (NothingBuiltError, PreviewStaysError):
        return ""
