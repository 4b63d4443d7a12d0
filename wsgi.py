"""`wsgi:app` for gunicorn and `flask --app wsgi`."""

from community.app import create_app

app = create_app()
