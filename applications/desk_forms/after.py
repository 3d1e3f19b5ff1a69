"""Forms for what follows a reply: the public log, reviews and suits."""

from functools import cached_property

from django import forms

from applications.actions.listing import LONGEST
from applications.choices import ChallengeKind, ChallengeResult
from applications.desk_forms.fields import VerbForm, day, long_text
from publishing import findings


class ProposeForm(VerbForm):
    """The clerk's summary; what the privacy check finds in it is shown in place."""

    summary = long_text(
        "公开的摘要", "写明申请什么、结果怎样；不写申请人和其他个人的任何信息", rows=3, most=LONGEST
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("summary", self.application.public_summary)

    @cached_property
    def preview(self) -> findings.Found | None:
        """The typed summary with every finding marked; None while it has none."""
        found = findings.within(str(self["summary"].value() or ""))
        return found if found.total else None


class ListForm(VerbForm):
    """The reviewer reads the proposed summary in place; changing it is a new proposal."""

    secrecy = forms.BooleanField(
        label="已经完成保密审查（第十七条）", error_messages={"required": "先完成保密审查，再勾选"}
    )
    personal = forms.BooleanField(
        label="已经核对，摘要里没有个人信息（第十五条）", error_messages={"required": "先核对，再勾选"}
    )

    @cached_property
    def preview(self) -> findings.Found | None:
        """The proposed summary, marked."""
        text = self.application.public_summary
        return findings.within(text) if text else None


class RecordChallengeForm(VerbForm):
    """The copy of an application for review, or of a plaint, that reached the agency."""

    kind = forms.ChoiceField(
        label="种类",
        choices=ChallengeKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "选择种类"},
    )
    body = forms.CharField(
        label="复议机关或者法院", max_length=100, help_text="行政诉讼的改填受理的人民法院",
        error_messages={"required": "写明复议机关或者法院", "max_length": "最多 100 字"},
    )  # fmt: skip
    reference = forms.CharField(
        label="案号", required=False, max_length=100, error_messages={"max_length": "最多 100 字"}
    )
    served_on = day("收到副本的日期", "复议申请书或者起诉状副本送达本机关之日，答复、答辩的期限从次日起算")
    simplified = forms.BooleanField(
        label="复议适用简易程序（五个工作日内答复，复议法第五十四条）", required=False
    )
    note = long_text("说明", required=False, rows=2)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("body", self.application.agency.reviewing_body())


class AnswerChallengeForm(VerbForm):
    on = day("提交的日期")
    note = long_text("说明", required=False, rows=2)


class RenewForm(VerbForm):
    """A new reply was ordered: since when, and until when."""

    on = day("收到决定书、判决书的日期", "重新答复的期限从次日起算")
    until = day(
        "决定、判决写明的重新答复的最后一天",
        "没有写明的不填：按 20 个工作日计算（第三十三条）。不得以同一事实和理由作出基本相同的答复（行政复议法第六十四条、行政诉讼法第七十一条）",
        required=False,
    )


class ResultForm(VerbForm):
    result = forms.ChoiceField(
        label="结果", choices=ChallengeResult.choices, widget=forms.RadioSelect,
        error_messages={"required": "选择维持、纠正或者其他结果"},
    )  # fmt: skip
    on = day("审结日期", "决定书或者裁判文书的日期")
    note = long_text("说明", "更改已经登记的结果时必须写明原因", required=False, rows=2)
