"""Which agency a request seems to be for (Art 10): a suggestion to the clerk, with what it rests on; a person decides."""

from dataclasses import dataclass
from datetime import datetime

from agencies.models import Agency
from applications import lookup
from applications.models import Application
from publishing import rules
from publishing.models import Publication


@dataclass(frozen=True)
class Suggestion:
    """`why` is a sentence for the clerk; `own`: it is the agency that has the request already."""

    agency: Agency
    why: str
    own: bool


def suggested(application: Application, at: datetime) -> Suggestion | None:
    """By the catalogue item asked from, a public document of that title, or what is public alike (Art 10)."""
    words = application.title_or_number or application.wanted
    document = Publication.objects.published(at).select_related("agency").filter(title=words.strip()).first()
    known = {
        "lead": application.item.agency if application.item else None,
        "produced_by": document.agency if document else None,
        "first_held_by": lookup.found(words, at=at)["guess"],
    }
    agency = rules.responsible(**known)
    if agency is None:
        return None
    reason = next(name for name, found in known.items() if found == agency)
    why = {
        "lead": f"目录事项“{application.item}”的责任机关是{agency}",
        "produced_by": f"已经公开的《{words.strip()[:60]}》由{agency}制作",
        "first_held_by": f"相近的公开信息多由{agency}制作、保存",
    }[reason]
    return Suggestion(agency, f"{why}（第十条），请核对。", agency == application.agency)
