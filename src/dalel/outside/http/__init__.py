"""A polite and safe HTTP client for other people's servers."""

from dalel.outside.http.clock import Clock
from dalel.outside.http.fetcher import Fetcher
from dalel.outside.http.network import denial
from dalel.outside.http.policy import Policy
from dalel.outside.http.resolving import Resolve, system_resolve
from dalel.outside.http.vantage import Controls, connected

__all__ = [
    "Clock",
    "Controls",
    "Fetcher",
    "Policy",
    "Resolve",
    "connected",
    "denial",
    "system_resolve",
]
