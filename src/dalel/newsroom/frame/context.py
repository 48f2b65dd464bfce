"""The pack in force, and whether the newsroom is a single person."""

from django.conf import settings

from dalel.newsroom.frame.pack_in_force import pack_at
from dalel.pack import Pack


def pack() -> Pack:
    """The pack in force."""
    return pack_at(settings.DALEL.pack, settings.DALEL.sources_file)


def is_alone() -> bool:
    """Whether the newsroom is one person, who approves what he or she wrote."""
    alone: bool = settings.DALEL.newsroom_of_one
    return alone
