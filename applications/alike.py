"""Requests of others for the same information (Art 44): several of them suggest publishing it."""

from dataclasses import dataclass

from django.db.models import Q

from applications.models import Application
from publishing import rules

SHOWN = 5


@dataclass(frozen=True)
class Alike:
    """`applicants`: how many people asked for the same, this one included; `cases`: some of the others' requests."""

    applicants: int
    cases: list[Application]

    @property
    def consider(self) -> bool:
        """Whether it is time to think of publishing (Art 44)."""
        return rules.consider(self.applicants)


def others(application: Application) -> Alike:
    """The same item of the catalogue, the same title or number, or the same words, at the same agency."""
    same = Q(wanted__iexact=application.wanted.strip())
    if application.item_id:
        same |= Q(item=application.item_id)
    if application.title_or_number:
        same |= Q(title_or_number__iexact=application.title_or_number.strip())
    found = Application.objects.counted().filter(same, agency=application.agency).exclude(pk=application.pk)
    if application.person_key:
        found = found.exclude(person_key=application.person_key)
    if (
        application.group
    ):  # parts of one text, a reply ordered anew: one applicant, also where no number tells
        found = found.exclude(group=application.group)
    names = ("person_key", "group", "number")
    people = {key or group or number for key, group, number in found.values_list(*names)}
    return Alike(len(people) + 1, list(found.order_by("-number")[:SHOWN]))
