"""How does a web server call the desk?"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dalel.project.settings")

application = get_wsgi_application()
