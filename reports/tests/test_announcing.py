"""A signed report becomes public as every publication does: tables as signed, every part written, reviewed, approved."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.actors import SYSTEM, Actor
from accounts.verbs import Refused
from publishing import actions as publishing
from publishing.actions import Blocked
from publishing.models import Publication
from reports import actions, paper
from reports.tests.conftest import at

pytestmark = pytest.mark.django_db
JANUARY = at("2025-01-20")
PASSED = dict.fromkeys(("secrecy", "privacy", "wording"), {"result": "pass", "basis": "不含国家秘密"})


@pytest.fixture
def signed(worked, agency, clerk, head):
    report = actions.open_report(agency, 2024, SYSTEM, at=at("2024-12-02"))
    actions.draft(report, Actor.of(clerk), at=JANUARY)
    return actions.sign(report, Actor.of(head), at=JANUARY)


@pytest.fixture
def announced(signed, head):
    return actions.announce(signed, Actor.of(head), at=JANUARY)


def written(publication: Publication, editor, **changes) -> Publication:
    """What no table can say is filled in."""
    text = publication.rich_text.replace(paper.UNWRITTEN, "无")
    for before, after in changes.items():
        text = text.replace(before, after)
    publishing.edit(publication, Actor.of(editor), version=publication.revision, rich_text=text, at=JANUARY)
    return Publication.objects.get(pk=publication.pk)


@pytest.fixture
def published(announced, editor, reviewer):
    announced = written(Publication.objects.get(pk=announced.pk), editor)
    publishing.submit(announced, Actor.of(editor), at=JANUARY)
    publishing.review_all(announced, Actor.of(reviewer), records=PASSED, at=JANUARY)
    publishing.approve(announced, Actor.of(reviewer), at=JANUARY)
    return publishing.publish(announced, Actor.of(editor), at=JANUARY)


def test_nothing_of_it_is_public_before_the_last_step(client, announced, agency):
    page = client.get(f"/agencies/{agency.slug}/annual/").content.decode()
    assert announced.title not in page
    assert client.get(f"/publications/{announced.public_id}/").status_code == 404
    file = announced.attachments.get()
    assert client.get(reverse("publishing:file", args=[announced.public_id, file.pk])).status_code == 404


def test_the_public_reads_the_tables_and_takes_the_workbook(client, published, agency):
    listed = client.get(f"/agencies/{agency.slug}/annual/").content.decode()
    assert "澄溪县民政局2024年政府信息公开工作年度报告" in listed
    page = client.get(f"/publications/{published.public_id}/").content.decode()
    for words in ("一、总体情况", "六、其他需要报告的事项", "四、结转下年度继续办理", "未经复议直接起诉"):
        assert words in page
    file = published.attachments.get()
    answer = client.get(reverse("publishing:file", args=[published.public_id, file.pk]))
    three = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0]
    assert [three.cell(5, column).value for column in range(4, 11)] == [3, 1, 1, 0, 1, 0, 6]


def test_a_part_left_unwritten_is_not_submitted(announced, head):
    with pytest.raises(Blocked, match="还有没有填写的部分"):
        publishing.submit(Publication.objects.get(pk=announced.pk), Actor.of(head), at=JANUARY)


def test_a_table_that_was_changed_by_hand_is_not_submitted(announced, editor):
    row = "<td>3</td><td>1</td><td>1</td><td>0</td><td>1</td><td>0</td><td>6</td>"
    assert row in announced.rich_text
    made = Publication.objects.get(pk=announced.pk)
    wrong = written(made, editor, 本年新收政府信息公开申请数量="本年新收申请数量")
    with pytest.raises(Blocked, match="表三与签发的数据不一致") as blocked:
        publishing.submit(wrong, Actor.of(editor), at=JANUARY)
    assert "表四" not in str(blocked.value)


def test_when_a_newer_version_was_signed_that_one_is_made_public(announced, signed, editor, clerk, head):
    new = actions.revise(signed, Actor.of(clerk), reason="漏登一件", at=JANUARY)
    actions.draft(new, Actor.of(clerk), at=JANUARY)
    new = actions.sign(new, Actor.of(head), at=JANUARY)
    old = written(Publication.objects.get(pk=announced.pk), editor)
    with pytest.raises(Blocked, match="签发了新的一版"):
        publishing.submit(old, Actor.of(editor), at=JANUARY)
    assert actions.announce(new, Actor.of(head), at=JANUARY).pk != announced.pk


def corrected(publication: Publication, editor, before: str, after: str):
    assert before in publication.rich_text
    rich = publication.rich_text.replace(before, after)
    return publishing.correct(
        publication,
        Actor.of(editor),
        title=publication.title,
        text="",
        rich_text=rich,
        reason="笔误",
        at=JANUARY,
    )


def test_a_correction_does_not_lead_away_from_the_signed_figures(published, editor):
    with pytest.raises(Blocked, match="表三与签发的数据不一致"):
        corrected(published, editor, "本年新收政府信息公开申请数量", "本年新收申请数量")
    assert not published.corrections.exists()
    corrected(published, editor, "其他需要报告的事项", "其他事项")
    assert published.corrections.count() == 1


def test_a_correction_is_measured_again_when_it_is_approved(published, signed, editor, reviewer, clerk, head):
    corrected(published, editor, "其他需要报告的事项", "其他事项")
    new = actions.revise(signed, Actor.of(clerk), reason="漏登一件", at=JANUARY)
    actions.draft(new, Actor.of(clerk), at=JANUARY)
    actions.sign(new, Actor.of(head), at=JANUARY)
    decision = {"reason": "看过", "at": JANUARY}
    with pytest.raises(Blocked, match="签发了新的一版"):
        publishing.decide_correction(published, Actor.of(reviewer), result="pass", **decision)
    publishing.decide_correction(published, Actor.of(reviewer), result="fail", **decision)
    assert published.corrections.get().state == "dropped"


def test_a_version_is_announced_once(announced, signed, head):
    with pytest.raises(Refused, match="已经拟过"):
        actions.announce(signed, Actor.of(head), at=JANUARY)


def test_what_was_withdrawn_is_announced_again(client, published, signed, head, reviewer):
    publishing.withdraw(published, Actor.of(reviewer), reason="第五部分写错了", at=JANUARY)
    client.force_login(head)
    page = client.get(reverse("desk_reports:report", args=[signed.agency.slug, 2024])).text
    assert "重新拟公布稿" in page
    signed.refresh_from_db()
    again = actions.announce(signed, Actor.of(head), at=JANUARY)
    assert again.pk != published.pk and again.state == "draft"
    assert (
        "重新拟公布稿" not in client.get(reverse("desk_reports:report", args=[signed.agency.slug, 2024])).text
    )


def test_on_the_desk_the_head_announces_and_finds_the_draft(client, signed, head, agency):
    client.force_login(head)
    do = reverse("desk_reports:do", args=[agency.slug, 2024, "announce"])
    assert client.post(do).status_code == 302
    page = client.get(reverse("desk_reports:report", args=[agency.slug, 2024])).content.decode()
    assert reverse("desk_publishing:detail", args=[Publication.objects.get().public_id]) in page
    assert client.post(do).status_code == 422
