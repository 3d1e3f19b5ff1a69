"""What policies and their interpretations wait for: a registration number, material that goes out with its document."""

from django.conf import settings
from django.db.models import Q

from accounts.access import Reach
from accounts.roles import EDITOR
from interpretation import verbs
from interpretation.models import PolicyDocument
from publishing.verbs import DRAFT
from publishing.waiting import Queue, Step, longest, shown

REGISTER = Step("register", "待登记的规范性文件", "登记、编号（三统一）", verbs.REGISTER)
EXPLAIN = Step("explain", "还没有写解读的文件", "写解读，和文件一起送审", DRAFT, "desk_interpretation:draft")
ON_THE_WAY = ("submitted", "reviewed", "approved")
LIGHT = (
    "publication__title",
    "publication__public_id",
    "publication__changed_at",
    "publication__agency__name",
    "publication__agency__short_name",
)


def unregistered(prefix: str = "") -> Q:
    """Normative documents without a registration number, where the county registers (国办发〔2018〕37号)."""
    if not settings.REGISTRATION_RULE:
        return Q(pk=None)
    number = f"{prefix}registration_number"
    bare = Q(**{number: None}) | Q(**{number: ""})
    return bare & Q(**{f"{prefix}doc_type": PolicyDocument.DocType.NORMATIVE})


def held_back() -> Q:
    """Approved publications that nobody can publish yet: an interpretation before its policy, a policy not registered."""
    early = Q(kind="interpretation") & ~Q(interpretation__policy__publication__state="published")
    return Q(state="approved") & (early | Q(kind="policy") & unregistered("policy__"))


def queues(reach: Reach) -> list[Queue]:
    """待登记 for the registering office, 待写解读 for who drafts; also the empty ones."""
    found = []
    if settings.REGISTRATION_RULE and reach.holds(verbs.REGISTER.roles):
        waiting = unregistered() & reach.over(verbs.REGISTER.roles, "publication__agency")
        found.append(_queue(REGISTER, waiting))
    if reach.holds(DRAFT.roles):
        own = Q(publication__drafted_by=reach.user) & reach.over(DRAFT.roles, "publication__agency")
        bare = Q(interpretation_required=True, interpretations=None, late_reason="")
        found.append(_queue(EXPLAIN, bare & (own | reach.over({EDITOR}, "publication__agency"))))
    return found


def _queue(step: Step, waiting: Q) -> Queue:
    there = Q(publication__state__in=ON_THE_WAY, publication__agency__active=True)
    rows = PolicyDocument.objects.filter(there, waiting).select_related("publication__agency").only(*LIGHT)
    rows = longest(rows, "publication__changed_at", "pk")
    return shown(step, rows, lambda row: row.publication, lambda row: row.publication.changed_at)
