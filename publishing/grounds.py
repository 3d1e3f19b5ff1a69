"""Grounds for not making government information public (Art 14, 15, 16; Art 36(7))."""

from dataclasses import dataclass

PUBLIC = "active"
ON_REQUEST = "on_request"
WITHHELD = "withheld"
ATTRIBUTES = ((PUBLIC, "主动公开"), (ON_REQUEST, "依申请公开"), (WITHHELD, "不予公开"))


@dataclass(frozen=True)
class Ground:
    """One lawful ground; `absolute` ones leave no choice, `report_row` is the row of table 3 (1-8)."""

    code: str
    article: str
    label: str
    absolute: bool
    third_party: bool = False
    report_row: int = 0

    @property
    def name(self) -> str:
        """The label without its examples in brackets, as letters name the ground (Art 14-16)."""
        return self.label.partition("（")[0]


GROUNDS = (
    Ground("14-a", "第十四条", "依法确定为国家秘密", True, report_row=1),
    Ground("14-b", "第十四条", "法律、行政法规禁止公开", True, report_row=2),
    Ground("14-c", "第十四条", "公开后可能危及国家安全、公共安全、经济安全、社会稳定", True, report_row=3),
    Ground("15", "第十五条", "商业秘密、个人隐私等，公开会损害第三方合法权益", False, True, report_row=4),
    Ground("16-1", "第十六条第一款", "内部事务信息（人事管理、后勤管理、内部工作流程）", False, report_row=5),
    Ground(
        "16-2", "第十六条第二款", "过程性信息（讨论记录、过程稿、磋商信函、请示报告）", False, report_row=6
    ),
    Ground("16-3", "第十六条第二款", "行政执法案卷信息", False, report_row=7),
    Ground(
        "36-7", "第三十六条第七项", "法律、行政法规对查询另有规定（工商、不动产登记等）", False, report_row=8
    ),
)
ON_REQUEST_GROUNDS = (
    Ground("27", "第二十七条", "不属于应当主动公开的范围，只与特定的人有关，可以依申请公开", False),
)
"""A document may be given on request without falling under a ground for refusal (Art 13, 27)."""
BY_CODE = {ground.code: ground for ground in GROUNDS}
CHOICES = tuple((ground.code, f"{ground.article}：{ground.label}") for ground in GROUNDS)
AT_THE_SOURCE = (
    *((ground.code, f"{ground.article}：{ground.label}") for ground in ON_REQUEST_GROUNDS),
    *CHOICES,
)
"""What a drafter may name when the attribute is anything but 主动公开."""


def missing(attribute: str, ground: str, reason: str) -> list[str]:
    """Sentences on what an attribute still needs: anything but 主动公开 names a ground and a reason (Art 5, 13-16)."""
    if attribute == PUBLIC:
        return []
    wanted = []
    if attribute == WITHHELD and ground not in BY_CODE:
        wanted.append("不予公开的，须选择一条法定依据（第十四、十五、十六条等）。")
    if attribute == ON_REQUEST and ground not in dict(AT_THE_SOURCE):
        wanted.append("依申请公开的，须选择一条依据。")
    if not reason.strip():
        wanted.append("不主动公开的，须写明理由。")
    return wanted
