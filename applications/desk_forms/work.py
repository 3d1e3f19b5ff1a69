"""Forms of the work on a request: assigning, supplement, opinions, extension, fee (Art 30-34, 42)."""

from django import forms

from accounts.models import Membership, User
from applications import fees
from applications.choices import Answer, AttachmentKind, OpinionKind
from applications.desk_forms.fields import VerbForm, day, long_text
from applications.forms import PapersField, PapersForm
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
