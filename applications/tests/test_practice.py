"""The office's own figures: set by an administrator with their source, read by what opens duties."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions
from applications.models import Practice
from applications.tests.conftest import moment
from audit.models import Entry
from duties.models import Duty

pytestmark = pytest.mark.django_db
FIGURES = {
    "confirm_days": 1, "supplement_days": 10, "reasons_days": 7, "contribution_days": 5, "correction_days": 20,
    "suggestion_days": 20, "keep_years": 3,
}  # fmt: skip


def set_practice(user, **values):
    values.setdefault("source", "县政府办会议纪要〔2026〕3号")
    return actions.set_practice(Actor.of(user), at=moment(3, 1), **values)


def test_it_is_kept_with_its_source_and_an_entry(admin_user):
    set_practice(admin_user, supplement_days=10)
    now = Practice.current()
    assert (now.supplement_days, now.source) == (10, "县政府办会议纪要〔2026〕3号")
    entry = Entry.objects.about(now).get()
    assert (entry.word, entry.detail) == ("修改办理口径", {"supplement_days": [15, 10]})


def test_new_duties_follow_it_and_open_ones_stay(assigned, admin_user, clerk):
    before = Duty.objects.open().get(kind="application.reply").due_on
    set_practice(admin_user, supplement_days=10)
    actions.ask_supplement(assigned, Actor.of(clerk), what="写明年度", at=moment(3, 5))
    assert Duty.objects.open().get(kind="application.supplement").due_on == date(2026, 3, 19)
    assert Duty.objects.open().get(kind="application.reply").due_on == before


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"confirm_days": 0}, "confirm_days"),
        ({"supplement_days": 61}, "supplement_days"),
        ({"source": " "}, "source"),
    ],
)
def test_what_is_out_of_range_or_without_a_source_is_refused(admin_user, values, field):
    with pytest.raises(Refused) as refusal:
        set_practice(admin_user, **values)
    assert field in refusal.value.fields
    assert not Practice.objects.exists()


@pytest.mark.parametrize("person", ["clerk", "head", "reviewer", "supervisor", "stranger"])
def test_it_is_the_administrators(person, request, client, government):
    user = request.getfixturevalue(person)
    with pytest.raises(Refused, match="权限"):
        set_practice(user, supplement_days=10)
    client.force_login(user)
    assert client.get(reverse("desk_applications:practice")).status_code == 403


def test_the_page_changes_it(client, admin_user):
    client.force_login(admin_user)
    address = reverse("desk_applications:practice")
    assert "平台的默认值" in client.get(address).content.decode()
    assert client.post(address, FIGURES | {"seal_first": "on", "source": ""}).status_code == 422
    assert client.post(address, FIGURES | {"seal_first": "on", "source": "会议纪要"}).status_code == 302
    page = client.get(address).content.decode()
    assert "补正期限（工作日）：15 → 10" in page and Practice.current().seal_first
