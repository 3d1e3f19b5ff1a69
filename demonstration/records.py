"""Typed records of the demonstration: penalties, permits, budgets, and a project with five of its eight kinds of information."""

from datetime import timedelta

from demonstration import content, people
from demonstration.content import Dated
from demonstration.days import Days
from demonstration.releases import OUT, Release
from publishing import actions
from publishing.columns import for_kind
from publishing.models import Publication
from publishing.records.kinds import RECORDS

STAGE = "阶段"
NATURAL = "自然人"


def load(release: Release, days: Days) -> list[Publication]:
    """All of records.txt, the earliest published first; a project before what belongs to it."""
    found = [content.dated(record, days) for record in content.read("records.txt")]
    projects = [document for document in found if document.get("类") == "project"]
    made = [_project(release, document) for document in projects]
    for document in sorted(found, key=lambda one: one.published):
        if document.get("类") == STAGE:
            made.append(_stage(release, document, made[0]))
        elif document not in projects:
            made.append(_record(release, document, days))
    return made


def _drafted(release: Release, document: Dated) -> Publication:
    record = RECORDS[document.get("类")]
    fields = {field.name: document.get(field.name) for field in record.fields}
    fields[record.dated] = document.formed
    if fields.get("party") and fields["party_kind"] != NATURAL:
        fields["credit_code"] = people.credit_code(fields["party"])
    until = document.get("期限")
    return actions.draft(
        release.staff.editor,
        agency=release.agencies[document.get("单位")],
        column=for_kind(record.kind),
        record=record.name,
        fields=fields,
        text=document.body,
        ends_on=document.published + timedelta(days=int(until)) if until else None,
        at=release.minutes.at(document.formed),
    )


def _record(release: Release, document: Dated, days: Days) -> Publication:
    made = release.taken(_drafted(release, document), OUT, document.published)
    if told := document.get("撤销"):
        _reverse(release, made, dict(part.split("=", 1) for part in told.split("; ")), document, days)
    return made


def _reverse(release: Release, made: Publication, told: dict, document: Dated, days: Days) -> None:
    """A penalty that was changed or revoked so many working days ago, and perhaps withdrawn since."""
    on = days.ago(int(told.pop("日")))
    actions.reverse_penalty(made, release.staff.editor, on=on, at=release.minutes.at(on, 15), **told)
    if wait := document.get("撤回"):
        day = days.later(on, wait)
        note = actions.note_of(made)
        actions.withdraw(made, release.staff.reviewer, reason=note, at=release.minutes.at(day, 15))


def _project(release: Release, document: Dated) -> Publication:
    made = release.taken(_drafted(release, document), OUT, document.published)
    held = dict(part.split("=") for part in document.get(STAGE).split("; "))
    for stage in made.stages.all():
        agency = release.agencies[held[stage.name]]
        moment = release.minutes.at(document.published, 16)
        actions.assign_stage(stage, release.staff.editor, agency=agency, at=moment)
    return made


def _stage(release: Release, document: Dated, project: Publication) -> Publication:
    made = release.publication(document, "重大建设项目")
    stage = project.stages.get(name=document.get(STAGE))
    actions.fill_stage(stage, made, release.staff.editor, at=release.minutes.at(document.published, 16))
    return made
