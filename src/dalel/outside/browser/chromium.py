"""The system's Chromium: where it stands, and how it is started so that it reaches nothing."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from dalel.outside.browser.limits import VisitLimits

#: Under these names distributions install it.
_NAMES: Final = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

#: What every start has. ``--proxy-server`` is added with an address at which nothing listens: all
#: requests are answered by us before they reach the network, and what is not has no way out.
SWITCHES: Final = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-breakpad",
    "--disable-client-side-phishing-detection",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-notifications",
    "--disable-speech-api",
    "--mute-audio",
    "--no-pings",
    # Loopback addresses go through the proxy, too; names are looked up by nobody.
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--dns-prefetch-disable",
    # WebRTC would send packets past any proxy.
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--enforce-webrtc-ip-permission-check",
    "--renderer-process-limit=4",
    "--js-flags=--max-old-space-size=512",
    "--disk-cache-size=1",
    # No second start to be seen by others, no keys of the desktop.
    "--password-store=basic",
    "--use-mock-keychain",
)


@dataclass(frozen=True, kw_only=True)
class Chromium:
    """The browser's program, and the folder in which each visit gets a profile of its own."""

    program: str
    folder: Path
    limits: VisitLimits = field(default_factory=VisitLimits)


def find_chromium(named: str = "") -> str:
    """The path of the program that is named, else of the first that is installed; empty: none."""
    found = (shutil.which(name) for name in ((named,) if named else _NAMES))
    return next((path for path in found if path), "")


def has_driver() -> bool:
    """Whether the library is installed that drives the browser (the extra ``browser``)."""
    return find_spec("playwright") is not None


def is_boxed() -> bool:
    """Whether Chromium's own sandbox is on; root may not have it."""
    return os.geteuid() != 0


def environment(profile: Path) -> Mapping[str, str]:
    """What the browser's processes know of the machine: nothing of the newsroom's settings."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "LANG") if name in os.environ}
    return {
        **kept,
        "HOME": str(profile),
        "TMPDIR": str(profile),
        "XDG_CONFIG_HOME": str(profile),
        "XDG_CACHE_HOME": str(profile),
        # A page's typeface may never come.
        "PW_TEST_SCREENSHOT_NO_FONTS_READY": "1",
    }
