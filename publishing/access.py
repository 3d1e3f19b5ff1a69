"""The desk's one door to a publication: the same answer for one that is missing and one that is not yours.

The system administrator keeps accounts and reference data and reads nothing unpublished (three administrators, least privilege:
GB/T 22239-2019, 8.1.4.2).
"""

from django.http import Http404

from accounts.access import agencies_of
from accounts.models import User
from accounts.roles import EDITOR, HEAD, REVIEWER, SUPERVISOR
from publishing.models import Publication

READERS = (EDITOR, REVIEWER, HEAD, SUPERVISOR)
WRITERS = (EDITOR, REVIEWER, HEAD)


def desk_publications(user: User):
    """All that this member of staff may see on the desk, in every state."""
    return Publication.objects.filter(agency__in=agencies_of(user, *READERS)).select_related(
        "agency", "column"
    )


def desk_publication(user: User, public_id: str) -> Publication:
    """One of them; Http404 otherwise."""
    found = desk_publications(user).filter(public_id=public_id).first()
    if found is None:
        raise Http404("没有这份稿件，或者它不归您所在的机关办理。")
    return found
