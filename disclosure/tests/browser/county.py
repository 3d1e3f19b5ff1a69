"""A small county for the browser: made through the rooms' own actions, ending at this moment."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts import actors
from accounts.actors import Actor
from accounts.models import User
from agencies.models import Agency
from applications import actions as requests
from applications.models import Application
from catalog.actions import edit_item
from catalog.adoption import adopt_reference_items
from catalog.models import Domain, Item, ReferenceItem
from interpretation import actions as policies
from interpretation.models import Interpretation, PolicyDocument
from publishing import actions, columns
from publishing.models import Publication

PASSED = dict.fromkeys(("secrecy", "privacy", "wording"), {"result": "pass", "basis": ""})
TEXT = """各乡镇人民政府，县政府各部门：
《澄溪县临时救助实施办法》已经县政府同意，现印发给你们，请认真贯彻执行。
一、总体要求
坚持应救尽救、及时高效，保障遇到突发困难的群众基本生活。
（一）救助对象
因火灾、交通事故、重大疾病等原因，基本生活暂时出现严重困难的家庭和个人。
1.本县户籍居民。
二、办理程序
由乡镇人民政府受理，县民政局审批。
澄溪县人民政府办公室
2026年3月1日"""
WISH = {
    "kind": "citizen",
    "name": "王申请",
    "id_kind": "resident",
    "id_number": "11010519491231002X",
    "phone": "13800005678",
    "wanted": "2025年城乡低保资金分配到各乡镇的明细表",
    "form": "electronic",
    "delivery": "download",
}


@dataclass(frozen=True)
class County:
    """What the tests walk over."""

    agency: Agency
    domain: Domain
    item: Item
    notice: Publication
    policy: PolicyDocument
    reading: Interpretation
    replied: Application
    code: str
    now: datetime


@dataclass(frozen=True)
class Staff:
    """The people of the root conftest as actors."""

    editor: Actor
    reviewer: Actor
    clerk: Actor
    head: Actor
    admin: Actor
    clerk_user: User


def found(agency: Agency, staff: Staff) -> County:
    """One domain, item, notice, policy with its interpretation, and one request that was answered."""
    at = timezone.now() - timedelta(days=2)
    columns.load()
    domain = Domain.objects.create(slug="shehuijiuzhu", name="社会救助", order=1)
    item = _item(domain, agency, staff, at)
    notice = _out(
        actions.draft(
            staff.editor,
            at=at,
            agency=agency,
            kind="publicity",
            column=columns.for_kind("publicity"),
            title="2026年2月份临时救助对象名单公示",
            text="根据《澄溪县临时救助实施办法》，现将2月份救助情况公示如下。\n本月共救助12户。",
            formed_on=date(2026, 3, 1),
            ends_on=at.date() + timedelta(days=30),
            items=[item],
        ),
        staff,
        at,
    )
    policy, reading = _policy(agency, item, staff, at)
    replied, code = _answered(agency, staff, at)
    return County(agency, domain, item, notice, policy, reading, replied, code, timezone.now())


def _item(domain: Domain, agency: Agency, staff: Staff, at) -> Item:
    """Adopted from the reference, then edited once: two versions."""
    ReferenceItem.objects.create(
        domain=domain,
        code="T-1",
        level1="临时救助",
        level2="救助对象名单",
        content="救助对象名单、救助金额",
        basis="《社会救助暂行办法》",
        time_limit="自信息形成之日起20个工作日内",
        publisher="民政部门",
        channels=["政府网站", "公示栏"],
        levels=["县级"],
    )
    [item] = adopt_reference_items(agency.parent, staff.admin, at)
    edit_item(
        item,
        {"content": "救助对象名单、救助金额、救助事由", "agencies": [agency]},
        staff.admin,
        at=at,
        reason="按本县工作规程补充。",
        effective_on=at.date(),
        version=item.version,
    )
    return Item.objects.get(pk=item.pk)


def _out(publication: Publication, staff: Staff, at, *, follows: str = "") -> Publication:
    """Carries a draft to the public; `follows`: why a policy's interpretation comes after it."""
    actions.submit(publication, staff.editor, at=at + timedelta(minutes=1))
    actions.review_all(publication, staff.reviewer, records=PASSED, at=at + timedelta(minutes=2))
    actions.approve(publication, staff.reviewer, at=at + timedelta(minutes=3))
    if follows:
        policies.follow_later(publication.policy, staff.editor, reason=follows, at=at)
    return actions.publish(publication, staff.editor, at=at + timedelta(minutes=4))


def _policy(agency: Agency, item: Item, staff: Staff, at) -> tuple[PolicyDocument, Interpretation]:
    policy = policies.draft_policy(
        staff.editor,
        at=at,
        policy={
            "doc_number": "澄政办发〔2026〕12号",
            "doc_type": "other",
            "late_reason": "问答在文件发布以后一小时内发布",
            "topic": "民政、扶贫、救灾",
            "effective_on": date(2026, 3, 10),
            "plan_outline": "谁能申请、补多少、怎么办",
            "plan_form": "text",
            "plan_channel": "本平台",
            "plan_on": at.date(),
            "plan_person": "县民政局",
        },
        agency=agency,
        issuer="澄溪县人民政府办公室",
        column=columns.for_kind("policy"),
        title="澄溪县人民政府办公室关于印发临时救助实施办法的通知",
        text=TEXT,
        formed_on=date(2026, 3, 1),
        items=[item],
    )
    _out(policy.publication, staff, at, follows="问答要先到各乡镇试讲")
    reading = policies.draft_interpretation(
        policy,
        staff.editor,
        at=at + timedelta(hours=1),
        facts={
            "form": "qa",
            "interpreter": "县民政局社会救助股",
            "sections": {"qa": "问：谁能申请？\n答：遇到突发困难的家庭。"},
        },
        column=columns.for_kind("interpretation"),
        title="《临时救助实施办法》问答",
        formed_on=at.date(),
    )
    _out(reading.publication, staff, at + timedelta(hours=1))
    return policy, reading


def _answered(agency: Agency, staff: Staff, at) -> tuple[Application, str]:
    application, code = requests.receive(
        dict(WISH), agency=agency, channel="online", actor=actors.applicant(), at=at
    )
    called = {"how": "phone", "contact": "13800005678", "spoke_with": "本人"}
    requests.confirm(application, staff.clerk, at=at + timedelta(minutes=10), **called)
    requests.assign(application, staff.head, to=staff.clerk_user, at=at + timedelta(minutes=20))
    requests.draft(
        application,
        staff.clerk,
        outcome="published",
        data={"where": "澄溪县政务公开平台“社会救助”领域"},
        at=at + timedelta(minutes=30),
    )
    requests.approve(application, staff.head, at=at + timedelta(minutes=40))
    sealed = ContentFile(b"%PDF-1.7 sealed", "盖章件.pdf")
    requests.attach_sealed_copy(application, staff.clerk, file=sealed, at=at + timedelta(minutes=45))
    requests.reply(application, staff.clerk, at=at + timedelta(minutes=50))
    return application, code
