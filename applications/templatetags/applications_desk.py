"""What the desk's templates ask about a case and its deliveries."""

from django import template

from applications import posting, rendering, sheets
from applications.models import Application, Delivery

register = template.Library()


@register.filter
def delivery_state(delivery: Delivery) -> tuple[str, str]:
    """(words, tone): returned, mail sent or failing; ("", "") when there is nothing to say."""
    return posting.state(delivery)


@register.filter
def printable_sheets(application: Application) -> list[tuple[str, str]]:
    """(kind, name) of the sheets that can be printed now."""
    return sheets.offered(application)


@register.filter
def pdf_possible(application: Application) -> bool:
    """Whether this machine makes PDFs."""
    return rendering.can_pdf()
