"""The places where this home's outputs are built, kept and sent, as the settings name them."""

from pathlib import Path

from django.conf import settings

from dalel.domain.message import Voices
from dalel.newsroom.frame.context import pack
from dalel.newsroom.releases.actions.build_site import Later, SiteBuilder, press_of
from dalel.newsroom.releases.actions.builder import place
from dalel.newsroom.releases.actions.mirror import Mirrors, mirrors_of
from dalel.outside.channels import Channels
from dalel.publish.tree.folder_lock import is_locked


def channels() -> Channels:
    """By which ways messages go out."""
    set_here: Channels = settings.DALEL.channels
    return set_here


def voices() -> Voices:
    """In which languages the newsroom speaks in channels and by letter."""
    return channels().voices(pack().languages)


def press() -> SiteBuilder:
    """Where the public site is built, signed and kept."""
    return press_of(settings.DALEL)


def later() -> Later:
    """The builder of this home: the desk asks it to build, and builds nothing itself."""
    return Later(place=place(), press=press())


def mirrors() -> Mirrors:
    """Where the public site also stands."""
    return mirrors_of(settings.DALEL)


def preview_folder() -> Path:
    """Where the preview is built, for members only."""
    folder: Path = settings.DALEL.preview_folder
    return folder


def builder_is_kept() -> bool:
    """Whether a builder of this home lives, or ``dalel up``, which starts it again."""
    home: Path = settings.DALEL.home
    return any(is_locked(home / name) for name in ("builder.lock", "up.lock"))
