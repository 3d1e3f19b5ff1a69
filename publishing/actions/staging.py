"""The eight kinds of information of a construction project: who answers for each, and what fills it (国办发〔2017〕94号)."""

from datetime import datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.verbs import Refused, guard
from audit.record import record
from publishing import verbs
from publishing.actions.records import locked, search_kind, set_facts
from publishing.models import Publication, Stage
from search.changed import changed


@transaction.atomic
def assign_stage(stage: Stage, actor: Actor, *, agency, needless: str = "", at: datetime) -> Stage:
    """Who is responsible for one kind of information; `needless` says why the project has none of it."""
    stage, project = _locked(stage)
    guard(verbs.ASSIGN_STAGE, project, actor)
    if needless.strip() and stage.publications.exists():
        raise Refused("这一类已经有公开的信息，不能又写不涉及。", {"needless": "已经有信息"})
    stage.agency, stage.needless = agency, needless.strip()
    stage.save(update_fields=["agency", "needless"])
    return _noted(stage, project, verbs.ASSIGN_STAGE, actor, at, {"agency": agency.code})


@transaction.atomic
def fill_stage(stage: Stage, publication: Publication, actor: Actor, *, at: datetime) -> Stage:
    """Puts a publication of any agency and column under one of the eight kinds; the public sees it once it is public."""
    stage, project = _locked(stage)
    guard(verbs.FILL_STAGE, project, actor)
    if publication.pk == project.pk:
        raise Refused("项目的主页不能放进自己的信息里。")
    if publication.state == Publication.State.WITHDRAWN:
        raise Refused("这份信息已经撤回。")
    if stage.needless:
        raise Refused("这一类写明了不涉及，先清空理由。")
    if stage.publications.filter(pk=publication.pk).exists():
        raise Refused("这份信息已经在这一类里。")
    stage.publications.add(publication)
    return _noted(stage, project, verbs.FILL_STAGE, actor, at, {"publication": publication.public_id})


@transaction.atomic
def clear_stage(stage: Stage, publication: Publication, actor: Actor, *, at: datetime) -> Stage:
    """Takes a publication out from under the project; it stays where it is published."""
    stage, project = _locked(stage)
    guard(verbs.CLEAR_STAGE, project, actor)
    stage.publications.remove(publication)
    return _noted(stage, project, verbs.CLEAR_STAGE, actor, at, {"publication": publication.public_id})


def _locked(stage: Stage) -> tuple[Stage, Publication]:
    """The project, locked until the verb's transaction ends, and its stage read after that: two people may be at one kind."""
    project = locked(stage.project)
    return project.stages.get(pk=stage.pk), project


def _noted(stage: Stage, project: Publication, verb, actor: Actor, at: datetime, detail: dict) -> Stage:
    set_facts(project, at)
    record(actor, verb.word, project, at=at, detail={"stage": stage.name, **detail})
    changed(search_kind(project), project.public_id, at=at)
    return stage
