"""Keeps every mirror of the site up to date with the build on this machine.

Nothing is queued: what stands here is compared with what arrived at each place last. So a release,
a correction and a withdrawal all reach them, whatever was cut off in between.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Event
from typing import Any, Final

from dalel.domain.errors import DalelError
from dalel.newsroom.frame.item_failure import ItemWork
from dalel.newsroom.releases.actions import delivery_state
from dalel.newsroom.releases.actions.build_site import taken_back
from dalel.newsroom.releases.actions.deliver import (
    DeliveryRunningError,
    NothingBuiltError,
    PreviewStaysError,
    deliver,
    release_at,
)
from dalel.newsroom.releases.actions.delivery_state import Delivery
from dalel.outside.mirrors import Delivered, SiteChangedError, shown
from dalel.publish.tree.atomic_writes import MANIFEST, Tree
from dalel.publish.tree.release_shelf import built_without

#: So often the site is compared with what arrived.
PAUSE: Final = timedelta(seconds=5)
#: What is no matter of the place, and therefore not written down for it.
NOT_OF_THE_PLACE: Final = (
    DeliveryRunningError,
    NothingBuiltError,
    PreviewStaysError,
    SiteChangedError,
)
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
        if not (self.places or delivery_state.is_any_known()):
            return []
        names = [shown(place) for place in self.places]
        return delivery_state.deliveries(names, _state(self.site), taken_back())

    def send(self, place: str, now: Callable[[], datetime]) -> Delivered:
        """Send the site to a place, and write down what came of it.

        :raises DalelError: as ``deliver``.
        """
        state, without = _state(self.site), _without(self.site)
        try:
            done = deliver(self.site, place, self.options)
        except NOT_OF_THE_PLACE:
            raise
        except DalelError as error:
            # Who sends by hand reads it at once.
            if place in self.places:
                delivery_state.failed(shown(place), state, str(error), now())
            raise
        delivery_state.arrived(shown(place), state, without, now())
        return done

    def bring(self, now: Callable[[], datetime]) -> Mapping[str, Exception | None]:
        """Send the site to each place whose turn it is; tells for each what went wrong.

        Nothing goes before anything is released.
        """
        done: dict[str, Exception | None] = {}
        for place in self.places:
            try:
                with ItemWork(f"The site to {shown(place)}", passing=(DalelError, OSError)) as item:
                    if self._is_due(place, now()):
                        self.send(place, now)
                        done[shown(place)] = None
                if item.failed:
                    delivery_state.failed(shown(place), _state(self.site), item.flaw.reason, now())
            except (DeliveryRunningError, SiteChangedError):
                # The next round sees what is to be sent then.
                continue
            except (DalelError, OSError) as error:
                done[shown(place)] = error
        return done

    def _is_due(self, place: str, now: datetime) -> bool:
        state, without = _state(self.site), _without(self.site)
        return bool(state) and delivery_state.is_due(shown(place), state, without, now)


def mirrors_of(configured: Any) -> Mirrors:
    """Where settings say that the public site also stands."""
    return Mirrors(
        site=configured.site_folder,
        places=configured.mirrors,
        options=configured.mirror_options,
    )


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
    return _digest(site, _stamp(site / MANIFEST))


def _without(site: Path) -> frozenset[str]:
    """What that release was made without."""
    return _hidden(site, _stamp(site / MANIFEST), _stamp(Tree(site).notes))


#: Manifest and notes are never changed, each build makes new ones: so they are read only once.
_Stamp = tuple[int, ...]


def _stamp(file: Path) -> _Stamp:
    try:
        found = file.stat()
    except FileNotFoundError:
        return ()
    return found.st_ino, found.st_mtime_ns, found.st_size


@lru_cache(maxsize=8)
def _digest(site: Path, _manifest: _Stamp) -> str:
    try:
        return sha256(release_at(site)).hexdigest()
    except (NothingBuiltError, PreviewStaysError):
        return ""


@lru_cache(maxsize=8)
def _hidden(site: Path, _manifest: _Stamp, _notes: _Stamp) -> frozenset[str]:
    return built_without(site)
