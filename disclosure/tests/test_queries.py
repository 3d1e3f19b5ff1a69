"""A page that is not kept asks the database few questions, however much stands on it."""

from io import StringIO

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.models import Agency
from catalog.models import Domain, Item
from interpretation.models import PolicyDocument

MOST = 6


def addresses() -> dict[str, str]:
    """The busiest pages of the demonstration county."""
    policy = PolicyDocument.objects.filter(
        publication__state="published", interpretations__publication__state="published", replaces=None
    )
    item = Item.objects.filter(publications__state="published").first()
    return {
        "home": "/",
        "domain": Domain.objects.first().get_absolute_url(),
        "domain as a table": Domain.objects.first().get_absolute_url() + "?view=table",
        "item": item.get_absolute_url(),
        "policies": "/policies/",
        "policy": f"/publications/{policy.first().publication.public_id}/",
        "agency": f"/agencies/{Agency.objects.filter(kind=Agency.DEPARTMENT).first().slug}/",
        "publications": "/publications/",
    }


def test_the_busiest_pages_ask_at_most_six(client, db):
    call_command("load_demo", stdout=StringIO())
    asked = {}
    for name, address in addresses().items():
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked[name] = len(queries)
    assert {name: count for name, count in asked.items() if count > MOST} == {}
    assert min(asked.values()) > 0
