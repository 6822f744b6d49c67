"""The application for a WSGI server of your own: `gunicorn service.wsgi:app`."""

import os

from service.app import create_app
from service.config import Settings

app = create_app(Settings.from_environment(os.environ))
