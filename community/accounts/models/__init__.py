"""Records of accounts; one noun a file."""

from community.accounts.models.account import Account
from community.accounts.models.profile import Profile
from community.accounts.models.session import AccountSession
from community.accounts.models.sign_up import SignUp
from community.accounts.models.token import MailToken, Purpose

__all__ = ["Account", "AccountSession", "MailToken", "Profile", "Purpose", "SignUp"]
