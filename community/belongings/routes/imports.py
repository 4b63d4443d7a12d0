"""An archive brought along: looked at, said yes to, brought in by the worker."""

from __future__ import annotations

import os
import secrets
from typing import Any

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from community.accounts.models import Profile
from community.belongings.forms import BeginForm, ImportForm
from community.belongings.importing.archive import MOST_BYTES
from community.belongings.importing.planning import plan_of
from community.belongings.importing.problems import REASONS, BadArchive
from community.belongings.importing.steps import NAMES, STAYS
from community.belongings.importing.taking import is_newcomer
from community.belongings.models import Import, import_folder
from community.core.access import takes
from community.core.answers import invalid, page, see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.ids import encode, new_id
from community.core.limits import limit
from community.extensions import db
from community.friends.access import me
from community.friends.viewer import current_viewer

bp = Blueprint("imports", __name__)


@bp.get("/settings/data/import")
def show() -> ResponseReturnValue:
    return page("belongings/import.html", **_parts())


@bp.get("/settings/data/import/state")
def state() -> ResponseReturnValue:
    return page("belongings/_import_state.html", **_parts())


@bp.post("/settings/data/import")
@takes(MOST_BYTES + 64 * 1024)
@once
def create() -> ResponseReturnValue:
    form = ImportForm()
    if not form.validate():
        return invalid("belongings/import.html", **_parts(form=form))
    limit("import", current_viewer().profile_id)
    try:
        to = _looked_at(form.file.data, me(current_viewer()))
    except BadArchive as problem:
        form.file.errors = [str(problem)]
        return invalid("belongings/import.html", **_parts(form=form))
    return see_other(to)


@bp.post("/settings/data/import/begin")
def begin() -> ResponseReturnValue:
    form = BeginForm()
    chosen = {"takes_profile": form.takes_profile.data, "matches_people": form.matches_people.data}
    limit("write", current_viewer().profile_id)
    with writing():
        found = _own()
        found.begin(**chosen)
    return see_other(url_for("imports.show"))


@bp.post("/settings/data/import/drop")
def destroy() -> ResponseReturnValue:
    with writing():
        found = Import.of(me(current_viewer()).id)
        if found is not None and found.is_busy:
            abort(409)
        if found is not None:
            path = found.path
            db.session.delete(found)
    if found is not None:
        path.unlink(missing_ok=True)
        flash(_("The archive is put away here. What came in stays."))
    return see_other(url_for("imports.show"))


def _looked_at(file: FileStorage, person: Profile) -> str:
    """Kept under a name of ours while it is looked at; gone again when it is refused."""
    import_id, profile_id = new_id(), person.id
    path = import_folder() / f"{encode(import_id)}.zip"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        _write(file, path)
        plan = plan_of(path, person)
        with writing_once():
            older = Import.of(profile_id)
            left = older.path if older and not older.is_busy else None
            if not Import.put(import_id, profile_id, plan):
                raise BadArchive("busy")
            to = keep_answer(url_for("imports.show"))
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    if left:
        left.unlink(missing_ok=True)
    return to


def _write(file: FileStorage, path: Any) -> None:
    rough = path.with_name(f".{secrets.token_hex(8)}")
    try:
        descriptor = os.open(rough, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            file.save(out)
        rough.replace(path)
    finally:
        rough.unlink(missing_ok=True)


def _own() -> Import:
    return Import.of(me(current_viewer()).id) or abort(404)


def _parts(**forms: Any) -> dict[str, Any]:
    person = me(current_viewer())
    return {
        "what": Import.of(person.id),
        "form": ImportForm(formdata=None),
        "begin_form": BeginForm(formdata=None),
        "narrows": is_newcomer(person),
        "names": NAMES,
        "stays": STAYS,
        "reasons": REASONS,
        **forms,
    }
