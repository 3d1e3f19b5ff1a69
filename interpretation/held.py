"""Which documents that a catalogue item rests on can be read on this portal (settings.BASIS_DOCUMENTS)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from catalog.basis import Citation, same_titles
from catalog.querysets import Held
from interpretation import numbering, validity
from interpretation.models import PolicyDocument
from publishing.models import Publication


def documents(citations: Iterable[Citation], at: datetime) -> dict[Citation, Held]:
    """Citation -> where the public reads it. By its number, else by its title; two documents of one title are neither."""
    citations = list(citations)
    wanted = Q(pk__in=[])
    for citation in citations:
        wanted |= _asked(citation)
    public = list(Publication.objects.published(at).filter(wanted).select_related("policy").for_lists())
    found = ((citation, _held(citation, public, at)) for citation in citations)
    return {citation: held for citation, held in found if held}


def _asked(citation: Citation) -> Q:
    asked = Q(title__in=same_titles(citation.title)) | Q(title__endswith=_issued(citation))
    for n in _numbers(citation):
        asked |= Q(policy__number_prefix=n.prefix, policy__number_year=n.year, policy__number_serial=n.serial)
    return asked


def _held(citation: Citation, public: list[Publication], at: datetime) -> Held | None:
    """The one document with its number; without such, the one with its title that bears no other number."""
    numbers, titles = {n.text for n in _numbers(citation)}, same_titles(citation.title)
    numbered = [one for one in public if _number(one) in numbers]
    titled = [one for one in public if one.title in titles or one.title.endswith(_issued(citation))]
    found = numbered or [one for one in titled if not (numbers and _number(one))]
    return _answer(found[0], at) if len(found) == 1 else None


def _issued(citation: Citation) -> str:
    return f"印发《{citation.title}》的通知"


def _policy(publication: Publication) -> PolicyDocument | None:
    return getattr(publication, "policy", None)


def _number(publication: Publication) -> str:
    policy = _policy(publication)
    number = numbering.parse(policy.doc_number) if policy else None
    return number.text if number else ""


def _answer(publication: Publication, at: datetime) -> Held:
    policy = _policy(publication)
    state = policy.validity_on(localdate(at)) if policy else ""
    void = state in (validity.REPEALED, validity.LAPSED)
    url = reverse("publishing:detail", args=[publication.public_id])
    return Held(url, validity.LABELS[state] if void else "")


def _numbers(citation: Citation) -> list[numbering.Number]:
    """Its numbers; an order of the State Council under each of the names that are printed for it."""
    found = [number for one in citation.number.split("、") if (number := numbering.parse(one))]
    found += [replace(n, prefix=n.prefix.removeprefix("中华人民共和国")) for n in found]
    found += [replace(n, prefix="国务院令") for n in found if n.prefix == "国令"]
    return found
