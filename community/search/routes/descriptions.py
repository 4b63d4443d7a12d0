"""How browsers add this site to their search box."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template
from flask.typing import ResponseReturnValue

from community.core.access import public

bp = Blueprint("search_descriptions", __name__)


@bp.get("/opensearch.xml")
@public
def show() -> ResponseReturnValue:
    """OpenSearch 1.1."""
    name = current_app.extensions["settings"].site_name
    body = render_template("search/opensearch.xml", short_name=name[:16])
    return Response(body, mimetype="application/opensearchdescription+xml")
