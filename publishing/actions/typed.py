"""The typed fields of a record, checked and made into what every publication has: title, kind, day of formation."""

from collections.abc import Mapping
from datetime import date

from accounts.verbs import Refused
from publishing.models import Publication, Stage
from publishing.record_models import STAGES
from publishing.records import kinds, values, world


def settle(publication: Publication, facts: Mapping, on: date) -> dict:
    """The facts with those that follow from `fields`; Refused with a sentence for each field that cannot be.

    `fields` holds what was typed, by field name; `record` may be left out where the publication has one already.
    """
    if "fields" not in facts:
        return dict(facts)
    record = kinds.RECORDS[facts.get("record") or publication.record]
    known = world.known(publication.agency, on, publication.fields)
    found, problems = values.clean(record, facts["fields"], known)
    if problems:
        raise Refused("".join(f"{sentence}。" for sentence in problems.values()), problems)
    naming = found | {"body_name": known.names.get(found.get("body", ""), "")}
    return dict(facts) | {
        "record": record.name,
        "fields": found,
        "kind": record.kind,
        "title": record.title(naming)[:300],
        "formed_on": date.fromisoformat(found[record.dated]),
    }


def open_stages(publication: Publication) -> None:
    """The eight kinds of information of a new project, each at first the work of its lead agency (国办发〔2017〕94号)."""
    if publication.record != kinds.PROJECT.name:
        return
    lead = type(publication.agency).objects.get(code=publication.fields["lead"])
    rows = [
        Stage(project=publication, name=name, order=order, agency=lead)
        for order, (name, _) in enumerate(STAGES, 1)
    ]
    Stage.objects.bulk_create(rows, ignore_conflicts=True)
