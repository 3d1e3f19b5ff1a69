"""Which verbs of the work make sense on a request now (Art 35, 42, 44): the verb table says who and from where."""

from accounts.verbs import Verb
from applications import outcomes, verbs
from applications.choices import EventKind
from applications.models import Application


def conditions(application: Application, paying: bool) -> dict[Verb, bool]:
    """Verb to whether its button stays hidden."""
    events = list(application.events.all())
    kinds = {event.kind for event in events}
    fee = next((event.data["fee"] for event in reversed(events) if event.data.get("fee")), "")
    suggested = EventKind.PUBLICATION_SUGGESTED in kinds
    asked, given = EventKind.REASONS_ASKED in kinds, EventKind.REASONS_GIVEN in kinds
    return {
        verbs.OBJECT_FEE: not paying or bool(fee),
        verbs.ANSWER_OBJECTION: not paying or fee != "objected",
        verbs.ASK_REASONS: asked,
        verbs.TAKE_REASONS: not asked or given,
        verbs.DELAY: not given or EventKind.DELAYED in kinds,
        verbs.SUGGEST: suggested or application.outcome not in outcomes.RELEASING,
        verbs.ANSWER_SUGGESTION: not suggested or EventKind.SUGGESTION_ANSWERED in kinds,
    }
