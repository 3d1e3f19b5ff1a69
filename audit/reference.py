"""How rows of other rooms are named in plain text, so that a log outlives what it speaks of."""

from django.db.models import Model


def reference(subject: Model) -> tuple[str, str]:
    """("room.model", "primary key")."""
    return subject._meta.label_lower, str(subject.pk)
