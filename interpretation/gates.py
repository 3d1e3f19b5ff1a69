"""What stands between a policy, or its interpretation, and the public (国办发〔2016〕80号)."""

from datetime import datetime

from django.conf import settings
from django.db import connection
from django.db.models import Q

from interpretation import rules
from interpretation.models import Form, Interpretation, PolicyDocument
from publishing.gates import asked_at
from publishing.models import Publication

LOCK = 3701
"""First half of the advisory locks on document numbers."""
LEAVING_FREE = ("draft", "withdrawn")


@asked_at("submit", "publish")
def plan_ready(publication: Publication, at: datetime) -> list[str]:
    """A policy comes with its interpretation plan, or with a reason why none is needed (国办发〔2016〕80号：同步组织、同步审签)."""
    if publication.kind != Publication.Kind.POLICY:
        return []
    policy = PolicyDocument.objects.filter(publication=publication).first()
    if policy is None:
        return ["登记这份政策文件的要素和解读方案。"]
    if not policy.interpretation_required:
        return []
    gaps = rules.plan_gaps(
        outline=policy.plan_outline,
        form=policy.plan_form,
        channel=policy.plan_channel,
        planned_on=policy.plan_on,
        person=policy.plan_person,
    )
    return [f"补全解读方案：{'、'.join(gaps)}；不需要解读的，写明理由。"] if gaps else []


@asked_at("publish")
def material_ready(publication: Publication, at: datetime) -> list[str]:
    """三同步: the material goes out with the document, or the reason why it follows is recorded (国办发〔2016〕80号).

    Where settings.STRICT_INTERPRETATION is on there is no such reason: no material, no publication.
    """
    if publication.kind != Publication.Kind.POLICY:
        return []
    policy = PolicyDocument.objects.filter(publication=publication).first()
    if policy is None or not policy.interpretation_required:
        return []
    ready = policy.interpretations.filter(publication__state__in=("approved", "published"), clarifies=False)
    if ready.exists():
        return []
    if settings.STRICT_INTERPRETATION:
        return ["解读材料还没有批准：本县实行三同步，没有解读材料的文件不能发布。"]
    if policy.late_reason:
        return []
    return ["解读材料还没有批准：批准后和文件一起发布，或者写明解读材料随后发布的理由（3个工作日内补上）。"]


@asked_at("submit", "publish", "correct")
def explains_fully(publication: Publication, at: datetime) -> list[str]:
    """Pictures, films and meetings come with a full text (无障碍环境建设法 32)."""
    if publication.kind != Publication.Kind.INTERPRETATION or publication.text.strip():
        return []
    found = Interpretation.objects.filter(publication=publication).first()
    if found is None or found.form in (Form.TEXT, Form.QA, Form.CASE):
        return []
    return [f"{found.get_form_display()}要有完整的文字版：写在“解读要点”或者“全文”里。"]


@asked_at("publish")
def registered(publication: Publication, at: datetime) -> list[str]:
    """三统一: a normative document that is not registered is not published (国办发〔2018〕37号)."""
    if publication.kind != Publication.Kind.POLICY or not settings.REGISTRATION_RULE:
        return []
    policy = PolicyDocument.objects.filter(publication=publication).first()
    if policy is None or policy.doc_type != PolicyDocument.DocType.NORMATIVE or policy.registration_number:
        return []
    return [
        "规范性文件还没有登记：由主管部门登记、编号后才能发布（“三统一”：统一登记、统一编号、统一公布）。"
    ]


@asked_at("submit", "publish")
def number_free(publication: Publication, at: datetime) -> list[str]:
    """A document number is given once per issuer and year (国办发〔2018〕37号：统一编号).

    Taken by a policy that is public or on its way there; one withdrawn or still a draft leaves it free.
    """
    if publication.kind != Publication.Kind.POLICY:
        return []
    policy = PolicyDocument.objects.filter(publication=publication).first()
    if policy is None or not policy.number_serial:
        return []
    _lock_number(policy)
    twins = PolicyDocument.objects.filter(
        number_prefix=policy.number_prefix, number_year=policy.number_year, number_serial=policy.number_serial
    ).exclude(Q(pk=policy.pk) | Q(publication__state__in=LEAVING_FREE))
    return [f"发文字号“{policy.doc_number}”已经用过，请核对。"] if twins.exists() else []


def _lock_number(policy: PolicyDocument) -> None:
    """Two policies with one number wait for each other; held until the verb's transaction ends."""
    if not connection.in_atomic_block:
        return
    number = f"{policy.number_prefix}/{policy.number_year}/{policy.number_serial}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCK, number])


@asked_at("submit", "publish")
def explains_something(publication: Publication, at: datetime) -> list[str]:
    """An interpretation names its policy and goes out with it or after it, never before (国办发〔2016〕80号)."""
    if publication.kind != Publication.Kind.INTERPRETATION:
        return []
    found = (
        Interpretation.objects.filter(publication=publication).select_related("policy__publication").first()
    )
    if found is None:
        return ["选择所解读的政策文件。"]
    return []


@asked_at("publish")
def policy_public(publication: Publication, at: datetime) -> list[str]:
    """An interpretation is shown only where its policy can be read; approved ones go out with their policy."""
    if publication.kind != Publication.Kind.INTERPRETATION:
        return []
    found = (
        Interpretation.objects.filter(publication=publication).select_related("policy__publication").first()
    )
    if found is None or Publication.objects.published(at).filter(pk=found.policy.publication_id).exists():
        return []
    return ["所解读的文件还没有发布：文件发布时，已批准的解读会一并发布。"]
