"""The case page asks as much for many letters as for few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.actions.issuing import issue
from applications.tests.conftest import moment

pytestmark = pytest.mark.django_db


def test_more_letters_ask_no_more_questions(client, replied, clerk):
    client.force_login(clerk)
    address = reverse("desk_applications:case", args=[replied.number])

    def questions() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    few = questions()
    for _ in range(5):
        issue(replied, "D03", {}, at=moment(3, 12), on=moment(3, 12).date())
    assert questions() == few
