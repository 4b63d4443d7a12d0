"""A field that people do not see and programs fill in, on forms that anybody may send."""

from __future__ import annotations

from flask import request

NAME = "homepage"  # what programs like to fill in; no form of ours asks for it


def is_trapped() -> bool:
    """Who filled it in gets the same answer as everybody, and nothing is done."""
    return bool(request.form.get(NAME))
