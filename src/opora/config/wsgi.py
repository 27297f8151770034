"""The WSGI application, for any server."""

import os

from django.core.wsgi import get_wsgi_application

from opora.config.memory import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opora.config.settings")
application = get_wsgi_application()
settle()
