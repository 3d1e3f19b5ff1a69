"""Forms of the work on a request: assigning, supplement, opinions, extension, fee (Art 30-35, 42, 44)."""

from django import forms

from accounts.models import Membership, User
from accounts.roles import COWORKER
from applications import fees, intake
from applications import forms as public_forms
from applications.actions.practising import DAYS
from applications.choices import Answer, AttachmentKind, Channel, CorrectionResult, OpinionKind
from applications.desk_forms.fields import VerbForm, day, long_text
from applications.forms import PapersField, PapersForm, StepForm
from applications.models import Practice
from applications.verbs import STAFF


class AssignForm(VerbForm):
    to = forms.ModelChoiceField(
        label="交给谁办理", queryset=User.objects.none(), empty_label="选择经办人",
        error_messages={"required": "选择经办人", "invalid_choice": "选择本机关的经办人"},
    )  # fmt: skip
    note = long_text("交办意见", required=False, rows=2)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        held = Membership.objects.filter(agency=self.application.agency, role__in=STAFF)
        self.fields["to"].queryset = User.objects.filter(is_active=True, pk__in=held.values("user"))


class AskSupplementForm(VerbForm):
    what = long_text("需要补正的内容", "一次说全，写明哪里不清楚、怎么补（第三十条：一次性告知）")
    limit_on = day("补正期限", "不填的，为告知以后的第 15 个工作日", required=False)


class SupplementForm(VerbForm, PapersForm):
    on = day("收到补正的日期")
    text = long_text("补正内容", required=False)
    files = PapersField("补正材料", AttachmentKind.SUPPLEMENT)

    def clean(self) -> dict:
        data = super().clean()
        if not self.text("text") and not self.taken["files"]:
            self.wrong({"text": "写明补正的内容，或者附上补正材料"})
        return data | {"files": self.taken["files"]}


class ConsultForm(VerbForm):
    kind = forms.ChoiceField(
        label="征求谁的意见", choices=OpinionKind.choices, widget=forms.RadioSelect,
        error_messages={"required": "选择征求谁的意见"},
    )  # fmt: skip
    party = forms.CharField(label="名称", max_length=200, error_messages={"required": "写明征求谁的意见"})
    on = day("发出日期")
    served = day("送达日期", "已经送达的填写；以后也可以登记。送达后 15 个工作日内答复", required=False)


class ServeForm(VerbForm):
    on = day("送达日期")


class OpinionForm(VerbForm):
    answer = forms.ChoiceField(
        label="意见",
        choices=Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "选择意见"},
    )
    text = long_text("意见内容和理由", required=False)
    on = day("收到日期")


class ExtendForm(VerbForm):
    days = forms.IntegerField(
        label="延长几个工作日", help_text="合计不超过 20 个工作日（第三十三条）", min_value=1, max_value=20,
        error_messages={"required": "填写 1 到 20", "invalid": "填写 1 到 20 的整数", "min_value": "填写 1 到 20",
                        "max_value": "最多 20 个工作日"},
    )  # fmt: skip
    reason = long_text("延长的理由", "写进告知书", rows=2)


class FeeForm(VerbForm):
    price_list = fees.PRICE_LIST
    method = forms.ChoiceField(
        label="计收方式", choices=list(fees.METHODS.items()), widget=forms.RadioSelect,
        error_messages={"required": "选择按件或者按量"},
    )  # fmt: skip
    number = forms.IntegerField(
        label="第几件或者多少页", min_value=1, max_value=1_000_000,
        help_text="按件：这是申请人当月第几件；按量：提供的信息共多少页",
        error_messages={"required": "填写件数或者页数", "invalid": "填写整数", "min_value": "填写大于 0 的整数", "max_value": "数目太大，核对后再填"},
    )  # fmt: skip
    items = forms.IntegerField(
        label="本申请计几件", min_value=1, max_value=100, required=False, initial=1,
        help_text="只用于按件计收。一份申请有几项内容的，按一事一申请拆开计件；不填的算 1 件",
        error_messages={"invalid": "填写整数", "min_value": "填写大于 0 的整数", "max_value": "最多 100 件"},
    )  # fmt: skip
    how = forms.CharField(
        label="缴纳方式", max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写进通知书：到哪里、凭什么、怎样缴（国办函〔2020〕109号第六条），例如“持本通知书到县财政局非税窗口缴纳，或者扫描所附缴款单上的二维码”",
        error_messages={"required": "写明缴纳方式", "max_length": "缴纳方式最多 300 字"},
    )  # fmt: skip
    on = day("收费通知送达的日期")

    def clean_how(self) -> str:
        return self.text("how").rstrip("。")

    def clean_items(self) -> int:
        return self.cleaned_data.get("items") or 1


class PaymentForm(VerbForm):
    on = day("缴费日期")
    note = forms.CharField(label="票据号", required=False, max_length=100)


class TextForm(VerbForm):
    text = long_text("内容")


class ObjectionForm(VerbForm):
    text = long_text("异议的理由", "申请人认为哪里算得不对")


class AnswerObjectionForm(VerbForm):
    upheld = forms.TypedChoiceField(
        label="怎样处理", choices=[("0", "维持收费"), ("1", "撤销收费，期限从次日起重新计算")],
        coerce=lambda value: value == "1", widget=forms.RadioSelect,
        error_messages={"required": "选择维持或者撤销"},
    )  # fmt: skip
    text = long_text("理由")


class AskReasonsForm(VerbForm):
    what = long_text("数量、频次的情况", "例如：本月一日以来您提出了 23 件内容相近的申请。写进告知书", rows=3)


class ReasonsForm(VerbForm):
    text = long_text("说明的理由")


class DelayForm(VerbForm):
    until = day("延迟到哪一天答复", "合理的日期，写进告知书（第三十五条）")
    reason = long_text("不能按期答复的原因", "写进告知书", rows=2)


class HelpForm(VerbForm):
    to = forms.ModelChoiceField(
        label="请谁协办", queryset=User.objects.none(), empty_label="选择协办人员",
        error_messages={"required": "选择协办人员", "invalid_choice": "选择本机关的协办人员"},
    )  # fmt: skip
    what = long_text(
        "需要协办的事", "要找什么、判断什么。对方看不到申请人的姓名和联系方式，这里也不要写", rows=3
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        held = Membership.objects.filter(agency=self.application.agency, role=COWORKER)
        self.fields["to"].queryset = User.objects.filter(is_active=True, pk__in=held.values("user"))
        if not held.exists():
            self.fields["to"].help_text = "本机关还没有协办人员，请系统管理员在账号里添加“协办科室人员”角色"


class GiveHelpForm(VerbForm):
    answer = long_text("协办的结果", "找到了什么、在哪里；没有的写明查了哪里")


class SuggestForm(VerbForm):
    text = long_text("建议的理由", required=False, rows=3)


class AnswerSuggestionForm(VerbForm):
    adopted = forms.TypedChoiceField(
        label="处理结果", choices=[("1", "采纳，转为主动公开"), ("0", "不采纳")],
        coerce=lambda value: value == "1", widget=forms.RadioSelect,
        error_messages={"required": "选择采纳或者不采纳"},
    )  # fmt: skip
    text = long_text("说明", "采纳的写明在哪里公开、什么时候；不采纳的写明理由。写进告知书")


class PracticeForm(StepForm):
    """The office's own figures, with their source."""

    def __init__(self, *args, practice: Practice, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, (low, high) in DAYS.items():
            label = Practice._meta.get_field(name).verbose_name
            sentence = f"填写 {low} 到 {high} 之间的整数"
            self.fields[name] = forms.IntegerField(
                label=label, min_value=low, max_value=high, initial=getattr(practice, name), help_text=LAW.get(name, ""),
                error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence),
            )  # fmt: skip
        self.fields["seal_first"] = forms.BooleanField(
            label=Practice._meta.get_field("seal_first").verbose_name,
            required=False,
            initial=practice.seal_first,
        )
        self.fields["source"] = long_text("依据", "哪一份文件，或者哪一次会议定的", rows=3)
        self.initial.setdefault("source", practice.source)


# What the statute itself says of each figure.
LAW = {
    "confirm_days": "条例没有规定天数；收到日是双方确认之日（第三十一条），拖延确认就是拖延答复",
    "supplement_days": "条例只说“合理的补正期限”（第三十条）",
    "reasons_days": "条例没有规定（第三十五条）",
    "contribution_days": "机关内部的事，不影响答复期限",
    "correction_days": "条例没有规定（第四十一条）",
    "suggestion_days": "条例只说“经审核……及时公开”（第四十四条）",
    "keep_years": "最短必要时间（个人信息保护法第十九条）；可能发生复议、诉讼的期间应当保留",
}


class PaperCorrectionForm(public_forms.CorrectionForm):
    """A demand to correct one's own record that came on paper; an address is enough to reach its sender (Art 41)."""

    reached_by_phone = False

    def __init__(self, *args, agencies, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        paper = [each for each in Channel.choices if each[0] != Channel.ONLINE]
        self.fields["channel"] = forms.ChoiceField(
            label="怎样收到的",
            choices=paper,
            error_messages={"required": "选择怎样收到的", "invalid_choice": "选择怎样收到的"},
        )
        self.fields["received_on"] = day("收到的日期", "期限从次日起算")
        chosen = self.fields["agency"]
        chosen.queryset, chosen.help_text = agencies, ""
        chosen.choices = [(each.slug, each.name) for each in agencies]
        self.fields["phone"].help_text = "没有留电话的，填写通信地址"
        self.order_fields(["channel", "received_on", "agency"])


class CorrectionForm(StepForm):
    """The answer to a demand to correct one's own record (Art 41)."""

    result = forms.ChoiceField(
        label="处理结果", choices=CorrectionResult.choices, widget=forms.RadioSelect,
        error_messages={"required": "选择处理结果"},
    )  # fmt: skip
    answer = long_text(
        "处理情况", "查明的事实和理由；转送或者告知的，写明哪个机关、地址、电话。写进告知书", rows=5
    )
    number = forms.CharField(
        label="文号", required=False, max_length=60, help_text="不填的，由平台按顺序编；从办文系统取号的，照填",
        error_messages={"max_length": "文号最多 60 字"},
    )  # fmt: skip

    def clean_number(self) -> str:
        if problem := intake.letter_number_problem(number := self.text("number")):
            raise forms.ValidationError(problem)
        return number
