"""Sealed copies of the demonstration's letters, made in the same process: dozens of them in a second."""

from django.core.files.base import ContentFile

from applications import rendering
from applications.models import Letter
from demonstration.sealprogram import stamped


def copy(letter: Letter) -> ContentFile:
    """The letter as PDF with the seal of its agency."""
    body, place = rendering.placed(letter.paragraphs)
    name = letter.agency.short_name
    sealed = stamped(body, place.page, place.pages, (place.x, place.y), name, rendering.fonts())
    return ContentFile(sealed, f"{letter.number}（盖章件）.pdf")
