"""Questions about many publications. `published(at)` is the one door to anything public."""

from datetime import datetime

from django.apps import apps
from django.db import models
from django.utils.timezone import localdate

from publishing import grounds


class PublicationQuerySet(models.QuerySet):
    """All take the moment they are asked for; nothing here reads the clock."""

    def published(self, at: datetime) -> "PublicationQuerySet":
        """What the public may see at `at` (Art 5, 13): the only way to lists, pages, search, feeds and files."""
        return self.filter(state="published", attribute=grounds.PUBLIC, published_at__lte=at)

    def withdrawn(self, at: datetime) -> "PublicationQuerySet":
        """Withdrawn ones, for the note in their place; the text stays closed (only dates, agency and note)."""
        return (
            self.filter(state="withdrawn", withdrawn_at__lte=at)
            .select_related("agency")
            .only("public_id", "agency", "withdrawn_at", "withdrawal_note", "index_number", "published_on")
        )

    def with_address(self, at: datetime) -> "PublicationQuerySet":
        """Public or withdrawn: those whose address answers something. For redirects only."""
        public = models.Q(state="published", attribute=grounds.PUBLIC, published_at__lte=at)
        return self.filter(public | models.Q(state="withdrawn", withdrawn_at__lte=at))

    def for_lists(self) -> "PublicationQuerySet":
        """With what a list line shows, without the long texts."""
        return self.select_related("agency", "column").defer("text", "rich_text", "body_html")

    def told_of_projects(self) -> "PublicationQuerySet":
        """Each with `in_project`: whether it stands under a construction project, so that most pages need not ask."""
        held = apps.get_model("publishing", "Stage").publications.through
        return self.annotate(in_project=models.Exists(held.objects.filter(publication=models.OuterRef("pk"))))

    def newest(self) -> "PublicationQuerySet":
        """Newest publication first. For published ones, all of which are dated: as the index holds them."""
        return self.order_by("-published_at", "-pk")


class AttachmentQuerySet(models.QuerySet):
    """Files; `public(at)` is the one door to those that an outsider may read."""

    def public(self, at: datetime) -> "AttachmentQuerySet":
        """Files of public publications; those with personal data only until the notice ends (个人信息保护法 47)."""
        shown = apps.get_model("publishing", "Publication").objects.published(at)
        running = models.Q(personal=False) | models.Q(publication__ends_on__gte=localdate(at))
        return self.filter(running, publication__in=shown)


class CurrentFiles(models.Manager):
    """Without the originals that a masked file took the place of."""

    def get_queryset(self):
        return super().get_queryset().filter(superseded_at=None)


class NoticeFieldQuerySet(models.QuerySet):
    def in_force(self, kind: int | None, items: list[int], general: str) -> "NoticeFieldQuerySet":
        """Rules that hold for a kind of notice and these items, and those for all notices; with `rank`: whose they are."""
        whose = models.Case(
            models.When(item__isnull=False, then=models.Value(self.model.OF_ITEM)),
            models.When(kind__slug=general, then=models.Value(self.model.OF_GENERAL)),
            default=models.Value(self.model.OF_KIND),
        )
        spoken = models.Q(kind__slug=general) | models.Q(kind=kind) if kind else models.Q(kind__slug=general)
        return self.filter(spoken | models.Q(item__in=items), retired_at=None).annotate(rank=whose)


def for_item(item, at: datetime) -> PublicationQuerySet:
    """What the public may see under one catalogue item, newest first."""
    return item.publications.all().published(at).for_lists().newest()


def for_items(item_ids: list[int], at: datetime) -> dict[int, tuple[int, datetime]]:
    """Item id -> (how many public publications, when the newest came out); items without any are left out."""
    public = apps.get_model("publishing", "Publication").objects.published(at)
    rows = (
        public.filter(items__in=item_ids)
        .values_list("items")
        .annotate(number=models.Count("pk"), newest=models.Max("published_at"))
    )
    return {item: (number, newest) for item, number, newest in rows.order_by()}


def for_items_by_agency(item_ids: list[int], at: datetime) -> dict[tuple[int, int], tuple[int, datetime]]:
    """(item id, agency id) -> (how many public publications, when the newest came out)."""
    public = apps.get_model("publishing", "Publication").objects.published(at)
    rows = (
        public.filter(items__in=item_ids)
        .values_list("items", "agency")
        .annotate(number=models.Count("pk"), newest=models.Max("published_at"))
    )
    return {(item, agency): (number, newest) for item, agency, number, newest in rows.order_by()}
