"""WSGI entry point of the desk."""

import os

from django.core.wsgi import get_wsgi_application

from dalel.cli import warm_reader
from dalel.cli.home_modes import UMASK
from dalel.cli.parent_watch import end_with_parent


def _know_sample() -> None:
    """Let the desk know the press's sources and networks, where its home watched the press."""
    from dalel.newsroom.evidence.queries.first_watch import is_sample
    from dalel.newsroom.frame.pack_in_force import complete

    if is_sample():
        from dalel.cli.sample.press import with_press

        complete(with_press)


os.umask(UMASK)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dalel.cli.django_settings")

end_with_parent()
application = get_wsgi_application()
_know_sample()
warm_reader.begin()
