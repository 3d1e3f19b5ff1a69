"""Worked requests of 2024: what came in, what was done, the reply, its row in the annual report, the dates."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from accounts.actors import Actor
from applications import actions, outcomes
from applications.models import Application
from applications.tests.conftest import agreed, sent
from applications.tests.doing import complete
from workdays import tables

pytestmark = pytest.mark.django_db

# received, due after 20 working days, last day to ask for a supplement, text, outcome, row of table 3
DIRECT = [
    ("2024-02-19", "2024-03-18", "2024-02-28", "贵局2022年度部门决算，纸质", "published", 3),
    ("2024-03-11", "2024-04-09", "2024-03-20", "某小区二期的建设工程规划许可证和总平面图", "granted", 3),
    ("2024-04-15", "2024-05-14", "2024-04-24", "规模以上家具企业每家上报的统计报表", "forbidden", 6),
    ("2024-06-03", "2024-07-02", "2024-06-13", "全体人员2023年考勤记录和派车单", "internal", 9),
    ("2024-06-17", "2024-07-15", "2024-06-26", "就撤并学校一事向上级报送的请示", "process", 10),
    ("2024-07-08", "2024-08-05", "2024-07-17", "某公司的企业登记档案", "registry", 12),
    ("2024-07-22", "2024-08-19", "2024-07-31", "1987年修建水渠的批复", "not_held", 13),
    ("2024-08-12", "2024-09-09", "2024-08-21", "某民事案件的判决书", "other_agency", 13),
    ("2024-09-24", "2024-10-25", "2024-10-09", "要求查处并答复我的投诉", "petition", 16),
    ("2024-10-21", "2024-11-18", "2024-10-30", "县志和统计年鉴各一套", "publication", 18),
    ("2024-11-04", "2024-12-02", "2024-11-13", "重新出具已经给过我的批复并盖章", "reissue", 20),
    ("2024-11-18", "2024-12-16", "2024-11-27", "请问退休补缴怎么办理", "consultation", 23),
    ("2024-12-02", "2024-12-30", "2024-12-11", "三份已经发布的通知", "published", 3),
    ("2024-12-04", "2025-01-02", "2024-12-13", "我的参保年限记错了，要求改正", "correction", 23),
    ("2024-06-24", "2024-07-22", "2024-07-03", "党委会议纪要", "not_government", 23),
    ("2024-08-07", "2024-09-04", "2024-08-16", "某项目评标过程和评委名单", "forbidden", 6),
    ("2024-10-16", "2024-11-13", "2024-10-25", "别人申请过、已经公开的补贴名册", "published", 3),
    ("2024-08-14", "2024-09-11", "2024-08-23", "现有的生猪存栏统计报表", "granted", 3),
]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(hour=10, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def clerk_(clerk):
    return Actor.of(clerk)


@pytest.fixture
def file(form, agency, clerk, head, clerk_):
    """file(day, text) -> a request handed in that day and assigned."""

    def hand_in(day: str, text: str) -> Application:
        form["wanted"] = text
        made, _ = actions.receive(form, agency=agency, channel="counter", actor=clerk_, at=moment(day))
        return actions.assign(made, Actor.of(head), to=clerk, at=moment(day))

    return hand_in


@pytest.fixture
def answer(clerk_, clerk, head, reviewer):
    """answer(application, outcome, day, **data) -> the row of table 3."""

    def give(application, outcome: str, day: str, **more) -> int:
        at = moment(day)
        actions.draft(
            application, clerk_, outcome=outcome, data=complete(outcomes.outcome(outcome)) | more, at=at
        )
        agreed(application, head, reviewer, at=at)
        sent(application, clerk, at=at)
        application.refresh_from_db()
        return outcomes.outcome(application.outcome).report_row

    return give


@pytest.mark.parametrize(("received", "due", "notice", "text", "outcome", "row"), DIRECT)
def test_answered_directly_on_the_last_day(received, due, notice, text, outcome, row, file, answer):
    application = file(received, text)
    assert application.due_on == date.fromisoformat(due)
    assert tables.current().add(application.received_on, 7) == date.fromisoformat(notice)
    assert answer(application, outcome, due) == row
    assert application.replied_on == application.due_on


def test_a_third_party_refuses_with_good_reason(file, answer, clerk_):
    application = file("2024-05-13", "某公司申报专项资金的技术方案")
    opinion = actions.consult(
        application, clerk_, kind="third_party", party="某公司", at=moment("2024-05-15")
    )
    actions.take_opinion(opinion, clerk_, answer="objects", text="商业秘密", at=moment("2024-05-22"))
    application.refresh_from_db()
    assert application.due_on == date(2024, 6, 18)
    assert answer(application, "third_party", "2024-06-18") == 8


def test_public_interest_prevails_and_the_third_party_is_told(file, answer, clerk_):
    application = file("2024-04-22", "某企业排放的监测数据")
    opinion = actions.consult(
        application, clerk_, kind="third_party", party="某化工公司", at=moment("2024-04-23")
    )
    actions.take_opinion(opinion, clerk_, answer="objects", text="商业秘密", at=moment("2024-04-30"))
    assert answer(application, "granted", "2024-05-21", override="排放影响周边饮用水安全") == 3
    told = application.letters.get(kind="D09")
    assert told.paragraphs[3]["text"] == "某化工公司："
    assert "饮用水安全" in "".join(each["text"] for each in told.paragraphs)
    remedy = next(each["text"] for each in told.paragraphs if each["style"] == "remedy")
    assert remedy.startswith("如对本告知书不服，可以自收到之日起六十日内向")


def test_still_vague_after_the_supplement(file, answer, clerk_):
    application = file("2024-08-26", "那个修路的文件")
    actions.ask_supplement(application, clerk_, what="哪条路、哪一年", at=moment("2024-09-04"))
    actions.supplement(application, clerk_, text="领导知道的那个", at=moment("2024-09-10"))
    application.refresh_from_db()
    assert application.due_on == date(2024, 10, 14)
    assert answer(application, "unclear", "2024-09-20") == 15


def test_never_supplemented(file, answer, clerk_):
    application = file("2024-09-09", "有关材料")
    asked = actions.ask_supplement(application, clerk_, what="哪些材料", at=moment("2024-09-19"))
    assert asked.events.get(kind="supplement_asked").data["limit_on"] == "2024-10-15"
    assert answer(application, "not_supplemented", "2024-10-16") == 21


def test_identity_is_supplemented_then_granted(file, answer, clerk_):
    application = file("2024-09-29", "定点机构名单和依据")
    actions.ask_supplement(application, clerk_, what="身份证明和联系方式", at=moment("2024-10-14"))
    actions.supplement(application, clerk_, text="已附", at=moment("2024-10-18"))
    assert answer(application, "granted", "2024-10-25") == 3
