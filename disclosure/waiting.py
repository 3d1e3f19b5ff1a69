"""What waits for the person at the desk, from all rooms; asked once a page."""

from django.http import HttpRequest

from accounts.access import Reach
from interpretation import waiting as policies
from publishing import waiting as publications
from publishing.waiting import Queue


def waiting_of(request: HttpRequest) -> list[Queue]:
    """The queues of the signed-in person's roles; the page and its frame read the same answer."""
    if not hasattr(request, "waiting"):
        reach = Reach(request.user)
        request.waiting = publications.queues(reach, policies.held_back()) + policies.queues(reach)
    return request.waiting


def pressing(queues: list[Queue]) -> int:
    """How many things wait, without drafts that nobody waits for."""
    return sum(queue.count for queue in queues if queue.pressing)
