"""The county as the subject of a verb: what concerns every agency is decided in the government."""

from dataclasses import dataclass

from agencies.models import Agency


@dataclass(frozen=True)
class County:
    """A subject without a state; `agency` is the government, where administrators hold their role."""

    agency: Agency
    state: str = ""


def county() -> County:
    """Raises Agency.DoesNotExist on a portal without a government."""
    return County(Agency.objects.government())
