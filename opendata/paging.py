"""Pages of lists: `{count, next, previous, results}`; by number, or by a cursor for who wants all of them."""

from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import CursorPagination, PageNumberPagination

LARGEST = 200


class Walk(CursorPagination):
    """In the order in which things were made: what appears meanwhile shifts nothing. `?cursor=` begins."""

    ordering = "pk"
    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = LARGEST
    invalid_cursor_message = "cursor 无效，请从头开始：cursor=。"


class Pages(PageNumberPagination):
    """Twenty to a page unless asked; what is no number is refused, more than 200 gives 200.

    With `cursor` in the address (empty to begin) the list is walked by Walk, where it comes from the database.
    """

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = LARGEST

    def paginate_queryset(self, queryset, request, view=None):
        for name in (self.page_query_param, self.page_size_query_param):
            number_of(request, name)
        self.walk = None
        if "cursor" in request.query_params and hasattr(queryset, "order_by"):
            self.walk = Walk()
            self.count = queryset.count()
            return self.walk.paginate_queryset(queryset, request, view)
        try:
            return super().paginate_queryset(queryset, request, view)
        except NotFound:
            raise NotFound("没有这一页。") from None

    def get_paginated_response(self, data):
        if self.walk is None:
            return super().get_paginated_response(data)
        response = self.walk.get_paginated_response(data)
        response.data = {"count": self.count} | response.data
        return response

    def get_schema_operation_parameters(self, view) -> list[dict]:
        cursor = {
            "name": "cursor",
            "required": False,
            "in": "query",
            "description": "逐页取完整个列表时用：从空值开始，之后照 next 走；期间有新增也不会漏、不会重",
            "schema": {"type": "string"},
        }
        return [*super().get_schema_operation_parameters(view), cursor]


class LongPages(Pages):
    """For short closed lists: all on one page unless asked otherwise."""

    page_size = LARGEST


def number_of(request, name: str) -> int | None:
    """A number above zero from the address, None when it is not there; anything else is refused."""
    text = request.query_params.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text)):
        raise ValidationError({name: ["应为大于零的整数。"]})
    return int(text)
