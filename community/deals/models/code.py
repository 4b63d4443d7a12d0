from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Index,
    UniqueConstraint,
    Update,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Profile
from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model, change
from community.extensions import db

if TYPE_CHECKING:
    from community.deals.models.voucher import Voucher

LONGEST_CODE = 40
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def new_code() -> str:
    """Sixteen letters that are read aloud without mistakes: 79 bits."""
    letters = [secrets.choice(_LETTERS) for _ in range(16)]
    return "-".join("".join(letters[at : at + 4]) for at in range(0, 16, 4))


class VoucherCode(Model):
    """A single-use code of a voucher, waiting to be handed out or handed out for good."""

    __tablename__ = "voucher_codes"

    id: Mapped[int] = id_column()
    voucher_id: Mapped[int] = reference("vouchers.id", index=False)
    text: Mapped[str] = text_column(LONGEST_CODE)
    taken_at = moment()

    __table_args__ = (
        UniqueConstraint("voucher_id", "text"),
        Index("ix_voucher_codes_free", "voucher_id", "taken_at", "id"),
    )

    @classmethod
    def hand_out(cls, voucher_id: int) -> int | None:
        """The next free one, once; two who ask at a time get two. Inside `writing()`."""
        waiting = cls.voucher_id == voucher_id, cls.taken_at.is_(None)
        free = select(cls.id).where(*waiting).order_by(cls.id).limit(1)
        one = free.with_for_update(skip_locked=True).scalar_subquery()
        taking = update(cls).where(cls.id == one, cls.taken_at.is_(None))
        taking = taking.values(taken_at=clock.now()).execution_options(synchronize_session=False)
        return db.session.scalar(taking.returning(cls.id))


class Taken(Model):
    """A voucher that a member keeps; `token` stands in the QR that a till reads, once."""

    __tablename__ = "voucher_claims"

    id: Mapped[int] = id_column()
    voucher_id: Mapped[int] = reference("vouchers.id", index=False)
    profile_id: Mapped[int] = reference("profiles.id", index=False)
    nth: Mapped[int] = mapped_column(default=1)  # of this member’s, from one on
    code_id: Mapped[int | None] = reference(
        "voucher_codes.id", nullable=True, index=False, unique=True
    )
    token: Mapped[str] = text_column(32, unique=True)
    about_id: Mapped[int | None] = mapped_column(BigInteger, nullable=True)  # what it was given for
    used_at = moment()
    used_by: Mapped[str] = text_column(6)  # 'member' or 'till'
    reminded_at = moment()
    created_at = stamp()

    voucher: Mapped[Voucher] = relationship(lazy="joined")
    profile: Mapped[Profile] = relationship()
    code: Mapped[VoucherCode | None] = relationship(lazy="joined")

    __table_args__ = (
        UniqueConstraint("voucher_id", "profile_id", "nth"),
        UniqueConstraint("voucher_id", "profile_id", "about_id"),
        Index("ix_voucher_claims_profile", "profile_id", "id"),
        CheckConstraint("nth >= 1", name="nth"),
        CheckConstraint("used_by IN ('', 'member', 'till')", name="used_by"),
    )

    @property
    def text(self) -> str:
        """What is typed at the checkout."""
        return self.code.text if self.code else self.voucher.shared_code

    @property
    def state(self) -> str:
        if self.used_at:
            return "used"
        return "expired" if self.voucher.is_past else "open"

    def use(self, by: str) -> bool:
        """Once, by whoever is first: the member or the till; not after its end."""
        from community.deals.models.voucher import Voucher

        stands = select(Voucher.id).where(Voucher.id == self.voucher_id, Voucher.is_redeemable())
        unused = update(Taken).where(Taken.id == self.id, Taken.used_at.is_(None), stands.exists())
        return self._counted(unused.values(used_at=clock.now(), used_by=by), 1)

    def use_not(self) -> bool:
        """The member pressed by mistake; what a till took stays taken."""
        mine = update(Taken).where(Taken.id == self.id, Taken.used_by == "member")
        return self._counted(mine.values(used_at=None, used_by=""), -1)

    def _counted(self, changing: Update, by: int) -> bool:
        from community.deals.models.voucher import Voucher

        if not change(changing):
            return False
        own = update(Voucher).where(Voucher.id == self.voucher_id)
        change(own.values(used_count=Voucher.used_count + by))
        db.session.refresh(self)
        return True
