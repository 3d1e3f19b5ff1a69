"""The agencies of this government, and the closed list of kinds of reply."""

from agencies.models import Agency
from applications.outcomes import OUTCOMES
from opendata import filters, serializers
from opendata.paging import LongPages
from opendata.views.base import OpenList, OpenOne


class Agencies(OpenList):
    """本级政府及其部门、乡镇（街道）。"""

    serializer_class = serializers.AgencySerializer
    filterset_class = filters.AgencyFilter
    file_name = "agencies"

    def get_queryset(self):
        return Agency.objects.active().select_related("parent")


class OneAgency(OpenOne):
    """一个机关，按地址名查。"""

    serializer_class = serializers.AgencySerializer
    lookup_field = "slug"

    def get_queryset(self):
        return Agency.objects.active().select_related("parent")


@filters.told(filters.OutcomeFilter)
class Outcomes(OpenList):
    """政府信息公开申请的答复类型（条例第三十条、第三十五条至第三十九条），年度报告表三第 3 到 23 行。"""

    serializer_class = serializers.OutcomeSerializer
    pagination_class = LongPages
    filterset_class = filters.OutcomeFilter
    file_name = "outcomes"

    def get_queryset(self):
        return filters.Rows(OUTCOMES)
