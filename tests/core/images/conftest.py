import pytest
from flask import Flask
from PIL import Image

from community.core.images import routes
from community.core.images.models import Picture
from community.core.images.prepare import prepare
from community.core.images.store import current_store
from community.extensions import db
from config import Settings
from tests.core.images import zoo


@pytest.fixture(scope="session")
def prepared():
    return prepare(zoo.saved(zoo.photo(), "JPEG"))


@pytest.fixture(scope="session")
def prepared_privately():
    return prepare(zoo.saved(Image.new("RGB", (500, 500), "teal"), "PNG"), private=True)


@pytest.fixture
def gallery(tmp_path):
    """An app of pictures alone: its folder and its table, nothing of the other features."""
    app = Flask("gallery")
    app.extensions["settings"] = Settings(secret_key="k" * 32, instance_folder=tmp_path)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    db.init_app(app)
    app.register_blueprint(routes.bp)
    with app.app_context():
        Picture.metadata.create_all(db.engine, [Picture.__table__])
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def store(gallery):
    return current_store()
