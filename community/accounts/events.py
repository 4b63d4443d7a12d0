"""What accounts say."""

from dataclasses import dataclass

from community.core.events import Fact


@dataclass(frozen=True)
class AccountOpened(Fact):
    account_id: int


@dataclass(frozen=True)
class MailConfirmed(Fact):
    account_id: int


@dataclass(frozen=True)
class PasswordChanged(Fact):
    account_id: int


@dataclass(frozen=True)
class SessionsEnded(Fact):
    account_id: int


@dataclass(frozen=True)
class ProfileChanged(Fact):
    profile_id: int
