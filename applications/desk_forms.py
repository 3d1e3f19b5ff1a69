"""Forms of the desk, one a verb; each says only what its verb needs."""

from datetime import date

from django import forms

from accounts.models import Membership, User
from applications import fees, intake, outcomes
from applications.choices import Answer, Channel, DeliveryMethod, OpinionKind
from applications.forms import ApplicantForm, StepForm
from applications.models import Application
from applications.verbs import STAFF
from publishing import grounds


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day(label: str, hint: str = "", *, required: bool = True) -> forms.DateField:
    """A date field; its sentences say how to write it."""
    messages = {"required": f"填写{label}", "invalid": "日期写成 2026-03-02 的样子"}
    return forms.DateField(
        label=label, help_text=hint, required=required, widget=DayInput(), error_messages=messages
    )


def long_text(label: str, hint: str = "", *, required: bool = True, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=5000, widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": f"写明{label}", "max_length": f"{label}最多 5000 字"},
    )  # fmt: skip


class VerbForm(StepForm):
    """A form about one request."""

    def __init__(self, *args, application: Application, on: date, **kwargs) -> None:
        super().__init__(*args, on=on, **kwargs)
        self.application = application
        if "on" in self.fields and not self.is_bound:
            self.initial.setdefault("on", on)


class ConfirmForm(VerbForm):
    on = day("确认收到的日期", "与申请人双方确认的那一天，期限从次日起算（第三十一条、第三十三条）")
    note = forms.CharField(
        label="怎么确认的", help_text="例如：电话 0999-6210101，与本人通话", required=False, max_length=300
    )


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


class SupplementForm(VerbForm):
    on = day("收到补正的日期")
    text = long_text("补正内容")


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
    method = forms.ChoiceField(
        label="计收方式", choices=list(fees.METHODS.items()), widget=forms.RadioSelect,
        error_messages={"required": "选择按件或者按量"},
    )  # fmt: skip
    number = forms.IntegerField(
        label="件数或者页数", min_value=1, help_text="按件：这是申请人当月第几件；按量：提供的信息共多少页",
        error_messages={"required": "填写件数或者页数", "invalid": "填写整数", "min_value": "填写大于 0 的整数"},
    )  # fmt: skip
    on = day("收费通知送达的日期")


class PaymentForm(VerbForm):
    on = day("缴费日期")
    note = forms.CharField(label="票据号", required=False, max_length=100)


class NoteForm(VerbForm):
    note = long_text("意见", required=False, rows=2)


class ReasonForm(VerbForm):
    reason = long_text("理由", rows=3)


class ReplyForm(VerbForm):
    on = day("答复日期", "直接送达以签收日、邮寄以交邮日、网上以可以查看之日计（国办公开办函〔2016〕235号）")
    method = forms.ChoiceField(label="送达方式", choices=DeliveryMethod.choices)
    proof = forms.CharField(
        label="送达凭证", required=False, max_length=200, help_text="邮件号、签收人等；邮寄的必填"
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("method", self.application.delivery)


class ListForm(VerbForm):
    summary = long_text("公开的摘要", "写明申请什么、结果怎样；不写申请人的任何信息", rows=3)
    reviewed = forms.BooleanField(
        label="已经完成保密审查和个人信息审查", error_messages={"required": "先完成审查，再勾选"}
    )


class AttachForm(VerbForm):
    file = forms.FileField(
        label="附件", error_messages={"required": "选择要添加的文件", "empty": "文件是空的"}
    )


class DraftForm(VerbForm):
    """What the chosen outcome asks, and nothing else."""

    number = forms.CharField(
        label="文号",
        required=False,
        max_length=60,
        help_text="不填的，按本机关当年顺序编号；也可以填公文系统的文号",
    )

    def __init__(self, *args, outcome: outcomes.Outcome, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.outcome = outcome
        if outcome.needs_ground:
            self.fields["ground"] = self._grounds(outcome.grounds)
        self.objected = self.application.third_party_objected()
        for name in outcomes.asked(outcome.code, objected=self.objected):
            field = outcomes.FIELDS[name]
            self.fields[name] = long_text(field.label, field.hint)
            self.fields[name].error_messages["required"] = field.sentence
        if "facts" not in outcome.asks and outcome.code == "granted":
            self.fields["facts"] = long_text("查明的事实", required=False)
        self.order_fields([*[name for name in self.fields if name != "number"], "number"])

    def clean_number(self) -> str:
        number = self.text("number")
        kept = number == self.initial.get("number")
        if not kept and (problem := intake.letter_number_problem(number)):
            raise forms.ValidationError(problem)
        return number

    @staticmethod
    def _grounds(allowed: tuple[str, ...]) -> forms.ChoiceField:
        rows = [choice for choice in grounds.CHOICES if choice[0] in allowed]
        if len(rows) > 1:
            rows = [("", "选择依据"), *rows]
        return forms.ChoiceField(
            label="不予公开的依据", choices=rows, error_messages={"required": "选择不予公开的依据"}
        )

    def clean(self) -> dict:
        data = super().clean()
        found = outcomes.problems(self.outcome.code, data, objected=self.objected)
        self.wrong({name: sentence for name, sentence in found.items() if name in self.fields})
        return data


class ReceiveForm(ApplicantForm):
    """A request handed in on paper or spoken (Art 29, 31), written down by a clerk."""

    channel = forms.ChoiceField(
        label="收到的渠道", choices=[each for each in Channel.choices if each[0] != Channel.ONLINE],
        error_messages={"required": "选择收到的渠道"},
    )  # fmt: skip
    on = day(
        "收到的日期", "当面提交的填提交日，挂号信填签收日；平常信函、传真、邮件填收件日，随后与申请人确认"
    )
    title_or_number = forms.CharField(label="名称或者文号", required=False, max_length=300)
    wanted = long_text("内容描述", rows=5)
    time_range = forms.CharField(label="时间范围", required=False, max_length=200)
    form = forms.ChoiceField(
        label="提供形式", choices=[("", "选择提供形式"), ("paper", "纸质"), ("electronic", "电子文档")],
        error_messages={"required": "选择提供形式"},
    )  # fmt: skip
    delivery = forms.ChoiceField(
        label="获取方式", choices=[("", "选择获取方式"), *DeliveryMethod.choices],
        error_messages={"required": "选择获取方式"},
    )  # fmt: skip

    def __init__(self, *args, agencies, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"] = forms.ModelChoiceField(
            label="受理机关",
            queryset=agencies,
            empty_label="选择受理机关" if agencies.count() > 1 else None,
            error_messages={"required": "选择受理机关", "invalid_choice": "选择列表中的一个机关"},
        )
        if not self.is_bound:
            self.initial.setdefault("on", self.on)
        first = ["agency", "channel", "on"]
        self.order_fields([*first, *(name for name in self.fields if name not in first)])

    def clean(self) -> dict:
        data = super().clean()
        if problem := intake.form_problem(self.text("form"), self.text("delivery")):
            self.wrong({"delivery": problem})
        return data
