"""Questions about many domains, items and versions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Count, Max, Q
from django.utils.module_loading import import_string

from audit.models import EntrySet
from catalog.basis import Citation


class DomainSet(models.QuerySet):
    def standard(self) -> "DomainSet":
        """The fields of the standard catalogue (国办发〔2019〕54号), which people count."""
        return self.filter(kind="standard")

    def with_counts(self, on: date) -> "DomainSet":
        """Each with `items_count` (items in force on the day) and `changed_at` (their newest version)."""
        in_force = Q(items__retired_on=None) | Q(items__retired_on__gt=on)
        counted = self.filter(active=True).annotate(
            items_count=Count("items", filter=in_force), changed_at=Max("items__changed_at", filter=in_force)
        )
        return counted.order_by("order", "pk")  # a grouped query forgets the model's own order


class ItemSet(models.QuerySet):
    def current(self, on: date) -> "ItemSet":
        """In force on the day: not retired, or retired later."""
        return self.filter(Q(retired_on=None) | Q(retired_on__gt=on))

    def mentioning(self, words: str) -> "ItemSet":
        """Items whose name or content holds every one of the words."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(level1__icontains=word)
                | Q(level2__icontains=word)
                | Q(content__icontains=word)
                | Q(publisher__icontains=word)
            )
        return found

    def of_agency(self, agency) -> "ItemSet":
        return self.filter(agencies=agency)


class LinkSet(models.QuerySet):
    def in_force(self, on: date) -> "LinkSet":
        """Links of items in force on the day, to agencies that exist."""
        in_force = Q(item__retired_on=None) | Q(item__retired_on__gt=on)
        return self.filter(in_force, item__domain__active=True, agency__active=True)


class VersionSet(EntrySet):
    """Versions are inserted only: update and delete are refused."""

    def in_effect(self, on: date) -> "VersionSet":
        """Versions in effect on or before the day, newest first."""
        return self.filter(effective_on__lte=on).order_by("-number")


def publications_of(item, at: datetime):
    """What has been made public under the item (settings.ITEM_PUBLICATIONS); an empty list when unset."""
    if not settings.ITEM_PUBLICATIONS:
        return []
    return import_string(settings.ITEM_PUBLICATIONS)(item, at)


def published_counts(item_ids: list[int], at: datetime) -> dict[int, tuple[int, datetime]]:
    """Item id -> (how many publications, when the newest came out); items without any are left out."""
    if not (settings.ITEM_PUBLICATION_COUNTS and item_ids):
        return {}
    return import_string(settings.ITEM_PUBLICATION_COUNTS)(item_ids, at)


def published_by_agency(item_ids: list[int], at: datetime) -> dict[tuple[int, int], tuple[int, datetime]]:
    """(item id, agency id) -> (how many publications, when the newest came out); pairs without any are left out."""
    if not (settings.ITEM_AGENCY_PUBLICATIONS and item_ids):
        return {}
    return import_string(settings.ITEM_AGENCY_PUBLICATIONS)(item_ids, at)


@dataclass(frozen=True)
class Held:
    """A document that the portal holds: its address, and a word where it is no longer in force."""

    url: str
    warning: str = ""


def documents_held(citations: Iterable[Citation], at: datetime) -> dict[Citation, Held]:
    """Which of these documents the public can read here (settings.BASIS_DOCUMENTS); the others are left out."""
    citations = list(citations)
    if not (settings.BASIS_DOCUMENTS and citations):
        return {}
    return import_string(settings.BASIS_DOCUMENTS)(citations, at)
