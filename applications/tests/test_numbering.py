"""Numbers: without gaps or doubles, and taken so late that whoever comes after waits only for the writing."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions, drafts, numbering, papers
from applications.models import Application
from applications.tests.conftest import FORM, moment

pytestmark = pytest.mark.django_db
STEPS = {
    "look": {"agency": "mzj"},
    "applicant": {"kind": "citizen", "name": "王申请", "id_kind": "resident", "id_number": "11010519491231002X"},
    "wanted": {"wanted": "2025年城乡低保资金分配表"},
    "delivery": {"delivery": "download", "form": "electronic", "phone": "13800005678", "accept_other": True},
}  # fmt: skip


def after_the_number(queries) -> list[str]:
    """What was written (or read) while others waited for the counter: the first words of each statement."""
    said = [each["sql"].split() for each in queries.captured_queries]
    numbered = next(place for place, words in enumerate(said) if "applications_sequence" in words)
    return [f"{words[0]} {words[2]}".replace('"', "") for words in said[numbered + 1 :]]


def test_they_follow_each_other_by_name_and_year():
    given = [
        numbering.following(*counter) for counter in [("a", 2026), ("a", 2026), ("b", 2026), ("a", 2027)]
    ]
    assert given == [1, 2, 1, 1]


def test_a_refused_request_leaves_no_gap(agency, applicant, form):
    with pytest.raises(Refused):
        actions.receive(form, agency=agency, channel="post_registered", actor=applicant, at=moment(3, 2))
    made, _ = actions.receive(form, agency=agency, channel="online", actor=applicant, at=moment(3, 2))
    assert made.number == "YSQ-2026-000001"


def test_others_wait_only_for_the_writing(agency, applicant):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        actions.receive(FORM, agency=agency, channel="online", actor=applicant, at=moment(3, 2))
    assert after_the_number(queries)[:4] == [
        "INSERT applications_application",
        "INSERT applications_event",
        "INSERT duties_duty",
        "INSERT audit_entry",
    ]
    assert len(after_the_number(queries)) <= 5  # and the end of the transaction


def test_files_are_sealed_and_stored_before_the_number(agency, applicant, monkeypatch):
    """A form with files: what takes long is over before others have to wait."""
    draft, code = drafts.begin(STEPS | {"look": {"agency": agency.slug}}, at=moment(3, 2))
    papers.add(draft, code, "identity", [ContentFile(b"\x89PNG\r\n\x1a\n picture", "身份证.png")])
    order = []
    sealing, counting = papers.handed_over, numbering.application_number
    monkeypatch.setattr(papers, "handed_over", lambda *a, **k: order.append("files") or sealing(*a, **k))
    monkeypatch.setattr(numbering, "application_number", lambda y: order.append("number") or counting(y))
    sent = drafts.send(draft, code, applicant, at=moment(3, 2))
    assert order == ["files", "number"]
    paper = Application.objects.get(pk=sent.pk).attachments.get()
    assert papers.opened(paper) == b"\x89PNG\r\n\x1a\n picture" and not draft.files.exists()


def test_a_part_and_a_correction_take_their_numbers_from_the_same_counters(
    assigned, clerk, agency, applicant
):
    parts = actions.split(
        assigned, Actor.of(clerk), parts=["2025年低保分配表", "2025年救助名单"], at=moment(3, 5)
    )
    assert [each.number for each in parts] == ["YSQ-2026-000002"]
    demand = {
        "name": "王申请",
        "id_number": "11010519491231002X",
        "phone": "13800005678",
        "record": "住址",
        "wanted": "改",
    }
    picture = ContentFile(b"\x89PNG\r\n\x1a\n", "证明.png")
    row, _ = actions.receive_correction(demand, [picture], agency=agency, actor=applicant, at=moment(3, 5))
    assert (row.number, row.evidence().count()) == ("GZ-2026-000001", 1)
