"""The standard catalogue of this government: domains, items with their eight elements, reference items."""

from catalog.models import Domain, Item, ReferenceItem
from opendata import filters, serializers
from opendata.views.base import OpenList, OpenOne


class DomainRows:
    serializer_class = serializers.DomainSerializer

    def get_queryset(self):
        return Domain.objects.with_counts(self.today).order_by("order", "pk")


class Domains(DomainRows, OpenList):
    """基层政务公开的领域；加 kind=statutory 是法定主动公开内容（条例第二十条、第二十一条）。"""

    filterset_class = filters.DomainFilter
    file_name = "domains"


class OneDomain(DomainRows, OpenOne):
    """一个领域，按地址名查。"""

    lookup_field = "slug"


class ItemRows:
    serializer_class = serializers.ItemSerializer

    def get_queryset(self):
        found = Item.objects.current(self.today).select_related("domain").prefetch_related("links__agency")
        return found.order_by("domain__order", "order", "pk")


class Items(ItemRows, OpenList):
    """本级政府的公开事项，每个事项带八个要素、依据的文件和条文、解析后的时限；加 kind=all 连同法定主动公开内容。"""

    filterset_class = filters.ItemFilter
    file_name = "items"


class OneItem(ItemRows, OpenOne):
    """一个公开事项。"""


class ReferenceRows:
    serializer_class = serializers.ReferenceItemSerializer

    def get_queryset(self):
        return ReferenceItem.objects.select_related("domain").order_by("domain__order", "order", "pk")


class ReferenceItems(ReferenceRows, OpenList):
    """编制目录时可以参考的事项，由各地已公布的目录整理而成，不是国家指引本身。"""

    filterset_class = filters.ReferenceItemFilter
    file_name = "reference-items"


class OneReferenceItem(ReferenceRows, OpenOne):
    """一个参考事项。"""
