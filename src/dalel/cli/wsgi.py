"""WSGI entry point of the desk."""

import os

from django.core.wsgi import get_wsgi_application

from dalel.cli import warm_reader
from dalel.cli.home_modes import UMASK
from dalel.cli.parent_watch import end_with_parent

os.umask(UMASK)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dalel.cli.django_settings")

end_with_parent()
application = get_wsgi_application()
warm_reader.begin()
