"""On which pack does the desk stand?"""

from django.conf import settings

from dalel.flow.country import pack_at
from dalel.pack import Pack


def pack() -> Pack:
    """The pack in force."""
    return pack_at(settings.DALEL.pack, settings.DALEL.sources_file)
