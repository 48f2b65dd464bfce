"""On which pack does the desk stand, who acts, and where does the site lie?"""

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from dalel.domain.message import Voices
from dalel.flow.country import pack_at
from dalel.flow.incidents.second_opinion import SecondOpinion
from dalel.flow.public.mirroring import Mirrors
from dalel.flow.public.pressing import Press
from dalel.outside.channels import Channels
from dalel.outside.language_models.judging import ServedJudge
from dalel.pack import Pack
from dalel.publish.tree.keeping import Shelf
from dalel.store.acting import Act
from dalel.store.models import Member


def pack() -> Pack:
    """The pack in force."""
    return pack_at(settings.DALEL.pack, settings.DALEL.sources_file)


def act(request: HttpRequest) -> Act:
    """Who does something now.

    :raises PermissionDenied: when it is nobody of the newsroom.
    """
    if not isinstance(request.user, Member):
        raise PermissionDenied
    return Act(member=request.user, time=datetime.now(UTC))


def is_alone() -> bool:
    """Whether the newsroom is one person, who approves what he or she wrote."""
    alone: bool = settings.DALEL.newsroom_of_one
    return alone


def channels() -> Channels:
    """By which ways messages go out."""
    set_here: Channels = settings.DALEL.channels
    return set_here


def voices() -> Voices:
    """In which languages the newsroom speaks in channels and by letter."""
    return channels().voices(pack().languages)


def opinion() -> SecondOpinion | None:
    """The newsroom's model for second opinions, if it has one."""
    address: str = settings.DALEL.judge_address
    if not address:
        return None
    model, key = settings.DALEL.judge_model, settings.DALEL.judge_key
    return SecondOpinion(ServedJudge(address, model, key=key))


def press() -> Press:
    """Where the public site is built, signed and kept."""
    configured = settings.DALEL
    return Press(
        site=configured.site_folder,
        shelf=Shelf(configured.releases_folder),
        key=configured.signing_key,
        preview=configured.preview_folder,
    )


def mirrors() -> Mirrors:
    """Where the public site also stands."""
    configured = settings.DALEL
    return Mirrors(
        site=configured.site_folder,
        places=configured.mirrors,
        options=configured.mirror_options,
    )


def preview_folder() -> Path:
    """Where the preview is built, for members only."""
    folder: Path = settings.DALEL.preview_folder
    return folder
