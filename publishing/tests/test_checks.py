"""The portal does not start without its secrecy and privacy gates."""

import pytest

from publishing import checks, columns
from publishing.models import Column


def test_all_gates_present_is_no_error():
    assert checks.gates_present(None) == []


@pytest.mark.parametrize("gate", ["publishing.gates.secrecy_reviewed", "publishing.gates.privacy_checked"])
def test_a_missing_gate_stops_the_start(gate, settings):
    settings.PUBLICATION_GATES = [path for path in settings.PUBLICATION_GATES if path != gate]
    errors = checks.gates_present(None)
    assert [error.is_serious() for error in errors] == [True]


def test_columns_load_once(db):
    Column.objects.all().delete()
    assert columns.load() == {"created": 28, "changed": 0, "unchanged": 0}
    assert columns.load() == {"created": 0, "changed": 0, "unchanged": 28}


def test_a_township_has_its_own_columns(db):
    columns.load()
    slugs = {column.slug for column in columns.of_agency("township", "content")}
    assert "homestead" in slugs
    assert "licences" not in slugs


def test_every_kind_stands_in_a_column(db):
    columns.load()
    assert all(columns.for_kind(kind) for kind in ("policy", "penalty", "annual_report", "other", "anything"))
