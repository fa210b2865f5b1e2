"""The application that a server serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "riktmarke.config.settings")
application = get_wsgi_application()

# imported here: models can only be loaded once Django is set up
from riktmarke.publishing.website.warming import warm_up  # noqa: E402

warm_up()
