"""What the search may find of this room: public policies and interpretations."""

from collections.abc import Iterable, Iterator

from django.utils import timezone

from interpretation.models import Interpretation, PolicyDocument
from publishing.models import Publication
from publishing.search_source import document
from search.documents import Document


def policies(ids: Iterable[str] | None = None) -> Iterator[Document]:
    """Policies with number, validity of today, and whether they have been explained."""
    now = timezone.now()
    on = timezone.localdate(now)
    explained = set(Interpretation.objects.published(now).values_list("policy_id", flat=True))
    for publication in _public(Publication.Kind.POLICY, ids, now):
        policy = getattr(publication, "policy", None)
        number = policy.doc_number if policy else ""
        state = policy.validity_on(on) if policy else ""
        yield document(
            "policy",
            publication,
            doc_number=number,
            registration_number=policy.registration_number if policy else "",
            validity=state,
            topics=(policy.topic,) if policy and policy.topic else (),
            interpreted="yes" if policy and policy.pk in explained else "no",
        )


def interpretations(ids: Iterable[str] | None = None) -> Iterator[Document]:
    """Interpretations, with the number of the public policy they explain."""
    now = timezone.now()
    numbers = dict(PolicyDocument.objects.published(now).values_list("pk", "doc_number"))
    for publication in _public(Publication.Kind.INTERPRETATION, ids, now):
        found = getattr(publication, "interpretation", None)
        number = numbers.get(found.policy_id, "") if found else ""
        yield document("interpretation", publication, doc_number=number)


def _public(kind: str, ids, now) -> Iterator[Publication]:
    found = Publication.objects.published(now).filter(kind=kind)
    if ids is not None:
        found = found.filter(public_id__in=list(ids))
    related = found.select_related("agency", "policy", "interpretation").prefetch_related("items__domain")
    return related.iterator(500)
