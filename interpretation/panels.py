"""What the desk shows of a policy or an interpretation beside its publication (settings.PUBLICATION_PANELS)."""

from datetime import datetime

from django.conf import settings
from django.utils.timezone import localdate

from accounts.actors import Actor
from accounts.verbs import allowed
from interpretation import copying, keeping, pages, rules, verbs
from interpretation.models import Interpretation, PolicyDocument, Relation
from publishing.models import Publication


def policy(publication: Publication, actor: Actor, at: datetime) -> dict | None:
    """Number, validity, plan, interpretations in every state, and the verbs that end a policy."""
    found = PolicyDocument.objects.filter(publication=publication).first()
    if found is None:
        return None
    found.publication = publication
    return {
        "template": "interpretation/_desk_policy.html",
        "policy": found,
        "rows": pages.policy_rows(found, localdate(at)),
        "explained": pages.explained(found, localdate(at), found.interpretations.published(at).exists())
        if publication.state == "published"
        else None,
        "interpretations": found.interpretations.select_related("publication"),
        "buttons": allowed(_offered(found), publication, actor),
        "registers": _unregistered(found) and allowed([verbs.REGISTER], publication, actor),
        "relations": found.relations.select_related("target__publication"),
        "kinds": Relation.Kind.choices,
        "can": {verb.name for verb in allowed(keeping.relating(publication), publication, actor)},
        "relating": keeping.relating(publication),
        "twins": Publication.objects.published(at)
        .filter(title=publication.title, agency=publication.agency_id)
        .exclude(pk=publication.pk)[:3],
        "must_explain": rules.required(found.doc_type, found.touches),
    }


def interpretation(publication: Publication, actor: Actor, at: datetime) -> dict | None:
    """The policy that is explained."""
    found = (
        Interpretation.objects.filter(publication=publication).select_related("policy__publication").first()
    )
    if found is None:
        return None
    hint = copying.hint(publication.text, found.policy.publication.text)
    stale = found.is_stale(found.policy, localdate(at))
    return {
        "template": "interpretation/_desk_interpretation.html",
        "found": found,
        "hint": hint,
        "stale": stale,
        "buttons": allowed([verbs.RECHECK], publication, actor) if stale else [],
    }


def _offered(found: PolicyDocument) -> list:
    """The verbs of a policy; a reason for material that follows is asked for only where material is missing."""
    offered = [verbs.REPEAL, verbs.AMEND, verbs.WAIVE]
    if found.repealed_on or found.amended_on:
        offered.append(verbs.REINSTATE)
    missing = found.interpretation_required and not found.late_reason
    return [*offered, verbs.FOLLOW_LATER] if missing else offered


def _unregistered(found: PolicyDocument) -> bool:
    """A normative document without a number, where the county registers (国办发〔2018〕37号)."""
    normative = found.doc_type == PolicyDocument.DocType.NORMATIVE
    return bool(settings.REGISTRATION_RULE) and normative and not found.registration_number
