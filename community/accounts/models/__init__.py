"""Records of accounts; one noun a file."""

from community.accounts.models.account import Account, Role
from community.accounts.models.profile import Face, Profile
from community.accounts.models.session import AccountSession
from community.accounts.models.sign_up import SignUp
from community.accounts.models.token import MailToken, Purpose

__all__ = ["Account", "AccountSession", "Face", "MailToken", "Profile", "Purpose", "Role", "SignUp"]
