"""A construction project: eight kinds of information, each done, missing or not needed, each with who answers (国办发〔2017〕94号)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.actors import Actor
from accounts.verbs import Refused
from publishing import actions
from publishing.records import projects


@pytest.fixture
def project(recorded, bring):
    return bring(recorded("project"), "published")


def stage(project, name):
    return project.stages.get(name=name)


def test_a_new_project_has_the_eight_kinds_in_order_of_its_lead_agency(project, agency):
    rows = [str(row) for row in project.stages.all()]
    assert rows == [
        "批准服务信息", "批准结果信息", "招标投标信息", "征收土地信息",
        "重大设计变更信息", "施工有关信息", "质量安全监督信息", "竣工有关信息",
    ]  # fmt: skip
    assert {row.agency for row in project.stages.all()} == {agency}


def test_a_kind_counts_as_done_when_something_in_it_is_public(project, drafted, bring, editor, at):
    paper, person = drafted(title="项目招标公告"), Actor.of(editor)
    actions.fill_stage(stage(project, "tender"), paper, person, at=at)
    later = at + timedelta(days=1)
    assert projects.progress([project], later)[project.pk].done == 0
    bring(paper, "published")
    going = projects.progress([project], later)[project.pk]
    assert (going.done, going.needed) == (1, 8)
    assert projects.of_publication(paper, later) == [(project, stage(project, "tender"))]


def test_a_withdrawn_document_no_longer_counts(project, drafted, bring, editor, reviewer, at):
    paper = bring(drafted(title="项目招标公告"), "published")
    actions.fill_stage(stage(project, "tender"), paper, Actor.of(editor), at=at)
    actions.withdraw(paper, Actor.of(reviewer), reason="数据有误", at=at + timedelta(hours=2))
    assert projects.progress([project], at + timedelta(days=1))[project.pk].done == 0


def test_the_page_says_what_is_there_what_is_missing_and_who_answers(
    project, drafted, bring, editor, other_agency, client, at
):
    person, paper = Actor.of(editor), bring(drafted(title="项目招标公告"), "published")
    actions.fill_stage(stage(project, "tender"), paper, person, at=at)
    actions.assign_stage(stage(project, "building"), person, agency=other_agency, at=at)
    actions.assign_stage(
        stage(project, "land"), person, agency=other_agency, needless="在原址扩建，不征收土地", at=at
    )
    page = client.get(reverse("publishing:detail", args=[project.public_id])).content.decode()
    assert '已公开 <b class="num">1</b> 类，应公开 <b class="num">7</b> 类' in page
    assert "项目招标公告" in page and "澄溪县住房和城乡建设局" in page and "在原址扩建" in page
    other = client.get(reverse("publishing:detail", args=[paper.public_id])).content.decode()
    assert "所属建设项目" in other and "澄溪县中心敬老院扩建工程" in other


def test_refusals(project, drafted, bring, editor, clerk, other_agency, at):
    person, paper = Actor.of(editor), drafted(title="项目招标公告")
    for do in (
        lambda who: actions.fill_stage(stage(project, "tender"), paper, who, at=at),
        lambda who: actions.clear_stage(stage(project, "tender"), paper, who, at=at),
        lambda who: actions.assign_stage(stage(project, "tender"), who, agency=other_agency, at=at),
    ):
        with pytest.raises(Refused, match="权限"):
            do(Actor.of(clerk))
    with pytest.raises(Refused, match="不能放进自己"):
        actions.fill_stage(stage(project, "tender"), project, person, at=at)
    actions.fill_stage(stage(project, "tender"), paper, person, at=at)
    with pytest.raises(Refused, match="已经在这一类里"):
        actions.fill_stage(stage(project, "tender"), paper, person, at=at)
    with pytest.raises(Refused, match="不能又写不涉及"):
        actions.assign_stage(stage(project, "tender"), person, agency=other_agency, needless="没有", at=at)
    actions.clear_stage(stage(project, "tender"), paper, person, at=at)
    assert not stage(project, "tender").publications.exists()
    opened_before = stage(project, "tender")
    actions.assign_stage(stage(project, "tender"), person, agency=other_agency, needless="直接委托", at=at)
    with pytest.raises(Refused, match="先清空理由"):
        actions.fill_stage(opened_before, paper, person, at=at)
    gone = bring(drafted(title="撤回的公告"), "withdrawn")
    with pytest.raises(Refused, match="已经撤回"):
        actions.fill_stage(stage(project, "result"), gone, person, at=at)
