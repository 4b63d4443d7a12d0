"""Inviting by e-mail: one address at a time, each typed by hand."""

from __future__ import annotations

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.accounts.models.account import email_key
from community.core.answers import invalid, see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import limit
from community.extensions import db
from community.friends import letters
from community.friends.access import me
from community.friends.forms import MailInvitationForm
from community.friends.models import MailInvitation
from community.friends.viewer import current_viewer

bp = Blueprint("mail_invitations", __name__)


@bp.post("/invite/mail")
def create() -> ResponseReturnValue:
    form, viewer = MailInvitationForm(), current_viewer()
    own = me(viewer).account
    if form.validate() and own and email_key(form.email.data or "") == own.email_key:
        form.email.errors = [_("This is your own address.")]
    if form.errors:
        return invalid("friends/invite_by_mail.html", form=form)
    limit("invite-mail", viewer.profile_id)
    email = form.email.data or ""
    with writing():
        is_new = letters.invite(me(viewer), email)
    said = (
        _("Your letter to %(email)s is on its way.")
        if is_new
        else _("You have written to %(email)s already.")
    )
    flash(said % {"email": email})
    return see_other(url_for("people.index") + "#invite-mail")


@bp.post("/invite/mail/<thing:invitation>/withdraw")
@once
def destroy(invitation: int) -> ResponseReturnValue:
    """The link in the letter opens nothing any more, and the address is forgotten."""
    own = me(current_viewer()).id
    with writing_once():
        query = db.select(MailInvitation).filter_by(id=invitation, inviter_id=own)
        db.first_or_404(query).withdraw()
        to = keep_answer(url_for("people.index") + "#invite-mail")
    flash(_("The invitation is withdrawn."))
    return see_other(to)
