"""schemathesis against the schema: no 500, no answer outside the schema, whatever is asked."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given
from hypothesis import settings as bounds
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from disclosure.wsgi import application

pytestmark = pytest.mark.django_db(transaction=True)  # the application ends its connections itself
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
BOUNDED = bounds(
    max_examples=6,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def operations(settings, item, interpretation, policy, indexed) -> list:
    """Every address of the API as its schema draws it, with something in every list."""
    settings.API_RATE = "100000/min"
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", application)
    return [found.ok() for found in schema.get_all_operations()]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_the_schema_holds_whatever_is_asked(operations, mode):
    assert len(operations) > 15
    for operation in operations:

        @BOUNDED
        @given(case=operation.as_strategy(mode))
        def ask(case):
            case.call_and_validate(checks=CHECKS)

        ask()
