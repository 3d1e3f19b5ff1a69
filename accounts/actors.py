"""Who acts: a member of staff, an applicant, or the portal itself."""

from dataclasses import dataclass

from accounts import roles
from accounts.models import User


@dataclass(frozen=True)
class Actor:
    """`role` is set only for actors without an account."""

    id: str
    label: str
    user: User | None = None
    role: str | None = None

    @classmethod
    def of(cls, user: User) -> "Actor":
        return cls(id=f"user:{user.pk}", label=str(user), user=user)


SYSTEM = Actor(id="system", label="系统", role=roles.SYSTEM)


def applicant(label: str = "申请人") -> Actor:
    """The person who proved to hold the code of an application; the label carries no name."""
    return Actor(id="applicant", label=label, role=roles.APPLICANT)
