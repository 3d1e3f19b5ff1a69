"""Questions about many policies and interpretations; all go through the one public door."""

from datetime import date, datetime

from django.db import models
from django.db.models import F, Q

from interpretation import validity
from publishing.models import Publication

VOID = (validity.REPEALED, validity.LAPSED)


def explaining(publications):
    """Of these publications the interpretations that fulfil the duty to explain; a clarification does not."""
    return publications.filter(interpretation__clarifies=False)


class PolicyQuerySet(models.QuerySet):
    def published(self, at: datetime) -> "PolicyQuerySet":
        """Policies that the public may see."""
        return self.filter(publication__in=Publication.objects.published(at))

    def unexplained(self, at: datetime) -> "PolicyQuerySet":
        """Those that still wait for their interpretation, the soonest due first (国办发〔2016〕80号)."""
        asked = self.filter(interpretation_required=True, publication__state="published")
        asked = asked.exclude(publication__origin="import")
        explained = asked.filter(
            interpretations__publication__in=explaining(Publication.objects.published(at))
        )
        return asked.exclude(pk__in=explained.values("pk")).order_by("publication__published_on", "pk")

    def for_lists(self) -> "PolicyQuerySet":
        """With what a list line shows, without the long texts."""
        return self.select_related("publication__agency", "publication__column").defer(
            "publication__text", "publication__body_html"
        )

    def newest(self) -> "PolicyQuerySet":
        return self.order_by(
            F("publication__formed_on").desc(nulls_last=True), F("publication__published_at").desc(), "-pk"
        )

    def void(self, on: date) -> "PolicyQuerySet":
        """Repealed or lapsed on a day (the same rule as validity.state, as a query)."""
        return self.filter(_void(on))

    def standing(self, on: date) -> "PolicyQuerySet":
        """Not repealed and not lapsed on a day."""
        return self.exclude(pk__in=self.model.objects.filter(_void(on)).values("pk"))


def _void(on: date) -> Q:
    return Q(repealed_on__lte=on) | Q(expires_on__lt=on) | Q(stated_validity=validity.REPEALED)


class InterpretationQuerySet(models.QuerySet):
    def published(self, at: datetime) -> "InterpretationQuerySet":
        """Interpretations that the public may see, and whose policy the public may see."""
        public = Publication.objects.published(at)
        return self.filter(publication__in=public, policy__publication__in=public)

    def for_lists(self) -> "InterpretationQuerySet":
        return self.select_related("publication__agency", "policy__publication__agency").defer(
            "publication__text", "publication__body_html"
        )

    def newest(self) -> "InterpretationQuerySet":
        return self.order_by(F("publication__published_at").desc(), "-pk")

    def by_head(self, agencies, year: int, at: datetime):
        """Agencies with `by_head` and `in_all`: interpretations that came out in a year, by their heads and by anybody."""
        out = self.published(at).filter(publication__published_on__year=year, clarifies=False)
        counted = out.values("publication__agency", "rank").annotate(n=models.Count("pk")).order_by()
        found = list(agencies)
        for agency in found:
            own = [row for row in counted if row["publication__agency"] == agency.pk]
            agency.by_head = sum(row["n"] for row in own if row["rank"] == "head")
            agency.in_all = sum(row["n"] for row in own)
        return found
