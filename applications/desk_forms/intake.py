"""Forms of intake: confirming receipt, writing down a paper or spoken request (Art 29, 31)."""

from django import forms

from applications import intake
from applications.choices import Channel, DeliveryMethod
from applications.desk_forms.fields import VerbForm, day, long_text
from applications.forms import ApplicantForm


class ConfirmForm(VerbForm):
    on = day("确认收到的日期", "与申请人双方确认的那一天，期限从次日起算（第三十一条、第三十三条）")
    note = forms.CharField(
        label="怎么确认的", help_text="例如：电话 0999-6210101，与本人通话", required=False, max_length=300
    )


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
