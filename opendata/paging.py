"""Pages of lists: `{count, next, previous, results}`, `?page=`, `?page_size=` up to 200."""

from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import PageNumberPagination

LARGEST = 200


class Pages(PageNumberPagination):
    """Twenty to a page unless asked; what is no number is refused, more than 200 gives 200."""

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = LARGEST

    def paginate_queryset(self, queryset, request, view=None):
        for name in (self.page_query_param, self.page_size_query_param):
            number_of(request, name)
        try:
            return super().paginate_queryset(queryset, request, view)
        except NotFound:
            raise NotFound("没有这一页。") from None


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
