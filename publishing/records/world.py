"""What the checks of typed records ask of the database, and what a stored record says in words."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from agencies.models import Agency
from publishing.models import Correction, Publication
from publishing.records import values
from publishing.records.kinds import AGENCY, LONG
from publishing.records.values import Known


def known(own: Agency, on: date, held: Mapping | None = None) -> Known:
    """Agencies by code, name and short name, for a record of `own` on a day.

    `held`: the values it has already; an agency in them that was closed since may stay.
    """
    rows = list(choosable(held).values_list("code", "name", "short_name"))
    codes = {word: code for code, *words in rows for word in (code, *words) if word}
    return Known(codes, {code: name for code, name, _ in rows}, own.code, on)


def choosable(held: Mapping | None = None):
    """The agencies that a record may name: those at work, and what it names already."""
    codes = [value for value in (held or {}).values() if isinstance(value, str)]
    return Agency.objects.filter(Q(active=True) | Q(code__in=codes)).order_by("order", "pk")


def differences(correction: Correction) -> list[tuple[str, str, str]]:
    """(label, old words, new words) of the fields that an applied correction changed; none of a plain publication."""
    record = correction.publication.record_kind
    before, after = correction.fields_before, correction.fields
    if record is None or not before:
        return []
    codes = {
        held.get(field.name) for held in (before, after) for field in record.fields if field.type == AGENCY
    }
    found = Agency.objects.filter(code__in=codes - {None}) if codes - {None} else ()
    return values.differences(record, before, after, {agency.code: agency.name for agency in found})


def names(publications) -> dict[str, str]:
    """Names by code of the agencies that these records mention; one question."""
    mentioned = {
        value
        for row in publications
        if row.record_kind
        for field in row.record_kind.fields
        if field.type == AGENCY and (value := row.fields.get(field.name))
    }
    found = Agency.objects.filter(code__in=mentioned) if mentioned else ()
    return {agency.code: agency.name for agency in found}


def rows(publication: Publication, *, personal: bool) -> list[tuple[str, str]]:
    """(label, words) of its fields; what is of a natural person only with `personal`."""
    record = publication.record_kind
    if record is None:
        return []
    hidden = () if personal else record.personal(publication.fields)
    return values.rows(record, publication.fields, names([publication]), hidden)


def shown_on(publication: Publication, on: date) -> list[tuple[str, str]]:
    """The rows that its page shows on a day: a natural person's until the end of the notice (个人信息保护法 47)."""
    return rows(publication, personal=publication.ends_on is not None and on <= publication.ends_on)


def open_text(publication: Publication) -> str:
    """Fields and text as one document, without what is of a natural person: for search, files and print."""
    return _joined(publication, personal=False)


def whole_text(publication: Publication) -> str:
    """Fields and text as one document: what is reviewed, kept as a revision, and proved by the digest."""
    return _joined(publication, personal=True)


def open_table(publication: Publication) -> str:
    """The fields alone as lines of a table, without what is of a natural person."""
    return values.lines(rows(publication, personal=False))


def prose(publication: Publication) -> str:
    """The long texts among its fields, in which anything may stand."""
    kind = publication.record_kind
    long = [field.name for field in kind.fields if field.type == LONG] if kind else []
    return "\n".join(publication.fields.get(name, "") for name in long)


def _joined(publication: Publication, *, personal: bool) -> str:
    if publication.record_kind is None:
        return publication.text
    table = values.lines(rows(publication, personal=personal))
    return "\n".join(part for part in (table, publication.text) if part)


def open_fields(publication: Publication) -> dict:
    """The values for machines, without what is of a natural person."""
    record = publication.record_kind
    hidden = record.personal(publication.fields) if record else ()
    return {name: value for name, value in publication.fields.items() if name not in hidden}
