"""Questions about many requests. Every question about time takes the day."""

from datetime import date

from django.db import models

from applications import choices


class ApplicationQuerySet(models.QuerySet):
    """Queues of the desk. `on` is the day for which the question is asked."""

    def open(self) -> "ApplicationQuerySet":
        """Not yet replied, closed or withdrawn."""
        return self.filter(state__in=choices.OPEN)

    def overdue(self, on: date) -> "ApplicationQuerySet":
        """Open and past the due day; while it cannot be known nothing is overdue (Art 33)."""
        return self.open().filter(due_on__lt=on)

    def counted(self) -> "ApplicationQuerySet":
        """Each request once: a new reply ordered by a review or a court belongs to the request it answers again (Art 50)."""
        return self.filter(ordered_by=None)

    def of(self, agencies) -> "ApplicationQuerySet":
        """Requests made to these agencies."""
        return self.filter(agency__in=agencies)


class EventQuerySet(models.QuerySet):
    """Events in the order in which they were recorded; they are only ever added."""

    def update(self, **kwargs) -> int:
        """Refused."""
        raise TypeError("An event is never changed; record another one.")

    def delete(self) -> None:
        """Refused."""
        raise TypeError("An event is never deleted.")
