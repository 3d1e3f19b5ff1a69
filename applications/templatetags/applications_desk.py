"""What the desk's templates ask about a delivery."""

from django import template

from applications import posting
from applications.models import Delivery

register = template.Library()


@register.filter
def delivery_state(delivery: Delivery) -> tuple[str, str]:
    """(words, tone): returned, mail sent or failing; ("", "") when there is nothing to say."""
    return posting.state(delivery)
