"""Questions about many policies and interpretations; all go through the one public door."""

from datetime import date, datetime

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Coalesce, ExtractYear, NullIf

from interpretation import facets, validity
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
            "publication__text", "publication__rich_text", "publication__body_html"
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

    def with_facets(self, on: date, at: datetime) -> "PolicyQuerySet":
        """With the value each document has under every facet of the library (facets.COLUMNS)."""
        words = models.CharField()
        readings = apps.get_model("interpretation", "Interpretation").objects
        explained = readings.filter(
            policy=OuterRef("pk"), clarifies=False, publication__in=Publication.objects.published(at)
        )
        unregistered = Q(registration_number=None) | Q(registration_number="")
        values = {
            "validity": _validity(on),
            "doc_type": F("doc_type"),
            "office": Coalesce(NullIf(F("publication__issuer"), Value("")), F("publication__agency__name")),
            "year": Coalesce(Cast(ExtractYear("publication__formed_on"), words), Value("")),
            "topic": F("topic"),
            "explained": Case(When(Exists(explained), Value("yes")), default=Value("no"), output_field=words),
            "registered": Case(When(unregistered, Value("no")), default=Value("yes"), output_field=words),
        }
        return self.annotate(**{facets.COLUMNS[name]: value for name, value in values.items()})

    def narrowed(self, chosen: dict[str, tuple[str, ...]]) -> "PolicyQuerySet":
        """Those that match every choice; after with_facets."""
        taken = {f"{facets.COLUMNS[name]}__in": facets.accepted(name, v) for name, v in chosen.items() if v}
        return self.filter(**taken)

    def facet_rows(self):
        """(value per facet …, how many documents), one row for each combination; after with_facets."""
        columns = facets.COLUMNS.values()
        return self.order_by().values_list(*columns).annotate(number=models.Count("pk"))


def _void(on: date) -> Q:
    return Q(repealed_on__lte=on) | Q(expires_on__lt=on) | Q(stated_validity=validity.REPEALED)


def _validity(on: date) -> Case:
    """validity.state as a column, in its order."""
    return Case(
        When(Q(repealed_on__lte=on) | Q(stated_validity=validity.REPEALED), Value(validity.REPEALED)),
        When(expires_on__lt=on, then=Value(validity.LAPSED)),
        When(effective_on__gt=on, then=Value(validity.NOT_YET)),
        When(Q(amended_on__lte=on) | Q(stated_validity=validity.AMENDED), Value(validity.AMENDED)),
        When(stated_validity=validity.UNKNOWN, then=Value(facets.UNKNOWN)),
        default=F("stated_validity"),
        output_field=models.CharField(),
    )


class InterpretationQuerySet(models.QuerySet):
    def published(self, at: datetime) -> "InterpretationQuerySet":
        """Interpretations that the public may see, and whose policy the public may see."""
        public = Publication.objects.published(at)
        return self.filter(publication__in=public, policy__publication__in=public)

    def for_lists(self) -> "InterpretationQuerySet":
        return self.select_related("publication__agency", "policy__publication__agency").defer(
            "publication__text", "publication__rich_text", "publication__body_html"
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


class CleanUpQuerySet(models.QuerySet):
    def published(self, at: datetime) -> "CleanUpQuerySet":
        """Clean-ups whose list the public may see, the newest first."""
        public = self.filter(state="published", publication__in=Publication.objects.published(at))
        return public.select_related("agency", "publication").order_by("-publication__published_at", "-pk")

    def counted(self) -> "CleanUpQuerySet":
        """With `kept`, `amended`, `repealed`, `lapsed`, `decided` and `all_entries`."""
        names = {"kept": "keep", "amended": "amend", "repealed": "repeal", "lapsed": "lapse"}
        each = {n: models.Count("entries", filter=Q(entries__decision=d)) for n, d in names.items()}
        decided = models.Count("entries", filter=~Q(entries__decision=""))
        return self.annotate(**each, decided=decided, all_entries=models.Count("entries"))


class CleanUpEntryQuerySet(models.QuerySet):
    def for_lists(self) -> "CleanUpEntryQuerySet":
        """With what a line says of its document, without the long texts."""
        long = (f"policy__publication__{name}" for name in ("text", "rich_text", "body_html"))
        return self.select_related("policy__publication__agency").defer(*long)
